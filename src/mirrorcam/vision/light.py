"""What the light does to a crop, and how it is made to matter less to the networks."""

from __future__ import annotations

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray
from mirrorcam.vision.mouth_crop import FILL_RGB

# The skin around a mouth has these shares of red, green and blue to their mean, in the median of 2,695 pictures.
SKIN_TINT = (1.25, 0.94, 0.81)
# So much of what a crop's skin differs from them is taken out of it: all would make every skin the same.
TINT_TAKEN = 0.5
# Where the mouth is in a mouth crop, rows and columns; the rest is skin.
MOUTH = slice(8, 36), slice(8, 40)


def in_even_light(crop: PixelArray) -> PixelArray:
    """Return a mouth crop u8[48,48,3] (RGB) with half the tint taken out that its skin has beside SKIN_TINT.

    Lamps and cameras tint skin and tongue alike, so each channel of all is scaled (von Kries 1902). What lay outside
    the picture (FILL_RGB) says nothing of the light, and stays as it is.
    """
    outside = cv2.inRange(crop, FILL_RGB, FILL_RGB)
    skin = cv2.bitwise_not(outside)
    skin[MOUTH] = 0
    seen = [max(light, 1.0) for light in cv2.mean(crop, skin)[:3]]
    grey = sum(seen) / len(seen)
    gain = [(usual * grey / light) ** TINT_TAKEN for usual, light in zip(SKIN_TINT, seen, strict=True)]
    evened = cv2.multiply(crop, (*gain, 0.0))
    return np.asarray(cv2.copyTo(crop, outside, evened), np.uint8)


def is_lit_from_left(crop: PixelArray) -> bool:
    """Say whether the left half of a crop u8[h,w,3] is at least as bright as the right half.

    Of a crop and its mirror picture one is, unless both halves are exactly as bright: seen that way round, both read
    alike.
    """
    middle = crop.shape[1] // 2
    return bool(crop[:, :middle].sum() >= crop[:, -middle:].sum())
