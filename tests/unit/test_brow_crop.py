"""The brow crop: where it lies, and that size, tilt, nods and turns of the head do not change it."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from mirrorcam.core import face_points as points
from mirrorcam.core.pose import HeadFit, MeanFace, fit_head, load_mean_face
from mirrorcam.vision.brow_crop import CENTRE, FILL_GREY, HEIGHT_PX, WIDTH, WIDTH_PX, brow_matrix, cut_brows


@pytest.fixture(scope="module")
def mean_face(assets: Path) -> MeanFace:
    return load_mean_face(assets / "models" / "mean_face.npz")


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    blots = np.random.default_rng(4).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    return cv2.resize(blots, (800, 800), interpolation=cv2.INTER_CUBIC)


def turn(pitch: float = 0.0, yaw: float = 0.0, roll: float = 0.0) -> np.ndarray:
    """Return a rotation f64[3,3] about x, then y, then z."""
    return np.asarray(
        cv2.Rodrigues(np.array([0, 0, roll]))[0] @ cv2.Rodrigues(np.array([0, yaw, 0]))[0]
        @ cv2.Rodrigues(np.array([pitch, 0, 0.0]))[0]
    )  # fmt: skip


def fit_of(mean_face: MeanFace, size_px: float, rotation: np.ndarray) -> HeadFit:
    fit = fit_head(size_px * mean_face.shape @ rotation.T + np.array([400.0, 300.0, 0.0]), mean_face)
    assert fit is not None
    return fit


def test_the_brows_lie_inside_and_the_nose_does_not(mean_face: MeanFace) -> None:
    matrix = brow_matrix(fit_of(mean_face, 100.0, np.eye(3)), WIDTH_PX, HEIGHT_PX, WIDTH)

    def place(point: int) -> np.ndarray:
        return matrix @ np.array([*(100.0 * mean_face.shape[point, :2] + (400, 300)), 1.0])

    for point in (points.BROW_INNER_LEFT, points.BROW_MIDDLE_RIGHT, points.LID_UPPER_LEFT):
        assert 0 < place(point)[0] < WIDTH_PX
        assert 0 < place(point)[1] < HEIGHT_PX
    assert place(points.NOSE_TIP)[1] > HEIGHT_PX
    assert place(points.BROW_INNER_LEFT)[0] > place(points.BROW_INNER_RIGHT)[0]


@pytest.mark.parametrize("pose", [{"roll": 0.4}, {"pitch": 0.3}, {"yaw": 0.3}])
def test_a_head_turned_any_way_gives_the_crop_of_the_same_skin(
    mean_face: MeanFace, picture: np.ndarray, pose: dict[str, float]
) -> None:
    straight, turned = fit_of(mean_face, 150.0, np.eye(3)), fit_of(mean_face, 150.0, turn(**pose))
    centre = np.array(CENTRE)
    corners = centre + np.array([[-0.6, -0.4, 0], [0.6, -0.4, 0], [-0.6, 0.4, 0]])
    seen = [(f.scale_px * corners @ f.rotation.T + f.offset_px)[:, :2] for f in (straight, turned)]
    warp = cv2.getAffineTransform(*(np.float32(each) for each in seen))
    moved = cv2.warpAffine(picture, warp, (800, 800), flags=cv2.INTER_CUBIC)
    plain, crop = cut_brows(picture, straight), cut_brows(moved, turned)
    assert plain is not None
    assert crop is not None
    assert np.abs(crop.astype(int) - plain).mean() < 8


def test_a_picture_twice_as_large_gives_the_same_crop(mean_face: MeanFace, picture: np.ndarray) -> None:
    fit = fit_of(mean_face, 150.0, np.eye(3))
    larger = HeadFit(fit.rotation, 2 * fit.scale_px, 2 * fit.offset_px + 0.5, fit.head)
    crop = cut_brows(picture, fit)
    twice = cut_brows(cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR), larger)
    assert crop is not None
    assert twice is not None
    assert np.abs(crop.astype(int) - twice).mean() < 6


def test_what_lies_outside_the_picture_is_neutral(mean_face: MeanFace, picture: np.ndarray) -> None:
    crop = cut_brows(picture[300:], fit_of(mean_face, 100.0, np.eye(3)))
    assert crop is not None
    assert crop.shape == (HEIGHT_PX, WIDTH_PX)
    assert (
        np.abs(cut_brows(picture[:100], fit_of(mean_face, 100.0, np.eye(3))).astype(int) - FILL_GREY).max()
        <= 1
    )


def test_a_head_of_no_size_or_seen_from_the_side_gives_none(mean_face: MeanFace, picture: np.ndarray) -> None:
    fit = fit_of(mean_face, 100.0, np.eye(3))
    assert cut_brows(picture, HeadFit(fit.rotation, float("nan"), fit.offset_px, fit.head)) is None
    assert cut_brows(picture, HeadFit(fit.rotation, 0.0, fit.offset_px, fit.head)) is None
