"""The process the demonstrator lives in while she plays live, as a camera does: painting her holds up nobody.

Started as `python -m mirrorcam.sources.demonstrator_process AVATAR SCRIPT`, or with a number in the place of the
script, the seed of the story, and perhaps the one manner she keeps to; served like a camera's process. In the story
each further line on the standard input is what the baby shows, 52 channels as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.imitation.partner import Manner
from mirrorcam.core.types import PixelArray
from mirrorcam.sources.acting import pose_at
from mirrorcam.sources.camera_process import Capture, Request, run
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.sources.story import open_story


class ActorCapture:
    """An actor as a camera would film her: a picture when one is due, none of those that are late."""

    def __init__(
        self,
        picture_at: Callable[[float], PixelArray],
        fps: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._picture_at, self._fps, self._clock, self._sleep = picture_at, fps, clock, sleep
        self._start_s: float | None = None
        self._index = -1

    def grab(self) -> bool:
        """Wait until the next picture is due."""
        now_s = self._clock()
        if self._start_s is None:
            self._start_s = now_s
        played_s = now_s - self._start_s
        self._index = max(self._index + 1, int(played_s * self._fps))
        self._sleep(max(0.0, self._index / self._fps - played_s))
        return True

    def retrieve(self) -> tuple[bool, PixelArray]:
        """Return (True, bgr u8[H,W,3]) of the picture that is due."""
        return True, cv2.cvtColor(self._picture_at(self._index / self._fps), cv2.COLOR_RGB2BGR)


def play_script(avatar: Path, script: Path) -> None:
    """Serve the demonstrator of an avatar's folder acting a script over and over."""

    def begin(_: Request) -> Capture:
        actor = open_demonstrator(avatar, script)
        return ActorCapture(lambda time_s: actor.picture(pose_at(actor.script, time_s)), actor.fps)

    run(begin)


def play_story(avatar: Path, seed: int, manner: Manner | None) -> None:
    """Serve the demonstrator in the story, or in one manner all the time, where she answers the baby."""
    actor = open_story(avatar, seed, manner)

    def hear(line: str) -> None:
        actor.see_baby(np.array(json.loads(line), np.float32))

    run(lambda _: ActorCapture(actor.picture_at, actor.fps), hear)


def main(avatar: str, script_or_seed: str, manner: str | None = None) -> None:
    """Serve the script, or the story where there is a number in its place."""
    cv2.setNumThreads(1)
    if script_or_seed.lstrip("-").isdigit():
        play_story(Path(avatar), int(script_or_seed), Manner(manner) if manner is not None else None)
    else:
        play_script(Path(avatar), Path(script_or_seed))


if __name__ == "__main__":
    main(*sys.argv[1:])
