"""A whole study of simulated newborns: the three conditions, scored blind, and what they show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrorcam.core.imitation.design import CONDITIONS, STUDY, Condition, Design, shown_at
from mirrorcam.core.imitation.newborn_model import (
    MOUTH,
    REPERTOIRE,
    TICK_S,
    TONGUE,
    NewbornTuning,
    draw_liveliness,
    new_infants,
    shown_levels,
    tick,
)
from mirrorcam.core.imitation.permutation import effect_size, sign_flip_p
from mirrorcam.core.imitation.scoring import IntArray, score
from mirrorcam.core.types import FloatArray

# How much there is to look at: a passive face, and one that moves.
PASSIVE_STIMULUS = 0.25
MOVING_STIMULUS = 1.0
SHOWN_LEVEL = 0.9
# Infants simulated side by side: more at once would take much memory and save little time.
BATCH = 2400
SIGNIFICANT = 0.05
# What the cross-target comparison needs.
CROSSED = (Condition.TONGUE, Condition.MOUTH)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the scorer counted: count and samples i[n, conditions, 2], acts in the order tongue, mouth."""

    conditions: tuple[Condition, ...]
    count: IntArray
    samples: IntArray
    sample_s: float

    def of(self, condition: Condition, act: int) -> IntArray:
        """Return the counts [n] of an act (TONGUE or MOUTH) under a condition."""
        return self.count[:, self.conditions.index(condition), act]

    def duration_s(self, condition: Condition, act: int) -> FloatArray:
        """Return how long [n] the act was done under a condition, in seconds."""
        return self.samples[:, self.conditions.index(condition), act] * self.sample_s


@dataclass(frozen=True, slots=True)
class Contrast:
    """One comparison within infants: mean difference, effect size d, exact one-sided p."""

    mean: float
    effect: float
    p: float

    @property
    def found(self) -> bool:
        """Whether a study would report it."""
        return self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Findings:
    """What a study finds.

    tongue: tongues to tongues against tongues to mouths. mouth: mouths to mouths against mouths to tongues.
    arousal: tongues to tongues against tongues to the passive face, which proves nothing by itself; None where
    no passive face was shown.
    """

    tongue: Contrast
    mouth: Contrast
    arousal: Contrast | None

    @property
    def imitation_found(self) -> bool:
        """Only the cross-target comparison counts, and in both directions."""
        return self.tongue.found and self.mouth.found


def simulate(
    imitation: FloatArray,
    seed: int,
    design: Design = STUDY,
    conditions: tuple[Condition, ...] = CONDITIONS,
) -> Scores:
    """Run newborns with the dial at imitation [n] through conditions, rested at the start of each.

    In a study infants are tested under the conditions in all orders, so that none is favoured by tiredness;
    here a rest before each condition does the same.
    """
    parts = [
        _simulate_batch(imitation[start : start + BATCH], seed * 1_000_003 + start, design, conditions)
        for start in range(0, len(imitation), BATCH)
    ]
    return Scores(
        conditions,
        np.concatenate([count for count, _ in parts]),
        np.concatenate([samples for _, samples in parts]),
        TICK_S,
    )


def _simulate_batch(
    imitation: FloatArray, seed: int, design: Design, conditions: tuple[Condition, ...]
) -> tuple[IntArray, IntArray]:
    tuning = NewbornTuning()
    count, width = len(imitation), len(imitation) * len(conditions)
    liveliness = np.repeat(draw_liveliness(count, seed, tuning), len(conditions))
    infants = new_infants(np.repeat(imitation, len(conditions)), liveliness, tuning)
    ticks = round(design.condition_s / TICK_S)
    record = np.empty((ticks, width, 2), np.float32)
    repeated: dict[bytes, tuple[FloatArray, FloatArray]] = {}
    for number in range(ticks):
        time_s = number * TICK_S
        sight, stimulus = _seen(design, conditions, time_s)
        if sight.tobytes() not in repeated:
            repeated[sight.tobytes()] = np.tile(sight, (count, 1)), np.tile(stimulus, count)
        sights, stimuli = repeated[sight.tobytes()]
        infants = tick(infants, sights, stimuli, time_s, seed=seed, tuning=tuning)
        record[number] = shown_levels(infants, time_s)[:, [TONGUE, MOUTH]]
    scored = score(record)
    shape = (count, len(conditions), 2)
    return scored.count.reshape(shape), scored.samples.reshape(shape)


def _seen(design: Design, conditions: tuple[Condition, ...], time_s: float) -> tuple[FloatArray, FloatArray]:
    sight = np.zeros((len(conditions), len(REPERTOIRE)), np.float32)
    stimulus = np.full(len(conditions), PASSIVE_STIMULUS, np.float32)
    for row, condition in enumerate(conditions):
        shown = shown_at(design, condition, time_s)
        if shown is not None:
            sight[row, REPERTOIRE.index(shown)] = SHOWN_LEVEL
            stimulus[row] = MOVING_STIMULUS
    return sight, stimulus


def contrast(more: IntArray, less: IntArray) -> Contrast:
    """Compare counts [n] within infants, expecting more to be the larger."""
    differences = (more - less).astype(float)
    return Contrast(float(differences.mean()), effect_size(differences), sign_flip_p(differences))


def cross_target(scores: Scores) -> tuple[Contrast, Contrast]:
    """Return the tongue and the mouth contrast, for which no control condition is needed."""
    return (
        contrast(scores.of(Condition.TONGUE, TONGUE), scores.of(Condition.MOUTH, TONGUE)),
        contrast(scores.of(Condition.MOUTH, MOUTH), scores.of(Condition.TONGUE, MOUTH)),
    )


def find(scores: Scores) -> Findings:
    """Return what the counts of a study show."""
    tongue, mouth = cross_target(scores)
    if Condition.CONTROL not in scores.conditions:
        return Findings(tongue, mouth, None)
    arousal = contrast(scores.of(Condition.TONGUE, TONGUE), scores.of(Condition.CONTROL, TONGUE))
    return Findings(tongue, mouth, arousal)
