"""What every sink may say, and files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable
from pathlib import Path

from mirrorcam.core.failure import Failure

REASONS = {
    errno.ENOSPC: "the disk is full; free some room and start again",
    errno.EDQUOT: "your share of the disk is used up; free some room and start again",
    errno.EFBIG: "the file grew larger than the system allows",
    errno.EACCES: "no permission to write there; choose another folder",
    errno.EPERM: "no permission to write there; choose another folder",
    errno.EROFS: "the disk can only be read; choose another folder",
    errno.ENOENT: "there is no such folder; make it first",
    errno.ENOTDIR: "there is no such folder; make it first",
    errno.EISDIR: "is a folder; give the name of a file",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


class SinkError(Failure):
    """One clear line: where something could not be written or shown, why, and what to do."""


def writing_fault(path: Path, error: Exception) -> SinkError:
    """Return what to say when path could not be written: error is an OSError or one of ffmpeg's."""
    reason = REASONS.get(getattr(error, "errno", None) or 0) or getattr(error, "strerror", None) or str(error)
    return SinkError(f"{path}: {reason}")


def beside(path: Path, mark: str) -> Path:
    """Return the name in the same folder under which a file is written until it is whole."""
    target = _behind_links(path)
    return target.with_name(f"{target.name}.{mark}")


def refuse_no_file(path: Path, example: str) -> None:
    """Raise SinkError where the path of a file is that of a folder, or of a device or pipe that must stay one."""
    if path.is_dir():
        raise SinkError(f"{path}: is a folder; give the name of a file, such as {path / example}")
    if path.exists() and not path.is_file():
        raise SinkError(f"{path}: is a device or a pipe; give the name of a file, such as {example}")


def refuse_unwritable(path: Path, example: str) -> None:
    """Raise SinkError with one line where a file could not be written; nothing is left behind."""
    unfinished = beside(path, "unfinished")
    try:
        refuse_no_file(path, example)
        unfinished.touch()
    except OSError as error:
        raise writing_fault(path, error) from error
    remove(unfinished)


def refuse_overwriting(read: Iterable[Path], written: Path) -> None:
    """Raise SinkError where a file to be written is one of those that are read."""
    with contextlib.suppress(OSError):
        if written.exists() and any(path.exists() and path.samefile(written) for path in read):
            raise SinkError(f"{written}: is what is to be read, and would be lost; write to another place")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name beside its own, then rename it; SinkError with one line where that fails."""
    unfinished = beside(path, "unfinished")
    try:
        unfinished.write_bytes(content)
        put_in_place(unfinished, path)
    except OSError as error:
        remove(unfinished)
        raise writing_fault(path, error) from error


def put_in_place(written: Path, path: Path) -> None:
    """Give a whole file its name, on disk before the name changes, so that a power cut leaves no half file."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.replace(_behind_links(path))


def remove(path: Path) -> None:
    """Remove a file that may be gone already, or out of reach like all else there."""
    with contextlib.suppress(OSError):
        path.unlink()


def _behind_links(path: Path) -> Path:
    """Return the file that a link leads to, so that the link stays one."""
    with contextlib.suppress(OSError):
        if path.is_symlink():
            return Path(os.path.realpath(path))
    return path
