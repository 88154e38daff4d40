"""Named poses: how a face holds each of the eight gestures, for sheets, scripts and tests."""

from __future__ import annotations

import math
from collections.abc import Mapping

from mirrorcam.core.channels import INDEX, from_names
from mirrorcam.core.types import AvatarPose, Gaze, Gesture, HeadPose

GESTURE_CHANNELS: Mapping[Gesture, Mapping[str, float]] = {
    Gesture.SMILE: {
        "mouthSmileLeft": 0.9, "mouthSmileRight": 0.9, "cheekSquintLeft": 0.5, "cheekSquintRight": 0.5,
        "mouthDimpleLeft": 0.2, "mouthDimpleRight": 0.2,
    },
    Gesture.MOUTH_OPEN: {"jawOpen": 0.85},
    Gesture.TONGUE_OUT: {"tongueOut": 1.0, "jawOpen": 0.3},
    Gesture.PUCKER: {"mouthPucker": 1.0},
    Gesture.BROWS_UP: {
        "browInnerUp": 1.0, "browOuterUpLeft": 1.0, "browOuterUpRight": 1.0, "eyeWideLeft": 0.4, "eyeWideRight": 0.4,
    },
    Gesture.FROWN: {
        "browDownLeft": 1.0, "browDownRight": 1.0, "mouthFrownLeft": 0.4, "mouthFrownRight": 0.4,
        "eyeSquintLeft": 0.2, "eyeSquintRight": 0.2,
    },
    Gesture.EYES_CLOSED: {"eyeBlinkLeft": 1.0, "eyeBlinkRight": 1.0},
    Gesture.WINK: {"eyeBlinkLeft": 1.0, "cheekSquintLeft": 0.15, "mouthSmileLeft": 0.2},
}  # fmt: skip

HEAD_KEYS = ("yaw", "pitch", "roll")
GAZE_KEYS = ("look_left", "look_up")
KEYS = "a channel, yaw, pitch, roll (degrees), look_left, look_up or breath"


def pose_of(values: Mapping[str, float]) -> AvatarPose:
    """Return the pose of channels by name, head angles in degrees, gaze and breath; KeyError for another name."""
    extra = {key: values[key] for key in (*HEAD_KEYS, *GAZE_KEYS, "breath") if key in values}
    channels = from_names(**{key: value for key, value in values.items() if key not in extra})
    yaw, pitch, roll = (math.radians(extra.get(key, 0.0)) for key in HEAD_KEYS)
    gaze = Gaze(*(extra.get(key, 0.0) for key in GAZE_KEYS))
    return AvatarPose(channels, HeadPose(yaw, pitch, roll), gaze, extra.get("breath", 0.0))


def gesture_pose(gesture: Gesture) -> AvatarPose:
    """Return a face that plainly holds one gesture."""
    return pose_of(GESTURE_CHANNELS[gesture])


def parse_values(text: str) -> dict[str, float]:
    """Return the values of "jawOpen=0.5,yaw=20"; ValueError says what was found and what was expected."""
    values: dict[str, float] = {}
    for part in filter(None, text.split(",")):
        name, _, number = part.partition("=")
        name = name.strip()
        if name not in INDEX and name not in (*HEAD_KEYS, *GAZE_KEYS, "breath"):
            raise ValueError(f"found '{name}'; expected {KEYS}")
        try:
            values[name] = float(number) if number else 1.0
        except ValueError:
            raise ValueError(f"{name}: found '{number}'; expected a number") from None
    return values
