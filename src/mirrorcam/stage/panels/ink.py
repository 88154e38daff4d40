"""The panels' colours and the few strokes they share.

Seeing, doing and both are told apart by colours that colour-blind eyes tell apart too (Okabe & Ito), and
never by colour alone: seeing is always above or on the left, doing below or on the right.
"""

from __future__ import annotations

import skia

from mirrorcam.stage import look
from mirrorcam.stage.text import lettering, wrap

SEEN = 0xFF0072B2
DONE = 0xFFD55E00
BOTH = 0xFF4A3B34
GLOW = 0xFFF0C648
FELT = 0xFF009E73
FAINT_LINE = 0x33_4A3B34
GROUND = 0xFFFFFBF5
DEEP = 0xFF23303A

# Shares of the stage's height.
TITLE = 0.036
WORDS = 0.030
SMALL = 0.024
PAD = 0.022


def fade(colour: int, share: float) -> int:
    """Return a colour with its opacity scaled by share in [0, 1]."""
    alpha = round((colour >> 24 & 0xFF) * min(1.0, max(0.0, share)))
    return alpha << 24 | colour & 0xFFFFFF


def blend(colour: int, other: int, share: float) -> int:
    """Return a colour share of the way to another, each byte for itself."""
    share = min(1.0, max(0.0, share))
    mixed = 0
    for shift in (24, 16, 8, 0):
        low, high = colour >> shift & 0xFF, other >> shift & 0xFF
        mixed |= round(low + (high - low) * share) << shift
    return mixed


def fill(colour: int) -> skia.Paint:
    """Return a paint that fills."""
    return skia.Paint(Color=colour, AntiAlias=True)


def line(colour: int, width_px: float) -> skia.Paint:
    """Return a paint that draws a line with round ends."""
    return skia.Paint(
        Color=colour, AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width_px,
        StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip


def paint_ground(
    canvas: skia.Canvas, bounds: skia.Rect, title: str, unit_px: float, mark: str = ""
) -> skia.Rect:
    """Paint a panel's ground with its title, and a small mark at the right; return the room that is left."""
    radius = unit_px * look.CORNER * 0.7
    canvas.drawRoundRect(bounds, radius, radius, fill(GROUND))
    pad = unit_px * PAD
    room = bounds.makeInset(pad, pad * 0.8)
    title_px = unit_px * TITLE
    mark_font = lettering(unit_px * SMALL)
    taken = mark_font.measureText(mark) + pad if mark else 0.0
    font = fitting(title, title_px, room.width() - taken, bold=True)
    baseline = room.top() + title_px * 0.85
    canvas.drawString(title, room.left(), baseline, font, fill(look.INK))
    if mark:
        canvas.drawString(mark, room.right() - taken + pad, baseline, mark_font, fill(look.FAINT_INK))
    return skia.Rect.MakeLTRB(room.left(), room.top() + title_px * 1.25, room.right(), room.bottom())


def fitting(words: str, size_px: float, width_px: float, *, bold: bool = False) -> skia.Font:
    """Return a font of size_px, or smaller where the words would not fit on one line."""
    font = lettering(size_px, bold=bold)
    wide = font.measureText(words)
    return font if wide <= width_px else lettering(size_px * width_px / wide, bold=bold)


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
