"""Everything a visitor reads, in their language, and the letters to write it with."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import skia

from mirrorcam.avatar.font import find_font
from mirrorcam.core.failure import Failure


@dataclass(frozen=True, slots=True)
class ExtraLetters:
    """A package that carries the letters of a language, and where the font lies in it."""

    package: str
    file: str


# Languages whose letters DejaVu lacks, and the extra of this project that brings them.
EXTRA_LETTERS: Mapping[str, ExtraLetters] = {"ja": ExtraLetters("matplotlib_fontja", "fonts/ipaexg.ttf")}


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

    def number(self, value: float, form: str) -> str:
        """Return a number in a form such as ".1f", with the language's own decimal mark."""
        return format(value, form).replace(".", self["panels.decimal"])

    def font(self, size_px: float, *, bold: bool = False) -> skia.Font:
        """Return a font of this size that has the language's letters."""
        if self.language not in EXTRA_LETTERS:
            return lettering(size_px, bold=bold)
        font = skia.Font(_extra_typeface(self.language), size_px)
        font.setSubpixel(True)
        # Such packages carry one weight; the letters are thickened for the bold one.
        font.setEmbolden(bold)
        return font


def load_texts(folder: Path, language: str) -> Texts:
    """Read LANGUAGE.toml in folder; TextError where it or the font with its letters is missing."""
    file = folder / f"{language}.toml"
    if not file.is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.toml"))) or "none"
        raise TextError(f"{file}: no texts in the language {language!r}; there are: {known}")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TextError(f"{file}: {error}") from error
    if language in EXTRA_LETTERS:
        _extra_typeface(language)
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


@cache
def _extra_typeface(language: str) -> skia.Typeface:
    """Return the font that an extra brings, without importing its package, which would load all of matplotlib."""
    letters = EXTRA_LETTERS[language]
    found = importlib.util.find_spec(letters.package)
    file = Path(found.origin).parent / letters.file if found is not None and found.origin else None
    if file is None or not file.is_file():
        raise TextError(
            f"{language}: its letters are not installed; they come with: pip install 'mirrorcam[{language}]'"
        )
    return skia.Typeface.MakeFromFile(str(file))


def lettering(size_px: float, *, bold: bool = False) -> skia.Font:
    """Return a font of this size; DejaVu Sans, which a package carries."""
    font = skia.Font(_typeface(bold), size_px)
    font.setSubpixel(True)
    return font


# From here on stand the letters of East Asia, between which a line may end anywhere but at these.
FIRST_EAST_ASIAN = "\u2e80"
NEVER_FIRST = frozenset(
    "、。，．・：；？！）」』】〕〉》ー〜…々％ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"  # noqa: RUF001
)
NEVER_LAST = frozenset("（「『【〔〈《")  # noqa: RUF001


def wrap(text: str, font: skia.Font, width_px: float) -> list[str]:
    """Break a text into lines no wider than width_px, at spaces and between East Asian letters.

    What cannot be broken and is longer stands alone.
    """
    lines: list[str] = []
    for word in text.split():
        for number, piece in enumerate(_pieces(word)):
            gap = "" if number else " "
            joined = f"{lines[-1]}{gap}{piece}" if lines else piece
            if lines and font.measureText(joined) <= width_px:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines


def _pieces(word: str) -> list[str]:
    """Split a word where a line may end within it; a word of Latin letters stays whole."""
    pieces = [""]
    for letter in word:
        before = pieces[-1][-1:]
        is_east_asian = letter >= FIRST_EAST_ASIAN or before >= FIRST_EAST_ASIAN
        if before and is_east_asian and letter not in NEVER_FIRST and before not in NEVER_LAST:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces
