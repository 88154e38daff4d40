"""The mirror's stage in windows of any shape: all words are there whole, and none lies on the baby's mouth."""

from pathlib import Path

import numpy as np
import pytest

from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.core.channels import INDEX, rest
from mirrorcam.core.types import AvatarPose, Gaze, Gesture, HeadPose, PixelArray
from mirrorcam.stage.mirror import MirrorStage
from mirrorcam.stage.scene import Scene, StageOptions
from mirrorcam.stage.text import load_texts

SIZES = ((1280, 720), (1080, 1920), (420, 760), (800, 800), (1280, 260))
LANGUAGES = ("de", "en", "es", "fr")
CHANGED = 2
# Where the part's border cuts a word's smoothed edge it is rounded in another way: by so much, in so few pixels.
ROUNDED, FEW = 8, 50


@pytest.fixture(scope="module")
def baby(assets: Path) -> Avatar:
    return load_avatar(assets / "avatars" / "baby")


def still() -> AvatarPose:
    channels = rest()
    channels[INDEX["jawOpen"]], channels[INDEX["tongueOut"]] = 0.7, 1.0
    return AvatarPose(channels, HeadPose(0.0, 0.0, 0.0), Gaze(0.0, 0.0), 0.0)


def painted(stage: MirrorStage, size: tuple[int, int], scene: Scene, *, help_: bool = False) -> PixelArray:
    width, height = size
    pixels = np.zeros((height, width, 4), np.uint8)
    stage.paint(pixels, scene, StageOptions(help=help_))
    return pixels


