"""The tongue and the smile, read off the mouth's pixels by a small network (assets/models/tongue.md)."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from mirrorcam.core.evidence import MouthReading, TongueReading
from mirrorcam.core.types import FloatArray, PixelArray
from mirrorcam.vision.model_file import open_model
from mirrorcam.vision.mouth_crop import SIDE_PX

MODEL = "tongue.onnx"
# The network sees light from -1 to 1.
_MIDDLE_LIGHT = 127.5
# Its outputs, in order.
_SEEN, _OUT, _LEFT, _DOWN, _SMILE = range(5)
OUTPUTS = 5
# A log odds beyond this is as sure as can be, and exp() stays finite.
_MOST_ODDS = 60.0
# What a tongue surely seen counts where only its tip is out.
LEAST_OUT = 0.4

Numbers = TypeVar("Numbers", float, FloatArray)


class TongueNetwork:
    """Reads mouth crops one at a time on one core."""

    def __init__(self, net: cv2.dnn.Net) -> None:
        self._net = net

    def read(self, mouth_crop: PixelArray) -> tuple[TongueReading, MouthReading]:
        """Read a crop u8[48,48,3] (RGB) cut by vision.mouth_crop; another size is scaled to it.

        It is read as it is and mirrored, and the two are averaged: that halves the false alarms, and makes
        left and right exactly alike.
        """
        views = [mouth_crop, cv2.flip(mouth_crop, 1)]
        self._net.setInput(
            cv2.dnn.blobFromImages(views, 1 / _MIDDLE_LIGHT, (SIDE_PX, SIDE_PX), (_MIDDLE_LIGHT,) * 3)
        )
        said = np.asarray(self._net.forward(), np.float64).reshape(len(views), OUTPUTS)
        chances = (1.0 / (1.0 + np.exp(-np.clip(said, -_MOST_ODDS, _MOST_ODDS)))).mean(axis=0)
        turns = np.tanh(said)
        tongue = TongueReading(
            out=float(tongue_out(chances[_SEEN], chances[_OUT])),
            left=float(turns[0, _LEFT] - turns[1, _LEFT]) / 2,
            down=float(turns[:, _DOWN].mean()),
        )
        return tongue, MouthReading(smile=float(chances[_SMILE]))


def tongue_out(seen: Numbers, reach: Numbers) -> Numbers:
    """Combine the chance that a tongue is out and how far out it then is, both in [0, 1], into one number in [0, 1].

    A sure tongue counts LEAST_OUT at its tip and 1 when it is far out.
    """
    return seen * (LEAST_OUT + (1.0 - LEAST_OUT) * reach)


def load_tongue_network(models: Path) -> TongueNetwork:
    """Open assets/models/tongue.onnx in `models`; VisionError where it is missing or damaged."""
    return TongueNetwork(open_model(models, MODEL))
