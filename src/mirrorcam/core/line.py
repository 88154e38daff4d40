"""The middle of the line, once for all front ends: faces seen in, the baby's aim out.

No clock, no file, no screen: time is an argument, and the state goes in and comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mirrorcam.core.evidence import Evidence
from mirrorcam.core.imitation.imitator import Imitator, Response
from mirrorcam.core.reader import ReaderState, read_expression, start_reading
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Expression, Observation

# The baby turns to another face only when that is this much larger, so that it does not hop between two.
NEARER = 1.4
# A partner who is hidden for less than this is waited for.
WAIT_FOR_PARTNER_S = 0.7


@dataclass(frozen=True, slots=True)
class SeenFace:
    """One face of one frame, as the tracker and the networks saw it."""

    observation: Observation
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A visitor's reading so far, and when it was last seen."""

    reading: ReaderState
    seen_s: float


# By face id; a visitor is forgotten tuning.forget_s after leaving.
Visitors = Mapping[int, Acquaintance]


@dataclass(frozen=True, slots=True)
class LineState:
    """All that the line remembers: its visitors, whom the baby attends to, and the imitator's own state."""

    visitors: Visitors = field(default_factory=dict)
    partner_id: int | None = None
    imitator: Any = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one frame led to: every face's expression, whom the baby attends to, and its answer."""

    time_s: float
    expressions: tuple[Expression, ...]
    partner_id: int | None
    response: Response


def start_line(imitator: Imitator[Any], seed: int) -> LineState:
    """Return the line's state before its first frame."""
    return LineState(imitator=imitator.begin(seed))


def step(
    state: LineState,
    faces: tuple[SeenFace, ...],
    time_s: float,
    imitator: Imitator[Any],
    tuning: ReaderTuning,
) -> tuple[LineState, Step]:
    """Read every face, choose whom the baby attends to, and let the imitator answer."""
    visitors, expressions = read_faces(state.visitors, faces, time_s, tuning)
    partner_id = choose_partner(state.partner_id, faces, visitors, time_s)
    seen = next((e for e in expressions if e.face_id == partner_id), None)
    if seen is not None and seen.confidence < tuning.confidence_rest:
        seen = None
    imitating, response = imitator.respond(state.imitator, seen, time_s)
    return LineState(visitors, partner_id, imitating), Step(time_s, expressions, partner_id, response)


def read_faces(
    visitors: Visitors, faces: tuple[SeenFace, ...], time_s: float, tuning: ReaderTuning
) -> tuple[Visitors, tuple[Expression, ...]]:
    """Read every face of a frame against what is remembered of it; all that `read` needs of a step."""
    remembered = {
        face_id: visitor
        for face_id, visitor in visitors.items()
        if time_s - visitor.seen_s <= tuning.forget_s
    }
    expressions = []
    for face in faces:
        face_id = face.observation.face_id
        known = remembered.get(face_id)
        reading, expression = read_expression(
            known.reading if known else start_reading(), face.observation, face.evidence, time_s, tuning
        )
        remembered[face_id] = Acquaintance(reading, time_s)
        expressions.append(expression)
    return remembered, tuple(expressions)


def choose_partner(
    partner_id: int | None, faces: tuple[SeenFace, ...], visitors: Visitors, time_s: float
) -> int | None:
    """Stay with the partner while it is in view or only just hidden, unless another face is clearly nearer."""
    sizes = {face.observation.face_id: face.observation.size_px for face in faces}
    nearest = max(sizes, key=lambda face_id: sizes[face_id], default=None)
    if partner_id in sizes:
        assert nearest is not None
        return nearest if sizes[nearest] > NEARER * sizes[partner_id] else partner_id
    late = visitors.get(partner_id) if partner_id is not None else None
    if late is not None and time_s - late.seen_s <= WAIT_FOR_PARTNER_S:
        return partner_id
    return nearest
