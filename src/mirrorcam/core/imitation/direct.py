"""The direct mirror: the baby does what it sees, within the same frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import ACTS, act_levels, finite, no_levels, seen_levels
from mirrorcam.core.imitation.imitator import Insight, Response, settle_actor
from mirrorcam.core.types import Expression

AROUSAL_AT_REST = 0.2
# Links that were never learnt: every sight goes to its own act.
WIRED = np.eye(len(ACTS), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class DirectState:
    """The direct mirror remembers nothing."""


class DirectMirror:
    """Shows what it sees, channel by channel; at rest without a face."""

    name = "mirror"

    def begin(self, seed: int) -> DirectState:  # noqa: ARG002
        """Return the empty state; there is no chance in a mirror."""
        return DirectState()

    def respond(
        self,
        state: DirectState,
        seen: Expression | None,
        time_s: float,  # noqa: ARG002
    ) -> tuple[DirectState, Response]:
        """Return the seen channels and head as they are."""
        if seen is None:
            quiet = no_levels()
            insight = Insight(quiet, quiet, quiet, quiet, quiet, quiet, WIRED)
            return state, Response(rest(), arousal=AROUSAL_AT_REST, attention=0.0, insight=insight)
        channels = np.clip(finite(seen.channels), 0.0, 1.0).astype(np.float32)
        sight = seen_levels(seen)
        done = act_levels(channels)
        insight = Insight(
            sight, sight, done, np.minimum(sight, done), sight, done, WIRED, settle_actor(sight, done)
        )
        arousal = AROUSAL_AT_REST + (1 - AROUSAL_AT_REST) * float(sight.max())
        return state, Response(channels, seen.head, arousal=arousal, insight=insight)
