"""The model visitor of the story: an actor that copies the baby, makes faces of its own, or stays passive.

Pure like the imitators: what it last saw of the baby goes in, what it acts comes out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from mirrorcam.core.imitation.acts import ACTS, act_levels, channels_of, no_levels
from mirrorcam.core.imitation.learner import BABBLED
from mirrorcam.core.imitation.movement import Movement, level_at
from mirrorcam.core.imitation.newborn_model import REPERTOIRE
from mirrorcam.core.types import FloatArray, Gesture

# People copy a face they look at after about this long (the story needs a plausible pace, not a figure).
REACTION_S = 0.45
NOTICED = 0.4
LET_GO = 0.2
STILL_S = 0.8
FACE_S = 2.2
FACE_EVERY_S = 5.0
RANDOM_FACE_EVERY_S = 3.1
TIMES_OVER = 6
SIZE = 0.95


class Manner(StrEnum):
    """What the model visitor does."""

    COPY = "copy"  # does what the baby did, just after it
    SHOW = "show"  # makes one face after another and waits for an answer
    MODEL = "model"  # makes one face several times over, then the next, and waits for answers
    IGNORE = "ignore"  # makes faces that have nothing to do with the baby's
    STILL = "still"  # a passive face
    AWAY = "away"  # a passive face that is turned away


# Those who want an answer.
WAITING = (Manner.SHOW, Manner.MODEL)


@dataclass(frozen=True, slots=True)
class PartnerState:
    """What the visitor is doing, and the baby's act it has noticed (position in ACTS) since noticed_s."""

    seed: int
    noticed: int | None = None
    noticed_s: float = 0.0
    movement: Movement | None = None
    faces: int = 0
    next_s: float = 0.0
    manner: Manner = Manner.STILL


def meet_baby(seed: int) -> PartnerState:
    """Return a visitor who has just come."""
    return PartnerState(seed)


def act_towards(
    state: PartnerState, baby: FloatArray, manner: Manner, time_s: float
) -> tuple[PartnerState, FloatArray]:
    """Return what the visitor acts, channels f32[52], after seeing the baby's channels f32[52]."""
    if manner is not state.manner:
        # Whoever shows faces begins with the tongue each time.
        faces = 0 if manner in WAITING else state.faces
        state = replace(state, manner=manner, noticed=None, next_s=time_s + 1.0, faces=faces)
    if manner is Manner.COPY:
        state = _copy(state, act_levels(baby), time_s)
    elif manner in WAITING:
        # Whoever wants an answer waits until the baby is still.
        is_busy = state.movement is None and act_levels(baby).max() > LET_GO
        state = (
            replace(state, next_s=max(state.next_s, time_s + STILL_S))
            if is_busy
            else _make_faces(state, time_s)
        )
    elif manner is Manner.IGNORE:
        state = _make_faces(state, time_s)
    if state.movement is not None and time_s >= state.movement.end_s:
        state = replace(state, movement=None)
    levels = no_levels()
    if state.movement is not None:
        levels[state.movement.act] = level_at(state.movement, time_s)
    return state, channels_of(levels)


def _copy(state: PartnerState, baby: FloatArray, time_s: float) -> PartnerState:
    strongest = int(baby.argmax())
    if state.noticed is None:
        if baby[strongest] >= NOTICED:
            start_s = time_s + REACTION_S
            copied = Movement(strongest, start_s, start_s + FACE_S / 2, SIZE, is_echo=True)
            return replace(state, noticed=strongest, noticed_s=time_s, movement=copied)
        return state
    if baby[state.noticed] < LET_GO:
        return replace(state, noticed=None)
    # Hold the copy for as long as the baby holds the act, and a reaction longer.
    if state.movement is not None:
        longer = max(state.movement.end_s, time_s + REACTION_S + 0.3)
        return replace(state, movement=replace(state.movement, end_s=longer))
    return state


def _make_faces(state: PartnerState, time_s: float) -> PartnerState:
    if time_s < state.next_s or state.movement is not None:
        return state
    chance = np.random.Generator(np.random.Philox(key=state.seed, counter=[0, 0, 4, state.faces]))
    if state.manner is Manner.SHOW:
        act, wait_s = ACTS.index(SHOWN_IN_TURN[state.faces % len(SHOWN_IN_TURN)]), FACE_EVERY_S
    elif state.manner is Manner.MODEL:
        act = ACTS.index(REPERTOIRE[state.faces // TIMES_OVER % len(REPERTOIRE)])
        wait_s = FACE_EVERY_S
    else:
        act = ACTS.index(BABBLED[int(chance.integers(len(BABBLED)))])
        wait_s = RANDOM_FACE_EVERY_S * (0.7 + 0.6 * float(chance.random()))
    face = Movement(act, time_s, time_s + FACE_S, SIZE, is_echo=False)
    return replace(state, movement=face, faces=state.faces + 1, next_s=time_s + wait_s)


SHOWN_IN_TURN: tuple[Gesture, ...] = (
    Gesture.TONGUE_OUT, Gesture.SMILE, Gesture.MOUTH_OPEN, Gesture.BROWS_UP, Gesture.PUCKER, Gesture.FROWN,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the story: the text it goes by (a key of assets/texts), how long, what the visitor does.

    card is the card that stands beside the links meanwhile, None where there is enough to watch.
    """

    key: str
    length_s: float
    manner: Manner
    card: str | None = None


# Under three minutes: it moves by itself; nothing comes back; the visitor copies it; now it answers; nobody
# minds it, and it answers no more.
STORY: tuple[Chapter, ...] = (
    Chapter("babble", 9.0, Manner.STILL),
    Chapter("before", 16.0, Manner.SHOW),
    Chapter("taught", 34.0, Manner.COPY),
    Chapter("grows", 28.0, Manner.COPY, card="together"),
    Chapter("after", 21.0, Manner.SHOW),
    Chapter("ignored", 56.0, Manner.AWAY, card="debate"),
    Chapter("again", 15.0, Manner.SHOW),
)
# The story is the learner's; a newborn is shown faces to try at.
STORY_OF = "learner"
STORY_S = sum(chapter.length_s for chapter in STORY)


def manner_before(imitator: str) -> Manner | None:
    """Return what the visitor does before an imitator all the time; None where the story says it."""
    return None if imitator == STORY_OF else Manner.MODEL


def is_narrated(imitator: str, manner: Manner | None) -> bool:
    """Tell whether the words over the panels fit what the visitor does all the time, None as the story goes."""
    return manner is manner_before(imitator)


def chapter_at(time_s: float) -> tuple[Chapter, float]:
    """Return the chapter of the story at time_s and how far into it; the story begins anew when it is over."""
    into_s = time_s % STORY_S
    for chapter in STORY:
        if into_s < chapter.length_s:
            return chapter, into_s
        into_s -= chapter.length_s
    return STORY[-1], STORY[-1].length_s
