"""The shipped tongue networks: ranges, symmetry, when a second is asked, and some real tongues."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorcam.core.pose import load_mean_face
from mirrorcam.core.types import Frame, Observation
from mirrorcam.vision.errors import VisionError
from mirrorcam.vision.face_mesh import FaceMeshFinder
from mirrorcam.vision.light import is_lit_from_left
from mirrorcam.vision.mouth_crop import SIDE_PX
from mirrorcam.vision.tongue_network import (
    ASIDES,
    MODEL,
    SECOND_MODEL,
    SURE,
    SUSPECTED,
    TongueNetwork,
    doubts,
    load_tongue_network,
    seen_aside,
    settle,
    tongue_out,
)
from mirrorcam.vision.tracker import ClipTracker

# Frames of kboy/tongue.gif well inside hand-read ranges.
TONGUE_OUT = (8, 9, 10, 11, 26, 36, 48, 50, 52, 66, 68, 70)
# Readings that differ by rounding alone.
SAME = 1e-5
TONGUE_IN = (0, 1, 2, 18, 20, 22, 30, 31, 41, 59, 60, 61)


@pytest.fixture(scope="module")
def network(assets: Path) -> TongueNetwork:
    return load_tongue_network(assets / "models")


@pytest.fixture(scope="module")
def mouths(real_faces: Path, assets: Path) -> dict[int, np.ndarray]:
    clip = cv2.VideoCapture(str(real_faces / "kboy" / "tongue.gif"))
    tracker = ClipTracker(FaceMeshFinder(), load_mean_face(assets / "models" / "mean_face.npz"))
    found: dict[int, np.ndarray] = {}
    index = 0
    while (read := clip.read())[0]:
        seen: tuple[Observation, ...] = tracker.track(
            Frame(index, index / 10, np.ascontiguousarray(read[1][:, :, ::-1]))
        )
        if seen and seen[0].mouth is not None:
            found[index] = seen[0].mouth
        index += 1
    tracker.close()
    return found


def test_any_crop_reads_within_its_ranges(network: TongueNetwork) -> None:
    rng = np.random.default_rng(5)
    for crop in (
        *rng.integers(0, 256, (8, SIDE_PX, SIDE_PX, 3), dtype=np.uint8),
        np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8),
    ):
        tongue, mouth = network.read(crop)
        assert 0 <= tongue.out <= 1
        assert -1 <= tongue.left <= 1
        assert -1 <= tongue.down <= 1
        assert 0 <= mouth.smile <= 1


def test_the_same_crop_reads_the_same(network: TongueNetwork) -> None:
    crop = np.random.default_rng(6).integers(0, 256, (SIDE_PX, SIDE_PX, 3), dtype=np.uint8)
    assert network.read(crop) == network.read(crop.copy())


@pytest.mark.parametrize("way", ["read", "study"])
def test_a_mirrored_crop_reads_the_same_with_left_and_right_swapped(network: TongueNetwork, way: str) -> None:
    for grain in np.random.default_rng(7).integers(0, 256, (8, SIDE_PX, SIDE_PX, 3), dtype=np.uint8):
        crop = cv2.GaussianBlur(grain, (0, 0), 4)
        (tongue, mouth), (mirrored, mirrored_mouth) = (
            getattr(network, way)(view) for view in (crop, np.ascontiguousarray(crop[:, ::-1]))
        )
        assert mirrored.out == pytest.approx(tongue.out, abs=SAME)
        assert mirrored.left == pytest.approx(-tongue.left, abs=SAME)
        assert mirrored.down == pytest.approx(tongue.down, abs=SAME)
        assert mirrored_mouth.smile == pytest.approx(mouth.smile, abs=SAME)


def test_a_blank_mouth_has_no_tongue_out(network: TongueNetwork) -> None:
    assert network.read(np.full((SIDE_PX, SIDE_PX, 3), 127, np.uint8))[0].out < 0.5


class Opinion:
    """Stands for a network that says one thing of every crop, and counts the crops."""

    def __init__(self, seen: float, out: float = 0.0, left: float = 0.0, smile: float = 0.0) -> None:
        self.said, self.asked = (seen, out, left, 0.0, smile), 0

    def setInput(self, crop: np.ndarray) -> None:  # noqa: N802 (cv2's name)
        assert crop.shape == (1, 3, SIDE_PX, SIDE_PX)
        self.asked += 1

    def forward(self) -> np.ndarray:
        return np.array([self.said], np.float32)


CERTAIN, NEVER = 20.0, -20.0
GREY = np.full((SIDE_PX, SIDE_PX, 3), 127, np.uint8)


def test_where_no_tongue_is_glimpsed_one_look_is_enough() -> None:
    first, second = Opinion(NEVER), Opinion(CERTAIN, CERTAIN)
    tongue, _ = TongueNetwork(first, second).read(GREY)
    assert (first.asked, second.asked) == (1, 0)
    assert tongue.out == pytest.approx(0.0, abs=SAME)


def test_a_sure_tongue_is_seen_both_ways_round_and_stands_alone() -> None:
    first, second = Opinion(CERTAIN, CERTAIN), Opinion(NEVER, NEVER)
    tongue, _ = TongueNetwork(first, second).read(GREY)
    assert (first.asked, second.asked) == (2, 0)
    assert tongue.out == pytest.approx(1.0, abs=SAME)


@pytest.mark.parametrize(("other", "seen"), [(CERTAIN, 0.75), (NEVER, 0.25)])
def test_a_doubtful_tongue_is_the_mean_of_two_opinions(other: float, seen: float) -> None:
    second = Opinion(other, CERTAIN)
    tongue, mouth = TongueNetwork(Opinion(0.0, 0.0, smile=CERTAIN), second).read(GREY)
    assert SUSPECTED <= tongue_out(0.5, 0.5) < SURE
    assert second.asked == 1
    assert tongue.out == pytest.approx(tongue_out(seen, 0.75), abs=SAME)
    assert mouth.smile == pytest.approx(1.0, abs=SAME)


@pytest.mark.parametrize(("seen", "asked"), [(NEVER, 0), (0.0, 2 * len(ASIDES)), (CERTAIN, 0)])
def test_a_still_is_seen_from_all_sides_and_by_the_second_only_in_doubt(seen: float, asked: int) -> None:
    first, second = Opinion(seen, seen), Opinion(CERTAIN, CERTAIN)
    TongueNetwork(first, second).study(GREY)
    assert (first.asked, second.asked) == (2 * len(ASIDES), asked)


class Corner(Opinion):
    """Sees a tongue where a crop's corner is white."""

    def setInput(self, crop: np.ndarray) -> None:  # noqa: N802 (cv2's name)
        super().setInput(crop)
        self.said = (CERTAIN if crop[0, 0, 0, 0] > 0.99 else NEVER, CERTAIN, 0.0, 0.0, 0.0)


