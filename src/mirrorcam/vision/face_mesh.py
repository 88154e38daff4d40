"""Landmarks from mediapipe.solutions.face_mesh, whose models lie inside the wheel (mediapipe 0.10.21)."""

from __future__ import annotations

from typing import Any

import mediapipe as mp
import numpy as np
from mediapipe.framework.formats import landmark_pb2
from mediapipe.python import packet_creator, packet_getter

from mirrorcam.core.face_points import COUNT
from mirrorcam.core.types import FloatArray, PixelArray

IMAGE, LANDMARKS = "image", "multi_face_landmarks"
# What FaceMesh.process() counts a frame as; tracking asks only that time goes on.
FRAME_US = 33_333
# A serialised landmark is a tag and a length, then x, y and z, each a tag byte and a little-endian float.
_LANDMARK = np.dtype(
    {"names": ["x", "y", "z"], "formats": ["<f4"] * 3, "offsets": [3, 8, 13], "itemsize": 17}
)
_get_serialised: Any = packet_getter._packet_getter._get_serialized_proto_list


class FaceMeshFinder:
    """Finds faces with FaceMesh, one graph for each number of faces asked for, made when first needed."""

    name = "mediapipe.solutions.face_mesh"

    def __init__(self) -> None:
        self._graphs: dict[tuple[int, bool], _Mesh] = {}

    def find(self, rgb: PixelArray, most: int, *, still: bool, time_s: float) -> list[FloatArray]:  # noqa: ARG002
        """Return up to `most` faces f32[478,3]; a still is looked at afresh. time_s is not needed here."""
        key = (most, still)
        if key not in self._graphs:
            self._graphs[key] = _Mesh(static_image_mode=still, max_num_faces=most, refine_landmarks=True)
        return self._graphs[key].landmarks(rgb)

    def close(self) -> None:
        """Free the graphs."""
        for graph in self._graphs.values():
            graph.close()
        self._graphs.clear()


class _Mesh(mp.solutions.face_mesh.FaceMesh):  # type: ignore[misc]
    """FaceMesh's own graph with a shorter way in and out.

    process() copies the picture, makes a class for its answer and a Python object of every landmark: a sixth of its
    whole time. Here the graph reads the picture where it lies, and an array is made of what it writes.
    """

    def landmarks(self, rgb: PixelArray) -> list[FloatArray]:
        """Return the faces in a picture u8[H,W,3], each f32[478,3]."""
        shared = np.ascontiguousarray(rgb).view()
        # Only what nobody can write to is shared without a copy.
        shared.flags.writeable = False
        self._graph_outputs.clear()
        self._simulated_timestamp += FRAME_US
        picture = packet_creator.create_image_frame(shared, image_format=mp.ImageFormat.SRGB)
        self._graph.add_packet_to_input_stream(stream=IMAGE, packet=picture.at(self._simulated_timestamp))
        self._graph.wait_until_idle()
        found = self._graph_outputs.get(LANDMARKS)
        if found is None or found.is_empty():
            return []
        return [_to_array(face) for face in _get_serialised(found)]


def _to_array(message: bytes) -> FloatArray:
    """Read x, y, z off a serialised NormalizedLandmarkList, ten times faster than attribute by attribute."""
    if len(message) != COUNT * _LANDMARK.itemsize:
        landmarks = landmark_pb2.NormalizedLandmarkList.FromString(message).landmark
        return np.array([(p.x, p.y, p.z) for p in landmarks], np.float32)
    table = np.frombuffer(message, _LANDMARK)
    return np.stack([table["x"], table["y"], table["z"]], axis=1)
