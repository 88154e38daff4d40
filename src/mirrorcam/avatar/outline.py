"""Outlines: any basic SVG shape as move, line, cubic and close commands with their control points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
import svgelements

from mirrorcam.avatar.errors import fault
from mirrorcam.avatar.ink import read_number
from mirrorcam.core.types import FloatArray

POINTS_OF = {"M": 1, "L": 1, "C": 3, "Z": 0}
PLAIN_DATA = re.compile(r"[MLCZcz0-9eE+\-., \t\r\n]+")
PLAIN_COMMAND = re.compile(r"([MLCZcz])([^MLCZcz]*)")
UNMOVED = np.eye(3)
BASIC_SHAPES = ("path", "circle", "ellipse", "rect", "line", "polyline", "polygon")

_T = np.linspace(0, 1, 17)
# Points along a cubic, f64[17,4]: Bernstein's polynomials.
ON_CUBIC = np.stack([(1 - _T) ** 3, 3 * _T * (1 - _T) ** 2, 3 * _T**2 * (1 - _T), _T**3], axis=1)


@dataclass(frozen=True, slots=True)
class Outline:
    """commands: a string of M, L, C and Z. points: f64[N,2], one for M and L, three for C."""

    commands: str
    points: FloatArray

    def moved(self, matrix: FloatArray) -> Outline:
        """Return the outline under an affine f64[3,3]; itself where that moves nothing."""
        if np.array_equal(matrix, UNMOVED):
            return self
        return Outline(self.commands, self.points @ matrix[:2, :2].T + matrix[:2, 2])


def outline_box(outline: Outline) -> tuple[FloatArray, FloatArray]:
    """Return the lowest and highest x and y on an outline's curves, each f64[2]."""
    ends, cubics = [], []
    at = 0
    for command in outline.commands:
        if command in "ML":
            ends.append(at)
            at += 1
        elif command == "C":
            cubics.append(at - 1)
            at += 3
    seen = outline.points[ends]
    if cubics:
        four = outline.points[np.add.outer(np.array(cubics), np.arange(4))]
        seen = np.concatenate((seen, (ON_CUBIC @ four).reshape(-1, 2)))
    return seen.min(0), seen.max(0)


def _basic_path(element: ElementTree.Element, file: str, place: str) -> svgelements.Path:
    kind = element.tag.rpartition("}")[2]
    if kind == "path":
        return svgelements.Path(element.attrib.get("d", ""))
    if kind in ("polyline", "polygon"):
        made = svgelements.Polygon if kind == "polygon" else svgelements.Polyline
        return svgelements.Path(made(element.attrib.get("points", "")))

    def number(name: str) -> float:
        return read_number(element.attrib.get(name, "0"), file, place, name)

    if kind == "line":
        return svgelements.Path(
            svgelements.SimpleLine(number("x1"), number("y1"), number("x2"), number("y2"))
        )
    if kind == "circle":
        return svgelements.Path(svgelements.Circle(cx=number("cx"), cy=number("cy"), r=number("r")))
    if kind == "ellipse":
        return svgelements.Path(
            svgelements.Ellipse(cx=number("cx"), cy=number("cy"), rx=number("rx"), ry=number("ry"))
        )
    corners = {name: number(name) for name in ("rx", "ry") if name in element.attrib}
    return svgelements.Path(
        svgelements.Rect(
            x=number("x"), y=number("y"), width=number("width"), height=number("height"), **corners
        )
    )


def _point(point: svgelements.Point) -> tuple[float, float]:
    return float(point.x), float(point.y)


def plain_outline(data: str) -> Outline | None:
    """Return path data of absolute M, L, C, relative c and Z with plainly parted numbers, or None for any other.

    Fifty times faster than the full grammar, which matters: an avatar has some two thousand extreme shapes.
    """
    commands: list[str] = []
    values: list[float] = []
    relative: list[tuple[int, int]] = []
    for command, text in PLAIN_COMMAND.findall(data):
        at = len(values) // 2
        try:
            values.extend(map(float, text.replace(",", " ").split()))
        except ValueError:
            return None
        kind = command.upper()
        each = POINTS_OF[kind]
        count, odd = divmod(len(values) - 2 * at, 2)
        if odd or (count == 0) != (each == 0) or (each and count % each) or (kind == "M" and count != 1):
            return None
        if command == "c":
            relative.append((at, count))
        commands.append(kind * (count // each if each else 1))
    shape = "".join(commands)
    if not shape.startswith("M") or len(shape) < 2 or "ZL" in shape or "ZC" in shape:
        return None
    points = np.array(values).reshape(-1, 2)
    for at, count in relative:
        _add_up(points, at, count)
    return Outline(shape, points) if np.isfinite(points).all() else None


def _add_up(points: FloatArray, at: int, count: int) -> None:
    """Turn the steps of relative cubics, points[at : at + count], into places; each cubic starts where one ended."""
    steps = points[at : at + count].reshape(-1, 3, 2)
    starts = np.empty((len(steps), 1, 2))
    starts[0] = points[at - 1]
    np.cumsum(steps[:-1, 2], axis=0, out=starts[1:, 0])
    starts[1:] += starts[0]
    steps += starts


def read_outline(element: ElementTree.Element, file: str, place: str) -> Outline:
    """Return a shape's outline; curves of any kind become cubics, so every drawing has the same few commands."""
    data = element.attrib.get("d", "") if element.tag.endswith("}path") else ""
    if PLAIN_DATA.fullmatch(data):
        plain = plain_outline(data)
        if plain is not None:
            return plain
    try:
        path = _basic_path(element, file, place)
        path.approximate_arcs_with_cubics()
        segments = list(path)
    except (ValueError, TypeError, IndexError, AttributeError, ZeroDivisionError) as error:
        raise fault(file, place, f"a path that cannot be read ({error})", "SVG path data") from None
    commands: list[str] = []
    points: list[tuple[float, float]] = []
    for segment in segments:
        if isinstance(segment, svgelements.Move):
            commands.append("M")
            points.append(_point(segment.end))
        elif isinstance(segment, svgelements.Close):
            commands.append("Z")
        elif isinstance(segment, svgelements.CubicBezier):
            commands.append("C")
            points += [_point(segment.control1), _point(segment.control2), _point(segment.end)]
        elif isinstance(segment, svgelements.QuadraticBezier):
            commands.append("C")
            start, middle, end = (np.array(_point(p)) for p in (segment.start, segment.control, segment.end))
            first, second = start + (middle - start) * 2 / 3, end + (middle - end) * 2 / 3
            points += [(first[0], first[1]), (second[0], second[1]), (end[0], end[1])]
        else:
            commands.append("L")
            points.append(_point(segment.end))
    array = np.array(points, np.float64).reshape(-1, 2)
    if not commands or commands[0] != "M" or len(commands) < 2:
        raise fault(file, place, "an empty path", "a path with at least one line or curve")
    if not np.isfinite(array).all():
        raise fault(file, place, "a path with a coordinate that is no number", "finite coordinates")
    return Outline("".join(commands), array)
