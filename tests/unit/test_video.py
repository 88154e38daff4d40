"""Clips are read whole, in order, at their own times, or refused in one line."""

import logging
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from clip_maker import cut_off, make_clip, number_of, numbered_picture, turn_in_header
from rights import as_nobody

from mirrorcam.sources.source import SourceError
from mirrorcam.sources.video import VideoRecording, working_size

KINDS = {
    "a.mp4": {},
    "a.mov": {},
    "a.mkv": {},
    "a.avi": {"codec": "mpeg4"},
    "a.mpg": {"codec": "mpeg1video"},
    "a.webm": {"codec": "libvpx", "options": {"deadline": "realtime", "cpu-used": "8"}},
    "a.gif": {"codec": "gif", "pix_fmt": "rgb8"},
}


def one_line(error: pytest.ExceptionInfo[SourceError], path: Path) -> str:
    said = str(error.value)
    assert "\n" not in said
    assert str(path) in said
    return said


@pytest.mark.parametrize("name", KINDS)
def test_every_frame_comes_in_order_whatever_the_container(tmp_path, name):
    recording = VideoRecording(make_clip(tmp_path / name, 30, **KINDS[name]))
    frames = list(recording.frames())
    assert [number_of(frame.rgb) for frame in frames] == list(range(30))
    assert [frame.index for frame in frames] == list(range(30))
    assert np.allclose([frame.time_s for frame in frames], np.arange(30) / 25, atol=2e-3)
    assert recording.fps == pytest.approx(25, rel=0.01)
    assert recording.frame_count in (30, None)


@pytest.mark.parametrize("name", ["a.mp4", "a.avi", "a.gif"])
def test_frames_are_those_that_opencv_decodes(tmp_path, name):
    path = make_clip(tmp_path / name, 20, **KINDS[name])
    capture = cv2.VideoCapture(str(path))
    for frame in VideoRecording(path).frames():
        is_there, bgr = capture.read()
        assert is_there
        difference = np.abs(frame.rgb.astype(int) - bgr[:, :, ::-1])
        assert difference.mean() < 2.0
    assert not capture.read()[0]


def test_red_is_in_the_first_channel(tmp_path):
    frame = next(VideoRecording(make_clip(tmp_path / "a.mp4", 3)).frames())
    red, green, blue = frame.rgb[52, 12].astype(int)
    assert red > 180 and green < 70 and blue < 70


def test_a_recording_can_be_read_again_from_the_first_frame(tmp_path):
    recording = VideoRecording(make_clip(tmp_path / "a.mp4", 8))
    first, second = list(recording.frames()), list(recording.frames())
    assert len(first) == len(second) == 8
    assert all(np.array_equal(a.rgb, b.rgb) for a, b in zip(first, second, strict=True))


def test_a_variable_frame_rate_keeps_its_times(tmp_path):
    times_s = [0.0, 0.1, 0.12, 0.5, 0.54, 1.5, 1.6, 1.65]
    frames = list(VideoRecording(make_clip(tmp_path / "a.mp4", 8, times_s=times_s)).frames())
    assert np.allclose([frame.time_s for frame in frames], times_s, atol=1e-3)


@pytest.mark.parametrize(
    ("matrix", "turns"), [((0, 1, -1, 0), 3), ((-1, 0, 0, -1), 2), ((0, -1, 1, 0), 1), ((1, 0, 0, 1), 0)]
)
def test_a_clip_filmed_sideways_comes_upright(tmp_path, matrix, turns):
    path = turn_in_header(make_clip(tmp_path / "a.mp4", 3), matrix)
    frame = next(VideoRecording(path).frames())
    expected = np.rot90(numbered_picture(0), turns)
    assert frame.rgb.shape == expected.shape
    assert np.abs(frame.rgb.astype(int) - expected).mean() < 6


def test_sound_beside_the_pictures_does_no_harm(tmp_path):
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        video, audio = container.add_stream("libx264", rate=25), container.add_stream("aac", rate=16000)
        video.width, video.height, video.pix_fmt = 160, 96, "yuv420p"
        for number in range(10):
            container.mux(video.encode(av.VideoFrame.from_ndarray(numbered_picture(number), format="rgb24")))
        silence = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        silence.sample_rate = 16000
        container.mux(audio.encode(silence))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    assert [number_of(f.rgb) for f in VideoRecording(path).frames()] == list(range(10))


def test_an_8k_frame_is_scaled_down_to_a_working_size(tmp_path):
    def huge(number):
        return np.kron(numbered_picture(number + 5, 160, 90), np.ones((48, 48, 1), np.uint8))

    path = make_clip(tmp_path / "a.mov", 1, codec="mjpeg", picture=huge, pix_fmt="yuvj420p")
    (frame,) = VideoRecording(path).frames()
    assert frame.rgb.shape == (1080, 1920, 3)
    assert number_of(frame.rgb[6::12, 6::12]) == 5


