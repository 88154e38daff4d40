"""Seeing beside painting: a thread that always reads the newest frame and keeps the newest answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mirrorcam.app.staging import partner_of
from mirrorcam.core.imitation.history import History, remember
from mirrorcam.core.imitation.imitator import Imitator
from mirrorcam.core.line import SeenFace, Step, start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import FloatArray, Frame
from mirrorcam.sources.source import LiveSource

if TYPE_CHECKING:
    from mirrorcam.app.eyes import Eyes
    from mirrorcam.vision.tracker import FaceTracker

IDLE_S = 0.002


@dataclass(frozen=True, slots=True)
class Sight:
    """The newest frame that was read, what was in it, and when it came in, by time.monotonic."""

    frame: Frame
    faces: tuple[SeenFace, ...]
    step: Step
    history: History
    taken_s: float


class Watcher:
    """Reads a live source in a thread; `newest` never waits.

    open_eyes is called in the thread, since loading a tracker takes a second in which the baby can be seen already.
    tell is told what the baby does after each frame. A failure in the thread is raised again by `newest`.
    """

    def __init__(
        self, source: LiveSource, open_eyes: Callable[[], Eyes], imitator: Imitator[Any], tuning: ReaderTuning,
        seed: int = 0, tell: Callable[[FloatArray], None] | None = None,
    ) -> None:  # fmt: skip
        self._source, self._open_eyes, self._imitator, self._tuning = source, open_eyes, imitator, tuning
        self._state = start_line(imitator, seed)
        self._history, self._tell = History(), tell
        self._newest: Sight | None = None
        self._failure: BaseException | None = None
        self._stop = threading.Event()
        self.frames_read = 0
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        """Start seeing, once the first picture is on the screen."""
        self._thread.start()

    @property
    def is_lost(self) -> bool:
        """Tell whether the source gives nothing at the moment that it should."""
        return self._source.is_lost

    @property
    def confidence_rest(self) -> float:
        """Below this confidence a face is not read, and the baby rests."""
        return self._tuning.confidence_rest

    def newest(self) -> Sight | None:
        """Return the newest sight, None before the first one."""
        if self._failure is not None:
            raise self._failure
        return self._newest

    def close(self) -> None:
        """End the thread; the source stays open."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        try:
            eyes = self._open_eyes()
            with closing(eyes.watch_clip()) as tracker:
                while not self._stop.is_set():
                    frame = self._source.newest()
                    if frame is None:
                        self._stop.wait(IDLE_S)
                        continue
                    self._take(eyes, tracker, frame)
        except BaseException as failure:
            self._failure = failure

    def _take(self, eyes: Eyes, tracker: FaceTracker, frame: Frame) -> None:
        taken_s = time.monotonic()
        faces = eyes.see(tracker, frame)
        self._state, answer = step(self._state, faces, frame.time_s, self._imitator, self._tuning)
        self._history = remember(self._history, partner_of(answer), answer.response, frame.time_s)
        self._newest = Sight(frame, faces, answer, self._history, taken_s)
        if self._tell is not None:
            self._tell(answer.response.channels)
        self.frames_read += 1
