"""Painting an avatar with skia: the only place that mirrors."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from mirrorcam.avatar.brush import BLUR_PIXELS, Brush, matrix_of
from mirrorcam.avatar.canvas import rgb_of, surface_over
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.svg import PAGE
from mirrorcam.avatar.turn import live_boxes, posed_points, shape_affines
from mirrorcam.avatar.washes import Wash, cover, find_ground, lay_wash, small_canvas
from mirrorcam.core.types import AvatarPose, PixelArray

INVISIBLE = 0.002
NARROWEST_CLIP_PX = 0.5
# Less blur than this is hardly seen beside a smoothed edge, and a wash is blurred by as much when it is enlarged.
UNSEEN_BLUR_PX = 0.8
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear)
Row = list[float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What painting one frame needs of every shape, by the shape's place.

    boxes and pages hold an affine each, row by row: from the unit box to the shape's live box, and from the resting
    page to where the shape is now; pages is empty where no gradient lives on the page.
    """

    avatar: Avatar
    channels: list[float]
    boxes: list[Row]
    pages: list[Row]
    scale: float

    def path(self, index: int) -> skia.Path:
        return self.avatar.paths.path(index)

    def ready(self, index: int) -> bool:
        """Set the opacity and gradients of a shape's coats; False where nothing of it shows."""
        brush = self.avatar.brushes[index]
        opacity = brush.opacity_at(self.channels)
        if opacity < INVISIBLE or not brush.coats:
            return False
        if brush.fades:
            brush.thin(opacity)
        for shine, place, in_box in brush.lights:
            shine(place(matrix_of((self.boxes if in_box else self.pages)[index])))
        return True

    def shows(self, clip: int) -> bool:
        """Say whether a clip lets anything through: a closed mouth does not."""
        a, c, _, b, d, _ = self.boxes[clip]
        return min(math.hypot(a, b), math.hypot(c, d)) * self.scale > NARROWEST_CLIP_PX


def _frame_of(avatar: Avatar, pose: AvatarPose, scale: float) -> _Frame:
    posed = posed_points(avatar, pose)
    avatar.paths.fill(posed.points)
    pages = shape_affines(avatar, posed.points).reshape(-1, 6).tolist() if avatar.has_page_gradients else []
    boxes = live_boxes(avatar, posed).reshape(-1, 6).tolist()
    return _Frame(avatar, posed.channels.tolist(), boxes, pages, scale)


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
    clipped_by: int | None = None
    for index in places:
        if index in done:
            continue
        clip = avatar.clips[index]
        if clip != clipped_by:
            if clipped_by is not None:
                canvas.restore()
            if clip is not None:
                canvas.save()
                canvas.clipPath(frame.path(clip), True)
            clipped_by = clip
        if clip is not None and not frame.shows(clip):
            continue
        wash = avatar.washes.get(index)
        if wash is not None and _paint_wash(canvas, frame, wash):
            done.update(wash.members)
        elif frame.ready(index):
            _paint_shape(canvas, avatar.brushes[index], frame.path(index))
    if clipped_by is not None:
        canvas.restore()


def _scale_of(matrix: skia.Matrix) -> float:
    """Return how many pixels a page unit is."""
    return math.sqrt(abs(matrix.getScaleX() * matrix.getScaleY() - matrix.getSkewX() * matrix.getSkewY()))


def _paint_wash(canvas: skia.Canvas, frame: _Frame, wash: Wash) -> bool:
    """Paint a large shape with its soft shading the fast way; False where that gains nothing."""
    path = frame.path(wash.base)
    ground = find_ground(canvas, path, frame.scale)
    if ground is None:
        return False
    pixels, surface = small_canvas(ground)
    small = surface.getCanvas()
    for index in (wash.base, *wash.members):
        if not frame.ready(index):
            continue
        if index == wash.base or index in wash.covers:
            cover(small, frame.avatar.brushes[index])
        else:
            _paint_shape(small, frame.avatar.brushes[index], frame.path(index))
    lay_wash(canvas, ground, pixels, path)
    return True


def _paint_shape(canvas: skia.Canvas, brush: Brush, path: skia.Path) -> None:
    is_blurred = brush.blur > 0 and brush.blur * _scale_of(canvas.getTotalMatrix()) > UNSEEN_BLUR_PX
    for coat in brush.coats:
        if is_blurred:
            _paint_blurred(canvas, brush, path, coat.paint)
        else:
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
