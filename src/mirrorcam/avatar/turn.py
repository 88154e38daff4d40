"""From a pose to the control points on the page: blendshapes, gaze, the head's turn in 2.5 D, breath."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from mirrorcam.avatar.model import Avatar, GazeMove
from mirrorcam.core.channels import CHANNELS, INDEX
from mirrorcam.core.types import AvatarPose, FloatArray, HeadPose

LOOKS = {
    side: tuple(INDEX[f"eyeLook{way}{side}"] for way in ("Out", "In", "Up", "Down"))
    for side in ("Left", "Right")
}
LIDS = {side: (INDEX[f"eyeBlink{side}"], INDEX[f"eyeWide{side}"]) for side in ("Left", "Right")}
Looks = tuple[tuple[float, float], tuple[float, float]]
IRIS_SQUASH = 0.1
LEAST_WEIGHT = 1e-5


def clean_channels(channels: FloatArray) -> FloatArray:
    """Return channels f32[52] in [0, 1]; what is no number counts as 0."""
    return np.clip(np.nan_to_num(np.asarray(channels, np.float32), nan=0.0), 0.0, 1.0)


def eye_looks(channels: FloatArray, pose: AvatarPose) -> Looks:
    """Return where the left and the right eye look, (towards own left, up), each in [-1, 1].

    The eyeLook channels and the pose's gaze add up; out is left for the left eye and right for the right one.
    """
    looks: list[tuple[float, float]] = []
    for side, outwards in (("Left", 1.0), ("Right", -1.0)):
        out, inwards, up, down = (float(channels[index]) for index in LOOKS[side])
        left = (out - inwards) * outwards + pose.gaze.left
        looks.append((min(max(left, -1.0), 1.0), min(max(up - down + pose.gaze.up, -1.0), 1.0)))
    return looks[0], looks[1]


def lids_following(avatar: Avatar, channels: FloatArray, looks: Looks) -> FloatArray:
    """Return the channels with the whole look in eyeLook, and lids that follow it up and down where not drawn so."""
    moved = channels.copy()
    share = avatar.rig.lids_follow_gaze
    for side, outwards, (left, up) in zip(("Left", "Right"), (1.0, -1.0), looks, strict=True):
        out, inwards, upwards, downwards = LOOKS[side]
        moved[out], moved[inwards] = max(left * outwards, 0.0), max(-left * outwards, 0.0)
        moved[upwards], moved[downwards] = max(up, 0.0), max(-up, 0.0)
        if not avatar.lids_drawn:
            blink, wide = LIDS[side]
            moved[blink] += (1 - moved[blink]) * share * max(-up, 0.0)
            moved[wide] += (1 - moved[wide]) * share * max(up, 0.0) * (1 - moved[blink])
    return moved


def driver_weights(avatar: Avatar, channels: FloatArray) -> FloatArray:
    """Return the weight of each row of the avatar's deltas, f32[K]: products of its channels."""
    shown = np.append(channels, np.float32(1.0))
    weights: FloatArray = np.multiply.reduce(shown.take(avatar.driver_places), axis=1)
    return weights


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


def _move_with_gaze(points: FloatArray, move: GazeMove, look: tuple[float, float]) -> None:
    left, up = look
    if left == 0.0 and up == 0.0:
        return
    own = points[move.span]
    centre = np.add.reduce(own) / np.float32(len(own))
    narrowing = IRIS_SQUASH if move.squashed else 0.0
    squash = np.array([1 - narrowing * left * left, 1 - narrowing * up * up], np.float32)
    shift = np.array([left * move.travel[0], -up * move.travel[1]], np.float32)
    points[move.span] = own * squash + (centre * (1 - squash) + shift)


@dataclass(frozen=True, slots=True)
class PosedPoints:
    """Where an avatar's control points stand in one pose, f32[P,2] in page units.

    upright: before the head's roll, roll_rad f32[P]: each point's own. points: after it. channels f32[52] as shown.
    """

    points: FloatArray
    upright: FloatArray
    roll_rad: FloatArray
    channels: FloatArray


