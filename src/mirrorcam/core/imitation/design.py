"""The three-condition design: tongue protrusion, mouth opening and a passive face, 160 s each.

After the study "No compelling evidence that newborns imitate oral gestures" (N = 83): in the first two
conditions the model alternates 20 s of gesture with 20 s of a passive, motionless face; in the control
condition the face is passive throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from mirrorcam.core.types import Gesture


class Condition(StrEnum):
    """What the model does, by the short names the studies use."""

    TONGUE = "TP"
    MOUTH = "MO"
    CONTROL = "CO"


CONDITIONS: tuple[Condition, ...] = tuple(Condition)
SHOWN: dict[Condition, Gesture | None] = {
    Condition.TONGUE: Gesture.TONGUE_OUT,
    Condition.MOUTH: Gesture.MOUTH_OPEN,
    Condition.CONTROL: None,
}
ORDERS: tuple[tuple[Condition, ...], ...] = tuple(permutations(CONDITIONS))


@dataclass(frozen=True, slots=True)
class Design:
    """How long everything lasts; the model does its gesture for act_s, then rests for pause_s, and again."""

    condition_s: float = 160.0
    gesture_s: float = 20.0
    passive_s: float = 20.0
    act_s: float = 2.5
    pause_s: float = 1.5

    @property
    def cycle_s(self) -> float:
        """One stretch of gesture and the passive face after it."""
        return self.gesture_s + self.passive_s

    @property
    def cycles(self) -> int:
        """Whole cycles in one condition."""
        return int(self.condition_s / self.cycle_s + 1e-9)

    @property
    def session_s(self) -> float:
        """All three conditions."""
        return self.condition_s * len(CONDITIONS)


STUDY = Design()
CLASS = Design(condition_s=40.0)


def shown_at(design: Design, condition: Condition, time_s: float) -> Gesture | None:
    """Return the gesture the model holds time_s into a condition; None for the passive face."""
    into_cycle_s = time_s % design.cycle_s
    if into_cycle_s >= design.gesture_s:
        return None
    return SHOWN[condition] if into_cycle_s % (design.act_s + design.pause_s) < design.act_s else None


def order_of(number: int) -> tuple[Condition, ...]:
    """Return the order of conditions for the number-th infant: all six orders in turn."""
    return ORDERS[number % len(ORDERS)]


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a session stands: which block, which condition, how far into it, what the model should show."""

    block: int
    condition: Condition
    into_s: float
    shows: Gesture | None


def moment_at(design: Design, order: tuple[Condition, ...], time_s: float) -> Moment | None:
    """Return where a session stands at time_s; None once it is over. This leads a person, too."""
    block = int(time_s // design.condition_s)
    if time_s < 0 or block >= len(order):
        return None
    into_s = time_s - block * design.condition_s
    return Moment(block, order[block], into_s, shown_at(design, order[block], into_s))
