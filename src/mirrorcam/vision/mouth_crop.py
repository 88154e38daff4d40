"""The upright mouth crop that the tongue network sees.

It is placed by the fitted head (eyes, nose, temples), not by the lips, so that a tongue over the lip
does not move it.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from mirrorcam.core.pose import HeadFit, place
from mirrorcam.core.types import FloatArray, PixelArray

SIDE_PX = 48
# In the mean face's units (outer eye corners 1 apart): the crop's width, from the nose base to below the
# chin of an open jaw, and its centre below the eyes, as deep in the head as the lips' corners.
WIDTH = 1.15
CENTRE = np.array([[0.0, 0.98, -0.15]])
FILL_RGB = (127, 127, 127)
# Above this many picture pixels a crop pixel, sampling between four neighbours would alias.
_COARSE = 1.5
_MOST_TIMES = 8


def crop_matrix(fit: HeadFit, side_px: int = SIDE_PX, width: float = WIDTH) -> FloatArray:
    """Return the 2x3 matrix that maps picture pixels to crop pixels: roll undone, scaled by the face's size."""
    zoom = side_px / (width * fit.scale_px)
    cos, sin = zoom * math.cos(fit.head.roll_rad), zoom * math.sin(fit.head.roll_rad)
    centre_x, centre_y, _ = place(CENTRE, fit)[0].tolist()
    half = side_px / 2
    return np.array(
        [
            [cos, sin, half - cos * centre_x - sin * centre_y],
            [-sin, cos, half + sin * centre_x - cos * centre_y],
        ]
    )


def cut_mouth(
    rgb: PixelArray, fit: HeadFit, side_px: int = SIDE_PX, width: float = WIDTH
) -> PixelArray | None:
    """Cut the crop u8[side_px,side_px,3]; outside the picture is grey. None where the fit is degenerate.

    Large faces are cut at a whole multiple of side_px and then averaged down, for warpAffine itself
    samples only four neighbours.
    """
    times = max(1, int(width * fit.scale_px / side_px / _COARSE)) if np.isfinite(fit.scale_px) else 1
    times = min(times, _MOST_TIMES)
    matrix = crop_matrix(fit, side_px * times, width)
    if not np.isfinite(matrix).all():
        return None
    large = (side_px * times, side_px * times)
    crop = cv2.warpAffine(
        rgb, matrix, large, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=FILL_RGB
    )
    if times > 1:
        crop = cv2.resize(crop, (side_px, side_px), interpolation=cv2.INTER_AREA)
    return np.asarray(crop, np.uint8)
