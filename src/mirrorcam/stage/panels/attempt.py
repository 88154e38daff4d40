"""The newborn's stages: which part, a try, and how far off it was; tries come closer."""

from __future__ import annotations

import math

import skia

from mirrorcam.core.imitation.imitator import Attempt, Step
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import Panel, PanelView, Setting

STEPS = (Step.ORGAN, Step.MOVE, Step.COMPARE)
SHOWN_TRIES = 8
# An error of 1: the wrong part moved.
WRONG = 0.999
WRONG_MARK = "\N{MULTIPLICATION SIGN}"
UNLIT = 0xFFEFE4D8


def _step_boxes(bounds: skia.Rect, setting: Setting) -> list[skia.Rect]:
    room, unit = ink.room_of(bounds, setting), setting.unit_px
    width = room.width() / len(STEPS)
    return [
        skia.Rect.MakeXYWH(room.left() + number * width, room.top(), width - unit * 0.012, unit * 0.062)
        for number in range(len(STEPS))
    ]


def _body(bounds: skia.Rect, setting: Setting) -> skia.Rect:
    room = ink.room_of(bounds, setting)
    top = room.top() + setting.unit_px * 0.074
    return skia.Rect.MakeLTRB(room.left(), top, room.right(), room.bottom())


def paint_still(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting) -> None:
    """Paint the ground and the three stages, none lit."""
    ink.paint_ground(canvas, bounds, setting.texts["panels.attempt"], setting)
    for number, box in enumerate(_step_boxes(bounds, setting)):
        _paint_step(canvas, box, number, setting, UNLIT, look.FAINT_INK)


def paint_live(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting, view: PanelView) -> None:
    """Light the present stage; paint what was seen beside what is tried, and the tries' errors."""
    unit = setting.unit_px
    body = _body(bounds, setting)
    insight = view.response.insight
    attempt = insight.attempt if insight else None
    if attempt is None:
        font = setting.texts.font(unit * ink.WORDS)
        room = body.makeOutset(0, -unit * 0.06)
        ink.write_lines(canvas, setting.texts["panels.attempt_waits"], room, font, look.FAINT_INK)
        return
    number = STEPS.index(attempt.step)
    lit = ink.blend(ink.GLOW, 0xFFFFFFFF, 0.15 + 0.15 * math.sin(view.time_s * 5))
    _paint_step(canvas, _step_boxes(bounds, setting)[number], number, setting, lit, look.INK)
    faces = skia.Rect.MakeLTRB(body.left(), body.top(), body.left() + body.width() * 0.46, body.bottom())
    _paint_pair(canvas, faces, attempt, setting)
    errors = skia.Rect.MakeLTRB(faces.right() + unit * 0.03, body.top(), body.right(), body.bottom())
    _paint_errors(canvas, errors, attempt, setting)


def _paint_step(
    canvas: skia.Canvas, box: skia.Rect, number: int, setting: Setting, colour: int, ink_colour: int
) -> None:
    radius = box.height() / 2
    canvas.drawRoundRect(box, radius, radius, ink.fill(colour))
    words = f"{number + 1}  {setting.texts[f'panels.step_{STEPS[number]}']}"
    font = ink.fitting(words, setting.texts, setting.unit_px * ink.WORDS, box.width() - radius, bold=True)
    ink.write_centred(canvas, words, box.centerX(), box.centerY() + font.getSize() * 0.36, font, ink_colour)


def _paint_pair(canvas: skia.Canvas, room: skia.Rect, attempt: Attempt, setting: Setting) -> None:
    texts, unit = setting.texts, setting.unit_px
    radius = min(room.width() * 0.2, room.height() * 0.28)
    y = room.top() + radius * 1.3
    xs = (room.left() + room.width() * 0.25, room.left() + room.width() * 0.76)
    paint_icon(canvas, attempt.aim, xs[0], y, radius, ink.SEEN)
    # A try is drawn as large as it is felt to be: a small one is a small face.
    felt = 0.0 if attempt.step is Step.ORGAN else min(1.0, attempt.felt)
    canvas.drawCircle(xs[1], y, radius, ink.line(ink.FAINT_LINE, unit * 0.002))
    # Sizes go by steps, so that each face is drawn once and then copied.
    grown = round(radius * (0.45 + 0.55 * felt) / 2) * 2
    paint_icon(canvas, attempt.made, xs[1], y, grown, ink.DONE)
    for x, key in zip(xs, ("attempt_seen", "attempt_tried"), strict=True):
        words = texts[f"panels.{key}"].format(number=attempt.number)
        font = ink.fitting(words, texts, unit * ink.WORDS, room.width() * 0.5)
        ink.write_centred(canvas, words, x, y + radius * 1.25 + font.getSize(), font, look.INK)


def _paint_errors(canvas: skia.Canvas, room: skia.Rect, attempt: Attempt, setting: Setting) -> None:
    texts, unit = setting.texts, setting.unit_px
    title = texts["panels.errors"]
    font = ink.fitting(title, texts, unit * ink.SMALL, room.width(), bold=True)
    canvas.drawString(title, room.left(), room.top() + font.getSize(), font, ink.fill(look.INK))
    top, floor = room.top() + unit * 0.042, room.bottom() - unit * ink.SMALL * 1.3
    canvas.drawLine(room.left(), floor, room.right(), floor, ink.line(look.FAINT_INK, unit * 0.0025))
    first = max(0, len(attempt.errors) - SHOWN_TRIES)
    width = room.width() / SHOWN_TRIES
    small = texts.font(unit * ink.SMALL)
    for column, error in enumerate(attempt.errors[first:]):
        x = room.left() + column * width
        height = max(unit * 0.006, (floor - top) * error)
        bar = skia.Rect.MakeLTRB(x + width * 0.14, floor - height, x + width * 0.86, floor)
        canvas.drawRect(bar, ink.fill(ink.DONE))
        if error > WRONG:
            ink.write_centred(canvas, WRONG_MARK, bar.centerX(), bar.top() + unit * 0.026, small, 0xFFFFFFFF)
        number = str(first + column + 1)
        ink.write_centred(
            canvas, number, bar.centerX(), floor + unit * ink.SMALL * 1.1, small, look.FAINT_INK
        )


ATTEMPT = Panel(paint_still, paint_live)
