"""The upright mouth crop that the tongue network sees.

It is placed by the fitted head (eyes, nose, temples), not by the lips, so that a tongue over the lip
does not move it.
"""

from __future__ import annotations

import cv2
import numpy as np

from mirrorcam.core.pose import HeadFit, place
from mirrorcam.core.types import FloatArray, PixelArray

SIDE_PX = 64
# In the mean face's units (outer eye corners 1 apart): the crop's width and its centre below the eyes.
WIDTH = 1.05
CENTRE = np.array([[0.0, 0.95, -0.15]])
FILL_RGB = (127, 127, 127)


def crop_matrix(fit: HeadFit) -> FloatArray:
    """Return the 2x3 matrix that maps picture pixels to crop pixels: roll undone, scaled by the face's size."""
    roll_rad = fit.head.roll_rad
    zoom = SIDE_PX / (WIDTH * fit.scale_px)
    cos, sin = zoom * np.cos(roll_rad), zoom * np.sin(roll_rad)
    centre_x, centre_y = place(CENTRE, fit)[0, :2]
    half = SIDE_PX / 2
    return np.array(
        [
            [cos, sin, half - cos * centre_x - sin * centre_y],
            [-sin, cos, half + sin * centre_x - cos * centre_y],
        ]
    )


def cut_mouth(rgb: PixelArray, fit: HeadFit) -> PixelArray | None:
    """Cut the mouth crop u8[64,64,3]; what lies outside the picture is grey. None where the fit is degenerate."""
    matrix = crop_matrix(fit)
    if not np.isfinite(matrix).all():
        return None
    interpolation = cv2.INTER_AREA if fit.scale_px * WIDTH > 2 * SIDE_PX else cv2.INTER_LINEAR
    crop: PixelArray = cv2.warpAffine(
        rgb, matrix, (SIDE_PX, SIDE_PX), flags=interpolation, borderMode=cv2.BORDER_CONSTANT, borderValue=FILL_RGB
    )
    return crop
