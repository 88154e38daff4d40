"""The lamp: who is acting, once the returning feedback has told."""

from __future__ import annotations

import math

import skia

from mirrorcam.core.imitation.imitator import Actor
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.view import Panel, PanelView, Setting

LAMPS = (Actor.SELF, Actor.OTHER, Actor.BOTH)
COLOURS = {Actor.SELF: ink.DONE, Actor.OTHER: ink.SEEN, Actor.BOTH: ink.BOTH}
DARK = 0xFFE5DACF


def _lay_out(bounds: skia.Rect, setting: Setting) -> tuple[list[float], float, float]:
    """Return where the lamps stand: their xs, their y and their radius."""
    room = ink.room_of(bounds, setting)
    step = room.width() / len(LAMPS)
    above = room.height() - setting.unit_px * ink.WORDS * 1.5
    # A lit lamp's glow reaches further, and has to stay within its third.
    radius = min(above * 0.36, step * 0.34)
    xs = [room.left() + step * (number + 0.5) for number in range(len(LAMPS))]
    return xs, room.top() + above / 2, radius


def paint_still(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting) -> None:
    """Paint the lamps dark, with whom they stand for."""
    texts, unit = setting.texts, setting.unit_px
    ink.paint_ground(canvas, bounds, texts["panels.lamp"], setting)
    xs, y, radius = _lay_out(bounds, setting)
    step = xs[1] - xs[0]
    for x, lamp in zip(xs, LAMPS, strict=True):
        canvas.drawCircle(x, y, radius, ink.fill(DARK))
        words = texts[f"panels.actor_{lamp}"]
        font = ink.fitting(words, texts, unit * ink.WORDS, step * 0.96, bold=True)
        bottom = ink.room_of(bounds, setting).bottom() - unit * 0.006
        ink.write_centred(canvas, words, x, bottom, font, look.INK)


def paint_live(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting, view: PanelView) -> None:
    """Light the lamp of who acts; all are dark while nothing happens."""
    insight = view.response.insight
    if insight is None or insight.actor is None:
        return
    xs, y, radius = _lay_out(bounds, setting)
    x = xs[LAMPS.index(insight.actor)]
    canvas.drawCircle(x, y, radius * (1.32 + 0.06 * math.sin(view.time_s * 6)), ink.fill(ink.GLOW))
    canvas.drawCircle(x, y, radius, ink.fill(COLOURS[insight.actor]))


LAMP = Panel(paint_still, paint_live)
