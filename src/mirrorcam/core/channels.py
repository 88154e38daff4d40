"""The 52 ARKit face channels: their names, order and mirror pairs.

Names are Apple's ARFaceAnchor.BlendShapeLocation; left and right are the visitor's own.
"""

from __future__ import annotations

import numpy as np

from mirrorcam.core.types import FloatArray

CHANNELS: tuple[str, ...] = (
    "browDownLeft",
    "browDownRight",
    "browInnerUp",
    "browOuterUpLeft",
    "browOuterUpRight",
    "cheekPuff",
    "cheekSquintLeft",
    "cheekSquintRight",
    "eyeBlinkLeft",
    "eyeBlinkRight",
    "eyeLookDownLeft",
    "eyeLookDownRight",
    "eyeLookInLeft",
    "eyeLookInRight",
    "eyeLookOutLeft",
    "eyeLookOutRight",
    "eyeLookUpLeft",
    "eyeLookUpRight",
    "eyeSquintLeft",
    "eyeSquintRight",
    "eyeWideLeft",
    "eyeWideRight",
    "jawForward",
    "jawLeft",
    "jawOpen",
    "jawRight",
    "mouthClose",
    "mouthDimpleLeft",
    "mouthDimpleRight",
    "mouthFrownLeft",
    "mouthFrownRight",
    "mouthFunnel",
    "mouthLeft",
    "mouthLowerDownLeft",
    "mouthLowerDownRight",
    "mouthPressLeft",
    "mouthPressRight",
    "mouthPucker",
    "mouthRight",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
    "mouthSmileLeft",
    "mouthSmileRight",
    "mouthStretchLeft",
    "mouthStretchRight",
    "mouthUpperUpLeft",
    "mouthUpperUpRight",
    "noseSneerLeft",
    "noseSneerRight",
    "tongueOut",
)

INDEX: dict[str, int] = {name: position for position, name in enumerate(CHANNELS)}


def _other_side(name: str) -> str:
    if name.endswith("Left"):
        return name.removesuffix("Left") + "Right"
    if name.endswith("Right"):
        return name.removesuffix("Right") + "Left"
    return name


MIRROR_ORDER: tuple[int, ...] = tuple(INDEX[_other_side(name)] for name in CHANNELS)


def rest() -> FloatArray:
    """Return the channels of a face at rest: f32[52], all 0."""
    return np.zeros(len(CHANNELS), np.float32)


def swap_sides(channels: FloatArray) -> FloatArray:
    """Return the channels of the same face seen in a looking-glass: left and right exchanged, f32[52]."""
    return channels[list(MIRROR_ORDER)]


def from_names(**values: float) -> FloatArray:
    """Return f32[52] with the named channels set and the others at 0; KeyError for an unknown name."""
    channels = rest()
    for name, value in values.items():
        channels[INDEX[name]] = value
    return channels
