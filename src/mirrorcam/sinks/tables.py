"""Tables of what was read: CSV in UTF-8, the same bytes for the same readings, and no row ever lost."""

from __future__ import annotations

import logging
import math
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from mirrorcam.core.channels import CHANNELS
from mirrorcam.core.events import EventsState, GestureEvent, end_events, follow_events
from mirrorcam.core.types import Expression, Gesture
from mirrorcam.sinks.sink import beside, put_in_place, refuse_no_file, writing_fault

log = logging.getLogger(__name__)

HEAD_COLUMNS = ("file", "frame", "time_s", "face", "confidence", "yaw_deg", "pitch_deg", "roll_deg")
TIMELINE_COLUMNS = (*HEAD_COLUMNS, *CHANNELS, *(gesture.value for gesture in Gesture))
EVENT_COLUMNS = ("gesture", "face", "start_s", "end_s", "peak")

NUMBER = "%.4f"
# confidence, three angles and the channels, in one go: formatting one by one takes four times as long.
NUMBERS = ",".join([NUMBER] * (4 + len(CHANNELS)))
NO_FACE = "," * (len(TIMELINE_COLUMNS) - 4)


class _Table:
    """A file of rows that is called NAME.partial until it is whole, and keeps its rows if it never is."""

    def __init__(self, path: str | os.PathLike[str], columns: Sequence[str]) -> None:
        self.path = Path(path)
        self._written = beside(self.path, "partial")
        self._row_count = 0
        self._byte_count = 0
        try:
            refuse_no_file(self.path, "out.csv")
            self._file = self._written.open("wb", buffering=0)
        except OSError as error:
            raise writing_fault(self.path, error) from error
        self.add(",".join(columns) + "\n", 0)

    def add(self, text: str, row_count: int) -> None:
        """Hand whole rows to the system, where they outlive this program; SinkError where they do not fit."""
        data = memoryview(text.encode("utf-8", "backslashreplace"))
        written_count = 0
        try:
            while written_count < len(data):
                written_count += self._file.write(data[written_count:]) or 0
        except OSError as error:
            self._file.truncate(self._byte_count)
            raise writing_fault(self.path, error) from error
        self._byte_count += len(data)
        self._row_count += row_count

    def finish(self) -> None:
        """Give the whole table its name."""
        if self._file.closed:
            return
        try:
            self._file.close()
            put_in_place(self._written, self.path)
        except OSError as error:
            raise writing_fault(self.path, error) from error

    def keep(self) -> None:
        """Leave the rows so far under the name of the unfinished table and say so."""
        if self._file.closed:
            return
        self._file.close()
        log.warning(
            "%s: not finished; the %d rows so far are in %s", self.path, self._row_count, self._written
        )


class _TableWriter:
    """A table that ends whole when the `with` block ends without an error, and is kept unfinished otherwise."""

    def __init__(self, path: str | os.PathLike[str], columns: Sequence[str]) -> None:
        self._table = _Table(path, columns)

    def _end_rows(self) -> None:
        """Add what is still owed when the rows end: nothing, for most tables."""

    def close(self) -> None:
        """End the table and give it its name; SinkError where that fails."""
        self._end_rows()
        self._table.finish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._table.keep()


class TimelineWriter(_TableWriter):
    """One row a face and frame; one row without a face where there is none."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the table; SinkError with one line where it cannot be written."""
        super().__init__(path, TIMELINE_COLUMNS)

    def write(self, file: str, frame: int, time_s: float, expressions: Sequence[Expression]) -> None:
        """Add the rows of one frame, in the order given."""
        start = f"{_quoted(file)},{frame:d},{_number(time_s)},"
        rows = [start + _reading(expression) for expression in expressions] or [start + NO_FACE]
        self._table.add("\n".join(rows) + "\n", len(rows))


class EventsWriter(_TableWriter):
    """One row an event of a clip, in the order in which events end."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the table; SinkError with one line where it cannot be written."""
        super().__init__(path, EVENT_COLUMNS)
        self._held = EventsState()
        self._time_s: float | None = None
        self._interval_s = 0.0

    def write(self, time_s: float, expressions: Sequence[Expression]) -> None:
        """Take in one frame, in order, and add the events that ended with it."""
        self._interval_s = self._interval_s if self._time_s is None else time_s - self._time_s
        self._time_s = time_s
        self._held, ended = follow_events(self._held, expressions, time_s)
        self._add(ended)

    def _end_rows(self) -> None:
        """Add what is held at the end, where the last frame lasts as long as the one before."""
        if self._time_s is not None:
            self._add(end_events(self._held, self._time_s + self._interval_s))

    def _add(self, events: Sequence[GestureEvent]) -> None:
        rows = [
            f"{event.gesture},{event.face_id:d},"
            f"{_number(event.start_s)},{_number(event.end_s)},{_number(event.peak)}\n"
            for event in events
        ]
        if rows:
            self._table.add("".join(rows), len(rows))


def _reading(expression: Expression) -> str:
    head, held = expression.head, expression.gestures
    numbers = NUMBERS % (
        expression.confidence,
        math.degrees(head.yaw_rad),
        math.degrees(head.pitch_rad),
        math.degrees(head.roll_rad),
        *expression.channels.tolist(),
    )
    gestures = ",".join("1" if gesture in held else "0" for gesture in Gesture)
    return f"{expression.face_id:d},{_tidy(numbers)},{gestures}"


def _number(value: float) -> str:
    return _tidy(NUMBER % value)


def _tidy(numbers: str) -> str:
    """Write no minus before a zero, and nothing where there is no number (absence, not nan)."""
    if "-0.0000" in numbers or "n" in numbers:
        return ",".join(
            "" if "n" in number else "0.0000" if number == "-0.0000" else number
            for number in numbers.split(",")
        )
    return numbers


def _quoted(text: str) -> str:
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
