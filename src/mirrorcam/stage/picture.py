"""Putting a camera's picture on the stage by plain copying: filling its pixels with a brush costs ten times as much."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from mirrorcam.core.types import FloatArray, PixelArray


class ShownPicture:
    """A camera's newest picture as the stage shows it: fitted once, and then copied however often it is painted."""

    def __init__(self) -> None:
        self._rgb: PixelArray | None = None
        self._how: tuple[int, int, bool] | None = None
        self._bgra: PixelArray = np.zeros((0, 0, 4), np.uint8)

    def fit(self, rgb: PixelArray, width_px: int, height_px: int, *, mirrored: bool) -> PixelArray:
        """Return the middle of rgb u8[H,W,3] as u8[height_px,width_px,4] (BGRA); rgb may not change meanwhile."""
        how = (width_px, height_px, mirrored)
        if rgb is not self._rgb or how != self._how:
            self._rgb, self._how = rgb, how
            self._bgra = fit_picture(rgb, width_px, height_px, mirrored=mirrored)
        return self._bgra


def fit_picture(rgb: PixelArray, width_px: int, height_px: int, *, mirrored: bool) -> PixelArray:
    """Return the middle of rgb u8[H,W,3] as u8[height_px,width_px,4] (BGRA), left and right swapped if mirrored."""
    high, wide = rgb.shape[:2]
    kept_wide, kept_high = min(wide, high * width_px / height_px), min(high, wide * height_px / width_px)
    left, top = int((wide - kept_wide) / 2), int((high - kept_high) / 2)
    cut = rgb[top : top + max(1, int(kept_high)), left : left + max(1, int(kept_wide))]
    # Halves are quick means; what then is left to shrink is less than a half, where straight lines show no dirt.
    while cut.shape[0] >= 2 * height_px and cut.shape[1] >= 2 * width_px:
        even = cut[: cut.shape[0] // 2 * 2, : cut.shape[1] // 2 * 2]
        cut = cv2.resize(even, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    cut = cv2.cvtColor(cut, cv2.COLOR_RGB2BGRA)
    if mirrored:
        cut = cv2.flip(cut, 1)
    fitted: PixelArray = cv2.resize(cut, (width_px, height_px), interpolation=cv2.INTER_LINEAR)
    return fitted


def put_picture(pixels: PixelArray, picture: PixelArray, left: int, top: int, radius_px: int) -> None:
    """Copy picture u8[h,w,4] into pixels u8[H,W,4] with its corner at (left, top), its four corners rounded."""
    high, wide = picture.shape[:2]
    room = pixels[top : top + high, left : left + wide]
    radius = min(radius_px, high // 2, wide // 2)
    share = _corner(radius)
    corners = [
        (rows, columns, share[:: 1 if is_top else -1, :: 1 if is_left else -1])
        for is_top, rows in ((True, slice(0, radius)), (False, slice(high - radius, high)))
        for is_left, columns in ((True, slice(0, radius)), (False, slice(wide - radius, wide)))
    ]
    behind = [room[rows, columns].astype(np.float32) for rows, columns, _ in corners]
    room[...] = picture
    for (rows, columns, shown), wall in zip(corners, behind, strict=True):
        mixed = wall + (room[rows, columns] - wall) * shown[..., None]
        room[rows, columns] = np.round(mixed).astype(np.uint8)


@lru_cache(maxsize=4)
def _corner(radius_px: int) -> FloatArray:
    """Return how much of each pixel f32[r,r] lies inside a rounded upper left corner."""
    steps = np.arange(radius_px) + 0.5
    away = np.hypot(radius_px - steps[:, None], radius_px - steps[None, :])
    return np.clip(radius_px - away + 0.5, 0.0, 1.0).astype(np.float32)
