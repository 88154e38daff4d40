"""How the four rows of a mouth move: every channel is a push on the rows' points.

Rows run from the avatar's own right corner (t = -1) to its left corner (t = 1). Products of channels are
corrections, which the avatar's pair shapes carry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drawing.curves import Points
from drawing.fields import Pose

T = np.array([-1.0, -0.86, -0.58, -0.26, 0.0, 0.26, 0.58, 0.86, 1.0])
HUMP = 1 - np.abs(T) ** 2.6  # 1 in the middle, 0 at the corners
ROUND = np.sqrt(np.maximum(1 - T**2, 0.0))  # half a circle
CORNER = np.abs(T) ** 3
LEFTWARDS = ((1 + T) / 2) ** 2.4  # 1 at the left corner
RIGHTWARDS = LEFTWARDS[::-1]
LEFT_HALF = HUMP * (0.5 + 0.5 * np.tanh(2.2 * T))
RIGHT_HALF = LEFT_HALF[::-1]


@dataclass(frozen=True, slots=True)
class Rows:
    """The four edges of the lips, f64[9, 2] each, in units around the mouth's middle."""

    upper_out: Points
    upper_in: Points
    lower_in: Points
    lower_out: Points

    def all(self) -> tuple[Points, Points, Points, Points]:
        """Return the rows from top to bottom."""
        return self.upper_out, self.upper_in, self.lower_in, self.lower_out


def jaw_open(pose: Pose) -> float:
    """Return how far the jaw is open."""
    return pose.get("jawOpen", 0.0)


def _add(row: Points, x: Points | float, y: Points | float) -> None:
    row[:, 0] += x
    row[:, 1] += y


def move_corners(rows: Rows, pose: Pose, s: float) -> None:
    """Smile, frown, stretch, dimple and press: what pulls at the corners."""
    jaw = jaw_open(pose)
    for side, sign, reach, half in (("Left", 1, LEFTWARDS, LEFT_HALF), ("Right", -1, RIGHTWARDS, RIGHT_HALF)):
        smile, frown = pose.get(f"mouthSmile{side}", 0.0), pose.get(f"mouthFrown{side}", 0.0)
        stretch, dimple = pose.get(f"mouthStretch{side}", 0.0), pose.get(f"mouthDimple{side}", 0.0)
        press = pose.get(f"mouthPress{side}", 0.0)
        for row in rows.all():
            _add(row, sign * reach * s * (31 * smile - 8 * frown + 26 * stretch + 15 * dimple + 3 * press), 0)
            _add(row, 0, reach * s * (-27 * smile + 30 * frown + 7 * stretch - 5 * dimple - 2 * press))
            _add(row, 0, half * s * (3.0 * smile - 8 * frown))
        _add(rows.upper_out, 0, half * s * (4 * smile + 3 * stretch + 6.5 * press + 2 * dimple))
        _add(rows.lower_in, 0, half * s * (9 * smile + 5 * stretch - 0.5 * press))
        _add(rows.lower_out, 0, half * s * (6 * smile + 2 * stretch - 8 * press - 2 * dimple + 4 * frown))
        _add(rows.upper_out, 0, half * s * -2 * frown)
        # smile and open: corners stay high and wide, the upper edge straightens, the jaw opens to a D
        both = smile * jaw
        _add(rows.upper_in, sign * reach * s * 6 * both, s * both * (4 * half - 15 * reach))
        _add(rows.upper_out, sign * reach * s * 6 * both, s * both * (3 * half - 15 * reach))
        _add(rows.lower_in, sign * reach * s * 6 * both, s * both * (-4 * half - 15 * reach))
        _add(rows.lower_out, sign * reach * s * 6 * both, s * both * (-5 * half - 15 * reach))


def move_sideways(rows: Rows, pose: Pose, s: float) -> None:
    """Mouth and jaw to one side."""
    mouth = pose.get("mouthLeft", 0.0) - pose.get("mouthRight", 0.0)
    jaw = pose.get("jawLeft", 0.0) - pose.get("jawRight", 0.0)
    for row in rows.all():
        _add(row, 25 * mouth * s * (0.75 + 0.25 * HUMP), 0)
        _add(row, 0, -7 * s * (max(mouth, 0) * LEFTWARDS + max(-mouth, 0) * RIGHTWARDS))
    for row, share in (
        (rows.upper_in, 0.15),
        (rows.upper_out, 0.1),
        (rows.lower_in, 0.8),
        (rows.lower_out, 1.0),
    ):
        _add(row, 24 * jaw * s * (0.2 + (share - 0.2) * HUMP), 0)
    _add(rows.lower_in, 0, 5 * abs(jaw) * s * HUMP)
    _add(rows.lower_out, 0, 5 * abs(jaw) * s * HUMP)


