"""The one download that mirrorcam ever makes, when asked to: the face model."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from mirrorcam.app.failures import AppError
from mirrorcam.app.model_places import data_folder
from mirrorcam.sinks.sink import write_whole
from mirrorcam.vision.finder import BUNDLE

ADDRESS = "https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task"
SIZE_BYTES = 3_758_596
SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
TIMEOUT_S = 30.0


def fetch_model(
    folder: Path | None = None, open_address: Callable[..., BinaryIO] = urllib.request.urlopen
) -> Path:
    """Download face_landmarker.task, check its size and SHA-256, and put it in place in one move.

    Raises AppError with one line; nothing is left under the final name unless it is whole.
    """
    target = (folder or data_folder()) / BUNDLE
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open_address(ADDRESS, timeout=TIMEOUT_S) as response:
            content = response.read(SIZE_BYTES + 1)
    except (urllib.error.URLError, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise AppError(
            f"could not fetch {ADDRESS} ({reason}); fetch it on another machine and copy it to {target}"
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    if len(content) != SIZE_BYTES or digest != SHA256:
        raise AppError(
            f"{ADDRESS}: got {len(content)} bytes with SHA-256 {digest}, expected {SIZE_BYTES} bytes"
            f" with {SHA256}; nothing was kept"
        )
    write_whole(target, content)
    return target
