"""A brain from the side, drawn by us and much simplified: what lights when an act is seen, done, and felt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import skia

from mirrorcam.core.imitation.imitator import Insight
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import outline, paint_icon
from mirrorcam.stage.panels.view import Panel, PanelView, Setting

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
FACE_AT, FACE_RADIUS = (8.0, 74.0), 7.4
# The word for what runs back stands beside the face, from here up to the stem.
FELT_AT, FELT_WIDE = (19.5, 81.5), 38.0
# Where seeing ends and doing begins in the premotor band.
MIDDLE = 24.0
ACTIVE, QUIET, BARELY = 0.2, 0.1, 0.02
# Each region's name, number, and where its number stands.
REGIONS = (("premotor", 1, (36.5, 33.0)), ("motor", 2, (46.0, 33.0)))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the drawing's page begins and its scale; the labels' x, their lines (y) and their letters' size."""

    left: float
    top: float
    scale: float
    label_x: float
    label_ys: tuple[float, float]
    words: float
    width: float


def _lay_out(bounds: skia.Rect, setting: Setting) -> _Layout:
    room, words = ink.room_of(bounds, setting), setting.unit_px * ink.SMALL
    top = room.top() + words * 3.1
    scale = min(room.width() / WIDE, (room.bottom() - top) / HIGH)
    ys = (room.top() + words * 0.75, room.top() + words * 2.25)
    left = room.centerX() - WIDE * scale / 2
    return _Layout(left, room.bottom() - HIGH * scale, scale, room.left(), ys, words, room.width())


def paint_still(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting) -> None:
    """Paint the brain at rest with its labels; the mark says that it is simplified."""
    texts, at = setting.texts, _lay_out(bounds, setting)
    ink.paint_ground(canvas, bounds, texts["panels.brain"], setting, texts["panels.simplified"])
    canvas.save()
    canvas.translate(at.left, at.top)
    canvas.scale(at.scale, at.scale)
    _paint_at_rest(canvas)
    canvas.drawCircle(*FACE_AT, FACE_RADIUS, ink.line(ink.FAINT_LINE, 0.7))
    canvas.restore()
    felt = texts["panels.felt"]
    font = ink.fitting(felt, texts, at.words, FELT_WIDE * at.scale, bold=True)
    x, y = at.left + FELT_AT[0] * at.scale, at.top + FELT_AT[1] * at.scale
    canvas.drawString(felt, x, y, font, ink.fill(ink.FELT))
    for (key, number, place), y in zip(REGIONS, at.label_ys, strict=True):
        _paint_number(canvas, number, at.label_x + at.words * 0.65, y, setting)
        _paint_number(canvas, number, at.left + place[0] * at.scale, at.top + place[1] * at.scale, setting)
        label = texts[f"panels.{key}"]
        font = ink.fitting(label, texts, at.words, at.width - at.words * 2.1, bold=True)
        canvas.drawString(label, at.label_x + at.words * 1.7, y + at.words * 0.36, font, ink.fill(look.INK))


def paint_live(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting, view: PanelView) -> None:
    """Light what is active, and let what is felt run back to the brain."""
    insight = view.response.insight
    if insight is None:
        return
    at = _lay_out(bounds, setting)
    seen, done = float(insight.seen.max()), float(insight.done.max())
    canvas.save()
    canvas.translate(at.left, at.top)
    canvas.scale(at.scale, at.scale)
    _paint_regions(canvas, seen, done)
    _paint_feedback(canvas, insight, view.time_s)
    canvas.restore()
    _paint_feeling_face(canvas, insight, setting, at)
    for (_, number, place), y, level in zip(REGIONS, at.label_ys, (max(seen, done), done), strict=True):
        if level > BARELY:
            x, region_y = at.left + place[0] * at.scale, at.top + place[1] * at.scale
            _paint_number(canvas, number, x, region_y, setting)
        if level > ACTIVE:
            colour = ink.DONE if done >= seen else ink.SEEN
            _paint_number(canvas, number, at.label_x + at.words * 0.65, y, setting, colour)


def _paint_number(
    canvas: skia.Canvas, number: int, x: float, y: float, setting: Setting, lit: int | None = None
) -> None:
    size_px = setting.unit_px * ink.SMALL
    canvas.drawCircle(x, y, size_px * 0.66, ink.fill(look.INK if lit is None else lit))
    canvas.drawCircle(x, y, size_px * 0.57, ink.fill(0xFFFFFFFF if lit is None else lit))
    font = setting.texts.font(size_px * 0.85, bold=True)
    colour = look.INK if lit is None else 0xFFFFFFFF
    ink.write_centred(canvas, str(number), x, y + size_px * 0.31, font, colour)


def _paint_regions(canvas: skia.Canvas, seen: float, done: float) -> None:
    """Light what is active: the premotor band above for seeing and below for doing, the motor band for doing."""
    lit = (
        (seen, ink.SEEN, PREMOTOR, 0.0, MIDDLE),
        (done, ink.DONE, PREMOTOR, MIDDLE, HIGH),
        (done, ink.DONE, MOTOR, 0.0, HIGH),
    )
    for level, colour, region, from_y, to_y in lit:
        if level > BARELY:
            canvas.drawPath(_inside(region, from_y, to_y), ink.fill(ink.blend(STILL, colour, level)))


@cache
def _inside(region: str, from_y: float = 0.0, to_y: float = HIGH) -> skia.Path:
    """Return the part of a region that lies within the cortex, between two heights of the page."""
    path = outline(region)
    for limit in (outline(CORTEX), skia.Path.Rect(skia.Rect.MakeLTRB(0, from_y, WIDE, to_y))):
        shared = skia.Op(path, limit, skia.PathOp.kIntersect_PathOp)
        path = shared if shared is not None else path
    return path


def _paint_at_rest(canvas: skia.Canvas) -> None:
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
    canvas.drawPath(outline(PATH_OF_FEEDBACK), ink.line(ink.on_ground(ink.FELT, 0.35), 0.9))


@cache
def _feedback() -> skia.PathMeasure:
    return skia.PathMeasure(outline(PATH_OF_FEEDBACK), False)


def _paint_feedback(canvas: skia.Canvas, insight: Insight, time_s: float) -> None:
    """Let what the face feels run back to the brain as green dots."""
    felt = float(insight.felt.max())
    if felt <= QUIET:
        return
    for number in range(5):
        share = (time_s / 0.8 + number / 5) % 1.0
        point, _ = _feedback().getPosTan(share * _feedback().getLength())
        size = (1.4 + 0.5 * math.sin(math.pi * share)) * min(1.0, felt * 2)
        canvas.drawCircle(point.x(), point.y(), size, ink.fill(ink.FELT))


def _paint_feeling_face(canvas: skia.Canvas, insight: Insight, setting: Setting, at: _Layout) -> None:
    """Paint the face whose movement is felt; an empty ring is there while it is at rest."""
    if insight.done.max() > QUIET:
        act = setting.acts[int(np.argmax(insight.done[setting.places]))]
        x, y = at.left + FACE_AT[0] * at.scale, at.top + FACE_AT[1] * at.scale
        is_felt = insight.felt.max() > QUIET
        paint_icon(canvas, act, x, y, FACE_RADIUS * at.scale, ink.FELT if is_felt else 0)


BRAIN = Panel(paint_still, paint_live)
