"""From chances to held gestures: two thresholds, an onset, a release and a least hold, on frame time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mirrorcam.core.evidence import SCORE
from mirrorcam.core.tuning import GestureTuning
from mirrorcam.core.types import FloatArray, Gesture

BoolArray = npt.NDArray[np.bool_]
GESTURES: tuple[Gesture, ...] = tuple(Gesture)
# Frame times are sums of fractions: an onset of three frames is met by the third in spite of rounding.
_ROUNDING_S = 1e-6


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of n gestures side by side; see tuning.GestureLimits."""

    on: FloatArray
    off: FloatArray
    onset_s: FloatArray
    release_s: FloatArray
    hold_s: FloatArray
    still_on: FloatArray


@dataclass(frozen=True, slots=True)
class Holding:
    """Which of n gestures are held, since when, and since when each has been about to change (inf: is not)."""

    held: BoolArray
    held_since_s: FloatArray
    turning_since_s: FloatArray


@lru_cache(maxsize=8)
def limits_of(tuning: GestureTuning) -> Limits:
    """Set the limits of all gestures side by side, in the order of Gesture."""
    each = [getattr(tuning, gesture.value) for gesture in GESTURES]
    return Limits(*(np.array([getattr(one, name) for one in each]) for name in Limits.__slots__))


def start_holding(count: int = len(GESTURES)) -> Holding:
    """Return the state in which nothing is held."""
    return Holding(np.zeros(count, np.bool_), np.full(count, -np.inf), np.full(count, np.inf))


def hysteresis(state: Holding, score: FloatArray, time_s: float, limits: Limits) -> tuple[Holding, BoolArray]:
    """Take the chances f[n] at time_s; return the new state and which gestures are held, bool[n].

    A chance that is not finite counts as 0.
    """
    if not np.isfinite(score).all():
        score = np.nan_to_num(score, nan=0.0, posinf=0.0, neginf=0.0)
    turning = (score >= np.where(state.held, limits.off, limits.on)) ^ state.held
    if not turning.any():
        return Holding(state.held, state.held_since_s, np.full(len(turning), np.inf)), state.held
    since_s = np.where(turning, np.minimum(state.turning_since_s, time_s), np.inf)
    delay_s = np.where(state.held, limits.release_s, limits.onset_s)
    kept = state.held & (time_s - state.held_since_s < limits.hold_s - _ROUNDING_S)
    turns = turning & ~kept & (time_s - since_s >= delay_s - _ROUNDING_S)
    held = state.held ^ turns
    held_since_s = np.where(turns & held, time_s, state.held_since_s)
    return Holding(held, held_since_s, np.where(turns, np.inf, since_s)), held


def gesture_scores(scores: FloatArray, tongue_out: float) -> FloatArray:
    """Combine the chances f[7] of SCORES (in [0, 1]) and the tongue into those of the gestures, f64[8].

    Both lids down is eyes_closed; a wink is one lid down and the other not only less so but up.
    """
    lids = float(scores[SCORE["lid_closed_left"]]), float(scores[SCORE["lid_closed_right"]])
    both, either = min(lids), max(lids)
    return np.array(
        [
            scores[SCORE["smile"]],
            scores[SCORE["mouth_open"]],
            tongue_out,
            scores[SCORE["pucker"]],
            scores[SCORE["brows_up"]],
            scores[SCORE["frown"]],
            both,
            (either - both) * (1.0 - both),
        ],
        np.float64,
    )


def names_of(held: BoolArray) -> frozenset[Gesture]:
    """Return the gestures that are held, from bool[8] in the order of Gesture."""
    return frozenset(gesture for gesture, is_held in zip(GESTURES, held.tolist(), strict=True) if is_held)
