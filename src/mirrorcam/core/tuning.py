"""Every limit of the reader, with its unit: frozen, hashable, made of plain numbers so that TOML can hold it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GestureLimits:
    """When a gesture starts and ends. on and off are chances in [0, 1], off below on.

    It starts once its chance has been at or above `on` for onset_s, and ends once it has been below
    `off` for release_s, but never within hold_s of its start. A still holds it at or above still_on.
    """

    on: float = 0.6
    off: float = 0.4
    onset_s: float = 0.06
    release_s: float = 0.06
    hold_s: float = 0.15
    still_on: float = 0.5


@dataclass(frozen=True, slots=True)
class GestureTuning:
    """The limits of each gesture; for the tongue they are shares of how far it is out."""

    smile: GestureLimits = GestureLimits(on=0.68, off=0.42, onset_s=0.0, still_on=0.64)
    mouth_open: GestureLimits = GestureLimits(on=0.32, off=0.20, onset_s=0.0, still_on=0.24)
    tongue_out: GestureLimits = GestureLimits(on=0.44, off=0.31, onset_s=0.0, still_on=0.38)
    pucker: GestureLimits = GestureLimits(on=0.20, off=0.12, onset_s=0.075, still_on=0.16)
    brows_up: GestureLimits = GestureLimits(on=0.22, off=0.14, onset_s=0.0, still_on=0.20)
    frown: GestureLimits = GestureLimits(on=0.28, off=0.17, onset_s=0.09, still_on=0.20)
    # A blink lasts 0.1 to 0.25 s; held longer, the eyes are closed.
    eyes_closed: GestureLimits = GestureLimits(on=0.12, off=0.07, onset_s=0.27, still_on=0.20)
    wink: GestureLimits = GestureLimits(on=0.34, off=0.21, onset_s=0.06, still_on=0.66)


@dataclass(frozen=True, slots=True)
class SmoothingTuning:
    """One Euro filter: cutoff_hz at rest, and how many Hz faster for each unit a second of speed."""

    channel_cutoff_hz: float = 1.2
    channel_speed_gain: float = 2.5
    head_cutoff_hz: float = 1.2
    head_speed_gain: float = 3.0
    score_cutoff_hz: float = 2.5
    score_speed_gain: float = 2.5
    slope_cutoff_hz: float = 1.5


@dataclass(frozen=True, slots=True)
class BaselineTuning:
    """How a visitor's resting face is learnt.

    The population's prior weighs as much as prior_s of seeing; what is older than memory_s fades.
    rise_share < 1 makes rest the low side of what is seen, since every movement is an excursion upwards.
    """

    prior_s: float = 0.15
    memory_s: float = 8.0
    rise_share: float = 0.4
    most_channel: float = 0.45
    # in log odds, how far above the population's rest a score may be taken to be somebody's rest, and how far below
    most_score_up: float = 3.0
    most_score_down: float = 0.0
    # brows differ so much between people that a frown is read against one's own rest alone
    most_frown_up: float = 6.0
    most_frown_down: float = 1.5
    # ... and that rest is found faster than others
    frown_step: float = 4.0
    frown_rise_share: float = 0.7
    # what is taken off log odds at first sight, less and less until doubt_s later: faces differ most in these
    frown_doubt: float = 3.0
    brows_up_doubt: float = 2.0
    mouth_open_doubt: float = 1.0
    pucker_doubt: float = 0.5
    doubt_s: float = 1.0
    # a score's own step is clipped to this, so that one odd frame moves little
    score_step: float = 2.0
    channel_step: float = 0.2


@dataclass(frozen=True, slots=True)
class ReaderTuning:
    """All the reader's limits."""

    gestures: GestureTuning = field(default_factory=GestureTuning)
    smoothing: SmoothingTuning = field(default_factory=SmoothingTuning)
    baseline: BaselineTuning = field(default_factory=BaselineTuning)
    # a tongue counts as out when it is in the middle one of this last time's frames: five at 25 and 30 a second,
    # both of two at 10, so that a single odd frame never does
    tongue_median_s: float = 0.165
    # on a head turned further than the first the tongue's reading counts less, beyond the second this share of it:
    # half the mouth is hidden there, and what is seen of it was often food, fingers or a lip
    tongue_turned_rad: float = 0.44
    tongue_averted_rad: float = 0.79
    tongue_averted_share: float = 0.5
    # how much the mouth's pixels count for a smile beside the shape of the face, in [0, 1]
    mouth_smile_share: float = 0.5
    # how much the picture around the brows counts for a frown beside the shape of the face, in [0, 1]
    brow_frown_share: float = 0.6
    # ... and for raised brows
    brow_up_share: float = 0.35
    # a chance of a frown or raised brows up to this moves no channel; above, the channels show at least what it says
    brow_chance_at_rest: float = 0.15
    # below this confidence no gesture starts, nothing is learnt, and the baby rests
    confidence_rest: float = 0.25
    # a visitor who was away for longer is a new one
    forget_s: float = 3.0
