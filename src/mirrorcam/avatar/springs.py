"""Springs solved exactly, so that thirty frames a second and sixty give the same movement."""

from __future__ import annotations

import numpy as np

from mirrorcam.core.types import FloatArray

TWO_PI = 2 * np.pi


def follow(
    value: FloatArray, speed: FloatArray, goal: tuple[FloatArray, FloatArray], hz: FloatArray, dt_s: float
) -> tuple[FloatArray, FloatArray]:
    """Return values and speeds after dt_s on critically damped springs of frequency hz, all of one shape.

    The goal moves in a straight line from goal[0] to goal[1] meanwhile. With w = 2 pi hz and a goal of slope b the
    solution of x'' + 2 w x' + w^2 x = w^2 g is g - 2 b / w + (A + B t) exp(-w t).
    """
    w = TWO_PI * hz
    slope = (goal[1] - goal[0]) / dt_s
    lag = 2 * slope / w
    a = value - goal[0] + lag
    b = speed - slope + w * a
    fade = np.exp(-w * dt_s)
    return goal[1] - lag + (a + b * dt_s) * fade, slope + (b - w * (a + b * dt_s)) * fade


def swing(
    value: FloatArray,
    speed: FloatArray,
    goal: tuple[FloatArray, FloatArray],
    hz: FloatArray,
    damping: FloatArray,
    dt_s: float,
) -> tuple[FloatArray, FloatArray]:
    """Return the same for springs of any damping up to 1, which swing past their goal below 1."""
    w = TWO_PI * hz
    zeta = np.minimum(damping, 0.9999)
    swing_w = w * np.sqrt(1 - zeta**2)
    decay = zeta * w
    slope = (goal[1] - goal[0]) / dt_s
    lag = 2 * zeta * slope / w
    a = value - goal[0] + lag
    b = (speed - slope + decay * a) / swing_w
    fade, angle = np.exp(-decay * dt_s), swing_w * dt_s
    cos, sin = np.cos(angle) * fade, np.sin(angle) * fade
    away = a * cos + b * sin
    return goal[1] - lag + away, slope - decay * away + swing_w * (b * cos - a * sin)
