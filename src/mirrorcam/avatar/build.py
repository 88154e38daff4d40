"""From a drawing and a rig to an avatar: extremes become differences, parts get their depth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from mirrorcam.avatar.brush import Brush
from mirrorcam.avatar.errors import Report, fault, stop_at_once
from mirrorcam.avatar.model import Avatar, GazeMove, ShapeFits, Solid
from mirrorcam.avatar.rig import Rig
from mirrorcam.avatar.svg import PAGE, Drawing, Extreme, Shape, outline_box
from mirrorcam.avatar.washes import find_washes
from mirrorcam.core.channels import INDEX
from mirrorcam.core.types import FloatArray

DEPTHS: Mapping[str, float] = {
    "nose": 0.95, "mouth": 0.74, "lips": 0.76, "gum": 0.7, "teeth": 0.7, "tongue": 0.76, "brow": 0.68,
    "lid": 0.64, "eye": 0.62, "iris": 0.63, "cheek": 0.5,
    "glint": 0.64,
    "face": 0.5,
    "muzzle": 0.7, "hair.back": -0.3, "ear": -0.05,
}  # fmt: skip
FOLLOWS: Mapping[str, float] = {"body": 0.0, "background": 0.0, "neck": 0.5}
OUTLINE_SQUASH = 0.35
FALLOFF = 0.8
FALLOFF_MIN = 0.05
RIDGE_LENGTH = 3.0
FLAT = 0.5
Box = tuple[FloatArray, FloatArray]
T = TypeVar("T")


def by_prefix(table: Mapping[str, float], part: str, default: float) -> float:
    """Return the entry for the longest name in the table that the part's name begins with."""
    names = [name for name in table if part == name or part.startswith(name + ".")]
    return table[max(names, key=len)] if names else default


def check_names(drawing: Drawing, rig: Rig, rig_file: str, report: Report) -> None:
    """Report every rig entry that names neither a part nor a shape, and colours no shape has."""
    shapes = {shape.label for shape in drawing.shapes}
    names = shapes | set(drawing.parts)
    tables = {
        "depth": rig.depth, "follow": rig.follow, "spring": rig.spring_of, "clip": rig.clip,
        "pivot": set(rig.pivot) - {"head", "body"},
        "breath": set(rig.breath) - {"head", "body"},
        "gaze": {name for name in rig.gaze if not name.startswith(("iris.", "glint."))},
    }  # fmt: skip
    for table, keys in tables.items():
        for name in keys:
            if name not in names:
                report(fault(rig_file, f"[{table}]", f"'{name}'", "a layer or path of avatar.svg"))
            elif table == "gaze" and not name.endswith((".left", ".right")):
                report(fault(rig_file, "[gaze]", f"'{name}'", "a layer whose name ends in .left or .right"))
    for name in rig.fade:
        if name not in shapes:
            report(fault(rig_file, "[fade]", f"'{name}'", "a path of avatar.svg"))
    for name, clip in rig.clip.items():
        if clip not in shapes:
            report(fault(rig_file, f"[clip] {name}", f"'{clip}'", "the label of one path of avatar.svg"))
    for name, digits in rig.colours.items():
        if digits not in colours_of(drawing):
            report(fault(rig_file, f"[colours] {name}", f"#{digits}", "a colour that avatar.svg uses"))


def colours_of(drawing: Drawing) -> set[str]:
    """Return every colour the drawing uses, as rrggbb."""
    found: set[str] = set()
    for shape in drawing.shapes:
        for ink in (shape.fill, shape.stroke):
            if ink is not None and ink.colour is not None:
                found.add(ink.colour)
            elif ink is not None and ink.gradient is not None:
                found.update(colour for _, colour, _ in ink.gradient.stops)
    return found


