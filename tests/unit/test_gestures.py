"""What counts as holding a gesture."""

import itertools

import numpy as np

from mirrorcam.core.evidence import SCORE, SCORES
from mirrorcam.core.gestures import GESTURES, gesture_scores, hysteresis, limits_of, names_of, start_holding
from mirrorcam.core.tuning import GestureLimits, GestureTuning
from mirrorcam.core.types import Gesture

FPS = 30
SAME = GestureLimits(on=0.6, off=0.4, onset_s=0.1, release_s=0.1, hold_s=0.2)
TUNING = GestureTuning(*(SAME for _ in GESTURES))
SMILE = GESTURES.index(Gesture.SMILE)


def hold(
    chances: list[float], tuning: GestureTuning = TUNING, gesture: Gesture = Gesture.SMILE
) -> list[bool]:
    """Run one gesture's chances through hysteresis at 30 frames a second."""
    state, out = start_holding(), []
    for index, chance in enumerate(chances):
        scores = np.zeros(len(GESTURES))
        scores[GESTURES.index(gesture)] = chance
        state, held = hysteresis(state, scores, index / FPS, limits_of(tuning))
        out.append(bool(held[GESTURES.index(gesture)]))
    return out


def test_a_gesture_starts_once_its_chance_has_stood_for_its_onset() -> None:
    held = hold([0.0] * 5 + [0.9] * 10)
    assert held.index(True) == 5 + round(SAME.onset_s * FPS)


def test_a_chance_between_the_thresholds_keeps_things_as_they_are() -> None:
    assert not any(hold([0.5] * 30))
    assert all(hold([0.9] * 10 + [0.5] * 30)[10:])


def test_a_spike_shorter_than_the_onset_is_no_gesture() -> None:
    assert not any(hold([0.0] * 5 + [0.9] * 2 + [0.0] * 10))


def test_a_dip_shorter_than_the_release_does_not_end_it() -> None:
    assert all(hold([0.9] * 20 + [0.1] * 2 + [0.9] * 10)[5:])


def test_once_begun_it_lasts_the_least_hold() -> None:
    held = hold([0.9] * 4 + [0.0] * 20)
    assert sum(held) / FPS >= SAME.hold_s


def test_talking_does_not_flicker() -> None:
    talk = [0.5 + 0.3 * np.sin(2 * np.pi * 5 * i / FPS) for i in range(120)]
    held = hold(talk)
    assert sum(a != b for a, b in itertools.pairwise(held)) <= 1


def test_a_blink_is_not_eyes_closed_but_half_a_second_is() -> None:
    tuning = GestureTuning()
    blink = [0.0] * 10 + [1.0] * 6 + [0.0] * 10
    nap = [0.0] * 10 + [1.0] * 15 + [0.0] * 10
    assert not any(hold(blink, tuning, Gesture.EYES_CLOSED))
    assert any(hold(nap, tuning, Gesture.EYES_CLOSED))


def lids(left: float, right: float) -> np.ndarray:
    """Return the gestures' chances for two lids and nothing else."""
    scores = np.zeros(len(SCORES))
    scores[SCORE["lid_closed_left"]], scores[SCORE["lid_closed_right"]] = left, right
    return gesture_scores(scores, 0.0)


def test_both_lids_are_eyes_closed_and_one_is_a_wink() -> None:
    closed, wink = GESTURES.index(Gesture.EYES_CLOSED), GESTURES.index(Gesture.WINK)
    assert lids(1.0, 1.0)[closed] == 1.0
    assert lids(1.0, 1.0)[wink] == 0.0
    assert lids(1.0, 0.0)[wink] == lids(0.0, 1.0)[wink] == 1.0
    assert lids(0.0, 1.0)[closed] == 0.0


def test_a_chance_that_is_no_number_counts_as_none() -> None:
    assert not any(hold([float("nan")] * 20))


def test_several_gestures_may_be_held_at_once() -> None:
    held = np.zeros(len(GESTURES), bool)
    held[[GESTURES.index(Gesture.TONGUE_OUT), GESTURES.index(Gesture.MOUTH_OPEN)]] = True
    assert names_of(held) == {Gesture.TONGUE_OUT, Gesture.MOUTH_OPEN}
