"""Draws the demonstrator, the adult who shows the gestures: `python -m drawing.demonstrator`.

Proportions are an adult's, so that face trackers made for people follow it: eyes at half the head's height and one
eye's width apart, the nose's base two thirds down the face, the mouth a third of the way on to the chin.
"""

from __future__ import annotations

import numpy as np

from drawing.brows import Brow
from drawing.curves import Curves, Points, band, ellipse, join, mirrored, spline
from drawing.demonstrator_eyes import AdultEye
from drawing.demonstrator_flesh import adult_flesh
from drawing.demonstrator_paints import PALETTES, layers
from drawing.fields import Pose
from drawing.mouth import HUMP, Mouth, T
from drawing.save import PAIRS, save
from drawing.scene import Drawing, Outlines

MOUTH = Mouth(
    centre=(500, 703), half_width=74, upper_full=16, bow=3.5, lower_full=22, corner_up=1, scale=1.15, jaw_drop=100,
    tongue_half_width=37, tongue_length=92,
)  # fmt: skip
EYE = AdultEye(
    centre=(595, 494), half_width=47, above=23, below=16, iris=20.5, pupil=9, crease=12, lash=4.2, outer_drop=-3,
    closed_at=0.8, look=(0.0, -2.0),
)  # fmt: skip
BROW = Brow(inner=(546, 436), outer=(668, 441), arch=13, thick=8.5, hairs=18, scale=0.95)
FLESH = adult_flesh()
# Beside what the shared mouth and brow do at 1: an adult's frown is wider, thinner and lower.
FROWN_WITH = {"mouthStretch": 1.2, "mouthPress": 0.5, "mouthFrown": -0.2}
BROW_FALL = 1.7

_HEAD_HALF = [
    (500, 165), (588, 176), (656, 214), (698, 288), (713, 380), (715, 466),
    (709, 556), (697, 632), (668, 706), (620, 764), (560, 803), (530, 812),
]  # fmt: skip