def check_extremes(drawing: Drawing, report: Report) -> list[Extreme]:
    """Return the extremes that fit their shape; report unknown channels, lost shapes and other nodes."""
    shapes = {shape.label: shape for shape in drawing.shapes}
    good: list[Extreme] = []
    singles = {(e.label, e.channels[0]) for e in drawing.extremes if len(e.channels) == 1}
    for extreme in drawing.extremes:
        place = f"layer '{extreme.part}', '{extreme.name}'"
        shape = shapes.get(extreme.label)
        unknown = [channel for channel in extreme.channels if channel not in INDEX]
        if unknown:
            report(fault(drawing.file, place, f"the channel '{unknown[0]}'", "one of the 52 ARKit channels"))
        elif len(set(extreme.channels)) != len(extreme.channels):
            report(fault(drawing.file, place, "a channel named twice", "each channel once"))
        elif shape is None or shape.part != extreme.part:
            found = "no such path" if shape is None else f"it in layer '{shape.part}'"
            report(fault(drawing.file, place, found, f"a path '{extreme.label}' in the same layer"))
        elif extreme.outline.commands != shape.outline.commands:
            found = _commands_in_words(extreme.outline.commands)
            report(
                fault(drawing.file, place, found, f"{_commands_in_words(shape.outline.commands)} as at rest")
            )
        elif len(extreme.channels) > 1 and not any((extreme.label, c) in singles for c in extreme.channels):
            report(
                fault(
                    drawing.file, place, "a combination alone", f"'{extreme.label}@{extreme.channels[0]}' too"
                )
            )
        else:
            good.append(extreme)
    return good


def _commands_in_words(commands: str) -> str:
    kinds = (("M", "start"), ("L", "line"), ("C", "curve"), ("Z", "close"))
    counts = [
        f"{commands.count(c)} {word}{'s' if commands.count(c) != 1 else ''}"
        for c, word in kinds
        if c in commands
    ]
    return ", ".join(counts)


def deltas_of(
    drawing: Drawing, extremes: list[Extreme], spans: Mapping[str, slice], points: int
) -> tuple[tuple[tuple[int, ...], ...], FloatArray]:
    """Return the drivers and their rows of differences f32[K,2P]; a combination's row is what its singles lack."""
    rests = {shape.label: shape.outline.points for shape in drawing.shapes}
    drivers = sorted(
        {tuple(sorted(INDEX[c] for c in e.channels)) for e in extremes}, key=lambda d: (len(d), d)
    )
    rows = {driver: np.zeros((points, 2), np.float64) for driver in drivers}
    parts = {d: [s for s in drivers if len(s) < len(d) and set(s) < set(d)] for d in drivers if len(d) > 1}
    for extreme in sorted(extremes, key=lambda e: len(e.channels)):
        driver = tuple(sorted(INDEX[c] for c in extreme.channels))
        span = spans[extreme.label]
        lacking = extreme.outline.points - rests[extreme.label]
        for smaller in parts.get(driver, ()):
            lacking = lacking - rows[smaller][span]
        rows[driver][span] = lacking
    if not drivers:
        return (), np.zeros((0, 2 * points), np.float32)
    return tuple(drivers), np.stack([rows[d].ravel() for d in drivers]).astype(np.float32)


