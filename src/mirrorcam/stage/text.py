"""Everything a visitor reads, in their language, and the letters to write it with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import skia

from mirrorcam.avatar.font import find_font
from mirrorcam.core.failure import Failure


class TextError(Failure):
    """A text file that cannot be used; the message is one line that names file and key."""


class Texts:
    """The texts of one language, by dotted key such as "mirror.caption"."""

    def __init__(self, language: str, table: Mapping[str, str], file: Path) -> None:
        self.language, self._table, self._file = language, table, file

    def __getitem__(self, key: str) -> str:
        if key not in self._table:
            raise TextError(f"{self._file}: the key {key} is missing")
        return self._table[key]

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def keys(self) -> frozenset[str]:
        """Return every key there is."""
        return frozenset(self._table)

    def font(self, size_px: float, *, bold: bool = False) -> skia.Font:
        """Return a font of this size that has the language's letters."""
        return lettering(size_px, bold=bold)


def load_texts(folder: Path, language: str) -> Texts:
    """Read LANGUAGE.toml in folder; TextError names the languages there are where it is missing."""
    file = folder / f"{language}.toml"
    if not file.is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.toml"))) or "none"
        raise TextError(f"{file}: no texts in the language {language!r}; there are: {known}")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TextError(f"{file}: {error}") from error
    return Texts(language, dict(_flatten(table, "")), file)


def _flatten(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat += _flatten(value, f"{prefix}{key}.")
        else:
            flat.append((prefix + key, str(value)))
    return flat


@cache
def _typeface(bold: bool) -> skia.Typeface:
    return find_font(bold=bold)


def lettering(size_px: float, *, bold: bool = False) -> skia.Font:
    """Return a font of this size; DejaVu Sans, which a package carries."""
    font = skia.Font(_typeface(bold), size_px)
    font.setSubpixel(True)
    return font


def wrap(text: str, font: skia.Font, width_px: float) -> list[str]:
    """Break a text into lines no wider than width_px, at spaces; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and font.measureText(joined) <= width_px:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