RIG = """
[avatar]
name = "demonstrator"
title = "The demonstrator"
licence = "Apache-2.0"
cannot = []

[depth]
"hair.back" = { top = 0.0, bottom = -0.25 }
"ear.left" = -0.02
"ear.right" = -0.02
"head" = { top = 0.05, bottom = 0.42 }
"face" = 0.6
"wrinkles" = 0.6
"cheek.left" = 0.55
"cheek.right" = 0.55
"eye.left" = 0.66
"eye.right" = 0.66
"eye.shade.left" = 0.66
"eye.shade.right" = 0.66
"iris.left" = 0.67
"iris.right" = 0.67
"glint.left" = 0.67
"glint.right" = 0.67
"lid.lower.left" = 0.66
"lid.lower.right" = 0.66
"lid.upper.left" = 0.66
"lid.upper.right" = 0.66
"brow.left" = 0.72
"brow.right" = 0.72
"nose" = { top = 0.78, bottom = 1.12 }
"mouth.inner" = 0.84
"teeth.upper" = 0.82
"teeth.lower" = 0.82
"lip.lower" = 0.86
"tongue" = 0.88
"mouth" = 0.86
"hair" = { top = 0.02, bottom = 0.2 }

[pivot]
head = [500.0, 800.0]

[follow]
"body.neck" = 0.45

[gaze]
x = 17.0
y = 9.0
lids_follow = 0.35

[limits]
yaw_deg = 32.0
pitch_deg = 24.0
roll_deg = 35.0

[spring]
"hair.back" = { stiffness_hz = 4.0, damping = 0.8 }

[breath]
lift = 3.0

[idle]
blink_per_min = 15.0
blink_s = 0.24
breath_per_min = 15.0
saccade_per_min = 24.0
glance_per_min = 2.0

[clip]
"face" = "head.shape"
"cheek.left" = "head.shape"
"cheek.right" = "head.shape"
"body.shadow" = "body.neck"
"iris.left" = "eye.left.white"
"iris.right" = "eye.right.white"
"glint.left" = "eye.left.white"
"glint.right" = "eye.right.white"
"teeth.upper" = "mouth.inner.shape"
"teeth.lower" = "mouth.inner.shape"
"tongue" = "mouth.window"

[fade]
"tongue.shadow" = { base = 0.0, tongueOut = 1.0 }
"tongue.shade" = { base = 0.0, tongueOut = 1.0 }
"tongue.gloss" = { base = 0.25, tongueOut = 0.25 }
"face.frown" = { base = 0.08, browDownLeft = 0.45, browDownRight = 0.45 }
"face.wrinkles" = { base = 0.05, browInnerUp = 0.16, browOuterUpLeft = 0.06, browOuterUpRight = 0.06 }
"face.chin.dimple" = { base = 0.15, mouthShrugLower = 0.85, mouthFrownLeft = 0.3, mouthFrownRight = 0.3 }
"cheek.left.fold" = { base = 0.3, mouthSmileLeft = 0.55, noseSneerLeft = 0.4, mouthUpperUpLeft = 0.3 }
"cheek.right.fold" = { base = 0.3, mouthSmileRight = 0.55, noseSneerRight = 0.4, mouthUpperUpRight = 0.3 }
"cheek.left.corner" = { base = 0.4, mouthSmileLeft = 0.4, mouthDimpleLeft = 0.5, mouthFrownLeft = 0.4, mouthPressLeft = 0.3 }
"cheek.right.corner" = { base = 0.4, mouthSmileRight = 0.4, mouthDimpleRight = 0.5, mouthFrownRight = 0.4, mouthPressRight = 0.3 }
"cheek.left.shine" = { base = 0.7, mouthSmileLeft = 0.3, cheekSquintLeft = 0.3, cheekPuff = 0.5 }
"cheek.right.shine" = { base = 0.7, mouthSmileRight = 0.3, cheekSquintRight = 0.3, cheekPuff = 0.5 }
"face.left.bag" = { base = 0.5, cheekSquintLeft = 0.5, eyeSquintLeft = 0.5, mouthSmileLeft = 0.3 }
"face.right.bag" = { base = 0.5, cheekSquintRight = 0.5, eyeSquintRight = 0.5, mouthSmileRight = 0.3 }
"lid.upper.left.crease" = { eyeBlinkLeft = -0.4 }
"lid.upper.right.crease" = { eyeBlinkRight = -0.4 }
"teeth.upper.shape" = { mouthPucker = -1.0 }
"teeth.upper.lines" = { mouthPucker = -0.28 }
"teeth.lower.shape" = { mouthPucker = -0.9 }
"lip.line" = { base = 0.75, jawOpen = -0.75, tongueOut = -0.75, mouthFunnel = -0.6, mouthSmileLeft = -0.3, mouthSmileRight = -0.3 }
"""


def head_outline() -> Points:
    """Return the head at rest: an oval with cheekbones and a jaw."""
    half = np.array(_HEAD_HALF, float)
    return spline(np.concatenate([half, [(500, 814)], mirrored(half[1:])[::-1]]), closed=True)


def _both(paired: dict[str, Curves]) -> dict[str, Curves]:
    found: dict[str, Curves] = {}
    for label, curves in paired.items():
        found[label.format("left")] = curves
        found[label.format("right")] = [mirrored(curve) for curve in curves]
    return found


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
    return _both(paired) | {
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
            band([(486, 440), (489, 458), (486, 478)], [0.5, 5, 0.5]),
            band([(514, 440), (511, 458), (514, 478)], [0.5, 5, 0.5]),
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


def _hair() -> Outlines:
    """Return a bob with a side parting: what hangs behind, what frames the face, strands and lights."""
    back = [
        (500, 92), (610, 104), (704, 158), (762, 256), (782, 380), (786, 520), (778, 640), (748, 742), (690, 772), (640, 740),
        (500, 700), (360, 740), (310, 772), (252, 742), (222, 640), (214, 520), (218, 380), (238, 256), (296, 158), (390, 104),
    ]  # fmt: skip
    front = [
        (500, 94), (606, 104), (698, 158), (752, 252), (768, 370), (762, 470), (744, 500), (728, 430), (712, 360), (676, 296),
        (612, 252), (540, 214), (452, 196), (424, 232), (368, 282), (310, 336), (286, 400), (274, 450), (256, 500), (238, 470),
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
        "hair.strands": [spline(strand) for strand in sweep],
        "hair.lights": [spline(strand) for strand in lights],
    }


def _body() -> Outlines:
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
        "body.collar.edge": [spline(np.array(neckline) + (0, 10))],
    }


