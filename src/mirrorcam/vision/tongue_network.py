"""The tongue and the smile, read off the mouth's pixels by a small network (assets/models/tongue.md)."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.evidence import MouthReading, TongueReading
from mirrorcam.core.types import PixelArray
from mirrorcam.vision.mouth_crop import SIDE_PX
from mirrorcam.vision.model_file import open_model

MODEL = "tongue.onnx"
# The network sees light from -1 to 1.
_MIDDLE_LIGHT = 127.5
# Its outputs, in order.
_SEEN, _OUT, _LEFT, _DOWN, _SMILE = range(5)


class TongueNetwork:
    """Reads mouth crops one at a time on one core."""

    def __init__(self, net: cv2.dnn.Net) -> None:
        self._net = net

    def read(self, mouth_crop: PixelArray) -> tuple[TongueReading, MouthReading]:
        """Read a crop u8[48,48,3] (RGB) cut by vision.mouth_crop; another size is scaled to it."""
        self._net.setInput(
            cv2.dnn.blobFromImage(mouth_crop, 1 / _MIDDLE_LIGHT, (SIDE_PX, SIDE_PX), (_MIDDLE_LIGHT,) * 3)
        )
        said = [float(value) for value in np.asarray(self._net.forward()).ravel()]
        tongue = TongueReading(
            out=tongue_out(said[_SEEN], said[_OUT]), left=math.tanh(said[_LEFT]), down=math.tanh(said[_DOWN])
        )
        return tongue, MouthReading(smile=_chance(said[_SMILE]))


def tongue_out(seen_logit: float, out_logit: float) -> float:
    """Combine how sure it is that a tongue is out and how far out it then is, in [0, 1]."""
    return _chance(seen_logit)


def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, log_odds))))


def load_tongue_network(models: Path) -> TongueNetwork:
    """Open assets/models/tongue.onnx in `models`; VisionError where it is missing or damaged."""
    return TongueNetwork(open_model(models, MODEL))
