"""One face's reading over time as a figure: every channel a strip, every gesture a bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, degrees
from pathlib import Path

import skia

from mirrorcam.avatar.font import find_font
from mirrorcam.core.channels import CHANNELS, INDEX
from mirrorcam.core.types import Expression, Gesture
from mirrorcam.sinks.sink import write_whole

WIDTH_PX, LABEL_PX, MARGIN_PX = 1400, 190, 16
STRIP_PX, GAP_PX, TITLE_PX, AXIS_PX = 24, 4, 46, 30
FEWEST_TICKS_PX = 90.0
# Frames further apart than this are not joined by a line: nobody was seen between.
BREAK_S = 0.25
HEAD_SPAN_DEG = 45.0

INK, FAINT, PAPER, STRIP = 0xFF2B2B33, 0xFF8A8A94, 0xFFFFFFFF, 0xFFF3F3F6
LEFT, RIGHT, MIDDLE = 0xFF2A6FBB, 0xFFD9772B, 0xFF4C4C58
HELD = 0xFF3A9A6B


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of the figure: up to two lines, each a colour and what to read off an expression, 0 to 1."""

    label: str
    lines: tuple[tuple[int, Callable[[Expression], float]], ...]


def draw_timeline_plot(rows: Sequence[tuple[float, Expression]], path: Path, title: str = "") -> None:
    """Draw (time_s, expression) of one face, in order of time, as a PNG at path. Left is blue, right is orange.

    Raises ValueError where there are no rows, SinkError where the file cannot be written.
    """
    if not rows:
        raise ValueError("there is no face to draw")
    strips = [*_gesture_strips(), *_head_strips(), *_channel_strips()]
    height = TITLE_PX + len(strips) * (STRIP_PX + GAP_PX) + AXIS_PX + MARGIN_PX
    surface = skia.Surface(WIDTH_PX, height)
    canvas = surface.getCanvas()
    canvas.clear(PAPER)
    start_s, end_s = rows[0][0], max(rows[-1][0], rows[0][0] + 1e-3)
    at = _TimeAxis(start_s, end_s)
    _write(canvas, title or "Reading", MARGIN_PX, 28, 17, bold=True)
    _write_key(canvas)
    for position, strip in enumerate(strips):
        _draw_strip(canvas, strip, rows, at, TITLE_PX + position * (STRIP_PX + GAP_PX))
    _draw_axis(canvas, at, TITLE_PX, height - MARGIN_PX - AXIS_PX)
    png = surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kPNG, 100)
    write_whole(path, bytes(png))


@dataclass(frozen=True, slots=True)
class _TimeAxis:
    start_s: float
    end_s: float

    def x(self, time_s: float) -> float:
        """Return where a time lies across the figure, px."""
        share = (time_s - self.start_s) / (self.end_s - self.start_s)
        return LABEL_PX + share * (WIDTH_PX - LABEL_PX - MARGIN_PX)


def _gesture_strips() -> list[Strip]:
    def held(gesture: Gesture) -> Callable[[Expression], float]:
        return lambda expression: float(gesture in expression.gestures)

    return [Strip(gesture.value.replace("_", " "), ((HELD, held(gesture)),)) for gesture in Gesture]


def _head_strips() -> list[Strip]:
    def share(angle_rad: float) -> float:
        return min(1.0, max(0.0, 0.5 + degrees(angle_rad) / (2 * HEAD_SPAN_DEG)))

    return [
        Strip(f"yaw ±{HEAD_SPAN_DEG:.0f}°", ((MIDDLE, lambda e: share(e.head.yaw_rad)),)),
        Strip(f"pitch ±{HEAD_SPAN_DEG:.0f}°", ((MIDDLE, lambda e: share(e.head.pitch_rad)),)),
        Strip(f"roll ±{HEAD_SPAN_DEG:.0f}°", ((MIDDLE, lambda e: share(e.head.roll_rad)),)),
        Strip("confidence", ((MIDDLE, lambda e: e.confidence),)),
    ]


