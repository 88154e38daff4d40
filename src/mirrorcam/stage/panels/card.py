"""A card: a title, two or three sentences, the source, and the mark of what is disputed."""

from __future__ import annotations

import skia

from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.view import Panel, PanelView, Setting
from mirrorcam.stage.text import Texts, wrap

BADGE = 0xFFB4471F
# Every card of assets/texts, in the order a lecture leafs through them.
CARDS = (
    "puzzle", "mirror_neurons", "who_acts", "together", "parents", "adults", "echo", "matching",
    "association", "trap", "debate", "macaques", "people",
)  # fmt: skip


def card_panel(name: str) -> Panel:
    """Return the panel that shows one card; nothing on it moves."""

    def still(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting) -> None:
        paint_card(canvas, bounds, name, setting.texts, setting.unit_px)

    return Panel(still, _nothing)


def _nothing(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting, view: PanelView) -> None:
    pass


def paint_card(canvas: skia.Canvas, bounds: skia.Rect, name: str, texts: Texts, unit_px: float) -> None:
    """Paint the card cards.NAME; its letters shrink a little where a language needs more room."""
    radius = unit_px * look.CORNER
    canvas.drawRoundRect(bounds, radius, radius, ink.fill(ink.GROUND))
    room = card_room(bounds, unit_px)
    scale = card_scale(name, texts, room, unit_px)
    title = texts.font(unit_px * 0.044 * scale, bold=True)
    y = ink.write_lines(canvas, texts[f"cards.{name}.title"], room, title, look.INK, spacing=1.15)
    if f"cards.{name}.disputed" in texts:
        y = _paint_badge(canvas, texts, room.left(), y + unit_px * 0.006, unit_px * scale)
    body = texts.font(unit_px * ink.WORDS * scale)
    rest = skia.Rect.MakeLTRB(room.left(), y + unit_px * 0.012, room.right(), room.bottom())
    y = ink.write_lines(canvas, texts[f"cards.{name}.text"], rest, body, look.INK, spacing=1.4)
    if f"cards.{name}.disputed" in texts:
        rest = skia.Rect.MakeLTRB(room.left(), y + unit_px * 0.012, room.right(), room.bottom())
        y = ink.write_lines(canvas, texts[f"cards.{name}.disputed"], rest, body, BADGE, spacing=1.4)
    small = texts.font(unit_px * ink.SMALL * scale)
    source = texts[f"cards.{name}.source"]
    lines = wrap(source, small, room.width())
    top = room.bottom() - len(lines) * small.getSize() * 1.3
    foot = skia.Rect.MakeLTRB(room.left(), top, room.right(), room.bottom())
    ink.write_lines(canvas, source, foot, small, look.FAINT_INK)


def card_room(bounds: skia.Rect, unit_px: float) -> skia.Rect:
    """Return the room for words on a card; a narrow one has narrower margins."""
    return bounds.makeInset(min(unit_px * 0.04, bounds.width() * 0.07), unit_px * 0.032)


def card_scale(name: str, texts: Texts, room: skia.Rect, unit_px: float) -> float:
    """Return the largest of a few scales of lettering at which a card's words fit its room; the least if none."""
    scales = (1.25, 1.2, 1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
    return next((scale for scale in scales if card_height(name, texts, room.width(), unit_px, scale) <= room.height()),
                scales[-1])  # fmt: skip


def card_height(name: str, texts: Texts, width: float, unit_px: float, scale: float) -> float:
    """Return how high a card's words are at a scale of lettering."""

    def high(words: str, size: float, spacing: float, *, bold: bool = False) -> float:
        font = texts.font(unit_px * size * scale, bold=bold)
        return float(len(wrap(words, font, width)) * font.getSize() * spacing)

    height = high(texts[f"cards.{name}.title"], 0.044, 1.15, bold=True) + unit_px * 0.012
    height += high(texts[f"cards.{name}.text"], ink.WORDS, 1.4)
    if f"cards.{name}.disputed" in texts:
        height += high(texts[f"cards.{name}.disputed"], ink.WORDS, 1.4) + unit_px * (0.018 + 0.045 * scale)
    return height + high(texts[f"cards.{name}.source"], ink.SMALL, 1.3) + unit_px * 0.02


def _paint_badge(canvas: skia.Canvas, texts: Texts, x: float, y: float, unit: float) -> float:
    font, words = texts.font(unit * ink.SMALL, bold=True), texts["panels.disputed"]
    high = font.getSize() * 1.6
    box = skia.Rect.MakeXYWH(x, y, font.measureText(words) + high, high)
    canvas.drawRoundRect(box, high / 2, high / 2, ink.fill(BADGE))
    canvas.drawString(words, x + high / 2, y + font.getSize() * 1.15, font, ink.fill(0xFFFFFFFF))
    return float(y + high)
