"""The values that travel down the line: frozen, with units in their names.

Left is always the visitor's left. Arrays are not written to after a value is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating[Any]]
PixelArray = npt.NDArray[np.uint8]


class Gesture(StrEnum):
    """The eight gestures the reader tells apart; several may be held at once."""

    SMILE = "smile"
    MOUTH_OPEN = "mouth_open"
    TONGUE_OUT = "tongue_out"
    PUCKER = "pucker"
    BROWS_UP = "brows_up"
    FROWN = "frown"
    EYES_CLOSED = "eyes_closed"
    WINK = "wink"


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: rgb u8[H,W,3], never mirrored; time_s by the source's clock, strictly rising."""

    index: int
    time_s: float
    rgb: PixelArray


@dataclass(frozen=True, slots=True)
class HeadPose:
    """How the head is turned, in radians, 0 when it faces the camera upright.

    yaw_rad > 0: turned to the visitor's own left; pitch_rad > 0: looking up;
    roll_rad > 0: tilted towards the visitor's own left shoulder.
    """

    yaw_rad: float = 0.0
    pitch_rad: float = 0.0
    roll_rad: float = 0.0


@dataclass(frozen=True, slots=True)
class Gaze:
    """Where both eyes look, relative to the head, each in [-1, 1].

    left > 0: towards the visitor's own left; up > 0: upwards.
    """

    left: float = 0.0
    up: float = 0.0


@dataclass(frozen=True, slots=True)
class HeadFit:
    """How the mean face lies in a picture: points_px = scale_px * rotation @ shape + offset_px.

    rotation f64[3,3], offset_px f64[3]; head says the same turn in angles.
    """

    rotation: FloatArray
    scale_px: float
    offset_px: FloatArray
    head: HeadPose


@dataclass(frozen=True, slots=True)
class Observation:
    """One face in one frame, as the tracker saw it.

    landmarks f32[478,3]: x and y as shares of the picture's width and height (y down), z on x's scale,
    smaller nearer. mouth u8[S,S,3] is the upright mouth crop, None where it could not be cut.
    brows u8[h,w] is the grey crop of the brows likewise.
    size_px is the distance between the outer eye corners, turned to face the camera. confidence is in [0,1].
    fit is the mean face fitted to the landmarks, None where nobody fitted it yet.
    """

    face_id: int
    landmarks: FloatArray
    head: HeadPose
    width_px: int
    height_px: int
    size_px: float
    confidence: float
    mouth: PixelArray | None = None
    fit: HeadFit | None = None
    brows: PixelArray | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """What a face does: channels f32[52] in [0,1] in the order of CHANNELS, and the gestures it holds."""

    face_id: int
    channels: FloatArray
    head: HeadPose
    gestures: frozenset[Gesture]
    confidence: float


@dataclass(frozen=True, slots=True)
class AvatarPose:
    """What an avatar shows: channels f32[52] in [0,1], head, gaze, and the life that motion adds.

    breath is in [-1, 1] (in at 1). Blinks are already in channels. sway says how far each of the avatar's loose
    parts (hair, ears) lags behind the head, in the order of its rig's springs; empty where nothing sways.
    """

    channels: FloatArray
    head: HeadPose = field(default_factory=HeadPose)
    gaze: Gaze = field(default_factory=Gaze)
    breath: float = 0.0
    sway: tuple[HeadPose, ...] = ()
