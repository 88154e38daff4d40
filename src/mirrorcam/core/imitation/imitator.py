"""What every imitator is: state and sight in, state and response out; time is an argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeVar

from mirrorcam.core.types import Expression, FloatArray, Gaze, Gesture, HeadPose

StateT = TypeVar("StateT")


class Actor(StrEnum):
    """Whose act the mirror units answer to, once feedback has settled it (the lamp on the stage)."""

    SELF = "self"
    OTHER = "other"
    BOTH = "both"


class Step(StrEnum):
    """The stages of one answer in active intermodal matching (Meltzoff & Moore 1997)."""

    ORGAN = "organ"  # which part is that: tongue, lips, brows?
    MOVE = "move"  # a try
    COMPARE = "compare"  # does what I feel match what I saw?


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of the newborn at what it saw.

    aim is the act it matches, made the act it does (not the same while it has the wrong organ), number
    counts from 1, felt is how large the try is and error how far it falls short of what was seen, both
    in [0, 1]; errors holds the errors of this aim's earlier tries, oldest first.
    """

    step: Step
    aim: Gesture
    made: Gesture
    number: int
    felt: float
    error: float
    errors: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Insight:
    """An imitator's inside as plain arrays for the panels; every number is in [0, 1].

    All but links are f32[8] in the order of ACTS. sight: what the eyes report. seen, done and both: the
    activity of the mirror units because an act is seen, because it is done, and where both meet; a unit
    without a link from sight stays silent while the act is only seen. prediction: what the baby is about
    to do.
    links f32[8,8] goes from what is seen (rows) to what is done (columns); None where the imitator has
    no links. actor is None while nothing happens or the feedback is not back yet. felt is that feedback:
    what the baby feels of its own movement.
    """

    sight: FloatArray
    seen: FloatArray
    done: FloatArray
    both: FloatArray
    prediction: FloatArray
    felt: FloatArray
    links: FloatArray | None = None
    actor: Actor | None = None
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What the baby aims to show: channels f32[52] in [0, 1], head, and where it looks.

    gaze None leaves the eyes to the stage (they seek the visitor); a Gaze looks there, as when the baby
    has had enough. arousal and attention are in [0, 1]; closeness in [0, 1] is how well it knows this face.
    """

    channels: FloatArray
    head: HeadPose = field(default_factory=HeadPose)
    gaze: Gaze | None = None
    arousal: float = 0.3
    attention: float = 1.0
    closeness: float = 0.0
    insight: Insight | None = None


class Imitator(Protocol[StateT]):
    """One account of imitation. Pure: the same seed, sights and times give the same responses."""

    name: str

    def begin(self, seed: int) -> StateT:
        """Return the state of a baby that has not seen this visitor."""
        ...

    def respond(self, state: StateT, seen: Expression | None, time_s: float) -> tuple[StateT, Response]:
        """Return what the baby does at time_s (rising) when it sees an expression, or nobody."""
        ...


def settle_actor(seen: FloatArray, felt: FloatArray, threshold: float = 0.35) -> Actor | None:
    """Tell who acted: felt and not seen is self, seen and not felt is other; None below threshold.

    Mirror units alone cannot tell, as they answer to both; the returning feedback can.
    """
    see, feel = max(seen.tolist()) >= threshold, max(felt.tolist()) >= threshold
    if see and feel:
        return Actor.BOTH
    if feel:
        return Actor.SELF
    return Actor.OTHER if see else None
