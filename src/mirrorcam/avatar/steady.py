"""Standing still with somebody who stands still: what the camera's noise moves is let go by, what moves is followed.

Between what is seen and what is aimed at there is slack, as in a worn gear: within it the aim only creeps. Whoever
really moves uses the slack up and is then followed exactly; in rest it grows back. The One Euro filter of the reader
goes by speed, and noise is fast; this goes by how far, and so it is the same at any frame rate.
"""

from __future__ import annotations

import math

import numpy as np

from mirrorcam.core.channels import CHANNELS, INDEX
from mirrorcam.core.types import FloatArray

# Half of how far each value wanders on a still face in a webcam's noise (tests/e2e/test_stillness.py).
CHANNEL_NOISE = 0.03
NOISE_BY_NAME = {
    "browDown": 0.02, "eyeLookUp": 0.03, "eyeLookDown": 0.03, "eyeLook": 0.05, "eyeWide": 0.10, "eyeSquint": 0.04,
    "eyeBlink": 0.005, "mouthFrown": 0.12, "mouthStretch": 0.05, "cheekPuff": 0.04, "noseSneer": 0.05,
    "jawLeft": 0.02, "jawRight": 0.02, "tongueOut": 0.06,
}  # fmt: skip
HEAD_NOISE_RAD, GAZE_NOISE = math.radians(0.5), 0.03
CREEP_HZ = 0.15
# Slack lost for each unit moved beyond it, and how long it takes to grow back.
USED_UP, GROWN_BACK_S = 1.0, 0.7
# An eye that is nearly shut shows no iris: where it seems to look is noise.
NARROW = 0.35
LOOKS = np.array([INDEX[name] for name in CHANNELS if name.startswith("eyeLook")])
BLINKS = np.array([INDEX["eyeBlinkLeft"], INDEX["eyeBlinkRight"]])


def _noise() -> FloatArray:
    names = [
        next((value for start, value in NOISE_BY_NAME.items() if name.startswith(start)), CHANNEL_NOISE)
        for name in CHANNELS
    ]
    return np.array([*names, *(HEAD_NOISE_RAD,) * 3, *(GAZE_NOISE,) * 2])


NOISE = _noise()


def steadied(
    aim: FloatArray, slack: FloatArray, seen: FloatArray, dt_s: float
) -> tuple[FloatArray, FloatArray]:
    """Return aim and slack f64[57] after dt_s of seeing f64[57]: channels, head in rad, gaze."""
    seen = seen.copy()
    openness = min(max(1.0 - float(seen[BLINKS].max()) / NARROW, 0.0), 1.0)
    seen[LOOKS] = aim[LOOKS] + openness * (seen[LOOKS] - aim[LOOKS])
    gap = (seen - aim) * math.exp(-2 * math.pi * CREEP_HZ * dt_s)
    slack = np.minimum(slack + NOISE * (dt_s / GROWN_BACK_S), NOISE)
    slack = np.maximum(slack - USED_UP * np.maximum(np.abs(gap) - slack, 0.0), 0.0)
    return seen - np.clip(gap, -slack, slack), slack
