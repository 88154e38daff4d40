"""How strangers look at rest: the prior that a still is read against and that every visitor starts from."""

from __future__ import annotations

import numpy as np

from mirrorcam.core.baseline import RestingFace
from mirrorcam.core.channels import from_names
from mirrorcam.core.evidence import SCORES

# Medians over people of what the channels network says of them, left out, where no gesture is held (training.channels).
_CHANNELS_AT_REST = {
    "browDownLeft": 0.12, "browDownRight": 0.12, "eyeBlinkLeft": 0.10, "eyeBlinkRight": 0.10,
    "eyeSquintLeft": 0.28, "eyeSquintRight": 0.28, "mouthPressLeft": 0.06, "mouthPressRight": 0.06,
    "mouthShrugLower": 0.18, "mouthShrugUpper": 0.15, "mouthSmileLeft": 0.08, "mouthSmileRight": 0.08,
}  # fmt: skip
_SCORES_AT_REST = {
    "smile": -2.8, "mouth_open": -4.7, "pucker": -4.1, "brows_up": -3.5, "frown": -2.4,
    "lid_closed_left": -4.0, "lid_closed_right": -4.0,
}  # fmt: skip

POPULATION_REST = RestingFace(
    channels=from_names(**_CHANNELS_AT_REST).astype(np.float64),
    scores=np.array([_SCORES_AT_REST[name] for name in SCORES]),
)