def test_what_few_sides_of_a_still_show_counts_little() -> None:
    mouth = GREY.copy()
    mouth[:2, :2] = 255
    network = TongueNetwork(Corner(0.0), Opinion(NEVER))
    (sudden, _), (calm, _) = network.read(mouth), network.study(mouth)
    assert 0 < calm.out < sudden.out


def test_the_first_of_the_sides_a_still_is_seen_from_is_the_crop_itself() -> None:
    crop = np.random.default_rng(8).integers(0, 256, (SIDE_PX, SIDE_PX, 3), dtype=np.uint8)
    itself, *others = seen_aside(crop)
    assert np.array_equal(itself, crop)
    moved = others[1]
    assert np.array_equal(moved[:, 2:], crop[:, :-2])
    assert all(other.shape == crop.shape and not np.array_equal(other, crop) for other in others)


@given(
    st.lists(st.floats(0, 1), min_size=5, max_size=5),
    st.lists(st.floats(0, 1), min_size=5, max_size=5),
)
def test_many_faces_are_settled_as_each_by_itself(first: list[float], second: list[float]) -> None:
    one, other = np.array(first), np.array(second)
    both = settle(np.stack([one, other]), np.stack([other, one]))
    assert np.array_equal(both, np.stack([settle(one, other), settle(other, one)]))
    assert both[0, 4] == one[4]
    if not doubts(one):
        assert np.array_equal(settle(one, other), settle(one, one))


def test_a_second_opinion_of_the_mirrored_crop_is_turned_back() -> None:
    lit = GREY.copy()
    lit[:, : SIDE_PX // 2] += 50
    for crop, left in ((lit, 0.5), (np.ascontiguousarray(lit[:, ::-1]), -0.5)):
        assert is_lit_from_left(crop) == (left > 0)
        tongue, _ = TongueNetwork(Opinion(0.0), Opinion(CERTAIN, left=CERTAIN)).read(crop)
        assert tongue.left == pytest.approx(left, abs=SAME)


@pytest.mark.parametrize("name", [MODEL, SECOND_MODEL])
def test_a_missing_model_is_named_with_its_checksum(assets: Path, tmp_path: Path, name: str) -> None:
    models = shutil.copytree(assets / "models", tmp_path / "models")
    (models / name).unlink()
    with pytest.raises(VisionError, match=rf"{name}.*expected SHA-256 [0-9a-f]{{64}}"):
        load_tongue_network(models)


@pytest.mark.parametrize("name", [MODEL, SECOND_MODEL])
def test_a_damaged_model_is_named_with_its_checksum(assets: Path, tmp_path: Path, name: str) -> None:
    models = shutil.copytree(assets / "models", tmp_path / "models")
    (models / name).write_bytes((models / name).read_bytes()[:-100])
    with pytest.raises(VisionError, match=rf"{name}: damaged.*expected [0-9a-f]{{64}}"):
        load_tongue_network(models)


@pytest.mark.parametrize("name", [MODEL, SECOND_MODEL])
def test_each_network_is_small(assets: Path, name: str) -> None:
    assert (assets / "models" / name).stat().st_size < 1_000_000


@pytest.mark.real_faces
def test_a_real_tongue_is_told_from_the_same_mouth_without(
    network: TongueNetwork, mouths: dict[int, np.ndarray]
) -> None:
    out = [network.read(mouths[at])[0].out for at in TONGUE_OUT]
    rest = [network.read(mouths[at])[0].out for at in TONGUE_IN]
    assert min(out) > max(rest)
    assert min(out) > 0.5


@pytest.mark.real_faces
def test_a_mirrored_mouth_reads_the_same_with_left_and_right_swapped(
    network: TongueNetwork, mouths: dict[int, np.ndarray]
) -> None:
    for at in TONGUE_OUT + TONGUE_IN:
        (tongue, mouth), (mirrored, mirrored_mouth) = (
            network.read(crop) for crop in (mouths[at], np.ascontiguousarray(mouths[at][:, ::-1]))
        )
        assert mirrored.out == pytest.approx(tongue.out, abs=SAME)
        assert mirrored_mouth.smile == pytest.approx(mouth.smile, abs=SAME)
        assert mirrored.left == pytest.approx(-tongue.left, abs=SAME)
        assert mirrored.down == pytest.approx(tongue.down, abs=SAME)
