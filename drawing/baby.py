"""Draws the baby, the default avatar: `python -m drawing.baby`."""

from __future__ import annotations

import numpy as np

from drawing.baby_paints import face_layers
from drawing.brows import Brow
from drawing.curves import Curves, Points, band, ellipse, on_both_sides, shifted, spline, symmetric
from drawing.eyes import Eye
from drawing.fields import Pose
from drawing.flesh import baby_flesh
from drawing.hair import baby_hair
from drawing.mouth import Mouth
from drawing.palettes import PALETTES
from drawing.rig import rig_text
from drawing.save import PAIRS, save
from drawing.scene import Drawing, Outlines

MOUTH = Mouth(
    centre=(500, 690),
    half_width=60,
    upper_full=19,
    bow=3.4,
    lower_full=24,
    corner_up=7.5,
    tongue_half_width=38,
    scale=1.12,
    jaw_drop=80,
)
EYE = Eye(centre=(626, 526), half_width=66, above=55, below=45, iris=54, lash=5.5, crease=14, look=(0, -4))
BROW = Brow(inner=(570, 430), outer=(706, 438), arch=20, thick=11.5, hairs=16, knit=30, drop=1.4)
FLESH = baby_flesh()
HAIR = baby_hair()

_HEAD_HALF = [
    (500, 100), (592, 108), (682, 148), (752, 216), (794, 308), (806, 408),
    (798, 496), (807, 566), (801, 636), (760, 709), (686, 761), (603, 793), (550, 803),
]  # fmt: skip


def head_outline() -> Points:
    """Return the head at rest: a high round skull, full cheeks, a small chin."""
    return spline(symmetric(_HEAD_HALF, (500, 804)), closed=True)


def _skin() -> dict[str, Curves]:
    """Return all resting outlines that the flesh carries."""
    two: dict[str, Curves] = {
        "cheek.{}.blush": [ellipse(682, 646, 108, 92, -12)],
        "cheek.{}.shine": [ellipse(676, 606, 84, 44, -14)],
        "cheek.{}.apple": [ellipse(668, 628, 88, 66, -10)],
        "cheek.{}.fold": [band([(574, 644), (594, 664), (600, 690), (594, 712)], [0.5, 5, 6, 0.5])],
        "cheek.{}.dimple": [ellipse(572, 688, 15, 21, 10)],
        "face.{}.socket": [ellipse(628, 506, 98, 78)],
        "face.{}.bag": [ellipse(630, 574, 70, 20, -2)],
        "nose.{}.nostril": [
            spline([(511, 619), (518, 613), (529, 614), (533, 620), (524, 623), (514, 623)], True)
        ],
        "nose.{}.wing": [band([(536, 596), (546, 609), (540, 624), (528, 629)], [0.5, 3.2, 3.4, 0.5])],
        "face.{}.sneer": [band([(528, 546), (538, 562), (536, 580)], [0.5, 4, 0.5])],
        "ear.{}.shape": [
            spline(
                [
                    (720, 500),
                    (780, 484),
                    (824, 468),
                    (854, 484),
                    (864, 528),
                    (852, 580),
                    (828, 616),
                    (792, 630),
                    (740, 600),
                    (712, 550),
                ],
                True,
            )
        ],
        "ear.{}.inner": [
            spline(
                [
                    (806, 506),
                    (828, 494),
                    (844, 514),
                    (846, 548),
                    (834, 580),
                    (816, 598),
                    (804, 584),
                    (814, 560),
                    (802, 536),
                ],
                True,
            )
        ],
        "ear.{}.fold": [
            band([(808, 508), (830, 502), (838, 526), (832, 552), (816, 570)], [0.5, 4, 4, 4, 0.5])
        ],
    }
    return on_both_sides(two) | {
        "head.shape": [head_outline()],
        "head.warmth": [head_outline()],
        "head.hair": [head_outline()],
        "face.forehead": [ellipse(440, 290, 230, 150, 8)],
        "face.chin": [ellipse(500, 758, 60, 32)],
        "face.chin.shade": [ellipse(500, 733, 60, 18.5)],
        "face.philtrum": [band([(500, 638), (500, 652), (500, 666)], [3, 7, 9])],
        "face.frown": [
            band([(478, 424), (486, 452), (483, 482)], [0.5, 7, 0.5]),
            band([(522, 424), (514, 452), (517, 482)], [0.5, 7, 0.5]),
        ],
        "face.muzzle": [ellipse(500, 682, 118, 68)],
        "nose.shade": [ellipse(502, 628, 52, 17)],
        "nose.body": [ellipse(500, 592, 50, 42)],
        "nose.blush": [ellipse(500, 598, 46, 34)],
        "nose.bridge": [ellipse(492, 530, 24, 66)],
        "nose.tip": [ellipse(488, 588, 17, 13, -20)],
        "face.chin.dimple": [ellipse(500, 768, 20, 12)],
    }


SKIN = _skin()


def _body() -> Outlines:
    """Return the body's outlines: shoulders in a soft onesie, which no channel moves."""
    half = [(500, 764), (600, 766), (700, 792), (786, 844), (848, 922), (874, 1030)]
    outline = spline(symmetric(half, (500, 1060)), closed=True)
    collar = [(316, 760), (358, 806), (424, 836), (500, 846), (576, 836), (642, 806), (684, 760)]
    stars = [(330, 965), (432, 985), (568, 985), (672, 962), (250, 1000), (752, 1000)]
    return {
        "body.collar.back": [ellipse(500, 772, 186, 66)],
        "body.neck": [
            spline(
                [
                    (384, 744),
                    (378, 786),
                    (424, 826),
                    (500, 838),
                    (576, 826),
                    (622, 786),
                    (616, 744),
                    (500, 732),
                ],
                True,
            )
        ],
        "body.suit": [outline],
        "body.suit.shade": [outline],
        "body.shadow": [ellipse(508, 812, 290, 96)],
        "body.collar": [band(collar, [12, 13, 14, 14, 14, 13, 12])],
        "body.collar.edge": [spline(shifted(np.array(collar, float), 0, 14))],
        "body.sleeves": [
            spline([(262, 1010), (268, 960), (292, 916), (318, 888)]),
            spline([(738, 1010), (732, 960), (708, 916), (682, 888)]),
        ],
        "body.buttons": [ellipse(500, y, 9, 9) for y in (916, 970)],
        "body.print": [ellipse(x, y, 7, 7) for x, y in stars],
    }


BODY = _body()


def build(pose: Pose) -> Outlines:
    """Return every outline of the baby for a pose."""
    found: Outlines = {label: FLESH.moved_all(curves, pose) for label, curves in SKIN.items()}
    found |= BODY | MOUTH.outlines(pose)
    for side in ("Left", "Right"):
        found |= EYE.outlines(pose, side) | EYE.ball(side) | BROW.outlines(pose, side)
    return found | HAIR


DRAWING = Drawing(
    title="mirrorcam baby",
    layers=face_layers(),
    build=build,
    pairs=PAIRS,
    colours=PALETTES["peach"],
)

RIG = rig_text(
    "baby",
    "The baby",
    {
        "follow": {"body.collar": 0.0},
        "depth": {"body.collar": -0.35, "face.philtrum": 0.8, "face.muzzle": 0.65, "face.chin": 0.6},
        "pivot": {
            "head": (500.0, 660.0),
            "hair.front": (500.0, 120.0),
            "ear.left": (795.0, 560.0),
            "ear.right": (205.0, 560.0),
        },
    },
)

if __name__ == "__main__":
    save("baby", DRAWING, RIG, PALETTES)
