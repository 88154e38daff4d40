"""Draws the demonstrator, the adult who shows the gestures: `python -m drawing.demonstrator`.

Proportions are an adult's, so that face trackers made for people follow it: eyes at half the head's height and one
eye's width apart, the nose's base two thirds down the face, the mouth a third of the way on to the chin.
"""

from __future__ import annotations

import numpy as np

from drawing.brows import Brow
from drawing.curves import Curves, Points, band, ellipse, join, mirrored, on_both_sides, spline
from drawing.demonstrator_flesh import adult_flesh
from drawing.demonstrator_hair import body, hair
from drawing.demonstrator_paints import PALETTES, layers
from drawing.demonstrator_rig import RIG
from drawing.eyes import Eye
from drawing.fields import Pose
from drawing.mouth import HUMP, Mouth, T
from drawing.save import PAIRS, save
from drawing.scene import Drawing, Outlines

MOUTH = Mouth(
    centre=(500, 703), half_width=74, upper_full=16, bow=3.5, lower_full=22, corner_up=1, scale=1.15, jaw_drop=100,
    tongue_half_width=37, tongue_length=92,
)  # fmt: skip
EYE = Eye(
    centre=(595, 494), half_width=47, above=23, below=16, iris=20.5, pupil=9, crease=12, lash=3.9, wet=1.8,
    crease_lift=3.5, outer_drop=-3, closed_at=0.8, look=(0.0, -2.0), lifted=(10.0, 12.0), follows_look=True,
    glow=(0.10, 0.42, 0.66, 0.48),
)  # fmt: skip
BROW = Brow(
    inner=(546, 443), outer=(668, 446), arch=13, thick=7.5, hairs=18, scale=0.95, knit=24.0, blink_drop=4.0
)
FLESH = adult_flesh()
# How much more (or less) an adult moves than the soft mouth, brow and eye shared with the baby: so much that a
# tracker made for people sees about what it sees of a person who does it in full.
STRENGTH = {
    "browDown": 1.12, "eyeSquint": 2.2, "eyeWide": 4.2, "noseSneer": 2.2, "cheekPuff": 1.4,
    "cheekSquint": 2.9, "jawForward": 2.0, "jawLeft": 2.4, "jawRight": 2.4, "mouthSmile": 1.4, "mouthPucker": 0.62,
    "mouthFunnel": 1.3, "mouthLeft": 1.8, "mouthRight": 1.8, "mouthStretch": 1.7, "mouthPress": 1.9,
    "mouthDimple": 2.0, "mouthRollLower": 1.7, "mouthRollUpper": 1.2, "mouthShrugLower": 1.6, "mouthShrugUpper": 1.6,
    "mouthUpperUp": 2.0, "mouthLowerDown": 1.8,
}  # fmt: skip
# Beside what the shared mouth does at 1: an adult's frown is wider, thinner and lower.
FROWN_WITH = {"mouthStretch": 1.2, "mouthPress": 0.5, "mouthFrown": -0.2}
# The upper row is wider than any smile; where its teeth meet.
TEETH_HALF_WIDTH = 122.0
BETWEEN_TEETH = (-88, -74, -58, -41, -23, 0, 23, 41, 58, 74, 88)
# How far the brows go along with lids opened wide: a tracker hardly believes in lids that do it alone.
WITH_WIDE = {"browOuterUp": 0.22, "browInnerUp": 0.13}
# How much less an open mouth is widened by a smile.
LAUGH_LESS = 0.25
# Shading over bone, which no muscle moves.
BONE = frozenset(("nose.side", "nose.bridge"))

_HEAD_HALF = [
    (500, 165), (588, 176), (656, 214), (698, 288), (713, 380), (715, 466),
    (709, 556), (697, 632), (668, 706), (620, 764), (560, 803), (530, 812),
]  # fmt: skip


def head_outline() -> Points:
    """Return the head at rest: an oval with cheekbones and a jaw."""
    half = np.array(_HEAD_HALF, float)
    return spline(np.concatenate([half, [(500, 814)], mirrored(half[1:])[::-1]]), closed=True)


