"""Studies of simulated newborns find imitation where there is some, and only there."""

import numpy as np
import pytest

from mirrorcam.core.imitation.design import (
    CLASS,
    CONDITIONS,
    STUDY,
    Condition,
    moment_at,
    order_of,
    shown_at,
)
from mirrorcam.core.imitation.newborn_model import MOUTH, TONGUE
from mirrorcam.core.imitation.study import CROSSED, Scores, cross_target, find, simulate
from mirrorcam.core.types import Gesture

INFANTS, STUDIES = 83, 200


@pytest.fixture(scope="module")
def contrasts():
    """Return for dial 0 and 1 the tongue and mouth contrasts of 200 whole studies."""
    found = {}
    for dial in (0.0, 1.0):
        scores = simulate(np.full(INFANTS * STUDIES, dial), seed=7, conditions=CROSSED)
        found[dial] = [
            cross_target(Scores(CROSSED, scores.count[cut], scores.samples[cut], scores.sample_s))
            for cut in (slice(start, start + INFANTS) for start in range(0, INFANTS * STUDIES, INFANTS))
        ]
    return found


def found_in(studies):
    return np.mean([tongue.found and mouth.found for tongue, mouth in studies])


def test_an_arousal_only_baby_shows_more_tongues_than_to_a_passive_face():
    arousal = [find(simulate(np.zeros(INFANTS), seed)).arousal for seed in range(10)]
    assert all(study.found for study in arousal)


def test_an_arousal_only_baby_shows_no_cross_target_effect_in_95_percent_of_studies(contrasts):
    assert found_in(contrasts[0.0]) <= 0.05


def test_each_contrast_alone_is_falsely_found_about_as_often_as_its_level_says(contrasts):
    for alone in (0, 1):
        assert np.mean([study[alone].found for study in contrasts[0.0]]) < 0.10


def test_a_matching_baby_is_found_in_95_percent_of_studies(contrasts):
    assert found_in(contrasts[1.0]) >= 0.95


def test_the_same_seed_gives_the_same_study():
    first, second = (simulate(np.full(10, 0.5), seed=3) for _ in range(2))
    assert np.array_equal(first.count, second.count)
    assert not np.array_equal(first.count, simulate(np.full(10, 0.5), seed=4).count)


def test_the_model_alternates_20_s_of_gesture_with_20_s_of_a_passive_face():
    for condition, gesture in ((Condition.TONGUE, Gesture.TONGUE_OUT), (Condition.MOUTH, Gesture.MOUTH_OPEN)):
        shown = [shown_at(STUDY, condition, time_s) for time_s in np.arange(0, 160, 0.5)]
        assert set(shown) == {gesture, None}
        assert all(
            shown[int(2 * t)] is None
            for start in (20, 60, 100, 140)
            for t in np.arange(start, start + 20, 0.5)
        )
    assert all(shown_at(STUDY, Condition.CONTROL, t) is None for t in range(160))


def test_a_session_has_all_conditions_once_and_then_ends():
    order = order_of(3)
    blocks = [moment_at(CLASS, order, time_s).condition for time_s in (1.0, 41.0, 81.0)]
    assert sorted(blocks) == sorted(CONDITIONS)
    assert moment_at(CLASS, order, 120.0) is None


def test_all_orders_take_their_turn():
    assert len({order_of(number) for number in range(6)}) == 6


def test_durations_are_in_seconds():
    scores = simulate(np.full(20, 1.0), seed=1)
    mean_s = scores.duration_s(Condition.TONGUE, TONGUE).sum() / scores.of(Condition.TONGUE, TONGUE).sum()
    assert 0.3 < mean_s < 2.0
    assert scores.duration_s(Condition.MOUTH, MOUTH).max() < 160
