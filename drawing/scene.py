"""What a drawing is made of, and how it is written as avatar.svg.

A drawing is a list of layers with shapes (how they are painted) and one function that gives every shape's
outline for a pose (how they move). The extreme shapes are that function at each channel and at each pair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from drawing.curves import Curves, Points
from drawing.fields import Pose
from mirrorcam.core.channels import CHANNELS

Outlines = dict[str, Curves]
Build = Callable[[Pose], Outlines]
SMALLEST_MOVE = 0.3  # drawing units; less is not written
COARSE_MOVE = 0.8  # the same for outlines of many points
MANY_POINTS = 300


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of a gradient: place in [0, 1], a colour's name, its alpha."""

    at: float
    colour: str
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear gradient from start to end; in the shape's box (0..1), or in drawing units with user=True."""

    start: tuple[float, float]
    end: tuple[float, float]
    stops: tuple[Stop, ...]
    user: bool = False


@dataclass(frozen=True, slots=True)
class Radial:
    """A radial gradient around `centre` with `radius`; in the shape's box, or in drawing units with user=True."""

    centre: tuple[float, float]
    radius: float
    stops: tuple[Stop, ...]
    user: bool = False


Paint = str | Linear | Radial | None


@dataclass(frozen=True, slots=True)
class Shape:
    """How one outline is painted. Colours are names from the palette."""

    label: str
    fill: Paint = None
    stroke: str | None = None
    width: float = 0.0
    opacity: float = 1.0
    blur: float = 0.0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """One part, and the shape whose outline clips it, if any."""

    part: str
    shapes: tuple[Shape, ...]
    clip: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole avatar before it is written."""

    title: str
    layers: tuple[Layer, ...]
    build: Build
    pairs: tuple[tuple[str, str], ...]
    colours: dict[str, str]


def soft(colour: str, strength: float = 1.0, centre: tuple[float, float] = (0.5, 0.5)) -> Radial:
    """Return a blob that fades smoothly to nothing at the edge of its box."""
    fall = ((0.0, 1.0), (0.2, 0.9), (0.4, 0.66), (0.6, 0.36), (0.8, 0.11), (1.0, 0.0))
    return Radial(centre, 0.5, tuple(Stop(at, colour, round(alpha * strength, 3)) for at, alpha in fall))


def fade(colour: str, start: tuple[float, float], end: tuple[float, float], strength: float = 1.0) -> Linear:
    """Return a linear gradient from full strength at start to nothing at end."""
    return Linear(
        start, end, (Stop(0, colour, strength), Stop(0.5, colour, strength * 0.42), Stop(1, colour, 0))
    )


def _tenths(value: int) -> str:
    """Return a number of tenths as short as SVG allows."""
    whole, tenth = divmod(abs(value), 10)
    text = f"{whole}.{tenth}".removesuffix(".0")
    return ("-" if value < 0 else "") + (text.removeprefix("0") if text.startswith("0.") else text)


def _pair(tenths: Points) -> str:
    return f"{_tenths(int(tenths[0]))},{_tenths(int(tenths[1]))}"


def path_data(curves: Curves, closed: bool) -> str:
    """Return SVG path data: M, then relative cubics, to a tenth of a unit without drift."""
    words: list[str] = []
    for curve in curves:
        tenths = np.rint(curve * 10).astype(int)
        words.append("M" + _pair(tenths[0]))
        steps = tenths[1:].reshape(-1, 3, 2) - tenths[:-1:3, None]
        words.append("c" + " ".join(_pair(step) for step in steps.reshape(-1, 2)))
        if closed:
            words.append("z")
    return "".join(words)


def _difference(curves: Curves, rest: Curves) -> float:
    return max(float(np.abs(a - b).max()) for a, b in zip(curves, rest, strict=True))


def _least(curves: Curves) -> float:
    return COARSE_MOVE if sum(map(len, curves)) > MANY_POINTS else SMALLEST_MOVE


def extremes(drawing: Drawing) -> dict[str, dict[str, Curves]]:
    """Return {label: {channel or pair: outline}} for all that moves by at least SMALLEST_MOVE."""
    rest = drawing.build({})
    singles = {channel: drawing.build({channel: 1.0}) for channel in CHANNELS}
    found: dict[str, dict[str, Curves]] = {label: {} for label in rest}
    for channel, outlines in singles.items():
        for label, curves in outlines.items():
            if _difference(curves, rest[label]) >= _least(curves):
                found[label][channel] = curves
    for first, second in drawing.pairs:
        for label, curves in drawing.build({first: 1.0, second: 1.0}).items():
            a, b, still = singles[first][label], singles[second][label], rest[label]
            summed = [x + y - z for x, y, z in zip(a, b, still, strict=True)]
            if _difference(curves, summed) >= 2 * _least(still):
                found[label][first], found[label][second] = a, b
                found[label][f"{first}+{second}"] = curves
    return found


def _gradient(name: str, paint: Linear | Radial, colours: dict[str, str]) -> str:
    units = "userSpaceOnUse" if paint.user else "objectBoundingBox"
    stops = "".join(
        f'<stop offset="{stop.at:g}" stop-color="{colours[stop.colour]}" stop-opacity="{stop.alpha:g}"/>'
        for stop in paint.stops
    )
    if isinstance(paint, Linear):
        (x1, y1), (x2, y2) = paint.start, paint.end
        place = f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
        return f'<linearGradient id="{name}" gradientUnits="{units}" {place}>{stops}</linearGradient>'
    place = f'cx="{paint.centre[0]:g}" cy="{paint.centre[1]:g}" r="{paint.radius:g}"'
    return f'<radialGradient id="{name}" gradientUnits="{units}" {place}>{stops}</radialGradient>'


def _attributes(shape: Shape, colours: dict[str, str]) -> str:
    if isinstance(shape.fill, str):
        fill = colours[shape.fill]
    else:
        fill = "none" if shape.fill is None else f"url(#paint.{shape.label})"
    words = [f'fill="{fill}"']
    if shape.stroke:
        words.append(
            f'stroke="{colours[shape.stroke]}" stroke-width="{shape.width:g}" '
            'stroke-linecap="round" stroke-linejoin="round"'
        )
    if shape.opacity < 1:
        words.append(f'opacity="{shape.opacity:g}"')
    if shape.blur:
        words.append(f'filter="url(#blur.{shape.blur:g})"')
    if shape.hidden:
        words.append('display="none"')
    return " ".join(words)


def _definitions(drawing: Drawing, rest: Outlines) -> list[str]:
    shapes = [shape for layer in drawing.layers for shape in layer.shapes]
    rows = [
        _gradient(f"paint.{shape.label}", shape.fill, drawing.colours)
        for shape in shapes
        if isinstance(shape.fill, Linear | Radial)
    ]
    rows += [
        f'<filter id="blur.{blur:g}" x="-0.5" y="-0.5" width="2" height="2">'
        f'<feGaussianBlur stdDeviation="{blur:g}"/></filter>'
        for blur in sorted({shape.blur for shape in shapes if shape.blur})
    ]
    for outline in sorted({layer.clip for layer in drawing.layers if layer.clip}):
        data = path_data(rest[outline], closed=True)
        rows.append(f'<clipPath id="clip.{outline}"><path d="{data}"/></clipPath>')
    return rows


def svg_text(drawing: Drawing) -> str:
    """Return the whole avatar.svg."""
    rest = drawing.build({})
    moved = extremes(drawing)
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 1000 1000" '
        'width="1000" height="1000">',
        f"<title>{escape(drawing.title)}</title>",
        "<defs>",
        *_definitions(drawing, rest),
        "</defs>",
    ]
    for layer in drawing.layers:
        clip = f' clip-path="url(#clip.{layer.clip})"' if layer.clip else ""
        rows.append(
            f'<g inkscape:groupmode="layer" id="layer.{layer.part}" inkscape:label="{layer.part}"{clip}>'
        )
        for shape in layer.shapes:
            rows.extend(_shape_rows(shape, rest[shape.label], moved[shape.label], drawing.colours))
        rows.append("</g>")
    rows.append("</svg>")
    return "\n".join(rows) + "\n"


def _shape_rows(
    shape: Shape, rest: Curves, moved: dict[str, Curves], colours: dict[str, str]
) -> Sequence[str]:
    closed = shape.fill is not None or shape.hidden
    painted = _attributes(shape, colours)
    rows = [
        f'<path id="{shape.label}" inkscape:label="{shape.label}" {painted} d="{path_data(rest, closed)}"/>'
    ]
    for channel, curves in moved.items():
        name = f"{shape.label}@{channel}"
        rows.append(f'<path inkscape:label="{name}" style="display:none" d="{path_data(curves, closed)}"/>')
    return rows
