"""Windows on a frame through which small and cut-off faces are found."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mirrorcam.vision.views import View, around, full_view, pad_to_view, search_views

sizes = st.integers(1, 700)


@given(sizes, sizes)
def test_every_pixel_of_a_frame_is_in_some_view_of_a_search(width: int, height: int) -> None:
    covered = np.zeros((height, width), bool)
    for view in list(search_views(width, height))[1:]:
        covered[max(0, view.y) : view.y + view.height, max(0, view.x) : view.x + view.width] = True
    assert covered.all()


@given(sizes, sizes, st.integers(0, 50))
def test_what_is_seen_through_a_view_lies_where_it_was_in_the_frame(
    width: int, height: int, pick: int
) -> None:
    views = list(search_views(width, height))
    view = views[pick % len(views)]
    rgb = np.zeros((height, width, 3), np.uint8)
    corners = np.array([[0, 0, 0.1], [1, 1, 0.1]], np.float32)
    placed = view.to_frame(corners, rgb)
    expected = [
        [view.x / width, view.y / height],
        [(view.x + view.width) / width, (view.y + view.height) / height],
    ]
    assert np.allclose(placed[:, :2], expected, atol=1e-4)
    assert view.cut(rgb).shape[:2] == (view.height, view.width)


def test_the_whole_frame_is_handed_on_without_a_copy() -> None:
    rgb = np.zeros((20, 30, 3), np.uint8)
    assert full_view(30, 20).cut(rgb) is rgb


def test_a_margin_is_grey_and_keeps_the_picture_in_its_middle() -> None:
    rgb = np.full((20, 30, 3), 255, np.uint8)
    padded = pad_to_view(30, 20).cut(rgb)
    assert (padded[0, 0] == 127).all()
    assert (padded[padded.shape[0] // 2, padded.shape[1] // 2] == 255).all()


def test_a_view_follows_a_small_face_and_lets_a_large_one_go() -> None:
    small = np.full((478, 3), 0.5, np.float32) + np.linspace(-0.02, 0.02, 478)[:, None].astype(np.float32)
    view = around([small], 1280, 720)
    assert view.follow([small], 1280, 720) == view
    moved = view.follow([small + np.float32(0.05)], 1280, 720)
    assert moved is not None
    assert moved.x > view.x
    large = np.full((478, 3), 0.5, np.float32) + np.linspace(-0.3, 0.3, 478)[:, None].astype(np.float32)
    assert view.follow([large], 1280, 720) is None


def test_the_whole_frame_has_no_view_of_its_own() -> None:
    face = np.full((478, 3), 0.5, np.float32)
    assert View(0, 0, 640, 480).follow([face], 640, 480) is None
