"""The picture of a study: the cross-target table as bars, and how often such a study would find an effect."""

from __future__ import annotations

import skia

from mirrorcam.core.imitation.newborn_model import MOUTH, TONGUE
from mirrorcam.core.imitation.power import META_EFFECT, PUBLISHED, PowerPoint, dial_for_effect
from mirrorcam.core.imitation.study import Scores
from mirrorcam.core.types import Gesture
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import Setting
from mirrorcam.stage.text import Texts

# Not the colours of seeing and doing: all that is counted here was done.
PURPLE, SKY = 0xFFCC79A7, 0xFF56B4E9
ACTS = ((TONGUE, Gesture.TONGUE_OUT, "tongues", PURPLE), (MOUTH, Gesture.MOUTH_OPEN, "mouths", SKY))
CURVES = (0xFF0072B2, 0xFFD55E00, 0xFF009E73)
# The curves' dials crowd near 0; the axis is a square root, so that they can be told apart.
TICKS = (0.0, 0.05, 0.1, 0.2, 0.5, 1.0)


def study_picture(
    scores: Scores,
    title: str,
    sentence: str,
    power: tuple[PowerPoint, ...],
    texts: Texts,
    size_px: tuple[int, int],
) -> skia.Image:
    """Return the picture of a study; without power points the bars take all of it."""
    width, height = size_px
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(look.WALL_LIGHT)
    unit, gap = float(height), height * look.GAP
    heading = ink.fitting(texts["experiment.title"], texts, unit * 0.052, width - 2 * gap, bold=True)
    canvas.drawString(texts["experiment.title"], gap, gap + unit * 0.045, heading, ink.fill(look.INK))
    room = skia.Rect.MakeLTRB(gap, gap + unit * 0.06, width - gap, height)
    y = ink.write_lines(canvas, sentence, room, texts.font(unit * ink.WORDS), look.INK) + gap * 0.6
    bottom = height - gap - unit * 0.045
    split = width * (0.5 if power else 1.0)
    _paint_bars(canvas, skia.Rect.MakeLTRB(gap, y, split - gap / 2, bottom), scores, title, texts, unit)
    if power:
        _paint_power(canvas, skia.Rect.MakeLTRB(split + gap / 2, y, width - gap, bottom), power, texts, unit)
    small = texts.font(unit * ink.SMALL)
    canvas.drawString(texts["mirror.caption"], gap, height - gap * 0.8, small, ink.fill(look.FAINT_INK))
    if power:
        words = texts["experiment.power_note"]
        canvas.drawString(
            words, width - gap - small.measureText(words), height - gap * 0.8, small, ink.fill(look.FAINT_INK)
        )
    return surface.makeImageSnapshot()


def _paint_bars(
    canvas: skia.Canvas, bounds: skia.Rect, scores: Scores, title: str, texts: Texts, unit: float
) -> None:
    setting = Setting(texts, unit)
    ink.paint_ground(canvas, bounds, title, setting)
    room = ink.room_of(bounds, setting)
    font, small = texts.font(unit * ink.SMALL, bold=True), texts.font(unit * ink.SMALL)
    canvas.drawString(
        texts["experiment.per_infant"],
        room.left(),
        room.top() + small.getSize(),
        small,
        ink.fill(look.FAINT_INK),
    )
    plot = skia.Rect.MakeLTRB(
        room.left(), room.top() + unit * 0.075, room.right(), room.bottom() - unit * 0.075
    )
    means = {(c, act): float(scores.of(c, act).mean()) for c in scores.conditions for act, *_ in ACTS}
    highest = max(1e-9, *means.values())
    step = plot.width() / len(scores.conditions)
    for column, condition in enumerate(scores.conditions):
        centre = plot.left() + step * (column + 0.5)
        for (act, gesture, _, colour), side in zip(ACTS, (-1, 1), strict=True):
            x = centre + side * step * 0.19
            top = plot.bottom() - plot.height() * means[condition, act] / highest
            bar = skia.Rect.MakeLTRB(x - step * 0.15, top, x + step * 0.15, plot.bottom())
            canvas.drawRect(bar, ink.fill(colour))
            ink.write_centred(
                canvas, texts.number(means[condition, act], ".1f"), x, top - unit * 0.008, font, look.INK
            )
            paint_icon(canvas, gesture, x, plot.bottom() + unit * 0.024, unit * 0.02)
        words = texts[f"experiment.shown_{condition}"]
        fitted = ink.fitting(words, texts, unit * ink.SMALL, step * 0.95, bold=True)
        ink.write_centred(canvas, words, centre, room.bottom() - unit * 0.002, fitted, look.INK)
    canvas.drawLine(
        plot.left(), plot.bottom(), plot.right(), plot.bottom(), ink.line(look.FAINT_INK, unit * 0.002)
    )


