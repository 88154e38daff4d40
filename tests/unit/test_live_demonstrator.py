"""The demonstrator played live: paced by the clock, painted elsewhere, taken like a camera."""

import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from mirrorcam.app.assets import asset_path
from mirrorcam.sources.acting import pose_at
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator
from mirrorcam.sources.demonstrator_process import ActorCapture
from mirrorcam.sources.live_demonstrator import play_demonstrator
from mirrorcam.sources.source import SourceError

AVATAR = asset_path("avatars") / "demonstrator"
PATIENCE_S = 40.0


@dataclass
class Time:
    """A clock that moves only while somebody sleeps, or is told to."""

    now_s: float = 7.0
    slept_s: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept_s.append(seconds)
        self.now_s += seconds


@pytest.fixture(scope="module")
def actor() -> Demonstrator:
    return open_demonstrator(AVATAR)


def test_each_picture_waits_until_it_is_due(actor: Demonstrator) -> None:
    time_ = Time()
    capture = ActorCapture(actor, time_.clock, time_.sleep)
    for _ in range(4):
        assert capture.grab()
    assert time_.slept_s == pytest.approx([0.0, 1 / actor.fps, 1 / actor.fps, 1 / actor.fps])


def test_after_a_pause_she_goes_on_with_what_is_due_now(actor: Demonstrator) -> None:
    time_ = Time()
    capture = ActorCapture(actor, time_.clock, time_.sleep)
    capture.grab()
    time_.now_s += 2.0
    capture.grab()
    is_good, bgr = capture.retrieve()
    due = actor.picture(pose_at(actor.script, int(2.0 * actor.fps) / actor.fps))
    assert is_good and time_.slept_s[-1] == 0.0
    assert np.array_equal(bgr[:, :, ::-1], due)


def test_she_plays_in_a_process_of_her_own_with_rising_times(actor: Demonstrator) -> None:
    camera = play_demonstrator(AVATAR)
    try:
        frames = []
        until_s = time.monotonic() + PATIENCE_S
        while len(frames) < 3 and time.monotonic() < until_s:
            frame = camera.newest()
            if frame is None:
                time.sleep(0.002)
                continue
            frames.append(frame)
        assert [frame.rgb.shape for frame in frames] == [
            (actor.script.height_px, actor.script.width_px, 3)
        ] * 3
        assert frames[0].time_s < frames[1].time_s < frames[2].time_s
        assert not camera.is_lost
    finally:
        camera.close()


def test_a_script_that_is_none_is_named_before_anything_starts(tmp_path: Path) -> None:
    script = tmp_path / "script.toml"
    script.write_text("not a script")
    with pytest.raises(SourceError, match=r"script\.toml"):
        play_demonstrator(AVATAR, script)
