"""Exact permutation tests: every way the labels could have fallen is counted, none is drawn by chance."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from mirrorcam.core.types import FloatArray


def sign_flip_p(differences: FloatArray) -> float:
    """Return the exact one-sided p that a sum of whole-numbered differences [n] is as large by chance.

    Without an effect each infant's difference could as well have had the other sign. All 2^n choices of
    signs are counted: the sums' distribution is the product of the n two-point distributions of +d and -d,
    which one convolution per infant multiplies out. So 83 infants take 83 additions of arrays, not 2^83.
    ValueError where a difference is not a whole number.
    """
    whole = np.rint(differences).astype(np.int64)
    if not np.allclose(whole, differences):
        raise ValueError("found differences that are not whole numbers; expected counts")
    sizes = np.abs(whole[whole != 0])
    total = int(sizes.sum())
    chance = np.zeros(2 * total + 1)
    chance[total] = 1.0
    reach = 0
    for size in sizes:
        inner = chance[total - reach : total + reach + 1] / 2
        reach += int(size)
        chance[total - reach : total + reach + 1] = 0.0
        chance[total - reach : total - reach + len(inner)] += inner
        chance[total + reach + 1 - len(inner) : total + reach + 1] += inner
    return float(min(1.0, chance[total + int(whole.sum()) :].sum()))


def label_p(first: FloatArray, second: FloatArray) -> float | None:
    """Return the exact one-sided p that first [m] sums as high above second [k] by chance.

    For one session, whose cycles are the units: every way to deal m + k cycles into two piles is tried
    (70 for 4 and 4). None where there are so few that no outcome could reach 0.05.
    """
    pool = np.concatenate([first, second])
    observed = float(np.sum(first))
    sums = np.asarray([pool[list(pick)].sum() for pick in combinations(range(len(pool)), len(first))])
    if len(sums) < 20:
        return None
    return float(np.mean(sums >= observed - 1e-9))


def effect_between(first: FloatArray, second: FloatArray) -> float | None:
    """Return Cohen's d between two sets of cycles of one session; None where they are too few or all alike."""
    if min(len(first), len(second)) < 2:
        return None
    spread = float(np.sqrt((np.var(first, ddof=1) + np.var(second, ddof=1)) / 2))
    return float(np.mean(first) - np.mean(second)) / spread if spread > 0 else None


def effect_size(differences: FloatArray) -> float:
    """Return d: the mean of within-infant differences [n] in units of their standard deviation.

    0 where all are 0; infinite where all are equal and not 0.
    """
    mean = float(np.mean(differences))
    spread = float(np.std(differences, ddof=1)) if len(differences) > 1 else 0.0
    if spread > 0:
        return mean / spread
    return float(np.sign(mean) * np.inf) if mean else 0.0
