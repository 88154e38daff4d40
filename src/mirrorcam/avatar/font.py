"""The letters: DejaVu Sans as matplotlib carries it, so that no font file is copied into the project."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import skia


def find_font(*, bold: bool = False) -> skia.Typeface:
    """Return DejaVu Sans without importing matplotlib, or the system's own sans-serif where it is absent."""
    found = importlib.util.find_spec("matplotlib")
    if found is not None and found.origin is not None:
        name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
        file = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / name
        if file.is_file():
            return skia.Typeface.MakeFromFile(str(file))
    return skia.Typeface("sans-serif", skia.FontStyle.Bold() if bold else skia.FontStyle.Normal())
