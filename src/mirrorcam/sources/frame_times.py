"""Times that rise strictly, out of the times a file states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Picture = TypeVar("Picture")

# A stated time this far behind the one before is a new start of the file's clock, not a repeated frame.
CLOCK_RESTART_S = 1.0
# Pictures that wait for the next good time; beyond this they are placed by the nominal rate.
MOST_WAITING = 8


class RisingTimes(Generic[Picture]):
    """Gives the pictures of one file strictly rising times.

    A picture without a time, or with one that does not rise, is placed evenly between its neighbours with
    good ones; where there is no such neighbour, at the nominal interval. `repaired` counts these pictures.
    """

    def __init__(self, interval_s: float) -> None:
        self.repaired = 0
        self._interval_s = interval_s
        self._waiting: list[Picture] = []
        self._last_s: float | None = None
        self._shift_s = 0.0

    def place(self, stated: Iterable[tuple[float | None, Picture]]) -> Iterator[tuple[float, Picture]]:
        """Yield (time_s, picture) for every (stated time or None, picture), in order."""
        for stated_s, picture in stated:
            time_s = None if stated_s is None else self._on_one_clock(stated_s)
            if time_s is not None and (self._last_s is None or time_s > self._last_s):
                yield from self._place_waiting(time_s)
                self._last_s = time_s
                yield time_s, picture
                continue
            self.repaired += 1
            self._waiting.append(picture)
            if len(self._waiting) > MOST_WAITING:
                yield from self._place_waiting(None)
        yield from self._place_waiting(None)

    def _on_one_clock(self, stated_s: float) -> float:
        if self._last_s is not None and stated_s + self._shift_s < self._last_s - CLOCK_RESTART_S:
            self._shift_s = self._last_s + self._interval_s * (len(self._waiting) + 1) - stated_s
        return stated_s + self._shift_s

    def _place_waiting(self, before_s: float | None) -> Iterator[tuple[float, Picture]]:
        waiting, self._waiting = self._waiting, []
        step_s = self._interval_s
        if self._last_s is None:
            self._last_s = -step_s if before_s is None else before_s - step_s * (len(waiting) + 1)
        elif before_s is not None:
            step_s = (before_s - self._last_s) / (len(waiting) + 1)
        for picture in waiting:
            self._last_s += step_s
            yield self._last_s, picture
