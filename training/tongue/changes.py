"""Change a face without putting its tongue out: open its mouth, paint its lips, cover it with things.

Each takes a wide crop u8[160,160,3] with landmarks f32[478,2] in its px and returns the changed crop; what is
learnt from tongues must hold against all of these.
"""

from __future__ import annotations

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray
from training.tongue.faces import EYE_PX, WIDE_PX
from training.tongue.lips import GRID_X, GRID_Y, INNER, OUTER, find_lips, skin_colour

# Landmarks that go down with the jaw.
_JAW = (
    87, 14, 317, 402, 318, 324, 308, 178, 88, 95, 78, 17, 84, 314, 181, 405, 91, 321, 146, 375,
    152, 148, 377, 176, 400, 199, 200, 18, 83, 313, 194, 418, 175, 171, 396,
)  # fmt: skip


def open_mouth(
    picture: PixelArray, points: np.ndarray, rng: np.random.Generator
) -> tuple[PixelArray, np.ndarray]:
    """Pull the lower lip and chin down and fill the gap with a dark mouth, with or without teeth."""
    lips = find_lips(points)
    drop = rng.uniform(0.03, 0.32) * EYE_PX
    half = max(lips.width_px / 2, 4.0) * rng.uniform(0.75, 1.0)
    centre = (lips.left_x + lips.right_x) / 2
    bump = np.clip(1 - ((GRID_X - centre) / half) ** 2, 0, 1) ** 0.7
    wide = np.exp(-(((GRID_X - centre) / (1.3 * half)) ** 2))
    line = ((lips.upper + lips.lower) / 2)[None]
    below = GRID_Y - line
    # Right at the lip the shift follows the opening; further down the whole chin moves.
    share = np.clip(below / (0.35 * EYE_PX), 0, 1)
    shift = drop * (bump * (1 - share) + np.maximum(bump, wide) * share)
    source_y = np.where(below > 0, np.maximum(GRID_Y - shift, line), GRID_Y).astype(np.float32)
    moved = cv2.remap(picture, GRID_X, source_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cave = np.clip(np.minimum(below, drop * bump - below) / 1.2, 0, 1) * (lips.gap_px < 0.12 * EYE_PX)
    depth = np.clip(below / max(drop, 1), 0, 1)
    dark = (
        np.array([70.0, 28.0, 28.0]) * rng.uniform(0.25, 1.3) * (0.5 + rng.uniform(0, 0.9) * depth[..., None])
    )
    if rng.random() < 0.5:
        tooth = (depth < rng.uniform(0.15, 0.5)) & (np.abs(GRID_X - centre) < 0.8 * half)
        white = np.array([225.0, 215.0, 200.0]) * rng.uniform(0.5, 1.0)
        gaps = 1 - 0.25 * (np.abs(np.sin((GRID_X - centre) / (0.06 * EYE_PX))) < 0.25)
        dark = np.where(tooth[..., None], white * gaps[..., None], dark)
    light = (skin_colour(picture, points)[0] / 170) ** 1.2
    filled = moved + (np.clip(dark * light, 0, 255) - moved) * cave[..., None]
    filled = cv2.GaussianBlur(filled.astype(np.float32), (0, 0), 0.6) * cave[..., None] + filled * (
        1 - cave[..., None]
    )
    placed = points.copy()
    for name in _JAW:
        across = min(1.0, abs(points[name, 0] - centre) / half)
        placed[name, 1] += drop * (1 - across**2) ** 0.7
    return np.clip(filled, 0, 255).astype(np.uint8), placed


def twist_mouth(
    picture: PixelArray, points: np.ndarray, rng: np.random.Generator, strength: float = 1.0
) -> tuple[PixelArray, np.ndarray]:
    """Pull the mouth aside, slant, narrow, widen, thicken or bend it, as lips do in talk and between expressions."""
    centre = (points[78] + points[308]) / 2
    reach = rng.uniform(0.28, 0.45) * EYE_PX
    aside, up = strength * rng.normal(0, [0.07, 0.03]) * EYE_PX
    slant, bend = strength * rng.normal(0, [0.16, 0.12])
    wider, thicker = rng.normal(0, [0.13, 0.13])

    def moves(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        across, along = (x - centre[0]) / reach, (y - centre[1]) / reach
        near = np.exp(-(across**2) - along**2)
        move_x = near * (aside + wider * (x - centre[0]))
        move_y = near * (up + (slant * across + bend * (across**2 - 0.3)) * reach + thicker * (y - centre[1]))
        return move_x, move_y

    move_x, move_y = moves(GRID_X, GRID_Y)
    source_x, source_y = (GRID_X - move_x).astype(np.float32), (GRID_Y - move_y).astype(np.float32)
    twisted = cv2.remap(picture, source_x, source_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    placed = points + np.stack(moves(points[:, 0], points[:, 1]), axis=1).astype(points.dtype)
    return np.asarray(twisted, np.uint8), placed


def lip_mask(points: np.ndarray, sigma: float = 1.0) -> np.ndarray:
    """Return the lips' red f32[160,160] in [0,1], without the opening between them."""
    mask = np.zeros((WIDE_PX, WIDE_PX), np.float32)
    cv2.fillPoly(mask, [np.round(points[list(OUTER)]).astype(np.int32)], 1.0)
    cv2.fillPoly(mask, [np.round(points[list(INNER)]).astype(np.int32)], 0.0)
    return cv2.GaussianBlur(mask, (0, 0), sigma)


def paint_lips(picture: PixelArray, points: np.ndarray, rng: np.random.Generator) -> PixelArray:
    """Put lipstick on: red, pink, plum or brown, dull or glossy."""
    mask = lip_mask(points)[..., None] * rng.uniform(0.4, 1.0)
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    goal = np.array([rng.uniform(60, 180), 128 + rng.uniform(10, 60), 128 + rng.uniform(-15, 30)])
    painted = lab.copy()
    painted[..., 0] += (goal[0] - lab[..., 0]) * rng.uniform(0, 0.5)
    painted[..., 1:] += (goal[1:] - lab[..., 1:]) * rng.uniform(0.5, 1.0)
    gloss = np.exp(
        -(((GRID_X - points[17, 0]) / 8) ** 2) - ((GRID_Y - (points[14, 1] + points[17, 1]) / 2) / 1.5) ** 2
    )
    painted[..., 0] += rng.uniform(0, 60) * gloss
    mixed = np.clip(lab + (painted - lab) * mask, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(mixed, cv2.COLOR_LAB2RGB), np.uint8)


def push_lip_out(picture: PixelArray, points: np.ndarray, rng: np.random.Generator) -> PixelArray:
    """Swell the lower lip (or both) so that it stands out, as in a pout or with thick lips."""
    centre = points[17] * 0.6 + points[14] * 0.4 if rng.random() < 0.7 else (points[13] + points[14]) / 2
    radius_x, radius_y = rng.uniform(0.2, 0.38) * EYE_PX, rng.uniform(0.12, 0.24) * EYE_PX
    dx, dy = GRID_X - centre[0], GRID_Y - centre[1]
    near = np.clip(1 - (dx / radius_x) ** 2 - (dy / radius_y) ** 2, 0, 1)
    shrink = 1 - rng.uniform(0.2, 0.55) * near
    source_x, source_y = centre[0] + dx * shrink, centre[1] + dy * shrink
    return np.asarray(
        cv2.remap(picture, source_x.astype(np.float32), source_y.astype(np.float32), cv2.INTER_LINEAR)
    )


def grow_beard(picture: PixelArray, points: np.ndarray, rng: np.random.Generator) -> PixelArray:
    """Darken chin and upper lip with hairs, sparing the lips."""
    mask = np.zeros((WIDE_PX, WIDE_PX), np.float32)
    ring = points[
        [
            234,
            93,
            132,
            58,
            172,
            136,
            150,
            149,
            176,
            148,
            152,
            377,
            400,
            378,
            379,
            365,
            397,
            288,
            361,
            323,
            454,
        ]
    ]
    cv2.fillPoly(mask, [np.round(np.vstack([ring, points[[425, 2, 205]]])).astype(np.int32)], 1.0)
    top = points[2, 1] + rng.uniform(0.0, 0.5) * EYE_PX
    mask *= np.clip((GRID_Y - top) / 8, 0, 1)
    mask = cv2.GaussianBlur(mask, (0, 0), 4) * (1 - np.clip(2 * lip_mask(points, 1.5), 0, 1))
    inside = cv2.fillPoly(np.zeros_like(mask), [np.round(points[list(INNER)]).astype(np.int32)], 1.0)
    hairs = cv2.GaussianBlur(rng.normal(0, 1, (WIDE_PX, WIDE_PX)).astype(np.float32), (0, 0), 0.8)
    dark = np.clip(rng.uniform(0.2, 0.7) + 0.5 * hairs, 0, 0.95) * mask * (1 - inside)
    colour = np.array([45.0, 35.0, 30.0]) * rng.uniform(0.3, 2.5)
    return np.clip(picture + (colour - picture) * dark[..., None], 0, 255).astype(np.uint8)


def cover_mouth(
    picture: PixelArray, points: np.ndarray, other: PixelArray, rng: np.random.Generator
) -> PixelArray:
    """Put fingers, a cup, food, a stick or a piece of another picture before the mouth."""
    middle = (points[13] + points[14]) / 2 + rng.normal(0, 0.12, 2) * EYE_PX
    kind = rng.choice(["fingers", "cup", "food", "stick", "piece"], p=[0.3, 0.18, 0.22, 0.12, 0.18])
    skin = cv2.cvtColor(
        np.clip(skin_colour(picture, points) + rng.normal([0, 130, 128], [10, 3, 3]), 0, 255)
        .astype(np.uint8).reshape(1, 1, 3), cv2.COLOR_LAB2RGB,
    )[0, 0].astype(float)  # fmt: skip
    mask = np.zeros((WIDE_PX, WIDE_PX), np.float32)
    if kind in ("fingers", "stick"):
        return _sticks(
            picture, middle, skin if kind == "fingers" else rng.uniform(0, 255, 3), kind == "fingers", rng
        )
    if kind == "cup":
        width, top = rng.uniform(0.3, 0.8) * EYE_PX, middle[1] + rng.uniform(-0.1, 0.1) * EYE_PX
        slope, high = rng.uniform(0.6, 1.0), rng.uniform(0.4, 1.2) * EYE_PX
        outline = [(-width, 0), (width, 0), (width * slope, high), (-width * slope, high)]
        cv2.fillPoly(mask, [np.int32([(middle[0] + x * 0.6, top + y) for x, y in outline])], 1.0)
        cv2.ellipse(
            mask, (int(middle[0]), int(top)), (int(width * 0.6), int(width * 0.15)), 0, 0, 360, 1.0, -1
        )
    else:
        corners = int(rng.integers(6, 12))
        angles = np.sort(rng.uniform(0, 2 * np.pi, corners))
        radii = rng.uniform(0.08, 0.3 if kind == "food" else 0.5) * EYE_PX * rng.uniform(0.7, 1.2, corners)
        ring = middle + np.stack([np.cos(angles) * radii * rng.uniform(0.8, 1.6), np.sin(angles) * radii], 1)
        cv2.fillPoly(mask, [np.int32(ring)], 1.0)
        mask = (cv2.GaussianBlur(mask, (0, 0), rng.uniform(1.5, 4)) > 0.5).astype(np.float32)
    mask = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.5, 1.2))
    if kind == "piece":
        thing = np.roll(other, rng.integers(-40, 40, 2), axis=(0, 1)).astype(np.float32)
    else:
        hue = rng.uniform(0, 255, 3) if kind == "cup" else np.array([200, 140, 90.0]) + rng.normal(0, 45, 3)
        rough = cv2.GaussianBlur(
            rng.normal(0, 1, (WIDE_PX, WIDE_PX)).astype(np.float32), (0, 0), rng.uniform(1, 5)
        )
        rough *= rng.uniform(0, 0.15) / max(rough.std(), 1e-3)
        round_light = 1 - 0.4 * ((GRID_X - middle[0]) / (0.5 * EYE_PX)) ** 2 * rng.random()
        thing = hue * (np.clip(round_light, 0.3, 1) * (1 + rough))[..., None] * rng.uniform(0.5, 1.1)
    return np.clip(picture + (thing - picture) * mask[..., None], 0, 255).astype(np.uint8)


def _sticks(
    picture: PixelArray, middle: np.ndarray, colour: np.ndarray, is_finger: bool, rng: np.random.Generator
) -> PixelArray:
    """Draw round-ended fingers side by side, or one stick (spoon, straw, brush), coming in from any side."""
    made = picture.astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    way = np.array([np.cos(angle), np.sin(angle)])
    half = (rng.uniform(0.06, 0.12) if is_finger else rng.uniform(0.015, 0.06)) * EYE_PX
    for finger in range(int(rng.integers(1, 5)) if is_finger else 1):
        side = np.array([-way[1], way[0]]) * (finger - 0.8) * 2.05 * half
        tip = middle + side + way * rng.normal(0, 0.06) * EYE_PX
        along = (GRID_X - tip[0]) * way[0] + (GRID_Y - tip[1]) * way[1]
        across = -(GRID_X - tip[0]) * way[1] + (GRID_Y - tip[1]) * way[0]
        distance = np.hypot(np.minimum(along, 0), across)
        mask = np.clip((half - distance) / 1.2 + 0.5, 0, 1)
        light = 1 - rng.uniform(0.1, 0.5) * np.clip(distance / half, 0, 1) ** 2
        nail = np.exp(
            -(((along - half * 0.2) / (0.7 * half)) ** 2) - (across / (0.6 * half)) ** 2
        ) * rng.uniform(0, 0.3)
        paint = colour * (light + nail * is_finger)[..., None]
        shadow = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 2.5)
        made *= (1 - rng.uniform(0, 0.4) * shadow)[..., None]
        made += (paint - made) * mask[..., None]
    return np.clip(made, 0, 255).astype(np.uint8)


def draw_marks(picture: PixelArray, points: np.ndarray, rng: np.random.Generator) -> PixelArray:
    """Draw a tracker's dots and boxes on the face, as some recordings have them."""
    made = picture.copy()
    colour = tuple(int(c) for c in rng.choice([[30, 230, 40], [240, 20, 20], [40, 60, 240], [250, 250, 40]]))
    for name in OUTER if rng.random() < 0.7 else ():
        cv2.circle(made, tuple(int(c) for c in points[name]), int(rng.integers(1, 3)), colour, -1)
    if rng.random() < 0.5:
        spot = (points[14] + rng.normal(0, 0.15, 2) * EYE_PX).astype(int)
        cv2.circle(made, (int(spot[0]), int(spot[1])), int(rng.integers(2, 5)), (245, 20, 20), -1)
    if rng.random() < 0.3:
        height = int(rng.integers(WIDE_PX // 2, WIDE_PX))
        cv2.line(made, (0, height), (WIDE_PX, height + int(rng.integers(-6, 6))), colour, 2)
    return made
