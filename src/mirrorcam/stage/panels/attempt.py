"""The newborn's stages: which part, a try, and how far off it was; tries come closer."""

from __future__ import annotations

import math

import skia

from mirrorcam.core.imitation.imitator import Attempt, Step
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import PanelView
from mirrorcam.stage.text import Texts, lettering

STEPS = (Step.ORGAN, Step.MOVE, Step.COMPARE)
SHOWN_TRIES = 8
# An error of 1: the wrong part moved.
WRONG = 0.999
WRONG_MARK = "\N{MULTIPLICATION SIGN}"


def paint_attempt(
    canvas: skia.Canvas, bounds: skia.Rect, view: PanelView, texts: Texts, time_s: float
) -> None:
    """Paint the three stages with the present one lit, what was seen beside what is tried, and the tries' errors."""
    unit = view.unit_px
    room = ink.paint_ground(canvas, bounds, texts["panels.attempt"], unit)
    insight = view.response.insight
    attempt = insight.attempt if insight else None
    strip = skia.Rect.MakeLTRB(room.left(), room.top(), room.right(), room.top() + unit * 0.062)
    _paint_steps(canvas, strip, attempt, texts, unit, time_s)
    body = skia.Rect.MakeLTRB(room.left(), strip.bottom() + unit * 0.012, room.right(), room.bottom())
    if attempt is None:
        words = texts["panels.attempt_waits"]
        font = lettering(unit * ink.WORDS)
        ink.write_lines(canvas, words, body.makeOutset(0, -unit * 0.06), font, look.FAINT_INK)
        return
    faces = skia.Rect.MakeLTRB(body.left(), body.top(), body.left() + body.width() * 0.46, body.bottom())
    _paint_pair(canvas, faces, attempt, texts, unit)
    errors = skia.Rect.MakeLTRB(faces.right() + unit * 0.03, body.top(), body.right(), body.bottom())
    _paint_errors(canvas, errors, attempt, texts, unit)


def _paint_steps(
    canvas: skia.Canvas, room: skia.Rect, attempt: Attempt | None, texts: Texts, unit: float, time_s: float
) -> None:
    width = room.width() / len(STEPS)
    for number, step in enumerate(STEPS):
        box = skia.Rect.MakeXYWH(
            room.left() + number * width, room.top(), width - unit * 0.012, room.height()
        )
        is_lit = attempt is not None and attempt.step is step
        radius = box.height() / 2
        colour = ink.blend(ink.GLOW, 0xFFFFFFFF, 0.15 + 0.15 * math.sin(time_s * 5)) if is_lit else 0xFFEFE4D8
        canvas.drawRoundRect(box, radius, radius, ink.fill(colour))
        words = f"{number + 1}  {texts[f'panels.step_{step}']}"
        font = ink.fitting(words, unit * ink.WORDS, box.width() - radius, bold=is_lit)
        ink.write_centred(
            canvas, words, box.centerX(), box.centerY() + font.getSize() * 0.36, font,
            look.INK if is_lit else look.FAINT_INK,
        )  # fmt: skip


def _paint_pair(canvas: skia.Canvas, room: skia.Rect, attempt: Attempt, texts: Texts, unit: float) -> None:
    radius = min(room.width() * 0.2, room.height() * 0.28)
    y = room.top() + radius * 1.3
    xs = (room.left() + room.width() * 0.25, room.left() + room.width() * 0.76)
    paint_icon(canvas, attempt.aim, xs[0], y, radius, ink.SEEN)
    # A try is drawn as large as it is felt to be: a small one is a small face.
    grown = (
        radius * (0.45 + 0.55 * min(1.0, attempt.felt)) if attempt.step is not Step.ORGAN else radius * 0.45
    )
    canvas.drawCircle(xs[1], y, radius, ink.line(ink.FAINT_LINE, unit * 0.002))
    paint_icon(canvas, attempt.made, xs[1], y, grown, ink.DONE)
    for x, key in zip(xs, ("attempt_seen", "attempt_tried"), strict=True):
        words = texts[f"panels.{key}"].format(number=attempt.number)
        font = ink.fitting(words, unit * ink.WORDS, room.width() * 0.5)
        ink.write_centred(canvas, words, x, y + radius * 1.25 + font.getSize(), font, look.INK)


def _paint_errors(canvas: skia.Canvas, room: skia.Rect, attempt: Attempt, texts: Texts, unit: float) -> None:
    font = ink.fitting(texts["panels.errors"], unit * ink.SMALL, room.width(), bold=True)
    canvas.drawString(
        texts["panels.errors"], room.left(), room.top() + font.getSize(), font, ink.fill(look.INK)
    )
    plot = skia.Rect.MakeLTRB(
        room.left(), room.top() + unit * 0.042, room.right(), room.bottom() - unit * ink.SMALL * 1.3
    )
    floor = plot.bottom()
    canvas.drawLine(plot.left(), floor, plot.right(), floor, ink.line(look.FAINT_INK, unit * 0.0025))
    first = max(0, len(attempt.errors) - SHOWN_TRIES)
    width = plot.width() / SHOWN_TRIES
    small = lettering(unit * ink.SMALL)
    for column, error in enumerate(attempt.errors[first:]):
        x = plot.left() + column * width
        height = max(unit * 0.006, plot.height() * error)
        bar = skia.Rect.MakeLTRB(x + width * 0.14, floor - height, x + width * 0.86, floor)
        canvas.drawRoundRect(bar, unit * 0.005, unit * 0.005, ink.fill(ink.DONE))
        if error > WRONG:
            ink.write_centred(canvas, WRONG_MARK, bar.centerX(), bar.top() + unit * 0.026, small, 0xFFFFFFFF)
        number = str(first + column + 1)
        ink.write_centred(
            canvas, number, bar.centerX(), floor + unit * ink.SMALL * 1.1, small, look.FAINT_INK
        )
