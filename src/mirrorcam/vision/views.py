"""Windows on a frame through which a face finder looks: the whole, closer, or with a margin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from mirrorcam.core.types import FloatArray, PixelArray

MARGIN_GREY = (127, 127, 127)
# Width of a view in face widths: enough room for the finder, small enough for a large face in it.
ROOM = 4.0
# A followed view moves once the face is this far from its middle, as a share of the view.
DRIFT = 0.2
# A face this large a share of the frame needs no view of its own.
NEAR = 0.16
# Searching closer: windows of these shares of the frame's longer side, half overlapping.
SEARCH_SHARES = (0.5, 0.3)
# A margin this share of the longer side helps with faces that fill the picture.
PAD = 0.35


@dataclass(frozen=True, slots=True)
class View:
    """A window x, y, width, height in the frame's pixels; it may reach beyond the frame."""

    x: int
    y: int
    width: int
    height: int

    def cut(self, rgb: PixelArray) -> PixelArray:
        """Return the view's pixels, grey where it reaches beyond the frame; the frame itself if it is the whole."""
        height, width = rgb.shape[:2]
        if self.is_whole(rgb):
            return rgb
        left, top = max(0, self.x), max(0, self.y)
        right, bottom = min(width, self.x + self.width), min(height, self.y + self.height)
        inside = rgb[top:bottom, left:right]
        margins = (top - self.y, self.y + self.height - bottom, left - self.x, self.x + self.width - right)
        if not any(margins):
            return np.ascontiguousarray(inside)
        padded: PixelArray = cv2.copyMakeBorder(inside, *margins, cv2.BORDER_CONSTANT, value=MARGIN_GREY)
        return padded

    def is_whole(self, rgb: PixelArray) -> bool:
        """Tell whether this is the whole frame."""
        return (self.x, self.y, self.width, self.height) == (0, 0, rgb.shape[1], rgb.shape[0])

    def is_closer(self, rgb: PixelArray) -> bool:
        """Tell whether this shows less than the frame."""
        return self.width * self.height < rgb.shape[0] * rgb.shape[1]

    def to_frame(self, landmarks: FloatArray, rgb: PixelArray) -> FloatArray:
        """Turn landmarks f32[478,3] from shares of the view into shares of the frame."""
        height, width = rgb.shape[:2]
        scale = np.array([self.width / width, self.height / height, self.width / width], np.float32)
        offset = np.array([self.x / width, self.y / height, 0.0], np.float32)
        moved: FloatArray = landmarks * scale + offset
        return moved

    def follow(self, faces: list[FloatArray], width: int, height: int) -> View | None:
        """Return the view for the next frame: this one, moved after the faces; None for the whole frame."""
        if (self.width, self.height) == (width, height):
            return None
        low, high = _bounds(faces, width, height)
        if (high - low).max() > NEAR * max(width, height):
            return None
        middle = (low + high) / 2
        off = np.abs(middle - (self.x + self.width / 2, self.y + self.height / 2)) / (self.width, self.height)
        return around(faces, width, height) if off.max() > DRIFT else self


def full_view(width: int, height: int) -> View:
    """Return the whole frame."""
    return View(0, 0, width, height)


def pad_to_view(width: int, height: int) -> View:
    """Return the whole frame with a margin around it."""
    pad = round(PAD * max(width, height))
    return View(-pad, -pad, width + 2 * pad, height + 2 * pad)


def around(faces: list[FloatArray], width: int, height: int) -> View:
    """Return a square view with room around the faces, kept inside the frame as far as it fits."""
    low, high = _bounds(faces, width, height)
    side = int(min(max(ROOM * (high - low).max(), 1), max(width, height)))
    x, y = np.round((low + high) / 2 - side / 2).astype(int)
    return View(int(np.clip(x, min(0, width - side), max(0, width - side))),
                int(np.clip(y, min(0, height - side), max(0, height - side))), side, side)  # fmt: skip


def search_views(width: int, height: int) -> Iterator[View]:
    """Yield the windows of a closer look, larger ones first, the middle of the frame first."""
    yield pad_to_view(width, height)
    for share in SEARCH_SHARES:
        side = max(1, round(share * max(width, height)))
        wide, high = min(side, width), min(side, height)
        places = [View(x, y, wide, high) for y in _steps(height, high) for x in _steps(width, wide)]
        yield from sorted(
            places, key=lambda v: abs(v.x + wide / 2 - width / 2) + abs(v.y + high / 2 - height / 2)
        )


def _steps(length: int, window: int) -> list[int]:
    count = max(1, int(np.ceil(2 * (length - window) / window)) + 1)
    return [round(step) for step in np.linspace(0, length - window, count)]


def _bounds(faces: list[FloatArray], width: int, height: int) -> tuple[FloatArray, FloatArray]:
    all_px = np.concatenate([face[:, :2] for face in faces]) * (width, height)
    return all_px.min(0), all_px.max(0)
