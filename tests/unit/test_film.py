"""A film plays everywhere, is the same bytes every time, and is there whole or not at all."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from clip_maker import number_of, numbered_picture
from rights import as_nobody

from mirrorcam.sinks.film import BT709, FilmWriter
from mirrorcam.sinks.sink import SinkError, writing_fault
from mirrorcam.sources.video import VideoRecording

RGBA_COUNT = 12


def film(path: Path, count: int = RGBA_COUNT, width_px: int = 160, height_px: int = 96) -> Path:
    with FilmWriter(path, width_px, height_px, 25) as writer:
        for number in range(count):
            writer.write(numbered_picture(number, width_px, height_px), number / 25)
    return path


def test_the_film_holds_every_picture_at_its_own_time(tmp_path):
    times_s = [3.0, 3.04, 3.5, 3.51, 4.0]
    path = tmp_path / "a.mp4"
    with FilmWriter(path, 160, 96, 25) as writer:
        for number, time_s in enumerate(times_s):
            writer.write(numbered_picture(number), time_s)
    frames = list(VideoRecording(path).frames())
    assert [number_of(frame.rgb) for frame in frames] == [0, 1, 2, 3, 4]
    assert np.allclose([frame.time_s for frame in frames], np.array(times_s) - 3.0, atol=1e-4)


def test_browsers_can_play_it_at_once(tmp_path):
    path = film(tmp_path / "a.mp4")
    data = path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
        assert (context.color_primaries, context.color_trc) == (BT709, BT709)
        assert (context.colorspace, context.color_range) == (Colorspace.ITU601, ColorRange.MPEG)
        assert stream.average_rate == 25
        assert "creation_time" not in {*container.metadata, *stream.metadata}


def test_colours_come_back_as_they_went_in(tmp_path):
    path = tmp_path / "a.mp4"
    colours = [(200, 30, 30), (30, 180, 60), (40, 60, 200), (230, 190, 170)]
    with FilmWriter(path, 64, 64, 25) as writer:
        for index, colour in enumerate(colours):
            writer.write(np.full((64, 64, 3), colour, np.uint8), index / 25)
    for frame, colour in zip(VideoRecording(path).frames(), colours, strict=True):
        assert np.abs(frame.rgb.reshape(-1, 3).mean(axis=0) - colour).max() < 5


def test_the_same_pictures_give_the_same_bytes(tmp_path):
    assert film(tmp_path / "a.mp4").read_bytes() == film(tmp_path / "b.mp4").read_bytes()


def test_alpha_is_ignored_and_the_writer_keeps_no_hold_of_the_picture(tmp_path):
    reused = np.zeros((96, 160, 4), np.uint8)
    with FilmWriter(tmp_path / "a.mp4", 160, 96, 25) as writer:
        for number in range(RGBA_COUNT):
            reused[..., :3], reused[..., 3] = numbered_picture(number), 20 * number
            writer.write(reused, number / 25)
    frames = list(VideoRecording(tmp_path / "a.mp4").frames())
    assert [number_of(frame.rgb) for frame in frames] == list(range(RGBA_COUNT))


@pytest.mark.parametrize("size", [(161, 97), (160, 97), (161, 96), (1, 1)])
def test_odd_sizes_are_padded_to_even_ones(tmp_path, size):
    width_px, height_px = size
    path = tmp_path / "a.mp4"
    with FilmWriter(path, width_px, height_px, 25) as writer:
        writer.write(np.full((height_px, width_px, 3), 120, np.uint8), 0.0)
    (frame,) = VideoRecording(path).frames()
    assert frame.rgb.shape == (height_px + height_px % 2, width_px + width_px % 2, 3)
    assert np.abs(frame.rgb.astype(int) - 120).max() <= 4


def test_a_picture_of_another_size_is_refused_and_no_film_is_left(tmp_path):
    with pytest.raises(ValueError, match="97"), FilmWriter(tmp_path / "a.mp4", 160, 97, 25) as writer:
        writer.write(numbered_picture(0), 0.0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_film_leaves_nothing_and_keeps_the_one_before(tmp_path, stop):
    before = film(tmp_path / "a.mp4", 3).read_bytes()
    with pytest.raises(stop), FilmWriter(tmp_path / "a.mp4", 160, 96, 25) as writer:
        for number in range(30):
            writer.write(numbered_picture(number), number / 25)
        raise stop
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_bytes() == before


def test_a_film_without_a_picture_is_said_in_one_line(tmp_path):
    with pytest.raises(SinkError, match="no picture came"), FilmWriter(tmp_path / "a.mp4", 160, 96, 25):
        pass
    assert list(tmp_path.iterdir()) == []


FILL_UP = """
import resource, sys
import numpy as np
from mirrorcam.sinks.film import BT709, FilmWriter
from mirrorcam.sinks.sink import SinkError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
noise = np.random.default_rng(0)
try:
    with FilmWriter(sys.argv[1], 128, 128, 25) as film:
        for number in range(40):
            film.write(noise.integers(0, 255, (128, 128, 3), np.uint8), number / 25)
except SinkError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits on file size are posix here")
@pytest.mark.parametrize("most_bytes", [500, 60_000, 240_000])
def test_a_disk_that_fills_up_leaves_no_half_film_and_one_line(tmp_path, most_bytes):
    path = tmp_path / "a.mp4"
    said = subprocess.run(
        [sys.executable, "-c", FILL_UP, str(path), str(most_bytes)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.count("\n") == 1 and str(path) in said.stdout
    assert said.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_called_a_full_disk():
    said = str(writing_fault(Path("a.mp4"), OSError(errno.ENOSPC, "No space left on device")))
    assert said.startswith("a.mp4: the disk is full")


def test_a_folder_that_is_missing_shut_or_named_itself_is_said_in_one_line(tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    for path, said in ((tmp_path / "gone" / "a.mp4", "no such folder"), (tmp_path, "is a folder")):
        with pytest.raises(SinkError, match=said):
            FilmWriter(path, 160, 96, 25)
    with pytest.raises(SinkError, match="no permission"):
        as_nobody(lambda: FilmWriter(shut / "a.mp4", 160, 96, 25))


def test_a_stages_picture_keeps_its_colours_in_a_film(tmp_path: Path) -> None:
    blue_first = np.zeros((96, 160, 4), np.uint8)
    blue_first[:] = (20, 60, 220, 0)
    with FilmWriter(tmp_path / "red.mp4", 160, 96, 30.0) as writer:
        writer.write(blue_first, 0.0)
    frame = next(VideoRecording(tmp_path / "red.mp4").frames())
    assert np.abs(frame.rgb.astype(int) - (220, 60, 20)).max() <= 4
