"""Still pictures of any common kind come as upright rgb, or are refused in one line."""

import logging
import struct

import cv2
import numpy as np
import pytest
from rights import as_nobody

from mirrorcam.sources.picture_size import picture_size
from mirrorcam.sources.source import SourceError
from mirrorcam.sources.stills import MOST_PIXELS, open_still

KINDS = (".jpg", ".png", ".webp", ".bmp", ".tif")
QUALITY = {".jpg": [cv2.IMWRITE_JPEG_QUALITY, 98], ".webp": [cv2.IMWRITE_WEBP_QUALITY, 101]}


def corners(width_px: int = 60, height_px: int = 40) -> np.ndarray:
    """Return rgb u8: red above left, blue below right, green elsewhere."""
    rgb = np.full((height_px, width_px, 3), (0, 200, 0), np.uint8)
    rgb[: height_px // 2, : width_px // 2] = (200, 0, 0)
    rgb[height_px // 2 :, width_px // 2 :] = (0, 0, 200)
    return rgb


def save(path, rgb, parameters=()):
    """Write a picture under any name, also one outside ASCII."""
    order = cv2.COLOR_RGBA2BGRA if rgb.ndim == 3 and rgb.shape[2] == 4 else cv2.COLOR_RGB2BGR
    stored = rgb if rgb.ndim == 2 else cv2.cvtColor(rgb, order)
    is_good, data = cv2.imencode(path.suffix, stored, list(parameters))
    assert is_good
    path.write_bytes(data.tobytes())
    return path


def with_exif_orientation(path, orientation):
    """Put an EXIF block with nothing but the orientation (tag 274) into a JPEG."""
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, 274, 3, 1, orientation, 0, 0)
    block = b"Exif\x00\x00" + tiff
    data = path.read_bytes()
    path.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + data[2:])
    return path


def refusal(path) -> str:
    with pytest.raises(SourceError) as error:
        open_still(path)
    said = str(error.value)
    assert "\n" not in said and str(path) in said
    return said


@pytest.mark.parametrize("suffix", KINDS)
def test_every_common_kind_of_picture_comes_as_rgb(tmp_path, suffix):
    frame = open_still(save(tmp_path / f"Gesicht für 子供{suffix}", corners(), QUALITY.get(suffix, ())))
    assert (frame.index, frame.time_s) == (0, 0.0)
    assert frame.rgb.dtype == np.uint8
    # JPEG mixes the colours of neighbours, so the middle of each quarter is compared.
    for y, x in ((10, 15), (10, 45), (30, 15), (30, 45)):
        assert np.abs(frame.rgb[y, x].astype(int) - corners()[y, x]).max() <= 8


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, 3), (8, 1)])
def test_a_picture_taken_sideways_comes_upright(tmp_path, orientation, turns):
    path = with_exif_orientation(save(tmp_path / "a.jpg", corners(), QUALITY[".jpg"]), orientation)
    expected = np.rot90(corners(), turns)
    rgb = open_still(path).rgb
    assert rgb.shape == expected.shape
    assert np.abs(rgb.astype(int) - expected).mean() < 8


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_sixteen_bits_of_grey_become_eight_of_rgb(tmp_path, suffix):
    grey = np.linspace(0, 65535, 2400).reshape(40, 60).astype(np.uint16)
    rgb = open_still(save(tmp_path / f"a{suffix}", grey)).rgb
    assert rgb.shape == (40, 60, 3)
    assert np.abs(rgb.astype(int) - (grey / 257.0)[:, :, None]).max() <= 1


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif"])
def test_what_is_transparent_shows_grey_and_not_the_colour_hidden_there(tmp_path, suffix):
    picture = np.dstack([corners(), np.full((40, 60), 255, np.uint8)])
    picture[20:, :, 3] = 0
    rgb = open_still(save(tmp_path / f"a{suffix}", picture, QUALITY.get(suffix, ()))).rgb
    assert np.array_equal(rgb[:20], corners()[:20])
    assert (rgb[20:] == 127).all()


def test_a_picture_of_one_pixel_is_read(tmp_path):
    assert open_still(save(tmp_path / "a.png", np.full((1, 1, 3), 9, np.uint8))).rgb.tolist() == [[[9, 9, 9]]]


def test_a_large_picture_is_scaled_down_to_a_working_size(tmp_path):
    large = np.kron(corners(90, 40), np.ones((100, 100, 1), np.uint8))
    rgb = open_still(save(tmp_path / "a.jpg", large)).rgb
    assert rgb.shape == (1707, 3840, 3)
    assert rgb[800, 900].tolist() == pytest.approx([200, 0, 0], abs=6)
    assert open_still(tmp_path / "a.jpg", longest_side_px=500).rgb.shape == (222, 500, 3)


@pytest.mark.parametrize("suffix", KINDS)
def test_the_size_is_told_from_the_header_of_every_kind(tmp_path, suffix):
    data = save(tmp_path / f"a{suffix}", corners(61, 43)).read_bytes()
    assert picture_size(data) == (61, 43)
    lossy = save(tmp_path / "lossy.webp", corners(61, 43), [cv2.IMWRITE_WEBP_QUALITY, 50]).read_bytes()
    assert picture_size(lossy) == (61, 43)
    glass = np.dstack([corners(61, 43), np.full((43, 61), 90, np.uint8)])
    assert picture_size(save(tmp_path / "glass.webp", glass).read_bytes()) == (61, 43)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(tmp_path):
    path = save(tmp_path / "a.png", corners())
    data = bytearray(path.read_bytes())
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    path.write_bytes(data)
    assert "60000 x 60000" in refusal(path)
    assert MOST_PIXELS < 60_000 * 60_000


def test_an_empty_file_text_a_folder_and_nothing_are_each_refused_in_one_line(tmp_path):
    empty, text = tmp_path / "empty.jpg", tmp_path / "text.png"
    empty.touch()
    text.write_text("no picture at all")
    assert "empty" in refusal(empty)
    assert "not a picture" in refusal(text)
    assert "folder" in refusal(tmp_path)
    assert "no such file" in refusal(tmp_path / "gone.jpg")


@pytest.mark.parametrize("suffix", [".png", ".webp", ".bmp", ".tif"])
def test_a_picture_that_is_cut_off_is_refused_in_one_line(tmp_path, suffix):
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8)
    path = save(tmp_path / f"a{suffix}", noise)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "cut off" in refusal(path)


def test_a_jpeg_that_is_cut_off_is_refused_or_read_with_one_warning(tmp_path, caplog):
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8)
    path = save(tmp_path / "a.jpg", noise)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with caplog.at_level(logging.WARNING):
        try:
            assert open_still(path).rgb.shape == noise.shape
            said = caplog.messages
        except SourceError as error:
            said = [str(error)]
    assert len(said) == 1 and "cut off" in said[0] and str(path) in said[0]


def test_a_picture_that_may_not_be_read_is_refused_in_one_line(tmp_path):
    path = save(tmp_path / "a.png", corners())
    path.chmod(0)
    assert "no permission" in as_nobody(lambda: refusal(path))


@pytest.mark.parametrize(
    "data", [b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"RIFF", b"II*\x00", b""]
)
def test_a_header_that_stops_short_tells_no_size(data):
    assert picture_size(data) is None
