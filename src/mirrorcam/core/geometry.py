"""Channels read off a face's shape with a ruler: what a landmark's place says without anything learnt.

Lengths are in the mean face's units (outer eye corners 1 apart) after head pose and the picture's
squash are undone. The resting and full lengths were read off the stills and clips in ../shared/data:
rest is where most faces without the movement lie, full is what few exceed.
"""

from __future__ import annotations

import numpy as np

from mirrorcam.core import face_points as points
from mirrorcam.core.channels import CHANNELS, from_names
from mirrorcam.core.evidence import SCORES
from mirrorcam.core.types import FloatArray

CHEEK_LEFT, CHEEK_RIGHT = 425, 205
# A picture may be squashed, and faces are long or round: heights are scaled to match widths, within reason.
SQUASH_LIMITS = (0.55, 1.6)
# log odds for each unit that a score lies above the middle of its range
STEEPNESS = 8.0


def level_shape(shape: FloatArray, mean_shape: FloatArray) -> FloatArray:
    """Scale the heights of a face shape f64[478,3] so that its bones are as long for their width as the mean face's.

    Undoes a squashed picture and most of what tells long faces from round ones.
    """
    rigid = list(points.RIGID)
    seen, model = shape[rigid, :2], mean_shape[rigid, :2]
    seen, model = seen - seen.mean(0), model - model.mean(0)
    width, height = (seen * model).sum(0) / (model**2).sum(0)
    levelled = shape.copy()
    levelled[:, 1] *= np.clip(width / max(height, 1e-6), *SQUASH_LIMITS)
    return levelled


def span(value: float, rest: float, full: float) -> float:
    """Return 0 at rest, 1 at full (which may be the smaller), straight between and clamped outside."""
    return min(1.0, max(0.0, (value - rest) / (full - rest)))


def _distance(a: list[float], b: list[float]) -> float:
    return float(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5)


def eye_opening(p: list[list[float]], ring: tuple[int, ...]) -> float:
    """Return lid distance over eye width (Soukupova & Cech 2016, "eye aspect ratio")."""
    outer, up_1, up_2, inner, down_2, down_1 = (p[i] for i in ring)
    width = max(_distance(outer, inner), 1e-6)
    return (_distance(up_1, down_1) + _distance(up_2, down_2)) / (2 * width)


def read_channels(shape: FloatArray) -> FloatArray:
    """Read channels f32[52] off a levelled face shape f64[478,3]; those without a ruler are 0."""
    p: list[list[float]] = shape.tolist()
    return from_names(**_eyes(p), **_brows(p), **_mouth(p), **_jaw(p), **_cheeks_and_nose(p))


def _eyes(p: list[list[float]]) -> dict[str, float]:
    values = {}
    for side, ring in (("Left", points.EYE_RING_LEFT), ("Right", points.EYE_RING_RIGHT)):
        opening = eye_opening(p, ring)
        values[f"eyeBlink{side}"] = span(opening, 0.26, 0.09)
        values[f"eyeWide{side}"] = span(opening, 0.36, 0.50)
        values[f"eyeSquint{side}"] = span(opening, 0.25, 0.16) * (1 - span(opening, 0.14, 0.08))
    return values | _gaze(p)


def _gaze(p: list[list[float]]) -> dict[str, float]:
    """Place each iris within its eye; the eyes look together, so sideways and height are means of both."""
    sideways, height = [], []
    for iris, outer, inner in (
        (points.IRIS_LEFT, points.EYE_OUTER_LEFT, points.EYE_INNER_LEFT),
        (points.IRIS_RIGHT, points.EYE_OUTER_RIGHT, points.EYE_INNER_RIGHT),
    ):
        width = max(_distance(p[outer], p[inner]), 1e-6)
        sideways.append((p[iris][0] - (p[outer][0] + p[inner][0]) / 2) / width)
        height.append(((p[outer][1] + p[inner][1]) / 2 - p[iris][1]) / width)
    left, up = sum(sideways) / 2, sum(height) / 2
    to_left, to_right = span(left, 0.03, 0.20), span(left, -0.03, -0.20)
    to_up, to_down = span(up, 0.08, 0.15), span(up, 0.03, -0.06)
    return {
        "eyeLookOutLeft": to_left, "eyeLookInRight": to_left, "eyeLookInLeft": to_right, "eyeLookOutRight": to_right,
        "eyeLookUpLeft": to_up, "eyeLookUpRight": to_up, "eyeLookDownLeft": to_down, "eyeLookDownRight": to_down,
    }  # fmt: skip


