"""Writing a whole file or none."""

from __future__ import annotations

from pathlib import Path

from mirrorcam.sinks.sink import beside, put_in_place, remove, writing_fault


def write_whole(target: Path, content: bytes) -> None:
    """Write a file under another name beside its target, then rename it; SinkError with one line where that fails."""
    unfinished = beside(target, "unfinished")
    try:
        unfinished.write_bytes(content)
        put_in_place(unfinished, target)
    except OSError as error:
        remove(unfinished)
        raise writing_fault(target, error) from error
