"""Motion: flesh follows, lids do not lag, life goes on, and thirty frames a second look like sixty."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from mirrorcam.avatar.idle import blink_at, chance, drifts_at, glance_at, saccade_at
from mirrorcam.avatar.motion import move, sleep, start_motion
from mirrorcam.avatar.rig import IdleLife, Spring
from mirrorcam.avatar.springs import follow, swing
from mirrorcam.avatar.steady import NOISE
from mirrorcam.core.channels import INDEX, from_names, rest
from mirrorcam.core.types import AvatarPose, Gaze, HeadPose

STILL = IdleLife(blink_per_min=0, saccade_per_min=0, glance_per_min=0, sway_deg=0, micro=0)
BLINK = INDEX["eyeBlinkLeft"]


def run(
    act: Callable[[float], AvatarPose | None],
    seconds: float,
    fps: float,
    idle: IdleLife = STILL,
    seed: int = 1,
) -> list[AvatarPose]:
    state = start_motion(seed)
    poses = []
    for index in range(int(seconds * fps) + 1):
        state, pose = move(state, act(index / fps), index / fps, idle)
        poses.append(pose)
    return poses


def smile_from(start_s: float) -> Callable[[float], AvatarPose]:
    return lambda t: AvatarPose(from_names(mouthSmileLeft=1.0 if t >= start_s else 0.0))


def test_a_mouth_that_opens_in_one_frame_is_half_open_within_two() -> None:
    poses = run(lambda t: AvatarPose(from_names(jawOpen=1.0 if t >= 1 else 0.0)), 2, 30)
    opened = [float(pose.channels[INDEX["jawOpen"]]) for pose in poses]
    first = 30
    assert opened[first - 1] == 0
    assert opened[first + 1] >= 0.5
    assert max(opened) <= 1.0
    assert opened[first + 6] > 0.98


def test_flesh_never_overshoots() -> None:
    poses = run(smile_from(1), 2, 60)
    smile = np.array([pose.channels[INDEX["mouthSmileLeft"]] for pose in poses])
    assert (np.diff(smile) >= -1e-6).all()
    assert smile.max() <= 1


def test_lids_close_in_the_frame_in_which_the_visitors_do() -> None:
    poses = run(lambda t: AvatarPose(from_names(eyeBlinkLeft=1.0 if t >= 1 else 0.0)), 2, 30)
    assert poses[29].channels[BLINK] == 0
    assert poses[30].channels[BLINK] == pytest.approx(1, abs=1e-6)


def test_thirty_frames_a_second_have_the_shape_of_sixty() -> None:
    idle = IdleLife(blink_per_min=20, springs=(Spring(3.0, 0.5), Spring(6.0, 1.0)))

    def act(t: float) -> AvatarPose | None:
        if t > 4:
            return None
        smooth = 0.5 - 0.5 * np.cos(2 * np.pi * t / 1.6)
        return AvatarPose(
            from_names(mouthSmileLeft=smooth, cheekPuff=smooth), HeadPose(0.3 * np.sin(2 * t)), Gaze(0.2, 0.1)
        )

    slow, fast = run(act, 6, 30, idle), run(act, 6, 60, idle)[::2]
    for a, b in zip(slow, fast, strict=True):
        assert np.abs(a.channels - b.channels).max() < 0.03
        assert a.head.yaw_rad == pytest.approx(b.head.yaw_rad, abs=0.01)
        assert a.gaze.left == pytest.approx(b.gaze.left, abs=0.03)
        assert a.breath == pytest.approx(b.breath, abs=0.02)
        assert a.sway[0].yaw_rad == pytest.approx(b.sway[0].yaw_rad, abs=0.02)


def test_the_same_seed_and_times_give_the_same_life() -> None:
    idle = IdleLife()
    once, again, other = (run(smile_from(1), 20, 30, idle, seed) for seed in (3, 3, 4))
    assert all(
        np.array_equal(a.channels, b.channels) and a.gaze == b.gaze for a, b in zip(once, again, strict=True)
    )
    assert any(not np.array_equal(a.channels, b.channels) for a, b in zip(once, other, strict=True))


def test_with_nobody_there_it_eases_back_to_rest_without_a_jump() -> None:
    held = AvatarPose(from_names(jawOpen=1.0, eyeBlinkLeft=1.0), HeadPose(0.3))
    poses = run(lambda t: held if t < 1 else None, 5, 60)
    jaw = np.array([pose.channels[INDEX["jawOpen"]] for pose in poses])
    lid = np.array([pose.channels[BLINK] for pose in poses])
    assert np.abs(np.diff(jaw)).max() < 0.08
    assert np.abs(np.diff(lid)).max() < 0.12
    assert jaw[-1] < 0.01
    assert abs(poses[-1].head.yaw_rad) < 0.01


def test_it_sleeps_with_closed_eyes_and_breathes_slower_and_wakes_again() -> None:
    idle = IdleLife(blink_per_min=0)
    state = start_motion(0)
    breaths = {True: 0, False: 0}
    before = 0.0
    for index in range(3600):
        time_s, asleep = index / 30, index < 1800
        state, pose = sleep(state, time_s, idle) if asleep else move(state, AvatarPose(rest()), time_s, idle)
        breaths[asleep] += before < 0 <= pose.breath
        before = pose.breath
        if index == 900:
            assert pose.channels[BLINK] > 0.98
    assert pose.channels[BLINK] < 0.05
    assert breaths[True] < breaths[False]


def test_a_face_held_still_is_shown_still() -> None:
    rng = np.random.default_rng(0)
    noise = 0.004
    poses = run(
        lambda _: AvatarPose(np.clip(from_names(jawOpen=0.4) + rng.normal(0, noise, 52), 0, 1)), 4, 30
    )
    jaw = np.array([pose.channels[INDEX["jawOpen"]] for pose in poses[30:]])
    assert jaw.std() < noise


def test_blinks_come_at_the_rate_of_the_rig_and_close_the_eyes() -> None:
    idle = IdleLife(blink_per_min=6)
    closed = np.array([blink_at(5, t, idle) for t in np.arange(0, 600, 1 / 120)])
    starts = int(((closed[1:] > 0) & (closed[:-1] == 0)).sum())
    assert 57 <= starts <= 61
    assert closed.max() > 0.99


def test_glances_and_saccades_stay_within_reach_and_hold_still_between() -> None:
    idle = IdleLife(glance_per_min=10, saccade_per_min=40, saccade_size=0.1)
    times = np.arange(0, 120, 1 / 60)
    glances = np.array([glance_at(2, t, idle) for t in times])
    saccades = np.array([saccade_at(2, t, idle) for t in times])
    assert np.abs(glances).max() <= 0.76
    assert np.abs(saccades).max() <= 0.1
    assert (np.abs(np.diff(saccades, axis=0)).max(1) == 0).mean() > 0.8
    assert 0.05 < (np.abs(glances[:, 0]) > 0.1).mean() < 0.5


def test_chance_is_spread_evenly_and_repeats() -> None:
    drawn = np.array([chance(7, 1, slot) for slot in range(4000)])
    assert drawn.min() >= 0
    assert drawn.max() < 1
    assert np.abs(np.histogram(drawn, 10, (0, 1))[0] - 400).max() < 90
    assert chance(7, 1, 11) == chance(7, 1, 11) != chance(7, 2, 11)


def test_drift_is_slow() -> None:
    values = np.array([drifts_at(1, t, (0,))[0] for t in np.arange(0, 60, 1 / 60)])
    assert np.abs(values).max() <= 1
    assert np.abs(np.diff(values)).max() < 0.03


@pytest.mark.parametrize("damping", [0.3, 0.7, 1.0])
def test_one_long_step_of_a_spring_equals_many_short_ones(damping: float) -> None:
    hz, zeta = np.array([3.0]), np.array([damping])

    def run_spring(steps: int) -> float:
        value, speed, goal = np.array([0.0]), np.array([0.0]), np.array([0.0])
        for index in range(steps):
            after = np.array([(index + 1) / steps])
            value, speed = swing(value, speed, (goal, after), hz, zeta, 0.5 / steps)
            goal = after
        return float(value[0])

    assert run_spring(1) == pytest.approx(run_spring(300), abs=1e-6)


def test_both_springs_agree_at_critical_damping() -> None:
    args = (np.array([0.2]), np.array([-1.0]), (np.array([0.0]), np.array([1.0])), np.array([4.0]))
    critical, general = follow(*args, 0.05), swing(*args, np.array([1.0]), 0.05)
    assert critical[0] == pytest.approx(general[0], abs=1e-4)
    assert critical[1] == pytest.approx(general[1], abs=1e-2)


def test_what_is_no_number_is_taken_for_rest_and_does_not_stay() -> None:
    channels = np.full(52, np.nan, np.float32)
    poses = run(lambda t: AvatarPose(channels if t < 1 else rest(), HeadPose(float("nan"))), 2, 30)
    assert all(np.isfinite(pose.channels).all() and np.isfinite(pose.head.yaw_rad) for pose in poses)


def test_time_that_stands_still_or_goes_back_changes_nothing_wild() -> None:
    state = start_motion(0)
    for time_s in (0.0, 0.1, 0.1, 0.05, 0.2):
        state, pose = move(state, AvatarPose(from_names(jawOpen=0.5)), time_s, IdleLife())
        assert np.isfinite(pose.channels).all()
        assert pose.channels.max() <= 1


def test_what_stays_within_the_cameras_noise_is_not_followed_and_what_leaves_it_is_met_exactly() -> None:
    smile = INDEX["mouthSmileLeft"]
    noise = NOISE[smile]

    def act(t: float) -> AvatarPose:
        wobble = 0.9 * noise * np.sin(2 * np.pi * 3 * t)
        return AvatarPose(from_names(mouthSmileLeft=0.3 + wobble if t < 2 else 0.8))

    shown = np.array([pose.channels[smile] for pose in run(act, 4, 30)])
    assert np.ptp(shown[30:60]) < 0.3 * noise
    assert shown[-1] == pytest.approx(0.8, abs=1e-3)


def test_a_slow_movement_is_followed_to_its_end() -> None:
    shown = [
        pose.channels[INDEX["jawOpen"]]
        for pose in run(lambda t: AvatarPose(from_names(jawOpen=min(t / 4, 1))), 6, 30)
    ]
    assert shown[-1] == pytest.approx(1.0, abs=0.01)
    assert np.abs(np.array(shown[30:120]) - np.arange(30, 120) / 120).max() < 0.05


def test_shut_eyes_look_nowhere() -> None:
    def act(t: float) -> AvatarPose:
        wild = 0.4 + 0.4 * np.sin(9 * t)
        return AvatarPose(
            from_names(eyeBlinkLeft=1.0, eyeBlinkRight=1.0, eyeLookInLeft=wild if t > 0.5 else 0.0)
        )

    assert max(pose.channels[INDEX["eyeLookInLeft"]] for pose in run(act, 3, 30)) < 0.01
