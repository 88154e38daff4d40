"""The demonstrator played live: paced by the clock, painted elsewhere, taken like a camera."""

import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from mirrorcam.app.assets import asset_path
from mirrorcam.core.channels import from_names
from mirrorcam.core.imitation.partner import STORY_S, Manner, chapter_at
from mirrorcam.core.types import Frame
from mirrorcam.sources.acting import pose_at
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator
from mirrorcam.sources.demonstrator_process import ActorCapture
from mirrorcam.sources.live_demonstrator import LiveStory, line_of, play_demonstrator
from mirrorcam.sources.source import LiveSource, SourceError
from mirrorcam.sources.story import StoryActor

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


def filmed(actor: Demonstrator, time_: Time) -> ActorCapture:
    return ActorCapture(
        lambda time_s: actor.picture(pose_at(actor.script, time_s)), actor.fps, time_.clock, time_.sleep
    )


def taken(source: LiveSource, count: int) -> list[Frame]:
    """Wait until so many frames came."""
    frames: list[Frame] = []
    until_s = time.monotonic() + PATIENCE_S
    while len(frames) < count:
        assert time.monotonic() < until_s, "waited in vain for a picture"
        frame = source.newest()
        if frame is None:
            time.sleep(0.002)
        else:
            frames.append(frame)
    return frames


def test_each_picture_waits_until_it_is_due(actor: Demonstrator) -> None:
    time_ = Time()
    capture = filmed(actor, time_)
    for _ in range(4):
        assert capture.grab()
    assert time_.slept_s == pytest.approx([0.0, 1 / actor.fps, 1 / actor.fps, 1 / actor.fps])


def test_after_a_pause_she_goes_on_with_what_is_due_now(actor: Demonstrator) -> None:
    time_ = Time()
    capture = filmed(actor, time_)
    capture.grab()
    time_.now_s += 2.0
    capture.grab()
    is_good, bgr = capture.retrieve()
    due = actor.picture(pose_at(actor.script, int(2.0 * actor.fps) / actor.fps))
    assert is_good and time_.slept_s[-1] == 0.0
    assert np.array_equal(bgr[:, :, ::-1], due)


def test_she_plays_in_a_process_of_her_own_with_rising_times(actor: Demonstrator) -> None:
    with closing(play_demonstrator(AVATAR)) as camera:
        frames = taken(camera, 3)
        assert not camera.is_lost
    assert [frame.rgb.shape for frame in frames] == [(actor.script.height_px, actor.script.width_px, 3)] * 3
    assert frames[0].time_s < frames[1].time_s < frames[2].time_s


def test_in_the_story_she_sees_the_baby_from_her_own_process_and_her_times_begin_at_0() -> None:
    with closing(LiveStory(AVATAR, 0)) as story:
        frames = taken(story, 1)
        for _ in range(40):
            story.hear(line_of(from_names(tongueOut=1.0)))
        frames += taken(story, 2)
        assert not story.is_lost
    assert frames[0].time_s == 0.0
    assert 0.0 < frames[1].time_s < frames[2].time_s


def test_the_storys_actor_copies_what_she_saw_a_baby_do(actor: Demonstrator) -> None:
    copied = next(at for at in np.arange(0.0, STORY_S, 1.0) if chapter_at(at)[0].manner is Manner.COPY) + 5.0
    quiet, told = StoryActor(actor, 0), StoryActor(actor, 0)
    told.see_baby(from_names(jawOpen=1.0))
    for step in range(30):
        seen = quiet.picture_at(copied + step / 10), told.picture_at(copied + step / 10)
    assert not np.array_equal(*seen)


def test_a_script_that_is_none_is_named_before_anything_starts(tmp_path: Path) -> None:
    script = tmp_path / "script.toml"
    script.write_text("not a script")
    with pytest.raises(SourceError, match=r"script\.toml"):
        play_demonstrator(AVATAR, script)