def _paint_power(
    canvas: skia.Canvas, bounds: skia.Rect, power: tuple[PowerPoint, ...], texts: Texts, unit: float
) -> None:
    setting = Setting(texts, unit)
    ink.paint_ground(canvas, bounds, texts["experiment.power"], setting)
    room = ink.room_of(bounds, setting)
    small = texts.font(unit * ink.SMALL)
    line = unit * ink.SMALL * 1.35
    sizes = sorted({point.infants for point in power})
    plot = skia.Rect.MakeLTRB(
        room.left() + unit * 0.07,
        room.top() + line * 1.3,
        room.right() - unit * 0.02,
        room.bottom() - line * 6.4,
    )
    canvas.drawString(
        texts["experiment.share"], room.left(), room.top() + small.getSize(), small, ink.fill(look.FAINT_INK)
    )
    for share in (0.0, 0.5, 1.0):
        y = plot.bottom() - plot.height() * share
        canvas.drawLine(plot.left(), y, plot.right(), y, ink.line(ink.FAINT_LINE, unit * 0.0018))
        canvas.drawString(
            f"{share:.0%}", room.left(), y + small.getSize() * 0.35, small, ink.fill(look.FAINT_INK)
        )
    for tick in TICKS:
        x = plot.left() + plot.width() * tick**0.5
        ink.write_centred(canvas, texts.number(tick, "g"), x, plot.bottom() + line, small, look.FAINT_INK)
    ink.write_centred(
        canvas, texts["experiment.dial"], plot.centerX(), plot.bottom() + line * 2, small, look.FAINT_INK
    )
    dial = dial_for_effect(power, META_EFFECT)
    x = plot.left() + plot.width() * dial**0.5
    canvas.drawLine(x, plot.top(), x, plot.bottom(), ink.line(ink.GLOW, unit * 0.006))
    for size, colour in zip(sizes, CURVES, strict=False):
        points = [
            skia.Point(
                plot.left() + plot.width() * point.dial**0.5, plot.bottom() - plot.height() * point.found
            )
            for point in power
            if point.infants == size
        ]
        canvas.drawPoints(skia.Canvas.kPolygon_PointMode, points, ink.line(colour, unit * 0.005))
        for point in points:
            canvas.drawCircle(point, unit * 0.007, ink.fill(colour))
    _paint_key(canvas, room, plot.bottom() + line * 2.3, (sizes, dial), texts, unit)


def _paint_key(
    canvas: skia.Canvas,
    room: skia.Rect,
    top: float,
    shown: tuple[list[int], float],
    texts: Texts,
    unit: float,
) -> None:
    sizes, dial = shown
    line = unit * ink.SMALL * 1.3
    sources = {study.infants: study.source for study in PUBLISHED}
    rows = [
        (texts["experiment.size"].format(count=size, source=sources.get(size, "")), colour)
        for size, colour in zip(sizes, CURVES, strict=False)
    ]
    rows.append((texts["experiment.meta"].format(dial=texts.number(dial, ".2f")), ink.GLOW))
    for row, (words, colour) in enumerate(rows):
        y = top + line * (row + 0.75)
        canvas.drawLine(room.left(), y - line * 0.25, room.left() + unit * 0.035, y - line * 0.25,
                        ink.line(colour, unit * 0.007))  # fmt: skip
        font = ink.fitting(words, texts, unit * ink.SMALL, room.width() - unit * 0.05)
        canvas.drawString(words, room.left() + unit * 0.05, y, font, ink.fill(look.INK))
