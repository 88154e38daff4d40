"""Posing and painting: what moves where, which side is left, and that only painting mirrors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skia
from avatar_maker import RIG, layer, svg, write_avatar

from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar, picture_of
from mirrorcam.avatar.poses import GESTURE_CHANNELS, parse_values, pose_of
from mirrorcam.avatar.still import StillLayer
from mirrorcam.avatar.turn import posed_points
from mirrorcam.core.channels import CHANNELS, INDEX, swap_sides
from mirrorcam.core.types import AvatarPose, Gesture, HeadPose

CAST = ("baby", "demonstrator", "macaque", "robot", "template")


@pytest.fixture(scope="module", params=CAST)
def avatar(request: pytest.FixtureRequest, assets: Path) -> Avatar:
    return load_avatar(assets / "avatars" / request.param)


def part_centre(avatar: Avatar, part: str, pose: AvatarPose) -> np.ndarray:
    points = posed_points(avatar, pose).points
    own = [
        points[span] for span, shape in zip(avatar.spans, avatar.shapes, strict=True) if shape.part == part
    ]
    return np.concatenate(own).mean(0)


def test_a_head_turned_to_its_own_left_shows_its_nose_further_right_on_the_page(avatar: Avatar) -> None:
    part = "nose" if any(shape.part == "nose" for shape in avatar.shapes) else "mouth"
    assert part_centre(avatar, part, pose_of({"yaw": 20}))[0] > part_centre(avatar, part, pose_of({}))[0] + 20
    assert (
        part_centre(avatar, part, pose_of({"yaw": -20}))[0] < part_centre(avatar, part, pose_of({}))[0] - 20
    )


def test_a_head_that_looks_up_shows_its_mouth_higher(avatar: Avatar) -> None:
    assert (
        part_centre(avatar, "mouth", pose_of({"pitch": 15}))[1]
        < part_centre(avatar, "mouth", pose_of({}))[1] - 10
    )


def test_a_head_tilted_to_its_own_left_has_its_brows_further_right_on_the_page(avatar: Avatar) -> None:
    assert (
        part_centre(avatar, "brow.left", pose_of({"roll": 20}))[0]
        > part_centre(avatar, "brow.left", pose_of({}))[0] + 30
    )


def test_eyes_that_look_left_move_their_irises_right_on_the_page(avatar: Avatar) -> None:
    for part in ("iris.left", "iris.right"):
        rest, left = (part_centre(avatar, part, pose_of(v)) for v in ({}, {"look_left": 1}))
        assert left[0] > rest[0] + 4
        assert part_centre(avatar, part, pose_of({"look_up": 1}))[1] < rest[1] - 3


def test_look_channels_move_each_eye_by_itself(avatar: Avatar) -> None:
    out = pose_of({"eyeLookOutLeft": 1})
    assert part_centre(avatar, "iris.left", out)[0] > part_centre(avatar, "iris.left", pose_of({}))[0] + 4
    assert part_centre(avatar, "iris.right", out)[0] == pytest.approx(
        part_centre(avatar, "iris.right", pose_of({}))[0], abs=0.01
    )


def test_the_far_eye_narrows_in_a_turn(assets: Path) -> None:
    avatar = load_avatar(assets / "avatars" / "baby")

    def width(part: str, pose: AvatarPose) -> float:
        points = posed_points(avatar, pose).points
        span = next(
            s for s, shape in zip(avatar.spans, avatar.shapes, strict=True) if shape.label == f"{part}.white"
        )
        return float(np.ptp(points[span][:, 0]))

    turned, rest = pose_of({"yaw": 25}), pose_of({})
    far, near = (width(part, turned) / width(part, rest) for part in ("eye.left", "eye.right"))
    assert far < 0.9
    assert far < near - 0.05


def test_the_body_stays_when_the_head_turns(avatar: Avatar) -> None:
    body = [s for s, shape in zip(avatar.spans, avatar.shapes, strict=True) if shape.part == "body"]
    loose = [s for s in body if avatar.solid.follow[s].max() == 0]
    assert loose
    rest, turned = (posed_points(avatar, pose_of(v)).points for v in ({}, {"yaw": 25, "roll": 20}))
    for span in loose:
        assert np.abs(rest[span] - turned[span]).max() < 0.01


def test_no_pose_goes_beyond_the_rigs_limits(avatar: Avatar) -> None:
    limit = posed_points(avatar, pose_of({"yaw": avatar.rig.limits.yaw_deg})).points
    assert np.allclose(posed_points(avatar, pose_of({"yaw": 89})).points, limit)


def test_what_is_no_number_counts_as_rest(avatar: Avatar) -> None:
    channels = np.full(len(CHANNELS), np.nan, np.float32)
    pose = AvatarPose(channels, HeadPose(float("nan"), float("inf"), float("nan")))
    rest = posed_points(avatar, AvatarPose(np.zeros(len(CHANNELS), np.float32)))
    assert np.allclose(posed_points(avatar, pose).points, rest.points)


def test_a_mirrored_picture_is_the_flipped_picture(avatar: Avatar) -> None:
    pose = pose_of({"mouthSmileLeft": 1, "eyeBlinkRight": 1, "yaw": 12, "roll": 8, "look_left": 0.5})
    plain = picture_of(avatar, pose, 300).astype(int)
    mirrored = picture_of(avatar, pose, 300, mirrored=True).astype(int)
    away = np.abs(plain[:, ::-1] - mirrored)
    assert away.mean() < 1.0
    assert (away.max(2) > 40).mean() < 0.01


def test_a_shape_that_fades_with_a_channel_comes_and_goes(tmp_path: Path) -> None:
    dot = '<path inkscape:label="dot" d="M 400,400 L 600,400 L 600,600 L 400,600 Z" fill="#000000"/>'
    rig = RIG + '[fade]\ndot = { base = 0.0, "jawOpen+mouthPucker" = 1.0 }\n'
    avatar = load_avatar(write_avatar(tmp_path / "a", svg(layer("head", dot)), rig))

    def middle(**values: float) -> int:
        return int(picture_of(avatar, pose_of(values), 100)[50, 50, 0])

    assert middle() == 255
    assert middle(jawOpen=1) == 255
    assert middle(jawOpen=1, mouthPucker=1) == 0
    assert 100 < middle(jawOpen=0.5, mouthPucker=1) < 155


def test_a_clipped_shape_shows_only_inside_the_live_outline(tmp_path: Path) -> None:
    window = '<path inkscape:label="window" d="M 300,300 L 700,300 L 700,310 L 300,310 Z" fill="#00ff00"/>'
    wide = '<path inkscape:label="window@jawOpen" style="display:none" d="M 300,300 L 700,300 L 700,700 L 300,700 Z"/>'
    ball = '<path inkscape:label="ball" d="M 0,0 L 1000,0 L 1000,1000 L 0,1000 Z" fill="#ff0000"/>'
    rig = RIG + '[clip]\nball = "window"\n'
    avatar = load_avatar(
        write_avatar(tmp_path / "a", svg(layer("head", window, wide), layer("x", ball)), rig)
    )
    shut, wide_open = (picture_of(avatar, pose_of(v), 100) for v in ({}, {"jawOpen": 1}))
    assert tuple(shut[50, 50, :3]) == (255, 255, 255)
    assert tuple(wide_open[50, 50, :3]) == (255, 0, 0)
    assert tuple(wide_open[80, 50, :3]) == (255, 255, 255)


def test_a_gradient_rides_on_its_shape(tmp_path: Path) -> None:
    split = (
        '<defs><linearGradient id="g" gradientUnits="userSpaceOnUse" x1="499" y1="0" x2="501" y2="0">'
        '<stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient></defs>'
    )
    box = '<path inkscape:label="box" d="M 400,400 L 600,400 L 600,600 L 400,600 Z" fill="url(#g)"/>'
    moved = '<path inkscape:label="box@jawOpen" style="display:none" d="M 600,400 L 800,400 L 800,600 L 600,600 Z"/>'
    avatar = load_avatar(write_avatar(tmp_path / "a", svg(layer("head", box, moved), before=split)))
    picture = picture_of(avatar, pose_of({"jawOpen": 1}), 100)
    assert tuple(picture[50, 68, :3]) == (255, 0, 0)
    assert tuple(picture[50, 72, :3]) == (0, 0, 255)


def test_washes_paint_what_shape_by_shape_painting_would(assets: Path) -> None:
    avatar = load_avatar(assets / "avatars" / "baby")
    assert avatar.washes
    pose = pose_of({"jawOpen": 0.5, "yaw": 10})
    fast = picture_of(avatar, pose, 900).astype(int)
    slow = picture_of(replace(avatar, washes={}), pose, 900).astype(int)
    away = np.abs(fast - slow).max(2)
    assert away.mean() < 1.5
    assert (away > 24).mean() < 0.02


@pytest.mark.parametrize(
    ("name", "layers"), [("baby", 10), ("macaque", 4), ("robot", 7), ("demonstrator", 0)]
)
def test_what_stands_still_is_copied_and_looks_as_if_painted(assets: Path, name: str, layers: int) -> None:
    avatar = load_avatar(assets / "avatars" / name)
    assert avatar.still.count == layers
    plain = replace(avatar, still=StillLayer(0, skia.Rect.MakeEmpty(), (0.0, 0.0)))
    for breath, mirrored in ((0.0, False), (0.37, True), (-1.0, False), (0.375, True)):
        pose = replace(pose_of({"yaw": 10}), breath=breath)
        fast, slow = (picture_of(a, pose, 333, mirrored=mirrored).astype(int) for a in (avatar, plain))
        away = np.abs(fast - slow)
        # An edge that stands up to an eighth of a pixel off.
        assert away.max() < 70
        assert away.mean() < 0.1


def test_painting_leaves_the_canvas_as_it_was(assets: Path) -> None:
    avatar = load_avatar(assets / "avatars" / "template")
    canvas = skia.Surface(200, 200).getCanvas()
    before = canvas.getSaveCount()
    paint_avatar(
        canvas, avatar, pose_of({"tongueOut": 1}), skia.Rect.MakeXYWH(10, 20, 150, 100), mirrored=True
    )
    assert canvas.getSaveCount() == before
    assert canvas.getTotalMatrix().isIdentity()


@pytest.mark.parametrize("gesture", list(Gesture))
def test_every_gesture_changes_what_is_seen(avatar: Avatar, gesture: Gesture) -> None:
    rest = picture_of(avatar, pose_of({}), 200).astype(int)
    made = picture_of(avatar, pose_of(GESTURE_CHANNELS[gesture]), 200).astype(int)
    assert (np.abs(rest - made).max(2) > 16).sum() > 60


def test_the_other_side_of_a_symmetric_face_moves_as_much(assets: Path) -> None:
    avatar = load_avatar(assets / "avatars" / "demonstrator")
    rest = posed_points(avatar, pose_of({})).points
    left = pose_of({"mouthSmileLeft": 1, "eyeBlinkLeft": 0.7, "browDownLeft": 1})
    right = AvatarPose(swap_sides(left.channels))
    reach = [np.linalg.norm(posed_points(avatar, pose).points - rest, axis=1).sum() for pose in (left, right)]
    assert reach[0] == pytest.approx(reach[1], rel=0.05)
    assert INDEX["mouthSmileLeft"] in avatar.channels


def test_values_on_a_command_line_are_read_or_named() -> None:
    assert parse_values("jawOpen=0.5,yaw=20,tongueOut") == {"jawOpen": 0.5, "yaw": 20, "tongueOut": 1}
    with pytest.raises(ValueError, match="found 'jaw'"):
        parse_values("jaw=1")
    with pytest.raises(ValueError, match="expected a number"):
        parse_values("jawOpen=wide")
