"""How an adult's skin follows: the jaw swings the chin, smiles lift the cheeks and deepen the folds."""

from __future__ import annotations

from drawing.fields import Flesh, Push, both_sides

_PAIRED = [
    Push("mouthSmileLeft", (610, 640), (62, 50), (10, -22)),
    Push("mouthSmileLeft", (690, 640), (50, 60), (8, -4)),
    Push("mouthSmileLeft", (580, 700), (34, 40), (24, -14)),
    Push("mouthSmileLeft", (542, 634), (26, 20), (4, -3)),
    Push("cheekSquintLeft", (606, 590), (70, 46), (2, -18)),
    Push("eyeSquintLeft", (600, 545), (60, 30), (0, -8)),
    Push("mouthFrownLeft", (580, 730), (50, 44), (-3, 14)),
    Push("mouthStretchLeft", (590, 710), (50, 46), (18, 6)),
    Push("mouthDimpleLeft", (584, 704), (32, 36), (12, -3)),
    Push("mouthUpperUpLeft", (550, 668), (44, 34), (2, -9)),
    Push("mouthUpperUpLeft", (600, 640), (52, 44), (2, -8)),
    Push("mouthLowerDownLeft", (545, 745), (45, 36), (2, 9)),
    Push("noseSneerLeft", (532, 622), (24, 26), (5, -14)),
    Push("noseSneerLeft", (562, 640), (46, 44), (-2, -12)),
    Push("browDownLeft", (548, 462), (60, 34), (-7, 13)),
    Push("browOuterUpLeft", (620, 420), (90, 50), (0, -12)),
    Push("mouthLeft", (578, 704), (80, 54), (16, -3)),
    Push("mouthLeft", (430, 704), (54, 46), (12, 0)),
    Push("mouthLeft", (500, 664), (30, 24), (7, 0)),
    Push("jawLeft", (500, 800), (150, 76), (34, 2)),
]

_MIDDLE = [
    Push("jawOpen", (500, 830), (190, 92), (0, 88)),
    Push("jawOpen", (500, 752), (64, 36), (0, 30)),
    Push("jawOpen", (630, 700), (50, 80), (-9, 14)),
    Push("jawOpen", (370, 700), (50, 80), (9, 14)),
    Push("tongueOut", (500, 820), (160, 80), (0, 14)),
    Push("mouthPucker", (584, 706), (44, 44), (-26, 0)),
    Push("mouthPucker", (416, 706), (44, 44), (26, 0)),
    Push("mouthPucker", (640, 670), (60, 60), (-8, 3)),
    Push("mouthPucker", (360, 670), (60, 60), (8, 3)),
    Push("mouthFunnel", (584, 706), (44, 50), (-16, 4)),
    Push("mouthFunnel", (416, 706), (44, 50), (16, 4)),
    Push("mouthFunnel", (500, 800), (140, 64), (0, 18)),
    Push("cheekPuff", (668, 690), (66, 70), (30, 4)),
    Push("cheekPuff", (332, 690), (66, 70), (-30, 4)),
    Push("cheekPuff", (590, 700), (34, 44), (12, 0)),
    Push("cheekPuff", (410, 700), (34, 44), (-12, 0)),
    Push("mouthShrugLower", (500, 780), (80, 44), (0, -14)),
    Push("mouthShrugUpper", (500, 668), (50, 24), (0, -5)),
    Push("mouthRollLower", (500, 750), (64, 34), (0, -7)),
    Push("jawForward", (500, 800), (130, 70), (0, 10)),
    Push("browInnerUp", (500, 430), (110, 54), (0, -18)),
]


def adult_flesh() -> Flesh:
    """Return every push of an adult's skin."""
    return Flesh((*both_sides(_PAIRED), *_MIDDLE))
