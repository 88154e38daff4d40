"""Choose each gesture's thresholds from what the reader judges people left out by.

training.evaluate chooses for every person of a clip on all other people, and for stills by fifths of the people;
what it chooses on everyone is what core/tuning.py should hold.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from mirrorcam.core.gestures import Limits, hysteresis, limits_of, start_holding
from mirrorcam.core.tuning import GestureTuning
from training.composites import WINK, wink_truth
from training.judging import Chances
from training.truth import GESTURES, Truth

CANDIDATES = np.round(np.arange(0.06, 0.97, 0.02), 2)
# A gesture ends at this share of the chance at which it starts.
OFF_SHARE = 0.62
# Alarms cost more above these shares of frames; each false event of a talker costs a little.
# In stills, each of which is a person of its own, balanced accuracy alone decides but for the tongue.
MOST_ALARMS = {"frown": 0.01, "brows_up": 0.02, "pucker": 0.01, "wink": 0.001}
MOST_ALARMS_STILLS = {"tongue_out": 0.005}
MOST_ALARMS_ELSE = 0.003
OVER_COST, EVENT_COST = 2.0, 0.005
# score.py counts alarms by frames, most of which are clips', and recall by people, most of whom are in stills: of these
# gestures a still's alarm costs so much of what a miss does.
STILL_ALARM_COST = {"frown": 0.6, "brows_up": 0.6}
# The middle of all candidates that read this nearly as well as the best holds better on strangers than the best.
NEARLY = 0.006
TALKERS = ("grid/", "skyreels/", "hellomeme/")


@dataclass
class Tally:
    """For one file and gesture, by candidate: held frames found, false alarms and false events; and of how many."""

    hits: np.ndarray
    alarms: np.ndarray
    events: np.ndarray
    held: int
    absent: int
    person: str


def hold_candidates(one: Chances, limits: Limits) -> np.ndarray:
    """Return held bool[frames, 8, candidates] of a clip: every gesture's `on` at each of CANDIDATES."""
    count = len(CANDIDATES)

    def wide(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, count)

    on = np.tile(CANDIDATES, len(GESTURES))
    if one.is_still:
        held = one.chances[:, :, None] >= CANDIDATES
        return np.asarray(held)
    tried = Limits(on, on * OFF_SHARE, wide(limits.onset_s), wide(limits.release_s), wide(limits.hold_s), on)
    state, rows = start_holding(len(on)), []
    for time_s, chances in zip(one.times_s, one.chances, strict=True):
        state, held = hysteresis(state, wide(chances), float(time_s), tried)
        rows.append(held.reshape(len(GESTURES), count))
    return np.array(rows)


def tally_all(
    chances: dict[str, Chances], truth: dict[tuple[str, str], Truth], tuning: GestureTuning
) -> dict[tuple[str, str], Tally]:
    """Tally every (file, gesture) that the truth knows something of."""
    limits, tallies = limits_of(tuning), {}
    for file, one in chances.items():
        known = [(column, g, truth[file, g]) for column, g in enumerate(GESTURES) if (file, g) in truth]
        if not known:
            continue
        held = hold_candidates(one, limits)
        for column, gesture, true in known:
            on, yes = held[:, column], np.isin(one.frames, list(true.held))
            no = np.isin(one.frames, list(true.absent))
            begins = on & ~np.concatenate([np.zeros((1, on.shape[1]), bool), on[:-1]])
            events = (begins & no[:, None]).sum(axis=0) if is_talker(file) and not one.is_still else 0
            tallies[file, gesture] = Tally(
                on[yes].sum(axis=0), on[no].sum(axis=0), events + np.zeros(len(CANDIDATES)), int(yes.sum()),
                int(no.sum()), true.person,
            )  # fmt: skip
    return tallies


def is_talker(file: str) -> bool:
    """Tell whether a file is a clip of somebody talking, as it was filmed."""
    return file.startswith(TALKERS) and WINK not in file


def with_composites(
    truth: dict[tuple[str, str], Truth], chances: dict[str, Chances], who: dict[str, str]
) -> dict[tuple[str, str], Truth]:
    """Add what the composite winks show (training.winks): there is too little else to choose a wink's threshold by."""
    added = dict(truth)
    for file, one in chances.items():
        if WINK in file:
            known = {int(frame): wink_truth(int(frame)) for frame in one.frames}
            held = {frame for frame, is_wink in known.items() if is_wink}
            absent = {frame for frame, is_wink in known.items() if is_wink is False}
            added[file, "wink"] = Truth(held, absent, who[file])
            added[file, "eyes_closed"] = Truth(set(), held | absent, who[file])
    return added


def curve(tallies: list[Tally]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return recall (mean over persons), share of false alarms and false events of each candidate."""
    hits, held = defaultdict(lambda: np.zeros(len(CANDIDATES))), defaultdict(int)
    for one in tallies:
        if one.held:
            hits[one.person] = hits[one.person] + one.hits
            held[one.person] += one.held
    recalls = [hits[who] / held[who] for who in hits]
    recall = np.mean(recalls, axis=0) if recalls else np.full(len(CANDIDATES), np.nan)
    absent = max(1, sum(one.absent for one in tallies))
    alarms = np.sum([one.alarms for one in tallies], axis=0) / absent
    return recall, alarms, np.sum([one.events for one in tallies], axis=0)


def choose(gesture: str, tallies: list[Tally], is_still: bool) -> int:
    """Return the candidate that reads best: balanced accuracy less what alarms over the bound and events cost."""
    recall, alarms, events = curve(tallies)
    most = MOST_ALARMS_STILLS.get(gesture, 1.0) if is_still else MOST_ALARMS.get(gesture, MOST_ALARMS_ELSE)
    over = np.maximum(0.0, alarms - most)
    cost = STILL_ALARM_COST.get(gesture, 1.0) if is_still else 1.0
    worth = (np.nan_to_num(recall) + 1 - cost * alarms) / 2 - OVER_COST * over - EVENT_COST * events
    # A candidate is worth what those around it are: few people make the curve uneven.
    worth = np.convolve(np.pad(worth, 2, mode="edge"), np.full(5, 0.2), mode="valid")
    first = last = int(worth.argmax())
    while first > 0 and worth[first - 1] >= worth.max() - NEARLY:
        first -= 1
    while last < len(worth) - 1 and worth[last + 1] >= worth.max() - NEARLY:
        last += 1
    return (first + last) // 2


def with_threshold(tuning: GestureTuning, gesture: str, candidate: int, is_still: bool) -> GestureTuning:
    """Return the tuning with a gesture's thresholds for clips, or for stills, set to a candidate."""
    on = float(CANDIDATES[candidate])
    limits = getattr(tuning, gesture)
    changed = (
        replace(limits, still_on=on) if is_still else replace(limits, on=on, off=round(on * OFF_SHARE, 3))
    )
    return replace(tuning, **{gesture: changed})


def choose_all(
    tallies: dict[tuple[str, str], Tally], is_still: dict[str, bool], files: set[str], tuning: GestureTuning
) -> GestureTuning:
    """Choose every gesture's thresholds for clips and for stills on some files; too few held keep what is there."""
    for gesture in GESTURES:
        for still in (False, True):
            mine = [
                t for (f, g), t in tallies.items() if g == gesture and f in files and is_still[f] == still
            ]
            if len({t.person for t in mine if t.held}) >= 2 and sum(t.absent for t in mine) >= 20:
                tuning = with_threshold(tuning, gesture, choose(gesture, mine, still), still)
    return tuning
