"""Names for the landmarks of MediaPipe's face mesh (478 points with irises).

Left is the visitor's own left, which lies at larger x in a picture that is not mirrored.
Checked against pictures; MediaPipe's own drawings name some of them the other way round.
"""

from __future__ import annotations

COUNT = 478

EYE_OUTER_LEFT, EYE_INNER_LEFT = 263, 362
EYE_OUTER_RIGHT, EYE_INNER_RIGHT = 33, 133
LID_UPPER_LEFT, LID_LOWER_LEFT = 386, 374
LID_UPPER_RIGHT, LID_LOWER_RIGHT = 159, 145
IRIS_LEFT, IRIS_RIGHT = 473, 468

BROW_INNER_LEFT, BROW_MIDDLE_LEFT, BROW_OUTER_LEFT = 285, 282, 300
BROW_INNER_RIGHT, BROW_MIDDLE_RIGHT, BROW_OUTER_RIGHT = 55, 52, 70

NOSE_TIP, NOSE_BASE, NOSE_BRIDGE = 1, 2, 168
NOSTRIL_LEFT, NOSTRIL_RIGHT = 327, 98

MOUTH_CORNER_LEFT, MOUTH_CORNER_RIGHT = 291, 61
LIP_UPPER_OUTER, LIP_UPPER_INNER = 0, 13
LIP_LOWER_INNER, LIP_LOWER_OUTER = 14, 17

CHIN, FOREHEAD_TOP = 152, 10
CHEEK_EDGE_LEFT, CHEEK_EDGE_RIGHT = 454, 234

# Points over bone that no expression moves much: eye corners, nose bridge and sides, forehead, temples.
RIGID: tuple[int, ...] = (
    33, 133, 362, 263, 168, 6, 197, 195, 5, 4, 1, 2, 98, 327,
    10, 151, 9, 8, 67, 297, 109, 338, 54, 284, 21, 251, 162, 389, 127, 356, 234, 454,
)  # fmt: skip

EYE_RING_LEFT: tuple[int, ...] = (263, 387, 385, 362, 380, 373)
EYE_RING_RIGHT: tuple[int, ...] = (33, 160, 158, 133, 153, 144)
