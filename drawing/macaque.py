"""Draws the macaque, a rhesus infant: `python -m drawing.macaque`."""

from __future__ import annotations

import numpy as np

from drawing.brows import Brow
from drawing.curves import Curves, band, blade, ellipse, mirrored, on_both_sides, spline, symmetric
from drawing.eyes import Eye
from drawing.fields import Pose
from drawing.fur import fringe, fur_strands, hairline
from drawing.macaque_flesh import macaque_flesh
from drawing.macaque_paints import PALETTES, macaque_layers
from drawing.mouth import Mouth
from drawing.rig import rig_text
from drawing.save import PAIRS, save
from drawing.scene import Drawing, Outlines

MOUTH = Mouth(
    centre=(500, 712), half_width=80, upper_full=8, bow=1.0, lower_full=12, corner_up=10, parting=2.2,
    scale=1.1, jaw_drop=84, tongue_half_width=38, tongue_length=84,
)  # fmt: skip
EYE = Eye(
    centre=(608, 494), half_width=70, above=61, below=52, iris=62, crease=13, lash=7.5,
    outer_drop=-3, look=(-1, -3),
)  # fmt: skip
BROW = Brow(inner=(550, 412), outer=(698, 418), arch=20, thick=13, hairs=20, knit=24, drop=1.3)
FLESH = macaque_flesh()

_SKULL = [
    (500, 108), (590, 116), (676, 150), (744, 210), (786, 296), (800, 392), (796, 490),
    (800, 570), (784, 650), (738, 722), (668, 780), (590, 816), (540, 826),
]  # fmt: skip
_FACE = [
    (500, 404), (520, 352), (574, 314), (644, 318), (704, 366), (736, 444), (734, 530),
    (706, 606), (676, 674), (650, 736), (610, 784), (556, 806),
]  # fmt: skip


def _skin() -> dict[str, Curves]:
    """Return all resting outlines that the flesh carries."""
    skull = symmetric(_SKULL, (500, 829))
    face = symmetric(_FACE, (500, 812))
    two: dict[str, Curves] = {
        "cheek.{}.blush": [ellipse(668, 606, 72, 60, -10)],
        "cheek.{}.shine": [ellipse(664, 584, 54, 32, -14)],
        "cheek.{}.apple": [ellipse(662, 602, 76, 56, -10)],
        "cheek.{}.fold": [band([(604, 648), (624, 678), (624, 710), (610, 734)], [0.5, 5, 6, 0.5])],
        "cheek.{}.dimple": [ellipse(600, 708, 11, 15, 10)],
        "face.{}.socket": [ellipse(608, 486, 102, 94)],
        "face.{}.ridge": [ellipse(618, 394, 96, 34, 4)],
        "face.{}.bag": [ellipse(608, 552, 70, 20, -2)],
        "nose.{}.nostril": [
            spline([(507, 632), (514, 621), (526, 616), (533, 621), (526, 630), (516, 637)], True)
        ],
        "face.{}.sneer": [band([(528, 560), (540, 578), (538, 598)], [0.5, 4, 0.5])],
        "ear.{}.shape": [
            spline(
                [
                    (700, 420),
                    (790, 372),
                    (850, 362),
                    (898, 392),
                    (914, 450),
                    (898, 516),
                    (852, 560),
                    (790, 556),
                    (710, 520),
                ],
                True,
            )
        ],
        "ear.{}.inner": [ellipse(848, 462, 48, 72, 8)],
        "ear.{}.deep": [ellipse(820, 470, 34, 54, 6)],
        "ear.{}.fold": [
            band([(812, 400), (852, 392), (884, 424), (886, 474), (864, 520)], [0.5, 5, 6, 5, 0.5])
        ],
    }
    return on_both_sides(two) | {
        "head.shape": [fringe(skull, count=84, length=17, seed=3, droop=0.6)],
        "head.ruff": [fringe(skull, count=84, length=17, seed=3, droop=0.6)],
        "face.skin": [spline(face, closed=True)],
        "face.rim": [spline(face, closed=True)],
        "face.muzzle": [ellipse(500, 700, 176, 126)],
        "face.muzzle.light": [ellipse(478, 668, 96, 58, -8)],
        "face.lip.upper": [ellipse(500, 678, 104, 38)],
        "face.chin": [ellipse(500, 776, 56, 26)],
        "face.chin.shade": [ellipse(500, 747, 72, 18.5)],
        "face.chin.dimple": [ellipse(500, 776, 20, 11)],
        "face.philtrum": [band([(500, 640), (500, 658), (500, 680)], [1.5, 2.6, 3.6])],
        "face.frown": [
            band([(478, 400), (487, 430), (484, 462)], [0.5, 7, 0.5]),
            band([(522, 400), (513, 430), (516, 462)], [0.5, 7, 0.5]),
        ],
        "nose.shade": [ellipse(501, 648, 58, 16)],
        "nose.body": [ellipse(500, 618, 48, 40)],
        "nose.bridge": [ellipse(494, 540, 26, 80)],
        "nose.tip": [ellipse(490, 608, 17, 11, -16)],
    }


