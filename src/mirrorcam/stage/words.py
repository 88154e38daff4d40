"""Words on the stage: the caption, notes and names on light pills, and the list of keys."""

from __future__ import annotations

import skia

from mirrorcam.stage import look
from mirrorcam.stage.text import Texts, wrap

HELP_KEYS = ("fullscreen", "leave", "freeze", "landmarks", "mirroring", "help")
HELP_TEXT, HELP_WIDTH = 0.038, 0.96


def paint_caption(canvas: skia.Canvas, texts: Texts, left: float, height: int) -> None:
    """Say at the foot of the stage that this is an illustration, as every stage does."""
    width = canvas.getBaseLayerSize().width()
    unit = float(min(width, height))
    words, room = texts["mirror.caption"], width - left - unit * look.GAP
    font = texts.font(unit * look.CAPTION)
    # A narrow stage writes it smaller: it is never cut off.
    font.setSize(font.getSize() * min(1.0, room / font.measureText(words)))
    canvas.drawString(words, left, height - unit * look.GAP * 0.7, font, _ink(look.FAINT_INK))


def paint_help(
    canvas: skia.Canvas, texts: Texts, width: int, height: int, keys: tuple[str, ...] = HELP_KEYS
) -> None:
    """List the keys in the middle of the stage, as large as its height says and its width allows."""
    rows = [(texts[f"keys.{name}_key"], texts[f"keys.{name}"]) for name in keys]
    wide = _help_width(texts, rows, float(height))[1]
    unit = height * min(1.0, HELP_WIDTH * width / wide)
    font, bold = texts.font(unit * HELP_TEXT), texts.font(unit * HELP_TEXT, bold=True)
    line = unit * 0.062
    keys_wide, wide = _help_width(texts, rows, unit)
    box = skia.Rect.MakeXYWH(
        (width - wide) / 2, (height - line * (len(rows) + 1)) / 2, wide, line * (len(rows) + 1)
    )
    canvas.drawRoundRect(
        box, unit * look.CORNER, unit * look.CORNER, skia.Paint(Color=look.SHADE, AntiAlias=True)
    )
    white = _ink(0xFFFFFFFF)
    for row, (key, words) in enumerate(rows):
        y = box.top() + line * (row + 1.1)
        canvas.drawString(key, box.left() + unit * 0.04, y, bold, white)
        canvas.drawString(words, box.left() + unit * 0.04 + keys_wide, y, font, white)


def _help_width(texts: Texts, rows: list[tuple[str, str]], unit: float) -> tuple[float, float]:
    """Return how wide the keys are with the gap after them, and how wide the whole list."""
    font, bold = texts.font(unit * HELP_TEXT), texts.font(unit * HELP_TEXT, bold=True)
    keys_wide = unit * 0.04 + max(bold.measureText(key) for key, _ in rows)
    return keys_wide, unit * 0.08 + keys_wide + max(font.measureText(words) for _, words in rows)


def paint_note(
    canvas: skia.Canvas, words: str, centre_x: float, texts: Texts, unit: float, wide_px: float | None = None
) -> None:
    """Write a note for people at the top of the stage, no wider than wide_px."""
    paint_pill(canvas, words, (centre_x, unit * 0.09), texts, unit, wide_px)


def paint_pill(
    canvas: skia.Canvas, words: str, centre: tuple[float, float], texts: Texts, unit: float,
    wide_px: float | None = None, *, rises: bool = False,
) -> None:  # fmt: skip
    """Write words on a light pill around a point, on more lines where they are long; if it rises, further up."""
    font, (centre_x, centre_y) = texts.font(unit * look.PILL_TEXT, bold=True), centre
    line = unit * look.PILL_TEXT * 1.35
    lines = wrap(words, font, (wide_px or unit * 0.96) - unit * 0.06)
    wide = max(font.measureText(text) for text in lines) + unit * 0.06
    high = line * len(lines) + unit * 0.022
    if rises:
        centre_y -= line * (len(lines) - 1) / 2
    box = skia.Rect.MakeXYWH(centre_x - wide / 2, centre_y - high / 2, wide, high)
    radius = min(high / 2, unit * 0.04)
    canvas.drawRoundRect(box, radius, radius, _ink(look.PILL))
    for row, text in enumerate(lines):
        y = box.top() + unit * 0.011 + line * (row + 0.75)
        canvas.drawString(text, centre_x - font.measureText(text) / 2, y, font, _ink(look.INK))


def _ink(colour: int) -> skia.Paint:
    return skia.Paint(Color=colour, AntiAlias=True)
