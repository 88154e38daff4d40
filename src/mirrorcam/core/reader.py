"""The reader: evidence in, expression out, for one face through time or for one still."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite, log
from statistics import median_low

import numpy as np

from mirrorcam.core.baseline import (
    RestingFace,
    channels_above_rest,
    first_doubt,
    learn_unmoved,
    scores_above_rest,
)
from mirrorcam.core.channels import CHANNELS, INDEX
from mirrorcam.core.evidence import SCORE, SCORES, Evidence
from mirrorcam.core.gestures import (
    GESTURES,
    Holding,
    gesture_scores,
    hysteresis,
    limits_of,
    names_of,
    start_holding,
)
from mirrorcam.core.resting import POPULATION_REST
from mirrorcam.core.smoothing import OneEuro, Smoothed, smooth
from mirrorcam.core.tuning import ReaderTuning, SmoothingTuning
from mirrorcam.core.types import Expression, FloatArray, Gesture, HeadPose, Observation

_CHANNEL_END = len(CHANNELS)
_HEAD_END = _CHANNEL_END + 3
_TONGUE = INDEX["tongueOut"]
_SMILE, _FROWN, _BROWS_UP = SCORE["smile"], SCORE["frown"], SCORE["brows_up"]
_CLOSED, _WINK = GESTURES.index(Gesture.EYES_CLOSED), GESTURES.index(Gesture.WINK)
# The channels that move with a gesture of the brows, and the score that may see it where landmarks hardly do.
_LIFTED = (
    (_FROWN, [INDEX["browDownLeft"], INDEX["browDownRight"]]),
    (_BROWS_UP, [INDEX["browInnerUp"], INDEX["browOuterUpLeft"], INDEX["browOuterUpRight"]]),
)


@dataclass(frozen=True, slots=True)
class ReaderState:
    """What the reader remembers of one face; chances f64[8] are those its last frame was judged by."""

    rest: RestingFace = POPULATION_REST
    smoothed: Smoothed | None = None
    holding: Holding = field(default_factory=start_holding)
    recent_tongue: tuple[tuple[float, float], ...] = ()
    first_seen_s: float | None = None
    last_seen_s: float | None = None
    chances: FloatArray | None = None


def start_reading() -> ReaderState:
    """Return the state for a face never seen before."""
    return ReaderState()


def read_expression(
    state: ReaderState, observation: Observation, evidence: Evidence, time_s: float, tuning: ReaderTuning
) -> tuple[ReaderState, Expression]:
    """Read one face of a clip at time_s; a face away for longer than tuning.forget_s starts anew."""
    if state.last_seen_s is not None and time_s - state.last_seen_s > tuning.forget_s:
        state = start_reading()
    step_s = 0.0 if state.last_seen_s is None else time_s - state.last_seen_s
    is_trusted = observation.confidence >= tuning.confidence_rest
    channels, scores = _seen(evidence, observation.head, tuning)
    recent_tongue = tuple(
        (then_s, out)
        for then_s, out in (*state.recent_tongue, (time_s, float(channels[_TONGUE])))
        if time_s - then_s < tuning.tongue_median_s
    )
    rest = state.rest
    if is_trusted and step_s > 0.0:
        held_before = names_of(state.holding.held)
        rest = learn_unmoved(rest, channels, scores, step_s, tuning.baseline, held_before)
    first_seen_s = time_s if state.first_seen_s is None else state.first_seen_s
    scores = scores - first_doubt(time_s - first_seen_s, tuning.baseline)
    values = _above_rest(observation.head, channels, scores, rest, tuning)
    smoothed = smooth(state.smoothed, values, time_s, filter_of(tuning.smoothing))
    chances = gesture_scores(smoothed.values[_HEAD_END:], median_low(out for _, out in recent_tongue))
    if not is_trusted:
        chances = np.zeros_like(chances)
    if state.holding.held[_CLOSED]:
        chances[_WINK] = 0.0  # lids that were shut part unevenly
    holding, held = hysteresis(state.holding, chances, time_s, limits_of(tuning.gestures))
    yaw_rad, pitch_rad, roll_rad = smoothed.values[_CHANNEL_END:_HEAD_END].tolist()
    expression = Expression(
        observation.face_id,
        np.clip(smoothed.values[:_CHANNEL_END], 0.0, 1.0).astype(np.float32),
        HeadPose(yaw_rad, pitch_rad, roll_rad),
        names_of(held),
        observation.confidence,
    )
    return ReaderState(rest, smoothed, holding, recent_tongue, first_seen_s, time_s, chances), expression


def read_still(observation: Observation, evidence: Evidence, tuning: ReaderTuning) -> Expression:
    """Read one face of a still for itself, against the population's resting face."""
    values, chances = _weigh_still(observation, evidence, tuning)
    held = chances >= limits_of(tuning.gestures).still_on
    return Expression(
        observation.face_id,
        values[:_CHANNEL_END].astype(np.float32),
        observation.head,
        names_of(held),
        observation.confidence,
    )


