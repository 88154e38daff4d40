"""What must hold for any face: ranges, constants, the looking-glass, and scale."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mirrorcam.core.baseline import RestingFace, channels_above_rest, learn_rest
from mirrorcam.core.channels import CHANNELS, swap_sides
from mirrorcam.core.evidence import SCORE, SCORES, Evidence
from mirrorcam.core.geometry import HELPED, MEASURED, RULED, level_shape, level_weights, rule_channels
from mirrorcam.core.pose import MeanFace, load_mean_face
from mirrorcam.core.reader import filter_of, read_expression, start_reading
from mirrorcam.core.smoothing import smooth
from mirrorcam.core.tuning import BaselineTuning, ReaderTuning, SmoothingTuning
from mirrorcam.core.types import HeadPose, Observation
from mirrorcam.vision.channel_network import ChannelNetwork

FILTER = filter_of(SmoothingTuning())
SIDES = np.array([-1.0, 1.0, 1.0])
SCORES_SWAPPED = [
    SCORE[n.replace("left", "?").replace("right", "left").replace("?", "right")] for n in SCORES
]


@pytest.fixture(scope="module")
def mean_face(assets: Path) -> MeanFace:
    return load_mean_face(assets / "models" / "mean_face.npz")


@pytest.fixture(scope="module")
def network(assets: Path, mean_face: MeanFace) -> ChannelNetwork:
    return ChannelNetwork(assets / "models", mean_face)


def face(mean_face: MeanFace, seed: int) -> np.ndarray:
    """Return a made-up face shape f64[478,3]: the mean face with smooth and rough changes."""
    rng = np.random.default_rng(seed)
    bend = rng.normal(0, 0.05, (3, 3))
    return mean_face.shape + mean_face.shape @ bend * 0.3 + rng.normal(0, 0.004, mean_face.shape.shape)


def observe(
    shape: np.ndarray, size_px: float = 150.0, centre: tuple[float, float] = (0.5, 0.5)
) -> Observation:
    """Place a shape in a picture of 640 x 480."""
    landmarks = shape * size_px / np.array([640.0, 480.0, 640.0]) + np.array([*centre, 0.0])
    return Observation(0, landmarks.astype(np.float32), HeadPose(), 640, 480, size_px, 0.9)


@given(constant=st.floats(-5, 5), count=st.integers(1, 40))
def test_a_constant_passes_the_filter_unchanged(constant: float, count: int) -> None:
    state = None
    for index in range(count):
        state = smooth(state, np.full(FILTER.cutoff_hz.shape, constant), index / 30, FILTER)
    assert state is not None
    assert state.values == pytest.approx(constant, abs=1e-9)


@given(arrays(np.float64, 52, elements=st.floats(0, 1)), arrays(np.float64, 52, elements=st.floats(-1, 2)))
def test_channels_above_rest_stay_between_0_and_1_and_full_stays_full(
    seen: np.ndarray, rest: np.ndarray
) -> None:
    face_at_rest = RestingFace(rest, np.zeros(7))
    above = channels_above_rest(seen, face_at_rest, 0.45)
    assert ((above >= 0) & (above <= 1)).all()
    assert channels_above_rest(np.ones(52), face_at_rest, 0.45) == pytest.approx(1.0)


@given(arrays(np.float64, 7, elements=st.floats(-8, 8)), st.integers(1, 200))
def test_rest_moves_towards_what_is_seen_and_never_past_it(scores: np.ndarray, frames: int) -> None:
    start = RestingFace(np.zeros(52), np.zeros(7))
    rest = start
    for _ in range(frames):
        rest = learn_rest(rest, np.zeros(52), scores, 1 / 30, BaselineTuning())
    assert (np.abs(rest.scores) <= np.abs(scores) + 1e-9).all()
    assert (rest.scores * scores >= 0).all()


@settings(max_examples=25, deadline=None)
@given(arrays(np.float32, (30, 52), elements=st.floats(0, 1, width=32)))
def test_whatever_is_seen_the_channels_stay_between_0_and_1(channels: np.ndarray) -> None:
    state = start_reading()
    observation = Observation(0, np.zeros((478, 3), np.float32), HeadPose(), 640, 480, 100.0, 0.9)
    for index, row in enumerate(channels):
        evidence = Evidence(row, np.zeros(len(SCORES), np.float32))
        state, expression = read_expression(state, observation, evidence, index / 30, ReaderTuning())
        assert ((expression.channels >= 0) & (expression.channels <= 1)).all()


@pytest.mark.parametrize("seed", range(8))
def test_a_face_in_the_looking_glass_reads_with_its_sides_exchanged(
    mean_face: MeanFace, network: ChannelNetwork, seed: int
) -> None:
    shape = face(mean_face, seed)
    plain, mirrored = network.look(observe(shape)), network.look(observe(shape[mean_face.mirror] * SIDES))
    assert plain is not None
    assert mirrored is not None
    assert mirrored.channels == pytest.approx(swap_sides(plain.channels), abs=2e-3)
    assert mirrored.scores == pytest.approx(plain.scores[SCORES_SWAPPED], abs=2e-2)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("size_px", "centre"), [(60.0, (0.3, 0.4)), (300.0, (0.6, 0.5))])
def test_size_and_place_in_the_picture_do_not_matter(
    mean_face: MeanFace, network: ChannelNetwork, seed: int, size_px: float, centre: tuple[float, float]
) -> None:
    shape = face(mean_face, seed)
    near, far = network.look(observe(shape)), network.look(observe(shape, size_px, centre))
    assert near is not None
    assert far is not None
    assert far.channels == pytest.approx(near.channels, abs=2e-3)
    assert far.scores == pytest.approx(near.scores, abs=2e-2)


@pytest.mark.parametrize("squash", [0.7, 0.85, 1.2])
def test_a_squashed_shape_is_levelled(mean_face: MeanFace, squash: float) -> None:
    weights = level_weights(mean_face.shape)
    squashed = mean_face.shape * np.array([1.0, squash, 1.0])
    assert level_shape(squashed, weights) == pytest.approx(level_shape(mean_face.shape, weights), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_the_ruler_stays_between_0_and_1_and_knows_its_sides(mean_face: MeanFace, seed: int) -> None:
    shape = face(mean_face, seed)
    ruled, mirrored = np.zeros(len(CHANNELS)), np.zeros(len(CHANNELS))
    ruled[[*RULED, *HELPED, *MEASURED]] = rule_channels(shape)
    mirrored[[*RULED, *HELPED, *MEASURED]] = rule_channels(shape[mean_face.mirror] * SIDES)
    assert ((ruled >= 0) & (ruled <= 1)).all()
    assert mirrored == pytest.approx(swap_sides(ruled), abs=1e-6)


def test_landmarks_that_make_no_face_give_no_evidence(network: ChannelNetwork) -> None:
    nothing = Observation(0, np.full((478, 3), np.nan, np.float32), HeadPose(), 640, 480, 0.0, 0.0)
    point = Observation(0, np.full((478, 3), 0.5, np.float32), HeadPose(), 640, 480, 0.0, 0.0)
    assert network.look(nothing) is None
    assert network.look(point) is None
