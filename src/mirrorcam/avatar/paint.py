"""Painting an avatar with skia: the only place that mirrors."""

from __future__ import annotations

import numpy as np
import skia

from mirrorcam.avatar.brush import BLUR_PIXELS, Brush, matrix_of
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.svg import PAGE
from mirrorcam.avatar.turn import live_boxes, posed_points, shape_affines
from mirrorcam.core.types import AvatarPose, FloatArray, PixelArray

INVISIBLE = 0.002
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear)


def paint_avatar(canvas: skia.Canvas, avatar: Avatar, pose: AvatarPose, bounds: skia.Rect, *, mirrored: bool) -> None:
    """Paint an avatar in a pose into bounds, as large as its square page fits; mirrored swaps left and right."""
    posed = posed_points(avatar, pose)
    affines, boxes = shape_affines(avatar, posed.points), live_boxes(avatar, posed)
    canvas.save()
    side = min(bounds.width(), bounds.height()) / PAGE
    canvas.translate(bounds.centerX(), bounds.centerY())
    canvas.scale(-side if mirrored else side, side)
    canvas.translate(-PAGE / 2, -PAGE / 2)
    clipped_by: int | None = None
    for index, brush in enumerate(avatar.brushes):
        opacity = brush.opacity_at(posed.channels)
        if opacity < INVISIBLE or not brush.coats:
            continue
        clip = avatar.clips[index]
        if clip != clipped_by:
            if clipped_by is not None:
                canvas.restore()
            if clip is not None:
                canvas.save()
                canvas.clipPath(avatar.brushes[clip].outline.fill(posed.points[avatar.spans[clip]]), True)
            clipped_by = clip
        _paint_shape(canvas, brush, posed.points[avatar.spans[index]], (affines[index], boxes[index]), opacity)
    if clipped_by is not None:
        canvas.restore()
    canvas.restore()


def _paint_shape(
    canvas: skia.Canvas, brush: Brush, points: FloatArray, frames: tuple[FloatArray, FloatArray], opacity: float
) -> None:
    path = brush.outline.fill(points)
    for coat in brush.coats:
        coat.paint.setAlphaf(opacity * coat.opacity)
        if coat.shader is not None:
            coat.paint.setShader(coat.shader.makeWithLocalMatrix(matrix_of(frames[coat.in_box])))
        if brush.blur > 0:
            _paint_blurred(canvas, brush, path, coat.paint)
        else:
            canvas.drawPath(path, coat.paint)


def _paint_blurred(canvas: skia.Canvas, brush: Brush, path: skia.Path, paint: skia.Paint) -> None:
    """Draw a blurred shape small and enlarge it: a blur hides the few pixels, and costs by their number."""
    box = path.getBounds().makeOutset(brush.reach, brush.reach)
    scale = min(1.0, BLUR_PIXELS / brush.blur)
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
    """Return a square picture u8[S,S,4] (RGBA) of an avatar in a pose."""
    pixels = np.zeros((size_px, size_px, 4), np.uint8)
    surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType)
    canvas = surface.getCanvas()
    canvas.clear(background)
    paint_avatar(canvas, avatar, pose, skia.Rect.MakeWH(size_px, size_px), mirrored=mirrored)
    return pixels
