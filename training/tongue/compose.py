"""Put a tongue into a face: out between the lips, or lying inside the open mouth.

Pictures are wide crops u8[160,160,3]; lengths are in eye distances (outer corners 1 apart) unless they say px.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray
from training.tongue import tongues
from training.tongue.faces import EYE_PX, WIDE_PX
from training.tongue.lips import GRID_X, GRID_Y, Lips, find_lips, match_colour

# A tongue is out from here on, and as far out as it counts from FULL on.
TIP, FULL = 0.05, 0.45
# How far the tip must be from the mouth's middle to count as wholly to the side, or down.
REACH = 0.4
_LEAST_AREA, _LEAST_DIFFERENCE = 0.006, 8.0


@dataclass
class Made:
    """A made-up picture, where its tongue shows f[160,160], how far out it is [0,1], to the left and down [-1,1]."""

    picture: PixelArray
    tongue: np.ndarray
    out: float
    left: float = 0.0
    down: float = 0.0


@dataclass
class Plan:
    """How a tongue is put: its length past the lips, width, angle from straight down (rad, + to larger x), root."""

    reach: float
    width: float
    angle_rad: float
    root_x: float
    depth: float
    up: bool


def draw_plan(lips: Lips, rng: np.random.Generator) -> Plan:
    """Draw one way to put the tongue out: short tips, long ones, sideways, from the corner, upwards."""
    mouth = lips.width_px / EYE_PX
    reach = float(
        rng.choice(
            [rng.uniform(0.07, 0.16), rng.uniform(0.14, 0.35), rng.uniform(0.3, 0.7)], p=[0.38, 0.4, 0.22]
        )
    )
    kind = rng.choice(["down", "side", "corner", "up"], p=[0.61, 0.21, 0.14, 0.04])
    # Long tongues are broad: a width under two thirds of the reach would be a carrot.
    width = float(np.clip(max(rng.uniform(0.35, 0.95) * mouth, reach * rng.uniform(0.55, 0.8)), 0.13, 0.5))
    side = rng.choice([-1.0, 1.0])
    depth = float(rng.uniform(0.2, 0.95))
    if kind == "down":
        return Plan(reach, width, float(rng.normal(0, 0.2)), float(rng.normal(0, 0.08)), depth, False)
    if kind == "side":
        return Plan(
            reach,
            width * 0.85,
            float(side * rng.uniform(0.35, 1.15)),
            float(side * rng.uniform(0, 0.3)),
            depth,
            False,
        )
    if kind == "corner":
        narrow = float(np.clip(width * 0.7, 0.12, 0.26))
        return Plan(
            min(reach, 0.3),
            narrow,
            float(side * rng.uniform(0.7, 1.6)),
            float(side * rng.uniform(0.3, 0.5)),
            0.6,
            False,
        )
    return Plan(
        min(reach, 0.3),
        width * 0.8,
        float(np.pi + rng.normal(0, 0.45)),
        float(rng.normal(0, 0.15)),
        depth,
        True,
    )


def put_out(
    picture: PixelArray, points: np.ndarray, tongue: PixelArray, rng: np.random.Generator
) -> Made | None:
    """Put the tongue out of the mouth; None where it could hardly be seen."""
    lips = find_lips(points)
    if lips.width_px < 0.2 * EYE_PX:
        return None
    plan = draw_plan(lips, rng)
    if lips.gap_px > 0.25 * EYE_PX and plan.depth < 0.3:
        plan.depth = 0.3
    rgba = _place(tongue, lips, plan, rng)
    alpha = rgba[:, :, 3] / 255.0 * _allowed(lips, plan, rng)
    outside = (alpha > 0.5) & ~cv2.dilate(lips.inside.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(
        bool
    )
    if outside.sum() < _LEAST_AREA * EYE_PX**2:
        return None
    colour = match_colour(rgba[:, :, :3], alpha, picture, points, rng)
    shaded = _shade(colour, alpha, lips, plan, rng)
    made = _blend(picture, shaded, alpha, rng)
    before, after = (cv2.cvtColor(p, cv2.COLOR_RGB2LAB)[outside].astype(float) for p in (picture, made))
    if np.abs(after - before).mean(axis=0).sum() < _LEAST_DIFFERENCE:
        return None
    return measure(made, alpha, lips)


def lay_inside(
    picture: PixelArray, points: np.ndarray, tongue: PixelArray, rng: np.random.Generator
) -> Made | None:
    """Lay the tongue into the open mouth, behind the lower lip; None where the mouth is not open enough."""
    lips = find_lips(points)
    if lips.gap_px < 0.1 * EYE_PX:
        return None
    width = float(rng.uniform(0.5, 0.95)) * lips.width_px / EYE_PX
    plan = Plan(
        0.0,
        width,
        float(rng.normal(0, 0.15)),
        float(rng.normal(0, 0.05)),
        float(rng.uniform(0.25, 0.8)),
        False,
    )
    rgba = _place(tongue, lips, plan, rng)
    shrunk = cv2.GaussianBlur(cv2.erode(lips.inside.astype(np.float32), np.ones((3, 3))), (0, 0), 0.8)
    alpha = rgba[:, :, 3] / 255.0 * shrunk
    colour = match_colour(rgba[:, :, :3], alpha, picture, points, rng) * rng.uniform(0.5, 1.0)
    return Made(_blend(picture, _shade(colour, alpha, lips, plan, rng), alpha, rng), alpha, 0.0)


def _place(tongue: PixelArray, lips: Lips, plan: Plan, rng: np.random.Generator) -> np.ndarray:
    """Warp the tongue into the picture f32[160,160,4]: root in the mouth, tip `reach` past the lip."""
    root_x = lips.middle[0] + plan.root_x * lips.width_px
    column = int(np.clip(root_x, 0, WIDE_PX - 1))
    upper, lower = lips.upper[column], lips.lower[column]
    lip_y = upper if plan.up else lower
    root_y = upper + (lower - upper) * (1 - plan.depth if not plan.up else plan.depth)
    way = np.array([np.sin(plan.angle_rad), np.cos(plan.angle_rad)])
    inner_px = abs(lip_y - root_y) / max(abs(way[1]), 0.5)
    length = inner_px + plan.reach * EYE_PX + 2
    root = np.array([root_x, root_y]) - way * 2
    across = np.array([way[1], -way[0]]) * plan.width * EYE_PX / 2
    # Short tips show only the tongue's end, so that its shape stays a tongue's and is not squashed.
    share = float(np.clip(length / (plan.width * EYE_PX * rng.uniform(1.0, 1.5)), 0.25, 1.0))
    top = (1 - share) * (tongues.SIDE_PX - 1)
    end = tongues.SIDE_PX - 1
    source = np.float32([[0, top], [end, top], [end / 2, end]])
    target = np.float32([root - across, root + across, root + way * length])
    matrix = cv2.getAffineTransform(source, target)
    kept = tongue.copy()
    kept[: int(top), :, 3] = 0
    warped = cv2.warpAffine(kept, matrix, (WIDE_PX, WIDE_PX), flags=cv2.INTER_AREA).astype(np.float32)
    return _bend(warped, root, way, plan.reach, rng)


def _bend(
    rgba: np.ndarray, root: np.ndarray, way: np.ndarray, reach: float, rng: np.random.Generator
) -> np.ndarray:
    """Curl the tongue to one side along its length."""
    along = ((GRID_X - root[0]) * way[0] + (GRID_Y - root[1]) * way[1]) / EYE_PX
    shift = rng.normal(0, 0.2) * np.clip(along, 0, None) ** 2 * EYE_PX * (reach > 0.15)
    source_x, source_y = GRID_X + shift * way[1], GRID_Y - shift * way[0]
    return np.asarray(cv2.remap(
        rgba, source_x.astype(np.float32), source_y.astype(np.float32), cv2.INTER_LINEAR
    ))  # fmt: skip


def _allowed(lips: Lips, plan: Plan, rng: np.random.Generator) -> np.ndarray:
    """Return where the tongue may show, f[160,160]: below the upper lip's inner edge, or above the lower's."""
    softness = rng.uniform(0.4, 1.0)
    slack = rng.uniform(-0.5, 1.5)
    if plan.up:
        return np.clip((lips.lower[None] - slack - GRID_Y) / softness + 0.5, 0, 1)
    return np.clip((GRID_Y - lips.upper[None] - slack) / softness + 0.5, 0, 1)


def _shade(
    colour: np.ndarray, alpha: np.ndarray, lips: Lips, plan: Plan, rng: np.random.Generator
) -> np.ndarray:
    """Darken the tongue where the lip overhangs it, towards its edge, and to the face's darker side."""
    from_lip = (lips.lower[None] - GRID_Y) if plan.up else (GRID_Y - lips.upper[None])
    cave = rng.uniform(0.15, 0.7) * np.exp(-np.clip(from_lip, 0, None) / (rng.uniform(0.02, 0.12) * EYE_PX))
    rim = cv2.GaussianBlur(alpha.astype(np.float32), (0, 0), rng.uniform(1.0, 3.0))
    edge = 1 - rng.uniform(0, 0.7) * np.clip(1 - rim, 0, 1)
    slope = 1 + rng.normal(0, 0.1) * (GRID_X - lips.middle[0]) / (0.3 * EYE_PX)
    return colour * ((1 - cave) * edge * np.clip(slope, 0.6, 1.4))[..., None]


