"""What every sink may say, and files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
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
    return path.with_name(f"{path.name}.{mark}")


def refuse_folder(path: Path, example: str) -> None:
    """Raise SinkError where the path of a file is that of a folder."""
    if path.is_dir():
        raise SinkError(f"{path}: is a folder; give the name of a file, such as {path / example}")


def put_in_place(written: Path, path: Path) -> None:
    """Give a whole file its name, on disk before the name changes, so that a power cut leaves no half file."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.replace(path)


def remove(path: Path) -> None:
    """Remove a file that may be gone already, or out of reach like all else there."""
    with contextlib.suppress(OSError):
        path.unlink()
