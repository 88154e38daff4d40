"""Washes: a large opaque shape and the soft shading on it, painted small and enlarged.

skia fills a gradient over half a million pixels in several milliseconds and copies as many in a quarter of one.
Soft shading holds no detail that a quarter of the resolution would lose, so a large shape and the soft shapes that
follow it are painted at that size, enlarged, and copied into the shape's outline; its edge is then drawn sharp.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import skia

from mirrorcam.avatar.brush import Brush
from mirrorcam.avatar.canvas import opaque_image, surface_over, whole_of
from mirrorcam.avatar.ink import Ink, fades_out
from mirrorcam.avatar.outline import outline_box
from mirrorcam.avatar.svg import Shape
from mirrorcam.core.types import FloatArray, PixelArray

LARGE = 100.0
# A wash costs as much by itself as the gradients on this many square units do.
LEAST_AREA = 130_000.0
FINE = 36.0
COARSEST_BLUR = 6.0
PIXELS_A_UNIT = 0.1
OPAQUE = 0.999
NEAREST = skia.SamplingOptions()


@dataclass(frozen=True, slots=True)
class Wash:
    """base is the large opaque shape's place, covers those that share its outline, softs those that fade out."""

    base: int
    members: tuple[int, ...]
    covers: frozenset[int]


def find_washes(
    shapes: Sequence[Shape],
    clips: Sequence[int | None],
    faded: frozenset[str],
    spans: Sequence[slice],
    deltas: FloatArray,
) -> tuple[Wash, ...]:
    """Return the washes of a drawing: each base with the soft shapes after it, up to the next sharp one.

    Fine soft shapes do not end a wash, but are drawn sharp after it.
    """
    moves = deltas.reshape(len(deltas), deltas.shape[1] // 2, 2)
    washes: list[Wash] = []
    at = 0
    while at < len(shapes):
        if not _is_base(shapes[at], clips[at], faded):
            at += 1
            continue
        base, members, covers = at, [], set[int]()
        at += 1
        while at < len(shapes):
            shape = shapes[at]
            same = _is_plain(shape, clips[at]) and _same_outline(shapes, spans, moves, base, at)
            if not (same or shape.hidden or _is_soft(shape, clips[at], base)):
                break
            if same or (not shape.hidden and _is_large_enough(shape)):
                members.append(at)
                covers |= {at} if same else set()
            at += 1
        if sum(_box_area(shapes[index]) for index in (base, *members)) >= LEAST_AREA:
            washes.append(Wash(base, tuple(members), frozenset(covers)))
    return tuple(washes)


def _box_area(shape: Shape) -> float:
    low, high = outline_box(shape.outline)
    return float(np.prod(high - low))


def _is_plain(shape: Shape, clip: int | None) -> bool:
    return shape.fill is not None and shape.stroke is None and clip is None and not shape.hidden


def _is_base(shape: Shape, clip: int | None, faded: frozenset[str]) -> bool:
    low, high = outline_box(shape.outline)
    return (
        _is_plain(shape, clip)
        and shape.fill is not None
        and _is_opaque(shape.fill)
        and shape.opacity >= OPAQUE
        and shape.label not in faded
        and shape.blur == 0
        and float((high - low).min()) >= LARGE
    )


def _is_opaque(ink: Ink) -> bool:
    stops = () if ink.gradient is None else ink.gradient.stops
    return ink.opacity >= OPAQUE and all(opacity >= OPAQUE for _, _, opacity in stops)


def _is_soft(shape: Shape, clip: int | None, base: int) -> bool:
    if shape.fill is None or shape.stroke is not None or clip not in (None, base):
        return False
    return shape.blur >= COARSEST_BLUR or (shape.fill.gradient is not None and fades_out(shape.fill.gradient))


def _is_large_enough(shape: Shape) -> bool:
    low, high = outline_box(shape.outline)
    return shape.blur >= COARSEST_BLUR or float((high - low).min()) >= FINE


def _same_outline(
    shapes: Sequence[Shape], spans: Sequence[slice], moves: FloatArray, base: int, other: int
) -> bool:
    a, b = shapes[base].outline, shapes[other].outline
    return (
        a.commands == b.commands
        and bool(np.allclose(a.points, b.points))
        and bool(np.allclose(moves[:, spans[base]], moves[:, spans[other]]))
    )


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a wash goes: the device's matrix, the pixels it covers, and how many of them one small pixel becomes."""

    matrix: skia.Matrix
    box: skia.IRect
    factor: int


def find_ground(canvas: skia.Canvas, path: skia.Path, scale: float) -> Ground | None:
    """Return where a base's path lies on the canvas; None where nothing is gained or nothing is seen."""
    factor = round(scale / PIXELS_A_UNIT)
    if factor < 2:
        return None
    matrix = canvas.getTotalMatrix()
    box = matrix.mapRect(path.getBounds()).makeOutset(2, 2).roundOut()
    if not box.intersect(whole_of(canvas)):
        return None
    return Ground(matrix, box, factor)


def small_canvas(ground: Ground) -> tuple[PixelArray, skia.Surface]:
    """Return the pixels and the surface on which a wash is painted as if it were the canvas."""
    width, height = (-(-side // ground.factor) for side in (ground.box.width(), ground.box.height()))
    pixels = np.zeros((height, width, 4), np.uint8)
    surface = surface_over(pixels)
    small = surface.getCanvas()
    small.scale(1 / ground.factor, 1 / ground.factor)
    small.translate(-ground.box.left(), -ground.box.top())
    small.concat(ground.matrix)
    return pixels, surface


def lay_wash(canvas: skia.Canvas, ground: Ground, pixels: PixelArray, path: skia.Path) -> None:
    """Enlarge a wash and fill the base's outline with it."""
    height, width = pixels.shape[0] * ground.factor, pixels.shape[1] * ground.factor
    large = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR)
    edge = skia.Path()
    path.transform(ground.matrix, edge)
    place = skia.Matrix.Translate(ground.box.left(), ground.box.top())
    shader = opaque_image(large).makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, NEAREST, place)
    canvas.save()
    canvas.resetMatrix()
    canvas.drawPath(edge, skia.Paint(AntiAlias=True, Shader=shader))
    canvas.restore()


def cover(canvas: skia.Canvas, brush: Brush) -> None:
    """Paint a brush over all of a small canvas, past the outline, so that enlarging mixes nothing foreign in."""
    for coat in brush.coats:
        canvas.drawPaint(coat.paint)
