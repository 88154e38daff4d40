"""Lag and likeness of two traces are found, and the history keeps the last seconds."""

import numpy as np
import pytest

from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import ACT, SHAPES
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.imitation.history import KEPT, SAMPLE_S, History, remember
from mirrorcam.core.imitation.likeness import likeness
from mirrorcam.core.types import Expression, Gesture, HeadPose


def bumps(shift):
    at = np.arange(KEPT) - shift
    return np.exp(-(((at - 30) / 6) ** 2)) + 0.6 * np.exp(-(((at - 70) / 9) ** 2))


@pytest.mark.parametrize("shift", [-12, -3, 0, 7, 20])
def test_it_finds_by_how_much_the_second_follows(shift):
    found = likeness(bumps(0), 0.5 * bumps(shift), SAMPLE_S)
    assert found.lag_s == pytest.approx(shift * SAMPLE_S, abs=0.11)
    assert found.share > 0.95


def test_unlike_traces_are_not_alike():
    chance = np.random.default_rng(0)
    found = likeness(bumps(0), np.abs(chance.normal(size=KEPT)), SAMPLE_S)
    assert found.share < 0.6


def test_a_still_trace_is_not_compared():
    assert likeness(bumps(0), np.zeros(KEPT), SAMPLE_S) is None


def play(rate, seconds):
    mirror, history = DirectMirror(), History()
    state = mirror.begin(0)
    place = ACT[Gesture.PUCKER]
    for number in range(round(rate * seconds)):
        time_s = number / rate
        channels = SHAPES[place] if int(time_s) % 2 else rest()
        seen = Expression(
            1, channels, HeadPose(), frozenset({Gesture.PUCKER}) if int(time_s) % 2 else frozenset(), 1.0
        )
        state, response = mirror.respond(state, seen, time_s)
        history = remember(history, seen, response, time_s)
    return history


def test_the_history_of_a_mirror_shows_no_lag_and_full_likeness():
    history = play(30, 15)
    assert history.in_view == ACT[Gesture.PUCKER]
    assert history.alike.lag_s == 0
    assert history.alike.share > 0.99


def test_the_history_is_the_same_at_any_frame_rate():
    assert np.array_equal(play(60, 10).visitor, play(30, 10).visitor)


def test_after_a_long_gap_the_history_begins_anew():
    history = play(30, 5)
    _, response = DirectMirror().respond(DirectMirror().begin(0), None, 100.0)
    assert remember(history, None, response, 100.0).visitor.max() == 0
