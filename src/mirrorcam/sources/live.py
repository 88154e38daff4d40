"""A recording played as if it happened now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from mirrorcam.core.types import Frame
from mirrorcam.sources.source import Recording


class LivePlay:
    """Plays a recording against a clock: whoever asks gets the newest frame whose time has come.

    Frames keep the recording's own times; with `loop` they go on rising from round to round. Nothing
    runs beside the caller: frames are taken from the recording, and dropped, when `newest` is called.
    """

    def __init__(
        self, recording: Recording, *, loop: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Play starts with the first call of `newest`; clock gives seconds, rising."""
        self.name = recording.name
        self._recording, self._loop, self._clock = recording, loop, clock
        self._frames = _rounds(recording) if loop else recording.frames()
        self._coming: Frame | None = None
        self._interval_s = 1.0 / recording.fps
        self._start_s = 0.0
        self._is_started = self.is_over = False

    @property
    def is_lost(self) -> bool:
        """A recording cannot be unplugged."""
        return False

    def newest(self) -> Frame | None:
        """Return the newest frame that is due and was not returned before; None if there is none."""
        now_s, due = self._clock(), None
        while self._fetch(now_s) and self._coming is not None:
            play_s = now_s - self._start_s
            if self._coming.time_s > play_s:
                break
            due, self._coming = self._coming, None
            if due.time_s + self._interval_s > play_s:
                break  # The next is not due yet: it is made ready by the next call, when nobody waits for this one.
        return due

    def close(self) -> None:
        """End the play and the recording."""
        self.is_over, self._coming, self._frames = True, None, iter(())
        self._recording.close()

    def _fetch(self, now_s: float) -> bool:
        """Have the coming frame ready; the first one is due at once. False at the end."""
        if self._coming is None and not self.is_over:
            self._coming = next(self._frames, None)
            self.is_over = self._coming is None
            if self._coming is not None and not self._is_started:
                self._start_s, self._is_started = now_s - self._coming.time_s, True
        return not self.is_over


def play_over_and_over(open_recording: Callable[[], Recording]) -> LivePlay:
    """Open a recording and play it for ever; for processes that open their source themselves."""
    return LivePlay(open_recording(), loop=True)


def _rounds(recording: Recording) -> Iterator[Frame]:
    """Yield the recording over and over, index and time going on rising; nothing if it has no frame."""
    interval_s = 1.0 / recording.fps
    index, shift_s = 0, 0.0
    while True:
        last_s: float | None = None
        for frame in recording.frames():
            if last_s is None and index:
                shift_s = shift_s - frame.time_s
            last_s = frame.time_s + shift_s
            yield replace(frame, index=index, time_s=last_s)
            index += 1
        if last_s is None:
            return
        shift_s = last_s + interval_s
