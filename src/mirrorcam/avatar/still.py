"""What stands still behind an avatar's head is painted once and then copied."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import skia

from mirrorcam.avatar.canvas import surface_over, whole_of
from mirrorcam.avatar.washes import Wash
from mirrorcam.core.types import FloatArray

# Where the layer stands is rounded to a quarter of a pixel, which nobody sees a breath climb by.
STEPS_A_PIXEL = 4
# One for every step up and down and every step sideways, of two or three sizes; at full screen each is some MB.
MOST_PICTURES = 12
# Smoothed edges reach this far past the outline.
MARGIN_PX = 2
# What lies outside the canvas is cut off by steps, so that a breath across one seldom makes another picture.
CUT_PX = 64


def count_still(
    spans: Sequence[slice],
    is_loose: npt.NDArray[np.bool_],
    lift: FloatArray,
    clips: Sequence[int | None],
    washes: Mapping[int, Wash],
) -> int:
    """Return how many of the first shapes nothing moves but the breath, and that all of them alike.

    is_loose bool[P]: whether anything else moves or fades a control point. lift f32[P,2]: its move at a breath of 1.
    """
    count = 0
    for clip, span in zip(clips, spans, strict=True):
        is_alike = bool((lift[span] == lift[:1]).all())
        if is_loose[span].any() or not is_alike or (clip is not None and clip > count):
            break
        count += 1
    torn = (w.base for w in washes.values() if w.base < count <= max((w.base, *w.members)))
    return min(torn, default=count)


class StillLayer:
    """The first `count` shapes of an avatar as pictures, one for each fraction of a pixel the breath lifts them to.

    box is theirs on the page at rest, with strokes and blur; move is how far a breath of 1 takes them.
    """

    __slots__ = ("_pictures", "box", "count", "move")

    def __init__(self, count: int, box: skia.Rect, move: tuple[float, float]) -> None:
        self.count, self.box, self.move = count, box, move
        self._pictures: OrderedDict[tuple[float, ...], skia.Image] = OrderedDict()

    def lay(self, canvas: skia.Canvas, breath: float, paint: Callable[[skia.Canvas], None]) -> None:
        """Put the layer on a canvas; `paint` paints its shapes, lifted by the breath, where there is no picture yet."""
        matrix = canvas.getTotalMatrix()
        lift_x, lift_y = (breath * way for way in self.move)
        origin = matrix.mapXY(lift_x, lift_y)
        x, y = (round(place * STEPS_A_PIXEL) / STEPS_A_PIXEL for place in (origin.x(), origin.y()))
        whole_x, whole_y = math.floor(x), math.floor(y)
        shift_x, shift_y = x - whole_x - origin.x(), y - whole_y - origin.y()
        box = matrix.mapRect(self.box.makeOffset(lift_x, lift_y)).makeOffset(shift_x, shift_y)
        box = box.makeOutset(MARGIN_PX, MARGIN_PX).roundOut()
        if not box.intersect(_cut(whole_of(canvas), whole_x, whole_y)):
            return
        key = (
            matrix.getScaleX(), matrix.getSkewX(), matrix.getSkewY(), matrix.getScaleY(), x - whole_x, y - whole_y,
            box.left(), box.top(), box.right(), box.bottom(),
        )  # fmt: skip
        picture = self._pictures.pop(key, None)
        if picture is None:
            pixels = np.zeros((box.height(), box.width(), 4), np.uint8)
            surface = surface_over(pixels)
            small = surface.getCanvas()
            small.translate(shift_x - box.left(), shift_y - box.top())
            small.concat(matrix)
            paint(small)
            picture = surface.makeImageSnapshot()
        self._pictures[key] = picture
        if len(self._pictures) > MOST_PICTURES:
            self._pictures.popitem(last=False)
        canvas.save()
        canvas.resetMatrix()
        canvas.drawImage(picture, whole_x + box.left(), whole_y + box.top())
        canvas.restore()


def _cut(clip: skia.IRect, whole_x: int, whole_y: int) -> skia.IRect:
    """Return what of the canvas is open, as seen from (whole_x, whole_y), a little larger."""
    low = (
        math.floor((edge - whole) / CUT_PX) for edge, whole in ((clip.left(), whole_x), (clip.top(), whole_y))
    )
    high = (
        math.ceil((edge - whole) / CUT_PX)
        for edge, whole in ((clip.right(), whole_x), (clip.bottom(), whole_y))
    )
    left, top, right, bottom = (step * CUT_PX for step in (*low, *high))
    return skia.IRect.MakeLTRB(left, top, right, bottom)
