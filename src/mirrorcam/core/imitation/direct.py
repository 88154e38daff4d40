"""The direct mirror: the baby does what it sees, within the same frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import (
    ACTS,
    SHOWN_BY,
    act_levels,
    finite,
    no_levels,
    seen_levels,
)
from mirrorcam.core.imitation.imitator import Insight, Response, settle_actor
from mirrorcam.core.types import Expression, FloatArray, Gesture

AROUSAL_AT_REST = 0.2
# A gesture is often plain to the reader before its channels are large; held, its strongest shows this.
SHOWN, MOST_GAIN = 0.55, 4.0
# Links that were never learnt: every sight goes to its own act.
WIRED = np.eye(len(ACTS), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class DirectState:
    """The direct mirror remembers nothing."""


class DirectMirror:
    """Shows what it sees, channel by channel, and a gesture that is held plainly; at rest without a face."""

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
        """Return the seen head and channels as they are, what is held shown plainly."""
        if seen is None:
            quiet = no_levels()
            insight = Insight(quiet, quiet, quiet, quiet, quiet, quiet, WIRED)
            return state, Response(rest(), arousal=AROUSAL_AT_REST, attention=0.0, insight=insight)
        channels = show_plainly(np.clip(finite(seen.channels), 0.0, 1.0).astype(np.float32), seen.gestures)
        sight = seen_levels(seen)
        done = act_levels(channels)
        insight = Insight(
            sight, sight, done, np.minimum(sight, done), sight, done, WIRED, settle_actor(sight, done)
        )
        arousal = AROUSAL_AT_REST + (1 - AROUSAL_AT_REST) * float(sight.max())
        return state, Response(channels, seen.head, arousal=arousal, insight=insight)


def show_plainly(channels: FloatArray, held: frozenset[Gesture]) -> FloatArray:
    """Make what shows a held gesture in channels f32[52] larger until its strongest is SHOWN.

    Sides keep their proportion up to MOST_GAIN, so half a smile stays half a smile; what is then still lacking, as
    in a frown that is plain in the skin but not in the brows' place, is added to both sides.
    """
    shown = channels.copy()
    for gesture in held:
        rows = SHOWN_BY.get(gesture)
        strongest = float(channels[rows].max()) if rows is not None else SHOWN
        if strongest < SHOWN:
            gain = min(SHOWN / max(strongest, SHOWN / MOST_GAIN), MOST_GAIN)
            shown[rows] = np.maximum(shown[rows], channels[rows] * gain + (SHOWN - strongest * gain))
    return shown
