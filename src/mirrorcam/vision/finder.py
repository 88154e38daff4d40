"""Choosing the face finder that works on this machine."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

from mirrorcam.vision.errors import VisionError
from mirrorcam.vision.tracker import FaceFinder

BUNDLE = "face_landmarker.task"


def has_face_mesh() -> bool:
    """Tell whether this mediapipe still holds the solutions, whose models lie inside the wheel."""
    spec = importlib.util.find_spec("mediapipe")
    roots = spec.submodule_search_locations if spec else None
    return any((Path(root) / "python" / "solutions" / "face_mesh.py").exists() for root in roots or ())


def open_finder(face_model: Path | None, bundle_places: Iterable[Path]) -> FaceFinder:
    """Open FaceLandmarker on face_model where one is named; else FaceMesh; else the first bundle that exists.

    Raises VisionError with one line that says both ways out where there is none.
    """
    if face_model is None and has_face_mesh():
        from mirrorcam.vision.face_mesh import FaceMeshFinder  # noqa: PLC0415 (gone from newer mediapipe)

        return FaceMeshFinder()
    from mirrorcam.vision.face_landmarker import FaceLandmarkerFinder  # noqa: PLC0415

    for place in (face_model,) if face_model else bundle_places:
        if place == face_model or place.exists():
            return FaceLandmarkerFinder(place)
    raise VisionError(
        f"no face model: this mediapipe carries none. Either run `mirrorcam models fetch` once, "
        f"or name a {BUNDLE} with --face-model (or $MIRRORCAM_FACE_MODEL)."
    )
