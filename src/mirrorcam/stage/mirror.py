"""The mirror's stage: the baby, beside the visitor where their picture is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from mirrorcam.avatar.canvas import surface_over
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.core.types import FloatArray, Gesture, PixelArray
from mirrorcam.stage import look
from mirrorcam.stage.picture import ShownPicture, put_picture
from mirrorcam.stage.scene import Part, Scene, StageOptions
from mirrorcam.stage.text import Texts
from mirrorcam.stage.words import paint_caption, paint_help, paint_note, paint_pill

# How far the names of what is held are above the foot of the stage, or of a visitor who is above the baby.
NAMES_ABOVE, NAMES_ON_VISITOR = 0.085, 0.025
# An upright stage: the baby's share of its height, below the visitor.
STACKED_BABY = 0.55


class MirrorStage:
    """Paints scenes with one avatar in one language; the backdrop is painted once a size."""

    def __init__(self, avatar: Avatar, texts: Texts, *, with_visitor: bool) -> None:
        self.avatar, self._texts, self._with_visitor = avatar, texts, with_visitor
        self._backdrop, self._shown = Backdrop(), ShownPicture()
        self._painted: _Around | None = None

    def paint(
        self, pixels: PixelArray, scene: Scene, options: StageOptions, *, again: bool = False
    ) -> Part | None:
        """Paint a scene into pixels u8[H,W,4] (BGRA), which it fills; return what changed, None for all of it.

        again: the pixels hold what was painted last. Between two pictures of the visitor only the baby moves, and
        then no more than its side of the stage is painted.
        """
        height, width = pixels.shape[:2]
        baby_room, visitor_room = self._rooms(width, height)
        around = _Around(width, height, scene.visitor_rgb, scene.note, scene.gestures, options)
        stays = again and self._painted is not None and around.is_as(self._painted)
        part = _beside(visitor_room, width, height) if stays and visitor_room is not None else None
        self._painted = around
        canvas = self._backdrop.fill(pixels, baby_room, part)
        paint_avatar(canvas, self.avatar, scene.pose, baby_room, mirrored=options.mirrored)
        unit = float(height)
        if visitor_room is None and options.landmarks:
            _paint_seen(canvas, scene, skia.Rect.MakeXYWH(unit * look.GAP, unit * look.GAP, unit * 0.3, unit * 0.3),
                        options, unit)  # fmt: skip
        elif visitor_room is not None and part is None:
            paint_visitor(canvas, pixels, scene, visitor_room, options, self._shown)
        self._paint_words(canvas, scene, options, width, height)
        return part

    def _rooms(self, width: int, height: int) -> tuple[skia.Rect, skia.Rect | None]:
        """Return where the baby is, and where the visitor is if they are shown."""
        gap = look.GAP * height
        side = min(look.BABY_SIDE * height, width)
        if not self._with_visitor:
            return skia.Rect.MakeXYWH((width - side) / 2, height - side, side, side), None
        if height > width:
            return _stacked(width, height)
        half = (width - 3 * gap) / 2
        side = min(side, half)
        baby = skia.Rect.MakeXYWH(2 * gap + half + (half - side) / 2, height - side, side, side)
        shown = min(half, height - 2 * gap - look.CAPTION * height)
        visitor = skia.Rect.MakeXYWH(
            gap + (half - shown) / 2, (height - look.CAPTION * height - shown) / 2, shown, shown
        )
        return baby, visitor

    def _paint_words(
        self, canvas: skia.Canvas, scene: Scene, options: StageOptions, width: int, height: int
    ) -> None:
        # On an upright stage words go by its width, or they would be cut off and cover the face.
        unit = float(min(width, height))
        paint_caption(canvas, self._texts, unit * look.GAP, height)
        held = [self._texts[f"gestures.{gesture}"] for gesture in Gesture if gesture in scene.gestures]
        if scene.note is not None:
            paint_note(canvas, scene.note, width / 2, self._texts, unit)
        if held:
            room = self._rooms(width, height)[1]
            centre = room.centerX() if room is not None else width / 2
            wide_px = 2 * min(centre, width - centre) - 2 * look.GAP * unit
            y, rises = height - unit * NAMES_ABOVE, True
            if room is not None and height > width:
                y, rises = room.bottom() - unit * NAMES_ON_VISITOR, False
            paint_pill(canvas, "  ·  ".join(held), (centre, y), self._texts, unit, wide_px, rises=rises)
        if options.help:
            paint_help(canvas, self._texts, width, height)


@dataclass(frozen=True, slots=True)
class _Around:
    """What everything but the baby is painted from."""

    width: int
    height: int
    visitor_rgb: PixelArray | None
    note: str | None
    gestures: frozenset[Gesture]
    options: StageOptions

    def is_as(self, other: _Around) -> bool:
        """Say whether nothing but the baby differs; points on the visitor always may."""
        if self.visitor_rgb is None or self.visitor_rgb is not other.visitor_rgb or self.options.landmarks:
            return False
        mine, others = ((one.width, one.height, one.note, one.gestures, one.options) for one in (self, other))
        return mine == others


def _beside(visitor: skia.Rect, width: int, height: int) -> Part:
    """Return the baby's side of the stage: right of the visitor, or below where the stage is upright."""
    if height > width:
        top = math.ceil(visitor.bottom()) + 1
        return 0, top, width, height - top
    left = math.ceil(visitor.right()) + 1
    return left, 0, width - left, height


