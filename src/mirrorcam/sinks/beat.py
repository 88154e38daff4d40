"""An even beat for pictures: what one of them was late is taken off the wait for the next."""

from __future__ import annotations

import time
from collections.abc import Callable


class Beat:
    """Waits until the next picture is due; time may be replaced in tests."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._due_s: float | None = None

    def wait(self, pictures_a_second: float) -> None:
        """Wait for the next beat; at once where it is past, and no more than one beat is made up for."""
        beat_s, now_s = 1.0 / pictures_a_second, self._clock()
        self._due_s = now_s if self._due_s is None else max(self._due_s + beat_s, now_s - beat_s)
        if self._due_s > now_s:
            self._sleep(self._due_s - now_s)