STILL = _hair() | _body()


def _teeth(pose: Pose) -> Outlines:
    """Return the teeth: the upper row stays with the skull, the lower one swings with the jaw."""
    rows = MOUTH.rows(_mouth_pose(pose))
    up_in, low_in = MOUTH.placed(rows.upper_in), MOUTH.placed(rows.lower_in)
    jaw = pose.get("jawOpen", 0.0)
    arch = np.stack([T * 86, np.zeros(9)], 1) + MOUTH.centre
    top, bottom = arch - (0, 40), arch + np.stack([0 * T, -8 + 22 * HUMP], 1)
    shift = 24 * (pose.get("jawLeft", 0.0) - pose.get("jawRight", 0.0))
    lower = np.stack([T * 54 + shift, np.full(9, 24.0)], 1) + MOUTH.centre + (0, 96 * jaw)
    lower_top = lower - np.stack([0 * T, 4 + 16 * HUMP], 1)
    lines = []
    for share in (-0.66, -0.47, -0.27, 0.0, 0.27, 0.47, 0.66):
        x = MOUTH.centre[0] + 86 * share
        depth = float(np.interp(share, T, bottom[:, 1]))
        lines.append(spline([(x, depth - 34), (x, depth - 17), (x, depth - 1)]))
    mid = 0.5 * (up_in + low_in)
    return {
        "teeth.upper.shape": [join(spline(top), spline(bottom[::-1]))],
        "teeth.upper.lines": lines,
        "teeth.lower.shape": [join(spline(lower_top), spline((lower + (0, 30))[::-1]))],
        "lip.line": [band(mid, [0.4, 1.6, 1.9, 1.9, 1.9, 1.9, 1.9, 1.6, 0.4])],
    }


def _mouth_pose(pose: Pose) -> Pose:
    """Return the pose for lips that frown as an adult's do: the corners go down and apart, not together."""
    shown = dict(pose)
    for side in ("Left", "Right"):
        frown = pose.get(f"mouthFrown{side}", 0.0)
        for name, share in FROWN_WITH.items():
            shown[f"{name}{side}"] = pose.get(f"{name}{side}", 0.0) + share * frown
    return shown


def _brow_pose(pose: Pose) -> Pose:
    return {
        **pose,
        **{name: BROW_FALL * value for name, value in pose.items() if name.startswith("browDown")},
    }


def build(pose: Pose) -> Outlines:
    """Return every outline of the demonstrator for a pose."""
    found: Outlines = {label: FLESH.moved_all(curves, pose) for label, curves in SKIN.items()}
    found |= MOUTH.outlines(_mouth_pose(pose))
    found |= _teeth(pose)
    for side in ("Left", "Right"):
        found |= EYE.outlines(_brow_pose(pose), side) | EYE.ball(side) | BROW.outlines(_brow_pose(pose), side)
    found |= STILL
    wanted = [shape.label for layer in LAYERS for shape in layer.shapes]
    return {label: found[label] for label in wanted}


LAYERS = layers()
DRAWING = Drawing(
    title="mirrorcam demonstrator", layers=LAYERS, build=build, pairs=PAIRS, colours=PALETTES["warm"]
)

if __name__ == "__main__":
    save("demonstrator", DRAWING, RIG, PALETTES)
