"""What the baby sees: points of the visitor's face on a plain ground, and no picture of anybody."""

from __future__ import annotations

import numpy as np
import skia

from mirrorcam.core.types import FloatArray
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.view import Panel, PanelView, Setting

# The face is shown this much smaller than the panel, so that a turn of the head stays in view.
MARGIN = 0.86
POINT = 0xFF8FD3E8
# A point's width as a share of the stage's height.
POINT_WIDTH = 0.0046


def paint_still(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting) -> None:
    """Paint the ground and the dark field."""
    ink.paint_ground(canvas, bounds, setting.texts["panels.sees"], setting)
    radius = setting.unit_px * 0.016
    canvas.drawRoundRect(ink.room_of(bounds, setting), radius, radius, ink.fill(ink.DEEP))


def paint_live(canvas: skia.Canvas, bounds: skia.Rect, setting: Setting, view: PanelView) -> None:
    """Paint the landmarks, as large as they fit."""
    room, unit = ink.room_of(bounds, setting), setting.unit_px
    if view.landmarks is None:
        words = setting.texts["panels.sees_nobody"]
        font = ink.fitting(words, setting.texts, unit * ink.WORDS, room.width() * 0.9)
        ink.write_centred(canvas, words, room.centerX(), room.centerY(), font, 0xFF9FB4BF)
        return
    at = _placed(view.landmarks, view.aspect, room, mirrored=view.mirrored)
    points = [skia.Point(x, y) for x, y in at.tolist()]
    # Square and not smoothed: at this size nobody sees it, and round points cost fifteen times as much.
    paint = skia.Paint(Color=POINT, StrokeWidth=unit * POINT_WIDTH, StrokeCap=skia.Paint.kSquare_Cap)
    canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)


def _placed(landmarks: FloatArray, aspect: float, room: skia.Rect, *, mirrored: bool) -> FloatArray:
    """Return where to draw landmarks f32[n,3]: [n,2] in the room, centred and as large as MARGIN lets them."""
    flat = np.nan_to_num(landmarks[:, :2]) * (aspect, 1.0)
    low, high = flat.min(axis=0), flat.max(axis=0)
    size = np.maximum(high - low, 1e-6)
    scale = MARGIN * min(room.width() / size[0], room.height() / size[1])
    centred = (flat - (low + high) / 2) * scale
    if mirrored:
        centred[:, 0] *= -1
    placed: FloatArray = centred + np.asarray([room.centerX(), room.centerY()])
    return placed


SEEN_FACE = Panel(paint_still, paint_live)
