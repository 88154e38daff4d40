"""One shape's paints, as skia draws with them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import skia

from mirrorcam.avatar.ink import Gradient, Ink, fades_out
from mirrorcam.avatar.rig import Fade
from mirrorcam.avatar.svg import Shape

CAPS = {"round": skia.Paint.kRound_Cap, "square": skia.Paint.kSquare_Cap}
JOINS = {"round": skia.Paint.kRound_Join, "bevel": skia.Paint.kBevel_Join}
SPREADS = {"reflect": skia.TileMode.kMirror, "repeat": skia.TileMode.kRepeat}
# Drawing small and enlarging blurs by half a small pixel or a little more (its own box and the straight lines between).
BLUR_PIXELS = 0.6
BLUR_REACH = 3.0
# Nobody sees less opacity than this.
INVISIBLE = 0.002
# Gives a paint its shader, lays the shader out by a matrix, and says whether that is in the shape's box.
Light = tuple[Callable[[skia.Shader], None], Callable[[skia.Matrix], skia.Shader], bool]


def colour_number(digits: str, opacity: float) -> int:
    """Return rrggbb and an opacity in [0, 1] as skia's ARGB number."""
    return round(min(max(opacity, 0.0), 1.0) * 255) << 24 | int(digits, 16)


def matrix_of(row: Sequence[float]) -> skia.Matrix:
    """Return an affine's first two rows of three, one after the other, as skia's matrix."""
    return skia.Matrix.MakeAll(*row, 0.0, 0.0, 1.0)


def make_shader(gradient: Gradient, recolour: Mapping[str, str]) -> skia.Shader:
    """Return the gradient as a skia shader on the page at rest, or in the unit box of its shape."""
    stops = gradient.stops if len(gradient.stops) > 1 else gradient.stops * 2
    colours = [colour_number(recolour.get(colour, colour), opacity) for _, colour, opacity in stops]
    places = [offset for offset, _, _ in stops]
    mode = SPREADS.get(gradient.spread, skia.TileMode.kClamp)
    matrix = matrix_of(gradient.matrix[:2].ravel().tolist())
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


@dataclass(frozen=True, slots=True)
class Coat:
    """One paint of a brush: skia's paint, its gradient if it has one, and whether that lives in the shape's box."""

    paint: skia.Paint
    shader: skia.Shader | None
    in_box: bool
    opacity: float


class Brush:
    """The coats of one shape, kept from frame to frame; lights are what each frame does to the gradients among them.

    shows: something of it can be seen, unless it fades.
    """

    __slots__ = ("base", "blur", "coats", "fades", "lights", "reach", "shows")

    def __init__(self, shape: Shape, recolour: Mapping[str, str], fade: Fade) -> None:
        self.base = shape.opacity if fade[0] is None else fade[0]
        self.fades = fade[1]
        self.blur = shape.blur
        self.reach = BLUR_REACH * shape.blur + (shape.stroke_width if shape.stroke else 0.0)
        self.coats: list[Coat] = []
        for ink, stroked in ((shape.fill, False), (shape.stroke, True)):
            if ink is not None and not shape.hidden:
                self.coats.append(self.made(shape, ink, recolour, stroked))
        self.lights: list[Light] = [
            (coat.paint.setShader, coat.shader.makeWithLocalMatrix, coat.in_box)
            for coat in self.coats
            if coat.shader is not None
        ]
        self.shows = bool(self.coats) and (bool(self.fades) or self.base >= INVISIBLE)
        self.thin(self.base)

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
        if ink.gradient is None:
            return Coat(paint, None, False, ink.opacity)
        # Without dithering skia fills gradients by a way that takes twice as long here.
        paint.setDither(True)
        return Coat(paint, make_shader(ink.gradient, recolour), ink.gradient.in_box, ink.opacity)

    def thin(self, opacity: float) -> None:
        """Set the opacity of all coats."""
        for coat in self.coats:
            coat.paint.setAlphaf(opacity * coat.opacity)

    def opacity_at(self, channels: Sequence[float]) -> float:
        """Return the shape's opacity in [0, 1] under 52 channels."""
        if not self.fades:
            return self.base
        added = sum(weight * math.prod(channels[c] for c in product) for product, weight in self.fades)
        return min(max(self.base + added, 0.0), 1.0)
