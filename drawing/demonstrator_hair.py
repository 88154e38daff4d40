"""The demonstrator's hair, neck and shirt, which no channel moves."""

from __future__ import annotations

import numpy as np

from drawing.curves import band, ellipse, join, spline
from drawing.scene import Outlines


def hair() -> Outlines:
    """Return a bob with a side parting: what hangs behind, what frames the face, strands and lights."""
    back = [
        (500, 92), (610, 104), (704, 158), (762, 256), (782, 380), (786, 520), (778, 640), (748, 742), (690, 772),
        (640, 740), (500, 700), (360, 740), (310, 772), (252, 742), (222, 640), (214, 520), (218, 380), (238, 256),
        (296, 158), (390, 104),
    ]  # fmt: skip
    front = [
        (500, 94), (606, 104), (698, 158), (752, 252), (768, 370), (762, 470), (744, 500), (728, 430), (712, 360),
        (676, 296), (612, 252), (540, 214), (452, 196), (424, 232),
        (368, 282), (310, 336), (286, 400), (274, 450), (256, 500),
        (238, 470),
        (232, 370), (248, 252), (302, 158), (394, 104),
    ]  # fmt: skip
    sweep = [
        [(448, 190), (540, 206), (640, 258), (714, 350), (740, 470)],
        [(456, 170), (560, 180), (664, 236), (738, 340), (754, 460)],
        [(470, 150), (590, 160), (690, 222), (752, 330), (764, 440)],
        [(430, 196), (380, 240), (300, 320), (266, 400), (252, 480)],
        [(430, 172), (360, 210), (286, 290), (250, 380), (242, 460)],
        [(430, 148), (350, 176), (276, 256), (242, 350), (236, 430)],
    ]
    lights = [
        [(500, 132), (600, 148), (684, 206), (726, 290)],
        [(480, 152), (584, 172), (668, 232), (716, 316)],
        [(410, 130), (340, 158), (284, 220), (258, 300)],
    ]
    hanging = [
        [(x, 500), (x + dx, 600), (x + 2 * dx, 720)]
        for x, dx in ((748, -2), (766, -4), (236, 4), (252, 2), (730, -6), (268, 6))
    ]
    return {
        "hair.back.shape": [spline(back, closed=True)],
        "hair.back.strands": [spline(strand) for strand in hanging],
        "hair.front": [spline(front, closed=True)],
        "hair.sheen": [ellipse(452, 142, 150, 34, -12)],
        "hair.strands": [spline(strand) for strand in sweep],
        "hair.lights": [spline(strand) for strand in lights],
    }


def body() -> Outlines:
    neck = [
        (408, 690),
        (592, 690),
        (599, 800),
        (612, 856),
        (628, 900),
        (500, 975),
        (372, 900),
        (388, 856),
        (401, 800),
    ]
    right = [(404, 868), (330, 884), (226, 916), (140, 968), (100, 1060)]
    shirt = np.array([*right, (500, 1090), *[(1000 - x, y) for x, y in right[::-1]]], float)
    neckline = [(404, 868), (424, 908), (460, 936), (500, 944), (540, 936), (576, 908), (596, 868)]
    outline = join(spline(shirt), spline(neckline[::-1]))
    return {
        "body.neck": [spline(neck, True)],
        "body.shadow": [ellipse(506, 806, 130, 62)],
        "body.shirt": [outline],
        "body.collar": [band(neckline, [4, 8, 9, 9, 9, 8, 4])],
        "body.collar.edge": [spline(np.array(neckline) + (0, 10))],  # noqa: RUF005
    }
