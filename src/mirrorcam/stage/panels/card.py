"""A card: a title, two or three sentences, the source, and the mark of what is disputed."""

from __future__ import annotations

import skia

from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.text import Texts, lettering, wrap

BADGE = 0xFFB4471F


def paint_card(canvas: skia.Canvas, bounds: skia.Rect, name: str, texts: Texts, unit_px: float) -> None:
    """Paint the card cards.NAME; its letters shrink a little where a language needs more room."""
    radius = unit_px * look.CORNER
    canvas.drawRoundRect(bounds, radius, radius, ink.fill(ink.GROUND))
    room = bounds.makeInset(unit_px * 0.04, unit_px * 0.035)
    scale = card_scale(name, texts, room, unit_px)
    title = lettering(unit_px * 0.044 * scale, bold=True)
    y = ink.write_lines(canvas, texts[f"cards.{name}.title"], room, title, look.INK, spacing=1.15)
    if f"cards.{name}.disputed" in texts:
        y = _paint_badge(canvas, texts["panels.disputed"], room.left(), y + unit_px * 0.006, unit_px * scale)
    body = lettering(unit_px * ink.WORDS * scale)
    rest = skia.Rect.MakeLTRB(room.left(), y + unit_px * 0.012, room.right(), room.bottom())
    y = ink.write_lines(canvas, texts[f"cards.{name}.text"], rest, body, look.INK, spacing=1.4)
    if f"cards.{name}.disputed" in texts:
        rest = skia.Rect.MakeLTRB(room.left(), y + unit_px * 0.012, room.right(), room.bottom())
        y = ink.write_lines(canvas, texts[f"cards.{name}.disputed"], rest, body, BADGE, spacing=1.4)
    small = lettering(unit_px * ink.SMALL * scale)
    source = texts[f"cards.{name}.source"]
    lines = wrap(source, small, room.width())
    top = room.bottom() - len(lines) * small.getSize() * 1.3
    ink.write_lines(
        canvas,
        source,
        skia.Rect.MakeLTRB(room.left(), top, room.right(), room.bottom()),
        small,
        look.FAINT_INK,
    )


def card_scale(name: str, texts: Texts, room: skia.Rect, unit_px: float) -> float:
    """Return the largest of a few scales of lettering at which a card's words fit its room; the least if none."""
    scales = (1.25, 1.15, 1.0, 0.9, 0.8, 0.7)
    return next((scale for scale in scales if card_height(name, texts, room.width(), unit_px, scale) <= room.height()),
                scales[-1])  # fmt: skip


def card_height(name: str, texts: Texts, width: float, unit_px: float, scale: float) -> float:
    """Return how high a card's words are at a scale of lettering."""

    def high(words: str, size: float, spacing: float, *, bold: bool = False) -> float:
        font = lettering(unit_px * size * scale, bold=bold)
        return float(len(wrap(words, font, width)) * font.getSize() * spacing)

    height = high(texts[f"cards.{name}.title"], 0.044, 1.15, bold=True) + unit_px * 0.012
    height += high(texts[f"cards.{name}.text"], ink.WORDS, 1.4)
    if f"cards.{name}.disputed" in texts:
        height += high(texts[f"cards.{name}.disputed"], ink.WORDS, 1.4) + unit_px * (0.018 + 0.045 * scale)
    return height + high(texts[f"cards.{name}.source"], ink.SMALL, 1.3) + unit_px * 0.02


def _paint_badge(canvas: skia.Canvas, words: str, x: float, y: float, unit: float) -> float:
    font = lettering(unit * ink.SMALL, bold=True)
    high = font.getSize() * 1.6
    box = skia.Rect.MakeXYWH(x, y, font.measureText(words) + high, high)
    canvas.drawRoundRect(box, high / 2, high / 2, ink.fill(BADGE))
    canvas.drawString(words, x + high / 2, y + font.getSize() * 1.15, font, ink.fill(0xFFFFFFFF))
    return float(y + high)
