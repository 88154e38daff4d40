"""The upright, grey crop of the brows, the eyes and the skin between them, which the brow network sees.

It is placed by the fitted head alone, so that brows which move do so within it, and squeezed or
stretched until the brows' plane faces the viewer: a head that nods does not look like brows that sink. The eyes
are in it whole, so that lids which are lowered are told from brows which are.
"""

from __future__ import annotations

from math import isfinite

import cv2
import numpy as np

from mirrorcam.core.pose import HeadFit, place
from mirrorcam.core.types import FloatArray, PixelArray

WIDTH_PX, HEIGHT_PX = 80, 44
# In the mean face's units (outer eye corners 1 apart): from below the eyes to the middle of the forehead.
WIDTH = 1.2
CENTRE = np.array([[0.0, -0.21, -0.2]])
FILL_GREY = 127
# Above this many picture pixels a crop pixel, sampling between four neighbours would alias.
_COARSE = 1.5
_MOST_TIMES = 8


def brow_matrix(fit: HeadFit, width_px: int, height_px: int, width: float) -> FloatArray:
    """Return the 2x3 matrix that maps picture pixels to crop pixels; not finite where the fit is degenerate."""
    (x_across, x_down, _), (y_across, y_down, _), _ = fit.rotation.tolist()
    # From the crop's middle to the middle of its right and of its lower edge, in picture pixels.
    half = fit.scale_px * width / 2
    across_x, across_y = half * x_across, half * y_across
    down_x, down_y = half * height_px / width_px * x_down, half * height_px / width_px * y_down
    area = across_x * down_y - across_y * down_x
    if area == 0.0:
        return np.full((2, 3), np.nan)
    middle_x, middle_y, _ = place(CENTRE, fit)[0].tolist()
    wide, high = width_px / 2 / area, height_px / 2 / area
    xx, xy, yx, yy = wide * down_y, -wide * down_x, -high * across_y, high * across_x
    return np.array(
        [
            [xx, xy, width_px / 2 - xx * middle_x - xy * middle_y],
            [yx, yy, height_px / 2 - yx * middle_x - yy * middle_y],
        ]
    )


def cut_brows(rgb: PixelArray, fit: HeadFit, width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX,
              width: float = WIDTH) -> PixelArray | None:  # fmt: skip
    """Cut the crop u8[height_px,width_px]; outside the picture is grey. None where the fit is degenerate."""
    coarse = width * fit.scale_px / width_px / _COARSE
    times = min(max(1, int(coarse)), _MOST_TIMES) if isfinite(coarse) else 1
    matrix = brow_matrix(fit, width_px * times, height_px * times, width)
    if not np.isfinite(matrix).all():
        return None
    crop = cv2.warpAffine(
        rgb, matrix, (width_px * times, height_px * times), flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=(FILL_GREY,) * 3,
    )  # fmt: skip
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    if times > 1:
        grey = cv2.resize(grey, (width_px, height_px), interpolation=cv2.INTER_AREA)
    return np.asarray(grey, np.uint8)
