"""avatar.svg: layers are parts, paths are shapes, SHAPE@channel are their extreme shapes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

import numpy as np

from mirrorcam.avatar.errors import AvatarError, Report, fault, stop_at_once
from mirrorcam.avatar.ink import Ink, properties_of, read_blur, read_ink, read_matrix, read_number
from mirrorcam.avatar.outline import BASIC_SHAPES, Outline, outline_box, read_outline
from mirrorcam.avatar.xml_tree import INKSCAPE, SVG, read_xml
from mirrorcam.core.types import FloatArray

PAGE = 1000.0
MAX_DRAWN_NODES = 6_000
MAX_ALL_POINTS = 400_000
IGNORED_ELEMENTS = frozenset(("defs", "metadata", "title", "desc", "namedview"))


@dataclass(frozen=True, slots=True)
class Shape:
    """One drawn path in page units (1000 x 1000): its outline at rest and how it is inked.

    opacity includes that of the groups around it. blur is a standard deviation in page units. A hidden shape
    is not drawn, but may clip others.
    """

    label: str
    part: str
    outline: Outline
    fill: Ink | None
    stroke: Ink | None
    stroke_width: float
    cap: str
    join: str
    even_odd: bool
    opacity: float
    blur: float
    hidden: bool


@dataclass(frozen=True, slots=True)
class Extreme:
    """The outline of a shape when every channel it names is at 1."""

    label: str
    part: str
    channels: tuple[str, ...]
    outline: Outline

    @property
    def name(self) -> str:
        """The label as it stands in the file: SHAPE@channel or SHAPE@one+other."""
        return f"{self.label}@{'+'.join(self.channels)}"


@dataclass(slots=True)
class Drawing:
    """Everything read from one avatar.svg, shapes in drawing order."""

    file: str
    parts: list[str] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    extremes: list[Extreme] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Scope:
    part: str
    matrix: FloatArray
    properties: Mapping[str, str]
    opacity: float
    blur: float


def _page_matrix(root: ElementTree.Element, file: str) -> FloatArray:
    text = root.attrib.get("viewBox")
    if text is None:
        raise fault(file, "<svg>", "no viewBox", 'viewBox="0 0 1000 1000"')
    numbers = [read_number(part, file, "<svg>", "viewBox") for part in text.replace(",", " ").split()]
    if len(numbers) != 4 or min(numbers[2:]) <= 0 or abs(numbers[2] / numbers[3] - 1) > 0.001:
        raise fault(file, "<svg>", f'viewBox="{text[:40]}"', 'a square page such as viewBox="0 0 1000 1000"')
    scale = PAGE / numbers[2]
    return np.array([[scale, 0, -numbers[0] * scale], [0, scale, -numbers[1] * scale], [0, 0, 1.0]])


def _box_matrix(outline: Outline) -> FloatArray:
    """Return the matrix from shares of the outline's bounding box to its user space."""
    low, high = outline_box(outline)
    width, height = np.maximum(high - low, 1e-6)
    return np.array([[width, 0, low[0]], [0, height, low[1]], [0, 0, 1.0]])


def growth(matrix: FloatArray) -> float:
    """Return by how much an affine f64[3,3] enlarges lengths, the same in all directions."""
    (a, c, _), (b, d, _), _ = matrix.tolist()
    return math.sqrt(abs(a * d - b * c))