def _blend(
    picture: PixelArray, tongue: np.ndarray, alpha: np.ndarray, rng: np.random.Generator
) -> PixelArray:
    """Cast the tongue's shadow on the face, lay the tongue over it, soft at the edge, with the picture's grain."""
    soft = cv2.GaussianBlur(alpha.astype(np.float32), (0, 0), rng.uniform(0.5, 1.3))
    move = np.float32([[1, 0, rng.normal(0, 1.5)], [0, 1, rng.uniform(0.5, 5)]])
    shadow = cv2.GaussianBlur(cv2.warpAffine(soft, move, (WIDE_PX, WIDE_PX)), (0, 0), rng.uniform(1.0, 3.0))
    face = (
        picture.astype(np.float32)
        * (1 - rng.uniform(0.0, 0.5) * np.clip(shadow - soft * 0.5, 0, 1))[..., None]
    )
    grain = picture.astype(np.float32) - cv2.GaussianBlur(picture, (0, 0), 1.5)
    noise = np.roll(grain, int(rng.integers(8, 30)), axis=0) * rng.uniform(0, 0.6)
    tongue = cv2.GaussianBlur(tongue, (0, 0), rng.uniform(0.3, 1.3)) + np.clip(noise, -12, 12)
    return np.clip(face + (tongue - face) * soft[..., None], 0, 255).astype(np.uint8)


def measure(picture: PixelArray, alpha: np.ndarray, lips: Lips) -> Made:
    """Say how far the tongue is out, and where its tip points, from the pixels that show it."""
    away = cv2.distanceTransform((~lips.inside).astype(np.uint8), cv2.DIST_L2, 5) / EYE_PX
    away = np.where(alpha > 0.5, away, 0.0)
    most = float(away.max())
    tip = away > most - 0.06
    tip_x, tip_y = GRID_X[tip].mean(), GRID_Y[tip].mean()
    out = 0.3 + 0.7 * np.clip((most - TIP) / (FULL - TIP), 0, 1)
    left = np.clip((tip_x - lips.middle[0]) / (REACH * EYE_PX), -1, 1)
    lower = lips.lower[int(np.clip(lips.middle[0], 0, WIDE_PX - 1))]
    down = np.clip((tip_y - (lower + lips.middle[1]) / 2) / (REACH * EYE_PX), -1, 1)
    return Made(picture, alpha, float(out), float(left), float(down))
