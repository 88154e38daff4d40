"""An even beat for pictures: a late one is made up for, and news is shown at once."""

from __future__ import annotations

import time
from collections.abc import Callable

# How often it is asked for news meanwhile.
LOOK_S = 0.001


class Beat:
    """Waits until the next picture is due; time may be replaced in tests."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._due_s: float | None = None

    def wait(self, pictures_a_second: float, is_news: Callable[[], bool] = lambda: False) -> None:
        """Wait for the next beat, or only until there is news: the beat then goes on from there.

        Where the beat is past it returns at once, and no more than one is made up for.
        """
        beat_s, now_s = 1.0 / pictures_a_second, self._clock()
        due_s = now_s if self._due_s is None else max(self._due_s + beat_s, now_s - beat_s)
        while now_s < due_s and not is_news():
            self._sleep(min(due_s - now_s, LOOK_S))
            now_s = self._clock()
        self._due_s = min(due_s, now_s)
