"""The panels' colours and the few strokes they share.

Seeing, doing and both are told apart by colours that colour-blind eyes tell apart too (Okabe & Ito), and
never by colour alone: seeing is always above or on the left, doing below or on the right. Colours are mixed
beforehand and not laid over one another half transparent, which would cost ten times as much.
"""

from __future__ import annotations

import skia

from mirrorcam.stage import look
from mirrorcam.stage.panels.view import Setting
from mirrorcam.stage.text import Texts, wrap

SEEN = 0xFF0072B2
DONE = 0xFFD55E00
BOTH = 0xFF4A3B34
GLOW = 0xFFF0C648
FELT = 0xFF009E73
GROUND = 0xFFFFFBF5
# Lines on the ground: a fifth and a twelfth of the ink's strength.
FAINT_LINE = 0xFFDBD5CE
HAIR_LINE = 0xFFF1ECE6
DEEP = 0xFF23303A

# Shares of the stage's height.
TITLE = 0.036
WORDS = 0.030
SMALL = 0.026
PAD = 0.022


def blend(colour: int, other: int, share: float) -> int:
    """Return a colour share of the way to another, each byte for itself."""
    share = min(1.0, max(0.0, share))
    mixed = 0
    for shift in (24, 16, 8, 0):
        low, high = colour >> shift & 0xFF, other >> shift & 0xFF
        mixed |= round(low + (high - low) * share) << shift
    return mixed


def on_ground(colour: int, share: float) -> int:
    """Return what a colour of this opacity looks like on a panel's ground."""
    return blend(GROUND, colour, share)


def fill(colour: int) -> skia.Paint:
    """Return a paint that fills."""
    return skia.Paint(Color=colour, AntiAlias=True)


def line(colour: int, width_px: float) -> skia.Paint:
    """Return a paint that draws a line with round ends."""
    return skia.Paint(
        Color=colour, AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width_px,
        StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip


def room_of(bounds: skia.Rect, setting: Setting) -> skia.Rect:
    """Return the room that a panel's title leaves."""
    pad = setting.unit_px * PAD
    room = bounds.makeInset(pad, pad * 0.8)
    top = room.top() + setting.unit_px * TITLE * 1.25
    return skia.Rect.MakeLTRB(room.left(), top, room.right(), room.bottom())


def paint_ground(
    canvas: skia.Canvas, bounds: skia.Rect, title: str, setting: Setting, mark: str = ""
) -> None:
    """Paint a panel's ground with its title, and a small mark at the right; both shrink alike where room is scarce."""
    unit, texts = setting.unit_px, setting.texts
    radius = unit * look.CORNER * 0.7
    canvas.drawRoundRect(bounds, radius, radius, fill(GROUND))
    room = room_of(bounds, setting)
    font, mark_font = texts.font(unit * TITLE, bold=True), texts.font(unit * SMALL)
    gap = unit * PAD * 0.6 if mark else 0.0
    share = (room.width() - gap) / max(1.0, font.measureText(title) + mark_font.measureText(mark))
    font.setSize(font.getSize() * min(1.0, share))
    mark_font.setSize(mark_font.getSize() * min(1.0, share))
    baseline = room.top() - unit * TITLE * 0.4
    canvas.drawString(title, room.left(), baseline, font, fill(look.INK))
    if mark:
        x = room.right() - mark_font.measureText(mark)
        canvas.drawString(mark, x, baseline, mark_font, fill(look.FAINT_INK))


def fitting(words: str, texts: Texts, size_px: float, width_px: float, *, bold: bool = False) -> skia.Font:
    """Return a font of size_px, or smaller where the words would not fit on one line."""
    font = texts.font(size_px, bold=bold)
    wide = font.measureText(words)
    return font if wide <= width_px else texts.font(size_px * width_px / wide, bold=bold)


def write_centred(
    canvas: skia.Canvas, words: str, centre_x: float, baseline: float, font: skia.Font, colour: int
) -> None:
    """Write one line around centre_x."""
    canvas.drawString(words, centre_x - font.measureText(words) / 2, baseline, font, fill(colour))


def write_lines(
    canvas: skia.Canvas, words: str, room: skia.Rect, font: skia.Font, colour: int, *, spacing: float = 1.3
) -> float:
    """Write words into a room from its top, wrapped; return where the next line would begin."""
    step = font.getSize() * spacing
    y = room.top() + font.getSize()
    for text in wrap(words, font, room.width()):
        canvas.drawString(text, room.left(), y, font, fill(colour))
        y += step
    return float(y - font.getSize())
