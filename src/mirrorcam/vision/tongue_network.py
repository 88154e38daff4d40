"""The tongue and the smile, read off the mouth's pixels by two small networks (assets/models/tongue.md)."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from mirrorcam.core.evidence import MouthReading, TongueReading
from mirrorcam.core.types import FloatArray, PixelArray
from mirrorcam.vision.light import in_even_light, is_lit_from_left
from mirrorcam.vision.model_file import open_model
from mirrorcam.vision.mouth_crop import SIDE_PX

MODEL, SECOND_MODEL = "tongue.onnx", "tongue_second.onnx"
# The networks see light from -1 to 1.
_MIDDLE_LIGHT = 127.5
# Their outputs, in order.
_SEEN, _OUT, _LEFT, _DOWN, _SMILE = range(5)
OUTPUTS = 5
# A log odds beyond this is as sure as can be, and exp() stays finite.
_MOST_ODDS = 60.0
# What a tongue surely seen counts where only its tip is out.
LEAST_OUT = 0.4
# Where the first network sees a tongue so far out it looks once more, the other way round.
GLIMPSED = 0.1
# A tongue from so far to so far out, as the first network reads it, is worth a second opinion: no more than four frames
# of a hundred where people talk and smile. With people left out no tongue was lost by asking no more often.
SUSPECTED, SURE = 0.2, 0.5
# A still is seen as if the tracker had put its crop a little elsewhere: moved by so many pixels across and down,
# scaled, turned by degrees.
ASIDES = (
    (0, 0, 1.0, 0), (-2, 0, 1.0, 0), (2, 0, 1.0, 0), (0, -2, 1.0, 0), (0, 2, 1.0, 0),
    (0, 0, 0.93, 0), (0, 0, 1.07, 0), (0, 0, 1.0, -6), (0, 0, 1.0, 6),
)  # fmt: skip

Numbers = TypeVar("Numbers", float, FloatArray)


class TongueNetwork:
    """Reads mouth crops one at a time on one core: a quick network always, a second where that is in doubt.

    They make different mistakes, for the second had learnt to see from a million photographs of all kinds of things.
    """

    def __init__(self, first: cv2.dnn.Net, second: cv2.dnn.Net) -> None:
        self._first, self._second = first, second

    def read(self, mouth_crop: PixelArray) -> tuple[TongueReading, MouthReading]:
        """Read a crop u8[48,48,3] (RGB) cut by vision.mouth_crop; another size is scaled to it.

        The first network sees it the way round that has more light on the left; where it glimpses a tongue, the other
        way round too, and the two are averaged: that halves the false alarms. A crop and its mirror picture are so
        read exactly alike. The second has one view, the first's.
        """
        crop = in_even_light(cv2.resize(mouth_crop, (SIDE_PX, SIDE_PX)))
        lit_from_left = is_lit_from_left(crop)
        first = _ask(self._first, crop, mirrored=not lit_from_left)
        if glimpses(first):
            first = (first + _ask(self._first, crop, mirrored=lit_from_left)) / 2
        second = _ask(self._second, crop, mirrored=not lit_from_left) if doubts(first) else first
        return _reading(settle(first, second))

    def study(self, mouth_crop: PixelArray) -> tuple[TongueReading, MouthReading]:
        """Read a still's crop u8[48,48,3] (RGB), for which there is time and no frame before it to compare with.

        As `read`, but each network says the mean of all ASIDES, both ways round.
        """
        crop = in_even_light(cv2.resize(mouth_crop, (SIDE_PX, SIDE_PX)))
        lit_from_left = is_lit_from_left(crop)
        views = seen_aside(crop if lit_from_left else cv2.flip(crop, 1))
        first = _ask_of_all(self._first, views)
        second = _ask_of_all(self._second, views) if doubts(first) else first
        said = settle(first, second)
        return _reading(said if lit_from_left else reflect(said))


def _ask(network: cv2.dnn.Net, crop: PixelArray, *, mirrored: bool) -> FloatArray:
    """Return what a network says of a crop u8[48,48,3] or of its mirror picture: f64[5], squashed to their ranges."""
    view = cv2.flip(crop, 1) if mirrored else crop
    network.setInput(cv2.dnn.blobFromImage(view, 1 / _MIDDLE_LIGHT, mean=(_MIDDLE_LIGHT,) * 3))
    raw = np.asarray(network.forward(), np.float64).reshape(OUTPUTS)
    said = 1.0 / (1.0 + np.exp(-np.clip(raw, -_MOST_ODDS, _MOST_ODDS)))
    said[_LEFT : _DOWN + 1] = np.tanh(raw[_LEFT : _DOWN + 1])
    return reflect(said) if mirrored else said


def _ask_of_all(network: cv2.dnn.Net, views: list[PixelArray]) -> FloatArray:
    """Return the mean f64[5] of what a network says of views u8[48,48,3] and their mirror pictures."""
    said = [_ask(network, view, mirrored=mirrored) for view in views for mirrored in (False, True)]
    return np.asarray(np.mean(said, axis=0))


def _reading(said: FloatArray) -> tuple[TongueReading, MouthReading]:
    seen, out, left, down, smile = said.tolist()
    return TongueReading(tongue_out(seen, out), left, down), MouthReading(smile)


def seen_aside(crop: PixelArray) -> list[PixelArray]:
    """Return a crop u8[48,48,3] as each of ASIDES shows it; what it lacks at its edges repeats them."""
    middle = ((SIDE_PX - 1) / 2, (SIDE_PX - 1) / 2)
    views = []
    for across, down, zoom, degrees in ASIDES:
        matrix = cv2.getRotationMatrix2D(middle, degrees, zoom)
        matrix[:, 2] += across, down
        view = cv2.warpAffine(crop, matrix, (SIDE_PX, SIDE_PX), borderMode=cv2.BORDER_REPLICATE)
        views.append(np.asarray(view, np.uint8))
    return views


def reflect(said: FloatArray) -> FloatArray:
    """Return what was said f64[...,5] of mirror pictures as if of the pictures: left is right."""
    turned = said.copy()
    turned[..., _LEFT] *= -1
    return turned


def glimpses(first: FloatArray) -> FloatArray:
    """Say where what the first network said f64[...,5] of one view asks for the other: bool[...]."""
    return np.asarray(tongue_out(first[..., _SEEN], first[..., _OUT]) >= GLIMPSED)


def doubts(first: FloatArray) -> FloatArray:
    """Say where what the first network said f64[...,5] asks for a second opinion: bool[...]."""
    out = tongue_out(first[..., _SEEN], first[..., _OUT])
    return np.asarray((out >= SUSPECTED) & (out < SURE))


def settle(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return what holds f64[...,5] of what both networks said; of the second only what it was asked is used.

    In doubt it is the mean of both. What the first is sure of stays; what it hardly suspects is halved, as if the
    second denied it. Whether there is a smile the first says alone.
    """
    said = np.where(doubts(first)[..., None], (first + second) / 2, first)
    hardly = tongue_out(first[..., _SEEN], first[..., _OUT]) < SUSPECTED
    said[..., _SEEN] = np.where(hardly, first[..., _SEEN] / 2, said[..., _SEEN])
    said[..., _SMILE] = first[..., _SMILE]
    return np.asarray(said)


def tongue_out(seen: Numbers, reach: Numbers) -> Numbers:
    """Combine the chance that a tongue is out and how far out it then is, both in [0, 1], into one number in [0, 1].

    A sure tongue counts LEAST_OUT at its tip and 1 when it is far out.
    """
    return seen * (LEAST_OUT + (1.0 - LEAST_OUT) * reach)


def load_tongue_network(models: Path) -> TongueNetwork:
    """Open tongue.onnx and tongue_second.onnx in `models`; VisionError where one is missing or damaged."""
    return TongueNetwork(open_model(models, MODEL), open_model(models, SECOND_MODEL))