def still_chances(observation: Observation, evidence: Evidence, tuning: ReaderTuning) -> FloatArray:
    """Return the chances f64[8] by which a still's gestures are judged."""
    return _weigh_still(observation, evidence, tuning)[1]


def _weigh_still(
    observation: Observation, evidence: Evidence, tuning: ReaderTuning
) -> tuple[FloatArray, FloatArray]:
    """Return values f64[52 + 3 + 7] above the population's rest, and the gestures' chances f64[8]."""
    channels, scores = _seen(evidence, observation.head, tuning)
    values = _above_rest(observation.head, channels, scores, POPULATION_REST, tuning)
    values = np.nan_to_num(values, nan=0.0)
    chances = gesture_scores(values[_HEAD_END:], float(values[_TONGUE]))
    if observation.confidence < tuning.confidence_rest:
        chances = np.zeros_like(chances)
    return values, chances


def _seen(evidence: Evidence, head: HeadPose, tuning: ReaderTuning) -> tuple[FloatArray, FloatArray]:
    """Return channels f64[52] with the tongue among them and scores f64[7], those that pixels show joined with them."""
    channels, scores = evidence.channels.astype(np.float64), evidence.scores.astype(np.float64)
    tongue_out = 0.0 if evidence.tongue is None else evidence.tongue.out
    channels[_TONGUE] = tongue_out * _facing(head, tuning) if isfinite(tongue_out) else 0.0
    if evidence.mouth is not None and isfinite(evidence.mouth.smile):
        share = tuning.mouth_smile_share
        scores[_SMILE] = (1 - share) * scores[_SMILE] + share * _log_odds(evidence.mouth.smile)
    if evidence.brows is not None:
        _join(scores, _FROWN, evidence.brows.frown, tuning.brow_frown_share)
        _join(scores, _BROWS_UP, evidence.brows.brows_up, tuning.brow_up_share)
    return channels, scores


def _join(scores: FloatArray, column: int, seen: float | None, share: float) -> None:
    """Write into one of scores f64[7] its mean with the log odds that pixels show, which count for share of it."""
    if seen is not None and isfinite(seen):
        scores[column] = (1 - share) * scores[column] + share * seen


def _facing(head: HeadPose, tuning: ReaderTuning) -> float:
    """Return how much of the tongue's reading counts on a head turned so far, in [0, 1]."""
    far = (abs(head.yaw_rad) - tuning.tongue_turned_rad) / (
        tuning.tongue_averted_rad - tuning.tongue_turned_rad
    )
    return 1.0 - (1.0 - tuning.tongue_averted_share) * min(max(far, 0.0), 1.0)


def _log_odds(chance: float) -> float:
    inside = min(max(chance, 1e-4), 1 - 1e-4)
    return log(inside / (1 - inside))


def _above_rest(
    head: HeadPose, channels: FloatArray, scores: FloatArray, rest: RestingFace, tuning: ReaderTuning
) -> FloatArray:
    """Return channels, head and chances above rest in one vector f64[52 + 3 + 7]."""
    values = np.empty(_HEAD_END + len(SCORES))
    values[:_CHANNEL_END] = channels_above_rest(channels, rest, tuning.baseline.most_channel)
    values[_TONGUE] = channels[_TONGUE]
    values[_CHANNEL_END:_HEAD_END] = (head.yaw_rad, head.pitch_rad, head.roll_rad)
    log_odds = scores_above_rest(scores, rest, POPULATION_REST, tuning.baseline)
    values[_HEAD_END:] = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0)))
    for score, moved in _LIFTED:
        _lift(values, moved, float(values[_HEAD_END + score]), tuning.brow_chance_at_rest)
    return values


def _lift(values: FloatArray, moved: list[int], chance: float, at_rest: float) -> None:
    """Raise the channels `moved` of values by as much as their mean falls short of what a gesture's chance shows.

    What one side moves more than the other stays.
    """
    missing = (chance - at_rest) / (1.0 - at_rest) - sum(values[i] for i in moved) / len(moved)
    if missing > 0.0:
        values[moved] = np.minimum(values[moved] + missing, 1.0)


@lru_cache(maxsize=8)
def filter_of(tuning: SmoothingTuning) -> OneEuro:
    """Lay the filter's cutoffs side by side for channels, head and chances."""
    counts = (_CHANNEL_END, 3, len(SCORES))
    cutoffs = (tuning.channel_cutoff_hz, tuning.head_cutoff_hz, tuning.score_cutoff_hz)
    gains = (tuning.channel_speed_gain, tuning.head_speed_gain, tuning.score_speed_gain)
    return OneEuro(np.repeat(cutoffs, counts), np.repeat(gains, counts), tuning.slope_cutoff_hz)
