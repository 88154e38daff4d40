"""Two traces: the visitor's act and the baby's, how much later one comes, and how alike they are."""

from __future__ import annotations

import numpy as np
import skia

from mirrorcam.core.imitation.acts import ACTS
from mirrorcam.core.imitation.history import KEPT, SAMPLE_S
from mirrorcam.core.imitation.likeness import Likeness
from mirrorcam.core.types import FloatArray
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import PanelView
from mirrorcam.stage.text import Texts

# Traces less alike than this are not said to follow one another; below this lag they are "together".
ALIKE = 0.6
TOGETHER_S = 0.15


def paint_traces(
    canvas: skia.Canvas, bounds: skia.Rect, view: PanelView, texts: Texts, time_s: float
) -> None:
    """Paint the act that moved most of late, the visitor's trace above and the baby's below, and say it in words."""
    unit = view.unit_px
    room = ink.paint_ground(canvas, bounds, texts["panels.traces"], unit)
    history = view.history
    act = ACTS[history.in_view]
    below = unit * (ink.WORDS * 1.35 + ink.SMALL * 1.5)
    radius = min(unit * 0.045, (room.height() - below) * 0.17)
    paint_icon(canvas, act, room.left() + radius * 1.1, room.top() + (room.height() - below) * 0.2, radius)
    plot = skia.Rect.MakeLTRB(room.left() + radius * 2.8, room.top(), room.right(), room.bottom() - below)
    late = max(0.0, min(1.0, (time_s - history.newest_s) / SAMPLE_S))
    xs = plot.left() + (np.arange(KEPT) - late) * plot.width() / (KEPT - 1)
    half = plot.height() / 2
    canvas.save()
    canvas.clipRect(plot)
    rows = (
        ("visitor", history.visitor, ink.SEEN, half * 0.96),
        ("baby", history.baby, ink.DONE, half * 1.98),
    )
    for _, table, colour, floor in rows:
        y = plot.top() + floor
        canvas.drawLine(plot.left(), y, plot.right(), y, ink.line(ink.FAINT_LINE, unit * 0.0018))
        _paint_trace(canvas, xs, y - half * 0.84 * table[:, history.in_view], y, colour, unit)
    canvas.restore()
    for key, _, colour, floor in rows:
        words = texts[f"panels.{key}"]
        font = ink.fitting(words, unit * ink.SMALL, radius * 2.5, bold=True)
        canvas.drawString(words, room.left(), plot.top() + floor - unit * 0.004, font, ink.fill(colour))
    sentence, numbers = likeness_words(history.alike, texts)
    font = ink.fitting(sentence, unit * ink.WORDS, room.width(), bold=True)
    canvas.drawString(
        sentence, room.left(), room.bottom() - unit * ink.SMALL * 1.45, font, ink.fill(look.INK)
    )
    small = ink.fitting(numbers, unit * ink.SMALL, room.width())
    canvas.drawString(numbers, room.left(), room.bottom() - unit * 0.003, small, ink.fill(look.FAINT_INK))


def likeness_words(alike: Likeness | None, texts: Texts) -> tuple[str, str]:
    """Return a sentence that a child understands, and the numbers for the lecture."""
    if alike is None:
        return texts["panels.alike_nothing"], texts["panels.numbers_nothing"]
    numbers = texts["panels.numbers"].format(lag=f"{alike.lag_s:+.1f}", share=f"{100 * alike.share:.0f}")
    if alike.share < ALIKE:
        return texts["panels.alike_not"], numbers
    if abs(alike.lag_s) < TOGETHER_S:
        return texts["panels.alike_together"], numbers
    key = "panels.alike_baby_follows" if alike.lag_s > 0 else "panels.alike_visitor_follows"
    return texts[key].format(lag=f"{abs(alike.lag_s):.1f}"), numbers


def _paint_trace(
    canvas: skia.Canvas, xs: FloatArray, ys: FloatArray, floor: float, colour: int, unit: float
) -> None:
    path = skia.Path()
    points = [skia.Point(x, y) for x, y in np.stack([xs, ys], axis=1).tolist()]
    points.append(skia.Point(float(xs[-1] + (xs[1] - xs[0])), float(ys[-1])))
    path.addPoly(points, False)
    area = skia.Path(path)
    area.lineTo(points[-1].x(), floor)
    area.lineTo(points[0].x(), floor)
    area.close()
    canvas.drawPath(area, ink.fill(ink.fade(colour, 0.2)))
    canvas.drawPath(path, ink.line(colour, unit * 0.0055))
