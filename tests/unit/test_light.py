"""Light on a crop: tints are half taken out of mouths, and a crop and its mirror picture are seen one way round."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorcam.vision.light import MOUTH, SKIN_TINT, TINT_TAKEN, in_even_light, is_lit_from_left
from mirrorcam.vision.mouth_crop import FILL_RGB, SIDE_PX

TONGUE = (190, 90, 100)
shares = st.floats(0.6, 1.0)


def mouth_in(tint: tuple[float, ...]) -> np.ndarray:
    """Return a crop of plain skin of the usual tint with a tongue in its middle, under a light of this tint."""
    crop = np.empty((SIDE_PX, SIDE_PX, 3))
    crop[:] = 130 * np.array(SKIN_TINT)
    crop[MOUTH] = TONGUE
    return np.round(crop * tint).astype(np.uint8)


def tint_of(crop: np.ndarray) -> np.ndarray:
    skin = crop[0, 0].astype(float)
    return skin / skin.mean()


def test_skin_of_the_usual_tint_stays_as_it_is() -> None:
    crop = mouth_in((1.0, 1.0, 1.0))
    assert np.abs(in_even_light(crop).astype(int) - crop).max() <= 1


@given(st.tuples(shares, shares, shares))
def test_half_of_a_light_s_tint_is_taken_out_of_skin_and_tongue_alike(light: tuple[float, ...]) -> None:
    plain, lit = mouth_in((1.0, 1.0, 1.0)), mouth_in(light)
    even = in_even_light(lit)
    usual = np.array(SKIN_TINT) / np.mean(SKIN_TINT)
    left = np.log(tint_of(even) / usual) - np.log(tint_of(even) / usual).mean()
    was = np.log(tint_of(lit) / usual) - np.log(tint_of(lit) / usual).mean()
    assert left == pytest.approx((1 - TINT_TAKEN) * was, abs=0.03)
    middle = SIDE_PX // 2
    beside = even[middle, middle] / even[0, 0].astype(float)
    assert beside == pytest.approx(plain[middle, middle] / plain[0, 0].astype(float), abs=0.03)


def test_what_lay_outside_the_picture_is_no_skin_and_stays_grey() -> None:
    whole = mouth_in((1.0, 0.7, 0.6))
    cut_off = whole.copy()
    cut_off[SIDE_PX // 2 :] = FILL_RGB
    even = in_even_light(cut_off)
    assert (even[SIDE_PX // 2 :] == FILL_RGB).all()
    assert np.array_equal(even[: SIDE_PX // 2], in_even_light(whole)[: SIDE_PX // 2])


@pytest.mark.parametrize("value", [0, 127, 255])
def test_a_crop_without_skin_is_no_crash(value: int) -> None:
    crop = np.full((SIDE_PX, SIDE_PX, 3), value, np.uint8)
    assert in_even_light(crop).shape == crop.shape


@given(st.integers(0, 2**32 - 1))
def test_of_a_crop_and_its_mirror_picture_one_is_lit_from_the_left(seed: int) -> None:
    grain = np.random.default_rng(seed).integers(0, 256, (SIDE_PX, SIDE_PX, 3), dtype=np.uint8)
    crop = cv2.GaussianBlur(grain, (0, 0), 5)
    assert is_lit_from_left(crop) != is_lit_from_left(crop[:, ::-1])
