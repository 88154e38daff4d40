"""Seeing to doing: the links between what is seen (left) and what is done (right), as they grow."""

from __future__ import annotations

import math

import numpy as np
import skia

from mirrorcam.core.imitation.imitator import Insight
from mirrorcam.core.types import FloatArray
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import PanelView
from mirrorcam.stage.text import Texts, lettering

# Thinner links than this are not drawn; every pair has a hairline, so that one sees where links could be.
WEAK = 0.04
PULSE_S = 0.9
PULSES = 3


def paint_links(canvas: skia.Canvas, bounds: skia.Rect, view: PanelView, texts: Texts, time_s: float) -> None:
    """Paint the link graph; a link that is in use carries pulses, and the predicted act glows."""
    unit = view.unit_px
    room = ink.paint_ground(canvas, bounds, texts["panels.links"], unit)
    insight = view.response.insight
    if insight is None:
        return
    heading = lettering(unit * ink.SMALL, bold=True)
    step = (room.height() - unit * 0.04) / len(view.acts)
    radius = min(step * 0.43, unit * 0.042)
    left, right = room.left() + radius * 1.3, room.right() - radius * 1.3
    canvas.drawString(
        texts["panels.seen"], room.left(), room.top() + heading.getSize(), heading, ink.fill(ink.SEEN)
    )
    done = texts["panels.done"]
    x = room.right() - heading.measureText(done)
    canvas.drawString(done, x, room.top() + heading.getSize(), heading, ink.fill(ink.DONE))
    rows = [room.top() + unit * 0.04 + step * (row + 0.5) for row in range(len(view.acts))]
    if insight.links is not None:
        _paint_lines(
            canvas, insight, view.places, (left + radius * 1.2, right - radius * 1.2), rows, unit, time_s
        )
    _paint_faces(canvas, insight, view, (left, right), rows, radius, time_s)


def _paint_lines(
    canvas: skia.Canvas, insight: Insight, places: list[int], ends: tuple[float, float], rows: list[float],
    unit: float, time_s: float,
) -> None:  # fmt: skip
    links = insight.links
    assert links is not None
    # So faint and so many: without smoothing they cost a fraction.
    hair = skia.Paint(Color=0x14_4A3B34, StrokeWidth=unit * 0.0018)
    left, right = ends
    order = [(float(links[a, b]), i, j) for i, a in enumerate(places) for j, b in enumerate(places)]
    for weight, i, j in sorted(order):
        if weight < WEAK:
            canvas.drawLine(left, rows[i], right, rows[j], hair)
            continue
        in_use = weight * min(1.0, float(insight.sight[places[i]]) / 0.6)
        path = _bow(left, rows[i], right, rows[j])
        colour = ink.blend(0xFF9B8B80, look.INK, weight)
        canvas.drawPath(
            path, ink.line(ink.fade(colour, 0.35 + 0.65 * weight), unit * (0.002 + 0.014 * weight))
        )
        if in_use > 0.15:
            canvas.drawPath(path, ink.line(ink.fade(ink.GLOW, in_use), unit * (0.002 + 0.009 * weight)))
            _paint_pulses(canvas, (left, rows[i], right, rows[j]), unit, time_s, in_use)


def _bow(x0: float, y0: float, x1: float, y1: float) -> skia.Path:
    path = skia.Path()
    bend = (x1 - x0) * 0.4
    path.moveTo(x0, y0)
    path.cubicTo(x0 + bend, y0, x1 - bend, y1, x1, y1)
    return path


def _paint_pulses(
    canvas: skia.Canvas, ends: tuple[float, float, float, float], unit: float, time_s: float, strength: float
) -> None:
    x0, y0, x1, y1 = ends
    for number in range(PULSES):
        share = (time_s / PULSE_S + number / PULSES) % 1.0
        bent = share * share * (3 - 2 * share)
        fades = math.sin(math.pi * share)
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * bent
        canvas.drawCircle(x, y, unit * 0.009, ink.fill(ink.fade(0xFFFFFFFF, fades * strength)))


def _paint_faces(
    canvas: skia.Canvas, insight: Insight, view: PanelView, columns: tuple[float, float], rows: list[float],
    radius: float, time_s: float,
) -> None:  # fmt: skip
    strongest = int(np.argmax(_shown(insight.prediction, view)))
    for row, (act, place) in enumerate(zip(view.acts, view.places, strict=True)):
        sight, done = float(insight.sight[place]), float(insight.done[place])
        _halo(canvas, columns[0], rows[row], radius, ink.SEEN, sight)
        paint_icon(
            canvas, act, columns[0], rows[row], radius, ink.fade(ink.SEEN, sight) if sight > 0.2 else 0
        )
        prediction = float(insight.prediction[place])
        if row == strongest and prediction > 0.2:
            breath = 1.5 + 0.12 * math.sin(time_s * 9)
            canvas.drawCircle(
                columns[1], rows[row], radius * breath, ink.fill(ink.fade(ink.GLOW, prediction))
            )
        _halo(canvas, columns[1], rows[row], radius, ink.DONE, done)
        paint_icon(canvas, act, columns[1], rows[row], radius, ink.fade(ink.DONE, done) if done > 0.2 else 0)


def _shown(levels: FloatArray, view: PanelView) -> FloatArray:
    return levels[view.places]


def _halo(canvas: skia.Canvas, x: float, y: float, radius: float, colour: int, level: float) -> None:
    if level > 0.1:
        canvas.drawCircle(x, y, radius * 1.28, ink.fill(ink.fade(colour, level)))