SKIN = _skin()
_EDGE = [*mirrored(np.array(_FACE[1:8], float))[::-1].tolist(), _FACE[0], *_FACE[1:8]]
FUR: dict[str, Curves] = {
    "hair.dark": fur_strands(72, 4, 62),
    "hair.light": fur_strands(72, 9, 56),
    "hair.tuft": [
        blade([(486, 140), (478, 108), (488, 78), (514, 56)], [5, 9, 6, 0.2]),
        blade([(506, 140), (514, 108), (534, 86), (566, 74)], [5, 8, 5, 0.2]),
        blade([(474, 142), (456, 114), (432, 100), (402, 100)], [5, 8, 5, 0.2]),
        blade([(522, 142), (544, 118), (572, 112), (600, 118)], [5, 7, 4, 0.2]),
    ],
    "hair.edge": hairline(_EDGE, 21, 66, 44, (500, 560)),
    "hair.edge.light": hairline(_EDGE, 22, 50, 38, (500, 560)),
}


def _body() -> Outlines:
    half = [(500, 792), (598, 792), (700, 820), (780, 872), (832, 944), (856, 1030)]
    suit = symmetric(half, (500, 1070))
    return {
        "body.suit": [fringe(suit, 60, 17, 6, 0.7)],
        "body.belly": [
            spline(symmetric([(500, 826), (610, 842), (690, 920), (716, 1020)], (500, 1120)), closed=True)
        ],
        "body.light": [ellipse(380, 900, 190, 110)],
        "body.shadow": [ellipse(504, 824, 290, 92)],
    }


BODY = _body()


def build(pose: Pose) -> Outlines:
    """Return every outline of the macaque for a pose."""
    found: Outlines = {label: FLESH.moved_all(curves, pose) for label, curves in SKIN.items()}
    found |= BODY | MOUTH.outlines(pose)
    for side in ("Left", "Right"):
        found |= EYE.outlines(pose, side) | EYE.ball(side) | BROW.outlines(pose, side)
    return found | FUR


DRAWING = Drawing(
    title="mirrorcam macaque", layers=macaque_layers(), build=build, pairs=PAIRS, colours=PALETTES["rhesus"]
)
RIG = rig_text(
    "macaque",
    "The rhesus macaque infant",
    {
        "pivot": {
            "head": (500.0, 660.0),
            "hair.front": (500.0, 130.0),
            "ear.left": (785.0, 470.0),
            "ear.right": (215.0, 470.0),
        },
        "depth": {
            "hair.edge": 0.42,
            "nose": 0.85,
            "head": {"top": 0.05, "bottom": 0.25},
            "face.muzzle": 0.66,
            "face.muzzle.light": 0.68,
            "face.lip.upper": 0.72,
            "face.philtrum": 0.78,
        },
        "gaze": {"x": 24.0, "y": 15.0, "lids_follow": 0.32},
    },
)

if __name__ == "__main__":
    save("macaque", DRAWING, RIG, PALETTES)
