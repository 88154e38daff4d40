"""One movement of the face over time: out, held, and back."""

from __future__ import annotations

from dataclasses import dataclass

RISE_S = 0.35
FALL_S = 0.45


@dataclass(frozen=True, slots=True)
class Movement:
    """An act (position in ACTS) from start_s to end_s, in its full size in [0, 1] in between.

    is_echo: called up by a sight, not begun by itself.
    """

    act: int
    start_s: float
    end_s: float
    size: float
    is_echo: bool


def level_at(movement: Movement | None, time_s: float) -> float:
    """Return how far out a movement is at time_s, in [0, 1]."""
    if movement is None or not movement.start_s < time_s < movement.end_s:
        return 0.0
    rise = _ease((time_s - movement.start_s) / RISE_S)
    return movement.size * rise * _ease((movement.end_s - time_s) / FALL_S)


def _ease(share: float) -> float:
    """Return a smooth step from 0 to 1."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