def test_a_clip_of_one_pixel_is_read(tmp_path):
    def dot(number):
        return np.full((1, 1, 3), number * 100, np.uint8)

    frames = list(
        VideoRecording(make_clip(tmp_path / "a.gif", 3, codec="gif", picture=dot, pix_fmt="rgb8")).frames()
    )
    assert [frame.rgb.shape for frame in frames] == [(1, 1, 3)] * 3
    assert frames[0].rgb.mean() < frames[2].rgb.mean()


def test_pixels_that_are_not_square_are_stretched_to_square_ones():
    assert working_size(720, 576, 16 / 15, 1920) == (768, 576)
    assert working_size(720, 576, 1.01, 1920) == (720, 576)
    assert working_size(7680, 4320, 1.0, 1920) == (1920, 1080)
    assert working_size(1, 9000, 1.0, 1920) == (1, 1920)


@pytest.mark.parametrize(("name", "share"), [("a.mp4", 0.6), ("a.avi", 0.6), ("a.mkv", 0.4), ("a.webm", 0.4)])
def test_a_clip_that_is_cut_off_gives_what_is_there_and_one_warning(tmp_path, caplog, name, share):
    def noisy(number):
        noise = np.random.default_rng(number).integers(-30, 30, (96, 160, 3))
        return np.clip(numbered_picture(number) + noise, 0, 255).astype(np.uint8)

    path = cut_off(make_clip(tmp_path / name, 60, picture=noisy, **KINDS[name]), share)
    with caplog.at_level(logging.WARNING):
        frames = list(VideoRecording(path).frames())
    assert 2 < len(frames) < 60
    assert [number_of(frame.rgb) for frame in frames[:-1]] == list(range(len(frames) - 1))
    assert len(caplog.messages) == 1
    assert (
        str(path) in caplog.messages[0] and "cut off" in caplog.messages[0] and "\n" not in caplog.messages[0]
    )


def test_damage_in_the_middle_is_passed_over_and_said_once(tmp_path, caplog):
    path = make_clip(tmp_path / "a.mp4", 60)
    data = bytearray(path.read_bytes())
    middle = data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2
    data[middle : middle + 400] = np.random.default_rng(0).bytes(400)
    path.write_bytes(data)
    with caplog.at_level(logging.WARNING):
        frames = list(VideoRecording(path).frames())
    assert len(frames) > 30
    times_s = [frame.time_s for frame in frames]
    assert all(later > earlier for earlier, later in pairwise(times_s))
    assert len(caplog.messages) == 1 and "damaged" in caplog.messages[0]


def test_a_whole_clip_is_read_without_a_warning(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        list(VideoRecording(make_clip(tmp_path / "a.mp4")).frames())
    assert caplog.messages == []


def test_an_mp4_cut_off_before_its_index_is_refused_in_one_line(tmp_path):
    path = cut_off(make_clip(tmp_path / "a.mp4", faststart=False), 0.6)
    with pytest.raises(SourceError) as error:
        VideoRecording(path)
    assert "cut off" in one_line(error, path)


def test_an_empty_file_is_refused_in_one_line(tmp_path):
    path = tmp_path / "a.mp4"
    path.touch()
    with pytest.raises(SourceError) as error:
        VideoRecording(path)
    assert "empty" in one_line(error, path)


@pytest.mark.parametrize(
    "text", ["just some words\n" * 50, "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"]
)
def test_a_text_file_called_mp4_is_refused_in_one_line(tmp_path, text):
    path = tmp_path / "a.mp4"
    path.write_text(text)
    with pytest.raises(SourceError) as error:
        VideoRecording(path)
    assert "not a clip" in one_line(error, path)


def test_a_folder_and_a_missing_file_are_refused_in_one_line(tmp_path):
    with pytest.raises(SourceError) as error:
        VideoRecording(tmp_path)
    assert "folder" in one_line(error, tmp_path)
    with pytest.raises(SourceError) as error:
        VideoRecording(tmp_path / "gone.mp4")
    assert "no such file" in one_line(error, tmp_path / "gone.mp4")


def test_a_file_that_may_not_be_read_is_refused_in_one_line(tmp_path):
    path = make_clip(tmp_path / "a.mp4", 3)
    path.chmod(0)
    with pytest.raises(SourceError) as error:
        as_nobody(lambda: VideoRecording(path))
    assert "no permission" in one_line(error, path)


def test_a_file_with_sound_alone_is_refused_in_one_line(tmp_path):
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        audio = container.add_stream("aac", rate=16000)
        silence = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        silence.sample_rate = 16000
        container.mux(audio.encode(silence))
        container.mux(audio.encode(None))
    with pytest.raises(SourceError) as error:
        VideoRecording(path)
    assert "no pictures" in one_line(error, path)


@pytest.mark.real_faces
@pytest.mark.parametrize(
    "name", ["kboy/tongue.gif", "grid/bbaf2n.mpg", "pyfeat/no_face.mp4", "dun19/output.avi"]
)
def test_real_clips_have_the_frames_that_their_labels_count(real_faces, name):
    capture, count = cv2.VideoCapture(str(real_faces / name)), 0
    while capture.read()[0]:
        count += 1
    assert sum(1 for _ in VideoRecording(real_faces / name).frames()) == count
