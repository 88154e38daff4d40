"""What holds for every avatar and every pose."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import skia
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from mirrorcam.avatar.canvas import surface_over
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.avatar.turn import posed_points, shape_affines
from mirrorcam.core.channels import CHANNELS, rest
from mirrorcam.core.types import AvatarPose, Gaze, HeadPose

CAST = ("baby", "demonstrator", "macaque", "robot", "template")
channels = arrays.arrays(np.float32, len(CHANNELS), elements=st.floats(0, 1, width=32))
angles = st.floats(-0.6, 0.6)
looks = st.floats(-1, 1)
poses = st.builds(
    AvatarPose,
    channels,
    st.builds(HeadPose, angles, angles, angles),
    st.builds(Gaze, looks, looks),
    st.floats(-1, 1),
)
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=CAST)
def avatar(request: pytest.FixtureRequest, assets: Path) -> Avatar:
    return load_avatar(assets / "avatars" / request.param)


def test_without_any_channel_every_point_rests(avatar: Avatar) -> None:
    assert np.abs(posed_points(avatar, AvatarPose(rest())).points - avatar.rest).max() < 1e-2


def test_at_rest_every_gradient_is_where_it_was_drawn(avatar: Avatar) -> None:
    still = np.array([[1, 0, 0], [0, 1, 0]], np.float32)
    found = shape_affines(avatar, avatar.rest)
    moved = (
        np.einsum("sij,sj->si", found[:, :, :2], avatar.fits.centres) + found[:, :, 2] - avatar.fits.centres
    )
    assert np.abs(found[:, :, :2] - still[:, :2]).max() < 1e-2
    assert np.abs(moved).max() < 1e-1


@few
@given(pose=poses)
def test_no_pose_puts_a_point_nowhere(avatar: Avatar, pose: AvatarPose) -> None:
    points = posed_points(avatar, pose).points
    assert np.isfinite(points).all()
    assert np.abs(points - 500).max() < 3000


@few
@given(index=st.integers(0, len(CHANNELS) - 1), share=st.floats(0, 1))
def test_one_channel_moves_points_in_straight_lines(avatar: Avatar, index: int, share: float) -> None:
    if CHANNELS[index].startswith("eyeLook"):
        return
    full, part = rest(), rest()
    full[index], part[index] = 1, share
    whole = posed_points(avatar, AvatarPose(full)).points - avatar.rest
    some = posed_points(avatar, AvatarPose(part)).points - avatar.rest
    assert np.abs(some - share * whole).max() < 2e-2


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pose=poses)
def test_any_pose_can_be_painted(avatar: Avatar, pose: AvatarPose) -> None:
    pixels = np.full((160, 160, 4), (0, 255, 0, 255), np.uint8)
    paint_avatar(surface_over(pixels).getCanvas(), avatar, pose, skia.Rect.MakeWH(160, 160), mirrored=False)
    assert pixels[..., 3].min() == 255
    assert (pixels[..., :3] != (0, 255, 0)).any(axis=2).mean() > 0.15


@few
@given(roll=angles)
def test_a_tilt_keeps_the_heads_size(avatar: Avatar, roll: float) -> None:
    head = next(s for s, shape in zip(avatar.spans, avatar.shapes, strict=True) if shape.part == "head")
    tilted = posed_points(avatar, AvatarPose(rest(), HeadPose(roll_rad=roll))).points[head]
    still = avatar.rest[head]
    assert np.linalg.norm(tilted - tilted[0], axis=1) == pytest.approx(
        np.linalg.norm(still - still[0], axis=1), abs=0.05
    )
