"""The paths of an avatar, all refilled with fresh points at once each frame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import skia

from mirrorcam.core.types import FloatArray

HEADER_BYTES = 16
BYTES_A_FLOAT = 4


def build_path(commands: str, points: FloatArray, *, even_odd: bool = False) -> skia.Path:
    """Return a new path of M, L, C and Z commands over f32[N,2] points, command by command."""
    path = skia.Path()
    values = points.ravel().tolist()
    at = 0
    for command in commands:
        if command == "M":
            path.moveTo(values[at], values[at + 1])
            at += 2
        elif command == "L":
            path.lineTo(values[at], values[at + 1])
            at += 2
        elif command == "C":
            path.cubicTo(*values[at : at + 6])
            at += 6
        else:
            path.close()
    if even_odd:
        path.setFillType(skia.PathFillType.kEvenOdd)
    return path


class PathBank:
    """One skia path for each shape; `fill` moves all of them, `path` returns one as it now is.

    skia reads a path back from its own serial form ten times faster than it is built call by call. The serial forms
    lie one after another in one buffer, so that numpy puts all points in place at once. Each form is checked here
    against the path it came from; a shape whose form fails, as another skia might write it, is built call by call.
    """

    __slots__ = ("_floats", "_forms", "_outlines", "_paths", "_places", "_points", "_spans")

    def __init__(
        self, outlines: Sequence[tuple[str, bool]], points: FloatArray, spans: Sequence[slice]
    ) -> None:
        """Take each shape's commands and whether it fills by the even-odd rule, and f32[P,2] points by spans."""
        self._outlines, self._spans, self._points = tuple(outlines), tuple(spans), points
        self._paths = [self._built(index, points) for index in range(len(outlines))]
        forms = [bytes(path.serialize()) for path in self._paths]
        starts = np.cumsum([0, *(len(form) for form in forms)]).tolist()
        buffer = bytearray(b"".join(forms))
        self._floats: FloatArray = np.frombuffer(buffer, np.float32)
        self._places = _places(starts[:-1], self._spans)
        view = memoryview(buffer)
        self._forms: list[memoryview | None] = [view[start:end] for start, end in pairwise(starts)]
        self._check(points)

    def fill(self, points: FloatArray) -> None:
        """Move every path to f32[P,2] points; paths returned before move too once they are asked for again."""
        self._points = points
        self._floats[self._places] = points.ravel()

    def path(self, index: int) -> skia.Path:
        """Return a shape's path; it is the same object every time."""
        form = self._forms[index]
        if form is None:
            return self._built(index, self._points)
        path = self._paths[index]
        path.readFromMemory(form)
        return path

    def _built(self, index: int, points: FloatArray) -> skia.Path:
        commands, even_odd = self._outlines[index]
        return build_path(commands, points[self._spans[index]], even_odd=even_odd)

    def _check(self, points: FloatArray) -> None:
        """Find the shapes whose serial form does not take points as expected."""
        moved = (points + 7.0).astype(np.float32)
        self.fill(moved)
        for index, span in enumerate(self._spans):
            path = self._paths[index]
            has_all = path.countPoints() == span.stop - span.start
            if not has_all or self.path(index) != self._built(index, moved):
                self._forms[index] = None
        self.fill(points.astype(np.float32))


def _places(starts: Sequence[int], spans: Sequence[slice]) -> npt.NDArray[np.intp]:
    """Return i[2P]: where in the buffer, counted in floats, each coordinate goes."""
    firsts = [(start + HEADER_BYTES) // BYTES_A_FLOAT for start in starts]
    counts = [2 * (span.stop - span.start) for span in spans]
    return np.concatenate(
        [first + np.arange(count) for first, count in zip(firsts, counts, strict=True)]
    ).astype(np.intp)
