"""How strangers look at rest: the prior that a still is read against and that every visitor starts from."""

from __future__ import annotations

import numpy as np

from mirrorcam.core.baseline import RestingFace
from mirrorcam.core.channels import from_names
from mirrorcam.core.evidence import SCORES

# Medians over the still faces of ../shared/data in which nothing moves.
POPULATION_REST = RestingFace(
    channels=from_names(eyeSquintLeft=0.1, eyeSquintRight=0.1, eyeBlinkLeft=0.05, eyeBlinkRight=0.05).astype(
        np.float64
    ),
    scores=np.full(len(SCORES), -3.0),
)
