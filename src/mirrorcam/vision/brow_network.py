"""Frowns and raised brows, read off the picture around the brows by a small network (assets/models/brows.md)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mirrorcam.core.evidence import BrowReading
from mirrorcam.core.types import PixelArray
from mirrorcam.vision.model_file import open_model

MODEL = "brows.onnx"
# Added to a crop's spread of light before it is divided by it, so that a flat crop stays flat.
LEAST_CONTRAST = 6.0
# Log odds beyond this say no more.
_MOST_ODDS = 8.0


class BrowNetwork:
    """Reads brow crops one at a time on one core. `models` is the folder of brows.onnx; VisionError where it is not."""

    def __init__(self, models: Path) -> None:
        self._net = open_model(models, MODEL)

    def read(self, brow_crop: PixelArray) -> BrowReading:
        """Read a crop u8[44,80] cut by vision.brow_crop, as it is and mirrored, so that both sides count alike."""
        seen = brow_crop.astype(np.float32)
        seen -= seen.mean()
        seen /= float(np.sqrt(np.vdot(seen, seen) / seen.size)) + LEAST_CONTRAST
        self._net.setInput(np.stack([seen, seen[:, ::-1]])[:, None])
        said = np.asarray(self._net.forward()).mean(axis=0)
        frown, brows_up = np.clip(said, -_MOST_ODDS, _MOST_ODDS).tolist()
        return BrowReading(frown, brows_up)
