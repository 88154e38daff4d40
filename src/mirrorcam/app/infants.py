"""Several infants before one model, watched as one and noted for scoring."""

from __future__ import annotations

from typing import Any

import numpy as np

from mirrorcam.core.imitation.acts import act_levels, no_levels, seen_levels
from mirrorcam.core.imitation.imitator import Imitator, Response
from mirrorcam.core.imitation.session import SAMPLE_S, teach
from mirrorcam.core.types import Expression, FloatArray


class Infants:
    """Several infants before one model, as one imitator; notes what the model showed and what each of them did."""

    name = "infants"

    def __init__(self, imitator: Imitator[Any], count: int, taught_s: float = 0.0) -> None:
        self._imitator, self._count, self._taught_s = imitator, count, taught_s
        # The infants' own time goes on from where they were taught.
        self._shift_s: float | None = None
        self.times_s: list[float] = []
        self.model: list[FloatArray] = []
        self.acts: list[FloatArray] = []
        self.first_seen_s: float | None = None

    def begin(self, seed: int) -> tuple[Any, ...]:
        """Return the infants' states, each with a seed of its own, after they were taught."""
        seeds = range(seed, seed + self._count)
        return tuple(
            teach(self._imitator, self._imitator.begin(one), self._taught_s, one)[0] for one in seeds
        )

    def respond(
        self, state: tuple[Any, ...], seen: Expression | None, time_s: float
    ) -> tuple[tuple[Any, ...], Response]:
        """Let each infant answer; the first one's answer is shown."""
        if self._shift_s is None:
            self._shift_s = self._taught_s + SAMPLE_S - time_s
        taken = [self._imitator.respond(one, seen, time_s + self._shift_s) for one in state]
        if self.first_seen_s is None and seen is not None:
            self.first_seen_s = time_s
        self.times_s.append(time_s)
        self.model.append(seen_levels(seen) if seen is not None else no_levels())
        self.acts.append(np.stack([act_levels(response.channels) for _, response in taken]))
        return tuple(after for after, _ in taken), taken[0][1]
