"""The demonstrator is tracked like a person: what it acts can be read off the tracker's landmarks."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from mirrorcam.avatar.poses import GESTURE_CHANNELS, pose_of
from mirrorcam.core import face_points as fp
from mirrorcam.core.types import Gesture
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator

pytestmark = pytest.mark.skipif(importlib.util.find_spec("mediapipe") is None, reason="needs mediapipe")
See = Callable[..., np.ndarray]


@pytest.fixture(scope="module")
def actor(assets: Path) -> Demonstrator:
    return open_demonstrator(assets / "avatars" / "demonstrator")


@pytest.fixture(scope="module")
def see(actor: Demonstrator) -> Iterator[See]:
    """Return what gives the landmarks in pixels of a pose, each picture looked at afresh."""
    from mirrorcam.vision.face_mesh import FaceMeshFinder

    finder = FaceMeshFinder()

    def look(**values: float) -> np.ndarray:
        rgb = actor.picture(pose_of(values))
        faces = finder.find(rgb, 1, still=True, time_s=0.0)
        assert faces, f"no face found in {values}"
        return faces[0][:, :2] * (rgb.shape[1], rgb.shape[0])

    yield look
    finder.close()


def apart(points: np.ndarray, a: int, b: int) -> float:
    return float(np.linalg.norm(points[a] - points[b]))


def eye_size(points: np.ndarray) -> float:
    return apart(points, fp.EYE_OUTER_LEFT, fp.EYE_OUTER_RIGHT)


def opening(points: np.ndarray, side: str) -> float:
    lids = {"Left": (fp.LID_UPPER_LEFT, fp.LID_LOWER_LEFT), "Right": (fp.LID_UPPER_RIGHT, fp.LID_LOWER_RIGHT)}
    return apart(points, *lids[side]) / eye_size(points)


def mouth_gap(points: np.ndarray) -> float:
    return apart(points, fp.LIP_UPPER_INNER, fp.LIP_LOWER_INNER) / eye_size(points)


def mouth_width(points: np.ndarray) -> float:
    return apart(points, fp.MOUTH_CORNER_LEFT, fp.MOUTH_CORNER_RIGHT) / eye_size(points)


def brow_height(points: np.ndarray) -> float:
    return float(points[fp.EYE_OUTER_LEFT, 1] - points[fp.BROW_MIDDLE_LEFT, 1]) / eye_size(points)


@pytest.mark.parametrize("gesture", list(Gesture))
def test_a_face_is_found_in_every_gesture(gesture: Gesture, see: See) -> None:
    assert np.isfinite(see(**GESTURE_CHANNELS[gesture])).all()


def test_its_left_is_seen_on_the_right_of_the_picture(see: See) -> None:
    rest = see()
    assert rest[fp.EYE_OUTER_LEFT, 0] > rest[fp.EYE_OUTER_RIGHT, 0] + 60


def test_an_open_jaw_opens_the_tracked_mouth_and_lowers_the_chin(see: See) -> None:
    rest, wide = see(), see(jawOpen=1)
    assert mouth_gap(rest) < 0.06
    assert mouth_gap(wide) > 0.3
    assert (wide[fp.CHIN, 1] - rest[fp.CHIN, 1]) / eye_size(rest) > 0.12


def test_a_smile_widens_the_tracked_mouth_and_a_pucker_narrows_it(see: See) -> None:
    rest = mouth_width(see())
    assert mouth_width(see(mouthSmileLeft=1, mouthSmileRight=1)) > 1.15 * rest
    assert mouth_width(see(mouthPucker=1)) < 0.75 * rest


def test_closed_eyes_are_tracked_closed_each_by_itself(see: See) -> None:
    rest, both, wink = see(), see(eyeBlinkLeft=1, eyeBlinkRight=1), see(eyeBlinkLeft=1)
    for side in ("Left", "Right"):
        assert opening(both, side) < 0.35 * opening(rest, side)
    assert opening(wink, "Left") < 0.6 * opening(wink, "Right")


def test_brows_are_tracked_up_and_down(see: See) -> None:
    rest = brow_height(see())
    up = brow_height(see(browInnerUp=1, browOuterUpLeft=1, browOuterUpRight=1))
    down = brow_height(see(browDownLeft=1, browDownRight=1))
    assert up > rest + 0.05
    assert down < rest - 0.02


def test_a_look_moves_the_tracked_irises(see: See) -> None:
    def iris(points: np.ndarray) -> float:
        inner, outer = points[fp.EYE_INNER_LEFT, 0], points[fp.EYE_OUTER_LEFT, 0]
        return float((points[fp.IRIS_LEFT, 0] - inner) / (outer - inner))

    assert iris(see(look_left=1)) > iris(see()) + 0.08
    assert iris(see(look_left=-1)) < iris(see()) - 0.08


def test_a_tilt_and_a_turn_are_tracked(see: See) -> None:
    rest, tilted, turned = see(), see(roll=15), see(yaw=20)
    line = tilted[fp.EYE_OUTER_LEFT] - tilted[fp.EYE_OUTER_RIGHT]
    assert np.rad2deg(np.arctan2(line[1], line[0])) == pytest.approx(15, abs=3)

    def off_middle(points: np.ndarray) -> float:
        middle = (points[fp.CHEEK_EDGE_LEFT, 0] + points[fp.CHEEK_EDGE_RIGHT, 0]) / 2
        return float(points[fp.NOSE_TIP, 0] - middle) / eye_size(points)

    assert off_middle(turned) > off_middle(rest) + 0.1
