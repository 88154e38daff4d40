"""How often a study of a given size would find imitation of a given strength."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mirrorcam.core.imitation.permutation import effect_size
from mirrorcam.core.imitation.study import CROSSED, Scores, cross_target, simulate

DIALS: tuple[float, ...] = (0.0, 0.03, 0.06, 0.09, 0.12, 0.16, 0.2, 0.3, 0.5, 1.0)
POOL = 400


@dataclass(frozen=True, slots=True)
class PublishedStudy:
    """A study from the literature: whom to look up, and how many infants."""

    source: str
    infants: int


# Sizes only: these studies differ from the simulated one in age, timing and scoring.
PUBLISHED: tuple[PublishedStudy, ...] = (
    PublishedStudy("Heimann & Tjus 2019", 33),
    PublishedStudy("“No compelling evidence …”", 83),
    PublishedStudy("Oostenbroek et al. 2016", 106),
)
# Davis et al. 2021, meta-analysis of 336 effects from 33 samples: mean d and its 95 % interval.
META_EFFECT, META_LOW, META_HIGH = 0.68, 0.39, 0.96


@dataclass(frozen=True, slots=True)
class PowerPoint:
    """found: the share of studies with both cross-target contrasts; effects: mean d of tongue and mouth."""

    dial: float
    infants: int
    found: float
    tongue_effect: float
    mouth_effect: float


def power_curve(
    sizes: tuple[int, ...], seed: int, studies: int = 100, dials: tuple[float, ...] = DIALS
) -> tuple[PowerPoint, ...]:
    """Return a point for each size and dial.

    For each dial POOL infants are simulated once; each study draws its infants from them with replacement.
    """
    scores = simulate(np.repeat(np.asarray(dials), POOL), seed, conditions=CROSSED)
    chance = np.random.default_rng(seed)
    points = []
    for number, dial in enumerate(dials):
        pool = slice(number * POOL, (number + 1) * POOL)
        counts, samples = scores.count[pool], scores.samples[pool]
        tongue = effect_size((counts[:, 0, 0] - counts[:, 1, 0]).astype(float))
        mouth = effect_size((counts[:, 1, 1] - counts[:, 0, 1]).astype(float))
        for size in sizes:
            found = 0
            for _ in range(studies):
                drawn = chance.integers(POOL, size=size)
                contrasts = cross_target(Scores(CROSSED, counts[drawn], samples[drawn], scores.sample_s))
                found += all(contrast.found for contrast in contrasts)
            points.append(PowerPoint(dial, size, found / studies, tongue, mouth))
    return tuple(points)


def dial_for_effect(points: tuple[PowerPoint, ...], effect: float) -> float:
    """Return the dial at which the mean of both effects first reaches an effect, interpolated; 1 if never."""
    size = points[0].infants
    curve = [
        (point.dial, (point.tongue_effect + point.mouth_effect) / 2)
        for point in points
        if point.infants == size
    ]
    for (low, below), (high, above) in pairwise(curve):
        if below < effect <= above:
            return low + (high - low) * (effect - below) / (above - below)
    return curve[-1][0]
