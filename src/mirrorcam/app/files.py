"""Writing a whole file or none, and finding out before long work whether that can be."""

from __future__ import annotations

from pathlib import Path

from mirrorcam.sinks.sink import beside, put_in_place, refuse_folder, remove, writing_fault


def refuse_unwritable(target: Path) -> None:
    """Raise SinkError with one line where a file could not be written; nothing is left behind."""
    refuse_folder(target, "film.mp4")
    unfinished = beside(target, "unfinished")
    try:
        unfinished.touch()
    except OSError as error:
        raise writing_fault(target, error) from error
    remove(unfinished)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file under another name beside its target, then rename it; SinkError with one line where that fails."""
    unfinished = beside(target, "unfinished")
    try:
        unfinished.write_bytes(content)
        put_in_place(unfinished, target)
    except OSError as error:
        remove(unfinished)
        raise writing_fault(target, error) from error
