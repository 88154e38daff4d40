"""Acting a script: the demonstrator's pose and its truth at any time, as pure functions of the two."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from mirrorcam.core.channels import INDEX, rest
from mirrorcam.core.types import AvatarPose, FloatArray, Gaze, Gesture, HeadPose

HELD_FROM = 0.5
# Lids fall in a third of a blink and rise in the rest (Evinger et al. 1991, Investigative Ophthalmology 32:387-400).
BLINK_FALL = 0.35
SWAY_WAVES = ((3, 0.0, 1.0), (5, 1.1, 0.6), (4, 2.3, 0.5))
BLINKS = (INDEX["eyeBlinkLeft"], INDEX["eyeBlinkRight"])


@dataclass(frozen=True, slots=True)
class Act:
    """Channels f32[52] at full strength, held between two times; gesture None for a single channel."""

    gesture: Gesture | None
    channels: FloatArray
    from_s: float
    to_s: float


@dataclass(frozen=True, slots=True)
class Turn:
    """The head turned between two times."""

    head: HeadPose
    from_s: float
    to_s: float


@dataclass(frozen=True, slots=True)
class Look:
    """The eyes turned between two times."""

    gaze: Gaze
    from_s: float
    to_s: float


@dataclass(frozen=True, slots=True)
class Script:
    """One loop of acting, and how it is filmed. background is 0xRRGGBB."""

    name: str
    loop_s: float
    fps: float
    width_px: int
    height_px: int
    zoom: float
    background: int
    palette: str | None
    on_s: float
    off_s: float
    sway_deg: float
    breath_per_min: float
    blink_s: float
    blinks_at_s: tuple[float, ...]
    acts: tuple[Act, ...]
    turns: tuple[Turn, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """What the demonstrator really does at a time: the pose painted, and the gestures held."""

    pose: AvatarPose
    gestures: frozenset[Gesture]


def eased(share: float) -> float:
    """Return a share in [0, 1] with slow ends: 6t^5 - 15t^4 + 10t^3, smooth to the second derivative."""
    t = min(max(share, 0.0), 1.0)
    return t * t * t * (t * (6 * t - 15) + 10)


def held(script: Script, from_s: float, to_s: float, time_s: float) -> float:
    """Return how far something held between two times is on at a time, in [0, 1]."""
    return min(eased((time_s - from_s) / script.on_s), eased((to_s - time_s) / script.off_s))


def blink_at(script: Script, time_s: float) -> float:
    """Return how far a natural blink has closed the lids, in [0, 1]."""
    closed = 0.0
    for start_s in script.blinks_at_s:
        share = (time_s - start_s) / script.blink_s
        if 0 < share < 1:
            falling = share / BLINK_FALL if share < BLINK_FALL else (1 - share) / (1 - BLINK_FALL)
            closed = max(closed, eased(falling))
    return closed


def pose_at(script: Script, time_s: float) -> AvatarPose:
    """Return the pose at a time from the start, any number of loops on."""
    at_s = time_s % script.loop_s
    channels = rest()
    for act in script.acts:
        np.maximum(channels, act.channels * held(script, act.from_s, act.to_s, at_s), out=channels)
    blink = blink_at(script, at_s)
    for lid in BLINKS:
        channels[lid] = max(channels[lid], blink)
    round_rad = 2 * math.pi * at_s / script.loop_s
    sway = [
        math.radians(script.sway_deg) * size * math.sin(n * round_rad + phase)
        for n, phase, size in SWAY_WAVES
    ]
    for turn in script.turns:
        weight = held(script, turn.from_s, turn.to_s, at_s)
        sway[0] += weight * turn.head.yaw_rad
        sway[1] += weight * turn.head.pitch_rad
        sway[2] += weight * turn.head.roll_rad
    left = sum(held(script, look.from_s, look.to_s, at_s) * look.gaze.left for look in script.looks)
    up = sum(held(script, look.from_s, look.to_s, at_s) * look.gaze.up for look in script.looks)
    breaths = round(script.loop_s * script.breath_per_min / 60)
    return AvatarPose(channels, HeadPose(*sway), Gaze(left, up), math.sin(breaths * round_rad))


def truth_at(script: Script, time_s: float) -> Truth:
    """Return the pose at a time and the gestures that are at least half on."""
    at_s = time_s % script.loop_s
    gestures = {
        act.gesture
        for act in script.acts
        if act.gesture is not None and held(script, act.from_s, act.to_s, at_s) >= HELD_FROM
    }
    return Truth(pose_at(script, time_s), frozenset(gestures))
