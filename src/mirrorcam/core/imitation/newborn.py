"""The newborn on the stage: one infant of newborn_model, with its stages made visible."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from mirrorcam.core.channels import INDEX
from mirrorcam.core.imitation.acts import ACT, ACTS, channels_of, no_levels, seen_levels
from mirrorcam.core.imitation.imitator import Attempt, Insight, Response, Step, settle_actor
from mirrorcam.core.imitation.newborn_model import (
    NOBODY,
    REPERTOIRE,
    TICK_S,
    Infants,
    NewbornTuning,
    movement_levels,
    new_infants,
    tick,
)
from mirrorcam.core.types import Expression, FloatArray, Gaze, HeadPose

PLACES = [ACT[gesture] for gesture in REPERTOIRE]
# 1 for the acts that newborns have been reported to match, 0 for the others.
MATCHED = np.asarray([act in REPERTOIRE for act in ACTS], np.float32)
LIDS = [(INDEX["eyeBlink" + side], INDEX["eyeWide" + side]) for side in ("Left", "Right")]
# A passive face in view is worth some attention, a moving one all of it.
FACE_STIMULUS = 0.25
# How long the stage shows the comparison after a try, unless another begins, and how late the baby feels its own
# movement.
COMPARE_S = 4.0
FEEDBACK_S = 0.2
# After a gap longer than this (a frozen window, a seek) time goes on without catching up.
LONGEST_GAP_S = 2.0
HEAD_FOLLOWS = 0.5
HEAD_FOLLOWS_S = 1.6
DROOP = 0.3
AWAY = Gaze(0.85, -0.25)


@dataclass(frozen=True, slots=True)
class NewbornState:
    """One newborn: ticks done since began_s, errors of its tries by act of REPERTOIRE, the last comparison."""

    infants: Infants
    seed: int
    began_s: float | None = None
    ticks: int = 0
    time_s: float = 0.0
    head: HeadPose = field(default_factory=HeadPose)
    errors: tuple[tuple[float, ...], ...] = ((),) * len(REPERTOIRE)
    compared: Attempt | None = None
    compared_s: float = -1e9


class Newborn:
    """Answers after a pause, with what newborns have been reported to do, and corrects itself over tries."""

    name = "newborn"

    def __init__(self, imitation: float = 1.0, tuning: NewbornTuning | None = None) -> None:
        """Set the dial: imitation 0 is a baby that only gets excited, 1 one that matches whatever it can.

        ValueError outside [0, 1].
        """
        if not 0.0 <= imitation <= 1.0:
            raise ValueError(f"imitation: found {imitation}; expected 0 to 1")
        self.imitation = imitation
        self.tuning = tuning or NewbornTuning()

    def begin(self, seed: int) -> NewbornState:
        """Return a rested newborn that has not tried anything."""
        return NewbornState(new_infants(np.full(1, self.imitation), np.ones(1), self.tuning), seed)

    def respond(
        self, state: NewbornState, seen: Expression | None, time_s: float
    ) -> tuple[NewbornState, Response]:
        """Run the model's ticks up to time_s and return what the newborn shows then."""
        sight = seen_levels(seen)
        state = self._advance(state, sight, seen is not None, time_s)
        head = _follow_head(state, seen, time_s - state.time_s, self.imitation)
        state = replace(state, time_s=time_s, head=head)
        return state, self._response(state, sight, time_s)

    def _advance(self, state: NewbornState, sight: FloatArray, has_face: bool, time_s: float) -> NewbornState:
        if state.began_s is None:
            state = replace(state, began_s=time_s, time_s=time_s)
        began_s = state.began_s if state.began_s is not None else time_s
        due = int((time_s - began_s) / TICK_S)
        if due - state.ticks > LONGEST_GAP_S / TICK_S:
            skipped = due - state.ticks - int(LONGEST_GAP_S / TICK_S)
            began_s += skipped * TICK_S
            due -= skipped
            state = replace(state, began_s=began_s)
        if state.ticks >= due:
            return state
        stimulus = np.full(1, has_face * (FACE_STIMULUS + (1 - FACE_STIMULUS) * float(sight.max())))
        while state.ticks < due:
            number = state.ticks + 1
            now_s = number * TICK_S
            after = tick(
                state.infants, sight[None, PLACES], stimulus, now_s, seed=state.seed, tuning=self.tuning
            )
            state = replace(_note_finished(state, after, began_s + now_s), infants=after, ticks=number)
        return state

    def _response(self, state: NewbornState, sight: FloatArray, time_s: float) -> Response:
        infants = state.infants
        now_s = time_s - (state.began_s or 0.0)
        done, felt, prediction = no_levels(), no_levels(), no_levels()
        made, start_s = int(infants.made[0]), float(infants.start_s[0])
        if made != NOBODY and now_s < start_s:
            prediction[PLACES[made]] = math.exp(-(start_s - now_s) / self.tuning.pause_median_s)
        elif made != NOBODY:
            times_s = np.array([[now_s], [now_s - FEEDBACK_S]], np.float32)
            done[PLACES[made]], felt[PLACES[made]] = movement_levels(infants, times_s)[:, 0]
        is_away = now_s < float(infants.away_s[0])
        interest, arousal = float(infants.interest[0]), float(infants.arousal[0])
        attention = 0.0 if is_away else interest
        channels = channels_of(done)
        _show_tiredness(channels, interest, arousal)
        # Matching is what makes a sight move these units; the excited baby looks and matches nothing.
        seen = sight * MATCHED * attention * self.imitation
        insight = Insight(
            sight, seen, done, np.minimum(seen, done), prediction, felt,
            actor=settle_actor(no_levels() if is_away else sight, felt),
            attempt=_attempt_at(state, done, now_s, time_s),
        )  # fmt: skip
        gaze = replace(AWAY, left=AWAY.left * (-1) ** int(infants.away_s[0])) if is_away else None
        return Response(channels, state.head, gaze, arousal, attention, insight=insight)


