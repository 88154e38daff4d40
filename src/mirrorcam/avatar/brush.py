"""One shape as skia draws it: its path, filled with fresh points each frame, and its paints."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import skia

from mirrorcam.avatar.ink import Gradient, Ink, fades_out
from mirrorcam.avatar.rig import Fade
from mirrorcam.avatar.svg import Shape
from mirrorcam.core.types import FloatArray

CAPS = {"round": skia.Paint.kRound_Cap, "square": skia.Paint.kSquare_Cap}
JOINS = {"round": skia.Paint.kRound_Join, "bevel": skia.Paint.kBevel_Join}
SPREADS = {"reflect": skia.TileMode.kMirror, "repeat": skia.TileMode.kRepeat}
HEADER_BYTES = 16
BLUR_PIXELS = 1.0
BLUR_REACH = 3.0


def colour_number(digits: str, opacity: float) -> int:
    """Return rrggbb and an opacity in [0, 1] as skia's ARGB number."""
    return round(min(max(opacity, 0.0), 1.0) * 255) << 24 | int(digits, 16)


def matrix_of(rows: Sequence[Sequence[float]]) -> skia.Matrix:
    """Return an affine's first two rows of three as skia's matrix."""
    return skia.Matrix.MakeAll(*rows[0], *rows[1], 0.0, 0.0, 1.0)


def make_shader(gradient: Gradient, recolour: Mapping[str, str]) -> skia.Shader:
    """Return the gradient as a skia shader on the page at rest, or in the unit box of its shape."""
    stops = gradient.stops if len(gradient.stops) > 1 else gradient.stops * 2
    colours = [colour_number(recolour.get(colour, colour), opacity) for _, colour, opacity in stops]
    places = [offset for offset, _, _ in stops]
    mode = SPREADS.get(gradient.spread, skia.TileMode.kClamp)
    matrix = matrix_of(gradient.matrix.tolist())
    numbers = gradient.numbers
    if gradient.kind == "linear":
        ends = [skia.Point(*numbers[:2]), skia.Point(*numbers[2:])]
        return skia.GradientShader.MakeLinear(ends, colours, places, mode, 0, matrix)
    cx, cy, radius, fx, fy = numbers
    centre, radius = skia.Point(cx, cy), max(radius, 1e-4)
    if (fx, fy) == (cx, cy):
        return skia.GradientShader.MakeRadial(centre, radius, colours, places, mode, 0, matrix)
    away = float(np.hypot(fx - cx, fy - cy))
    pull = min(1.0, 0.99 * radius / away)
    focus = skia.Point(cx + (fx - cx) * pull, cy + (fy - cy) * pull)
    return skia.GradientShader.MakeTwoPointConical(
        focus, 0.0, centre, radius, colours, places, mode, 0, matrix
    )


class PathFiller:
    """A skia path whose points are replaced at once.

    skia reads a path back from its own serial form five times faster than it is built call by call; that form is
    checked here against the path it came from, and the slow way stands by should another skia write it otherwise.
    """

    __slots__ = ("commands", "even_odd", "fill", "path", "serial", "view")

    def __init__(self, commands: str, points: FloatArray, even_odd: bool) -> None:
        self.commands = commands
        self.even_odd = even_odd
        self.path = self.built(points)
        self.serial = bytearray(bytes(self.path.serialize()))
        self.view: FloatArray | None = None
        count = self.path.countPoints()
        self.fill: Callable[[FloatArray], skia.Path] = self.built
        if count == len(points) and len(self.serial) >= HEADER_BYTES + 8 * count:
            self.view = np.frombuffer(self.serial, np.float32, 2 * count, HEADER_BYTES)
            if np.array_equal(self.view, points.astype(np.float32).ravel()) and self.reads_back(points):
                self.fill = self.refilled

    def reads_back(self, points: FloatArray) -> bool:
        """Say whether the quick way gives the same path as the slow one."""
        moved = (points + 7.0).astype(np.float32)
        return bool(self.refilled(moved) == self.built(moved))

    def built(self, points: FloatArray) -> skia.Path:
        """Return a new path over f32[N,2] points, command by command."""
        path = skia.Path()
        values = points.ravel().tolist()
        at = 0
        for command in self.commands:
            if command == "M":
                path.moveTo(values[at], values[at + 1])
                at += 2
            elif command == "L":
                path.lineTo(values[at], values[at + 1])
                at += 2
            elif command == "C":
                path.cubicTo(*values[at : at + 6])
                at += 6
            else:
                path.close()
        if self.even_odd:
            path.setFillType(skia.PathFillType.kEvenOdd)
        return path

    def refilled(self, points: FloatArray) -> skia.Path:
        """Return a path over f32[N,2] points, read from the patched serial form."""
        assert self.view is not None
        self.view[:] = points.ravel()
        path = skia.Path()
        path.readFromMemory(bytes(self.serial))
        return path


@dataclass(frozen=True, slots=True)
class Coat:
    """One paint of a brush: skia's paint, its gradient if it has one, and whether that lives in the shape's box."""

    paint: skia.Paint
    shader: skia.Shader | None
    in_box: bool
    opacity: float


class Brush:
    """The coats of one shape, kept from frame to frame."""

    __slots__ = ("base", "blur", "coats", "fades", "outline", "reach")

    def __init__(self, shape: Shape, recolour: Mapping[str, str], fade: Fade) -> None:
        self.outline = PathFiller(
            shape.outline.commands, shape.outline.points.astype(np.float32), shape.even_odd
        )
        self.base = shape.opacity if fade[0] is None else fade[0]
        self.fades = fade[1]
        self.blur = shape.blur
        self.reach = BLUR_REACH * shape.blur + (shape.stroke_width if shape.stroke else 0.0)
        self.coats: list[Coat] = []
        for ink, stroked in ((shape.fill, False), (shape.stroke, True)):
            if ink is not None and not shape.hidden:
                self.coats.append(self.made(shape, ink, recolour, stroked))

    def made(self, shape: Shape, ink: Ink, recolour: Mapping[str, str], stroked: bool) -> Coat:
        """Return the coat that inks a shape's fill or stroke."""
        colour = 0xFF000000
        if ink.colour is not None:
            colour = colour_number(recolour.get(ink.colour, ink.colour), 1.0)
        # An edge that has faded to nothing needs no smoothing, which costs a quarter of the filling.
        sharp = stroked or ink.gradient is None or not fades_out(ink.gradient)
        paint = skia.Paint(AntiAlias=sharp, Color=colour)
        if stroked:
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(shape.stroke_width)
            paint.setStrokeCap(CAPS.get(shape.cap, skia.Paint.kButt_Cap))
            paint.setStrokeJoin(JOINS.get(shape.join, skia.Paint.kMiter_Join))
        if shape.blur > 0:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, shape.blur, True))
        if ink.gradient is None:
            return Coat(paint, None, False, ink.opacity)
        return Coat(paint, make_shader(ink.gradient, recolour), ink.gradient.in_box, ink.opacity)

    def opacity_at(self, channels: FloatArray) -> float:
        """Return the shape's opacity in [0, 1] under f32[52] channels."""
        if not self.fades:
            return self.base
        added = sum(weight * math.prod(float(channels[c]) for c in product) for product, weight in self.fades)
        return min(max(self.base + added, 0.0), 1.0)
