"""Where the face model is looked for when it is not named."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from mirrorcam.vision.finder import BUNDLE

VARIABLE = "MIRRORCAM_FACE_MODEL"


def data_folder() -> Path:
    """Return the user's own folder for mirrorcam's data; it need not exist."""
    return platformdirs.user_data_path("mirrorcam", appauthor=False)


def bundle_places() -> list[Path]:
    """Return where face_landmarker.task is looked for when it is not named: the variable, then the data folder."""
    named = os.environ.get(VARIABLE)
    return [*([Path(named)] if named else []), data_folder() / BUNDLE]
