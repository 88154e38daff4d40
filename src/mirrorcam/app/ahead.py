"""Working ahead: a stage of the line in its own thread, in order, a few items before who needs them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
DEPTH = 4
# How long a producer waits before it looks whether anybody still listens.
LISTENING_S = 0.1


@dataclass(frozen=True, slots=True)
class _End:
    """The last thing in a queue: the failure that ended it, or None."""

    failure: BaseException | None


class Ahead(Generic[T]):
    """Iterates over items in a thread of its own, at most `depth` of them ahead; order and failures are kept.

    Use as a context manager: leaving it ends the thread, however far it is.
    """

    def __init__(self, items: Iterable[T], depth: int = DEPTH) -> None:
        self._items = items
        self._queue: queue.Queue[T | _End] = queue.Queue(depth)
        self._is_left = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Iterator[T]:
        self._thread.start()
        return self._take()

    def __exit__(self, *_: object) -> None:
        self._is_left.set()
        self._thread.join()

    def _take(self) -> Iterator[T]:
        while not isinstance(item := self._queue.get(), _End):
            yield item
        if item.failure is not None:
            raise item.failure

    def _work(self) -> None:
        failure: BaseException | None = None
        items = iter(self._items)
        try:
            for item in items:
                if not self._hand_on(item):
                    break
        except BaseException as error:
            failure = error
        finally:
            # What a generator holds open is closed here, by the thread that used it.
            if isinstance(items, Generator):
                items.close()
        self._hand_on(_End(failure))

    def _hand_on(self, item: T | _End) -> bool:
        """Wait for room in the queue; False once nobody listens any more."""
        while not self._is_left.is_set():
            try:
                self._queue.put(item, timeout=LISTENING_S)
            except queue.Full:
                continue
            return True
        return False
