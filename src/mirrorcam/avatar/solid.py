"""How the parts of a drawing stand in depth, and how each shape's own motion is found again from its points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from mirrorcam.avatar.model import ShapeFits, Solid
from mirrorcam.avatar.outline import outline_box
from mirrorcam.avatar.rig import Rig
from mirrorcam.avatar.svg import PAGE, Drawing, Shape
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
    single, hanging = np.float32, np.flatnonzero(loose)
    return Solid(
        depth=np.stack((z, -z), axis=1).ravel().astype(single),
        follow=follow.astype(single),
        squash=np.repeat(squash, 2).astype(single),
        hanging=hanging,
        spring=spring[hanging],
        loose=loose[hanging].astype(single),
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