def changed(one: PixelArray, other: PixelArray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the pixels in which two pictures differ."""
    return np.nonzero(np.abs(one[:, :, :3].astype(int) - other[:, :, :3]).max(2) > CHANGED)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_words_are_whole_in_a_window_of_any_shape(
    assets: Path, baby: Avatar, size: tuple[int, int], language: str
) -> None:
    texts = load_texts(assets / "texts", language)
    stage = MirrorStage(baby, texts, with_visitor=False)
    pose, width = still(), size[0]
    plain = painted(stage, size, Scene(pose))
    held = frozenset([Gesture.MOUTH_OPEN, Gesture.TONGUE_OUT])
    for wordy in (
        painted(stage, size, Scene(pose, note=texts["mirror.lost"])),
        painted(stage, size, Scene(pose, held)),
        painted(stage, size, Scene(pose), help_=True),
    ):
        columns = changed(plain, wordy)[1]
        assert columns.size
        assert columns.min() > 0
        assert columns.max() < width - 1
        # What is cut off at both sides would fill the row; what is whole stands in the middle.
        assert abs(columns.min() + columns.max() - (width - 1)) <= 0.01 * width + 2


@pytest.mark.parametrize("size", SIZES)
def test_no_gesture_s_name_lies_on_the_tongue(assets: Path, baby: Avatar, size: tuple[int, int]) -> None:
    stage = MirrorStage(baby, load_texts(assets / "texts", "en"), with_visitor=False)
    out = still()
    shut = AvatarPose(rest(), out.head, out.gaze, out.breath)
    open_ = painted(stage, size, Scene(out))
    tongue = changed(open_, painted(stage, size, Scene(shut)))[0]
    name = changed(open_, painted(stage, size, Scene(out, frozenset([Gesture.TONGUE_OUT]))))[0]
    # The chin comes down too, and the shadow below it; the tongue ends above the lowest tenth of what moves.
    lowest_tongue = np.quantile(tongue, 0.9)
    assert name.min() > lowest_tongue


@pytest.mark.parametrize("size", [(1080, 1920), (420, 760), (600, 800)])
def test_on_an_upright_stage_the_visitor_is_above_the_baby(
    assets: Path, baby: Avatar, size: tuple[int, int]
) -> None:
    stage = MirrorStage(baby, load_texts(assets / "texts", "en"), with_visitor=True)
    width, height = size
    blue = np.zeros((480, 640, 3), np.uint8)
    blue[..., 2] = 255
    pixels = painted(stage, size, Scene(still(), visitor_rgb=blue, aspect=4 / 3)).astype(int)
    rows, columns = np.nonzero((pixels[:, :, 0] > 200) & (pixels[:, :, 2] < 50))
    assert rows.max() < 0.46 * height
    assert columns.max() - columns.min() > 0.5 * width
    assert abs((columns.max() + columns.min()) / 2 - width / 2) < 2


@pytest.mark.parametrize("size", [(1280, 720), (1080, 1920), (801, 533)])
def test_painted_again_only_the_babys_side_changes_and_the_picture_is_as_if_painted_anew(
    assets: Path, baby: Avatar, size: tuple[int, int]
) -> None:
    texts = load_texts(assets / "texts", "en")
    visitor = np.random.default_rng(0).integers(0, 255, (48, 64, 3), np.uint8)
    stage, options = MirrorStage(baby, texts, with_visitor=True), StageOptions()
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    note = texts["mirror.waiting"]

    def scene(jaw_open: float, rgb: PixelArray = visitor, **more: object) -> Scene:
        channels = rest()
        channels[INDEX["jawOpen"]] = jaw_open
        return Scene(AvatarPose(channels), frozenset([Gesture.SMILE]), rgb, note=note, **more)

    def anew(shown: Scene, options: StageOptions = options) -> PixelArray:
        fresh = np.zeros_like(pixels)
        MirrorStage(baby, texts, with_visitor=True).paint(fresh, shown, options)
        return fresh

    assert stage.paint(pixels, scene(0.0), options, again=True) is None
    part = stage.paint(pixels, scene(1.0), options, again=True)
    assert part is not None
    away = np.abs(pixels.astype(int) - anew(scene(1.0))).max(2)
    assert away.max() <= ROUNDED and (away > 0).sum() <= FEW
    rows, columns = changed(anew(scene(0.0)), pixels)
    left, top, wide, high = part
    assert rows.min() >= top and rows.max() < top + high
    assert columns.min() >= left and columns.max() < left + wide
    assert stage.paint(pixels, scene(1.0, visitor.copy()), options, again=True) is None
    assert stage.paint(pixels, scene(1.0, visitor[::-1].copy()), options, again=True) is None
    assert np.array_equal(pixels, anew(scene(1.0, visitor[::-1])))
    pointed = StageOptions(landmarks=True)
    for _ in range(2):
        assert stage.paint(pixels, scene(1.0), pointed, again=True) is None


def test_pixels_that_hold_something_else_are_filled(assets: Path, baby: Avatar) -> None:
    stage = MirrorStage(baby, load_texts(assets / "texts", "en"), with_visitor=True)
    scene = Scene(still(), visitor_rgb=np.zeros((48, 64, 3), np.uint8))
    first, second = np.zeros((360, 640, 4), np.uint8), np.full((360, 640, 4), 77, np.uint8)
    stage.paint(first, scene, StageOptions())
    assert stage.paint(second, scene, StageOptions()) is None
    assert np.array_equal(first, second)


@pytest.mark.parametrize("size", [(640, 360), (1280, 720)])
def test_many_names_are_written_upwards_and_leave_the_caption_free(
    assets: Path, baby: Avatar, size: tuple[int, int]
) -> None:
    stage = MirrorStage(baby, load_texts(assets / "texts", "de"), with_visitor=True)
    plain = painted(stage, size, Scene(still()))
    one, many = (
        changed(plain, painted(stage, size, Scene(still(), frozenset(held))))[0]
        for held in (
            [Gesture.SMILE],
            [Gesture.SMILE, Gesture.MOUTH_OPEN, Gesture.TONGUE_OUT, Gesture.BROWS_UP],
        )
    )
    assert many.min() < one.min()
    assert many.max() == one.max()
