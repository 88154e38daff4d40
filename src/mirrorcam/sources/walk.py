"""The walk through files and folders of stills and clips."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mirrorcam.sources.source import SourceError

log = logging.getLogger(__name__)

STILL_SUFFIXES = frozenset([".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"])
CLIP_SUFFIXES = frozenset(
    [".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".gif", ".wmv", ".flv", ".ts", ".mts", ".3gp"]
)  # fmt: skip


def is_still(path: str | os.PathLike[str]) -> bool:
    """Say whether the name is that of a still picture."""
    return Path(path).suffix.lower() in STILL_SUFFIXES


def walk(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Yield the files named, and for each folder named the clips and stills in it, in order of their names.

    Hidden files and folders are left out, and a folder reached a second time through a link is not
    entered again. SourceError where a named path does not exist or may not be read; a folder further down
    that may not be read is logged and passed over.
    """
    for path in map(Path, paths):
        try:
            is_folder = path.is_dir()
            if not is_folder and not path.exists():
                raise SourceError(f"{path}: there is no such file or folder; check the path")
        except PermissionError as error:
            raise SourceError(f"{path}: no permission to look there; change the folder's rights") from error
        if is_folder:
            yield from _walk_folder(path, _entries(path), set())
        else:
            yield path


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except PermissionError as error:
        raise SourceError(f"{folder}: no permission to read the folder; change its rights") from error


def _walk_folder(folder: Path, entries: list[Path], entered: set[Path]) -> Iterator[Path]:
    place = folder.resolve()
    if place in entered:
        return
    entered.add(place)
    for entry in entries:
        if entry.is_dir():
            try:
                inside = _entries(entry)
            except SourceError as error:
                log.warning("%s", error)
            else:
                yield from _walk_folder(entry, inside, entered)
        elif entry.suffix.lower() in STILL_SUFFIXES | CLIP_SUFFIXES:
            yield entry
