"""The One Euro filter: still when nothing moves, quick when something does."""

import numpy as np
import pytest

from mirrorcam.core.reader import filter_of
from mirrorcam.core.smoothing import OneEuro, Smoothed, smooth
from mirrorcam.core.tuning import SmoothingTuning

FRAME_S = 1 / 30
FILTER = filter_of(SmoothingTuning())
WIDTH = len(FILTER.cutoff_hz)


def run(values: np.ndarray, filter_: OneEuro = FILTER) -> np.ndarray:
    """Filter f[frames, n] at 30 frames a second."""
    state: Smoothed | None = None
    out = []
    for index, row in enumerate(values):
        state = smooth(state, row, index * FRAME_S, filter_)
        out.append(state.values)
    return np.array(out)


def test_a_mouth_that_opens_in_one_frame_is_half_open_within_two() -> None:
    step = np.zeros((12, WIDTH))
    step[5:] = 1.0
    assert (run(step)[6] >= 0.5).all()


def test_a_still_face_stays_still() -> None:
    noise = np.random.default_rng(1).normal(0.3, 0.01, (300, WIDTH))
    smoothed = run(noise)[30:, :52]
    assert smoothed.std(axis=0).mean() < 0.45 * 0.01


def test_no_step_is_overshot() -> None:
    step = np.zeros((60, WIDTH))
    step[10:40] = 1.0
    smoothed = run(step)
    assert smoothed.max() <= 1.0
    assert smoothed.min() >= 0.0


def test_a_value_that_is_no_number_leaves_the_last_one_standing() -> None:
    values = np.full((10, WIDTH), 0.4)
    values[4, 7] = np.nan
    values[5, 8] = np.inf
    assert run(values) == pytest.approx(0.4)


def test_time_that_stands_still_changes_nothing() -> None:
    state = smooth(None, np.zeros(WIDTH), 1.0, FILTER)
    assert smooth(state, np.ones(WIDTH), 1.0, FILTER) is state


def test_half_the_frame_rate_smooths_alike() -> None:
    fast = OneEuro(np.array([1.0]), np.array([0.0]), 1.0)
    wave = np.sin(np.arange(0, 4, 1 / 120))[:, None]
    every, state = [], None
    for index, row in enumerate(wave):
        state = smooth(state, row, index / 120, fast)
        every.append(state.values[0])
    half, state = [], None
    for index, row in enumerate(wave[::2]):
        state = smooth(state, row, index / 60, fast)
        half.append(state.values[0])
    assert np.array(every)[::2] == pytest.approx(np.array(half), abs=0.01)
