"""The direct mirror: the baby does what it sees, within the same frame."""

from __future__ import annotations

from dataclasses import dataclass, field

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
# So long does it take until it does: a face that snaps into a frown is no face.
LIFT_S = 0.25
# Links that were never learnt: every sight goes to its own act.
WIRED = np.eye(len(ACTS), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class DirectState:
    """The mirror's memory as of time_s (None: nobody yet).

    lifts f32[8] in [0, 1] says how far each gesture's lift has come; spoken bool[8] which held ones have shown plainly
    by themselves, and so need no lift until they end.
    """

    lifts: FloatArray = field(default_factory=no_levels)
    spoken: FloatArray = field(default_factory=no_levels)
    time_s: float | None = None


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
        time_s: float,
    ) -> tuple[DirectState, Response]:
        """Return the seen head and channels as they are, what is held shown plainly."""
        if seen is None:
            state = lift_held(state, frozenset(), rest(), time_s)
            quiet = no_levels()
            insight = Insight(quiet, quiet, quiet, quiet, quiet, quiet, WIRED)
            return state, Response(rest(), arousal=AROUSAL_AT_REST, attention=0.0, insight=insight)
        channels = np.clip(finite(seen.channels), 0.0, 1.0).astype(np.float32)
        state = lift_held(state, seen.gestures, channels, time_s)
        channels = show_plainly(channels, state.lifts)
        sight = seen_levels(seen)
        done = act_levels(channels)
        insight = Insight(
            sight, sight, done, np.minimum(sight, done), sight, done, WIRED, settle_actor(sight, done)
        )
        arousal = AROUSAL_AT_REST + (1 - AROUSAL_AT_REST) * float(sight.max())
        return state, Response(channels, seen.head, arousal=arousal, insight=insight)


def lift_held(
    state: DirectState, held: frozenset[Gesture], channels: FloatArray, time_s: float
) -> DirectState:
    """Let the lifts of held gestures come and those of others go; what is held at first sight is plain at once.

    A gesture that its channels f32[52] have once shown plainly follows them alone, down again as well.
    """
    if Gesture.TONGUE_OUT in held:
        # The opening is the tongue's; lifted by itself it would gape once the tongue is back in.
        held = held - {Gesture.MOUTH_OPEN}
    is_held = np.array([gesture in held for gesture in ACTS], np.float32)
    plain = [act in SHOWN_BY and float(channels[SHOWN_BY[act]].max()) >= SHOWN for act in ACTS]
    spoken = np.maximum(state.spoken, np.array(plain, np.float32)) * is_held
    aims = is_held * (1 - spoken)
    if state.time_s is None:
        return DirectState(aims, spoken, time_s)
    most = max(0.0, time_s - state.time_s) / LIFT_S
    return DirectState(state.lifts + np.clip(aims - state.lifts, -most, most), spoken, time_s)


def show_plainly(channels: FloatArray, lifts: FloatArray) -> FloatArray:
    """Make what shows a lifted gesture (lifts f32[8]) larger in channels f32[52], at 1 until its strongest is SHOWN.

    Sides keep their proportion up to MOST_GAIN, so half a smile stays half a smile; what is then still lacking, as
    in a frown that is plain in the skin but not in the brows' place, is added to both sides.
    """
    shown = channels.copy()
    for act in lifts.nonzero()[0]:
        rows = SHOWN_BY.get(ACTS[act])
        if rows is None:
            continue
        strongest, plain = float(channels[rows].max()), SHOWN * float(lifts[act])
        if strongest < plain:
            gain = min(plain / max(strongest, plain / MOST_GAIN), MOST_GAIN)
            shown[rows] = np.maximum(shown[rows], channels[rows] * gain + (plain - strongest * gain))
    return shown
