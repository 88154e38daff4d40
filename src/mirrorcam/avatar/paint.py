"""Painting an avatar with skia: the only place that mirrors."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from mirrorcam.avatar.brush import BLUR_PIXELS, INVISIBLE, Brush
from mirrorcam.avatar.canvas import rgb_of, surface_over
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.svg import PAGE
from mirrorcam.avatar.turn import live_boxes, posed_points, shape_affines
from mirrorcam.avatar.washes import Wash, cover, find_ground, lay_wash, small_canvas
from mirrorcam.core.types import AvatarPose, FloatArray, PixelArray

NARROWEST_CLIP_PX = 0.5
# Less blur than this cannot be told from a smoothed edge.
UNSEEN_BLUR_PX = 0.5
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear)
MATRIX = skia.Matrix.MakeAll
Row = list[float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What painting one frame needs of every shape, by the shape's place.

    boxes and pages hold a matrix of nine each, row by row: from the unit box to the shape's live box, and from the
    resting page to where the shape is now; pages is empty where no gradient lives on the page.
    """

    avatar: Avatar
    channels: list[float]
    boxes: list[Row]
    pages: list[Row]
    scale: float

    def light(self, index: int, brush: Brush) -> bool:
        """Set the opacity and gradients of a shape's coats; False where nothing of it shows."""
        if brush.fades:
            opacity = brush.opacity_at(self.channels)
            if opacity < INVISIBLE:
                return False
            brush.thin(opacity)
        for shine, place, in_box in brush.lights:
            shine(place(MATRIX(*(self.boxes if in_box else self.pages)[index])))
        return brush.shows

    def opens(self, clip: int) -> bool:
        """Say whether a clip lets anything through: a closed mouth does not."""
        a, c, _, b, d, *_ = self.boxes[clip]
        return min(math.hypot(a, b), math.hypot(c, d)) * self.scale > NARROWEST_CLIP_PX


def _frame_of(avatar: Avatar, pose: AvatarPose, scale: float) -> _Frame:
    posed = posed_points(avatar, pose)
    avatar.paths.fill(posed.points)
    pages = _rows(shape_affines(avatar, posed.points)) if avatar.has_page_gradients else []
    return _Frame(avatar, posed.channels.tolist(), _rows(live_boxes(avatar, posed)), pages, scale)


def _rows(affines: FloatArray) -> list[Row]:
    """Return affines f32[S,2,3] as the nine numbers of a matrix each."""
    rows = np.zeros((len(affines), 9))
    rows[:, :6] = affines.reshape(-1, 6)
    rows[:, 8] = 1.0
    nine: list[Row] = rows.tolist()
    return nine


def paint_avatar(
    canvas: skia.Canvas, avatar: Avatar, pose: AvatarPose, bounds: skia.Rect, *, mirrored: bool
) -> None:
    """Paint an avatar in a pose into bounds, as large as its square page fits; mirrored swaps left and right."""
    side = min(bounds.width(), bounds.height()) / PAGE
    canvas.save()
    canvas.translate(bounds.centerX(), bounds.centerY())
    canvas.scale(-side if mirrored else side, side)
    canvas.translate(-PAGE / 2, -PAGE / 2)
    frame = _frame_of(avatar, pose, _scale_of(canvas.getTotalMatrix()))
    still = avatar.still
    if still.count:
        still.lay(canvas, pose.breath, lambda layer: _paint_shapes(layer, frame, range(still.count)))
    _paint_shapes(canvas, frame, range(still.count, len(avatar.brushes)))
    canvas.restore()


def _paint_shapes(canvas: skia.Canvas, frame: _Frame, places: range) -> None:
    """Paint the shapes at places, one over the other."""
    avatar, done = frame.avatar, set[int]()
    brushes, clips, washes, path_of = avatar.brushes, avatar.clips, avatar.washes, avatar.paths.path
    clipped_by: int | None = None
    for index in places:
        if index in done:
            continue
        clip = clips[index]
        if clip != clipped_by:
            if clipped_by is not None:
                canvas.restore()
            if clip is not None:
                canvas.save()
                canvas.clipPath(path_of(clip), True)
            clipped_by = clip
        if clip is not None and not frame.opens(clip):
            continue
        if index in washes and _paint_wash(canvas, frame, washes[index]):
            done.update(washes[index].members)
        elif frame.light(index, brushes[index]):
            _paint_shape(canvas, brushes[index], path_of(index))
    if clipped_by is not None:
        canvas.restore()


def _scale_of(matrix: skia.Matrix) -> float:
    """Return how many pixels a page unit is."""
    return math.sqrt(abs(matrix.getScaleX() * matrix.getScaleY() - matrix.getSkewX() * matrix.getSkewY()))


def _paint_wash(canvas: skia.Canvas, frame: _Frame, wash: Wash) -> bool:
    """Paint a large shape with its soft shading the fast way; False where that gains nothing."""
    brushes, path_of = frame.avatar.brushes, frame.avatar.paths.path
    path = path_of(wash.base)
    ground = find_ground(canvas, path, frame.scale)
    if ground is None:
        return False
    pixels, surface = small_canvas(ground)
    small = surface.getCanvas()
    for index in (wash.base, *wash.members):
        if not frame.light(index, brushes[index]):
            continue
        if index == wash.base or index in wash.covers:
            cover(small, brushes[index])
        else:
            _paint_shape(small, brushes[index], path_of(index))
    lay_wash(canvas, ground, pixels, path)
    return True


def _paint_shape(canvas: skia.Canvas, brush: Brush, path: skia.Path) -> None:
    if brush.blur > 0 and brush.blur * _scale_of(canvas.getTotalMatrix()) > UNSEEN_BLUR_PX:
        for coat in brush.coats:
            _paint_blurred(canvas, brush, path, coat.paint)
    else:
        for coat in brush.coats:
            canvas.drawPath(path, coat.paint)


def _paint_blurred(canvas: skia.Canvas, brush: Brush, path: skia.Path, paint: skia.Paint) -> None:
    """Draw a blurred shape so small that enlarging it blurs it as much as it should be."""
    box = path.getBounds().makeOutset(brush.reach, brush.reach)
    scale = min(_scale_of(canvas.getTotalMatrix()), BLUR_PIXELS / brush.blur)
    width, height = int(box.width() * scale) + 2, int(box.height() * scale) + 2
    surface = skia.Surface.MakeRasterN32Premul(width, height)
    small = surface.getCanvas()
    small.scale(scale, scale)
    small.translate(-box.left(), -box.top())
    small.drawPath(path, paint)
    target = skia.Rect.MakeXYWH(box.left(), box.top(), width / scale, height / scale)
    canvas.drawImageRect(surface.makeImageSnapshot(), target, SMOOTH)


def picture_of(
    avatar: Avatar, pose: AvatarPose, size_px: int, *, mirrored: bool = False, background: int = 0xFFFFFFFF
) -> PixelArray:
    """Return a square picture u8[S,S,3] (RGB) of an avatar in a pose, on an opaque background (ARGB)."""
    pixels = np.empty((size_px, size_px, 4), np.uint8)
    canvas = surface_over(pixels).getCanvas()
    canvas.clear(background)
    paint_avatar(canvas, avatar, pose, skia.Rect.MakeWH(size_px, size_px), mirrored=mirrored)
    return rgb_of(pixels)
