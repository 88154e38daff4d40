"""From a pose to the control points on the page: blendshapes, gaze, the head's turn in 2.5 D, breath."""

from __future__ import annotations

import math

import numpy as np

from mirrorcam.avatar.model import Avatar
from mirrorcam.core.channels import CHANNELS, INDEX
from mirrorcam.core.types import AvatarPose, FloatArray, HeadPose

LOOKS = {
    side: tuple(INDEX[f"eyeLook{way}{side}"] for way in ("Out", "In", "Up", "Down")) for side in ("Left", "Right")
}
LIDS = {side: (INDEX[f"eyeBlink{side}"], INDEX[f"eyeWide{side}"]) for side in ("Left", "Right")}
IRIS_SQUASH = 0.1
MIN_WEIGHT = 1e-5


def clean_channels(channels: FloatArray) -> FloatArray:
    """Return channels f32[52] in [0, 1]; what is no number counts as 0."""
    return np.clip(np.nan_to_num(np.asarray(channels, np.float32), nan=0.0), 0.0, 1.0)


def eye_looks(channels: FloatArray, pose: AvatarPose) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where the left and the right eye look, (towards own left, up), each in [-1, 1].

    The eyeLook channels and the pose's gaze add up; out is left for the left eye and right for the right one.
    """
    looks: list[tuple[float, float]] = []
    for side, outwards in (("Left", 1.0), ("Right", -1.0)):
        out, inwards, up, down = (float(channels[index]) for index in LOOKS[side])
        left = (out - inwards) * outwards + pose.gaze.left
        looks.append((min(max(left, -1.0), 1.0), min(max(up - down + pose.gaze.up, -1.0), 1.0)))
    return looks[0], looks[1]


def lids_following(
    avatar: Avatar, channels: FloatArray, looks: tuple[tuple[float, float], tuple[float, float]]
) -> FloatArray:
    """Return the channels with the lids gone down or up with the gaze, as upper lids do."""
    share = avatar.rig.lids_follow_gaze
    if share <= 0:
        return channels
    moved = channels.copy()
    for side, (_, up) in zip(("Left", "Right"), looks, strict=True):
        blink, wide = LIDS[side]
        moved[blink] += (1 - moved[blink]) * share * max(-up, 0.0)
        moved[wide] += (1 - moved[wide]) * share * max(up, 0.0) * (1 - moved[blink])
    return moved


def driver_weights(avatar: Avatar, channels: FloatArray) -> FloatArray:
    """Return the weight of each row of the avatar's deltas, f32[K]: products of its channels."""
    return np.array([math.prod(float(channels[c]) for c in driver) for driver in avatar.drivers], np.float32)


def bounded(avatar: Avatar, head: HeadPose) -> HeadPose:
    """Return the head's pose within the avatar's limits; what is no number counts as 0."""
    limits = avatar.rig.limits

    def within(angle_rad: float, limit_deg: float) -> float:
        limit = math.radians(limit_deg)
        return min(max(angle_rad, -limit), limit) if math.isfinite(angle_rad) else 0.0

    return HeadPose(
        within(head.yaw_rad, limits.yaw_deg),
        within(head.pitch_rad, limits.pitch_deg),
        within(head.roll_rad, limits.roll_deg),
    )


def _move_iris(points: FloatArray, span: slice, look: tuple[float, float], travel: tuple[float, float]) -> None:
    iris = points[span]
    centre = iris.mean(0)
    left, up = look
    squash = 1 - IRIS_SQUASH * np.array([left * left, up * up], np.float32)
    points[span] = centre + (iris - centre) * squash + np.array([left * travel[0], -up * travel[1]], np.float32)


def turned(avatar: Avatar, points: FloatArray, head: HeadPose, trail: HeadPose) -> FloatArray:
    """Return points f32[P,2] as they stand when the head is turned; loose ones still hang on trail.

    A point at depth z in front of the turning plane moves by z sin(yaw) sideways, and widths shrink by cos(yaw);
    z itself falls off towards the side of the head, so the far eye narrows. Roll turns about the pivot.
    """
    solid = avatar.solid
    yaw, pitch, roll = (
        solid.follow * (now + solid.loose * (then - now))
        for now, then in (
            (head.yaw_rad, trail.yaw_rad), (head.pitch_rad, trail.pitch_rad), (head.roll_rad, trail.roll_rad)
        )
    )  # fmt: skip
    cx, cy = avatar.head_centre
    px, py = avatar.pivot
    x = cx + (points[:, 0] - cx) * (1 - solid.squash * (1 - np.cos(yaw))) + solid.depth * np.sin(yaw) - px
    y = cy + (points[:, 1] - cy) * (1 - solid.squash * (1 - np.cos(pitch))) - solid.depth * np.sin(pitch) - py
    cos, sin = np.cos(roll), np.sin(roll)
    return np.stack((px + x * cos - y * sin, py + x * sin + y * cos), axis=1).astype(np.float32)


def posed_points(avatar: Avatar, pose: AvatarPose) -> tuple[FloatArray, FloatArray]:
    """Return the control points f32[P,2] in page units under a pose, and the channels f32[52] they show."""
    channels = clean_channels(pose.channels)
    if len(channels) != len(CHANNELS):
        raise ValueError(f"a pose of {len(channels)} channels; expected {len(CHANNELS)}")
    looks = eye_looks(channels, pose)
    channels = lids_following(avatar, channels, looks)
    points = avatar.rest
    if len(avatar.drivers):
        weights = driver_weights(avatar, channels)
        points = points + (weights @ avatar.deltas).reshape(-1, 2)
    else:
        points = points.copy()
    for span, look in zip(avatar.iris, looks, strict=True):
        if span is not None and look != (0.0, 0.0):
            _move_iris(points, span, look, avatar.rig.gaze_travel)
    head = bounded(avatar, pose.head)
    points = turned(avatar, points, head, head)
    points[:, 1] -= avatar.solid.lift * (avatar.rig.breath_lift * pose.breath)
    return points, channels


def shape_affines(avatar: Avatar, points: FloatArray) -> FloatArray:
    """Return f32[S,2,3]: the affine of each shape that best takes its resting points to these.

    Least squares with a slight pull towards standing still, so that a thin shape's gradient stays calm.
    """
    starts = [span.start for span in avatar.spans]
    moments = np.add.reduceat(avatar.fit[:, :, None] * points[None], starts, axis=1)
    linear = moments[:2].transpose(1, 2, 0) + avatar.fit_ridge
    offset = moments[2] - np.einsum("sij,sj->si", linear, avatar.centres)
    return np.concatenate((linear, offset[:, :, None]), axis=2)
