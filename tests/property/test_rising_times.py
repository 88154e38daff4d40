"""Whatever times a file states, its frames get rising ones, and good times are kept."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from mirrorcam.sources.frame_times import RisingTimes

INTERVAL_S = 0.04
STATED = st.lists(st.none() | st.floats(-10, 1000, allow_nan=False).map(lambda t: round(t, 4)), max_size=60)


def placed(stated):
    times = RisingTimes(INTERVAL_S)
    return list(times.place(enumerate_pictures(stated))), times.repaired


def enumerate_pictures(stated):
    return [(time_s, number) for number, time_s in enumerate(stated)]


@settings(deadline=None)
@given(STATED)
def test_times_rise_strictly_and_no_picture_is_lost_or_moved(stated):
    result, _ = placed(stated)
    assert [number for _, number in result] == list(range(len(stated)))
    times_s = [time_s for time_s, _ in result]
    assert all(later > earlier for earlier, later in pairwise(times_s))


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), unique=True, max_size=60).map(sorted))
def test_times_that_rise_are_kept_as_they_are(milliseconds):
    stated = [ms / 1000 for ms in milliseconds]
    result, repaired = placed(stated)
    assert [time_s for time_s, _ in result] == stated
    assert repaired == 0


@settings(deadline=None)
@given(st.integers(1, 30), st.data())
def test_one_missing_time_is_put_in_the_middle(count, data):
    stated = [index * INTERVAL_S for index in range(count + 2)]
    gap = data.draw(st.integers(1, count))
    result, repaired = placed([None if index == gap else time_s for index, time_s in enumerate(stated)])
    assert [round(time_s, 9) for time_s, _ in result] == [round(time_s, 9) for time_s in stated]
    assert repaired == 1


def test_a_clip_without_any_times_runs_at_its_nominal_rate():
    result, repaired = placed([None] * 25)
    assert [round(time_s, 9) for time_s, _ in result] == [round(index * INTERVAL_S, 9) for index in range(25)]
    assert repaired == 25


def test_a_repeated_time_does_not_delay_what_follows():
    result, repaired = placed([0.0, 0.04, 0.04, 0.12, 0.16])
    assert [round(time_s, 9) for time_s, _ in result] == [0.0, 0.04, 0.08, 0.12, 0.16]
    assert repaired == 1


def test_a_clock_that_starts_again_goes_on_from_where_it_was():
    result, repaired = placed([9.96, 10.0, 0.0, 0.04, 0.08])
    assert [round(time_s, 9) for time_s, _ in result] == [9.96, 10.0, 10.04, 10.08, 10.12]
    assert repaired == 0
