"""With a still visitor the baby stands still: a webcam's noise moves none of its control points."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import cv2
import numpy as np
import pytest

from mirrorcam.app.eyes import Eyes
from mirrorcam.app.replay import target_of
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.motion import move, start_motion
from mirrorcam.avatar.poses import gesture_pose, pose_of
from mirrorcam.avatar.rig import IdleLife
from mirrorcam.avatar.turn import posed_points
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.line import start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Frame, Gesture
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator

pytestmark = pytest.mark.skipif(importlib.util.find_spec("mediapipe") is None, reason="needs mediapipe")

# A visitor's resting face is learnt in the first two seconds, which shows as a slow ease and is no noise.
FPS, SETTLE_S, WATCH_S = 30, 2.5, 2.0
# A webcam indoors: about 3 grey levels of noise, most of it in brightness.
NOISE_LIGHT, NOISE_COLOUR = 2.4, 1.8
MOST_MOVED = 0.002  # of the head's height
REAL_STILLS = ("d12", "s42")
LONG_SIDE_PX = 560


@pytest.fixture(scope="module")
def baby(assets: Path) -> Avatar:
    return load_avatar(assets / "avatars" / "baby")


@pytest.fixture(scope="module")
def actor(assets: Path) -> Demonstrator:
    return open_demonstrator(assets / "avatars" / "demonstrator")


@pytest.fixture(scope="module")
def eyes() -> Eyes:
    return Eyes()


def most_moved(still: np.ndarray, baby: Avatar, eyes: Eyes) -> float:
    """Return the furthest any control point strays from its mean place, as a share of the head's height."""
    rng, mirror, tracker = np.random.default_rng(0), DirectMirror(), eyes.watch_clip()
    idle = IdleLife(0, saccade_per_min=0, breath_per_min=0, glance_per_min=0, sway_deg=0, micro=0,
                    springs=baby.rig.idle.springs)  # fmt: skip
    state, motion, seen = start_line(mirror, 0), start_motion(0), []
    for index in range(round((SETTLE_S + WATCH_S) * FPS)):
        noise = rng.normal(0, NOISE_LIGHT, (*still.shape[:2], 1)) + rng.normal(0, NOISE_COLOUR, still.shape)
        frame = Frame(index, index / FPS, np.clip(still + noise, 0, 255).astype(np.uint8))
        faces = eyes.see(tracker, frame)
        state, taken = step(state, faces, frame.time_s, mirror, ReaderTuning())
        motion, pose = move(motion, target_of(taken, faces, mirrored=True), frame.time_s, idle)
        seen.append(posed_points(baby, pose).points)
    tracker.close()
    points = np.stack(seen[round(SETTLE_S * FPS) :])
    strayed = np.linalg.norm(points - points.mean(axis=0), axis=2).max()
    return float(strayed / (2 * baby.head_radius[1]))


@pytest.mark.parametrize("gesture", [None, Gesture.SMILE, Gesture.TONGUE_OUT])
def test_noise_on_a_still_demonstrator_moves_nothing(
    gesture: Gesture | None, actor: Demonstrator, baby: Avatar, eyes: Eyes
) -> None:
    pose = pose_of({}) if gesture is None else gesture_pose(gesture)
    assert most_moved(actor.picture(pose), baby, eyes) <= MOST_MOVED


@pytest.mark.real_faces
@pytest.mark.parametrize("name", REAL_STILLS)
def test_noise_on_a_still_person_moves_nothing(name: str, real_faces: Path, baby: Avatar, eyes: Eyes) -> None:
    picture = cv2.imread(str(real_faces / "liveportrait" / f"{name}.jpg"))[:, :, ::-1]
    share = LONG_SIDE_PX / max(picture.shape)
    still = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    assert most_moved(still, baby, eyes) <= MOST_MOVED
