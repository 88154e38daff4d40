"""A demonstrator who answers the baby: she copies it, makes faces of her own, or looks on, as the story goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mirrorcam.core.channels import INDEX, rest
from mirrorcam.core.imitation.partner import STORY_S, Manner, act_towards, chapter_at, meet_baby
from mirrorcam.core.types import AvatarPose, FloatArray, Frame, Gaze, HeadPose, PixelArray
from mirrorcam.sources.acting import blink_at, eased, pose_at
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator

BLINKS = ("eyeBlinkLeft", "eyeBlinkRight")
# How far she turns and looks away where she does not mind the baby, and how long the turn takes.
AWAY_YAW_RAD, AWAY_PITCH_RAD, TURN_S = 0.4, -0.1, 0.8
AWAY_GAZE = Gaze(0.6, -0.2)


class StoryActor:
    """A recording whose frames depend on what the baby did: tell it with `see_baby` after each frame."""

    def __init__(self, demonstrator: Demonstrator, seed: int, manner: Manner | None = None) -> None:
        """Let a demonstrator act as the story goes, or in one manner all the time."""
        # Her own script has nothing to act here: only its head's sway, breath and blinks are kept.
        self._script = replace(demonstrator.script, acts=(), turns=(), looks=())
        self._demonstrator = demonstrator
        self._partner = meet_baby(seed)
        self._baby: FloatArray = rest()
        self.manner = manner
        self.name = "the story" if manner is None else f"the demonstrator ({manner})"
        self.fps = demonstrator.fps
        self.frame_count: int | None = round(STORY_S * self.fps)

    def see_baby(self, channels: FloatArray) -> None:
        """Take in what the baby shows now, f32[52]."""
        self._baby = channels

    def frames(self) -> Iterator[Frame]:
        """Yield one round of the story, times rising from 0 by 1/fps."""
        for index in range(self.frame_count or 0):
            yield Frame(index, index / self.fps, self.picture_at(index / self.fps))

    def picture_at(self, time_s: float) -> PixelArray:
        """Act on from the time before and return the picture u8[H,W,3]; after a round the story begins anew."""
        chapter, into_s = chapter_at(time_s)
        manner = self.manner or chapter.manner
        self._partner, channels = act_towards(self._partner, self._baby, manner, time_s)
        own = pose_at(self._script, time_s)
        channels = channels.copy()
        for name in BLINKS:
            channels[INDEX[name]] = max(channels[INDEX[name]], blink_at(self._script, time_s))
        left_s = min(into_s, chapter.length_s - into_s)
        own = turned_away(own, eased(left_s / TURN_S) if manner is Manner.AWAY else 0.0)
        return self._demonstrator.picture(replace(own, channels=channels))

    def close(self) -> None:
        """Free nothing: there is nothing open."""


def turned_away(pose: AvatarPose, share: float) -> AvatarPose:
    """Return the pose of somebody who turns a share of the way to something else in the room."""
    head = pose.head
    turned = HeadPose(
        head.yaw_rad + share * AWAY_YAW_RAD, head.pitch_rad + share * AWAY_PITCH_RAD, head.roll_rad
    )
    return replace(pose, head=turned, gaze=Gaze(share * AWAY_GAZE.left, share * AWAY_GAZE.up))


def open_story(avatar: Path, seed: int, manner: Manner | None = None) -> StoryActor:
    """Return the story with the demonstrator of an avatar's folder; raises AvatarError or SourceError."""
    return StoryActor(open_demonstrator(avatar), seed, manner)
