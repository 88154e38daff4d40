"""When the baby makes a sound: on meeting somebody, and with what its own face does. Pure; it plays nothing.

A coo greets whoever stays, and goes with an open mouth; a giggle goes with a smile that lasts, a raspberry with the
tongue. Each cue is voiced once for as long as it lasts, and never soon after another sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mirrorcam.core.imitation.acts import ACT
from mirrorcam.core.types import FloatArray, Gesture


class Utterance(StrEnum):
    """What the baby can be heard to do."""

    COO = "coo"
    GIGGLE = "giggle"
    RASPBERRY = "raspberry"


@dataclass(frozen=True, slots=True)
class Cue:
    """What the baby does (None: it has company), the sound that goes with it, and how long it must last first."""

    act: Gesture | None
    utterance: Utterance
    after_s: float


@dataclass(frozen=True, slots=True)
class Lasting:
    """Since when a cue has lasted, and whether it has been voiced."""

    since_s: float
    is_voiced: bool = False


# In the order in which they are heard where two are due: the tongue comes before the mouth that it opens.
CUES = (
    Cue(Gesture.TONGUE_OUT, Utterance.RASPBERRY, 0.35),
    Cue(Gesture.SMILE, Utterance.GIGGLE, 0.9),
    Cue(Gesture.MOUTH_OPEN, Utterance.COO, 0.5),
    Cue(None, Utterance.COO, 1.2),
)
DONE_FROM, DONE_UNTIL = 0.5, 0.3
# Between any two sounds, and between two of a kind.
PAUSE_S, SAME_PAUSE_S = 3.0, 7.0


@dataclass(frozen=True, slots=True)
class VoiceState:
    """Whom the baby is with, each of CUES while it lasts, and when each sound was last made."""

    partner_id: int | None = None
    lasting: tuple[Lasting | None, ...] = (None,) * len(CUES)
    said_s: tuple[tuple[Utterance, float], ...] = ()


def speak(
    state: VoiceState, partner_id: int | None, levels: FloatArray, time_s: float
) -> tuple[VoiceState, Utterance | None]:
    """Take whom the baby is with and how strongly it does each act, f32[8] in the order of ACTS."""
    lasting = [
        _lasting(before, _level(cue, partner_id, levels), time_s)
        for cue, before in zip(CUES, state.lasting, strict=True)
    ]
    if partner_id != state.partner_id:
        lasting = [
            Lasting(time_s) if cue.act is None and partner_id is not None else now
            for cue, now in zip(CUES, lasting, strict=True)
        ]
    for place, (cue, now) in enumerate(zip(CUES, lasting, strict=True)):
        if now is None or now.is_voiced or time_s - now.since_s < cue.after_s:
            continue
        if _is_hushed(state, cue.utterance, time_s):
            continue
        lasting[place] = Lasting(now.since_s, is_voiced=True)
        said_s = {**dict(state.said_s), cue.utterance: time_s}
        return VoiceState(partner_id, tuple(lasting), tuple(said_s.items())), cue.utterance
    return VoiceState(partner_id, tuple(lasting), state.said_s), None


def _level(cue: Cue, partner_id: int | None, levels: FloatArray) -> float:
    return float(partner_id is not None) if cue.act is None else float(levels[ACT[cue.act]])


def _lasting(before: Lasting | None, level: float, time_s: float) -> Lasting | None:
    if level < (DONE_FROM if before is None else DONE_UNTIL):
        return None
    return before or Lasting(time_s)


def _is_hushed(state: VoiceState, utterance: Utterance, time_s: float) -> bool:
    return any(
        time_s - at_s < (SAME_PAUSE_S if said is utterance else PAUSE_S) for said, at_s in state.said_s
    )