class _Reader:
    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        self.drawing = Drawing(file)
        self.by_id: dict[str, ElementTree.Element] = {}
        self.labels: dict[str, str] = {}
        self.points = 0

    def read(self, root: ElementTree.Element) -> Drawing:
        self.by_id = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
        page = _Scope("", _page_matrix(root, self.file), properties_of(root, {}), 1.0, 0.0)
        for child in root:
            self.read_top(child, page)
        nodes = sum(len(shape.outline.points) for shape in self.drawing.shapes)
        if nodes > MAX_DRAWN_NODES:
            self.report(
                fault(self.file, "all layers", f"{nodes:,} nodes and handles", f"at most {MAX_DRAWN_NODES:,}")
            )
        return self.drawing

    def read_top(self, element: ElementTree.Element, page: _Scope) -> None:
        local = element.tag.rpartition("}")[2]
        if local in IGNORED_ELEMENTS or not element.tag.startswith(SVG):
            return
        label = element.attrib.get(f"{INKSCAPE}label", "")
        if local == "style" and (element.text or "").strip():
            self.report(fault(self.file, "<style>", "a style sheet", "each path's own style"))
        elif local != "g" or element.attrib.get(f"{INKSCAPE}groupmode") != "layer":
            self.report(
                fault(self.file, label or f"<{local}>", f"a <{local}> outside every layer", "layers only")
            )
        elif not label:
            self.report(
                fault(self.file, element.attrib.get("id", "<g>"), "a layer without a label", "a part's name")
            )
        elif label in self.drawing.parts:
            self.report(fault(self.file, f"layer '{label}'", "two layers of this name", "one layer a part"))
        else:
            self.drawing.parts.append(label)
            self.walk(element, replace(page, part=label))

    def walk(self, element: ElementTree.Element, scope: _Scope) -> None:
        local = element.tag.rpartition("}")[2]
        if local in IGNORED_ELEMENTS or not element.tag.startswith(SVG):
            return
        label = element.attrib.get(f"{INKSCAPE}label", element.attrib.get("id", ""))
        place = f"layer '{scope.part}', '{label}'"
        try:
            if local == "g":
                inner = self.scope_of(element, scope, place)
                for child in element:
                    self.walk(child, inner)
            elif local in BASIC_SHAPES and "@" in label:
                self.read_extreme(element, label, scope, place)
            elif local in BASIC_SHAPES:
                self.read_shape(element, label, self.scope_of(element, scope, place), place)
            else:
                raise fault(
                    self.file, place, f"<{local}>", "paths and basic shapes (in Inkscape: Object to Path)"
                )
        except AvatarError as error:
            self.report(error)

    def scope_of(self, element: ElementTree.Element, scope: _Scope, place: str) -> _Scope:
        properties = properties_of(element, scope.properties)
        if scope.properties.get("display") == "none":
            properties["display"] = "none"
        own = scope.matrix @ read_matrix(element.attrib.get("transform"), self.file, place)
        blur = read_blur(properties, self.by_id, self.file, place) * growth(own)
        opacity = read_number(properties.get("opacity", "1"), self.file, place, "opacity")
        return _Scope(scope.part, own, properties, scope.opacity * opacity, max(scope.blur, blur))

    def read_shape(self, element: ElementTree.Element, label: str, scope: _Scope, place: str) -> None:
        if not label:
            raise fault(
                self.file, f"layer '{scope.part}'", "a path without a label", "a label for every path"
            )
        hidden = scope.properties.get("display") == "none" or scope.properties.get("visibility") == "hidden"
        flat, outline = self.outlined(element, label, scope, place)
        self.drawing.shapes.append(self.inked(label, flat, outline, scope, place, hidden))

    def read_extreme(self, element: ElementTree.Element, label: str, scope: _Scope, place: str) -> None:
        """Read an outline and nothing else: it is never drawn, so its ink does not matter."""
        base, _, channels = label.partition("@")
        transform = element.attrib.get("transform")
        if transform is not None:
            scope = replace(scope, matrix=scope.matrix @ read_matrix(transform, self.file, place))
        _, outline = self.outlined(element, label, scope, place)
        self.drawing.extremes.append(Extreme(base, scope.part, tuple(channels.split("+")), outline))

    def outlined(
        self, element: ElementTree.Element, label: str, scope: _Scope, place: str
    ) -> tuple[Outline, Outline]:
        """Return a shape's outline as drawn and on the page; its label and its nodes are counted."""
        if label in self.labels:
            raise fault(
                self.file,
                place,
                f"the label '{label}' twice (also in layer '{self.labels[label]}')",
                "one each",
            )
        self.labels[label] = scope.part
        flat = read_outline(element, self.file, place)
        self.points += len(flat.points)
        if self.points > MAX_ALL_POINTS:
            raise fault(
                self.file, place, f"over {MAX_ALL_POINTS:,} nodes with the extreme shapes", "fewer nodes"
            )
        return flat, flat.moved(scope.matrix)

    def inked(
        self, label: str, flat: Outline, outline: Outline, scope: _Scope, place: str, hidden: bool
    ) -> Shape:
        properties = scope.properties
        width = read_number(properties.get("stroke-width", "1"), self.file, place, "stroke-width")

        def ink(kind: str) -> Ink | None:
            found = read_ink(kind, properties, self.by_id, self.file, place)
            return None if found is None else on_page(found, flat, scope.matrix)

        return Shape(
            label=label,
            part=scope.part,
            outline=outline,
            fill=ink("fill"),
            stroke=ink("stroke"),
            stroke_width=width * growth(scope.matrix),
            cap=properties.get("stroke-linecap", "butt"),
            join=properties.get("stroke-linejoin", "miter"),
            even_odd=properties.get("fill-rule") == "evenodd",
            opacity=scope.opacity,
            blur=scope.blur,
            hidden=hidden,
        )


def on_page(ink: Ink, flat: Outline, matrix: FloatArray) -> Ink:
    """Return the ink with its gradient's matrix taken to the page, or to the shape's box where that stays upright."""
    gradient = ink.gradient
    if gradient is None:
        return ink
    upright = abs(matrix[0, 1]) + abs(matrix[1, 0]) < 1e-9 and matrix[0, 0] > 0 and matrix[1, 1] > 0
    if gradient.in_box and upright:
        return ink
    user = _box_matrix(flat) @ gradient.matrix if gradient.in_box else gradient.matrix
    return replace(ink, gradient=replace(gradient, matrix=matrix @ user, in_box=False))


def read_drawing(data: bytes, file: str, report: Report = stop_at_once) -> Drawing:
    """Return the drawing in an SVG's bytes; faults go to report, those that end all reading are raised."""
    return _Reader(file, report).read(read_xml(data, file))
