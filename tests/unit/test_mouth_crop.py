"""The mouth crop: where it lies, and that size and tilt of the face do not change it."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from mirrorcam.core.pose import HeadFit, MeanFace, fit_head, load_mean_face
from mirrorcam.vision.mouth_crop import FILL_RGB, SIDE_PX, crop_matrix, cut_mouth
from mirrorcam.vision.tracker import observe


@pytest.fixture(scope="module")
def mean_face(assets: Path) -> MeanFace:
    return load_mean_face(assets / "models" / "mean_face.npz")


def fit_at(mean_face: MeanFace, scale_px: float, roll_rad: float, centre: tuple[float, float]) -> HeadFit:
    cos, sin = np.cos(roll_rad), np.sin(roll_rad)
    turned = scale_px * mean_face.shape @ np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]]).T
    fit = fit_head(turned + np.array([*centre, 0.0]), mean_face)
    assert fit is not None
    return fit


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    blots = np.random.default_rng(3).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    return cv2.resize(blots, (800, 800), interpolation=cv2.INTER_CUBIC)


def test_nose_base_and_chin_lie_inside_the_crop_and_the_eyes_do_not(mean_face: MeanFace) -> None:
    fit = fit_at(mean_face, 100.0, 0.0, (400, 300))
    matrix = crop_matrix(fit)
    places = {
        name: (matrix @ np.array([*(100.0 * mean_face.shape[point, :2] + (400, 300)), 1.0]))
        for name, point in (("nose", 2), ("chin", 152), ("eye", 33))
    }
    assert 0 < places["nose"][1] < 0.2 * SIDE_PX
    assert 0.6 * SIDE_PX < places["chin"][1] < SIDE_PX
    assert places["eye"][1] < 0
    assert places["nose"][0] == pytest.approx(SIDE_PX / 2, abs=0.01 * SIDE_PX)


def test_a_tilted_head_gives_the_same_crop(mean_face: MeanFace, picture: np.ndarray) -> None:
    upright = cut_mouth(picture, fit_at(mean_face, 150.0, 0.0, (400, 300)))
    turn = cv2.getRotationMatrix2D((400, 300), -25, 1.0)
    tilted = cv2.warpAffine(picture, turn, (800, 800), flags=cv2.INTER_CUBIC)
    crop = cut_mouth(tilted, fit_at(mean_face, 150.0, np.deg2rad(25), (400, 300)))
    assert upright is not None
    assert crop is not None
    assert np.abs(crop.astype(int) - upright).mean() < 6


def test_a_picture_twice_as_large_gives_the_same_crop(mean_face: MeanFace, picture: np.ndarray) -> None:
    crop = cut_mouth(picture, fit_at(mean_face, 150.0, 0.0, (400, 300)))
    twice = cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    larger = cut_mouth(twice, fit_at(mean_face, 300.0, 0.0, (800.5, 600.5)))
    assert crop is not None
    assert larger is not None
    assert np.abs(crop.astype(int) - larger).mean() < 4


def test_what_lies_outside_the_picture_is_neutral(mean_face: MeanFace, picture: np.ndarray) -> None:
    crop = cut_mouth(picture[:400], fit_at(mean_face, 100.0, 0.0, (400, 300)))
    assert crop is not None
    assert (crop[-10:] == FILL_RGB).all()
    assert not (crop[:5] == FILL_RGB).all()


@pytest.mark.parametrize("side", ["below", "above", "left", "right"])
def test_a_mouth_wholly_outside_the_picture_is_grey_and_not_trusted(
    mean_face: MeanFace, picture: np.ndarray, side: str
) -> None:
    x, y = {"below": (400, 790), "above": (400, -330), "left": (-140, 300), "right": (940, 300)}[side]
    landmarks = (150.0 * mean_face.shape + (x, y, 0.0)) / 800
    (seen,) = observe(picture, [landmarks.astype(np.float32)], mean_face)
    assert seen.mouth is not None
    assert (seen.mouth == FILL_RGB).all()
    assert seen.confidence == 0.0


def test_a_fit_of_no_size_gives_none(mean_face: MeanFace, picture: np.ndarray) -> None:
    fit = fit_at(mean_face, 100.0, 0.0, (400, 300))
    broken = HeadFit(fit.rotation, float("nan"), fit.offset_px, fit.head)
    assert cut_mouth(picture, broken) is None
