"""The permutation tests count every possibility."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorcam.core.imitation.permutation import effect_size, label_p, sign_flip_p
from mirrorcam.core.imitation.scoring import held, score


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=9))
def test_it_agrees_with_trying_every_choice_of_signs(differences):
    values = np.asarray(differences)
    sums = [np.dot(signs, np.abs(values)) for signs in product((-1, 1), repeat=len(values))]
    expected = np.mean(np.asarray(sums) >= values.sum())
    assert sign_flip_p(values) == pytest.approx(expected, abs=1e-12)


def test_83_infants_who_all_do_one_more_have_the_smallest_p_there_is():
    assert sign_flip_p(np.ones(83)) == pytest.approx(2.0**-83, rel=1e-9)


def test_no_difference_anywhere_proves_nothing():
    assert sign_flip_p(np.zeros(83)) == 1.0


@given(st.lists(st.integers(-30, 30), min_size=2, max_size=40))
def test_turning_every_sign_around_turns_the_tails_around(differences):
    values = np.asarray(differences)
    # The two tails share the observed sum and together hold everything.
    assert sign_flip_p(values) + sign_flip_p(-values) >= 1.0 - 1e-9


def test_it_refuses_what_is_not_a_count():
    with pytest.raises(ValueError, match="whole numbers"):
        sign_flip_p(np.asarray([0.5, 1.0]))


def test_one_session_s_cycles_are_dealt_in_all_70_ways():
    assert label_p(np.asarray([5, 6, 5, 7]), np.asarray([1, 0, 2, 1])) == pytest.approx(1 / 70)
    assert label_p(np.asarray([1]), np.asarray([0])) is None


def test_effect_size_is_in_units_of_the_spread_within_infants():
    values = np.asarray([0.0, 2.0, 4.0])
    assert effect_size(values) == pytest.approx(1.0)
    assert effect_size(np.zeros(5)) == 0.0
    assert effect_size(np.ones(5)) == np.inf


def test_scoring_counts_an_act_that_wavers_once():
    levels = np.asarray([0.0, 0.5, 0.3, 0.5, 0.1, 0.0, 0.45, 0.3, 0.0])
    assert held(levels).tolist() == [False, True, True, True, False, False, True, True, False]
    scored = score(levels)
    assert (scored.count, scored.samples) == (2, 5)


def test_scoring_takes_each_column_for_itself():
    levels = np.zeros((6, 2, 3))
    levels[2:4, 1, 2] = 0.9
    assert score(levels).count.tolist() == [[0, 0, 0], [0, 0, 1]]
