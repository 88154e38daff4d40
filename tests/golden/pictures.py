"""Comparing a picture with a golden one: a tolerance, and a side-by-side picture of the difference on failure."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

GOLDEN = Path(__file__).parent / "pictures"
FAILED = Path(__file__).parent / "failed"
# skia draws edges a little differently from one machine to the next; a shape out of place moves far more pixels.
PIXEL_AWAY = 40
SHARE_AWAY = 0.004
MEAN_AWAY = 1.2


def assert_golden(name: str, rgb: np.ndarray, *, update: bool) -> None:
    """Fail where a picture u8[H,W,3] differs from the golden one of this name; with update, write that anew."""
    golden_file = GOLDEN / f"{name}.png"
    if update:
        GOLDEN.mkdir(exist_ok=True)
        cv2.imwrite(str(golden_file), rgb[..., ::-1])
        return
    assert golden_file.is_file(), f"no golden picture {golden_file.name}; make it with --update-golden"
    golden = cv2.imread(str(golden_file))[..., ::-1]
    assert golden.shape == rgb.shape, f"{name}: found {rgb.shape}, expected {golden.shape}"
    away = np.abs(golden.astype(int) - rgb.astype(int)).max(axis=2)
    share, mean = float((away > PIXEL_AWAY).mean()), float(away.mean())
    if share > SHARE_AWAY or mean > MEAN_AWAY:
        FAILED.mkdir(exist_ok=True)
        shown = np.repeat(np.clip(away * 4, 0, 255).astype(np.uint8)[..., None], 3, axis=2)
        cv2.imwrite(str(FAILED / f"{name}.png"), np.hstack([golden, rgb, shown])[..., ::-1])
        raise AssertionError(
            f"{name}: {share:.2%} of the pixels are off (at most {SHARE_AWAY:.2%}), {mean:.2f} on average "
            f"(at most {MEAN_AWAY}); golden, found and difference are in {FAILED / name}.png"
        )
