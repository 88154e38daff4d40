"""The eight acts a baby can see and do: their order, their shapes, and how strongly a face shows each."""

from __future__ import annotations

import math

import numpy as np

from mirrorcam.core.channels import INDEX, from_names, rest
from mirrorcam.core.types import Expression, FloatArray, Gesture

ACTS: tuple[Gesture, ...] = tuple(Gesture)
ACT: dict[Gesture, int] = {gesture: position for position, gesture in enumerate(ACTS)}

# A baby's faces are softer than the ones an adult poses, so none of these reaches the end of its range.
_SHAPES: dict[Gesture, dict[str, float]] = {
    Gesture.SMILE: {
        "mouthSmileLeft": 0.85, "mouthSmileRight": 0.85, "cheekSquintLeft": 0.5, "cheekSquintRight": 0.5,
        "jawOpen": 0.08,
    },
    Gesture.MOUTH_OPEN: {"jawOpen": 0.8},
    Gesture.TONGUE_OUT: {"tongueOut": 0.95, "jawOpen": 0.28},
    Gesture.PUCKER: {"mouthPucker": 0.9, "mouthFunnel": 0.15},
    Gesture.BROWS_UP: {
        "browInnerUp": 0.9, "browOuterUpLeft": 0.9, "browOuterUpRight": 0.9, "eyeWideLeft": 0.4,
        "eyeWideRight": 0.4,
    },
    Gesture.FROWN: {
        "browDownLeft": 0.9, "browDownRight": 0.9, "mouthFrownLeft": 0.4, "mouthFrownRight": 0.4,
        "eyeSquintLeft": 0.25, "eyeSquintRight": 0.25,
    },
    Gesture.EYES_CLOSED: {"eyeBlinkLeft": 1.0, "eyeBlinkRight": 1.0},
    Gesture.WINK: {"eyeBlinkLeft": 1.0, "cheekSquintLeft": 0.4, "mouthSmileLeft": 0.15},
}  # fmt: skip

# The level from which an act counts as plainly there; a gesture the reader holds has at least this.
HELD_LEVEL = 0.6
# What the reader does not hold stays below this: a mouth that talks a little is no gesture.
UNHELD_LIMIT = 0.3
# A tongue needs a lowered jaw; that much opening belongs to the tongue and is not a second act.
TONGUE_JAW = 0.45


def act_shapes() -> FloatArray:
    """Return the channels of each act done in full: f32[8,52], rows in the order of ACTS."""
    return np.stack([from_names(**_SHAPES[gesture]) for gesture in ACTS])


SHAPES: FloatArray = act_shapes()


def no_levels() -> FloatArray:
    """Return f32[8] of a face that does nothing."""
    return np.zeros(len(ACTS), np.float32)


# What shows each act, equally; a tongue's opening of the mouth and the lids' sides are told apart afterwards.
_SHOWN_BY: dict[Gesture, tuple[str, ...]] = {
    Gesture.SMILE: ("mouthSmileLeft", "mouthSmileRight"),
    Gesture.MOUTH_OPEN: ("jawOpen",),
    Gesture.TONGUE_OUT: ("tongueOut",),
    Gesture.PUCKER: ("mouthPucker",),
    Gesture.BROWS_UP: ("browInnerUp", "browOuterUpLeft", "browOuterUpRight"),
    Gesture.FROWN: ("browDownLeft", "browDownRight"),
}


def _weights() -> FloatArray:
    """Return f32[8,52], each row the mean of the channels that show an act."""
    rows = [dict.fromkeys(_SHOWN_BY.get(act, ()), 1.0 / len(_SHOWN_BY.get(act, (1,)))) for act in ACTS]
    return np.stack([from_names(**row) for row in rows])


_WEIGHTS: FloatArray = _weights()
# The places of the channels that show an act; closed lids are shown by themselves.
SHOWN_BY: dict[Gesture, list[int]] = {
    act: [INDEX[name] for name in names] for act, names in _SHOWN_BY.items()
}
_LIDS = INDEX["eyeBlinkLeft"], INDEX["eyeBlinkRight"]
_MOUTH, _TONGUE = ACT[Gesture.MOUTH_OPEN], ACT[Gesture.TONGUE_OUT]
_EYES, _WINK = ACT[Gesture.EYES_CLOSED], ACT[Gesture.WINK]


def act_levels(channels: FloatArray) -> FloatArray:
    """Return how strongly channels f32[52] show each act: f32[8] in [0, 1]."""
    return np.array(_levels(channels), np.float32)


def _levels(channels: FloatArray) -> list[float]:
    # Eight numbers are sooner reckoned one by one than as an array.
    levels: list[float] = _WEIGHTS.dot(channels).tolist()
    levels[_MOUTH] -= TONGUE_JAW * min(1.0, 2 * levels[_TONGUE])
    left, right = float(channels[_LIDS[0]]), float(channels[_LIDS[1]])
    levels[_EYES] = min(left, right)
    levels[_WINK] = abs(left - right)
    return [min(1.0, max(0.0, level)) for level in levels]


def finite(channels: FloatArray) -> FloatArray:
    """Return channels with 0 for what is not a number, which must not travel."""
    is_finite = math.isfinite(channels.dot(channels))
    return channels if is_finite else np.nan_to_num(channels, posinf=0.0, neginf=0.0)


def seen_levels(seen: Expression | None) -> FloatArray:
    """Return how strongly a face that is looked at shows each act: f32[8] in [0, 1], all 0 without a face.

    The reader's opinion decides what is an act: held gestures are lifted to HELD_LEVEL, others kept small.
    A mouth that is open only as far as its tongue needs is no second act, though the reader holds both.
    """
    if seen is None:
        return no_levels()
    levels = _levels(finite(seen.channels))
    held = {ACT[gesture] for gesture in seen.gestures}
    if _TONGUE in held and levels[_MOUTH] <= UNHELD_LIMIT:
        held.discard(_MOUTH)
    return np.array(
        [
            max(level, HELD_LEVEL) if act in held else min(level, UNHELD_LIMIT)
            for act, level in enumerate(levels)
        ],
        np.float32,
    )


def channels_of(levels: FloatArray) -> FloatArray:
    """Return the channels f32[52] in [0, 1] of a face that does the acts at levels f32[8].

    Where acts share a channel the stronger wins, as muscles do not add up past their end.
    """
    strongest = rest()
    for act in levels.nonzero()[0]:
        np.maximum(strongest, SHAPES[act] * levels[act], out=strongest)
    return np.minimum(strongest, 1.0, out=strongest)
