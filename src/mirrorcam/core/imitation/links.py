"""How links between seeing and doing grow and fade: Hebbian learning that minds contingency.

After Cook et al. 2014 (sensorimotor associative learning) and Keysers & Gazzola 2014 (a sight that follows
the act by about 200 ms ties the two together; contingency counts, not mere closeness in time).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from mirrorcam.core.imitation.acts import ACTS
from mirrorcam.core.types import FloatArray


@dataclass(frozen=True, slots=True)
class LinkTuning:
    """growth_per_s: how fast a link grows while act and sight are together. sight_alone and act_alone: how
    much of that pace a link loses while one comes without the other. The two trace times together make an
    act's trace strongest 0.2 s after it began.
    """

    growth_per_s: float = 0.5
    sight_alone: float = 0.24
    act_alone: float = 0.3
    trace_rise_s: float = 0.1
    trace_fall_s: float = 0.5
    neglect_s: float = 300.0


@dataclass(frozen=True, slots=True)
class Links:
    """weights f32[8,8] in [0, 1] from sights (rows) to acts (columns); rising and trace f32[8] remember acts."""

    weights: FloatArray
    rising: FloatArray
    trace: FloatArray


def no_links() -> Links:
    """Return what a learner begins with: nothing."""
    count = len(ACTS)
    quiet = np.zeros(count, np.float32)
    return Links(np.zeros((count, count), np.float32), quiet, quiet)


def grow(
    links: Links,
    sight: FloatArray,
    own_acts: FloatArray,
    step_s: float,
    tuning: LinkTuning,
    *,
    fresh: FloatArray,
    echoes: FloatArray,
) -> Links:
    """Return the links step_s later; sight, own_acts and echoes f32[8] in [0, 1] are on during it.

    fresh f32[8] is the part of sight that came on after the act under way began: only what follows an act
    can strengthen its link. own_acts are those the learner began by itself. An echo strengthens nothing, as
    its sight came first; but a sight that is echoed is not alone, and so loses nothing either.
    """
    rising = links.rising + (own_acts - links.rising) * (1 - math.exp(-step_s / tuning.trace_rise_s))
    trace = links.trace + (rising - links.trace) * (1 - math.exp(-step_s / tuning.trace_fall_s))
    seen, acted = sight[:, None], np.minimum(1.0, trace / 0.6)
    together = np.minimum(sight, fresh)[:, None] * acted
    unanswered = (1 - acted) * (1 - echoes)
    alone = tuning.sight_alone * seen * unanswered + tuning.act_alone * (1 - seen) * acted
    change = together * (1 - links.weights) - alone * links.weights
    weights = links.weights + (tuning.growth_per_s * step_s) * change
    return Links(np.minimum(np.maximum(weights, 0.0), 1.0), rising, trace)


def fade(links: Links, step_s: float, tuning: LinkTuning) -> Links:
    """Return the links of a learner that nobody looks at."""
    weights: FloatArray = links.weights * np.float32(np.exp(-step_s / tuning.neglect_s))
    return Links(weights, links.rising * 0, links.trace * 0)


def recall(links: Links, sight: FloatArray) -> FloatArray:
    """Return how strongly f32[8] each act is called up by a sight f32[8]: by its strongest link."""
    called: FloatArray = np.maximum.reduce(links.weights * sight[:, None])
    return called