def _channel_strips() -> list[Strip]:
    """Put the left and right of a pair into one strip."""

    def channel(name: str) -> Callable[[Expression], float]:
        return lambda expression: float(expression.channels[INDEX[name]])

    strips = []
    for name in CHANNELS:
        other = name.removesuffix("Left") + "Right"
        if name.endswith("Left") and other in INDEX:
            strips.append(Strip(name.removesuffix("Left"), ((LEFT, channel(name)), (RIGHT, channel(other)))))
        elif not (name.endswith("Right") and name.removesuffix("Right") + "Left" in INDEX):
            strips.append(Strip(name, ((MIDDLE, channel(name)),)))
    return strips


def _draw_strip(
    canvas: skia.Canvas, strip: Strip, rows: Sequence[tuple[float, Expression]], at: _TimeAxis, top: float
) -> None:
    paint = skia.Paint(Color=STRIP)
    canvas.drawRect(skia.Rect.MakeLTRB(LABEL_PX, top, WIDTH_PX - MARGIN_PX, top + STRIP_PX), paint)
    _write(canvas, strip.label, MARGIN_PX, top + STRIP_PX * 0.7, 12)
    for colour, value in strip.lines:
        line, area = skia.Path(), skia.Path()
        last_s: float | None = None
        for time_s, expression in rows:
            x, y = at.x(time_s), top + STRIP_PX * (1 - value(expression))
            if last_s is None or time_s - last_s > BREAK_S:
                if last_s is not None:
                    area.lineTo(at.x(last_s), top + STRIP_PX)
                line.moveTo(x, y)
                area.moveTo(x, top + STRIP_PX)
            line.lineTo(x, y)
            area.lineTo(x, y)
            last_s = time_s
        area.lineTo(at.x(last_s if last_s is not None else at.end_s), top + STRIP_PX)
        canvas.drawPath(area, skia.Paint(Color=colour, Alphaf=0.22, AntiAlias=True))
        canvas.drawPath(
            line, skia.Paint(Color=colour, Style=skia.Paint.kStroke_Style, StrokeWidth=1.2, AntiAlias=True)
        )


def _draw_axis(canvas: skia.Canvas, at: _TimeAxis, top: float, bottom: float) -> None:
    """Mark the seconds, at a round step that leaves room for the numbers."""
    length_s = at.end_s - at.start_s
    most = max(1.0, (WIDTH_PX - LABEL_PX) / FEWEST_TICKS_PX)
    step_s = next(
        (s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300) if length_s / s <= most), 600
    )
    faint = skia.Paint(Color=FAINT, Alphaf=0.35)
    tick_s = ceil(at.start_s / step_s) * step_s
    while tick_s <= at.end_s + 1e-9:
        canvas.drawLine(at.x(tick_s), top, at.x(tick_s), bottom, faint)
        _write(
            canvas, f"{tick_s:g} s" if step_s >= 1 else f"{tick_s:.1f} s", at.x(tick_s) - 8, bottom + 20, 12
        )
        tick_s += step_s


def _write_key(canvas: skia.Canvas) -> None:
    for position, (colour, label) in enumerate(
        ((LEFT, "visitor's left"), (RIGHT, "visitor's right"), (HELD, "held"))
    ):
        x = WIDTH_PX - 400 + 135 * position
        canvas.drawRect(skia.Rect.MakeXYWH(x, 18, 12, 12), skia.Paint(Color=colour))
        _write(canvas, label, x + 18, 28, 12)


def _write(canvas: skia.Canvas, text: str, x: float, y: float, size_px: float, *, bold: bool = False) -> None:
    canvas.drawString(
        text, x, y, skia.Font(find_font(bold=bold), size_px), skia.Paint(Color=INK, AntiAlias=True)
    )
