"""Any imitator can be the infant, the scorer never sees the key, and power rises as it should."""

import inspect

import numpy as np

from mirrorcam.core.imitation import scoring
from mirrorcam.core.imitation.design import CLASS, CONDITIONS, STUDY, Condition, Design, order_of
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.imitation.learner import Learner
from mirrorcam.core.imitation.power import META_EFFECT, dial_for_effect, power_curve
from mirrorcam.core.imitation.session import (
    by_condition,
    gather,
    one_session_p,
    record_session,
    run_infants,
    score_cycles,
)
from mirrorcam.core.imitation.study import find

SHORT = Design(condition_s=80.0)


def test_the_scorer_is_not_told_the_condition():
    assert list(inspect.signature(scoring.score).parameters) == ["levels"]
    assert list(inspect.signature(score_cycles).parameters) == ["record", "design", "sample_s"]


def test_a_mirror_matches_every_act_and_nothing_else():
    counts, _ = next(run_infants(DirectMirror(), 1, SHORT, seed=0))
    tongue, mouth, control = (counts[CONDITIONS.index(condition)].sum(axis=0) for condition in CONDITIONS)
    assert tongue.tolist() == [10, 0]
    assert mouth.tolist() == [0, 10]
    assert control.tolist() == [0, 0]


def test_the_key_sorts_blocks_back_whatever_their_order():
    mirror = DirectMirror()
    tables = []
    for number in range(6):
        record = record_session(mirror, mirror.begin(0), CLASS, order_of(number))
        tables.append(by_condition(score_cycles(record, CLASS), CLASS, order_of(number))[0])
    assert all(np.array_equal(table, tables[0]) for table in tables)


def test_one_session_with_a_mirror_reaches_the_smallest_p_of_70_deals():
    counts, _ = next(run_infants(DirectMirror(), 1, STUDY, seed=0))
    assert one_session_p(counts, Condition.TONGUE) == 1 / 70
    assert one_session_p(counts, Condition.MOUTH) == 1 / 70


def test_a_class_session_is_too_short_for_a_test():
    counts, _ = next(run_infants(DirectMirror(), 1, CLASS, seed=0))
    assert one_session_p(counts, Condition.TONGUE) is None


def test_learners_that_were_imitated_match_and_those_that_were_not_do_not():
    untaught = find(gather(run_infants(Learner(), 4, CLASS, seed=1)))
    taught = find(gather(run_infants(Learner(), 10, CLASS, seed=1, taught_s=90.0)))
    assert not untaught.imitation_found
    assert taught.imitation_found


def test_power_rises_with_the_dial_and_with_the_number_of_infants():
    points = power_curve((20, 83), seed=2, studies=40, dials=(0.0, 0.1, 0.3))
    found = {(point.dial, point.infants): point.found for point in points}
    assert found[0.0, 83] <= 0.05
    assert found[0.1, 83] > found[0.1, 20]
    assert found[0.3, 83] >= 0.95
    assert 0.05 < dial_for_effect(points, META_EFFECT) < 0.3
