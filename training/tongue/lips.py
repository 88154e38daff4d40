"""A mouth's lips on a wide crop, and the colours of lips, skin and tongue.

Pictures are wide crops u8[160,160,3]; points are landmarks f32[478,2] in their px.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray
from training.tongue.faces import WIDE_PX

INNER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
OUTER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
UPPER_INNER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LOWER_INNER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
SKIN = (205, 425, 50, 280, 192, 416, 199, 194, 418)
# Where 8-bit Lab has no colour.
_NO_COLOUR = np.array([0.0, 128.0, 128.0])

GRID_Y, GRID_X = np.mgrid[0:WIDE_PX, 0:WIDE_PX].astype(np.float32)


@dataclass
class Lips:
    """Where the lips are, in px: upper and lower inner edges as heights over every x, corners, gap and width."""

    upper: np.ndarray
    lower: np.ndarray
    left_x: float
    right_x: float
    middle: np.ndarray
    gap_px: float
    width_px: float
    inside: np.ndarray


def find_lips(points: np.ndarray) -> Lips:
    """Read the lips off landmarks f32[478,2] in px."""
    columns = np.arange(WIDE_PX)

    def edge(names: tuple[int, ...]) -> np.ndarray:
        line = points[list(names)]
        order = np.argsort(line[:, 0])
        return np.interp(columns, line[order, 0], line[order, 1])

    upper, lower = edge(UPPER_INNER), edge(LOWER_INNER)
    inside = np.zeros((WIDE_PX, WIDE_PX), np.uint8)
    cv2.fillPoly(inside, [np.round(points[list(INNER)]).astype(np.int32)], 1)
    middle = (points[13] + points[14]) / 2
    width_px = float(np.linalg.norm(points[308] - points[78]))
    return Lips(
        upper, np.maximum(lower, upper), float(points[[78, 308], 0].min()), float(points[[78, 308], 0].max()),
        middle, float(max(points[14, 1] - points[13, 1], 0)), width_px, inside.astype(bool),
    )  # fmt: skip


def skin_colour(picture: PixelArray, points: np.ndarray) -> np.ndarray:
    """Return the skin's middle colour in Lab f[3]."""
    places = np.clip(np.round(points[list(SKIN)]).astype(int), 2, WIDE_PX - 3)
    patch = np.concatenate([picture[y - 1 : y + 2, x - 1 : x + 2].reshape(-1, 3) for x, y in places])
    middle = np.median(patch, axis=0).astype(np.uint8).reshape(1, 1, 3)
    return cv2.cvtColor(middle, cv2.COLOR_RGB2LAB)[0, 0].astype(float) - _NO_COLOUR


def lip_colour(picture: PixelArray, points: np.ndarray) -> np.ndarray:
    """Return the lower lip's middle colour in Lab f[3]."""
    places = np.clip(
        np.round((points[[14, 87, 317]] + points[[17, 84, 314]]) / 2).astype(int), 1, WIDE_PX - 2
    )
    middle = np.median(picture[places[:, 1], places[:, 0]], axis=0).astype(np.uint8).reshape(1, 1, 3)
    return cv2.cvtColor(middle, cv2.COLOR_RGB2LAB)[0, 0].astype(float) - _NO_COLOUR


def match_colour(
    rgb: np.ndarray, alpha: np.ndarray, picture: PixelArray, points: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Give the tongue the light of the face: its mean colour goes to one a tongue could have beside this skin."""
    skin = skin_colour(picture, points)
    lab = cv2.cvtColor(np.clip(rgb, 0, 255).astype(np.uint8), cv2.COLOR_RGB2LAB).astype(float) - _NO_COLOUR
    weight = alpha > 0.3
    if not weight.any():
        return rgb
    mean = lab[weight].mean(axis=0)
    chroma = float(np.clip(np.hypot(skin[1], skin[2]) / 12, 0, 1))
    kind = rng.choice(["tongue", "skin", "lip", "own"], p=[0.62, 0.18, 0.12, 0.08])
    if kind == "tongue":
        goal = np.array([
            skin[0] * rng.uniform(0.68, 1.15),
            skin[1] + chroma * rng.uniform(2, 24),
            skin[2] * rng.uniform(0.2, 1.0) - chroma * rng.uniform(0, 6),
        ])  # fmt: skip
    elif kind == "skin":
        goal = np.array(
            [
                skin[0] * rng.uniform(0.8, 1.12),
                skin[1] + chroma * rng.uniform(-1, 8),
                skin[2] * rng.uniform(0.7, 1.05),
            ]
        )
    elif kind == "lip":
        goal = lip_colour(picture, points) * rng.uniform(0.85, 1.15, 3)
    else:
        goal = np.array([skin[0] * rng.uniform(0.75, 1.1), mean[1] * chroma, mean[2] * chroma])
    spread = rng.uniform(0.5, 1.15)
    lab = goal + (lab - mean) * [spread, spread * chroma, spread * chroma]
    lab = np.clip(lab + _NO_COLOUR, 0, 255).astype(np.uint8)
    return cv2.cvtColor(lab, cv2.COLOR_LAB2RGB).astype(np.float32)
