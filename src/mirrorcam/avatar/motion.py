"""Making a pose alive: flesh follows on springs, lids do not, and life goes on when nobody moves.

State goes in and comes out; the time is an argument. The avatar is awake with somebody, awake alone, or asleep,
and passes smoothly between them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from mirrorcam.avatar.idle import blink_at, drifts_at, glance_at, saccade_at
from mirrorcam.avatar.rig import IdleLife, Spring
from mirrorcam.avatar.springs import follow, swing
from mirrorcam.avatar.steady import NOISE, steadied
from mirrorcam.core.channels import CHANNELS, INDEX, from_names
from mirrorcam.core.types import AvatarPose, FloatArray, Gaze, HeadPose

COUNT = len(CHANNELS)
YAW, PITCH, ROLL, LEFT, UP = range(COUNT, COUNT + 5)
HEAD = slice(YAW, ROLL + 1)
GAZE = slice(LEFT, UP + 1)
LIDS = np.array(
    [INDEX[f"eye{act}{side}"] for act in ("Blink", "Wide", "Squint") for side in ("Left", "Right")]
)
BLINKS = (INDEX["eyeBlinkLeft"], INDEX["eyeBlinkRight"])
MICRO = [
    INDEX[name] for name in ("jawOpen", "mouthPucker", "browInnerUp", "mouthSmileLeft", "mouthSmileRight")
]
# Which slow wanderings turn the head, and all of them: the rest are the small movements of MICRO.
HEAD_TURNS = (0, 1, 2)
WANDERING = (*HEAD_TURNS, *(10 + place for place in range(len(MICRO))))

# How fast things follow somebody who is there: quick lips and brows, softer cheeks, a heavy head, quick eyes.
FLESH_HZ, CHEEK_HZ, HEAD_HZ = 12.0, 6.0, 5.0
PURSUIT_HZ, SACCADE_HZ, SACCADE_FROM = 3.0, 12.0, 0.4
# How fast all eases back when nobody is there, and falls asleep.
ALONE_HZ, SLEEP_HZ = 0.9, 0.45
PRESENCE_S = 0.35
GLANCES_WITH_COMPANY = 0.3
GLANCE_TURNS_DEG = 5.0
SLEEP_BREATH = 0.6
ASLEEP = from_names(eyeBlinkLeft=1.0, eyeBlinkRight=1.0, jawOpen=0.07, browInnerUp=0.05)
ASLEEP_HEAD = HeadPose(pitch_rad=math.radians(-7), roll_rad=math.radians(6))
LONGEST_STEP_S = 2.0


def _present_hz() -> FloatArray:
    hz = np.full(COUNT + 5, FLESH_HZ)
    for name, index in INDEX.items():
        if name.startswith("cheek"):
            hz[index] = CHEEK_HZ
    hz[HEAD] = HEAD_HZ
    hz[GAZE] = PURSUIT_HZ
    return hz


PRESENT_HZ = _present_hz()


@dataclass(frozen=True, slots=True)
class MotionState:
    """Where everything is on its way: f64[57] of channels, head and gaze, with speeds, the last goal and its slack.

    company and awake are in [0, 1]. breath_rad is the phase of the breath. parts and parts_speed f64[S,3] are the
    head poses that the rig's S springs hold at the moment. time_s is None before the first frame.
    """

    seed: int
    time_s: float | None = None
    values: FloatArray = field(default_factory=lambda: np.zeros(COUNT + 5))
    speeds: FloatArray = field(default_factory=lambda: np.zeros(COUNT + 5))
    goal: FloatArray = field(default_factory=lambda: np.zeros(COUNT + 5))
    slack: FloatArray = field(default_factory=NOISE.copy)
    company: float = 0.0
    awake: float = 1.0
    breath_rad: float = 0.0
    head: FloatArray = field(default_factory=lambda: np.zeros(3))
    parts: FloatArray = field(default_factory=lambda: np.zeros((0, 3)))
    parts_speed: FloatArray = field(default_factory=lambda: np.zeros((0, 3)))


def start_motion(seed: int) -> MotionState:
    """Return the state of an avatar at rest; the seed says when it blinks and glances."""
    return MotionState(seed)


def move(
    state: MotionState, target: AvatarPose | None, time_s: float, idle: IdleLife
) -> tuple[MotionState, AvatarPose]:
    """Return the pose at time_s of an avatar that aims at target; None: nobody is there, and it eases back to rest."""
    if target is None:
        return _moved(state, np.zeros(COUNT + 5), time_s, idle, company=False, awake=True)
    return _moved(state, _goal(target), time_s, idle, company=True, awake=True)


def sleep(state: MotionState, time_s: float, idle: IdleLife) -> tuple[MotionState, AvatarPose]:
    """Return the pose at time_s of an avatar that falls or is asleep, as when the camera is lost."""
    goal = _goal(AvatarPose(ASLEEP, ASLEEP_HEAD))
    return _moved(state, goal, time_s, idle, company=False, awake=False)


def _goal(target: AvatarPose) -> FloatArray:
    head, gaze = target.head, target.gaze
    goal = np.empty(COUNT + 5)
    goal[:COUNT] = target.channels
    goal[COUNT:] = head.yaw_rad, head.pitch_rad, head.roll_rad, gaze.left, gaze.up
    if not np.isfinite(goal).all():
        np.nan_to_num(goal, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    channels = goal[:COUNT]
    np.minimum(np.maximum(channels, 0.0, out=channels), 1.0, out=channels)
    return goal


def _moved(
    state: MotionState, goal: FloatArray, time_s: float, idle: IdleLife, *, company: bool, awake: bool
) -> tuple[MotionState, AvatarPose]:
    dt_s = 0.0 if state.time_s is None else min(max(time_s - state.time_s, 0.0), LONGEST_STEP_S)
    if state.time_s is None:
        start = goal if company or not awake else state.values
        state = MotionState(
            state.seed, time_s, start, state.speeds, goal, company=float(company), awake=float(awake)
        )
    near = _towards(state.company, company, dt_s)
    up = _towards(state.awake, awake, dt_s)
    values, speeds = state.values, state.speeds
    goal, slack = steadied(state.goal, state.slack, goal, dt_s)
    if dt_s > 0:
        hz = _springs_hz(values, goal, near if company else 0.0, up)
        values, speeds = follow(values, speeds, (state.goal, goal), hz, dt_s)
        if company:
            values[LIDS] += near * (goal[LIDS] - values[LIDS])
            speeds[LIDS] *= 1 - near
    rate = idle.breath_per_min / 60 * (SLEEP_BREATH + (1 - SLEEP_BREATH) * up)
    breath_rad = state.breath_rad + 2 * math.pi * rate * dt_s
    pose, head = _alive(state.seed, values, time_s, idle, (near, up), breath_rad)
    parts, parts_speed, sway = _sway(state, head, idle, dt_s)
    now_s = time_s if state.time_s is None else max(time_s, state.time_s)
    after = MotionState(
        state.seed, now_s, values, speeds, goal, slack, near, up, breath_rad, head, parts, parts_speed
    )
    return after, AvatarPose(pose.channels, pose.head, pose.gaze, pose.breath, sway)


def _towards(level: float, wanted: bool, dt_s: float) -> float:
    step = dt_s / PRESENCE_S
    return min(level + step, 1.0) if wanted else max(level - step, 0.0)


def _springs_hz(values: FloatArray, goal: FloatArray, company: float, awake: float) -> FloatArray:
    """Return each spring's frequency: between those of company, of being alone and of sleep on a log scale.

    Company comes on within PRESENCE_S, so that nothing jumps to meet a new visitor; who leaves is let go at once.
    """
    hz = PRESENT_HZ.copy()
    away = float(np.abs(goal[GAZE] - values[GAZE]).max())
    hz[GAZE] = PURSUIT_HZ + (SACCADE_HZ - PURSUIT_HZ) * min(away / SACCADE_FROM, 1.0)
    quiet = SLEEP_HZ + (ALONE_HZ - SLEEP_HZ) * awake
    return quiet * (hz / quiet) ** company


def _alive(
    seed: int, values: FloatArray, time_s: float, idle: IdleLife, mood: tuple[float, float], breath_rad: float
) -> tuple[AvatarPose, FloatArray]:
    """Return the pose with life added, and its head f64[3]."""
    company, awake = mood
    shown = values.copy()
    drifts = drifts_at(seed, time_s, WANDERING)
    shown[MICRO] += awake * idle.micro * np.maximum(drifts[len(HEAD_TURNS) :], 0.0)
    blink = blink_at(seed, time_s, idle)
    for lid in BLINKS:
        shown[lid] = max(shown[lid], blink)
    sway = math.radians(idle.sway_deg) * (0.3 + 0.7 * awake)
    head = shown[HEAD] + sway * drifts[: len(HEAD_TURNS)]
    glance, saccade = glance_at(seed, time_s, idle), saccade_at(seed, time_s, idle)
    wander = awake * (GLANCES_WITH_COMPANY + (1 - GLANCES_WITH_COMPANY) * (1 - company))
    head[0] += wander * math.radians(GLANCE_TURNS_DEG) * glance[0]
    left = shown[LEFT] + wander * glance[0] + awake * saccade[0]
    gaze_up = shown[UP] + wander * glance[1] + awake * saccade[1]
    pose = AvatarPose(
        np.minimum(np.maximum(shown[:COUNT], 0.0), 1.0).astype(np.float32),
        HeadPose(float(head[0]), float(head[1]), float(head[2])),
        Gaze(min(max(left, -1.0), 1.0), min(max(gaze_up, -1.0), 1.0)),
        math.sin(breath_rad),
    )
    return pose, head


@lru_cache(maxsize=8)
def _spring_table(springs: tuple[Spring, ...]) -> tuple[FloatArray, FloatArray]:
    """Return the springs' frequencies and damping, f64[S,3] each: one column for each angle, as numpy likes it."""
    hz = np.array([(spring.stiffness_hz,) * 3 for spring in springs])
    return hz, np.array([(spring.damping,) * 3 for spring in springs])


def _sway(
    state: MotionState, head: FloatArray, idle: IdleLife, dt_s: float
) -> tuple[FloatArray, FloatArray, tuple[HeadPose, ...]]:
    """Return where the loose parts are, how fast they move, and how far each lags behind the head."""
    count = len(idle.springs)
    if not count:
        return np.zeros((0, 3)), np.zeros((0, 3)), ()
    goal = head[None].repeat(count, axis=0)
    if len(state.parts) != count or dt_s <= 0:
        parts = state.parts if len(state.parts) == count else goal.copy()
        speed = state.parts_speed if len(state.parts) == count else np.zeros((count, 3))
    else:
        before = state.head[None].repeat(count, axis=0)
        hz, damping = _spring_table(idle.springs)
        parts, speed = swing(state.parts, state.parts_speed, (before, goal), hz, damping, dt_s)
    return parts, speed, tuple(HeadPose(*lag) for lag in (parts - goal).tolist())
