"""What every source is: either a recording, of which no frame is dropped, or live, where the newest wins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from mirrorcam.core.failure import Failure
from mirrorcam.core.types import Frame


class SourceError(Failure):
    """One clear line: which source, what is wrong with it, and what to do."""


class Recording(Protocol):
    """Frames that can be read again: a clip or the demonstrator's script."""

    name: str
    fps: float
    frame_count: int | None

    def frames(self) -> Iterator[Frame]:
        """Yield every frame from the first, in order, times rising; SourceError where none can be read."""
        ...

    def close(self) -> None:
        """Free what the recording holds; frames() may not be called afterwards."""
        ...


class LiveSource(Protocol):
    """Something that happens now: what is not taken in time is dropped."""

    name: str

    @property
    def is_lost(self) -> bool:
        """Say whether nothing comes at the moment that should; it may come back by itself."""
        ...

    def newest(self) -> Frame | None:
        """Return the newest frame not returned before, None if there is none. Never blocks."""
        ...

    def close(self) -> None:
        """End the source and free what it holds."""
        ...
