"""Cameras: live sources that come back by themselves when they were pulled, froze or hung."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from mirrorcam.core.types import Frame
from mirrorcam.sources.frame_share import Report, Trouble
from mirrorcam.sources.share_child import ShareChild

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """What is asked of a camera; it gives what it can that is nearest."""

    width_px: int = 1280
    height_px: int = 720
    fps: float = 30.0


@dataclass(frozen=True, slots=True)
class CameraLimits:
    """When a camera counts as lost, and how soon a new process tries again."""

    silent_s: float = 2.0
    identical_frames: int = 30
    opening_s: float = 15.0
    first_wait_s: float = 0.5
    most_wait_s: float = 2.0
    # A camera that gives the very same picture in every new process sees nothing, as in the dark.
    most_frozen_wait_s: float = 60.0


CAMERA = CameraSettings()
LIMITS = CameraLimits()


class Fault(Enum):
    """Why a camera counts as lost."""

    NOT_OPEN = "it cannot be opened"
    ENDED = "it ended"
    SILENT = "no picture comes"
    FROZEN = "the same picture comes again and again"


def find_fault(
    report: Report, limits: CameraLimits, *, is_running: bool, age_s: float, now_s: float, frozen: int | None
) -> Fault | None:
    """Return what is wrong with a camera, None if nothing.

    age_s is how long its process has run; frozen is the signature of the picture at which it froze before.
    """
    if not is_running:
        return Fault.ENDED
    if report.trouble:
        return Fault.NOT_OPEN
    if report.frame_count == 0:
        return Fault.SILENT if age_s > limits.opening_s else None
    if now_s - report.newest_s > limits.silent_s:
        return Fault.SILENT
    if report.repeats >= limits.identical_frames or report.signature == frozen:
        return Fault.FROZEN
    return None


class Camera:
    """A live source in a process of its own, which is ended and started anew whenever it fails.

    Frames have the time at which the camera gave them, in seconds of time.monotonic, and rising numbers
    with gaps where frames were dropped. It counts as lost until its first frame was taken. Nothing here
    waits: call `newest` often.
    """

    def __init__(
        self, name: str, start: Callable[[], ShareChild], limits: CameraLimits = LIMITS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        """Start the camera; start() starts one process for it."""
        self.name = name
        self.is_lost = True
        self.fault: Fault | None = None
        self.trouble = Trouble.NONE
        self._start, self._limits, self._clock = start, limits, clock
        self._ended: list[ShareChild] = []
        self._wait_s, self._frozen_wait_s = limits.first_wait_s, limits.first_wait_s
        self._frozen: int | None = None
        self._seen_count = self._index_base = 0
        self._last_s = float("-inf")
        self._child: ShareChild | None = start()
        self._started_s = self._due_s = clock()

    def newest(self) -> Frame | None:
        """Return the newest frame that was not returned before; None if there is none."""
        return self._take() if self.has_picture() else None

    def has_picture(self) -> bool:
        """Say whether a frame waits; where the camera failed, end its process, or start it anew."""
        now_s = self._clock()
        if self._child is None:
            if now_s >= self._due_s:
                self._child, self._started_s, self._seen_count = self._start(), now_s, 0
            return False
        report = self._child.report()
        age_s = now_s - self._started_s
        fault = find_fault(
            report,
            self._limits,
            is_running=self._child.is_running(),
            age_s=age_s,
            now_s=now_s,
            frozen=self._frozen,
        )
        if fault is None:
            return report.frame_count > self._seen_count
        self.trouble = report.trouble or self.trouble
        self._lose(fault, report, age_s, now_s)
        return False

    def tell(self, line: str) -> None:
        """Say a line to the camera's process, if there is one at the moment."""
        if self._child is not None:
            self._child.tell(line)

    def close(self) -> None:
        """End the camera's process and free its memory."""
        if self._child is not None:
            self._end_child()
        for child in self._ended:
            child.wait()
        self._ended.clear()

    def _take(self) -> Frame | None:
        newest = None if self._child is None else self._child.newest(self._seen_count)
        if newest is None:
            return None
        self._seen_count, time_s = newest.number, newest.time_s
        if self.is_lost and self._last_s > float("-inf"):
            log.warning("%s: it is back", self.name)
        self.is_lost, self.fault, self.trouble, self._frozen = False, None, Trouble.NONE, None
        self._wait_s = self._frozen_wait_s = self._limits.first_wait_s
        if time_s <= self._last_s:
            return None
        self._last_s = time_s
        return Frame(self._index_base + self._seen_count - 1, time_s, newest.rgb)

    def _lose(self, fault: Fault, report: Report, age_s: float, now_s: float) -> None:
        self.fault = fault
        if not self.is_lost:
            self.is_lost = True
            log.warning("%s: lost (%s); it is tried again until it comes back", self.name, fault.value)
        if fault is Fault.NOT_OPEN and age_s <= self._limits.opening_s:
            return  # The process tries again by itself.
        if fault is Fault.FROZEN:
            self._frozen = report.signature
            if age_s < self._frozen_wait_s:
                return
            self._frozen_wait_s = min(2 * self._frozen_wait_s, self._limits.most_frozen_wait_s)
        self._index_base += report.frame_count
        self._end_child()
        self._due_s = now_s + self._wait_s
        self._wait_s = min(2 * self._wait_s, self._limits.most_wait_s)

    def _end_child(self) -> None:
        if self._child is None:
            return
        self._child.end()
        self._ended = [child for child in self._ended if child.is_running()] + [self._child]
        self._child = None
