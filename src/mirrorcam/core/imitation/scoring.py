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
    begins, lasts = levels >= BEGINS_AT, levels >= ENDS_AT
    on = np.empty(levels.shape, np.bool_)
    before: Any = False
    for number in range(len(levels)):
        before = on[number] = begins[number] | (before & lasts[number])
    return on


def score(levels: FloatArray) -> Score:
    """Score a record: levels [samples, ...] in [0, 1]; what is on at the first sample counts as begun."""
    on = held(levels)
    begun = on.copy()
    begun[1:] &= ~on[:-1]
    return Score(begun.sum(axis=0), on.sum(axis=0))
