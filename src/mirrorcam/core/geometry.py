"""Channels read off a face's shape with a ruler, where the network's teacher was blind or leans.

Google's blendshapes, which taught the network, stay near 0 for puffed cheeks, a wrinkled nose, eyes opened
wide and a jaw pushed sideways, and shift the gaze to one side. Lengths are in the mean face's units (outer
eye corners 1 apart) after head pose and the picture's squash are undone. Resting and full lengths were read
off the clips and stills in ../shared/data: rest is where most faces without the movement lie, full is what
few exceed.
"""

from __future__ import annotations

import numpy as np

from mirrorcam.core import face_points as points
from mirrorcam.core.channels import INDEX
from mirrorcam.core.types import FloatArray

# A picture may be squashed, and faces are long or round: heights are scaled to match widths, within reason.
SQUASH_LIMITS = (0.55, 1.6)
CHEEK_LEFT, CHEEK_RIGHT = 425, 205

# The ruler alone reads these ...
_RULED_NAMES: tuple[str, ...] = (
    "eyeLookOutLeft", "eyeLookInRight", "eyeLookInLeft", "eyeLookOutRight",
    "eyeLookUpLeft", "eyeLookUpRight", "eyeLookDownLeft", "eyeLookDownRight",
    "jawLeft", "jawRight",
)  # fmt: skip
# ... and of these whichever sees more, the ruler or the network, which knows them in full from the demonstrator.
_HELPED_NAMES = ("eyeWideLeft", "eyeWideRight", "noseSneerLeft", "noseSneerRight", "cheekPuff")
# Corners lie low for many reasons: of these the network tells whether, and the ruler how far.
_MEASURED_NAMES = ("mouthFrownLeft", "mouthFrownRight")
RULED: tuple[int, ...] = tuple(INDEX[name] for name in _RULED_NAMES)
HELPED: tuple[int, ...] = tuple(INDEX[name] for name in _HELPED_NAMES)
MEASURED: tuple[int, ...] = tuple(INDEX[name] for name in _MEASURED_NAMES)
# Cheeks are taken to rise with a smile's side as its eye narrows from and to here (AU6 with AU12, the Duchenne smile;
# Ekman, Davidson & Friesen 1990, Journal of Personality and Social Psychology 58:342-353).
SQUINT_REST, SQUINT_FULL = 0.35, 0.75

_USED: tuple[int, ...] = (
    *points.EYE_RING_LEFT, *points.EYE_RING_RIGHT, points.IRIS_LEFT, points.IRIS_RIGHT,
    points.NOSE_BASE, points.NOSTRIL_LEFT, points.NOSTRIL_RIGHT, CHEEK_LEFT, CHEEK_RIGHT, points.CHIN,
    points.MOUTH_CORNER_LEFT, points.MOUTH_CORNER_RIGHT, points.LIP_UPPER_INNER, points.LIP_LOWER_INNER,
)  # fmt: skip
_USED_ARRAY = np.array(_USED)
_RIGID_ARRAY = np.array(points.RIGID)

Point = list[float]


def level_weights(mean_shape: FloatArray) -> FloatArray:
    """Return f64[2, r]: with what each rigid point's x and y count when a face's width and height are measured."""
    model = mean_shape[_RIGID_ARRAY, :2] - mean_shape[_RIGID_ARRAY, :2].mean(0)
    weights: FloatArray = (model / (model * model).sum(0)).T
    return weights


def level_shape(shape: FloatArray, weights: FloatArray) -> FloatArray:
    """Scale the heights of a face shape f64[478,3] so that its bones are as long for their width as the mean face's.

    Undoes a squashed picture and most of what tells long faces from round ones. weights are level_weights.
    """
    rigid = shape.take(_RIGID_ARRAY, axis=0)
    width, height = float(weights[0] @ rigid[:, 0]), float(weights[1] @ rigid[:, 1])
    share = min(max(width / max(height, 1e-6), SQUASH_LIMITS[0]), SQUASH_LIMITS[1])
    levelled = shape.copy()
    levelled[:, 1] *= share
    return levelled


def span(value: float, rest: float, full: float) -> float:
    """Return 0 at rest, 1 at full (which may be the smaller), straight between and clamped outside."""
    return min(1.0, max(0.0, (value - rest) / (full - rest)))


