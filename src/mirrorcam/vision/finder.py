"""Choosing the face finder that works on this machine."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mirrorcam.vision.errors import VisionError

if TYPE_CHECKING:
    from mirrorcam.vision.tracker import FaceFinder

BUNDLE = "face_landmarker.task"


def has_face_mesh() -> bool:
    """Tell whether this mediapipe still holds the solutions, whose models lie inside the wheel."""
    spec = importlib.util.find_spec("mediapipe")
    roots = spec.submodule_search_locations if spec else None
    return any((Path(root) / "python" / "solutions" / "face_mesh.py").exists() for root in roots or ())


def choose_model(face_model: Path | None, bundle_places: Iterable[Path]) -> Path | None:
    """Return the bundle to open: face_model where one is named, None for FaceMesh, else the first that exists.

    Raises VisionError with one line that says both ways out where there is none. Loads nothing.
    """
    if face_model is not None:
        if not face_model.is_file():
            raise VisionError(f"{face_model}: there is no such face model; check the path")
        return face_model
    if has_face_mesh():
        return None
    found = next((place for place in bundle_places if place.exists()), None)
    if found is None:
        raise VisionError(
            f"no face model: this mediapipe carries none. Either run `mirrorcam models fetch` once, "
            f"or name a {BUNDLE} with --face-model (or $MIRRORCAM_FACE_MODEL)."
        )
    return found


def open_finder(face_model: Path | None, bundle_places: Iterable[Path]) -> FaceFinder:
    """Open the finder that choose_model chooses; raises VisionError with one line."""
    bundle = choose_model(face_model, bundle_places)
    if bundle is None:
        from mirrorcam.vision.face_mesh import FaceMeshFinder  # noqa: PLC0415 (gone from newer mediapipe)

        return FaceMeshFinder()
    from mirrorcam.vision.face_landmarker import FaceLandmarkerFinder  # noqa: PLC0415

    return FaceLandmarkerFinder(bundle)