def _brows(p: list[list[float]]) -> dict[str, float]:
    values, inner_heights = {}, []
    for side, inner, middle, outer, eye_inner, eye_outer in (
        ("Left", points.BROW_INNER_LEFT, points.BROW_MIDDLE_LEFT, points.BROW_OUTER_LEFT,
         points.EYE_INNER_LEFT, points.EYE_OUTER_LEFT),
        ("Right", points.BROW_INNER_RIGHT, points.BROW_MIDDLE_RIGHT, points.BROW_OUTER_RIGHT,
         points.EYE_INNER_RIGHT, points.EYE_OUTER_RIGHT),
    ):  # fmt: skip
        inner_heights.append(p[eye_inner][1] - p[inner][1])
        middle_height = (p[eye_inner][1] + p[eye_outer][1]) / 2 - p[middle][1]
        values[f"browOuterUp{side}"] = span(p[eye_outer][1] - p[outer][1], 0.185, 0.26)
        values[f"browDown{side}"] = span(middle_height, 0.215, 0.15)
    return values | {"browInnerUp": span(sum(inner_heights) / 2, 0.195, 0.29)}


def _mouth(p: list[list[float]]) -> dict[str, float]:
    corner_left, corner_right = p[points.MOUTH_CORNER_LEFT], p[points.MOUTH_CORNER_RIGHT]
    middle = (p[points.LIP_UPPER_OUTER][1] + p[points.LIP_LOWER_OUTER][1]) / 2
    width = corner_left[0] - corner_right[0]
    gap = _distance(p[points.LIP_UPPER_INNER], p[points.LIP_LOWER_INNER])
    narrow, open_share = span(width, 0.52, 0.40), span(gap, 0.04, 0.16)
    wide = span(width, 0.56, 0.74)
    thin = span(
        _distance(p[points.LIP_UPPER_OUTER], p[points.LIP_UPPER_INNER])
        + _distance(p[points.LIP_LOWER_OUTER], p[points.LIP_LOWER_INNER]), 0.17, 0.13
    )  # fmt: skip
    sideways = (corner_left[0] + corner_right[0]) / 2 - p[points.NOSE_BASE][0]
    upper_up = span(p[points.LIP_UPPER_OUTER][1] - p[points.NOSE_BASE][1], 0.14, 0.07) * span(gap, 0.01, 0.08)
    values = {
        "mouthPucker": narrow * (1 - open_share), "mouthFunnel": narrow * open_share,
        "mouthLeft": span(sideways, 0.025, 0.09), "mouthRight": span(sideways, -0.025, -0.09),
        "mouthPressLeft": thin * (1 - open_share), "mouthPressRight": thin * (1 - open_share),
        "mouthUpperUpLeft": upper_up, "mouthUpperUpRight": upper_up,
    }  # fmt: skip
    for side, corner in (("Left", corner_left), ("Right", corner_right)):
        raised = middle - corner[1]
        values[f"mouthSmile{side}"] = max(0.0, min(1.0, 0.6 * wide + 0.7 * span(raised, 0.01, 0.12) - 0.15))
        values[f"mouthFrown{side}"] = span(raised, -0.015, -0.06)
    return values


def _jaw(p: list[list[float]]) -> dict[str, float]:
    gap = _distance(p[points.LIP_UPPER_INNER], p[points.LIP_LOWER_INNER])
    sideways = p[points.CHIN][0]
    return {
        "jawOpen": span(gap, 0.04, 0.42),
        "jawLeft": span(sideways, 0.035, 0.12),
        "jawRight": span(sideways, -0.035, -0.12),
    }


def _cheeks_and_nose(p: list[list[float]]) -> dict[str, float]:
    values = {}
    for side, nostril, eye_inner in (
        ("Left", points.NOSTRIL_LEFT, points.EYE_INNER_LEFT),
        ("Right", points.NOSTRIL_RIGHT, points.EYE_INNER_RIGHT),
    ):
        values[f"noseSneer{side}"] = span(p[nostril][1] - p[eye_inner][1], 0.46, 0.36)
    depth = (p[CHEEK_LEFT][2] + p[CHEEK_RIGHT][2]) / 2 - p[points.NOSE_BASE][2]
    return values | {"cheekPuff": span(depth, 0.165, 0.13)}


def read_scores(channels: FloatArray) -> FloatArray:
    """Turn channels f32[52] of read_channels into log odds f32[7] in the order of SCORES."""
    c = dict(zip(CHANNELS, channels.tolist(), strict=True))
    shares = {
        "smile": (c["mouthSmileLeft"] + c["mouthSmileRight"]) / 2 - 0.4,
        "mouth_open": c["jawOpen"] - 0.3,
        "pucker": c["mouthPucker"] - 0.6,
        "brows_up": (c["browInnerUp"] + c["browOuterUpLeft"] + c["browOuterUpRight"]) / 3 - 0.5,
        "frown": (c["browDownLeft"] + c["browDownRight"]) / 2 - 0.6,
        "lid_closed_left": c["eyeBlinkLeft"] - 0.75,
        "lid_closed_right": c["eyeBlinkRight"] - 0.75,
    }
    return np.array([STEEPNESS * shares[name] for name in SCORES], np.float32)
