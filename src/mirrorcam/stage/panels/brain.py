"""A brain from the side, drawn by us and much simplified: what lights when an act is seen, done, and felt."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import skia

from mirrorcam.core.imitation.imitator import Actor, Insight
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import outline, paint_icon
from mirrorcam.stage.panels.view import PanelView
from mirrorcam.stage.text import Texts, lettering

# The drawing's own page; the brow is on the left.
WIDE, HIGH = 100.0, 82.0
CORTEX = (
    "M 9 45 C 4 30 13 13 31 7 C 46 1 67 2 79 11 C 91 19 97 32 94 44 C 92 54 84 57 76 57"
    " C 70 62 56 67 43 64 C 33 62 28 58 27 52 C 20 55 11 53 9 45 Z"
)
CEREBELLUM = "M 66 61 C 68 56 88 54 92 57 C 95 64 86 72 76 71 C 70 71 65 67 66 61 Z"
STEM = "M 56 62 C 58 68 62 74 61 82 L 69 82 C 70 74 68 68 66 62 Z"
FOLDS = (
    "M 27 52 C 36 49 48 45 63 37", "M 34 61 C 44 57 56 55 70 50", "M 16 24 C 22 22 27 24 29 30",
    "M 12 38 C 18 34 24 35 27 41", "M 24 12 C 26 17 25 20 30 22", "M 64 12 C 62 20 68 24 66 31",
    "M 76 14 C 73 21 79 26 76 34", "M 86 24 C 82 28 86 34 81 40", "M 70 42 C 76 40 82 45 88 44",
)  # fmt: skip
PREMOTOR = "M 33 3 C 31 16 34 30 31 52 L 40.5 49.5 C 42 32 41 18 44 2 Z"
MOTOR = "M 44.6 2 C 41.6 18 42.6 32 41.1 49.3 L 46.5 47.5 C 51 30 49.5 16 53.4 2 Z"
FLESH = 0xFFF3D9CC
FOLD = 0xFFD2AC9C
STILL = 0xFFE7C6B7
PATH_OF_FEEDBACK = "M 12 74 C 22 68 34 66 43 44"
LAMPS = (Actor.SELF, Actor.OTHER, Actor.BOTH)


def paint_brain(canvas: skia.Canvas, bounds: skia.Rect, view: PanelView, texts: Texts, time_s: float) -> None:
    """Paint the brain with its labels; the mark says that it is simplified."""
    unit = view.unit_px
    room = ink.paint_ground(canvas, bounds, texts["panels.brain"], unit, texts["panels.simplified"])
    insight = view.response.insight
    if insight is None:
        return
    words = unit * ink.SMALL
    labels = skia.Rect.MakeLTRB(room.left(), room.top(), room.right(), room.top() + words * 3.1)
    drawing = skia.Rect.MakeLTRB(room.left(), labels.bottom(), room.right(), room.bottom())
    scale = min(drawing.width() / WIDE, drawing.height() / HIGH)
    left, top = drawing.centerX() - WIDE * scale / 2, drawing.bottom() - HIGH * scale
    seen, done = float(insight.seen.max()), float(insight.done.max())
    canvas.drawImage(_brain_at_rest(round(WIDE * scale)), left, top)
    canvas.save()
    canvas.translate(left, top)
    canvas.scale(scale, scale)
    _paint_regions(canvas, seen, done)
    _paint_feedback(canvas, insight, time_s)
    canvas.restore()
    _paint_feeling_face(canvas, insight, view, (left + 8 * scale, top + 74 * scale, 7.4 * scale))
    for row, (key, lit, at) in enumerate(
        (("premotor", max(seen, done), (36.5, 33)), ("motor", done, (46.0, 33)))
    ):
        y = labels.top() + words * (0.75 + 1.5 * row)
        _paint_number(canvas, row + 1, labels.left() + words * 0.65, y, words)
        _paint_number(canvas, row + 1, left + at[0] * scale, top + at[1] * scale, words)
        label = texts[f"panels.{key}"]
        font = ink.fitting(label, words, labels.width() - words * 2.1, bold=True)
        colour = look.INK if lit > 0.2 else look.FAINT_INK
        canvas.drawString(label, labels.left() + words * 1.7, y + words * 0.36, font, ink.fill(colour))


def _paint_number(canvas: skia.Canvas, number: int, x: float, y: float, size_px: float) -> None:
    canvas.drawCircle(x, y, size_px * 0.62, ink.fill(0xFFFFFFFF))
    canvas.drawCircle(x, y, size_px * 0.62, ink.line(look.INK, size_px * 0.09))
    font = lettering(size_px * 0.85, bold=True)
    ink.write_centred(canvas, str(number), x, y + size_px * 0.31, font, look.INK)


def _paint_regions(canvas: skia.Canvas, seen: float, done: float) -> None:
    """Light what is active: the premotor band above for seeing and below for doing, the motor band for doing."""
    for level, colour, from_y, to_y in ((seen, ink.SEEN, 0, 24), (done, ink.DONE, 24, 60)):
        if level > 0.02:
            canvas.save()
            canvas.clipRect(skia.Rect.MakeLTRB(0, from_y, WIDE, to_y))
            canvas.drawPath(_inside(PREMOTOR), ink.fill(ink.fade(colour, level)))
            canvas.restore()
    if done > 0.02:
        canvas.drawPath(_inside(MOTOR), ink.fill(ink.fade(ink.DONE, done)))


@cache
def _inside(region: str) -> skia.Path:
    """Return the part of a region that lies within the cortex."""
    shared = skia.Op(outline(region), outline(CORTEX), skia.PathOp.kIntersect_PathOp)
    return shared if shared is not None else outline(region)


@cache
def _brain_at_rest(width_px: int) -> skia.Image:
    """Return the drawing with nothing lit, drawn once a size."""
    scale = width_px / WIDE
    surface = skia.Surface(width_px, max(1, round(HIGH * scale)))
    canvas = surface.getCanvas()
    canvas.scale(scale, scale)
    canvas.drawPath(outline(STEM), ink.fill(STILL))
    canvas.drawPath(outline(CEREBELLUM), ink.fill(STILL))
    for bend in (60.5, 63.5, 66.5):
        canvas.drawPath(outline(f"M 68 {bend} Q 80 {bend - 4} 91 {bend - 2}"), ink.line(FOLD, 0.6))
    canvas.drawPath(outline(CORTEX), ink.fill(FLESH))
    for region in (PREMOTOR, MOTOR):
        canvas.drawPath(_inside(region), ink.fill(STILL))
        canvas.drawPath(_inside(region), ink.line(FOLD, 0.7))
    for fold in FOLDS:
        canvas.drawPath(outline(fold), ink.line(FOLD, 1.1))
    canvas.drawPath(outline(CORTEX), ink.line(0xFFB98F7E, 1.2))
    return surface.makeImageSnapshot()


def _paint_feedback(canvas: skia.Canvas, insight: Insight, time_s: float) -> None:
    """Let what the face feels run back to the brain as green dots."""
    felt = float(insight.felt.max())
    path = outline(PATH_OF_FEEDBACK)
    canvas.drawPath(path, ink.line(ink.fade(ink.FELT, 0.25 + 0.4 * felt), 0.9))
    if felt > 0.1:
        measure = skia.PathMeasure(path, False)
        for number in range(5):
            share = (time_s / 0.8 + number / 5) % 1.0
            point, _ = measure.getPosTan(share * measure.getLength())
            size = 1.3 + 0.5 * math.sin(math.pi * share)
            canvas.drawCircle(point.x(), point.y(), size, ink.fill(ink.fade(ink.FELT, felt)))


def _paint_feeling_face(
    canvas: skia.Canvas, insight: Insight, view: PanelView, circle: tuple[float, float, float]
) -> None:
    """Paint the face whose movement is felt; an empty ring while it is at rest."""
    x, y, radius = circle
    if insight.done.max() > 0.1:
        act = view.acts[int(np.argmax(insight.done[view.places]))]
        paint_icon(canvas, act, x, y, radius, ink.FELT if insight.felt.max() > 0.1 else 0)
    else:
        canvas.drawCircle(x, y, radius, ink.line(ink.FAINT_LINE, radius * 0.1))


def paint_lamp(canvas: skia.Canvas, bounds: skia.Rect, view: PanelView, texts: Texts, time_s: float) -> None:
    """Paint who acts: self, other or both; all dark while nothing happens."""
    unit = view.unit_px
    room = ink.paint_ground(canvas, bounds, texts["panels.lamp"], unit)
    insight = view.response.insight
    actor = insight.actor if insight else None
    colours = {Actor.SELF: ink.DONE, Actor.OTHER: ink.SEEN, Actor.BOTH: ink.BOTH}
    step = room.width() / len(LAMPS)
    for number, lamp in enumerate(LAMPS):
        centre = room.left() + step * (number + 0.5)
        is_lit = lamp is actor
        radius = min(room.height() * 0.26, step * 0.2)
        y = room.top() + radius * 1.5
        if is_lit:
            glow = radius * (1.32 + 0.06 * math.sin(time_s * 6))
            canvas.drawCircle(centre, y, glow, ink.fill(ink.GLOW))
        canvas.drawCircle(centre, y, radius, ink.fill(colours[lamp] if is_lit else 0xFFE5DACF))
        words = texts[f"panels.actor_{lamp}"]
        font = ink.fitting(words, unit * ink.WORDS, step * 0.96, bold=is_lit)
        ink.write_centred(
            canvas, words, centre, room.bottom() - unit * 0.006, font, look.INK if is_lit else look.FAINT_INK
        )
