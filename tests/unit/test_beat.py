"""The window's beat: even, and made up for after a late picture."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorcam.sinks.beat import Beat

BEAT_S = 1 / 60


class Time:
    """A clock that goes on by what work and sleeping take."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def read(self) -> float:
        return self.now_s

    def pass_by(self, seconds: float) -> None:
        self.now_s += seconds


def beats(works_s: list[float]) -> list[float]:
    """Return when each picture is done waiting, from the first on."""
    time = Time()
    beat, ends = Beat(time.read, time.pass_by), []
    for work_s in works_s:
        time.pass_by(work_s)
        beat.wait(60)
        ends.append(time.now_s)
    return ends


def test_quick_pictures_come_evenly():
    ends = beats([0.001, 0.009, 0.004, 0.012, 0.0])
    steps = [late - early for early, late in pairwise(ends)]
    assert steps == pytest.approx([BEAT_S] * len(steps))


def test_a_late_picture_is_made_up_for():
    ends = beats([0.01, 0.01, 0.01, 0.025, 0.01, 0.01, 0.01])
    assert ends[-1] - ends[1] == pytest.approx(5 * BEAT_S)


def test_a_long_stop_is_not_followed_by_a_rush():
    ends = beats([0.01, 0.01, 5.0, 0.0, 0.0, 0.0])
    assert ends[3] - ends[2] == pytest.approx(0.0)
    assert ends[5] - ends[3] == pytest.approx(2 * BEAT_S)


@given(st.lists(st.floats(0, 0.1), min_size=3, max_size=30))
def test_never_more_pictures_than_asked_for_but_the_one_made_up_for(works_s):
    ends = beats(works_s)
    assert len(ends) - 2 <= (ends[-1] - ends[0]) / BEAT_S + 1e-6


def test_news_is_shown_at_once_and_the_beat_goes_on_from_there():
    time = Time()
    beat, news_s = Beat(time.read, time.pass_by), 100.022
    beat.wait(60)
    beat.wait(60, lambda: time.now_s >= news_s)
    assert time.now_s == pytest.approx(100 + BEAT_S)
    beat.wait(60, lambda: time.now_s >= news_s)
    assert time.now_s == pytest.approx(news_s, abs=1e-3)
    shown_s = time.now_s
    beat.wait(60)
    assert time.now_s == pytest.approx(shown_s + BEAT_S)