def _stacked(width: int, height: int) -> tuple[skia.Rect, skia.Rect]:
    """Return the rooms of baby and visitor on an upright stage: one below the other, as large as both can be."""
    gap = look.GAP * width
    side = min(width, STACKED_BABY * height)
    shown = min(width - 2 * gap, height - side - gap)
    baby = skia.Rect.MakeXYWH((width - side) / 2, height - side, side, side)
    above = height - side - shown
    return baby, skia.Rect.MakeXYWH((width - shown) / 2, above * 0.6, shown, shown)


class Backdrop:
    """The wall behind everything, painted once for each size and then copied: copying is ten times as fast."""

    def __init__(self) -> None:
        self._wall: PixelArray = np.zeros((0, 0, 4), np.uint8)

    def fill(self, pixels: PixelArray, baby: skia.Rect, part: Part | None = None) -> skia.Canvas:
        """Fill pixels u8[H,W,4], or a part, with a warm wall that is lit behind the baby; return a canvas over it."""
        if self._wall.shape != pixels.shape:
            self._wall = np.zeros_like(pixels)
            _paint_wall(surface_over(self._wall).getCanvas(), baby)
        canvas = surface_over(pixels).getCanvas()
        if part is None:
            np.copyto(pixels, self._wall)
        else:
            left, top, wide, high = part
            pixels[top : top + high, left : left + wide] = self._wall[top : top + high, left : left + wide]
            canvas.clipRect(skia.Rect.MakeXYWH(left, top, wide, high))
        return canvas


def _paint_wall(canvas: skia.Canvas, baby: skia.Rect) -> None:
    size = canvas.getBaseLayerSize()
    centre = skia.Point(baby.centerX(), baby.top() + baby.height() * 0.45)
    wall = skia.GradientShader.MakeRadial(
        centre,
        max(size.width(), size.height()) * 0.75,
        [look.WALL_LIGHT, look.WALL_LIGHT, look.WALL_DARK],
        [0.0, 0.25, 1.0],
    )
    canvas.drawPaint(skia.Paint(Shader=wall, Dither=True))
    halo = skia.GradientShader.MakeRadial(centre, baby.height() * 0.62, [look.HALO, look.HALO & 0xFFFFFF])
    canvas.drawPaint(skia.Paint(Shader=halo, Dither=True))


def paint_visitor(
    canvas: skia.Canvas, pixels: PixelArray, scene: Scene, room: skia.Rect, options: StageOptions,
    shown: ShownPicture,
) -> None:  # fmt: skip
    """Show the visitor's picture, cut to the middle of its room, with rounded corners; points where it has none."""
    unit = float(pixels.shape[0])
    if scene.visitor_rgb is None:
        _paint_seen(canvas, scene, room, options, unit)
        return
    wide, high = max(1, round(room.width())), max(1, round(room.height()))
    picture = shown.fit(scene.visitor_rgb, wide, high, mirrored=options.mirrored)
    put_picture(pixels, picture, round(room.left()), round(room.top()), round(unit * look.CORNER))
    if options.landmarks:
        canvas.save()
        canvas.clipRect(room)
        if options.mirrored:
            _flip(canvas, room)
        _paint_points(canvas, scene.faces, _cover(scene.aspect, room), unit)
        canvas.restore()


def _paint_seen(
    canvas: skia.Canvas, scene: Scene, room: skia.Rect, options: StageOptions, unit: float
) -> None:
    """Show what the baby sees: points on a plain ground, no picture of anybody."""
    canvas.save()
    canvas.clipRRect(_rounded(room, unit), True)
    canvas.drawPaint(skia.Paint(Color=look.PILL))
    if options.mirrored:
        _flip(canvas, room)
    _paint_points(canvas, scene.faces, _cover(scene.aspect, room), unit)
    canvas.restore()


def _paint_points(canvas: skia.Canvas, faces: tuple[FloatArray, ...], placed: skia.Rect, unit: float) -> None:
    paint = skia.Paint(
        Color=look.POINT, AntiAlias=True, StrokeWidth=unit * 0.0045, StrokeCap=skia.Paint.kRound_Cap
    )
    for landmarks in faces:
        x = placed.left() + landmarks[:, 0] * placed.width()
        y = placed.top() + landmarks[:, 1] * placed.height()
        points = [skia.Point(float(a), float(b)) for a, b in zip(x, y, strict=True)]
        canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)


def _cover(aspect: float, room: skia.Rect) -> skia.Rect:
    """Return a rectangle of this width for its height that just covers the room, in its middle."""
    wide = max(room.width(), room.height() * aspect)
    high = wide / aspect
    return skia.Rect.MakeXYWH(room.centerX() - wide / 2, room.centerY() - high / 2, wide, high)


def _flip(canvas: skia.Canvas, room: skia.Rect) -> None:
    canvas.translate(room.left() + room.right(), 0)
    canvas.scale(-1, 1)


def _rounded(room: skia.Rect, unit: float) -> skia.RRect:
    return skia.RRect.MakeRectXY(room, unit * look.CORNER, unit * look.CORNER)
