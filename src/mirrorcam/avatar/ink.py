"""How a shape is inked: colours, gradients, strokes and blur, as the SVG states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
import svgelements

from mirrorcam.avatar.errors import fault
from mirrorcam.avatar.xml_tree import SVG, XLINK
from mirrorcam.core.types import FloatArray

Rgba = tuple[float, float, float, float]
PROPERTIES = (
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap",
    "stroke-linejoin", "opacity", "filter", "display", "visibility", "stop-color", "stop-opacity", "color",
)  # fmt: skip
INHERITED = frozenset(PROPERTIES) - {"opacity", "filter", "display", "stop-color", "stop-opacity"}
MAX_GRADIENT_LINKS = 8
IDENTITY = np.eye(3)
IDENTITY.flags.writeable = False
# svgelements takes any word it does not know for black.
OPAQUE_BLACK = 0x000000FF
BLACKS = re.compile(r"black|#0{3}f?|#0{6}(ff)?|(rgb|hsl)a?\([-\d.,%/\s]+\)")


@dataclass(frozen=True, slots=True)
class Gradient:
    """A gradient; numbers in its own units, matrix f64[3,3] from those to the shape's user space.

    kind is "linear" (x1, y1, x2, y2) or "radial" (cx, cy, r, fx, fy). in_box: the numbers are shares of the
    shape's bounding box. Stops: (offset, colour as rrggbb, opacity). spread: pad, reflect or repeat.
    """

    kind: str
    numbers: tuple[float, ...]
    matrix: FloatArray
    in_box: bool
    stops: tuple[tuple[float, str, float], ...]
    spread: str


@dataclass(frozen=True, slots=True)
class Ink:
    """One fill or stroke: a colour as rrggbb or a gradient, with an opacity in [0, 1]."""

    colour: str | None
    gradient: Gradient | None
    opacity: float


def fades_out(gradient: Gradient) -> bool:
    """Say whether a gradient has faded to nothing wherever an ellipse in its box ends."""
    if gradient.kind != "radial" or not gradient.in_box or gradient.stops[-1][2] > 0:
        return False
    cx, cy, radius = gradient.numbers[:3]
    return (
        abs(cx - 0.5) < 0.02
        and abs(cy - 0.5) < 0.02
        and radius <= 0.52
        and np.allclose(gradient.matrix, IDENTITY)
    )


def properties_of(element: ElementTree.Element, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the drawing properties in force at an element: inherited ones, attributes, then its style."""
    found = {name: value for name, value in inherited.items() if name in INHERITED}
    found.update((name, element.attrib[name]) for name in PROPERTIES if name in element.attrib)
    for declaration in element.attrib.get("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in PROPERTIES:
            found[name.strip()] = value.strip().removesuffix("!important").strip()
    return found


def read_number(text: str, file: str, place: str, what: str) -> float:
    """Return a plain number, a px length or a percentage (as a share); AvatarError names the place."""
    stripped = text.strip()
    scale = 1.0
    if stripped.endswith("%"):
        stripped, scale = stripped[:-1], 0.01
    try:
        value = float(stripped.removesuffix("px")) * scale
    except ValueError:
        value = float("nan")
    if not np.isfinite(value):
        raise fault(file, place, f"{what} = '{text[:40]}'", "a number")
    return value


def read_colour(text: str, file: str, place: str) -> tuple[str, float]:
    """Return a colour as six hex digits, and its own opacity."""
    stated = text.strip().lower()
    try:
        colour = svgelements.Color(stated)
        unknown = colour.value is None or (colour.value == OPAQUE_BLACK and not BLACKS.fullmatch(stated))
    except (ValueError, TypeError):
        unknown = True
    if unknown:
        raise fault(file, place, f"the colour '{text[:40]}'", "a colour such as #f7cdb3")
    return f"{colour.red:02x}{colour.green:02x}{colour.blue:02x}", float(colour.opacity)


def read_matrix(text: str | None, file: str, place: str) -> FloatArray:
    """Return an SVG transform list as f64[3,3]."""
    if not text:
        return IDENTITY
    try:
        m = svgelements.Matrix(text)
        values = np.array([[m.a, m.c, m.e], [m.b, m.d, m.f], [0, 0, 1]], np.float64)
    except (ValueError, TypeError, IndexError, AttributeError):
        values = np.full((3, 3), np.nan)
    if not np.isfinite(values).all():
        raise fault(file, place, f"transform='{text[:40]}'", "an SVG transform such as translate(3,4)")
    return values


def _chain(
    identifier: str, by_id: Mapping[str, ElementTree.Element], file: str, place: str
) -> list[ElementTree.Element]:
    chain: list[ElementTree.Element] = []
    while identifier:
        element = by_id.get(identifier)
        if element is None or not element.tag.endswith("Gradient"):
            raise fault(
                file, place, f"a link to '#{identifier}'", "a linearGradient or radialGradient of this file"
            )
        if len(chain) >= MAX_GRADIENT_LINKS:
            raise fault(file, place, f"gradients linked in a ring at '#{identifier}'", "a chain that ends")
        chain.append(element)
        link = element.attrib.get(f"{XLINK}href", element.attrib.get("href", ""))
        identifier = link.removeprefix("#")
    return chain


def _stops(chain: list[ElementTree.Element], file: str, place: str) -> tuple[tuple[float, str, float], ...]:
    for element in chain:
        stops: list[tuple[float, str, float]] = []
        for child in element.iterfind(f"{SVG}stop"):
            properties = properties_of(child, {})
            colour, alpha = read_colour(properties.get("stop-color", "#000000"), file, place)
            alpha *= read_number(properties.get("stop-opacity", "1"), file, place, "stop-opacity")
            offset = read_number(child.attrib.get("offset", "0"), file, place, "offset")
            lowest = stops[-1][0] if stops else 0.0
            stops.append((min(max(offset, lowest), 1.0), colour, alpha))
        if stops:
            return tuple(stops)
    raise fault(file, place, "a gradient without stops", "at least one <stop>")


def read_gradient(
    identifier: str, by_id: Mapping[str, ElementTree.Element], file: str, place: str
) -> Gradient:
    """Return the gradient with this id, following links to other gradients for what it leaves out."""
    chain = _chain(identifier, by_id, file, place)
    linear = chain[0].tag.endswith("linearGradient")

    def attribute(name: str, default: str) -> str:
        return next((e.attrib[name] for e in chain if name in e.attrib), default)

    def number(name: str, default: str) -> float:
        return read_number(attribute(name, default), file, place, f"gradient's {name}")

    numbers: tuple[float, ...]
    if linear:
        numbers = (number("x1", "0"), number("y1", "0"), number("x2", "1"), number("y2", "0"))
    else:
        cx, cy, r = number("cx", "0.5"), number("cy", "0.5"), number("r", "0.5")
        numbers = (cx, cy, r, number("fx", repr(cx)), number("fy", repr(cy)))
    return Gradient(
        kind="linear" if linear else "radial",
        numbers=numbers,
        matrix=read_matrix(attribute("gradientTransform", ""), file, place),
        in_box=attribute("gradientUnits", "objectBoundingBox") == "objectBoundingBox",
        stops=_stops(chain, file, place),
        spread=attribute("spreadMethod", "pad"),
    )


def read_ink(
    kind: str, properties: Mapping[str, str], by_id: Mapping[str, ElementTree.Element], file: str, place: str
) -> Ink | None:
    """Return how a shape's "fill" or "stroke" is inked, None for none."""
    text = properties.get(kind, "#000000" if kind == "fill" else "none").strip()
    if text in ("none", "transparent"):
        return None
    opacity = read_number(properties.get(f"{kind}-opacity", "1"), file, place, f"{kind}-opacity")
    if text.startswith("url("):
        identifier = text[4:].split(")")[0].strip(" '\"").removeprefix("#")
        return Ink(None, read_gradient(identifier, by_id, file, place), opacity)
    colour, alpha = read_colour(
        properties.get("color", "#000000") if text == "currentColor" else text, file, place
    )
    return Ink(colour, None, opacity * alpha)


def read_blur(
    properties: Mapping[str, str], by_id: Mapping[str, ElementTree.Element], file: str, place: str
) -> float:
    """Return the Gaussian blur's standard deviation in user units, 0 for none; other filters are refused."""
    text = properties.get("filter", "none").strip()
    if text in ("none", ""):
        return 0.0
    identifier = text.removeprefix("url(").split(")")[0].strip(" '\"").removeprefix("#")
    element = by_id.get(identifier)
    primitives = [] if element is None else [child.tag.rpartition("}")[2] for child in element]
    if element is None or primitives != ["feGaussianBlur"]:
        found = ", ".join(primitives) or f"nothing under '#{identifier}'"
        raise fault(file, place, f"the filter {found}", "one feGaussianBlur")
    deviation = element[0].attrib.get("stdDeviation", "0").replace(",", " ").split()
    return max(read_number(part, file, place, "stdDeviation") for part in deviation)
