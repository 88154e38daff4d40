"""How flesh moves: soft pushes around a place on the face, each driven by one channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from drawing.curves import Curves, Points

Pose = Mapping[str, float]
TAIL = 0.04  # a push ends where its Gaussian has fallen to this


@dataclass(frozen=True, slots=True)
class Push:
    """At channel 1, skin at `at` moves by `by`; the move fades as a Gaussian with spread `reach` (x, y)."""

    channel: str
    at: tuple[float, float]
    reach: tuple[float, float]
    by: tuple[float, float]

    def offsets(self, points: Points) -> Points:
        """Return how far each of the points [n, 2] moves at channel 1."""
        away = (points - self.at) / self.reach
        near = np.exp(-0.5 * (away**2).sum(axis=1))
        near = np.maximum(near - TAIL, 0.0) / (1 - TAIL)
        return near[:, None] * np.asarray(self.by)


def other_side(channel: str) -> str:
    """Return the channel of the other half of the face, or the same one."""
    if channel.endswith("Left"):
        return channel.removesuffix("Left") + "Right"
    if channel.endswith("Right"):
        return channel.removesuffix("Right") + "Left"
    return channel


def both_sides(pushes: Iterable[Push], middle_x: float = 500.0) -> list[Push]:
    """Return the pushes and their mirror images (drawn for the avatar's own left, x above 500)."""
    given = list(pushes)
    return given + [
        replace(
            push,
            channel=other_side(push.channel),
            at=(2 * middle_x - push.at[0], push.at[1]),
            by=(-push.by[0], push.by[1]),
        )
        for push in given
    ]


@dataclass(frozen=True, slots=True)
class Flesh:
    """All pushes of a face."""

    pushes: tuple[Push, ...]

    def moved(self, curve: Points, pose: Pose) -> Points:
        """Return the curve as the pose pushes it."""
        result = curve.copy()
        for push in self.pushes:
            weight = pose.get(push.channel, 0.0)
            if weight:
                result += weight * push.offsets(curve)
        return result

    def moved_all(self, curves: Curves, pose: Pose) -> Curves:
        """Return the curves as the pose pushes them."""
        return [self.moved(curve, pose) for curve in curves]
