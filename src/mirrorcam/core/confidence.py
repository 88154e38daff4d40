"""How far a reading of a face can be trusted, from how it is seen."""

from __future__ import annotations

import numpy as np

from mirrorcam.core.pose import HeadFit
from mirrorcam.core.types import FloatArray, PixelArray

# Each pair: at the first a reading is worth nothing, from the second on it is as good as it gets.
EYE_DISTANCE_PX = (10.0, 26.0)
INSIDE_SHARE = (0.6, 0.95)
TURN_RAD = (1.15, 0.75)
MEAN_LIGHT = (8.0, 28.0)
CONTRAST = (1.0, 5.0)


def ramp(value: float, limits: tuple[float, float]) -> float:
    """Return 0 at limits[0], 1 at limits[1], straight between and clamped outside."""
    return float(np.clip((value - limits[0]) / (limits[1] - limits[0]), 0.0, 1.0))


def seeing_confidence(landmarks: FloatArray, fit: HeadFit, mouth: PixelArray | None) -> float:
    """Return the least of the shares for size, place in the picture, turn of the head, light and contrast, in [0, 1].

    landmarks f32[478,3] as shares of the picture; mouth u8[S,S,3], None counts as not seen (0).
    """
    if mouth is None:
        return 0.0
    inside = float(((landmarks[:, :2] >= 0.0) & (landmarks[:, :2] <= 1.0)).all(axis=1).mean())
    turn_rad = float(np.hypot(fit.head.yaw_rad, fit.head.pitch_rad))
    grey = mouth[::4, ::4].mean(axis=2)
    return min(
        ramp(fit.scale_px, EYE_DISTANCE_PX),
        ramp(inside, INSIDE_SHARE),
        ramp(turn_rad, TURN_RAD),
        ramp(float(grey.mean()), MEAN_LIGHT),
        ramp(float(grey.std()), CONTRAST),
    )
