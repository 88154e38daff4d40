"""Two traces: the visitor's act and the baby's, how much later one comes, and how alike they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from mirrorcam.core.imitation.acts import ACTS
from mirrorcam.core.imitation.history import KEPT, SAMPLE_S
from mirrorcam.core.imitation.likeness import Likeness
from mirrorcam.core.types import FloatArray
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import Panel, PanelView, Setting
from mirrorcam.stage.text import Texts

# Traces less alike than this are not said to follow one another; below this lag they are "together".
ALIKE = 0.6
TOGETHER_S = 0.15
# A trace that bends less than this between two samples is drawn straight on.
STRAIGHT_PX = 0.2


@dataclass(frozen=True, slots=True)
class _Layout:
    """The room, the plot in it, half the plot's height, the icon's radius; floors are the two traces' lines (y)."""

    room: skia.Rect
    plot: skia.Rect
    half: float
    radius: float
    floors: tuple[float, float]


def _lay_out(bounds: skia.Rect, setting: Setting) -> _Layout:
    room, unit = ink.room_of(bounds, setting), setting.unit_px
    below = unit * (ink.WORDS * 1.35 + ink.SMALL * 1.5)
    radius = min(unit * 0.05, (room.height() - below) * 0.17)
    plot = skia.Rect.MakeLTRB(room.left() + radius * 2.8, room.top(), room.right(), room.bottom() - below)
    half = plot.height() / 2
    return _Layout(room, plot, half, radius, (plot.top() + half * 0.96, plot.top() + half * 1.98))


def paint_still(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting) -> None:
    """Paint the ground, the two lines and who they belong to."""
    texts, unit, at = setting.texts, setting.unit_px, _lay_out(bounds, setting)
    ink.paint_ground(canvas, bounds, texts["panels.traces"], setting)
    for key, colour, floor in zip(("visitor", "baby"), (ink.SEEN, ink.DONE), at.floors, strict=True):
        canvas.drawLine(
            at.plot.left(), floor, at.plot.right(), floor, ink.line(ink.FAINT_LINE, unit * 0.0018)
        )
        words = texts[f"panels.{key}"]
        font = ink.fitting(words, texts, unit * ink.SMALL, at.radius * 2.5, bold=True)
        canvas.drawString(words, at.room.left(), floor - unit * 0.004, font, ink.fill(colour))


def paint_live(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting, view: PanelView) -> None:
    """Paint the act that moved most of late, the visitor's trace above and the baby's below, and say it in words."""
    unit, at, history = setting.unit_px, _lay_out(bounds, setting), view.history
    act = ACTS[history.in_view]
    paint_icon(canvas, act, at.room.left() + at.radius * 1.1, at.room.top() + at.half * 0.4, at.radius)
    late = max(0.0, min(1.0, (view.time_s - history.newest_s) / SAMPLE_S))
    xs = at.plot.left() + (np.arange(KEPT) - late) * at.plot.width() / (KEPT - 1)
    tables = (history.visitor, history.baby)
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(*(round(side) for side in at.plot)))
    for table, colour, floor in zip(tables, (ink.SEEN, ink.DONE), at.floors, strict=True):
        _paint_trace(canvas, xs, floor - at.half * 0.84 * table[:, history.in_view], floor, colour, unit)
    canvas.restore()
    sentence, numbers = likeness_words(history.alike, setting.texts)
    font = ink.fitting(sentence, setting.texts, unit * ink.WORDS, at.room.width(), bold=True)
    left, bottom = at.room.left(), at.room.bottom()
    canvas.drawString(sentence, left, bottom - unit * ink.SMALL * 1.45, font, ink.fill(look.INK))
    small = ink.fitting(numbers, setting.texts, unit * ink.SMALL, at.room.width())
    canvas.drawString(numbers, left, bottom - unit * 0.003, small, ink.fill(look.FAINT_INK))


def likeness_words(alike: Likeness | None, texts: Texts) -> tuple[str, str]:
    """Return a sentence that a child understands, and the numbers for the lecture."""
    if alike is None:
        return texts["panels.alike_nothing"], texts["panels.numbers_nothing"]
    lag, share = texts.number(alike.lag_s, "+.1f"), texts.number(100 * alike.share, ".0f")
    numbers = texts["panels.numbers"].format(lag=lag, share=share)
    if alike.share < ALIKE:
        return texts["panels.alike_not"], numbers
    if abs(alike.lag_s) < TOGETHER_S:
        return texts["panels.alike_together"], numbers
    key = "panels.alike_baby_follows" if alike.lag_s > 0 else "panels.alike_visitor_follows"
    return texts[key].format(lag=texts.number(abs(alike.lag_s), ".1f")), numbers


def _paint_trace(
    canvas: skia.Canvas, xs: FloatArray, ys: FloatArray, floor: float, colour: int, unit: float
) -> None:
    """Fill below a trace, and draw the trace itself as a band: much quicker than a stroke of so many corners."""
    xs, ys = np.append(xs, 2 * xs[-1] - xs[-2]), np.append(ys, ys[-1])
    half = unit * 0.0028 * np.sqrt(1 + np.gradient(ys, xs) ** 2)
    # Only the corners are kept, and their neighbours, where the band has its even width again.
    bends = np.abs(np.diff(ys, 2)) > STRAIGHT_PX
    kept = np.convolve(np.concatenate([[True], bends, [True]]), [1, 1, 1], "same") > 0
    xs, ys, half = xs[kept], ys[kept], half[kept]
    band = np.concatenate([np.stack([xs, ys - half], 1), np.stack([xs, ys + half], 1)[::-1]])
    area = np.concatenate([np.stack([xs, ys], 1), [(xs[-1], floor), (xs[0], floor)]])
    # The band covers the area's upper edge, so that needs no smoothing.
    canvas.drawPath(_polygon(area), skia.Paint(Color=ink.on_ground(colour, 0.2)))
    canvas.drawPath(_polygon(band), ink.fill(colour))


def _polygon(corners: FloatArray) -> skia.Path:
    path = skia.Path()
    first, *rest = corners.tolist()
    path.moveTo(*first)
    for x, y in rest:
        path.lineTo(x, y)
    path.close()
    return path


TRACES = Panel(paint_still, paint_live)
