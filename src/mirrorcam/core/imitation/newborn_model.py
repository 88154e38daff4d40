"""Newborns by active intermodal matching (Meltzoff & Moore 1997), any number of them side by side.

One baby on the stage and a thousand in a simulated study run through the same tick. The account's three
parts are here by name: organ identification (which part moves), a try with it, and the comparison of what
was felt with what was seen, after which the next try is nearer. Beside them stands what explains "more
tongues" without any matching: tongue protrusion that rises with arousal at whatever is interesting.
Rates and times are this illustration's own choice, within what studies report in words.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from mirrorcam.core.types import FloatArray, Gesture

IntArray = npt.NDArray[np.signedinteger[Any]]
BoolArray = npt.NDArray[np.bool_]

TICK_S = 0.2
# What newborns have been reported to do; head turns are followed apart from these.
REPERTOIRE: tuple[Gesture, ...] = (Gesture.TONGUE_OUT, Gesture.MOUTH_OPEN, Gesture.PUCKER)
TONGUE, MOUTH, LIPS = range(len(REPERTOIRE))
NOBODY = -1


@dataclass(frozen=True, slots=True)
class NewbornTuning:
    """How newborns behave; rates are per second, spreads are standard deviations of a logarithm."""

    answer_per_s: float = 1.1
    pause_median_s: float = 1.5
    pause_spread: float = 0.5
    act_median_s: float = 1.5
    act_spread: float = 0.25
    rest_after_act_s: float = 0.6
    tongue_per_s: float = 0.025
    tongue_by_arousal_per_s: float = 0.13
    mouth_per_s: float = 0.03
    lips_per_s: float = 0.012
    calm: float = 0.2
    arousal_rise_s: float = 6.0
    arousal_fall_s: float = 14.0
    tire_s: float = 75.0
    recover_s: float = 40.0
    bored: float = 0.45
    look_away_per_s: float = 0.25
    look_away_s: float = 3.0
    first_error: float = 0.7
    last_error: float = 0.06
    correction: float = 0.7
    wrong_organ: float = 0.5
    seen_threshold: float = 0.45
    liveliness_spread: float = 0.45


@dataclass(frozen=True, slots=True)
class Infants:
    """n newborns; arrays are [n] unless said. Acts are positions in REPERTOIRE, NOBODY where there is none.

    imitation in [0, 1] is the dial; liveliness scales every rate of one infant. arousal and interest are in
    [0, 1]. made, aim, start_s, length_s and size describe the movement under way or planned: it is planned
    while start_s lies ahead. aim is NOBODY for a movement that matches nothing. goal is the size that was
    seen. expected [n,3] is how far off the next try at each act will be, tries [n,3] how many there were.
    free_s: no new plan before then. away_s: looks away until then.
    """

    imitation: FloatArray
    liveliness: FloatArray
    arousal: FloatArray
    interest: FloatArray
    made: FloatArray
    aim: FloatArray
    start_s: FloatArray
    length_s: FloatArray
    size: FloatArray
    goal: FloatArray
    expected: FloatArray
    tries: FloatArray
    free_s: FloatArray
    away_s: FloatArray


_arrays_of = attrgetter(*(item.name for item in fields(Infants)))


def new_infants(imitation: FloatArray, liveliness: FloatArray, tuning: NewbornTuning) -> Infants:
    """Return rested infants that have tried nothing yet; imitation and liveliness are [n]."""
    count = len(imitation)

    def filled(value: float) -> FloatArray:
        return np.full(count, value, np.float32)

    by_act = (count, len(REPERTOIRE))
    return Infants(
        np.asarray(imitation, np.float32), np.asarray(liveliness, np.float32), filled(tuning.calm), filled(1.0),
        filled(NOBODY), filled(NOBODY), filled(-1e9), filled(1.0), filled(0.0), filled(0.0),
        np.full(by_act, tuning.first_error, np.float32), np.zeros(by_act, np.float32), filled(-1e9), filled(-1e9),
    )  # fmt: skip


def draw_liveliness(count: int, seed: int, tuning: NewbornTuning) -> FloatArray:
    """Return [n] factors around 1: infants differ more from one another than conditions do."""
    spread = tuning.liveliness_spread
    chance = np.random.Generator(np.random.Philox(key=seed))
    factors: FloatArray = np.exp(spread * chance.standard_normal(count) - spread**2 / 2)
    return factors


def tick(
    infants: Infants,
    sight: FloatArray,
    stimulus: FloatArray,
    time_s: float,
    *,
    seed: int,
    tuning: NewbornTuning,
) -> Infants:
    """Return the infants one TICK_S on, at time_s since they began.

    sight [n,3] is how strongly each act of REPERTOIRE is seen, stimulus [n] how much there is to look at,
    both in [0, 1]. Chance depends on seed and time_s alone, so the same ticks give the same infants.
    """
    # The arrays of this copy are written to until it is returned, and never after.
    infants = Infants(*(array.copy() for array in _arrays_of(infants)))
    chance = np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, 1, round(time_s / TICK_S)]))
    leave, answer, move, which = chance.random((4, len(infants.arousal)), np.float32)
    _feel(infants, stimulus, leave, time_s, tuning)
    _compare_finished(infants, time_s, chance, tuning)
    idle = _is_idle(infants, time_s)
    if not idle.any():
        return infants
    seen = sight * (idle & (infants.away_s <= time_s))[:, None]
    answering = _answers_now(infants, seen, answer, tuning).nonzero()[0]
    if answering.size:
        _plan_answers(infants, answering, seen[answering], time_s, chance, tuning=tuning)
        idle[answering] = False
    tongue_per_s = _tongue_rate(infants, tuning)
    moving = (idle & _moves_now(infants, tongue_per_s, move, tuning)).nonzero()[0]
    if moving.size:
        _babble(infants, moving, tongue_per_s[moving], which[moving], time_s, chance, tuning=tuning)
    return infants


def shown_levels(infants: Infants, time_s: float) -> FloatArray:
    """Return how far each infant's act is out at time_s: f32[n,3] in [0, 1]."""
    shown = np.zeros((len(infants.made), len(REPERTOIRE)), np.float32)
    moving = (infants.made != NOBODY).nonzero()[0]
    shown[moving, infants.made[moving].astype(np.intp)] = movement_levels(infants, time_s)[moving]
    return shown