def solid_of(drawing: Drawing, rig: Rig, spans: Mapping[str, slice], rest: FloatArray, head: Box) -> Solid:
    """Return how deep, how fast and how loose each control point is."""
    count = len(rest)
    depth, follow, loose = np.zeros(count), np.zeros(count), np.zeros(count)
    spring = np.full(count, len(rig.idle.springs), np.int32)
    breath = np.zeros((count, 2))
    boxes = _part_boxes(drawing)
    for shape in drawing.shapes:
        span = spans[shape.label]
        own = rest[span]
        box = boxes[shape.part]
        flat = by_prefix(DEPTHS, shape.part, 0.0)
        top, bottom = _entry(rig.depth, shape, (flat, flat))
        down = np.clip((own[:, 1] - box[0][1]) / max(box[1][1] - box[0][1], 1e-6), 0, 1)
        depth[span] = top + (bottom - top) * down
        share = _entry(rig.follow, shape, by_prefix(FOLLOWS, shape.part, 1.0))
        follow[span] = share
        place = _entry(rig.spring_of, shape, None)
        if place is not None:
            spring[span] = place
            loose[span] = _looseness(own, _entry(rig.pivot, shape, None), box)
        carrier = "head" if share > 0 else "body"
        dx, dy, scale = _entry(rig.breath, shape, rig.breath[carrier])
        root = _entry(rig.pivot, shape, rig.pivot.get(carrier, (float(head[0][0]), PAGE)))
        breath[span] = np.array((dx, dy)) + (scale - 1) * (own - root)
    squash = np.clip(OUTLINE_SQUASH + depth, 0.0, 1.0)
    out = ((rest - head[0]) / head[1]) ** 2
    bulge = np.sqrt(np.maximum(FALLOFF_MIN, 1 - FALLOFF * out.sum(1)))
    z = np.where(depth > 0, depth * bulge, depth) * head[1][0]
    single = np.float32
    return Solid(
        depth=z.astype(single),
        follow=follow.astype(single),
        squash=squash.astype(single),
        spring=spring,
        loose=loose.astype(single),
        breath=breath.astype(single),
    )


def _entry(table: Mapping[str, T], shape: Shape, default: T) -> T:
    return table.get(shape.label, table.get(shape.part, default))


def _looseness(points: FloatArray, root: tuple[float, float] | None, box: Box) -> FloatArray:
    """Return how freely points hang, 0 at their part's root and 1 furthest from it; 1 everywhere without a root."""
    if root is None:
        return np.ones(len(points))
    corners = np.array([[x, y] for x in (box[0][0], box[1][0]) for y in (box[0][1], box[1][1])])
    reach = np.linalg.norm(corners - root, axis=1).max()
    return np.clip(np.linalg.norm(points - root, axis=1) / max(reach, 1e-6), 0, 1)


def _part_boxes(drawing: Drawing) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    for shape in drawing.shapes:
        low, high = shape.outline.points.min(0), shape.outline.points.max(0)
        old = boxes.get(shape.part, (low, high))
        boxes[shape.part] = (np.minimum(low, old[0]), np.maximum(high, old[1]))
    return boxes


def head_box(drawing: Drawing, rig: Rig) -> Box:
    """Return the head's centre and radii, f64[2] each: the rig's, or those of the layer 'head'."""
    boxes = [outline_box(shape.outline) for shape in drawing.shapes if shape.part == "head"]
    if not boxes:
        boxes = [(np.array([PAGE * 0.2, PAGE * 0.15]), np.array([PAGE * 0.8, PAGE * 0.85]))]
    low, high = np.min([b[0] for b in boxes], axis=0), np.max([b[1] for b in boxes], axis=0)
    centre, radius = (low + high) / 2, np.maximum((high - low) / 2, 1.0)
    if rig.head_centre is not None:
        centre = np.array(rig.head_centre)
    if rig.head_radius is not None:
        radius = np.maximum(np.array(rig.head_radius), 1.0)
    return centre, radius


def fits_of(drawing: Drawing, spans: list[slice], rest: FloatArray) -> ShapeFits:
    """Return what turn.shape_affines and turn.live_boxes need of each shape at rest."""
    centres = np.stack([rest[span].mean(0) for span in spans])
    weights = np.zeros((3, len(rest)))
    ridges = np.zeros((len(spans), 2, 2))
    inset = np.zeros((2, len(spans), 2))
    for index, (span, shape) in enumerate(zip(spans, drawing.shapes, strict=True)):
        around = rest[span] - centres[index]
        pull = len(around) * RIDGE_LENGTH**2 * np.eye(2)
        inverse = np.linalg.inv(around.T @ around + pull)
        weights[:2, span] = inverse @ around.T
        weights[2, span] = 1 / len(around)
        ridges[index] = pull @ inverse
        low, high = rest[span].min(0), rest[span].max(0)
        size = high - low
        for row, corner, flat in zip(inset, outline_box(shape.outline), (0.0, 1.0), strict=True):
            row[index] = np.where(size > FLAT, (corner - low) / np.maximum(size, FLAT), flat)
    return ShapeFits(
        np.array([span.start for span in spans], np.int64),
        *(values.astype(np.float32) for values in (centres, weights, ridges, inset)),
    )