def _skin() -> dict[str, Curves]:
    """Return all resting outlines that the flesh carries."""
    nostril = spline([(506, 640), (513, 633), (525, 633), (533, 639), (525, 645), (513, 645)], True)
    paired: dict[str, Curves] = {
        "cheek.{}.blush": [ellipse(622, 618, 74, 56, -16)],
        "cheek.{}.shine": [ellipse(618, 572, 58, 30, -18)],
        "cheek.{}.fold": [band([(542, 634), (566, 658), (582, 688), (590, 716)], [0.5, 6, 8, 0.5])],
        "cheek.{}.corner": [ellipse(582, 706, 12, 15, 12)],
        "face.{}.temple": [ellipse(700, 420, 40, 110)],
        "face.{}.hollow": [ellipse(668, 668, 60, 80, 24)],
        "face.{}.socket": [ellipse(588, 476, 66, 40, 4)],
        "face.{}.bag": [band([(556, 514), (592, 530), (636, 518)], [1, 9, 1])],
        "nose.{}.nostril": [ellipse(520, 639, 17, 9, -8)],
        "nose.{}.hole": [nostril],
        "nose.{}.wing": [band([(536, 606), (548, 622), (545, 638), (532, 644)], [0.5, 4.5, 5, 0.5])],
        "ear.{}.shape": [
            spline(
                [
                    (704, 470),
                    (724, 446),
                    (746, 452),
                    (752, 492),
                    (744, 540),
                    (730, 582),
                    (712, 596),
                    (700, 570),
                    (700, 520),
                ],
                True,
            )
        ],
        "ear.{}.inner": [
            spline([(712, 480), (728, 466), (738, 486), (738, 520), (728, 556), (716, 566), (710, 530)], True)
        ],
        "ear.{}.fold": [
            band([(712, 474), (732, 464), (738, 492), (732, 530), (720, 556)], [0.5, 4, 4, 4, 0.5])
        ],
    }
    return on_both_sides(paired) | {
        "head.shape": [head_outline()],
        "head.form": [head_outline()],
        "face.fringe": [ellipse(500, 262, 200, 66)],
        "face.forehead": [ellipse(470, 340, 150, 90, 6)],
        "face.chin": [ellipse(496, 786, 52, 28)],
        "face.chin.shade": [ellipse(500, 752, 58, 17)],
        "face.chin.dimple": [ellipse(500, 786, 16, 12)],
        "face.philtrum": [band([(500, 652), (500, 666), (500, 680)], [4, 7, 8])],
        "face.muzzle": [ellipse(500, 690, 106, 60)],
        "face.frown": [
            band([(483, 428), (488, 452), (484, 482)], [0.5, 7, 0.5]),
            band([(517, 428), (512, 452), (516, 482)], [0.5, 7, 0.5]),
        ],
        "face.wrinkles": [
            spline([(420, y + 6), (460, y), (500, y + 3), (540, y), (580, y + 6)]) for y in (348, 374, 400)
        ],
        "nose.side": [ellipse(528, 556, 17, 72, -6)],
        "nose.shade": [ellipse(504, 646, 50, 20)],
        "nose.body": [ellipse(498, 612, 42, 36)],
        "nose.blush": [ellipse(500, 616, 40, 28)],
        "nose.base": [
            band([(470, 640), (486, 650), (500, 653), (514, 650), (530, 640)], [0.5, 4, 5, 4, 0.5])
        ],
        "nose.bridge": [ellipse(496, 540, 14, 66)],
        "nose.tip": [ellipse(493, 612, 16, 13, -20)],
    }


SKIN = _skin()


STILL = hair() | body()


