"""The last seconds of visitor and baby, sampled evenly, for panels that draw time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from mirrorcam.core.imitation.acts import ACTS, act_levels, finite, no_levels
from mirrorcam.core.imitation.imitator import Response
from mirrorcam.core.imitation.likeness import Likeness, likeness
from mirrorcam.core.types import Expression, FloatArray

SAMPLE_S = 0.1
KEPT = 120
COMPARED_EVERY = 3
# Another act is taken into view only when it moves this much more than the one in view.
STICKS = 1.5


def _nothing() -> FloatArray:
    return np.zeros((KEPT, len(ACTS)), np.float32)


@dataclass(frozen=True, slots=True)
class History:
    """Arrays f32[KEPT, 8], oldest first, one row each SAMPLE_S; rows before the beginning are 0.

    seen and done are the mirror units' activity, visitor and baby the act levels of their faces. samples
    counts rows taken since began_s. in_view is the act (position in ACTS) that moved most of late, alike
    compares visitor and baby in it.
    """

    seen: FloatArray = field(default_factory=_nothing)
    done: FloatArray = field(default_factory=_nothing)
    visitor: FloatArray = field(default_factory=_nothing)
    baby: FloatArray = field(default_factory=_nothing)
    began_s: float | None = None
    samples: int = 0
    in_view: int = 2
    alike: Likeness | None = None

    @property
    def newest_s(self) -> float:
        """When the newest row was taken."""
        return (self.began_s or 0.0) + self.samples * SAMPLE_S


def remember(history: History, seen: Expression | None, response: Response, time_s: float) -> History:
    """Return the history with rows up to time_s; after a long gap it begins anew."""
    began_s = time_s if history.began_s is None else history.began_s
    due = int((time_s - began_s) / SAMPLE_S + 1e-6) - history.samples
    if due <= 0:
        return history if history.began_s is not None else replace(history, began_s=began_s)
    if due > KEPT:
        return History(began_s=time_s)
    insight = response.insight
    history = replace(
        history,
        seen=_shift(history.seen, insight.seen if insight else no_levels(), due),
        done=_shift(history.done, insight.done if insight else no_levels(), due),
        visitor=_shift(history.visitor, act_levels(finite(seen.channels)) if seen else no_levels(), due),
        baby=_shift(history.baby, act_levels(response.channels), due),
        began_s=began_s,
        samples=history.samples + due,
    )
    return history if history.samples % COMPARED_EVERY else _compare(history)


def _shift(table: FloatArray, row: FloatArray, count: int) -> FloatArray:
    moved = np.empty_like(table)
    moved[:-count] = table[count:]
    moved[-count:] = row
    return moved


def _compare(history: History) -> History:
    moves = history.visitor.std(axis=0) + history.baby.std(axis=0)
    most = int(moves.argmax())
    in_view = most if moves[most] > STICKS * moves[history.in_view] else history.in_view
    alike = likeness(history.visitor[:, in_view], history.baby[:, in_view], SAMPLE_S)
    return replace(history, in_view=in_view, alike=alike)