def gaze_moves(drawing: Drawing, rig: Rig, spans: Mapping[str, slice]) -> tuple[GazeMove, ...]:
    """Return what travels with each eye's look; a layer's shapes stand one after another in memory."""
    moves: list[GazeMove] = []
    for part, travel in rig.gaze.items():
        own = [spans[shape.label] for shape in drawing.shapes if part in (shape.part, shape.label)]
        if own and part.endswith((".left", ".right")):
            moves.append(
                GazeMove(
                    slice(own[0].start, own[-1].stop),
                    int(part.endswith(".right")),
                    travel,
                    part.startswith("iris"),
                )
            )
    return tuple(moves)


def build_avatar(
    drawing: Drawing, rig: Rig, rig_file: str, palette: str | None = None, report: Report = stop_at_once
) -> Avatar:
    """Return the avatar of a drawing and a rig in one of its palettes; faults go to report."""
    check_names(drawing, rig, rig_file, report)
    extremes = check_extremes(drawing, report)
    if palette is not None and palette not in rig.palettes:
        known = ", ".join(rig.palettes) or "no palette, for it has none"
        report(fault(rig_file, "[palette]", f"no palette '{palette}'", known))
    chosen = rig.palettes.get(palette, {}) if palette else {}
    recolour = {digits: chosen[name] for name, digits in rig.colours.items() if name in chosen}
    if not drawing.shapes:
        raise fault(drawing.file, "", "no path in any layer", "a drawing")
    counts = np.cumsum([0] + [len(shape.outline.points) for shape in drawing.shapes]).tolist()
    spans = {s.label: slice(a, b) for s, a, b in zip(drawing.shapes, counts[:-1], counts[1:], strict=True)}
    rest = np.concatenate([shape.outline.points for shape in drawing.shapes])
    drivers, deltas = deltas_of(drawing, extremes, spans, len(rest))
    head = head_box(drawing, rig)
    position = {shape.label: index for index, shape in enumerate(drawing.shapes)}
    named = [rig.clip.get(s.label, rig.clip.get(s.part)) for s in drawing.shapes]
    clips = tuple(None if name is None else position.get(name) for name in named)
    washes = find_washes(drawing.shapes, clips, frozenset(rig.fade), list(spans.values()), deltas)
    fades = [rig.fade.get(shape.label, (None, ())) for shape in drawing.shapes]
    pivot = rig.pivot.get("head", (float(head[0][0]), float(head[0][1] + 0.9 * head[1][1])))
    return Avatar(
        rig=rig,
        shapes=tuple(drawing.shapes),
        brushes=tuple(Brush(s, recolour, f) for s, f in zip(drawing.shapes, fades, strict=True)),
        spans=tuple(spans.values()),
        rest=rest.astype(np.float32),
        deltas=deltas,
        drivers=drivers,
        solid=solid_of(drawing, rig, spans, rest, head),
        fits=fits_of(drawing, list(spans.values()), rest),
        clips=clips,
        washes={wash.base: wash for wash in washes},
        gaze=gaze_moves(drawing, rig, spans),
        lids_drawn=any(driver == (INDEX["eyeLookDownLeft"],) for driver in drivers),
        head_centre=(float(head[0][0]), float(head[0][1])),
        head_radius=(float(head[1][0]), float(head[1][1])),
        pivot=pivot,
    )
