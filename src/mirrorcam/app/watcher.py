"""Seeing beside painting: a process sees (`app/seeing_process`), and here its newest sight is answered."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mirrorcam.app.failures import AppError, SeeingError
from mirrorcam.app.sights import OpenSource, Task, taken_from
from mirrorcam.app.staging import partner_of
from mirrorcam.core.imitation.history import History, remember
from mirrorcam.core.imitation.imitator import Imitator
from mirrorcam.core.line import SeenFace, Step, start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Frame
from mirrorcam.sources.frame_share import Picture, Report, Trouble
from mirrorcam.sources.live_demonstrator import line_of
from mirrorcam.sources.share_child import PYTHON_MODULE, ShareChild

log = logging.getLogger(__name__)

SEEING_PROCESS = (*PYTHON_MODULE, "mirrorcam.app.seeing_process")
# The first frame of a recording begun anew comes so long after the last one before.
AFTER_S = 0.1


@dataclass(frozen=True, slots=True)
class SeeingLimits:
    """When the process that sees counts as hung or broken, and how soon another one is tried.

    loading_s: the longest for loading the tracker; silent_s: for one frame; most_ends: so often it may end before
    it ever saw anything.
    """

    loading_s: float = 90.0
    silent_s: float = 10.0
    first_wait_s: float = 0.5
    most_wait_s: float = 8.0
    most_ends: int = 3


LIMITS = SeeingLimits()


@dataclass(frozen=True, slots=True)
class Sight:
    """The newest frame that was read, what was in it, and when it came in, by time.monotonic."""

    frame: Frame
    faces: tuple[SeenFace, ...]
    step: Step
    history: History
    taken_s: float


def start_seeing(open_source: OpenSource, face_model: Path | None) -> ShareChild:
    """Start a process that sees what a source shows."""
    return ShareChild(
        SEEING_PROCESS, lambda share: Task(share, open_source, face_model).to_line(), is_heard=True
    )


class Watcher:
    """Answers what the process that sees has seen last; `newest` never waits.

    With tells the source is told what the baby does after each frame. A process that fails before it ever saw
    anything is a failure, raised by `newest`; one that ends or hangs later is started anew, and the source counts
    as lost meanwhile. is_opening: source and tracker are being opened for the first time.
    """

    def __init__(
        self, start_child: Callable[[], ShareChild], imitator: Imitator[Any], tuning: ReaderTuning, seed: int = 0,
        *, tells: bool = False, limits: SeeingLimits = LIMITS, clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._start_child, self._imitator, self._tuning, self._tells = start_child, imitator, tuning, tells
        self._limits, self._clock = limits, clock
        self._state, self._history = start_line(imitator, seed), History()
        self._child: ShareChild | None = None
        self._ended: list[ShareChild] = []
        self._started_s, self._due_s = 0.0, float("inf")
        self._wait_s, self._ends = limits.first_wait_s, 0
        self._count = self._count_before = 0
        self._newest: Sight | None = None
        self._last_s, self._shift_s = float("-inf"), 0.0
        self.is_lost = self.is_opening = True

    @property
    def frames_read(self) -> int:
        """How many frames were read so far, by all processes."""
        return self._count_before + self._count

    @property
    def confidence_rest(self) -> float:
        """Below this confidence a face is not read, and the baby rests."""
        return self._tuning.confidence_rest

    def has_news(self) -> bool:
        """Say whether `newest` would return another sight than last time."""
        return self._child is not None and self._child.report().frame_count > self._count

    def start(self) -> None:
        """See from now on; called once the first picture is on the screen."""
        self._due_s = self._clock()

    def newest(self) -> Sight | None:
        """Return the newest sight, None before the first one."""
        now_s = self._clock()
        if self._child is None:
            if now_s >= self._due_s:
                self._begin(now_s)
            return self._newest
        report = self._child.report()
        self.is_opening = self.is_opening and report.beat_s == 0.0
        if report.frame_count > self._count and (picture := self._child.newest(self._count)) is not None:
            self._take(picture)
        elif not self._child.is_running():
            self._mourn(self._child.last_words(), now_s)
        elif self._is_hung(report, now_s):
            self._lose("it hangs", now_s)
        elif report.trouble is not Trouble.NONE:
            self._call_lost("no picture comes; the camera is tried again until it is back")
        return self._newest

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._end_child()
        for child in self._ended:
            child.wait()
        self._ended.clear()

    def _begin(self, now_s: float) -> None:
        self._child, self._started_s, self._count = self._start_child(), now_s, 0

    def _take(self, picture: Picture) -> None:
        if self._count == 0:
            # A recording that was begun anew has times that begin anew, too.
            self._shift_s = max(0.0, self._last_s + AFTER_S - picture.time_s)
        if self.is_lost and self._newest is not None:
            log.warning("pictures come again")
        self._count, self.is_lost = picture.number, False
        self._wait_s = self._limits.first_wait_s
        self._last_s = time_s = picture.time_s + self._shift_s
        seen = taken_from(picture)
        self._state, answer = step(self._state, seen.faces, time_s, self._imitator, self._tuning)
        self._history = remember(self._history, partner_of(answer), answer.response, time_s)
        frame = Frame(seen.index, time_s, picture.rgb)
        self._newest = Sight(frame, seen.faces, answer, self._history, seen.taken_s)
        if self._tells and self._child is not None:
            self._child.tell(line_of(answer.response.channels))

    def _is_hung(self, report: Report, now_s: float) -> bool:
        if report.beat_s == 0.0:
            return now_s - self._started_s > self._limits.loading_s
        return now_s - report.beat_s > self._limits.silent_s

    def _mourn(self, words: str, now_s: float) -> None:
        """Raise what the process died of; where it could see before, start it anew instead."""
        self._ends += 1
        try:
            told = json.loads(words.splitlines()[-1])
            line, details = told["line"], told["details"]
        except (IndexError, ValueError, TypeError, KeyError):
            line, details = "seeing ended without a word", words
        could_see = self._newest is not None
        if not could_see and (details or self._ends >= self._limits.most_ends):
            self._end_child()
            raise AppError(line) from SeeingError(details)
        self._lose(line, now_s)

    def _lose(self, why: str, now_s: float) -> None:
        self._call_lost(f"seeing is started anew ({why})")
        self._end_child()
        self._due_s = now_s + self._wait_s
        self._wait_s = min(2 * self._wait_s, self._limits.most_wait_s)

    def _call_lost(self, why: str) -> None:
        if not self.is_lost:
            log.warning("%s", why)
        self.is_lost = True

    def _end_child(self) -> None:
        if self._child is None:
            return
        self._count_before, self._count = self._count_before + self._count, 0
        self._child.end()
        self._ended = [child for child in self._ended if child.is_running()] + [self._child]
        self._child = None
