"""How a robot's soft parts follow: a silicone jaw, cheek lamps that rise, the plates' give."""

from __future__ import annotations

from drawing.fields import Flesh, Push, both_sides

_PAIRED = [
    Push("mouthSmileLeft", (690, 612), (60, 60), (5, -16)),
    Push("mouthSmileLeft", (640, 680), (50, 50), (16, -10)),
    Push("mouthSmileLeft", (596, 688), (40, 40), (24, -18)),
    Push("cheekSquintLeft", (690, 612), (70, 60), (2, -16)),
    Push("mouthFrownLeft", (640, 720), (50, 50), (-2, 12)),
    Push("mouthStretchLeft", (650, 700), (50, 50), (16, 4)),
    Push("mouthDimpleLeft", (600, 690), (36, 40), (13, -3)),
    Push("mouthPressLeft", (596, 690), (36, 40), (5, -1)),
    Push("mouthUpperUpLeft", (560, 640), (50, 34), (1, -9)),
    Push("mouthLowerDownLeft", (550, 736), (50, 34), (1, 10)),
    Push("noseSneerLeft", (520, 584), (34, 30), (2, -13)),
    Push("eyeSquintLeft", (630, 574), (70, 26), (0, -10)),
    Push("mouthLeft", (560, 690), (110, 60), (18, -2)),
    Push("jawLeft", (500, 770), (120, 50), (24, 2)),
    Push("browDownLeft", (600, 390), (60, 30), (-4, 8)),
]

_MIDDLE = [
    Push("jawOpen", (500, 792), (170, 84), (0, 62)),
    Push("jawOpen", (500, 836), (210, 60), (0, 16)),
    Push("tongueOut", (500, 800), (130, 60), (0, 12)),
    Push("mouthPucker", (650, 690), (50, 60), (-22, 0)),
    Push("mouthPucker", (350, 690), (50, 60), (22, 0)),
    Push("mouthFunnel", (650, 690), (50, 60), (-14, 2)),
    Push("mouthFunnel", (350, 690), (50, 60), (14, 2)),
    Push("mouthFunnel", (500, 790), (130, 50), (0, 18)),
    Push("cheekPuff", (690, 630), (80, 80), (20, 4)),
    Push("cheekPuff", (310, 630), (80, 80), (-20, 4)),
    Push("cheekPuff", (806, 640), (60, 90), (14, 0)),
    Push("cheekPuff", (194, 640), (60, 90), (-14, 0)),
    Push("mouthShrugLower", (500, 764), (90, 36), (0, -12)),
    Push("mouthShrugUpper", (500, 640), (70, 30), (0, -7)),
    Push("mouthRollLower", (500, 744), (70, 30), (0, -7)),
    Push("mouthRollUpper", (500, 650), (60, 26), (0, 5)),
    Push("jawForward", (500, 780), (120, 50), (0, 10)),
    Push("mouthClose", (500, 760), (80, 30), (0, -3)),
    Push("browInnerUp", (500, 300), (160, 40), (0, -5)),
]


def robot_flesh() -> Flesh:
    """Return every push of the robot's face."""
    return Flesh((*both_sides(_PAIRED), *_MIDDLE))