def point_angles(avatar: Avatar, head: HeadPose, sway: tuple[HeadPose, ...]) -> tuple[FloatArray, FloatArray]:
    """Return yaw and pitch in turn f32[2P] and roll f32[P] of each point: the head's share, less how far it lags."""
    solid = avatar.solid
    tilt = solid.follow * np.complex64(complex(head.yaw_rad, head.pitch_rad))
    roll = solid.follow * np.float32(head.roll_rad)
    if sway:
        lags = np.zeros((len(avatar.rig.idle.springs) + 1, 3), np.float32)
        for row, lag in zip(lags, sway[: len(lags) - 1], strict=False):
            row[:] = np.nan_to_num((lag.yaw_rad, lag.pitch_rad, lag.roll_rad))
        own, spring = solid.hanging, solid.spring
        tilt[own] += (lags[:, 0] + np.complex64(1j) * lags[:, 1]).take(spring) * solid.loose
        roll[own] += lags[:, 2].take(spring) * solid.loose
    return tilt.view(np.float32), roll


def turned(
    avatar: Avatar, points: FloatArray, tilt: FloatArray, roll: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return points f32[P,2] turned by yaw and pitch f32[2P], and those rolled by f32[P] too.

    A point at depth z in front of the turning plane moves by z sin(yaw) sideways, and widths shrink by cos(yaw);
    z itself falls off towards the side of the head, so the far eye narrows. Roll turns about the pivot. Points
    are taken for complex numbers x + iy, which numpy moves and turns ten times faster than rows of two.
    """
    solid = avatar.solid
    pivot = np.complex64(complex(*avatar.pivot))
    centre = np.complex64(complex(*avatar.head_centre))
    upright = points.view(np.complex64)[:, 0] - centre
    away = upright.view(np.float32)
    away *= 1 - solid.squash * (1 - np.cos(tilt))
    away += solid.depth * np.sin(tilt)
    upright += centre
    spin = np.empty(len(roll), np.complex64)
    spin.real, spin.imag = np.cos(roll), np.sin(roll)
    rolled = (upright - pivot) * spin + pivot
    return away.reshape(-1, 2), rolled.view(np.float32).reshape(-1, 2)


def posed_points(avatar: Avatar, pose: AvatarPose) -> PosedPoints:
    """Return the control points under a pose. Breath moves them as if the body carried the head."""
    if len(pose.channels) != len(CHANNELS):
        raise ValueError(f"a pose of {len(pose.channels)} channels; expected {len(CHANNELS)}")
    shown = clean_channels(pose.channels)
    looks = eye_looks(shown, pose)
    shown = lids_following(avatar, shown, looks)
    points = avatar.rest.copy()
    if len(avatar.drivers):
        weights = driver_weights(avatar, shown)
        active = np.flatnonzero(weights > LEAST_WEIGHT)
        # Not a matrix product: BLAS would wake its threads, which then spin on the core that the tracker needs.
        points += np.einsum("k,kp->p", weights[active], avatar.deltas[active]).reshape(-1, 2)
    for move in avatar.gaze:
        _move_with_gaze(points, move, looks[move.side])
    points += avatar.solid.breath * np.float32(pose.breath)
    tilt, roll = point_angles(avatar, bounded(avatar, pose.head), pose.sway)
    upright, final = turned(avatar, points, tilt, roll)
    return PosedPoints(final, upright, roll, shown)


def shape_affines(avatar: Avatar, points: FloatArray) -> FloatArray:
    """Return f32[S,2,3]: the affine of each shape that best takes its resting points to these.

    Least squares with a slight pull towards standing still, so that a thin shape's gradient stays calm.
    """
    fits = avatar.fits
    moments = np.add.reduceat(fits.weights[:, :, None] * points[None], fits.starts, axis=1)
    linear = moments[:2].transpose(1, 2, 0) + fits.ridges
    offset = moments[2] - np.einsum("sij,sj->si", linear, fits.centres)
    return np.concatenate((linear, offset[:, :, None]), axis=2)


def live_boxes(avatar: Avatar, posed: PosedPoints) -> FloatArray:
    """Return f32[S,2,3]: the affine from the unit box to each shape's live box, which rolls with the head."""
    fits = avatar.fits
    low = np.minimum.reduceat(posed.upright, fits.starts, axis=0)
    size = np.maximum(np.maximum.reduceat(posed.upright, fits.starts, axis=0) - low, 1e-3)
    corner = low + fits.inset[0] * size
    size = np.maximum((fits.inset[1] - fits.inset[0]) * size, 1e-3)
    roll = posed.roll_rad[fits.starts]
    cos, sin = np.cos(roll), np.sin(roll)
    px, py = avatar.pivot
    x, y = corner[:, 0] - px, corner[:, 1] - py
    rows = (cos * size[:, 0], -sin * size[:, 1], px + cos * x - sin * y,
            sin * size[:, 0], cos * size[:, 1], py + sin * x + cos * y)  # fmt: skip
    return np.stack(rows, axis=1).reshape(-1, 2, 3)
