"""Any imitator as the infant: the three conditions played to it, recorded, and scored blind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import ACT, SHAPES, act_levels
from mirrorcam.core.imitation.design import CONDITIONS, SHOWN, Condition, Design, moment_at, order_of
from mirrorcam.core.imitation.imitator import Imitator, StateT
from mirrorcam.core.imitation.partner import Manner, act_towards, meet_baby
from mirrorcam.core.imitation.permutation import effect_between, label_p
from mirrorcam.core.imitation.scoring import IntArray, score
from mirrorcam.core.imitation.study import SHOWN_LEVEL, Scores
from mirrorcam.core.types import Expression, FloatArray, Gesture, HeadPose

SAMPLE_S = 0.1
SCORED = [ACT[Gesture.TONGUE_OUT], ACT[Gesture.MOUTH_OPEN]]
# The model visitor's acts are plain from here on; a reader of faces would hold them.
PLAIN = 0.4


def model_face(shows: Gesture | None) -> Expression:
    """Return the model's face: one gesture, or passive and motionless."""
    if shows is None:
        return Expression(0, rest(), HeadPose(), frozenset(), 1.0)
    return Expression(0, SHAPES[ACT[shows]] * SHOWN_LEVEL, HeadPose(), frozenset({shows}), 1.0)


def record_session(
    imitator: Imitator[StateT],
    state: StateT,
    design: Design,
    order: tuple[Condition, ...],
    start_s: float = 0.0,
) -> FloatArray:
    """Play a session and return the record of the infant alone: act levels f32[samples, 8] every SAMPLE_S."""
    record = []
    for number in range(round(design.condition_s * len(order) / SAMPLE_S)):
        moment = moment_at(design, order, number * SAMPLE_S)
        face = model_face(moment.shows if moment else None)
        state, response = imitator.respond(state, face, start_s + number * SAMPLE_S)
        record.append(act_levels(response.channels))
    return np.asarray(record, np.float32)


def score_cycles(record: FloatArray, design: Design, sample_s: float = SAMPLE_S) -> tuple[IntArray, IntArray]:
    """Score a record cycle by cycle, in the order of time and without the key to the conditions.

    record [samples, 8]; returns counts and samples i[cycles, 2] of tongue and mouth.
    """
    length = round(design.cycle_s / sample_s)
    pieces = [
        score(record[start : start + length, SCORED]) for start in range(0, len(record) - length + 1, length)
    ]
    return np.asarray([piece.count for piece in pieces]), np.asarray([piece.samples for piece in pieces])


def teach(imitator: Imitator[StateT], state: StateT, length_s: float, seed: int) -> tuple[StateT, float]:
    """Let a model visitor copy the infant for a while; return its state and the time at the end."""
    partner, channels, time_s = meet_baby(seed), rest(), 0.0
    for number in range(1, round(length_s / SAMPLE_S) + 1):
        time_s = number * SAMPLE_S
        partner, acted = act_towards(partner, channels, Manner.COPY, time_s)
        levels = act_levels(acted)
        held = frozenset(gesture for gesture in Gesture if levels[ACT[gesture]] >= PLAIN)
        state, response = imitator.respond(state, Expression(0, acted, HeadPose(), held, 1.0), time_s)
        channels = response.channels
    return state, time_s


def run_infants(
    imitator: Imitator[StateT], count: int, design: Design, seed: int, taught_s: float = 0.0
) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield for each infant its counts and samples i[conditions, cycles, 2], conditions in the order of CONDITIONS."""
    for number in range(count):
        state, start_s = teach(imitator, imitator.begin(seed + number), taught_s, seed + number)
        order = order_of(seed + number)
        record = record_session(imitator, state, design, order, start_s + SAMPLE_S)
        yield by_condition(score_cycles(record, design), design, order)


def by_condition(
    cycles: tuple[IntArray, IntArray], design: Design, order: tuple[Condition, ...]
) -> tuple[IntArray, IntArray]:
    """Turn the key: sort scored cycles i[conditions * cycles, 2] by what was shown."""
    rows = [order.index(condition) for condition in CONDITIONS]
    shape = (len(order), design.cycles, 2)
    return cycles[0].reshape(shape)[rows], cycles[1].reshape(shape)[rows]


def gather(infants: Iterable[tuple[IntArray, IntArray]]) -> Scores:
    """Return the scores of a study from its infants' counts by condition and cycle."""
    counts, samples = zip(*infants, strict=True)
    return Scores(CONDITIONS, np.asarray(counts).sum(axis=2), np.asarray(samples).sum(axis=2), SAMPLE_S)


def one_session_effect(count: IntArray, condition: Condition) -> float | None:
    """Return d between an infant's cycles under a condition and under the other gesture, in the act that was shown."""
    return effect_between(*_shown_and_other(count, condition))


def one_session_p(count: IntArray, condition: Condition) -> float | None:
    """Return the exact p for one infant: is what was shown done more often than under the other gesture?

    count i[conditions, cycles, 2]; the cycles of the two conditions are dealt in every possible way. None
    where there are too few cycles for any outcome to count.
    """
    return label_p(*_shown_and_other(count, condition))


def _shown_and_other(count: IntArray, condition: Condition) -> tuple[FloatArray, FloatArray]:
    act = 0 if SHOWN[condition] is Gesture.TONGUE_OUT else 1
    other = Condition.MOUTH if condition is Condition.TONGUE else Condition.TONGUE
    first, second = (count[CONDITIONS.index(shown), :, act].astype(float) for shown in (condition, other))
    return first, second
