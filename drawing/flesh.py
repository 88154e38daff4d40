"""How a baby's skin follows: cheeks, chin, nose and skull around the mouth and the eyes."""

from __future__ import annotations

from drawing.fields import Flesh, Push, both_sides

_PAIRED = [
    # a smile lifts and rounds the cheek, widens the face, deepens the fold beside the mouth
    Push("mouthSmileLeft", (655, 655), (75, 60), (9, -24)),
    Push("mouthSmileLeft", (800, 640), (60, 80), (9, -6)),
    Push("mouthSmileLeft", (590, 690), (40, 45), (19, -12)),
    Push("mouthSmileLeft", (540, 618), (26, 22), (6, -2)),
    Push("cheekSquintLeft", (655, 630), (80, 60), (2, -20)),
    Push("mouthFrownLeft", (600, 715), (60, 50), (-3, 12)),
    Push("mouthFrownLeft", (760, 720), (80, 60), (4, 5)),
    Push("mouthStretchLeft", (610, 700), (60, 50), (16, 6)),
    Push("mouthStretchLeft", (770, 720), (70, 60), (7, 5)),
    Push("mouthDimpleLeft", (592, 690), (36, 40), (11, -3)),
    Push("mouthPressLeft", (590, 690), (40, 40), (5, -1)),
    Push("mouthUpperUpLeft", (560, 650), (45, 40), (2, -9)),
    Push("mouthUpperUpLeft", (650, 630), (60, 50), (2, -7)),
    Push("mouthLowerDownLeft", (545, 735), (45, 40), (2, 10)),
    Push("noseSneerLeft", (530, 606), (30, 30), (3, -13)),
    Push("noseSneerLeft", (600, 610), (60, 50), (-2, -9)),
    Push("eyeSquintLeft", (630, 590), (70, 40), (0, -9)),
    Push("browDownLeft", (560, 440), (70, 50), (-6, 14)),
    Push("browOuterUpLeft", (640, 430), (90, 60), (0, -12)),
    Push("mouthLeft", (590, 690), (90, 60), (15, -3)),
    Push("mouthLeft", (420, 690), (60, 50), (11, 0)),
    Push("mouthLeft", (500, 640), (30, 30), (7, 0)),
    Push("jawLeft", (500, 800), (170, 80), (26, 2)),
    Push("eyeBlinkLeft", (630, 590), (60, 30), (0, -3)),
]

_MIDDLE = [
    Push("jawOpen", (500, 836), (185, 100), (0, 46)),
    Push("jawOpen", (500, 750), (70, 40), (0, 44)),
    Push("jawOpen", (640, 700), (60, 70), (-7, 10)),
    Push("jawOpen", (360, 700), (60, 70), (7, 10)),
    Push("tongueOut", (500, 830), (180, 90), (0, 12)),
    Push("mouthPucker", (592, 690), (50, 50), (-20, 0)),
    Push("mouthPucker", (408, 690), (50, 50), (20, 0)),
    Push("mouthPucker", (700, 680), (80, 60), (-7, 3)),
    Push("mouthPucker", (300, 680), (80, 60), (7, 3)),
    Push("mouthPucker", (500, 740), (60, 30), (0, 5)),
    Push("mouthFunnel", (592, 690), (50, 60), (-13, 4)),
    Push("mouthFunnel", (408, 690), (50, 60), (13, 4)),
    Push("mouthFunnel", (500, 800), (160, 70), (0, 16)),
    Push("cheekPuff", (740, 690), (90, 80), (30, 6)),
    Push("cheekPuff", (260, 690), (90, 80), (-30, 6)),
    Push("cheekPuff", (600, 690), (40, 50), (10, 0)),
    Push("cheekPuff", (400, 690), (40, 50), (-10, 0)),
    Push("mouthShrugLower", (500, 770), (90, 50), (0, -12)),
    Push("mouthShrugUpper", (500, 650), (50, 30), (0, -5)),
    Push("mouthRollLower", (500, 750), (70, 40), (0, -7)),
    Push("mouthRollUpper", (500, 655), (50, 30), (0, 4)),
    Push("jawForward", (500, 800), (150, 80), (0, 9)),
    Push("mouthClose", (500, 760), (80, 40), (0, -3)),
    Push("browInnerUp", (500, 440), (110, 70), (0, -16)),
    Push("mouthFunnel", (500, 650), (40, 30), (0, -5)),
]


def baby_flesh() -> Flesh:
    """Return every push of the baby's skin."""
    return Flesh((*both_sides(_PAIRED), *_MIDDLE))