def _teeth(pose: Pose) -> Outlines:
    """Return the teeth: the upper row stays with the skull, the lower one swings with the jaw."""
    rows = MOUTH.rows(_mouth_pose(pose))
    up_in, low_in = MOUTH.placed(rows.upper_in), MOUTH.placed(rows.lower_in)
    jaw = pose.get("jawOpen", 0.0)
    arch = np.stack([T * TEETH_HALF_WIDTH, np.zeros(9)], 1) + MOUTH.centre
    top, bottom = arch - (0, 44), arch + np.stack([0 * T, -22 + 41 * HUMP], 1)
    shift = 24 * (pose.get("jawLeft", 0.0) - pose.get("jawRight", 0.0))
    lower = np.stack([T * 54 + shift, np.full(9, 24.0)], 1) + MOUTH.centre + (0, 96 * jaw)
    lower_top = lower - np.stack([0 * T, 4 + 16 * HUMP], 1)
    lines = []
    for gap in BETWEEN_TEETH:
        x = MOUTH.centre[0] + gap
        depth = float(np.interp(gap / TEETH_HALF_WIDTH, T, bottom[:, 1]))
        lines.append(spline([(x, depth - 34), (x, depth - 17), (x, depth - 1)]))
    mid = 0.5 * (up_in + low_in)
    return {
        "teeth.upper.shape": [join(spline(top), spline(bottom[::-1]))],
        "teeth.upper.lines": lines,
        "teeth.lower.shape": [join(spline(lower_top), spline((lower + (0, 30))[::-1]))],  # noqa: RUF005
        "lip.line": [band(mid, [0.4, 1.6, 1.9, 1.9, 1.9, 1.9, 1.9, 1.6, 0.4])],
    }


def _mouth_pose(pose: Pose) -> Pose:
    """Return the pose for lips that frown as an adult's do (the corners go down and apart), and laugh less wide."""
    shown = dict(pose)
    jaw = min(pose.get("jawOpen", 0.0), 1.0)
    for side in ("Left", "Right"):
        frown = pose.get(f"mouthFrown{side}", 0.0)
        for name, share in FROWN_WITH.items():
            shown[f"{name}{side}"] = pose.get(f"{name}{side}", 0.0) + share * frown
        shown[f"mouthSmile{side}"] = pose.get(f"mouthSmile{side}", 0.0) * (1 - LAUGH_LESS * jaw)
    return shown


def _brow_pose(pose: Pose, side: str) -> Pose:
    """Return the strengthened pose for a brow that goes along with its eye's lids."""
    wide = pose.get(f"eyeWide{side}", 0.0) / STRENGTH["eyeWide"]
    raised = {"browOuterUp" + side: WITH_WIDE["browOuterUp"], "browInnerUp": WITH_WIDE["browInnerUp"]}
    return {**pose, **{name: pose.get(name, 0.0) + share * wide for name, share in raised.items()}}


def strengthened(pose: Pose) -> Pose:
    """Return the pose as strongly as an adult makes it."""
    return {name: STRENGTH.get(name, STRENGTH.get(_pair(name), 1.0)) * value for name, value in pose.items()}


def _pair(channel: str) -> str:
    return channel.removesuffix("Left").removesuffix("Right")


def build(pose: Pose) -> Outlines:
    """Return every outline of the demonstrator for a pose."""
    pose = strengthened(pose)
    found: Outlines = {
        label: curves if label in BONE else FLESH.moved_all(curves, pose) for label, curves in SKIN.items()
    }
    found |= MOUTH.outlines(_mouth_pose(pose))
    found |= _teeth(pose)
    for side in ("Left", "Right"):
        found |= EYE.outlines(pose, side) | EYE.ball(side) | BROW.outlines(_brow_pose(pose, side), side)
    found |= STILL
    wanted = [shape.label for layer in LAYERS for shape in layer.shapes]
    return {label: found[label] for label in wanted}


LAYERS = layers()
DRAWING = Drawing(
    title="mirrorcam demonstrator", layers=LAYERS, build=build, pairs=PAIRS, colours=PALETTES["warm"]
)

if __name__ == "__main__":
    save("demonstrator", DRAWING, RIG, PALETTES)
