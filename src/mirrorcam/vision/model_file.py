"""Opening the networks in assets/models/, each checked against SHA256SUMS first."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.vision.errors import VisionError

SUMS = "SHA256SUMS"


def expected_sum(models: Path, name: str) -> str:
    """Return the SHA-256 that `models`/SHA256SUMS gives for a file; VisionError where it gives none."""
    try:
        lines = (models / SUMS).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise VisionError(f"{models / SUMS}: cannot be read ({error}); reinstall mirrorcam") from error
    for line in lines:
        checksum, _, file = line.partition("  ")
        if file.strip() == name:
            return checksum
    raise VisionError(f"{models / SUMS}: has no line for {name}; reinstall mirrorcam")


def open_model(models: Path, name: str) -> cv2.dnn.Net:
    """Open an ONNX network for one core; VisionError names a missing or damaged file and what it should be."""
    path, expected = models / name, expected_sum(models, name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise VisionError(
            f"{path}: cannot be read ({error.strerror}); expected SHA-256 {expected}"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise VisionError(f"{path}: damaged: SHA-256 is {found}, expected {expected}; reinstall mirrorcam")
    try:
        return cv2.dnn.readNetFromONNX(np.frombuffer(content, np.uint8))
    except cv2.error as error:
        raise VisionError(
            f"{path}: this OpenCV cannot read it ({error.err}); expected SHA-256 {expected}"
        ) from error


def write_sum(models: Path, name: str) -> str:
    """Put a file's SHA-256 into SHA256SUMS (for training) and return it."""
    checksum = hashlib.sha256((models / name).read_bytes()).hexdigest()
    sums = models / SUMS
    lines = sums.read_text(encoding="ascii").splitlines() if sums.exists() else []
    kept = [line for line in lines if line.partition("  ")[2].strip() != name]
    sums.write_text("\n".join(sorted([*kept, f"{checksum}  {name}"], key=lambda line: line[66:])) + "\n")
    return checksum
