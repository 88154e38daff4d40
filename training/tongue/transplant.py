"""Set one person's whole mouth into another's face, tongue out or not, lips and all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray
from mirrorcam.vision.mouth_crop import FILL_RGB
from training.tongue.faces import EYE_PX, WIDE_PX
from training.tongue.lips import GRID_X, GRID_Y, skin_colour

# Where the run-time crop puts the middle of an average mouth, in px of the wide crop.
MOUTH_AT = np.array([WIDE_PX / 2, WIDE_PX / 2 - 0.16 * EYE_PX])
# Pictures that show a mouth but no eyes: the middle between the mouth's corners and the mouth's width, px,
# read off by eye.
MOUTHS = {
    "tonguesam/1.jpg": (166, 178, 190),
    "tonguesam/100.jpg": (166, 140, 255),
    "tonguesam/12.jpg": (189, 115, 178),
    "tonguesam/13.jpg": (159, 217, 206),
    "tonguesam/14.jpg": (207, 127, 166),
    "tonguesam/15.jpg": (206, 115, 158),
    "tonguesam/16.jpg": (187, 102, 306),
    "tonguesam/17.jpg": (184, 171, 344),
    "szepi/tongue.jpg": (235, 135, 375),
    "ganonyou/net1.jpg": (370, 711, 215),
    "ganonyou/net2.jpg": (352, 668, 215),
}
# An open mouth's width in eye distances.
_OPEN_WIDTH = 0.54
# A mouth of which less than this share lies in its own picture is not set into another.
_LEAST_WHOLE = 0.85


@dataclass
class Mouth:
    """A mouth to set into other faces: a wide crop, where its middle is (px), whose it is, tongue out or not."""

    picture: PixelArray
    middle: np.ndarray
    person: str
    fold: int
    tongue: int


def load_mouths(data: Path) -> list[Mouth]:
    """Cut the pictures that show a mouth but no eyes as if a face had been found; no fold judges them (-1)."""
    mouths = []
    for name, (x, y, width_px) in MOUTHS.items():
        rgb = cv2.imread(str(data / name))[:, :, ::-1]
        zoom = _OPEN_WIDTH * EYE_PX / width_px
        matrix = np.float32([[zoom, 0, MOUTH_AT[0] - zoom * x], [0, zoom, MOUTH_AT[1] - zoom * y]])
        times = 3
        large = cv2.warpAffine(
            rgb, matrix * times, (WIDE_PX * times,) * 2, borderMode=cv2.BORDER_CONSTANT, borderValue=FILL_RGB
        )
        wide = cv2.resize(large, (WIDE_PX, WIDE_PX), interpolation=cv2.INTER_AREA)
        mouths.append(Mouth(np.asarray(wide, np.uint8), MOUTH_AT.copy(), name, -1, 1))
    return mouths


def transplant(
    picture: PixelArray, points: np.ndarray, mouth: Mouth, rng: np.random.Generator
) -> PixelArray | None:
    """Set the mouth into the face, its seam hidden by Poisson's method or a feather. None where it will not go."""
    middle = (points[78] + points[308] + points[13] + points[14]) / 4
    zoom = rng.uniform(0.85, 1.15)
    turn = rng.normal(0, 5)
    source, held_at = mouth.picture, mouth.middle
    if rng.random() < 0.5:
        source, held_at = (
            np.ascontiguousarray(source[:, ::-1]),
            np.array([WIDE_PX - 1 - held_at[0], held_at[1]]),
        )
    matrix = cv2.getRotationMatrix2D((float(held_at[0]), float(held_at[1])), turn, zoom)
    matrix[:, 2] += middle - held_at
    moved = cv2.warpAffine(source, matrix, (WIDE_PX, WIDE_PX), borderMode=cv2.BORDER_REPLICATE)
    reach_x, reach_y = rng.uniform(0.38, 0.46) * EYE_PX, rng.uniform(0.44, 0.54) * EYE_PX
    x, y = middle[0], middle[1] + 0.2 * EYE_PX
    inside = (np.abs((GRID_X - x) / reach_x) ** 2.5 + np.abs((GRID_Y - y) / reach_y) ** 2.5) < 1
    inside &= (GRID_X > 2) & (GRID_Y > 2) & (GRID_X < WIDE_PX - 3) & (GRID_Y < WIDE_PX - 3)
    whole = inside.sum()
    blank = (source == FILL_RGB).all(axis=2).astype(np.float32)
    blank = cv2.warpAffine(cv2.dilate(blank, np.ones((7, 7))), matrix, (WIDE_PX, WIDE_PX), borderValue=1.0)
    inside &= blank < 0.5
    if whole < 500 or inside.sum() < _LEAST_WHOLE * whole:
        return None
    shifted = _match_skin(moved, picture, points, rng.uniform(0.4, 1.0))
    if rng.random() < 0.6:
        ys, xs = np.nonzero(inside)
        centre = (int((xs.min() + xs.max()) // 2), int((ys.min() + ys.max()) // 2))
        return np.asarray(
            cv2.seamlessClone(shifted, picture, inside.astype(np.uint8) * 255, centre, cv2.NORMAL_CLONE)
        )
    feather = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), 4)[..., None]
    return np.clip(picture + (shifted.astype(np.float32) - picture) * feather, 0, 255).astype(np.uint8)


def _match_skin(moved: PixelArray, picture: PixelArray, points: np.ndarray, share: float) -> PixelArray:
    """Move the mouth's colours by the difference between the two skins around it."""
    here, there = (skin_colour(p, points) for p in (picture, moved))
    lab = cv2.cvtColor(moved, cv2.COLOR_RGB2LAB).astype(np.float32)
    lab[..., 0] *= 1 + share * (here[0] / max(there[0], 20) - 1)
    lab[..., 1:] += share * (here[1:] - there[1:])
    return np.asarray(cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2RGB))