def move_lips(rows: Rows, pose: Pose, s: float, width: float) -> None:
    """Pucker, funnel, roll, shrug, lips up and down."""
    pucker, funnel = pose.get("mouthPucker", 0.0), pose.get("mouthFunnel", 0.0)
    jaw = jaw_open(pose)
    narrow = T * width * (0.56 * pucker + 0.42 * funnel + 0.08 * pose.get("cheekPuff", 0.0))
    ring = ROUND**1.2
    for row in rows.all():
        _add(row, -narrow, 0)
        _add(row, 0, s * CORNER * (2 * pucker + 3 * funnel))
    _add(rows.upper_in, 0, -s * ring * (8 * pucker + 21 * funnel))
    _add(rows.lower_in, 0, s * ring * (12 * pucker + 30 * funnel))
    _add(rows.upper_out, 0, -s * (ring * (9 * pucker + 16 * funnel) + 6 * pucker * np.abs(T) * HUMP))
    _add(rows.lower_out, 0, s * (ring * (16 * pucker + 30 * funnel) + 5 * pucker * np.abs(T) * HUMP))
    # pucker and open: a rounder, smaller o than their sum
    both = pucker * jaw
    for row in rows.all():
        _add(row, T * width * 0.22 * both, 0)
    _add(rows.upper_in, 0, -s * ring * 6 * both)
    _add(rows.upper_out, 0, -s * ring * 4 * both)
    _add(rows.lower_in, 0, -s * ring * 28 * both)
    _add(rows.lower_out, 0, -s * ring * 26 * both)
    _roll_and_shrug(rows, pose, s)
    for side, half in (("Left", LEFT_HALF), ("Right", RIGHT_HALF)):
        up, down = pose.get(f"mouthUpperUp{side}", 0.0), pose.get(f"mouthLowerDown{side}", 0.0)
        sneer = pose.get(f"noseSneer{side}", 0.0)
        _add(rows.upper_in, 0, -s * half * (19 * up + 4 * sneer))
        _add(rows.upper_out, 0, -s * half * (16 * up + 7 * sneer))
        _add(rows.lower_in, 0, s * half * 22 * down)
        _add(rows.lower_out, 0, s * half * 18 * down)


def _roll_and_shrug(rows: Rows, pose: Pose, s: float) -> None:
    lower, upper = pose.get("mouthRollLower", 0.0), pose.get("mouthRollUpper", 0.0)
    shrug_low, shrug_up = pose.get("mouthShrugLower", 0.0), pose.get("mouthShrugUpper", 0.0)
    forward, puff = pose.get("jawForward", 0.0), pose.get("cheekPuff", 0.0)
    _add(rows.lower_out, 0, s * HUMP * (-16 * lower - 7 * shrug_low + 5 * forward - 3 * puff))
    _add(rows.lower_in, 0, s * HUMP * (-1 * lower - 9 * shrug_low - 2 * forward))
    _add(rows.upper_in, 0, s * HUMP * (-1 * lower - 8 * shrug_low + 1.5 * upper - 7 * shrug_up - 2 * forward))
    _add(rows.upper_out, 0, s * HUMP * (14 * upper - 6 * shrug_low - 10 * shrug_up - 1 * forward + 2 * puff))
    for row in rows.all():
        _add(row, 0, s * CORNER * (4 * shrug_low + 2 * shrug_up))
    _add(rows.lower_in, 0, s * HUMP * -7 * shrug_up)
    _add(rows.lower_out, 0, s * HUMP * -3 * shrug_up)


def move_jaw(rows: Rows, pose: Pose, s: float, width: float, jaw_drop: float) -> None:
    """Jaw and tongue part the lips; mouthClose closes them over a dropped jaw."""
    jaw, tongue, closing = jaw_open(pose), pose.get("tongueOut", 0.0), pose.get("mouthClose", 0.0)
    drop = jaw_drop * s
    ring = ROUND**1.15
    # with the tongue out the lips part on their own; an open jaw needs less of it
    part = tongue * (1 - 0.8 * jaw)
    for row in rows.all():
        _add(
            row,
            -T * width * (0.13 * jaw + 0.06 * part),
            CORNER * s * (24 * jaw * (1 - 0.7 * pose.get("mouthPucker", 0.0)) + 2 * part),
        )
    _add(rows.upper_in, 0, -s * ring * (11 * jaw + 5 * part))
    _add(rows.upper_out, 0, -s * HUMP * (9 * jaw + 4 * part))
    _add(rows.lower_in, T * HUMP * s * 7 * jaw, ring * drop * jaw + s * ring * 20 * part)
    _add(
        rows.lower_out, T * HUMP * s * 5 * jaw, ring * drop * 0.97 * jaw + s * (HUMP * 15 + 5 * ROUND) * part
    )
    # lips closed over a dropped jaw
    both = closing * jaw
    _add(rows.lower_in, 0, -ring * both * drop * 0.68)
    _add(rows.lower_out, 0, -ring * both * drop * 0.60)
    _add(rows.upper_in, 0, ring * both * (drop * 0.32 + 11 * s))
    _add(rows.upper_out, 0, ring * both * (drop * 0.26 + 4 * s))
    single = closing * (1 - jaw)
    _add(rows.lower_out, 0, s * HUMP * -4 * single)
    _add(rows.upper_out, 0, s * HUMP * 3 * single)
