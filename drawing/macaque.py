"""Draws the macaque, a rhesus infant: `python -m drawing.macaque`."""

from __future__ import annotations

import numpy as np

from drawing.brows import Brow
from drawing.curves import Curves, Points, band, ellipse, mirrored, spline
from drawing.eyes import Eye
from drawing.fields import Pose
from drawing.fur import fringe, fur_strands
from drawing.macaque_paints import PALETTES, macaque_layers
from drawing.macaque_flesh import macaque_flesh
from drawing.mouth import Mouth
from drawing.rig import rig_text
from drawing.save import PAIRS, save
from drawing.scene import Drawing, Outlines

MOUTH = Mouth(
    centre=(500, 724), half_width=86, upper_full=8, bow=1.0, lower_full=12, corner_up=7, parting=2.2,
    scale=1.1, jaw_drop=84, tongue_half_width=38, tongue_length=84,
)  # fmt: skip
EYE = Eye(
    centre=(603, 484), half_width=64, above=56, below=49, iris=57, pupil=27, crease=13, lash=7.5,
    outer_drop=-3, look=(-1, -3),
)  # fmt: skip
BROW = Brow(inner=(548, 398), outer=(688, 404), arch=20, thick=11, hairs=16)
FLESH = macaque_flesh()

_SKULL = [
    (500, 108), (590, 116), (676, 150), (744, 210), (786, 296), (800, 392), (796, 490),
    (800, 570), (784, 650), (738, 722), (668, 774), (590, 808), (540, 820),
]  # fmt: skip
_FACE = [
    (500, 372), (532, 336), (588, 318), (648, 332), (694, 384), (712, 456), (706, 536),
    (690, 600), (668, 668), (640, 732), (600, 784), (550, 812),
]  # fmt: skip


def _symmetric(half: list[tuple[float, float]], chin: tuple[float, float]) -> Points:
    """Return the closed anchors of an outline whose left half runs from the top down to the chin."""
    left = np.array(half[1:], float)
    return np.concatenate([np.array(half[:1], float), left, [chin], mirrored(left)[::-1]])


def _skin() -> dict[str, Curves]:
    """Return all resting outlines that the flesh carries."""
    skull = _symmetric(_SKULL, (500, 824))
    face = _symmetric(_FACE, (500, 820))
    two: dict[str, Curves] = {
        "cheek.{}.blush": [ellipse(652, 604, 70, 62, -10)],
        "cheek.{}.shine": [ellipse(650, 580, 52, 32, -14)],
        "cheek.{}.apple": [ellipse(650, 600, 74, 56, -10)],
        "cheek.{}.fold": [band([(610, 660), (630, 690), (630, 722), (616, 746)], [0.5, 5, 6, 0.5])],
        "cheek.{}.dimple": [ellipse(606, 720, 11, 15, 10)],
        "face.{}.socket": [ellipse(602, 478, 94, 86)],
        "face.{}.ridge": [ellipse(612, 386, 96, 34, 4)],
        "face.{}.bag": [ellipse(604, 538, 66, 20, -2)],
        "nose.{}.nostril": [
            spline([(508, 636), (516, 624), (530, 618), (538, 624), (530, 634), (518, 642)], True)
        ],
        "face.{}.sneer": [band([(528, 560), (540, 578), (538, 598)], [0.5, 4, 0.5])],
        "ear.{}.shape": [
            spline(
                [(700, 420), (790, 372), (850, 362), (898, 392), (914, 450), (898, 516), (852, 560), (790, 556), (710, 520)],
                True,
            )
        ],
        "ear.{}.inner": [ellipse(848, 462, 48, 72, 8)],
        "ear.{}.deep": [ellipse(820, 470, 34, 54, 6)],
        "ear.{}.fold": [band([(812, 400), (852, 392), (884, 424), (886, 474), (864, 520)], [0.5, 5, 6, 5, 0.5])],
    }
    found: dict[str, Curves] = {}
    for label, curves in two.items():
        found[label.format("left")] = curves
        found[label.format("right")] = [mirrored(curve) for curve in curves]
    return found | {
        "head.shape": [fringe(skull, count=74, length=15, seed=3, droop=0.55)],
        "head.ruff": [fringe(_symmetric([(500, 560), (620, 520), (742, 566), (786, 640), (732, 728), (640, 792)], (500, 818)), 40, 13, 8, 0.8)],
        "face.skin": [spline(face, closed=True)],
        "face.rim": [spline(face, closed=True)],
        "face.muzzle": [ellipse(500, 704, 168, 132)],
        "face.muzzle.light": [ellipse(478, 668, 96, 58, -8)],
        "face.lip.upper": [ellipse(500, 690, 104, 40)],
        "face.chin": [ellipse(500, 786, 56, 26)],
        "face.chin.shade": [ellipse(500, 758, 70, 15)],
        "face.chin.dimple": [ellipse(500, 786, 20, 11)],
        "face.philtrum": [band([(500, 644), (500, 664), (500, 688)], [1.5, 2.6, 3.6])],
        "face.frown": [
            band([(486, 420), (491, 440), (489, 458)], [0.5, 4.5, 0.5]),
            band([(514, 420), (509, 440), (511, 458)], [0.5, 4.5, 0.5]),
        ],
        "nose.shade": [ellipse(501, 648, 58, 16)],
        "nose.body": [ellipse(500, 618, 48, 40)],
        "nose.bridge": [ellipse(494, 540, 26, 80)],
        "nose.tip": [ellipse(490, 608, 17, 11, -16)],
    }


SKIN = _skin()
_FRONT = _symmetric(_FACE, (500, 820))
FUR: dict[str, Curves] = {
    "hair.dark": fur_strands(110, 4, 44),
    "hair.light": fur_strands(110, 9, 40),
    "hair.tuft": [
        band([(486, 132), (478, 104), (488, 76), (510, 60)], [11, 10, 6, 0.8]),
        band([(506, 130), (514, 104), (534, 84), (560, 78)], [10, 8, 5, 0.8]),
        band([(474, 136), (456, 112), (432, 100), (408, 104)], [10, 8, 5, 0.8]),
        band([(522, 136), (544, 116), (572, 110), (594, 120)], [8, 7, 4, 0.8]),
    ],
    "hair.peak": [fringe(_symmetric([(500, 250), (560, 236), (612, 250), (640, 286), (588, 322), (532, 344)], (500, 392)), 30, 12, 5, 0.9)],
}


def _body() -> Outlines:
    half = [(500, 792), (598, 792), (700, 820), (780, 872), (832, 944), (856, 1030)]
    suit = _symmetric(half, (500, 1070))
    return {
        "body.suit": [fringe(suit, 60, 14, 6, 0.8)],
        "body.belly": [fringe(_symmetric([(500, 850), (590, 860), (650, 920), (670, 1010)], (500, 1060)), 34, 14, 12, 0.9)],
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
        "depth": {"hair.peak": 0.42, "nose": 0.85, "head": {"top": 0.05, "bottom": 0.25}, "face.muzzle": 0.66, "face.muzzle.light": 0.68, "face.lip.upper": 0.72, "face.philtrum": 0.78},
        "gaze": {"x": 24.0, "y": 15.0, "lids_follow": 0.32},
    },
)

if __name__ == "__main__":
    save("macaque", DRAWING, RIG, PALETTES)
