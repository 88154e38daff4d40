"""The shipped brow network: ranges, symmetry, light, and some real frowns."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from mirrorcam.core.pose import load_mean_face
from mirrorcam.core.types import Frame
from mirrorcam.vision.brow_crop import HEIGHT_PX, WIDTH_PX
from mirrorcam.vision.brow_network import MODEL, BrowNetwork
from mirrorcam.vision.errors import VisionError
from mirrorcam.vision.face_mesh import FaceMeshFinder
from mirrorcam.vision.tracker import StillTracker


@pytest.fixture(scope="module")
def network(assets: Path) -> BrowNetwork:
    return BrowNetwork(assets / "models")


@pytest.fixture(scope="module")
def crop() -> np.ndarray:
    blots = np.random.default_rng(7).integers(40, 200, (6, 12), dtype=np.uint8)
    return cv2.resize(blots, (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_CUBIC)


def test_any_crop_reads_as_finite_log_odds(network: BrowNetwork) -> None:
    noise = np.random.default_rng(5).integers(0, 256, (6, HEIGHT_PX, WIDTH_PX), dtype=np.uint8)
    for one in (
        *noise,
        np.zeros((HEIGHT_PX, WIDTH_PX), np.uint8),
        np.full((HEIGHT_PX, WIDTH_PX), 255, np.uint8),
    ):
        assert -8 <= network.read(one).frown <= 8


def test_a_mirrored_crop_reads_the_same(network: BrowNetwork, crop: np.ndarray) -> None:
    mirrored = network.read(np.ascontiguousarray(crop[:, ::-1]))
    assert mirrored.frown == pytest.approx(network.read(crop).frown, abs=1e-3)


def test_light_and_contrast_hardly_matter(network: BrowNetwork, crop: np.ndarray) -> None:
    dim = (0.6 * crop + 20).astype(np.uint8)
    assert network.read(dim).frown == pytest.approx(network.read(crop).frown, abs=0.6)


def test_a_missing_or_damaged_model_is_named_with_its_checksum(assets: Path, tmp_path: Path) -> None:
    shutil.copy(assets / "models" / "SHA256SUMS", tmp_path)
    with pytest.raises(VisionError, match=rf"{MODEL}.*expected SHA-256 [0-9a-f]{{64}}"):
        BrowNetwork(tmp_path)
    (tmp_path / MODEL).write_bytes((assets / "models" / MODEL).read_bytes()[:-100])
    with pytest.raises(VisionError, match=rf"{MODEL}: damaged.*expected [0-9a-f]{{64}}"):
        BrowNetwork(tmp_path)


@pytest.mark.real_faces
def test_real_frowns_score_higher_than_the_same_man_s_rest(
    network: BrowNetwork, assets: Path, real_faces: Path
) -> None:
    clip = cv2.VideoCapture(str(real_faces / "hellomeme" / "xzy3.mp4"))
    tracker = StillTracker(FaceMeshFinder(), load_mean_face(assets / "models" / "mean_face.npz"), 1)
    said = {}
    for index in (2, 8, 14, 19, 219, 222, 225, 260, 264):
        clip.set(cv2.CAP_PROP_POS_FRAMES, index)
        seen = tracker.track(Frame(index, index / 25, np.ascontiguousarray(clip.read()[1][:, :, ::-1])))
        assert seen[0].brows is not None
        said[index] = network.read(seen[0].brows).frown
    tracker.close()
    assert min(said[i] for i in (219, 222, 225, 260, 264)) > max(said[i] for i in (2, 8, 14, 19)) + 3.0
