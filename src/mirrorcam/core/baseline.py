"""A visitor's resting face: from what strangers look like at rest to what this face looks like at rest.

A face that rests in a slight smile, under heavy brows or behind thick glasses scores above the
population's rest all the time; what it always scores is taken off. Rest is a running mean that gives
way less upwards than downwards (an expectile, Newey & Powell 1987) and whose steps are clipped
(Huber 1964): cheap, and neither talking nor one odd frame moves it far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from mirrorcam.core.evidence import SCORE, SCORES
from mirrorcam.core.tuning import BaselineTuning
from mirrorcam.core.types import FloatArray, Gesture

# Gestures that leave the brows where they are; a smile narrows the eyes, and raised brows come with an open mouth.
MOUTH_ALONE = frozenset({Gesture.MOUTH_OPEN, Gesture.TONGUE_OUT, Gesture.PUCKER})
_OF_BROWS = np.array([name in ("brows_up", "frown") for name in SCORES])
_OF_FROWN = np.array([name == "frown" for name in SCORES])


@dataclass(frozen=True, slots=True)
class RestingFace:
    """Channels f64[52] and scores f64[7] (log odds) of a face at rest, and for how long they were seen: f64[7] each."""

    channels: FloatArray
    scores: FloatArray
    seen_s: float = 0.0
    scores_seen_s: FloatArray = field(default_factory=lambda: np.zeros(len(SCORES)))


def learn_rest(
    rest: RestingFace, channels: FloatArray, scores: FloatArray, step_s: float, tuning: BaselineTuning
) -> RestingFace:
    """Move rest towards what is seen for step_s."""
    seen_s = min(rest.seen_s + step_s, tuning.memory_s)
    scores_seen_s = np.minimum(rest.scores_seen_s + step_s, tuning.memory_s)
    share, score_shares = step_s / (tuning.prior_s + seen_s), step_s / (tuning.prior_s + scores_seen_s)
    return RestingFace(
        rest.channels + share * _lean(channels - rest.channels, tuning.channel_step, tuning.rise_share),
        rest.scores + score_shares * _lean(scores - rest.scores, *_score_steps(tuning)),
        seen_s,
        scores_seen_s,
    )


def learn_unmoved(
    rest: RestingFace, channels: FloatArray, scores: FloatArray, step_s: float, tuning: BaselineTuning,
    held: frozenset[Gesture],
) -> RestingFace:  # fmt: skip
    """Learn rest from what the gestures held do not move: all, nothing, or the brows of a mouth that talks or sings.

    Raised brows still show how little this face frowns: its rest can lie only so far below that of strangers.
    """
    if not held:
        return learn_rest(rest, channels, scores, step_s, tuning)
    if not held <= MOUTH_ALONE | {Gesture.BROWS_UP}:
        return rest
    learnt = learn_rest(rest, channels, scores, step_s, tuning)
    taught = _OF_FROWN if Gesture.BROWS_UP in held else _OF_BROWS
    return RestingFace(
        rest.channels,
        np.where(taught, learnt.scores, rest.scores),
        rest.seen_s,
        np.where(taught, learnt.scores_seen_s, rest.scores_seen_s),
    )


def _lean(change: FloatArray, most: float | FloatArray, rise_share: float | FloatArray) -> FloatArray:
    if np.isnan(change).any():
        change = np.nan_to_num(change, nan=0.0)
    clipped = np.minimum(np.maximum(change, -most), most)
    leaning: FloatArray = np.where(clipped > 0.0, rise_share * clipped, clipped)
    return leaning


def channels_above_rest(channels: FloatArray, rest: RestingFace, most: float) -> FloatArray:
    """Stretch channels f[52] so that this face's rest is 0 and 1 stays 1; at most `most` counts as rest."""
    floor = np.minimum(np.maximum(rest.channels, 0.0), most)
    stretched: FloatArray = np.minimum(np.maximum((channels - floor) / (1.0 - floor), 0.0), 1.0)
    return stretched


def scores_above_rest(
    scores: FloatArray, rest: RestingFace, prior: RestingFace, tuning: BaselineTuning
) -> FloatArray:
    """Take off log odds f[7] what this face scores at rest beyond what strangers do."""
    least, most = _score_limits(tuning)
    taken: FloatArray = scores - np.minimum(np.maximum(rest.scores - prior.scores, least), most)
    return taken


def first_doubt(known_s: float, tuning: BaselineTuning) -> FloatArray:
    """Return what is taken off log odds f64[7] of a face known for so long, until its own rest is known."""
    return _doubts(tuning) * max(0.0, 1.0 - known_s / tuning.doubt_s)


@lru_cache(maxsize=8)
def _doubts(tuning: BaselineTuning) -> FloatArray:
    doubts = np.zeros(len(SCORES))
    doubts[SCORE["frown"]] = tuning.frown_doubt
    doubts[SCORE["brows_up"]] = tuning.brows_up_doubt
    doubts[SCORE["mouth_open"]] = tuning.mouth_open_doubt
    doubts[SCORE["pucker"]] = tuning.pucker_doubt
    return doubts


@lru_cache(maxsize=8)
def _score_steps(tuning: BaselineTuning) -> tuple[FloatArray, FloatArray]:
    """Return to what a score's step towards its rest is clipped, and the share of it that is taken upwards, f64[7]."""
    most, rise_share = np.full(len(SCORES), tuning.score_step), np.full(len(SCORES), tuning.rise_share)
    most[SCORE["frown"]], rise_share[SCORE["frown"]] = tuning.frown_step, tuning.frown_rise_share
    return most, rise_share


@lru_cache(maxsize=8)
def _score_limits(tuning: BaselineTuning) -> tuple[FloatArray, FloatArray]:
    """Return how far below (as a negative number) and above the population's rest each score's rest may lie, f64[7]."""
    least, most = np.full(len(SCORES), -tuning.most_score_down), np.full(len(SCORES), tuning.most_score_up)
    least[SCORE["frown"]], most[SCORE["frown"]] = -tuning.most_frown_down, tuning.most_frown_up
    return least, most