def movement_levels(infants: Infants, time_s: float | FloatArray) -> FloatArray:
    """Return how far each infant's last movement is out: [n] at one time, [k,n] at times [k,1]; 0 before and after."""
    share = (time_s - infants.start_s) / infants.length_s
    rise, fall = np.minimum(share / 0.3, 1.0), np.minimum((1.0 - share) / 0.4, 1.0)
    rise, fall = np.maximum(rise, 0.0), np.maximum(fall, 0.0)
    levels: FloatArray = infants.size * (rise * rise * (3 - 2 * rise)) * (fall * fall * (3 - 2 * fall))
    return levels


def _feel(
    infants: Infants, stimulus: FloatArray, draw: FloatArray, time_s: float, tuning: NewbornTuning
) -> None:
    looking = infants.away_s <= time_s
    felt = stimulus * looking
    wanted = tuning.calm + (1 - tuning.calm) * felt * infants.interest
    pace_s = np.where(wanted > infants.arousal, tuning.arousal_rise_s, tuning.arousal_fall_s)
    infants.arousal[:] += (wanted - infants.arousal) * TICK_S / pace_s
    tiring = felt * infants.interest / tuning.tire_s
    resting = (1 - felt) * (1 - infants.interest) / tuning.recover_s
    infants.interest[:] += TICK_S * (resting - tiring)
    bored = np.maximum(0.0, (tuning.bored - infants.interest) / tuning.bored)
    leaves = looking & (draw < TICK_S * tuning.look_away_per_s * bored * 2)
    infants.away_s[leaves] = time_s + tuning.look_away_s


