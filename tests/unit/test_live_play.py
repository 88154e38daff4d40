"""A recording plays by the clock, and the newest frame wins."""

from dataclasses import dataclass

import numpy as np

from mirrorcam.core.types import Frame
from mirrorcam.sources.live import LivePlay

BLANK = np.zeros((1, 1, 3), np.uint8)


@dataclass
class Clock:
    """A clock that stands still until it is told otherwise."""

    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


class Clip:
    """A recording of blank frames at given times."""

    name, fps = "clip", 10.0

    def __init__(self, *times_s: float) -> None:
        self.times_s, self.frame_count, self.is_closed, self.read_count = times_s, len(times_s), False, 0

    def frames(self):
        for index, time_s in enumerate(self.times_s):
            self.read_count += 1
            yield Frame(index, time_s, BLANK)

    def close(self):
        self.is_closed = True


def played(play, clock, *steps_s):
    """Advance the clock by each step and return the index of what came, None where nothing did."""
    came = []
    for step_s in steps_s:
        clock.now_s += step_s
        frame = play.newest()
        came.append(None if frame is None else frame.index)
    return came


def test_frames_come_when_their_time_has_come_and_only_once():
    clock = Clock()
    play = LivePlay(Clip(0.0, 0.1, 0.2, 0.3), clock=clock)
    assert played(play, clock, 0, 0.05, 0.04, 0.02, 0.05, 0.05, 0.1) == [0, None, None, 1, None, 2, 3]


def test_the_newest_frame_wins_and_older_ones_are_dropped():
    clock = Clock()
    play = LivePlay(Clip(*np.arange(10) / 10), clock=clock)
    assert played(play, clock, 0, 0.55, 0.01, 0.3) == [0, 5, None, 8]


def test_a_first_frame_that_is_not_at_zero_comes_at_once():
    clock = Clock()
    assert played(LivePlay(Clip(5.0, 5.1), clock=clock), clock, 0, 0.05, 0.06) == [0, None, 1]


def test_frames_closer_than_the_mean_rate_are_all_reached():
    clock = Clock()
    play = LivePlay(Clip(0.0, 0.01, 0.02, 0.5), clock=clock)
    assert played(play, clock, 0, 0.011, 0.0, 0.01, 0.5) == [0, 1, None, 2, 3]


def test_the_end_is_told_and_nothing_comes_after_it():
    clock = Clock()
    play = LivePlay(Clip(0.0, 0.1), clock=clock)
    assert played(play, clock, 0, 0.11, 0.1, 5) == [0, 1, None, None]
    assert play.is_over and not play.is_lost


def test_a_loop_goes_on_with_rising_index_and_time():
    clock = Clock()
    play = LivePlay(Clip(2.0, 2.1, 2.2), loop=True, clock=clock)
    frames = []
    for _ in range(300):
        frame = play.newest()
        if frame is not None:
            frames.append(frame)
        clock.now_s += 0.01
    assert [frame.index for frame in frames] == list(range(len(frames)))
    assert np.allclose(np.diff([frame.time_s for frame in frames]), 0.1)
    assert len(frames) == 30


def test_a_loop_over_nothing_ends():
    play = LivePlay(Clip(), loop=True, clock=Clock())
    assert play.newest() is None
    assert play.is_over


def test_the_next_frame_is_made_only_when_nobody_waits_for_this_one():
    clock, clip = Clock(), Clip(0.0, 0.1, 0.2)
    play = LivePlay(clip, clock=clock)
    play.newest()
    assert clip.read_count == 1
    play.newest()
    assert clip.read_count == 2


def test_closing_ends_the_play_and_the_recording():
    clip = Clip(0.0, 0.1)
    play = LivePlay(clip, clock=Clock())
    play.close()
    assert clip.is_closed and play.is_over and play.newest() is None
