"""Watching in a process of its own: every frame in order, its warnings and failures, and no process left behind."""

import importlib.util
import os
import subprocess
import sys
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from clip_maker import cut_off, make_clip, number_of

from mirrorcam.app import watching
from mirrorcam.app.failures import AppError, SeeingError
from mirrorcam.app.watching import Errand, read_errand, watch_aside
from mirrorcam.sources.source import SourceError
from mirrorcam.sources.video import VideoRecording
from mirrorcam.vision.errors import VisionError

pytestmark = pytest.mark.skipif(importlib.util.find_spec("mediapipe") is None, reason="needs mediapipe")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    processes = []

    def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        processes.append(subprocess.Popen(*arguments, **options))
        return processes[-1]

    monkeypatch.setattr(
        watching, "subprocess", type("Started", (), {"Popen": start, "PIPE": subprocess.PIPE})
    )
    return processes


def test_an_errand_travels_as_one_line() -> None:
    errand = Errand(partial(VideoRecording, Path("some [odd] name\n.mp4")), 7, Path("model.task"))
    line = errand.to_line()
    assert line.count(b"\n") == 1
    read = read_errand(line)
    assert (read.frame_count, read.face_model) == (7, Path("model.task"))
    assert read.open_recording.args == errand.open_recording.args


def test_every_frame_comes_in_order_with_its_pixels(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 90)
    with watch_aside(Errand(partial(VideoRecording, clip))) as watched:
        seen = [(one.frame.index, number_of(one.frame.rgb), one.frame.time_s) for one in watched]
    assert [index for index, _, _ in seen] == [number for _, number, _ in seen] == list(range(90))
    assert all(earlier < later for (_, _, earlier), (_, _, later) in pairwise(seen))


def test_so_many_frames_as_wanted_and_the_same_pictures_as_here(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 30)
    with watch_aside(Errand(partial(VideoRecording, clip), 5)) as watched:
        there = [one.frame.rgb for one in watched]
    here = [frame.rgb for frame in VideoRecording(clip).frames()]
    assert len(there) == 5
    assert all(np.array_equal(one, other) for one, other in zip(there, here, strict=False))


def test_what_cannot_be_opened_is_raised_before_the_block(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file") as raised:
        watch_aside(Errand(partial(VideoRecording, tmp_path / "none.mp4"))).__enter__()
    assert isinstance(raised.value.__cause__, SeeingError)
    assert "Traceback" in str(raised.value.__cause__)
    with pytest.raises(VisionError, match=r"none\.task"):
        watch_aside(Errand(partial(VideoRecording, "x"), face_model=tmp_path / "none.task")).__enter__()


def test_what_is_logged_there_is_logged_here(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    clip = cut_off(make_clip(tmp_path / "cut.mp4", 60), 0.7)
    with watch_aside(Errand(partial(VideoRecording, clip))) as watched:
        frame_count = sum(1 for _ in watched)
    assert 0 < frame_count < 60
    assert [(record.name, record.levelname) for record in caplog.records] == [
        ("mirrorcam.sources.video", "WARNING")
    ]
    assert str(clip) in caplog.messages[0]


def test_a_process_that_dies_is_one_clear_line() -> None:
    with pytest.raises(AppError, match="ended without a word"):
        watch_aside(Errand(partial(os._exit, 3))).__enter__()


def test_a_process_that_cannot_even_start_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watching, "WATCHING_PROCESS", (sys.executable, "-c", "import nothing_of_this_name"))
    # More than a pipe holds, so that writing it meets the end of who should read it.
    errand = Errand(partial(VideoRecording, "x" * 1_000_000))
    with pytest.raises(AppError, match="ended without a word"):
        watch_aside(errand).__enter__()
    assert "nothing_of_this_name" in capfd.readouterr().err


def test_a_mistake_there_is_one_clear_line() -> None:
    with pytest.raises(AppError, match="unexpected ValueError while seeing: invalid literal"):
        watch_aside(Errand(partial(int, "no recording"))).__enter__()


def test_leaving_early_ends_the_process(tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 200)
    with pytest.raises(KeyboardInterrupt), watch_aside(Errand(partial(VideoRecording, clip))) as watched:
        next(watched)
        raise KeyboardInterrupt
    assert [process.poll() is not None for process in started] == [True]


def test_a_process_killed_half_way_ends_in_one_line(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 200)
    with watch_aside(Errand(partial(VideoRecording, clip))) as watched:
        next(watched)
        started[0].kill()
        with pytest.raises(AppError, match="ended without a word"):
            list(watched)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals are the way of POSIX systems")
def test_nobody_left_to_listen_ends_the_process(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 2000)
    errand = Errand(partial(VideoRecording, clip))
    process = subprocess.Popen(
        watching.WATCHING_PROCESS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=watching.child_environment(),
    )
    process.stdin.write(errand.to_line())
    process.stdin.close()
    assert process.stdout.read(1000)
    process.stdout.close()
    assert process.wait(60) == 0
