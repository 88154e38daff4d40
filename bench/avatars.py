"""What loading and painting the baby cost."""

from __future__ import annotations

import time

import numpy as np
import skia

from bench.row import Row, elapsed_s, ms_row
from mirrorcam.app.cast import find_avatar
from mirrorcam.avatar.canvas import surface_over
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.core.types import AvatarPose
from mirrorcam.sources.acting import pose_at
from mirrorcam.sources.demonstrator import Demonstrator

LARGE_PX, SMALL_PX, BABIES = 1080, 640, 4
MOST_LOAD_MS, MOST_LARGE_MS, MOST_FOUR_MS = 500.0, 8.0, 16.0
# Poses all through the demonstrator's script, none twice: what moves has to be painted anew each time.
POSES = 40


def bench_baby(actor: Demonstrator, rounds: int) -> list[Row]:
    """Time the baby's loading and its painting, on one core."""
    folder = find_avatar("baby")
    load_s = min(elapsed_s(lambda: load_avatar(folder, None), time.thread_time) for _ in range(rounds))
    baby = load_avatar(folder, None)
    poses = [pose_at(actor.script, at_s) for at_s in np.linspace(0, actor.script.loop_s, POSES).tolist()]
    large_ms = min(_painting_ms(baby, poses, LARGE_PX) for _ in range(rounds))
    small_ms = min(_painting_ms(baby, poses, SMALL_PX) for _ in range(rounds))
    return [
        ms_row("loading the baby", MOST_LOAD_MS, 1000 * load_s),
        ms_row(f"painting the baby at {LARGE_PX} x {LARGE_PX}", MOST_LARGE_MS, large_ms),
        ms_row(f"painting four babies at {SMALL_PX} x {SMALL_PX}", MOST_FOUR_MS, BABIES * small_ms),
    ]


def _painting_ms(baby: Avatar, poses: list[AvatarPose], size_px: int) -> float:
    pixels = np.zeros((size_px, size_px, 4), np.uint8)
    canvas = surface_over(pixels).getCanvas()
    room = skia.Rect.MakeWH(size_px, size_px)
    spent_s = [
        elapsed_s(lambda: paint_avatar(canvas, baby, pose, room, mirrored=True), time.thread_time)  # noqa: B023
        for pose in poses
    ]
    return 1000 * float(np.median(spent_s))
