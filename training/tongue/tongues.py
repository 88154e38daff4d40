"""Tongues to put into faces: cut-outs of real ones, and ones drawn here for variety of shape.

Every tongue is a picture rgba u8[128,128,4] that fills its box, root at the top and tip at the bottom.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray

SIDE_PX = 128
# Cut-outs lie on black; JPEG leaves a little light around them.
_BLACK = 26


def load_cut_outs(folder: Path) -> list[PixelArray]:
    """Read the cut-out tongues of a folder."""
    return [
        tongue
        for path in sorted(folder.glob("*.jpg"))
        if (tongue := cut_out(cv2.imread(str(path)))) is not None
    ]


def cut_out(bgr: PixelArray) -> PixelArray | None:
    """Return the largest thing on black as a tongue, None where there is none to speak of."""
    bgr = cv2.resize(bgr, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    blue, green, red = cv2.split(bgr)
    bright = (cv2.max(cv2.max(blue, green), red) > _BLACK).astype(np.uint8)
    bright = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, named, stats, _ = cv2.connectedComponentsWithStats(bright)
    if count < 2:
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    x, y, width, height, area = stats[largest]
    if area < 1000:
        return None
    outline, _ = cv2.findContours(
        (named == largest).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    mask = np.zeros(bgr.shape[:2], np.uint8)
    cv2.drawContours(mask, outline, -1, 255, cv2.FILLED)
    mask = cv2.erode(mask, np.ones((3, 3), np.uint8))
    rgba = np.dstack([bgr[:, :, ::-1], mask])[y : y + height, x : x + width]
    return np.asarray(cv2.resize(rgba, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA), np.uint8)


def draw_tongue(rng: np.random.Generator) -> PixelArray:
    """Draw a tongue: an outline that narrows to its tip, rounded shading, groove, coat, papillae and wet lights."""
    v, u = np.mgrid[0 : 1 : SIDE_PX * 1j, -1 : 1 : SIDE_PX * 1j]
    half = _outline(v, rng)
    across = np.abs(u) / np.maximum(half, 1e-3)
    alpha = np.clip((half - np.abs(u)) * SIDE_PX / 4, 0, 1)
    light = 1 - rng.uniform(0.1, 0.55) * np.clip(across, 0, 1) ** rng.uniform(2, 5)
    light *= 1 - rng.uniform(0, 0.3) * np.clip((v - 0.8) / 0.2, 0, 1) ** 2
    groove = np.exp(-(((u - rng.normal(0, 0.06)) / rng.uniform(0.03, 0.12)) ** 2)) * np.clip(
        1.3 - 1.3 * v, 0, 1
    )
    light *= 1 - rng.choice([0.0, rng.uniform(0.05, 0.35)]) * groove
    for sigma, strength in (
        (1.0, rng.uniform(0, 0.08)),
        (5.0, rng.uniform(0, 0.08)),
        (14.0, rng.uniform(0, 0.08)),
    ):
        light *= 1 + strength * _noise(rng, sigma)
    flesh = np.array([200.0, 110.0, 115.0]) + rng.normal(0, 14, 3)
    coat = np.array([205.0, 170.0, 160.0]) + rng.normal(0, 12, 3)
    coated = rng.uniform(0, 0.8) * np.exp(-((across / 0.7) ** 2)) * np.clip(1.2 - v, 0, 1)
    colour = flesh + (coat - flesh) * coated[..., None]
    picture = colour * light[..., None] + _wet_lights(rng, u, v)[..., None]
    return np.dstack([np.clip(picture, 0, 255), alpha * 255]).astype(np.uint8)


def _outline(v: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return half the tongue's width at each v: nearly straight, then round or pointed to the tip."""
    begin, power = rng.uniform(0.1, 0.7), rng.uniform(1.3, 3.0)
    tip = np.clip((v - begin) / (1 - begin), 0, 1)
    half = (1 - tip**power) ** (1 / power)
    root = rng.uniform(0.75, 1.15)
    return half * np.clip(root + (1 - root) * v / max(begin, 0.3), 0.5, 1.0) * 0.99


def _noise(rng: np.random.Generator, sigma: float) -> np.ndarray:
    field = cv2.GaussianBlur(rng.normal(0, 1, (SIDE_PX, SIDE_PX)), (0, 0), sigma)
    return np.asarray(field / max(field.std(), 1e-6))


def _wet_lights(rng: np.random.Generator, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    light = np.zeros_like(u)
    for _ in range(rng.integers(0, 5)):
        x, y = rng.uniform(-0.6, 0.6), rng.uniform(0.3, 0.95)
        wide, high = rng.uniform(0.03, 0.2), rng.uniform(0.02, 0.1)
        light += rng.uniform(20, 110) * np.exp(-(((u - x) / wide) ** 2) - ((v - y) / high) ** 2)
    return light


def tongue_bank(folder: Path, drawn: int, rng: np.random.Generator) -> list[PixelArray]:
    """Return all cut-outs of a folder and as many drawn tongues as asked for."""
    return load_cut_outs(folder) + [draw_tongue(rng) for _ in range(drawn)]
