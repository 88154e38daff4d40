"""Mirror units: a ribbon for each act over the last seconds; seen above its line, done below, both in one."""

from __future__ import annotations

import numpy as np
import skia

from mirrorcam.core.imitation.history import KEPT, SAMPLE_S
from mirrorcam.core.types import FloatArray
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import PanelView
from mirrorcam.stage.text import Texts, lettering

QUIET = 0.04
BOTH_FROM = 0.2


def paint_units(canvas: skia.Canvas, bounds: skia.Rect, view: PanelView, texts: Texts, time_s: float) -> None:
    """Paint the ribbons; they run to the left, and now is at the right."""
    unit = view.unit_px
    room = ink.paint_ground(canvas, bounds, texts["panels.units"], unit)
    room = _paint_legend(canvas, room, texts, unit)
    step = room.height() / len(view.acts)
    radius = min(step * 0.42, unit * 0.03)
    begin, end = room.left() + radius * 2.6, room.right()
    spacing = (end - begin) / (KEPT - 1)
    late = max(0.0, min(1.0, (time_s - view.history.newest_s) / SAMPLE_S))
    xs = begin + (np.arange(KEPT) - late) * spacing
    for row, (act, place) in enumerate(zip(view.acts, view.places, strict=True)):
        y = room.top() + step * (row + 0.5)
        canvas.drawRect(
            skia.Rect.MakeXYWH(begin, round(y) - 1, end - begin, 2), skia.Paint(Color=ink.FAINT_LINE)
        )
        seen, done = view.history.seen[:, place], view.history.done[:, place]
        both = np.minimum(seen, done)
        both[(seen <= BOTH_FROM) | (done <= BOTH_FROM)] = 0.0
        reach = step * 0.46
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(begin, y - reach, end, y + reach))
        _paint_ribbon(canvas, xs, seen, y, -reach, ink.SEEN)
        _paint_ribbon(canvas, xs, done, y, reach, ink.DONE)
        for side in (-reach, reach):
            _paint_ribbon(canvas, xs, both, y, side * 0.6, ink.BOTH)
        canvas.restore()
        active = max(float(seen[-1]), float(done[-1]))
        colour = ink.BOTH if both[-1] > 0 else ink.SEEN if seen[-1] >= done[-1] else ink.DONE
        paint_icon(canvas, act, room.left() + radius * 1.1, y, radius, colour if active > 0.2 else 0)


def _paint_ribbon(
    canvas: skia.Canvas, xs: FloatArray, levels: FloatArray, y: float, reach: float, colour: int
) -> None:
    """Fill from the row's line to levels; silent stretches cost nothing."""
    active = levels > QUIET
    if not active.any():
        return
    framed = np.zeros(len(active) + 2, np.int8)
    framed[1:-1] = active
    edges = np.flatnonzero(framed[1:] != framed[:-1])
    path = skia.Path()
    last = len(xs) - 1
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        path.moveTo(float(xs[max(0, begin - 1)]), y)
        for at in range(begin, end):
            path.lineTo(float(xs[at]), y + reach * float(levels[at]))
        # The newest sample is drawn up to the edge, so that a ribbon does not wait to appear.
        if end > last:
            path.lineTo(float(xs[last] + (xs[1] - xs[0])), y + reach * float(levels[last]))
        path.lineTo(float(xs[min(last, end)] + (xs[1] - xs[0]) * (end > last)), y)
        path.close()
    canvas.drawPath(path, ink.fill(colour))


def _paint_legend(canvas: skia.Canvas, room: skia.Rect, texts: Texts, unit: float) -> skia.Rect:
    """Paint the legend beside the title where there is room, else below it; return the room that is left."""
    font = lettering(unit * ink.SMALL, bold=True)
    size, gap = unit * 0.014, unit * 0.03
    entries = (("seen", ink.SEEN, 1, 0), ("done", ink.DONE, 0, 1), ("both", ink.BOTH, 1, 1))
    words = [texts[f"panels.{key}"] for key, *_ in entries]
    wide = sum(font.measureText(word) + size * 2.4 + gap for word in words) - gap
    title = lettering(unit * ink.TITLE, bold=True).measureText(texts["panels.units"])
    is_beside = wide + title + gap < room.width()
    x = room.right() - wide if is_beside else room.left()
    y = room.top() - unit * ink.TITLE * 0.42 if is_beside else room.top() + font.getSize()
    for word, (_, colour, up, down) in zip(words, entries, strict=True):
        middle = y - font.getSize() * 0.35
        box = skia.Rect.MakeLTRB(x, middle - size * up, x + size * 1.8, middle + size * down)
        canvas.drawRect(box, ink.fill(colour))
        canvas.drawLine(x, middle, x + size * 1.8, middle, ink.line(look.FAINT_INK, unit * 0.002))
        canvas.drawString(word, x + size * 2.4, y, font, ink.fill(look.INK))
        x += size * 2.4 + font.measureText(word) + gap
    below = 0.0 if is_beside else unit * 0.037
    return skia.Rect.MakeLTRB(room.left(), room.top() + below, room.right(), room.bottom())
