"""The head's place and turn, and what is left of a face without them."""

from pathlib import Path

import numpy as np
import pytest

from mirrorcam.core import face_points as points
from mirrorcam.core.pose import MeanFace, face_shape, fit_head, load_mean_face, misfit, place, to_pixels


@pytest.fixture(scope="module")
def mean_face(assets: Path) -> MeanFace:
    return load_mean_face(assets / "models" / "mean_face.npz")


def rotation_of(yaw: float, pitch: float, roll: float) -> np.ndarray:
    """Turn the head to its own left by yaw, up by pitch, towards its left shoulder by roll (radians)."""
    cz, sz, cy, sy, cx, sx = (
        np.cos(roll),
        np.sin(roll),
        np.cos(yaw),
        np.sin(yaw),
        np.cos(pitch),
        np.sin(pitch),
    )
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    about_y = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cx, sx], [0, -sx, cx]])
    return about_z @ about_y @ about_x


def test_the_mean_face_is_symmetric_and_one_eye_distance_wide(mean_face: MeanFace) -> None:
    mirrored = mean_face.shape[mean_face.mirror] * np.array([-1, 1, 1])
    assert np.allclose(mirrored, mean_face.shape, atol=1e-6)
    eyes = mean_face.shape[points.EYE_OUTER_LEFT] - mean_face.shape[points.EYE_OUTER_RIGHT]
    assert np.allclose(eyes, [1, 0, 0], atol=1e-5)


@pytest.mark.parametrize(
    ("yaw", "pitch", "roll"),
    [(0, 0, 0), (0.4, 0, 0), (0, 0.3, 0), (0, 0, 0.5), (-0.3, 0.2, -0.4), (0.6, -0.4, 0.2)],
)
def test_a_turned_mean_face_is_fitted_with_its_turn_size_and_place(
    mean_face: MeanFace, yaw: float, pitch: float, roll: float
) -> None:
    turned = 120.0 * mean_face.shape @ rotation_of(yaw, pitch, roll).T + np.array([300.0, 200.0, 5.0])
    fit = fit_head(turned, mean_face)
    assert fit is not None
    assert (fit.head.yaw_rad, fit.head.pitch_rad, fit.head.roll_rad) == pytest.approx(
        (yaw, pitch, roll), abs=1e-6
    )
    assert fit.scale_px == pytest.approx(120.0)
    assert np.allclose(face_shape(turned, fit), mean_face.shape, atol=1e-6)
    assert np.allclose(place(mean_face.shape, fit), turned, atol=1e-6)


def test_turning_to_ones_own_left_moves_the_nose_to_the_right_of_the_picture(mean_face: MeanFace) -> None:
    turned = mean_face.shape @ rotation_of(0.4, 0, 0).T
    assert turned[points.NOSE_TIP, 0] > turned[points.NOSE_BRIDGE, 0]


def test_looking_up_moves_the_nose_up_in_the_picture(mean_face: MeanFace) -> None:
    assert (mean_face.shape @ rotation_of(0, 0.4, 0).T)[points.NOSE_TIP, 1] < mean_face.shape[
        points.NOSE_TIP, 1
    ]


@pytest.mark.parametrize("broken", [np.nan, np.inf])
def test_points_that_are_no_numbers_make_no_face(mean_face: MeanFace, broken: float) -> None:
    points_px = mean_face.shape.copy() * 100
    points_px[33, 0] = broken
    assert fit_head(points_px, mean_face) is None
    assert misfit(points_px, mean_face) == float("inf")


def test_points_all_in_one_place_make_no_face(mean_face: MeanFace) -> None:
    assert fit_head(np.zeros((478, 3)), mean_face) is None


def test_scrambled_points_misfit_and_a_turned_face_does_not(mean_face: MeanFace) -> None:
    turned = 80 * mean_face.shape @ rotation_of(0.3, 0.1, 0.2).T
    scrambled = turned[np.random.default_rng(0).permutation(478)]
    assert misfit(turned, mean_face) < 1e-6
    assert misfit(scrambled, mean_face) > 0.2


def test_picture_shares_become_pixels_with_depth_on_the_width_s_scale() -> None:
    landmarks = np.full((478, 3), 0.5, np.float32)
    assert np.allclose(to_pixels(landmarks, 640, 480)[0], [320, 240, 320])


def test_a_mean_face_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "face.npz").write_bytes(b"not a face")
    with pytest.raises((OSError, ValueError)):
        load_mean_face(tmp_path / "face.npz")
