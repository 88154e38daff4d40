"""Face ids that stay with a face while it is in view."""

from __future__ import annotations

from dataclasses import dataclass
from math import dist

# A face may move this share of its own size between frames and still be the same one.
SAME_WITHIN_SIZES = 1.2
# A face that was not seen for this long is forgotten; one that comes back sooner keeps its id.
KEPT_S = 1.0


@dataclass(frozen=True, slots=True)
class SeenFace:
    """Where face `face_id` was last: centre (x, y) and size in pixels."""

    face_id: int
    centre_px: tuple[float, float]
    size_px: float
    time_s: float


@dataclass(frozen=True, slots=True)
class Identities:
    """The faces of late and the next id to give."""

    seen: tuple[SeenFace, ...] = ()
    next_id: int = 0


def assign_ids(
    known: Identities, faces: list[tuple[tuple[float, float], float]], time_s: float
) -> tuple[Identities, list[int]]:
    """Give each (centre_px, size_px) the id of the nearest late face, else a new one; nearest pairs first."""
    late = [face for face in known.seen if time_s - face.time_s <= KEPT_S]
    pairs = sorted(
        (dist(centre, old.centre_px) / max(size, old.size_px), position, old.face_id)
        for position, (centre, size) in enumerate(faces)
        for old in late
    )
    ids: dict[int, int] = {}
    for distance_sizes, position, face_id in pairs:
        if distance_sizes <= SAME_WITHIN_SIZES and position not in ids and face_id not in ids.values():
            ids[position] = face_id
    next_id = known.next_id
    for position in range(len(faces)):
        if position not in ids:
            ids[position] = next_id
            next_id += 1
    now = [SeenFace(ids[i], centre, size, time_s) for i, (centre, size) in enumerate(faces)]
    missing = [face for face in late if face.face_id not in ids.values()]
    return Identities((*now, *missing), next_id), [ids[i] for i in range(len(faces))]
