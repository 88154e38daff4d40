"""One session with a model whose face is read: the infants' record, the key to it, and the scores.

Whoever scores gets the record and the length of a cycle, never the key: `score_trial` turns the key only
after every cycle was counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrorcam.core.imitation.design import CONDITIONS, Condition, Design
from mirrorcam.core.imitation.newborn_model import MOUTH, TONGUE
from mirrorcam.core.imitation.scoring import IntArray
from mirrorcam.core.imitation.session import SAMPLE_S, score_cycles
from mirrorcam.core.imitation.study import Scores
from mirrorcam.core.types import FloatArray

# A model has shown an act in a cycle if it was on for this much of the cycle.
SHOWN_SHARE = 0.05
Key = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """Scored cycles: counts and samples i[infants, conditions, cycles, 2], the same number for each condition."""

    conditions: tuple[Condition, ...]
    counts: IntArray
    samples: IntArray

    @property
    def scores(self) -> Scores:
        """Return all cycles of a condition together."""
        return Scores(self.conditions, self.counts.sum(axis=2), self.samples.sum(axis=2), SAMPLE_S)


def even_samples(times_s: FloatArray, values: FloatArray, start_s: float, length_s: float) -> FloatArray:
    """Return values [samples, ...] every SAMPLE_S from start_s on: at each moment the newest of values [m, ...]."""
    wanted_s = start_s + np.arange(round(length_s / SAMPLE_S)) * SAMPLE_S
    newest = np.searchsorted(times_s, wanted_s + 1e-9, side="right") - 1
    sampled: FloatArray = values[np.maximum(newest, 0)]
    return sampled


def schedule_key(design: Design, order: tuple[Condition, ...]) -> Key:
    """Return the condition of each cycle of a session that was led through an order."""
    return tuple(condition for condition in order for _ in range(design.cycles))


def read_key(model: FloatArray, design: Design) -> Key:
    """Return the condition of each cycle of a recording, from what its model f32[samples, 8] was read to do."""
    length = round(design.cycle_s / SAMPLE_S)
    _, samples = score_cycles(model, design)
    key = []
    for tongue, mouth in samples[:, [TONGUE, MOUTH]].tolist():
        most = Condition.TONGUE if tongue >= mouth else Condition.MOUTH
        key.append(most if max(tongue, mouth) >= SHOWN_SHARE * length else Condition.CONTROL)
    return tuple(key)


def score_trial(infants: FloatArray, key: Key, design: Design) -> Trial | None:
    """Score a record f32[samples, infants, 8] and sort its cycles by the key.

    Conditions have to be compared over the same time, so each keeps as many cycles as the rarest has; the
    passive face is left out where the model never kept still. None without both gestures.
    """
    scored = [score_cycles(infants[:, number], design) for number in range(infants.shape[1])]
    counts, samples = (np.asarray(part) for part in zip(*scored, strict=True))
    key = key[: counts.shape[1]]
    present = tuple(condition for condition in CONDITIONS if condition in key)
    if Condition.TONGUE not in present or Condition.MOUTH not in present:
        return None
    kept = min(key.count(condition) for condition in present)
    rows = [[at for at, shown in enumerate(key) if shown is condition][:kept] for condition in present]
    return Trial(present, counts[:, rows], samples[:, rows])


def shown_table(model: FloatArray, key: Key, design: Design) -> dict[Condition, tuple[float, float]]:
    """Return for each condition how long, in seconds a cycle, the model was read to show tongue and open mouth."""
    _, samples = score_cycles(model, design)
    table = {}
    for condition in CONDITIONS:
        rows = [at for at, shown in enumerate(key[: len(samples)]) if shown is condition]
        if rows:
            tongue_s, mouth_s = (samples[rows].mean(axis=0) * SAMPLE_S).tolist()
            table[condition] = (tongue_s, mouth_s)
    return table
