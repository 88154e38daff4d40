"""The baby's eyes seek the visitor in the room."""

import numpy as np

from mirrorcam.core.attend import aim, gaze_at
from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.imitator import Response
from mirrorcam.core.types import Gaze, HeadPose, Observation


def visitor(x: float, y: float) -> Observation:
    landmarks = np.tile(np.array([x, y, 0], np.float32), (478, 1))
    return Observation(0, landmarks, HeadPose(), 640, 480, 80.0, 1.0)


def test_a_mirrored_baby_looks_to_its_own_left_at_who_stands_to_theirs() -> None:
    assert gaze_at(visitor(0.9, 0.5), mirrored=True).left > 0


def test_both_flags_look_at_the_same_side_of_the_screen() -> None:
    mirrored, seen_from_front = (gaze_at(visitor(0.8, 0.3), mirrored=flag) for flag in (True, False))
    assert mirrored.left == -seen_from_front.left
    assert mirrored.up == seen_from_front.up > 0


def test_an_own_aim_of_the_gaze_goes_first() -> None:
    response = Response(rest(), gaze=Gaze(-1.0, 0.0))
    assert aim(response, visitor(0.9, 0.5), mirrored=True).gaze == Gaze(-1.0, 0.0)


def test_with_nobody_there_the_eyes_look_ahead() -> None:
    assert aim(Response(rest()), None, mirrored=True).gaze == Gaze()