def rule_channels(shape: FloatArray) -> FloatArray:
    """Read the channels RULED, HELPED and MEASURED, f32[10 + 5 + 2], off a levelled face shape f64[478,3]."""
    p = dict(zip(_USED, shape.take(_USED_ARRAY, axis=0).tolist(), strict=True))
    gap = _distance(p[points.LIP_UPPER_INNER], p[points.LIP_LOWER_INNER])
    helping = (*_eyes_wide(p), *_nose(p), _cheeks(p, gap))
    return np.array([*_gaze(p), *_jaw(p), *helping, *_corners_down(p)], np.float32)


def raised_cheek(smile: float, squint: float) -> float:
    """Return how far a smile that narrows its eye has raised the cheek: cheekSquint of that side."""
    return smile * span(squint, SQUINT_REST, SQUINT_FULL)


def eye_opening(p: dict[int, Point], ring: tuple[int, ...]) -> float:
    """Return lid distance over eye width (Soukupova & Cech 2016, "eye aspect ratio")."""
    outer, up_1, up_2, inner, down_2, down_1 = (p[i] for i in ring)
    width = max(_distance(outer, inner), 1e-6)
    return (_distance(up_1, down_1) + _distance(up_2, down_2)) / (2 * width)


def _distance(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2) ** 0.5)


def _eyes_wide(p: dict[int, Point]) -> tuple[float, float]:
    left, right = eye_opening(p, points.EYE_RING_LEFT), eye_opening(p, points.EYE_RING_RIGHT)
    return span(left, 0.34, 0.48), span(right, 0.34, 0.48)


def _gaze(p: dict[int, Point]) -> tuple[float, ...]:
    """Place each iris within its eye; both eyes look together, so each direction is the mean of both."""
    sideways = height = 0.0
    for iris, outer, inner in (
        (points.IRIS_LEFT, points.EYE_OUTER_LEFT, points.EYE_INNER_LEFT),
        (points.IRIS_RIGHT, points.EYE_OUTER_RIGHT, points.EYE_INNER_RIGHT),
    ):
        width = max(_distance(p[outer], p[inner]), 1e-6)
        sideways += (p[iris][0] - (p[outer][0] + p[inner][0]) / 2) / (2 * width)
        height += ((p[outer][1] + p[inner][1]) / 2 - p[iris][1]) / (2 * width)
    to_left, to_right = span(sideways, 0.02, 0.20), span(sideways, -0.02, -0.20)
    to_up, to_down = span(height, 0.08, 0.16), span(height, 0.05, -0.06)
    return to_left, to_left, to_right, to_right, to_up, to_up, to_down, to_down


def _jaw(p: dict[int, Point]) -> tuple[float, float]:
    sideways = p[points.CHIN][0] - p[points.NOSE_BASE][0]
    return span(sideways, 0.03, 0.10), span(sideways, -0.03, -0.10)


def _nose(p: dict[int, Point]) -> tuple[float, float]:
    left = p[points.NOSTRIL_LEFT][1] - p[points.EYE_INNER_LEFT][1]
    right = p[points.NOSTRIL_RIGHT][1] - p[points.EYE_INNER_RIGHT][1]
    return span(left, 0.400, 0.345), span(right, 0.400, 0.345)


def _cheeks(p: dict[int, Point], gap: float) -> float:
    """Cheeks that bulge forward beside closed lips are puffed."""
    depth = (p[CHEEK_LEFT][2] + p[CHEEK_RIGHT][2]) / 2 - p[points.NOSE_BASE][2]
    return span(depth, 0.168, 0.140) * span(gap, 0.06, 0.02)


def _corners_down(p: dict[int, Point]) -> tuple[float, float]:
    """Mouth corners below the line between the lips."""
    middle = (p[points.LIP_UPPER_INNER][1] + p[points.LIP_LOWER_INNER][1]) / 2
    left, right = p[points.MOUTH_CORNER_LEFT][1] - middle, p[points.MOUTH_CORNER_RIGHT][1] - middle
    return span(left, 0.010, 0.040), span(right, 0.010, 0.040)
