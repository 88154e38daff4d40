"""The cast's pictures do not change unnoticed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from pictures import FAILED, GOLDEN, assert_golden

from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import picture_of
from mirrorcam.avatar.poses import GESTURE_CHANNELS, pose_of
from mirrorcam.core.types import Gesture

SIZE_PX = 300
PAPER = 0xFFF6F1EA
POSES = {
    "rest": {},
    **{gesture.value: GESTURE_CHANNELS[gesture] for gesture in Gesture},
    "laugh": {"mouthSmileLeft": 1, "mouthSmileRight": 1, "jawOpen": 0.8},
    "turned": {"yaw": 22, "pitch": 8, "mouthSmileLeft": 0.6, "mouthSmileRight": 0.6},
    "tilted": {"roll": -24, "pitch": -12, "look_left": 0.8},
}  # fmt: skip


@lru_cache
def loaded(folder: Path) -> Avatar:
    return load_avatar(folder)


IN_FULL, IN_SHORT = ("baby", "demonstrator"), ("macaque", "robot")
SHORT = ("rest", "smile", "tongue_out", "frown")
CAST = [
    *((name, pose) for name in IN_FULL for pose in POSES),
    *((name, pose) for name in IN_SHORT for pose in SHORT),
]


@pytest.mark.parametrize(("name", "pose"), CAST)
def test_a_pose_looks_as_it_did(name: str, pose: str, assets: Path, request: pytest.FixtureRequest) -> None:
    avatar = loaded(assets / "avatars" / name)
    picture = picture_of(avatar, pose_of(POSES[pose]), SIZE_PX, background=PAPER)
    update = bool(request.config.getoption("--update-golden", default=False))
    assert_golden(f"{name}-{pose}", np.ascontiguousarray(picture), update=update)


def test_a_changed_picture_fails_and_leaves_the_difference(
    assets: Path, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--update-golden", default=False):
        pytest.skip("the golden pictures are being written")
    avatar = loaded(assets / "avatars" / "baby")
    smiling = picture_of(avatar, pose_of(POSES["smile"]), SIZE_PX, background=PAPER)
    left_over = FAILED / "baby-rest.png"
    with pytest.raises(AssertionError, match="pixels are off"):
        assert_golden("baby-rest", smiling, update=False)
    assert left_over.is_file()
    left_over.unlink()
    assert (GOLDEN / "baby-rest.png").is_file()
