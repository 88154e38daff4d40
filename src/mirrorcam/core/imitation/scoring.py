"""Scoring a record blind: how often and how long each act was done, from the record and nothing else.

As in the studies, whoever scores does not know what the model did: conditions are not an argument here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mirrorcam.core.types import FloatArray

IntArray = npt.NDArray[np.signedinteger[Any]]

# An act counts once it is plainly there, and ends once it is nearly gone.
BEGINS_AT = 0.4
ENDS_AT = 0.2


@dataclass(frozen=True, slots=True)
class Score:
    """count i[...]: acts begun; samples i[...]: samples of the record with the act on."""

    count: IntArray
    samples: IntArray


def held(levels: FloatArray) -> npt.NDArray[np.bool_]:
    """Return where acts are on, with hysteresis along the first axis: bool, shaped as levels [samples, ...]."""
    samples = np.arange(1, len(levels) + 1, dtype=np.int32).reshape(-1, *[1] * (levels.ndim - 1))
    last_on = np.maximum.accumulate(np.where(levels >= BEGINS_AT, samples, 0), axis=0)
    last_off = np.maximum.accumulate(np.where(levels < ENDS_AT, samples, 0), axis=0)
    return np.asarray(last_on > last_off)


def score(levels: FloatArray) -> Score:
    """Score a record: levels [samples, ...] in [0, 1]; what is on at the first sample counts as begun."""
    on = held(levels)
    begun = on.copy()
    begun[1:] &= ~on[:-1]
    return Score(begun.sum(axis=0), on.sum(axis=0))
