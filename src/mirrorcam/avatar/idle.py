"""What an avatar does by itself, as pure functions of a seed and the time: blinks, saccades, glances, small sways.

Nothing here is drawn frame by frame. Time is cut into slots, and what happens in a slot comes from a hash of the
seed and the slot's number, so that any frame rate sees the same life.
"""

from __future__ import annotations

import math
from enum import IntEnum
from functools import lru_cache

import numpy as np

from mirrorcam.avatar.rig import IdleLife
from mirrorcam.core.types import FloatArray

MASK = (1 << 64) - 1
# Lids fall in a third of a blink and rise in the rest (Evinger et al. 1991, Investigative Ophthalmology 32:387-400).
BLINK_FALL = 0.35
BLINK_ROOM = 0.15
SACCADE_S = 0.05
GLANCE_MOVE_S = 0.09
GLANCE_HOLD_S = (0.7, 1.6)
GLANCE_REACH = (0.75, 0.45)
SWAY_HZ = (0.11, 0.19, 0.31)
WAVE_SHARES = np.array((0.55, 0.3, 0.15))


class Stream(IntEnum):
    """What a random number is for, so that no two uses share one."""

    BLINK = 1
    SACCADE = 2
    GLANCE = 3
    SWAY = 4


@lru_cache(maxsize=4096)
def chance(seed: int, stream: int, slot: int, which: int = 0) -> float:
    """Return a number in [0, 1) that is random over its arguments and always the same for them (splitmix64)."""
    z = (seed * 0x9E3779B97F4A7C15 + stream * 0xBF58476D1CE4E5B9) & MASK
    z = (z + slot * 0x94D049BB133111EB + which * 0xD6E8FEB86659FD93) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return ((z ^ (z >> 31)) >> 11) / (1 << 53)


def eased(share: float) -> float:
    """Return a share in [0, 1] with slow ends: 3t^2 - 2t^3."""
    t = min(max(share, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def blink_at(seed: int, time_s: float, idle: IdleLife) -> float:
    """Return how far a blink has closed the lids, in [0, 1]: one blink in each slot, somewhere in it."""
    if idle.blink_per_min <= 0:
        return 0.0
    slot_s = 60 / idle.blink_per_min
    slot = math.floor(time_s / slot_s)
    start_s = slot_s * (slot + BLINK_ROOM + (1 - 2 * BLINK_ROOM) * chance(seed, Stream.BLINK, slot))
    share = (time_s - start_s) / idle.blink_s
    if not 0 < share < 1:
        return 0.0
    return eased(share / BLINK_FALL if share < BLINK_FALL else (1 - share) / (1 - BLINK_FALL))


def _fixation(seed: int, slot: int, size: float) -> tuple[float, float]:
    angle = 2 * math.pi * chance(seed, Stream.SACCADE, slot)
    reach = size * math.sqrt(chance(seed, Stream.SACCADE, slot, 1))
    return reach * math.cos(angle), 0.6 * reach * math.sin(angle)


def saccade_at(seed: int, time_s: float, idle: IdleLife) -> tuple[float, float]:
    """Return how far small saccades have taken the gaze off its aim, (left, up)."""
    if idle.saccade_per_min <= 0 or idle.saccade_size <= 0:
        return 0.0, 0.0
    slot_s = 60 / idle.saccade_per_min
    slot = math.floor(time_s / slot_s)
    start_s = slot_s * (slot + 0.7 * chance(seed, Stream.SACCADE, slot, 2))
    share = eased((time_s - start_s) / SACCADE_S)
    before, after = _fixation(seed, slot - 1, idle.saccade_size), _fixation(seed, slot, idle.saccade_size)
    return before[0] + (after[0] - before[0]) * share, before[1] + (after[1] - before[1]) * share


def glance_at(seed: int, time_s: float, idle: IdleLife) -> tuple[float, float]:
    """Return where a glance around the room takes the gaze, (left, up); (0, 0) between glances."""
    if idle.glance_per_min <= 0:
        return 0.0, 0.0
    slot_s = 60 / idle.glance_per_min
    slot = math.floor(time_s / slot_s)
    shortest, longest = GLANCE_HOLD_S
    hold_s = min(shortest + (longest - shortest) * chance(seed, Stream.GLANCE, slot), 0.8 * slot_s)
    start_s = slot_s * slot + (slot_s - hold_s) * chance(seed, Stream.GLANCE, slot, 1)
    since, left = time_s - start_s, start_s + hold_s - time_s
    weight = min(eased(since / GLANCE_MOVE_S), eased(left / GLANCE_MOVE_S))
    sideways = 2 * chance(seed, Stream.GLANCE, slot, 2) - 1
    up = 2 * chance(seed, Stream.GLANCE, slot, 3) - 1
    sideways = math.copysign(0.35 + 0.65 * abs(sideways), sideways)
    return weight * GLANCE_REACH[0] * sideways, weight * GLANCE_REACH[1] * up


def drifts_at(seed: int, time_s: float, which: tuple[int, ...]) -> FloatArray:
    """Return slow wanderings f64[N] in [-1, 1], one for each of which: smooth in time and all different."""
    speeds, phases = _waves(seed, which)
    drifts: FloatArray = np.add.reduce(np.sin(speeds * time_s + phases) * WAVE_SHARES, axis=1)
    return drifts


@lru_cache(maxsize=64)
def _waves(seed: int, which: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Return the speeds, in radians a second, and phases of the waves that make up each wandering, f64[N,3] both."""
    speeds = [[2 * math.pi * hz * (1 + 0.07 * each) for hz in SWAY_HZ] for each in which]
    phases = [
        [2 * math.pi * chance(seed, Stream.SWAY, wave, each) for wave in range(len(SWAY_HZ))]
        for each in which
    ]
    return np.array(speeds), np.array(phases)
