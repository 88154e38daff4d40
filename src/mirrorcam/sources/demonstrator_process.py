"""The process the demonstrator lives in while she plays live, as a camera does: painting her holds up nobody.

Started as `python -m mirrorcam.sources.demonstrator_process AVATAR SCRIPT` and served like a camera's process.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2

from mirrorcam.core.types import PixelArray
from mirrorcam.sources.acting import pose_at
from mirrorcam.sources.camera_process import Capture, Request, run
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator


class ActorCapture:
    """The demonstrator as a camera would film her: a picture when one is due, none of those that are late."""

    def __init__(
        self,
        actor: Demonstrator,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._actor, self._clock, self._sleep = actor, clock, sleep
        self._start_s: float | None = None
        self._index = -1

    def grab(self) -> bool:
        """Wait until the next picture is due."""
        now_s = self._clock()
        if self._start_s is None:
            self._start_s = now_s
        played_s = now_s - self._start_s
        self._index = max(self._index + 1, int(played_s * self._actor.fps))
        self._sleep(max(0.0, self._index / self._actor.fps - played_s))
        return True

    def retrieve(self) -> tuple[bool, PixelArray]:
        """Return (True, bgr u8[H,W,3]) of the picture that is due."""
        rgb = self._actor.picture(pose_at(self._actor.script, self._index / self._actor.fps))
        return True, cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)


def main(avatar: str, script: str) -> None:
    """Serve the demonstrator of an avatar's folder acting a script."""

    def begin(_: Request) -> Capture:
        return ActorCapture(open_demonstrator(Path(avatar), Path(script)))

    cv2.setNumThreads(1)
    run(begin)


if __name__ == "__main__":
    main(*sys.argv[1:])