def _compare_finished(
    infants: Infants, time_s: float, chance: np.random.Generator, tuning: NewbornTuning
) -> None:
    is_over = (infants.made != NOBODY) & (infants.start_s + infants.length_s <= time_s)
    over = is_over.nonzero()[0]
    if not over.size:
        return
    tried = over[infants.aim[over] != NOBODY]
    if tried.size:
        aim = infants.aim[tried].astype(int)
        right = infants.made[tried] == aim
        # A try with the wrong part tells less about how far to move the right one.
        kept = np.where(right, tuning.correction, 0.5 + tuning.correction / 2)
        noise = np.exp(0.1 * chance.standard_normal(tried.size))
        infants.expected[tried, aim] = np.maximum(
            tuning.last_error, infants.expected[tried, aim] * kept * noise
        )
    infants.made[over] = NOBODY
    infants.aim[over] = NOBODY
    infants.free_s[over] = time_s + tuning.rest_after_act_s


def _is_idle(infants: Infants, time_s: float) -> BoolArray:
    idle: BoolArray = (infants.made == NOBODY) & (infants.free_s <= time_s)
    return idle


def _chance_within_tick(per_s: FloatArray) -> FloatArray:
    chance: FloatArray = 1 - np.exp(-TICK_S * per_s)
    return chance


def _answers_now(infants: Infants, seen: FloatArray, draw: FloatArray, tuning: NewbornTuning) -> BoolArray:
    strongest = np.maximum(np.maximum(seen[:, TONGUE], seen[:, MOUTH]), seen[:, LIPS])
    per_s = tuning.answer_per_s * infants.imitation * infants.liveliness * infants.interest
    answers: BoolArray = (strongest >= tuning.seen_threshold) & (draw < _chance_within_tick(per_s))
    return answers


def _plan_answers(
    infants: Infants,
    who: IntArray,
    seen: FloatArray,
    time_s: float,
    chance: np.random.Generator,
    *,
    tuning: NewbornTuning,
) -> None:
    aim, goal = seen.argmax(axis=1), seen.max(axis=1)
    off = infants.expected[who, aim]
    is_wrong = chance.random(who.size) < tuning.wrong_organ * off
    other = (aim + chance.integers(1, len(REPERTOIRE), who.size)) % len(REPERTOIRE)
    infants.aim[who], infants.made[who] = aim, np.where(is_wrong, other, aim)
    infants.goal[who] = goal
    infants.tries[who, aim] += 1
    infants.size[who] = np.clip(goal * (1 - off) + 0.04 * chance.standard_normal(who.size), 0.1, 1.0)
    pause_s = tuning.pause_median_s * np.exp(tuning.pause_spread * chance.standard_normal(who.size))
    infants.start_s[who] = time_s + pause_s
    infants.length_s[who] = _draw_lengths_s(who.size, chance, tuning)


def _draw_lengths_s(count: int, chance: np.random.Generator, tuning: NewbornTuning) -> FloatArray:
    lengths_s: FloatArray = tuning.act_median_s * np.exp(tuning.act_spread * chance.standard_normal(count))
    return lengths_s


def _tongue_rate(infants: Infants, tuning: NewbornTuning) -> FloatArray:
    """Return how often [n] a tongue comes out unasked: the more aroused, the more often."""
    excited = np.maximum(0.0, infants.arousal - tuning.calm) / (1 - tuning.calm)
    per_s: FloatArray = tuning.tongue_per_s + tuning.tongue_by_arousal_per_s * excited
    return per_s


def _moves_now(
    infants: Infants, tongue_per_s: FloatArray, draw: FloatArray, tuning: NewbornTuning
) -> BoolArray:
    per_s = infants.liveliness * (tongue_per_s + tuning.mouth_per_s + tuning.lips_per_s)
    moves: BoolArray = draw < _chance_within_tick(per_s)
    return moves


def _babble(
    infants: Infants,
    who: IntArray,
    tongue_per_s: FloatArray,
    which: FloatArray,
    time_s: float,
    chance: np.random.Generator,
    *,
    tuning: NewbornTuning,
) -> None:
    share = which * (tongue_per_s + tuning.mouth_per_s + tuning.lips_per_s)
    no_tongue = np.where(share < tongue_per_s + tuning.mouth_per_s, MOUTH, LIPS)
    infants.made[who] = np.where(share < tongue_per_s, TONGUE, no_tongue)
    infants.aim[who] = NOBODY
    infants.size[who] = np.clip(0.75 + 0.15 * chance.standard_normal(who.size), 0.3, 1.0)
    infants.start_s[who] = time_s
    infants.length_s[who] = _draw_lengths_s(who.size, chance, tuning)
