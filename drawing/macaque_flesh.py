"""How a macaque's skin follows: a muzzle that stretches and drops, cheeks, brow ridge, chin."""

from __future__ import annotations

from drawing.fields import Flesh, Push, both_sides

_PAIRED = [
    Push("mouthSmileLeft", (630, 660), (70, 60), (9, -20)),
    Push("mouthSmileLeft", (606, 712), (45, 45), (20, -12)),
    Push("mouthSmileLeft", (540, 640), (30, 24), (6, -2)),
    Push("mouthSmileLeft", (780, 640), (60, 80), (7, -4)),
    Push("cheekSquintLeft", (640, 590), (70, 55), (2, -18)),
    Push("mouthFrownLeft", (606, 740), (60, 45), (-3, 13)),
    Push("mouthStretchLeft", (620, 724), (60, 50), (17, 5)),
    Push("mouthDimpleLeft", (606, 720), (36, 40), (11, -3)),
    Push("mouthPressLeft", (600, 720), (40, 40), (5, -1)),
    Push("mouthUpperUpLeft", (560, 680), (50, 40), (2, -11)),
    Push("mouthLowerDownLeft", (550, 768), (50, 36), (2, 11)),
    Push("noseSneerLeft", (530, 624), (34, 32), (3, -13)),
    Push("noseSneerLeft", (590, 590), (60, 50), (-2, -9)),
    Push("eyeSquintLeft", (604, 548), (66, 36), (0, -9)),
    Push("browDownLeft", (590, 392), (80, 40), (-6, 15)),
    Push("browOuterUpLeft", (640, 384), (80, 44), (0, -16)),
    Push("mouthLeft", (590, 724), (100, 60), (17, -3)),
    Push("mouthLeft", (420, 724), (60, 50), (12, 0)),
    Push("mouthLeft", (500, 660), (40, 36), (7, 0)),
    Push("jawLeft", (500, 810), (150, 60), (26, 2)),
    Push("eyeBlinkLeft", (604, 546), (60, 30), (0, -3)),
]

_MIDDLE = [
    Push("jawOpen", (500, 842), (170, 92), (0, 46)),
    Push("jawOpen", (500, 770), (80, 40), (0, 44)),
    Push("jawOpen", (640, 730), (60, 60), (-7, 10)),
    Push("jawOpen", (360, 730), (60, 60), (7, 10)),
    Push("tongueOut", (500, 836), (160, 80), (0, 12)),
    Push("mouthPucker", (600, 720), (56, 50), (-22, 0)),
    Push("mouthPucker", (400, 720), (56, 50), (22, 0)),
    Push("mouthPucker", (500, 700), (60, 30), (0, -4)),
    Push("mouthPucker", (500, 770), (60, 30), (0, 6)),
    Push("mouthFunnel", (600, 724), (50, 60), (-14, 4)),
    Push("mouthFunnel", (400, 724), (50, 60), (14, 4)),
    Push("mouthFunnel", (500, 820), (150, 60), (0, 16)),
    Push("cheekPuff", (676, 700), (90, 74), (26, 4)),
    Push("cheekPuff", (324, 700), (90, 74), (-26, 4)),
    Push("mouthShrugLower", (500, 796), (90, 44), (0, -12)),
    Push("mouthShrugUpper", (500, 690), (60, 30), (0, -6)),
    Push("mouthRollLower", (500, 770), (70, 36), (0, -7)),
    Push("mouthRollUpper", (500, 692), (60, 30), (0, 5)),
    Push("jawForward", (500, 806), (150, 70), (0, 9)),
    Push("mouthClose", (500, 780), (80, 36), (0, -3)),
    Push("browInnerUp", (500, 396), (110, 50), (0, -18)),
]


def macaque_flesh() -> Flesh:
    """Return every push of the macaque's skin."""
    return Flesh((*both_sides(_PAIRED), *_MIDDLE))
