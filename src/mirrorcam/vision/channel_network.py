"""The channels network: from the shape of a face to its channels and the gestures' log odds.

It sees a face and its mirror image at once and takes the mean, so a flipped picture reads as the same
face with sides exchanged. Where its teacher was blind the ruler of core.geometry is taken instead, or beside it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mirrorcam.core.channels import CHANNELS, INDEX, MIRROR_ORDER
from mirrorcam.core.evidence import SCORE, SCORES, Evidence
from mirrorcam.core.geometry import (
    HELPED,
    MEASURED,
    RULED,
    level_shape,
    level_weights,
    raised_cheek,
    rule_channels,
)
from mirrorcam.core.network_points import NETWORK_POINTS
from mirrorcam.core.pose import MeanFace, face_shape, fit_head, to_pixels
from mirrorcam.core.types import FloatArray, Observation
from mirrorcam.vision.model_file import open_model

MODEL = "channels.onnx"
_TAUGHT = len(CHANNELS) - 1  # all but tongueOut, which comes last
# Log odds beyond this say no more.
_MOST_ODDS = 8.0
# The teacher's blink ends at about 0.7 on a shut eye; the lids' own chance closes the rest.
_BLINKS = [INDEX["eyeBlinkLeft"], INDEX["eyeBlinkRight"]]
_LIDS = [SCORE["lid_closed_left"], SCORE["lid_closed_right"]]
_CHEEKS = [
    (INDEX[f"cheekSquint{side}"], INDEX[f"mouthSmile{side}"], INDEX[f"eyeSquint{side}"])
    for side in ("Left", "Right")
]
_SIDES = np.array([[[1.0, 1.0, 1.0]], [[-1.0, 1.0, 1.0]]])


class ChannelNetwork:
    """Reads channels and scores off landmarks. `models` is the folder of channels.onnx; VisionError where it is not."""

    def __init__(self, models: Path, mean_face: MeanFace) -> None:
        self._net = open_model(models, MODEL)
        self._mean_face = mean_face
        self._level_weights = level_weights(mean_face.shape)
        self._ruled, self._helped, self._measured = np.array(RULED), np.array(HELPED), np.array(MEASURED)
        points = np.array(NETWORK_POINTS)
        self._points = np.stack([points, mean_face.mirror[points]])
        self._mean_points = mean_face.shape[points]
        scores_swapped = [SCORES.index(_other_side(name)) for name in SCORES]
        self._swap = np.array([*MIRROR_ORDER[:_TAUGHT], *(_TAUGHT + i for i in scores_swapped)])

    def look(self, observation: Observation) -> Evidence | None:
        """Return the evidence of the landmarks, without tongue and mouth; None where they make no face."""
        points_px = to_pixels(observation.landmarks, observation.width_px, observation.height_px)
        fit = observation.fit or fit_head(points_px, self._mean_face)
        if fit is None:
            return None
        shape = level_shape(face_shape(points_px, fit), self._level_weights)
        told = self._ask(shape)
        if not np.isfinite(told).all():
            return None
        channels = np.zeros(len(CHANNELS), np.float32)
        channels[:_TAUGHT] = told[:_TAUGHT]
        self._rule(channels, shape)
        scores = np.clip(told[_TAUGHT:], -_MOST_ODDS, _MOST_ODDS)
        channels[_BLINKS] = np.maximum(channels[_BLINKS], 1.0 / (1.0 + np.exp(-scores[_LIDS])))
        return Evidence(channels, scores)

    def _rule(self, channels: FloatArray, shape: FloatArray) -> None:
        """Write what the ruler reads off a levelled shape f64[478,3] into channels f32[52], or join it with them."""
        alone, helping, low = np.split(rule_channels(shape), [len(RULED), len(RULED) + len(HELPED)])
        channels[self._ruled] = alone
        channels[self._helped] = np.maximum(channels[self._helped], helping)
        told = channels[self._measured]
        channels[self._measured] = np.sqrt(told * np.maximum(told, low))
        for cheek, smile, squint in _CHEEKS:
            raised = raised_cheek(float(channels[smile]), float(channels[squint]))
            channels[cheek] = max(float(channels[cheek]), raised)

    def _ask(self, shape: FloatArray) -> FloatArray:
        """Return f32[51 + 7] for a levelled shape f64[478,3]: the mean over the face and its mirror image."""
        seen = shape[self._points] * _SIDES - self._mean_points
        self._net.setInput(seen.reshape(2, -1).astype(np.float32))
        plain, mirrored = self._net.forward()
        told: FloatArray = (plain + mirrored[self._swap]) / 2
        return told


def _other_side(name: str) -> str:
    if name.endswith("left"):
        return name.removesuffix("left") + "right"
    if name.endswith("right"):
        return name.removesuffix("right") + "left"
    return name
