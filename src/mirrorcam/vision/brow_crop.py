"""The upright, grey crop of the brows and the skin between them, which the brow network sees.

It is placed by the fitted head alone, so that brows which move do so within it, and squeezed or
stretched until the brows' plane faces the viewer: a head that nods does not look like brows that sink.
"""

from __future__ import annotations

import cv2
import numpy as np

from mirrorcam.core.pose import HeadFit, place
from mirrorcam.core.types import FloatArray, PixelArray

WIDTH_PX, HEIGHT_PX = 48, 24
# In the mean face's units (outer eye corners 1 apart): from the lids to the middle of the forehead.
WIDTH = 1.04
CENTRE = (0.0, -0.21, -0.2)
FILL_GREY = 127
# Above this many picture pixels a crop pixel, sampling between four neighbours would alias.
_COARSE = 1.5
_MOST_TIMES = 8


def brow_matrix(fit: HeadFit, width_px: int, height_px: int, width: float) -> FloatArray:
    """Return the 2x3 matrix that maps picture pixels to crop pixels; not finite where the fit is degenerate."""
    half_width, half_height = width / 2, width / 2 * height_px / width_px
    x, y, z = CENTRE
    corners = np.array([[x, y, z], [x + half_width, y, z], [x, y + half_height, z]])
    seen = place(corners, fit)[:, :2]
    across, down = seen[1] - seen[0], seen[2] - seen[0]
    area = across[0] * down[1] - across[1] * down[0]
    turn = np.array([[down[1], -down[0]], [-across[1], across[0]]]) / area
    turn *= np.array([[width_px / 2], [height_px / 2]])
    offset = np.array([width_px / 2, height_px / 2]) - turn @ seen[0]
    return np.column_stack([turn, offset])


def cut_brows(rgb: PixelArray, fit: HeadFit, width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX,
              width: float = WIDTH) -> PixelArray | None:  # fmt: skip
    """Cut the crop u8[height_px,width_px]; outside the picture is grey. None where the fit is degenerate."""
    coarse = width * fit.scale_px / width_px / _COARSE
    times = min(max(1, int(coarse)), _MOST_TIMES) if np.isfinite(coarse) else 1
    with np.errstate(divide="ignore", invalid="ignore"):
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
