"""The One Euro filter over many values at once: still when nothing moves, quick when something does.

Casiez, Roussel & Vogel 2012, "1 Euro Filter: A Simple Speed-based Low-pass Filter for Noisy Input in
Interactive Systems" (CHI). Time is the frame's own, so that a replay smooths exactly as the live line did.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrorcam.core.types import FloatArray


@dataclass(frozen=True, slots=True)
class OneEuro:
    """Cutoffs f64[n]: cutoff_hz at rest, speed_gain in Hz for each unit a second, slope_cutoff_hz for the speed."""

    cutoff_hz: FloatArray
    speed_gain: FloatArray
    slope_cutoff_hz: float


@dataclass(frozen=True, slots=True)
class Smoothed:
    """The filter's memory: smoothed values f64[n] and slopes f64[n] in units a second, as of time_s."""

    values: FloatArray
    slopes: FloatArray
    time_s: float


def smooth(state: Smoothed | None, values: FloatArray, time_s: float, filter_: OneEuro) -> Smoothed:
    """Take values f64[n] at time_s; the first are passed on as they are.

    A value that is not finite leaves its own memory as it was (0 where there is none); so does a time
    that does not go forward.
    """
    values = np.asarray(values, np.float64)
    finite = np.isfinite(values)
    if state is None:
        return Smoothed(np.where(finite, values, 0.0), np.zeros(values.shape), time_s)
    step_s = time_s - state.time_s
    if not step_s > 0.0:
        return state
    if not finite.all():
        values = np.where(finite, values, state.values)
    change = values - state.values
    slopes = state.slopes + _share(filter_.slope_cutoff_hz, step_s) * (change / step_s - state.slopes)
    cutoff_hz = filter_.cutoff_hz + filter_.speed_gain * np.abs(slopes)
    turn = 2 * np.pi * step_s * cutoff_hz
    return Smoothed(state.values + turn / (1.0 + turn) * change, slopes, time_s)


def _share(cutoff_hz: float, step_s: float) -> float:
    """Return how much of a new value a first-order low pass takes in one step."""
    turn = 2 * np.pi * step_s * cutoff_hz
    return turn / (1.0 + turn)
