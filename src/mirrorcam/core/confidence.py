"""How far a reading of a face can be trusted, from how it is seen."""

from __future__ import annotations

from math import hypot, sqrt

import numpy as np

from mirrorcam.core.types import FloatArray, HeadFit, PixelArray

# Each pair: at the first a reading is worth nothing, from the second on it is as good as it gets.
EYE_DISTANCE_PX = (10.0, 26.0)
INSIDE_SHARE = (0.6, 0.95)
TURN_RAD = (1.15, 0.75)
MEAN_LIGHT = (8.0, 28.0)
CONTRAST = (1.0, 5.0)
_THIRDS = np.full(3, 1 / 3)


def ramp(value: float, limits: tuple[float, float]) -> float:
    """Return 0 at limits[0], 1 at limits[1], straight between and clamped outside."""
    return min(1.0, max(0.0, (value - limits[0]) / (limits[1] - limits[0])))


def seeing_confidence(landmarks: FloatArray, fit: HeadFit, mouth: PixelArray | None) -> float:
    """Return the least of the shares for size, place in the picture, turn of the head, light and contrast, in [0, 1].

    landmarks f32[478,3] as shares of the picture; mouth u8[S,S,3], None counts as not seen (0).
    """
    if mouth is None:
        return 0.0
    turn_rad = hypot(fit.head.yaw_rad, fit.head.pitch_rad)
    grey = mouth[::4, ::4].reshape(-1, 3) @ _THIRDS
    light = float(grey.sum()) / len(grey)
    return min(
        ramp(fit.scale_px, EYE_DISTANCE_PX),
        ramp(_inside(landmarks), INSIDE_SHARE),
        ramp(turn_rad, TURN_RAD),
        ramp(light, MEAN_LIGHT),
        ramp(sqrt(max(0.0, float(grey @ grey) / len(grey) - light * light)), CONTRAST),
    )


def _inside(landmarks: FloatArray) -> float:
    """Return the share of the landmarks that lie in the picture."""
    x, y = landmarks[:, 0], landmarks[:, 1]
    return np.count_nonzero((x >= 0.0) & (x <= 1.0) & (y >= 0.0) & (y <= 1.0)) / len(landmarks)
