"""What moves how: what rig.toml says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Fade = tuple[float | None, tuple[tuple[tuple[int, ...], float], ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """The furthest the head may be turned, in degrees; the painter stops there."""

    yaw_deg: float = 32.0
    pitch_deg: float = 24.0
    roll_deg: float = 35.0


@dataclass(frozen=True, slots=True)
class Spring:
    """How a loose part hangs on the head: its own frequency, and 1 for critical damping (less overshoots)."""

    stiffness_hz: float
    damping: float


@dataclass(frozen=True, slots=True)
class IdleLife:
    """What an avatar does by itself.

    Blinks follow one another after times drawn from an exponential law with a dead time; infants blink far
    less often than adults (about 2 to 4 a minute against 15 to 20: Bacher & Smotherman 2004, Developmental
    Psychobiology 44:95-102). Amounts are shares of the channel, of the gaze's range, or degrees.
    """

    blink_per_min: float = 4.0
    blink_s: float = 0.32
    breath_per_min: float = 32.0
    saccade_per_min: float = 20.0
    saccade_size: float = 0.09
    glance_per_min: float = 2.0
    sway_deg: float = 0.8
    micro: float = 0.02
    springs: tuple[Spring, ...] = ()


@dataclass(frozen=True, slots=True)
class Rig:
    """rig.toml, checked. Parts and shapes are named by their labels in avatar.svg; lengths are page units.

    depth is (at the part's top, at its bottom). spring_of gives a part's place in idle.springs. gaze is a part's
    travel (x, y) at a look of 1; breath is (dx, dy, scale) at a breath of 1. fade is the opacity at rest, if not
    the drawn one, and what products of channels add to it.
    """

    name: str
    title: str
    licence: str
    cannot: frozenset[str] = frozenset()
    head_centre: tuple[float, float] | None = None
    head_radius: tuple[float, float] | None = None
    pivot: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    depth: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    follow: Mapping[str, float] = field(default_factory=dict)
    spring_of: Mapping[str, int] = field(default_factory=dict)
    gaze: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    lids_follow_gaze: float = 0.3
    breath: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    idle: IdleLife = field(default_factory=IdleLife)
    clip: Mapping[str, str] = field(default_factory=dict)
    fade: Mapping[str, Fade] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    palettes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
