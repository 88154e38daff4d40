"""How likely a baby is to answer a face with the same face: the number that learning moves."""

from __future__ import annotations

from dataclasses import dataclass

from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import ACT, SHAPES, act_levels
from mirrorcam.core.imitation.imitator import Imitator, StateT
from mirrorcam.core.imitation.scoring import BEGINS_AT, ENDS_AT
from mirrorcam.core.types import Expression, Gesture, HeadPose

STEP_S = 0.05
# A face is shown to a baby whose own face has been at rest for this long.
STILL_S = 0.3
SHOWN_S = 2.0
WINDOW_S = 3.0


@dataclass(frozen=True, slots=True)
class Probe:
    """matched of trials: the first act begun within WINDOW_S of the sight was the same act."""

    matched: int
    trials: int

    @property
    def probability(self) -> float:
        """The share of trials that matched."""
        return self.matched / self.trials


def probe(
    imitator: Imitator[StateT], states: list[StateT], acts: tuple[Gesture, ...], time_s: float
) -> Probe:
    """Show each act once to a copy of each state, all from time_s on; the states themselves stay as they are."""
    # Trials wait for different times, or all that share a state would meet the same chances.
    trials = enumerate((state, gesture) for state in states for gesture in acts)
    outcomes = [
        _answers(imitator, state, gesture, time_s, STILL_S + 0.23 * number) == ACT[gesture]
        for number, (state, gesture) in trials
    ]
    return Probe(sum(outcomes), len(outcomes))


def _answers(
    imitator: Imitator[StateT], state: StateT, gesture: Gesture, time_s: float, wait_s: float
) -> int | None:
    """Return the act that is begun first after the sight, or None."""
    passive = Expression(0, rest(), HeadPose(), frozenset(), 1.0)
    shown = Expression(0, SHAPES[ACT[gesture]], HeadPose(), frozenset({gesture}), 1.0)
    begun_s = time_s
    still_s = 0.0
    while still_s < STILL_S or time_s < begun_s + wait_s:
        time_s += STEP_S
        state, response = imitator.respond(state, passive, time_s)
        still_s = still_s + STEP_S if act_levels(response.channels).max() < ENDS_AT else 0.0
    for number in range(round(WINDOW_S / STEP_S)):
        seen = shown if number * STEP_S < SHOWN_S else passive
        state, response = imitator.respond(state, seen, time_s + (number + 1) * STEP_S)
        levels = act_levels(response.channels)
        if levels.max() >= BEGINS_AT:
            return int(levels.argmax())
    return None
