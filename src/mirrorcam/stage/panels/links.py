"""Seeing to doing: the links between what is seen (left) and what is done (right), as they grow."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from mirrorcam.core.imitation.imitator import Insight
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import Panel, PanelView, Setting

# Thinner links than this are not drawn; every pair has a hairline, so that one sees where links could be.
WEAK = 0.04
PULSE_S = 0.9
PULSES = 3
# Below this an act is neither seen nor done nor about to be.
QUIET = 0.1
# How far a face's ring and a prediction's glow reach, in the face's radius; a glow just fits between two rows.
RING, GLOW, BREATH = 1.22, 1.34, 0.06
ROW_SHARE = 0.5 / (GLOW + BREATH)
# What is called up more faintly than this is no prediction yet.
LIKELY = 0.2


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the two columns of faces stand (x), their rows (y), a face's radius, and where lines end (x)."""

    columns: tuple[float, float]
    rows: list[float]
    radius: float
    ends: tuple[float, float]


def _lay_out(bounds: skia.Rect, setting: Setting) -> _Layout:
    room, unit = ink.room_of(bounds, setting), setting.unit_px
    heading = unit * ink.WORDS * 1.2
    step = (room.height() - heading) / len(setting.acts)
    radius = min(step * ROW_SHARE, unit * 0.046)
    inset = radius * (GLOW + BREATH)
    left, right = room.left() + inset, room.right() - inset
    rows = [room.top() + heading + step * (row + 0.5) for row in range(len(setting.acts))]
    return _Layout((left, right), rows, radius, (left + radius * 1.2, right - radius * 1.2))


def paint_still(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting) -> None:
    """Paint the ground, both columns of faces, and hairlines where links could be."""
    texts, at = setting.texts, _lay_out(bounds, setting)
    ink.paint_ground(canvas, bounds, texts["panels.links"], setting)
    room = ink.room_of(bounds, setting)
    font = texts.font(setting.unit_px * ink.WORDS, bold=True)
    y = room.top() + font.getSize()
    canvas.drawString(texts["panels.seen"], room.left(), y, font, ink.fill(ink.SEEN))
    done = texts["panels.done"]
    canvas.drawString(done, room.right() - font.measureText(done), y, font, ink.fill(ink.DONE))
    for from_y in at.rows:
        for to_y in at.rows:
            canvas.drawPath(_bow(at.ends, from_y, to_y), ink.line(ink.HAIR_LINE, setting.unit_px * 0.002))
    for x in at.columns:
        for act, y in zip(setting.acts, at.rows, strict=True):
            paint_icon(canvas, act, x, y, at.radius)


def paint_live(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting, view: PanelView) -> None:
    """Paint the links there are, pulses along those in use, the faces that move and the act that is predicted."""
    insight = view.response.insight
    if insight is None:
        return
    at = _lay_out(bounds, setting)
    if insight.links is not None:
        _paint_links(canvas, insight, setting, at, view.time_s)
    _paint_faces(canvas, insight, setting, at, view.time_s)


def _paint_links(canvas: skia.Canvas, insight: Insight, setting: Setting, at: _Layout, time_s: float) -> None:
    assert insight.links is not None
    unit, places = setting.unit_px, setting.places
    weights = insight.links[np.ix_(places, places)]
    strong = [(float(weights[i, j]), int(i), int(j)) for i, j in np.argwhere(weights >= WEAK)]
    for weight, i, j in sorted(strong):
        path = _bow(at.ends, at.rows[i], at.rows[j])
        colour = ink.on_ground(ink.blend(0xFF9B8B80, look.INK, weight), 0.35 + 0.65 * weight)
        canvas.drawPath(path, ink.line(colour, unit * (0.002 + 0.014 * weight)))
        in_use = weight * min(1.0, float(insight.sight[places[i]]) / 0.6)
        if in_use > 0.15:
            glow = ink.blend(colour, ink.GLOW, in_use)
            canvas.drawPath(path, ink.line(glow, unit * (0.002 + 0.009 * weight)))
            _paint_pulses(canvas, (at.rows[i], at.rows[j]), at.ends, unit, time_s)


def _bow(ends: tuple[float, float], from_y: float, to_y: float) -> skia.Path:
    path = skia.Path()
    bend = (ends[1] - ends[0]) * 0.4
    path.moveTo(ends[0], from_y)
    path.cubicTo(ends[0] + bend, from_y, ends[1] - bend, to_y, ends[1], to_y)
    return path


def _paint_pulses(
    canvas: skia.Canvas, ys: tuple[float, float], ends: tuple[float, float], unit: float, time_s: float
) -> None:
    for number in range(PULSES):
        share = (time_s / PULSE_S + number / PULSES) % 1.0
        bent = share * share * (3 - 2 * share)
        x, y = ends[0] + (ends[1] - ends[0]) * share, ys[0] + (ys[1] - ys[0]) * bent
        grown = math.sin(math.pi * share)
        canvas.drawCircle(x, y, unit * 0.010 * grown, ink.fill(0xFFFFFFFF))


def _paint_faces(canvas: skia.Canvas, insight: Insight, setting: Setting, at: _Layout, time_s: float) -> None:
    predicted = [float(insight.prediction[place]) for place in setting.places]
    strongest = predicted.index(max(predicted))
    columns = (insight.sight, at.columns[0], ink.SEEN), (insight.done, at.columns[1], ink.DONE)
    for row, (act, place) in enumerate(zip(setting.acts, setting.places, strict=True)):
        y = at.rows[row]
        glows = row == strongest and predicted[row] > LIKELY
        if glows:
            reach = GLOW + BREATH * math.sin(time_s * 9)
            colour = ink.on_ground(ink.GLOW, predicted[row])
            canvas.drawCircle(at.columns[1], y, at.radius * reach, ink.fill(colour))
        for levels, x, colour in columns:
            level = float(levels[place])
            if level > QUIET:
                canvas.drawCircle(x, y, at.radius * RING, ink.fill(ink.on_ground(colour, level)))
            if level > QUIET or (glows and x == at.columns[1]):
                paint_icon(canvas, act, x, y, at.radius)


LINKS = Panel(paint_still, paint_live)
