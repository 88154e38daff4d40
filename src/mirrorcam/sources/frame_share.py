"""Memory that a camera's process fills and the program reads: the newest picture, and how the camera is.

One writer, one reader, and neither ever waits for the other. Pictures go round SLOTS places; each place
is marked before and after it is written, so that a reader who was overtaken knows and tries again.
"""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from enum import IntEnum
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory

import numpy as np
import numpy.typing as npt

from mirrorcam.core.types import PixelArray

SLOTS = 3
LONGEST_SIDE_PX = 1920
PICTURE_BYTES = LONGEST_SIDE_PX * LONGEST_SIDE_PX * 3
MOST_TRIES = 3
HEADER = np.dtype(
    [("is_attached", "i8"), ("trouble", "i8"), ("frame_count", "i8"), ("newest_s", "f8"), ("repeats", "i8"),
     ("signature", "i8")]
)  # fmt: skip
SLOT = np.dtype(
    [("begun", "i8"), ("done", "i8"), ("time_s", "f8"), ("width_px", "i8"), ("height_px", "i8"),
     ("picture", "u1", PICTURE_BYTES)]
)  # fmt: skip


class Trouble(IntEnum):
    """Why a camera gives no pictures."""

    NONE = 0
    NO_CAMERA = 1
    NO_PERMISSION = 2
    IN_USE = 3
    NO_ANSWER = 4
    CLOSED = 5


@dataclass(frozen=True, slots=True)
class Report:
    """How the camera is: frames so far, time of the newest, how often in a row the same one came.

    signature tells one picture from another.
    """

    is_attached: bool
    trouble: Trouble
    frame_count: int
    newest_s: float
    repeats: int
    signature: int


class FrameShare:
    """The shared memory, from either side."""

    def __init__(self, memory: SharedMemory, *, is_owner: bool) -> None:
        self._memory, self._is_owner = memory, is_owner
        self._is_named = is_owner
        self._header: npt.NDArray[np.void] = np.ndarray((), HEADER, memory.buf)
        self._slots: npt.NDArray[np.void] = np.ndarray((SLOTS,), SLOT, memory.buf, offset=HEADER.itemsize)
        self._fence = threading.Lock()

    @property
    def name(self) -> str:
        """What the other process attaches to."""
        return self._memory.name

    def report(self) -> Report:
        """Return how the camera is."""
        attached, trouble, count, newest_s, repeats, signature = self._header[()].tolist()
        return Report(bool(attached), Trouble(trouble), count, newest_s, repeats, signature)

    def say(self, trouble: Trouble) -> None:
        """Tell the reader why there is no picture."""
        self._header["trouble"] = trouble

    def say_attached(self) -> None:
        """Tell the owner that the memory's name is no longer needed."""
        self._header["is_attached"] = 1

    def place(self, width_px: int, height_px: int, time_s: float) -> PixelArray:
        """Return where the next picture u8[height_px,width_px,3] is to be written; then call `publish`."""
        number = int(self._header["frame_count"]) + 1
        at, slots = number % SLOTS, self._slots
        slots["begun"][at] = number
        self._order()
        slots["time_s"][at], slots["width_px"][at], slots["height_px"][at] = time_s, width_px, height_px
        return self._picture(at, width_px, height_px)

    def publish(self, signature: int) -> None:
        """Show the picture just written to the reader."""
        header = self._header
        number = int(header["frame_count"]) + 1
        at = number % SLOTS
        header["repeats"] = int(header["repeats"]) + 1 if signature == header["signature"] else 0
        header["signature"], header["newest_s"] = signature, self._slots["time_s"][at]
        header["trouble"] = Trouble.NONE
        self._order()
        self._slots["done"][at] = number
        header["frame_count"] = number

    def newest(self, after: int) -> tuple[int, float, PixelArray] | None:
        """Return (number, time_s, a copy of the picture) of the newest one after number `after`, None if none."""
        slots = self._slots
        for _ in range(MOST_TRIES):
            number = int(self._header["frame_count"])
            if number <= after:
                return None
            at = number % SLOTS
            self._order()
            time_s = float(slots["time_s"][at])
            picture = self._picture(at, int(slots["width_px"][at]), int(slots["height_px"][at])).copy()
            self._order()
            if slots["begun"][at] == number == slots["done"][at]:
                return number, time_s, picture
        return None

    def unname(self) -> None:
        """Take the name away once both sides hold the memory, so that it is freed however they end."""
        if self._is_named:
            self._is_named = False
            self._memory.unlink()

    def close(self) -> None:
        """Let go of the memory."""
        self.unname()
        del self._header, self._slots
        self._memory.close()

    def _picture(self, at: int, width_px: int, height_px: int) -> PixelArray:
        picture: PixelArray = self._slots["picture"][at, : height_px * width_px * 3]
        return picture.reshape(height_px, width_px, 3)

    def _order(self) -> None:
        """Keep what was written before from being seen after what comes next: a lock is a memory barrier."""
        with self._fence:
            pass
        with self._fence:
            pass


def make_share() -> FrameShare:
    """Return new shared memory, for the side that starts the other."""
    return FrameShare(SharedMemory(create=True, size=HEADER.itemsize + SLOTS * SLOT.itemsize), is_owner=True)


def attach_share(name: str) -> FrameShare:
    """Return the memory of that name, for the side that was started."""
    if sys.version_info >= (3, 13):
        return FrameShare(SharedMemory(name=name, track=False), is_owner=False)
    # Before 3.13 attaching, too, puts the memory on a list of things to be removed at the end of the process.
    resource_tracker.register = _leave_alone  # type: ignore[assignment]
    return FrameShare(SharedMemory(name=name), is_owner=False)


def _leave_alone(_name: str, _kind: str) -> None:
    """Track nothing: the memory belongs to the other side."""
