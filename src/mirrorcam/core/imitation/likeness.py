"""How alike two traces are, and how much later one comes: normalised cross-correlation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrorcam.core.types import FloatArray

LONGEST_LAG_S = 3.0
# A trace that moves less than this (standard deviation) says nothing about likeness.
STILL = 0.04


@dataclass(frozen=True, slots=True)
class Likeness:
    """lag_s > 0: the second trace follows the first by that much. share in [0, 1]: correlation at that lag."""

    lag_s: float
    share: float


def likeness(first: FloatArray, second: FloatArray, sample_s: float) -> Likeness | None:
    """Compare two traces [samples]; None where either is still. Lags up to LONGEST_LAG_S are tried.

    At each lag the correlation is taken over the samples both have, and weighed by their share of all, so
    that a short overlap does not win by chance.
    """
    if min(np.std(first), np.std(second)) < STILL:
        return None
    count, reach = len(first), min(round(LONGEST_LAG_S / sample_s), len(first) // 2)
    a, b = first - first.mean(), second - second.mean()
    products = np.correlate(b, a, "full")[count - 1 - reach : count + reach]
    squares_a, squares_b = np.concatenate([[0], np.cumsum(a * a)]), np.concatenate([[0], np.cumsum(b * b)])
    lags = np.arange(-reach, reach + 1)
    begin_a, end_a = np.maximum(0, -lags), count - np.maximum(0, lags)
    energy = (squares_a[end_a] - squares_a[begin_a]) * (squares_b[end_a + lags] - squares_b[begin_a + lags])
    correlation = products / np.sqrt(np.maximum(energy, 1e-9))
    best = int(np.argmax(correlation * (1 - np.abs(lags) / count)))
    return Likeness(float(lags[best] * sample_s), float(np.clip(correlation[best], 0.0, 1.0)))
