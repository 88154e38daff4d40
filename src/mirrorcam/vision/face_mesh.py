"""Landmarks from mediapipe.solutions.face_mesh, whose models lie inside the wheel (mediapipe 0.10.21)."""

from __future__ import annotations

from typing import Any

import mediapipe as mp
import numpy as np

from mirrorcam.core.face_points import COUNT
from mirrorcam.core.types import FloatArray, PixelArray

# A serialised landmark is a tag and a length, then x, y and z, each a tag byte and a little-endian float.
_BYTES_A_LANDMARK = 17
_XYZ_AT = (3, 8, 13)


class FaceMeshFinder:
    """Finds faces with FaceMesh, one graph for each number of faces asked for, made when first needed."""

    name = "mediapipe.solutions.face_mesh"

    def __init__(self) -> None:
        self._graphs: dict[tuple[int, bool], Any] = {}

    def find(self, rgb: PixelArray, most: int, *, still: bool, time_s: float) -> list[FloatArray]:  # noqa: ARG002
        """Return up to `most` faces f32[478,3]; a still is looked at afresh. time_s is not needed here."""
        key = (most, still)
        if key not in self._graphs:
            self._graphs[key] = mp.solutions.face_mesh.FaceMesh(
                static_image_mode=still, max_num_faces=most, refine_landmarks=True
            )
        found = self._graphs[key].process(np.ascontiguousarray(rgb)).multi_face_landmarks
        return [_to_array(face) for face in found or ()]

    def close(self) -> None:
        """Free the graphs."""
        for graph in self._graphs.values():
            graph.close()
        self._graphs.clear()


def _to_array(face: Any) -> FloatArray:
    """Read x, y, z straight from the serialised message: ten times faster than attribute by attribute."""
    message = face.SerializeToString()
    if len(message) != COUNT * _BYTES_A_LANDMARK:
        return np.array([(p.x, p.y, p.z) for p in face.landmark], np.float32)
    table = np.frombuffer(message, np.uint8).reshape(COUNT, _BYTES_A_LANDMARK)
    columns = [table[:, at : at + 4].copy().view("<f4")[:, 0] for at in _XYZ_AT]
    landmarks: FloatArray = np.stack(columns, axis=1).astype(np.float32)
    return landmarks