def _note_finished(state: NewbornState, after: Infants, time_s: float) -> NewbornState:
    before = state.infants
    aim = int(before.aim[0])
    if aim == NOBODY or after.made[0] != NOBODY:
        return state
    made = int(before.made[0])
    goal, felt = float(before.goal[0]), float(before.size[0])
    error = min(1.0, abs(goal - felt) / goal) if made == aim else 1.0
    errors = tuple((*past, error) if act == aim else past for act, past in enumerate(state.errors))
    compared = Attempt(
        Step.COMPARE, REPERTOIRE[aim], REPERTOIRE[made], len(errors[aim]), felt, error, errors[aim]
    )
    return replace(state, errors=errors, compared=compared, compared_s=time_s)


def _attempt_at(state: NewbornState, done: FloatArray, now_s: float, time_s: float) -> Attempt | None:
    infants = state.infants
    aim = int(infants.aim[0])
    if aim == NOBODY:
        return state.compared if time_s - state.compared_s < COMPARE_S else None
    made, goal = int(infants.made[0]), float(infants.goal[0])
    felt = float(done[PLACES[made]])
    error = min(1.0, abs(goal - felt) / goal) if made == aim else 1.0
    step = Step.ORGAN if now_s < infants.start_s[0] else Step.MOVE
    past = state.errors[aim]
    return Attempt(step, REPERTOIRE[aim], REPERTOIRE[made], len(past) + 1, felt, error, past)


def _follow_head(state: NewbornState, seen: Expression | None, step_s: float, imitation: float) -> HeadPose:
    aim = seen.head if seen is not None else HeadPose()
    share = 1.0 - float(np.exp(-max(0.0, step_s) / HEAD_FOLLOWS_S))
    reach = HEAD_FOLLOWS * imitation

    def nearer(old: float, new: float) -> float:
        return old + (reach * new - old) * share if math.isfinite(new) else old

    old = state.head
    return HeadPose(
        nearer(old.yaw_rad, aim.yaw_rad),
        nearer(old.pitch_rad, aim.pitch_rad),
        nearer(old.roll_rad, aim.roll_rad),
    )


def _show_tiredness(channels: FloatArray, interest: float, arousal: float) -> None:
    for lid, wide in LIDS:
        channels[lid] = max(float(channels[lid]), DROOP * (1 - interest))
        channels[wide] = max(float(channels[wide]), 0.35 * max(0.0, arousal - 0.4))
