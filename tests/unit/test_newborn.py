"""The newborn answers late, small or wrong at first, and corrects itself."""

import time

import numpy as np
import pytest

from mirrorcam.core.channels import from_names
from mirrorcam.core.imitation.acts import ACT, SHAPES, act_levels
from mirrorcam.core.imitation.imitator import Actor, Step
from mirrorcam.core.imitation.newborn import Newborn
from mirrorcam.core.imitation.newborn_model import REPERTOIRE
from mirrorcam.core.imitation.study import SHOWN_LEVEL
from mirrorcam.core.types import Expression, Gesture, HeadPose

FRAME_S = 0.2
PASSIVE = Expression(1, from_names(), HeadPose(), frozenset(), 0.9)


def doing(gesture):
    return Expression(1, SHAPES[ACT[gesture]] * SHOWN_LEVEL, HeadPose(), frozenset({gesture}), 0.9)


def watch(newborn, seed, seen_at, seconds):
    """Yield (time_s, response) for a visitor whose expression at a time is seen_at(time_s)."""
    state = newborn.begin(seed)
    for number in range(round(seconds / FRAME_S)):
        time_s = number * FRAME_S
        state, response = newborn.respond(state, seen_at(time_s), time_s)
        yield time_s, response


def tries(newborn, gesture, seeds, seconds=60):
    """Return for each seed the error of each try at a gesture shown all the time."""
    found = []
    for seed in seeds:
        errors = ()
        for _, response in watch(newborn, seed, lambda _: doing(gesture), seconds):
            attempt = response.insight.attempt
            if attempt and attempt.step is Step.COMPARE and attempt.aim is gesture:
                errors = attempt.errors
        found.append(errors)
    return found


def first_answer_s(seed):
    for time_s, response in watch(Newborn(1.0), seed, lambda _: doing(Gesture.TONGUE_OUT), 30):
        attempt = response.insight.attempt
        if attempt and attempt.step is Step.MOVE:
            return time_s
    return None


def test_it_answers_after_a_pause_of_varied_length():
    pauses = [pause for seed in range(60) if (pause := first_answer_s(seed)) is not None]
    assert len(pauses) > 50
    assert 1.0 <= np.median(pauses) <= 3.5
    assert np.quantile(pauses, 0.95) > 1.6 * np.median(pauses)


def test_errors_shrink_over_tries():
    runs = [run for run in tries(Newborn(1.0), Gesture.MOUTH_OPEN, range(14)) if len(run) >= 6]
    assert len(runs) >= 10
    first = np.mean([run[0] for run in runs])
    second = np.mean([run[2] for run in runs])
    sixth = np.mean([run[5] for run in runs])
    assert first > second > sixth
    assert sixth < 0.4 * first


def test_first_tries_are_small_or_made_with_the_wrong_part():
    firsts = [run[0] for run in tries(Newborn(1.0), Gesture.TONGUE_OUT, range(24), 15) if run]
    assert min(firsts) > 0.4
    assert 0.05 < np.mean(np.asarray(firsts) == 1.0) < 0.6


def test_it_does_only_what_newborns_were_reported_to_do():
    allowed = {ACT[gesture] for gesture in REPERTOIRE}
    for _, response in watch(Newborn(1.0), 3, lambda _: doing(Gesture.SMILE), 60):
        assert set(np.flatnonzero(response.insight.done > 0.05)) <= allowed


def test_without_matching_it_makes_no_attempt_but_moves_its_tongue():
    moved = 0.0
    for _, response in watch(Newborn(0.0), 1, lambda _: doing(Gesture.MOUTH_OPEN), 120):
        assert response.insight.attempt is None
        moved = max(moved, float(act_levels(response.channels)[ACT[Gesture.TONGUE_OUT]]))
    assert moved > 0.4


def test_it_tires_and_looks_away_and_recovers():
    looks_away, interest = 0, []

    def seen_at(time_s):
        return doing(Gesture.TONGUE_OUT) if time_s < 150 else None

    for _, response in watch(Newborn(1.0), 5, seen_at, 260):
        looks_away += response.gaze is not None
        interest.append(response.attention)
    assert looks_away > 4
    assert min(interest[: round(150 / FRAME_S)]) < 0.5
    assert interest[-1] > 0.8


def test_arousal_rises_at_a_moving_face_and_falls_without_one():
    arousal = [
        response.arousal
        for _, response in watch(Newborn(0.0), 5, lambda t: doing(Gesture.SMILE) if t < 30 else None, 90)
    ]
    assert arousal[round(20 / FRAME_S)] > arousal[0] + 0.3
    assert arousal[-1] < 0.35


def test_the_lamp_says_other_while_it_only_watches_and_self_when_it_moves_alone():
    watching = next(r for t, r in watch(Newborn(0.0), 2, lambda _: doing(Gesture.SMILE), 1) if t > 0.1)
    assert watching.insight.actor is Actor.OTHER
    alone = {response.insight.actor for _, response in watch(Newborn(1.0), 4, lambda _: PASSIVE, 90)}
    assert Actor.SELF in alone
    assert Actor.OTHER not in alone


def test_its_head_follows_slowly_and_not_all_the_way():
    turned = Expression(1, from_names(), HeadPose(yaw_rad=0.4), frozenset(), 0.9)
    heads = [response.head.yaw_rad for _, response in watch(Newborn(1.0), 1, lambda _: turned, 8)]
    assert heads[2] < 0.08
    assert 0.15 < heads[-1] < 0.4


def test_the_same_seed_does_the_same():
    def run(seed):
        return [r.channels for _, r in watch(Newborn(0.7), seed, lambda _: doing(Gesture.TONGUE_OUT), 20)]

    assert np.array_equal(run(9), run(9))
    assert not np.array_equal(run(9), run(10))


def test_it_shows_the_same_at_30_and_at_60_frames_a_second():
    def at(rate):
        newborn, shown = Newborn(1.0), []
        state = newborn.begin(4)
        for number in range(20 * rate):
            state, response = newborn.respond(state, doing(Gesture.TONGUE_OUT), number / rate)
            if number % (rate // 30) == 0:
                shown.append(response.channels)
        return np.asarray(shown)

    assert np.allclose(at(30), at(60), atol=0.02)


def test_a_frozen_window_is_not_caught_up_with():
    newborn = Newborn(1.0)
    state, _ = newborn.respond(newborn.begin(1), PASSIVE, 0.0)
    start = time.perf_counter()
    state, response = newborn.respond(state, PASSIVE, 86_400.0)
    assert time.perf_counter() - start < 1.0
    assert np.isfinite(response.channels).all()


@pytest.mark.parametrize("dial", [-0.1, 1.1, float("nan")])
def test_a_dial_out_of_range_is_refused(dial):
    with pytest.raises(ValueError, match="expected 0 to 1"):
        Newborn(dial)
