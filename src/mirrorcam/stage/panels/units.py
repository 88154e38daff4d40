"""Mirror units: a ribbon for each act over the last seconds; seen above its line, done below, both in one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from mirrorcam.core.imitation.history import KEPT, SAMPLE_S
from mirrorcam.core.types import FloatArray
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import Panel, PanelView, Setting

QUIET = 0.04
BOTH_FROM = 0.2
ACTIVE = 0.2


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where ribbons begin and end (x), their lines (y), how far they reach, and the icons' x and radius."""

    begin: float
    end: float
    rows: list[float]
    reach: float
    icon_x: float
    radius: float


def _lay_out(bounds: skia.Rect, setting: Setting) -> _Layout:
    room = ink.room_of(bounds, setting)
    top = room.top() + (0.0 if _legend_fits_beside(room, setting) else setting.unit_px * 0.037)
    step = (room.bottom() - top) / len(setting.acts)
    radius = min(step * 0.46, setting.unit_px * 0.034)
    rows = [top + step * (row + 0.5) for row in range(len(setting.acts))]
    return _Layout(
        room.left() + radius * 2.5, room.right(), rows, step * 0.46, room.left() + radius * 1.1, radius
    )


def paint_still(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting) -> None:
    """Paint the ground, the legend, each act's face and its line."""
    ink.paint_ground(canvas, bounds, setting.texts["panels.units"], setting)
    _paint_legend(canvas, ink.room_of(bounds, setting), setting)
    at = _lay_out(bounds, setting)
    for act, y in zip(setting.acts, at.rows, strict=True):
        canvas.drawRect(
            skia.Rect.MakeXYWH(at.begin, round(y) - 1, at.end - at.begin, 2), skia.Paint(Color=ink.FAINT_LINE)
        )
        paint_icon(canvas, act, at.icon_x, y, at.radius)


def paint_live(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting, view: PanelView) -> None:
    """Paint the ribbons; they run to the left, and now is at the right."""
    at, history = _lay_out(bounds, setting), view.history
    late = max(0.0, min(1.0, (view.time_s - history.newest_s) / SAMPLE_S))
    xs = at.begin + (np.arange(KEPT) - late) * ((at.end - at.begin) / (KEPT - 1))
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(round(at.begin), bounds.top(), round(at.end), bounds.bottom()))
    for y, place in zip(at.rows, setting.places, strict=True):
        seen, done = history.seen[:, place], history.done[:, place]
        _paint_ribbon(canvas, xs, seen, y, -at.reach, ink.SEEN)
        _paint_ribbon(canvas, xs, done, y, at.reach, ink.DONE)
        both = np.minimum(seen, done)
        if both.max() > BOTH_FROM:
            both = np.where(both > BOTH_FROM, both, 0.0)
            for side in (-at.reach, at.reach):
                _paint_ribbon(canvas, xs, both, y, side * 0.6, ink.BOTH)
    canvas.restore()
    for act, y, place in zip(setting.acts, at.rows, setting.places, strict=True):
        seen_now, done_now = float(history.seen[-1, place]), float(history.done[-1, place])
        if max(seen_now, done_now) > ACTIVE:
            is_both = min(seen_now, done_now) > BOTH_FROM
            colour = ink.BOTH if is_both else ink.SEEN if seen_now >= done_now else ink.DONE
            paint_icon(canvas, act, at.icon_x, y, at.radius, colour)


def _paint_ribbon(
    canvas: skia.Canvas, xs: FloatArray, levels: FloatArray, y: float, reach: float, colour: int
) -> None:
    """Fill from the row's line to levels; silent stretches cost nothing."""
    active = levels > QUIET
    if not active.any():
        return
    framed = np.zeros(len(active) + 2, np.int8)
    framed[1:-1] = active
    edges = np.flatnonzero(framed[1:] != framed[:-1]).tolist()
    x_list, y_list = xs.tolist(), (y + reach * levels).tolist()
    last, step = len(x_list) - 1, x_list[1] - x_list[0]
    path = skia.Path()
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        path.moveTo(x_list[max(0, begin - 1)], y)
        for at in range(begin, end):
            path.lineTo(x_list[at], y_list[at])
        # The newest sample is drawn up to the edge, so that a ribbon does not wait to appear.
        if end > last:
            path.lineTo(x_list[last] + step, y_list[last])
        path.lineTo(x_list[min(last, end)] + step * (end > last), y)
        path.close()
    canvas.drawPath(path, ink.fill(colour))


ENTRIES = (("seen", ink.SEEN, 1, 0), ("done", ink.DONE, 0, 1), ("both", ink.BOTH, 1, 1))
# Shares of the stage's height: half a swatch's height, and the gap between entries.
SWATCH, LEGEND_GAP = 0.014, 0.03


def _legend_width(setting: Setting) -> float:
    unit, font = setting.unit_px, setting.texts.font(setting.unit_px * ink.SMALL, bold=True)
    words = sum(font.measureText(setting.texts[f"panels.{key}"]) for key, *_ in ENTRIES)
    return float(words + unit * (SWATCH * 2.4 * len(ENTRIES) + LEGEND_GAP * (len(ENTRIES) - 1)))


def _legend_fits_beside(room: skia.Rect, setting: Setting) -> bool:
    title = setting.texts.font(setting.unit_px * ink.TITLE, bold=True)
    taken = title.measureText(setting.texts["panels.units"]) + setting.unit_px * LEGEND_GAP
    return bool(_legend_width(setting) + taken < room.width())


def _paint_legend(canvas: skia.Canvas, room: skia.Rect, setting: Setting) -> None:
    """Paint the legend beside the title where there is room, else below it."""
    unit, texts = setting.unit_px, setting.texts
    font, size = texts.font(unit * ink.SMALL, bold=True), unit * SWATCH
    is_beside = _legend_fits_beside(room, setting)
    x = room.right() - _legend_width(setting) if is_beside else room.left()
    y = room.top() - unit * ink.TITLE * 0.42 if is_beside else room.top() + font.getSize()
    for key, colour, up, down in ENTRIES:
        middle = y - font.getSize() * 0.35
        box = skia.Rect.MakeLTRB(x, middle - size * up, x + size * 1.8, middle + size * down)
        canvas.drawRect(box, ink.fill(colour))
        canvas.drawLine(x, middle, x + size * 1.8, middle, ink.line(look.FAINT_INK, unit * 0.002))
        word = texts[f"panels.{key}"]
        canvas.drawString(word, x + size * 2.4, y, font, ink.fill(look.INK))
        x += size * 2.4 + font.measureText(word) + unit * LEGEND_GAP


UNITS = Panel(paint_still, paint_live)
