"""Memory that a process fills and its starter reads: the newest picture, what is said of it, and how the process is.

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

import cv2
import numpy as np
import numpy.typing as npt

from mirrorcam.core.types import PixelArray

SLOTS = 3
LONGEST_SIDE_PX = 1920
PICTURE_BYTES = LONGEST_SIDE_PX * LONGEST_SIDE_PX * 3
# What can be said of a picture: four faces' landmarks and what the networks made of them take a fifth of it.
NOTE_BYTES = 1 << 18
MOST_TRIES = 3
HEADER = np.dtype(
    [("is_attached", "i8"), ("trouble", "i8"), ("frame_count", "i8"), ("newest_s", "f8"), ("repeats", "i8"),
     ("signature", "i8"), ("beat_s", "f8")]
)  # fmt: skip
SLOT = np.dtype(
    [("begun", "i8"), ("done", "i8"), ("time_s", "f8"), ("width_px", "i8"), ("height_px", "i8"),
     ("note_bytes", "i8"), ("note", "u1", NOTE_BYTES), ("picture", "u1", PICTURE_BYTES)]
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
    """How the other side is: frames so far, time of the newest, how often in a row the same one came.

    signature tells one picture from another. beat_s is when it last said that it goes on, 0 where it never does.
    """

    is_attached: bool
    trouble: Trouble
    frame_count: int
    newest_s: float
    repeats: int
    signature: int
    beat_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A copy of one picture rgb u8[H,W,3], its number and time, and what was said of it."""

    number: int
    time_s: float
    rgb: PixelArray
    note: bytes


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
        """Return how the other side is."""
        attached, trouble, count, newest_s, repeats, signature, beat_s = self._header[()].tolist()
        return Report(bool(attached), Trouble(trouble), count, newest_s, repeats, signature, beat_s)

    def say(self, trouble: Trouble) -> None:
        """Tell the reader why there is no picture."""
        self._header["trouble"] = trouble

    def beat(self, now_s: float) -> None:
        """Tell the reader that the writer goes on, whether there are pictures or not."""
        self._header["beat_s"] = now_s

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

    def publish(self, signature: int, note: bytes = b"") -> None:
        """Show the picture just written to the reader, and say note of it: NOTE_BYTES at most."""
        header = self._header
        number = int(header["frame_count"]) + 1
        at = number % SLOTS
        self._slots["note_bytes"][at] = len(note)
        self._slots["note"][at, : len(note)] = np.frombuffer(note, np.uint8)
        header["repeats"] = int(header["repeats"]) + 1 if signature == header["signature"] else 0
        header["signature"], header["newest_s"] = signature, self._slots["time_s"][at]
        header["trouble"] = Trouble.NONE
        self._order()
        self._slots["done"][at] = number
        header["frame_count"] = number

    def newest(self, after: int) -> Picture | None:
        """Return the newest picture after number `after`, None if there is none."""
        slots = self._slots
        for _ in range(MOST_TRIES):
            number = int(self._header["frame_count"])
            if number <= after:
                return None
            at = number % SLOTS
            self._order()
            time_s = float(slots["time_s"][at])
            rgb = self._picture(at, int(slots["width_px"][at]), int(slots["height_px"][at])).copy()
            note = slots["note"][at, : int(slots["note_bytes"][at])].tobytes()
            self._order()
            if slots["begun"][at] == number == slots["done"][at]:
                return Picture(number, time_s, rgb, note)
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


def shrink_to_fit(picture: PixelArray) -> PixelArray:
    """Return a picture u8[H,W,3] that there is room for: itself, or a smaller copy of one that is too large."""
    scale = LONGEST_SIDE_PX / max(picture.shape[:2])
    if scale >= 1.0:
        return picture
    smaller = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.uint8)


def make_share() -> FrameShare:
    """Return new shared memory, for the side that starts the other."""
    return FrameShare(SharedMemory(create=True, size=HEADER.itemsize + SLOTS * SLOT.itemsize), is_owner=True)


def attach_share(name: str) -> FrameShare:
    """Return the memory of that name, for the side that was started."""
    if sys.version_info >= (3, 13):
        return FrameShare(SharedMemory(name=name, track=False), is_owner=False)
    # Before 3.13 attaching, too, puts the memory on a list of things to be removed at the end of the process.
    register = resource_tracker.register
    resource_tracker.register = _leave_alone  # type: ignore[assignment]
    try:
        return FrameShare(SharedMemory(name=name), is_owner=False)
    finally:
        resource_tracker.register = register


def _leave_alone(_name: str, _kind: str) -> None:
    """Track nothing: the memory belongs to the other side."""
