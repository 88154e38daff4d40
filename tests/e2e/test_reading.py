"""`read` and `replay` as people use them: tables, films, and the same bytes every time."""

import csv
import socket
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest
from acting import Run, film_of

from mirrorcam.core.channels import CHANNELS
from mirrorcam.core.types import Gesture
from mirrorcam.sources.demonstrator import Demonstrator

COLUMNS = ["file", "frame", "time_s", "face", "confidence", "yaw_deg", "pitch_deg", "roll_deg",
           *CHANNELS, *(gesture.value for gesture in Gesture)]  # fmt: skip


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_reading_a_clip_gives_a_row_a_frame_and_the_gesture_that_was_acted(
    run: Run, clip: Path, actor: Demonstrator, tmp_path: Path
) -> None:
    out = tmp_path / "reading.csv"
    assert run("read", clip, "--csv", out, "--quiet") == 0
    rows = rows_of(out)
    assert list(rows[0]) == COLUMNS
    assert [int(row["frame"]) for row in rows] == list(range(actor.frame_count or 0))
    open_at = [float(row["time_s"]) for row in rows if row["mouth_open"] == "1"]
    assert open_at
    assert all(1.1 <= time_s <= 2.8 for time_s in open_at)
    held = [r for r in rows if 1.5 <= float(r["time_s"]) <= 2.2]
    assert sum(r["mouth_open"] == "1" for r in held) >= 0.9 * len(held)
    assert {row["face"] for row in rows} == {"0"}


def test_clips_and_stills_mix_and_a_still_remembers_nothing(
    run: Run, actor: Demonstrator, tmp_path: Path
) -> None:
    import cv2

    folder = tmp_path / "mixed" / "inner"
    folder.mkdir(parents=True)
    frames = list(actor.frames())
    for name, index in (("a.png", 26), ("b.png", 2), ("c.png", 26)):
        cv2.imwrite(str(folder / name), np.ascontiguousarray(frames[index].rgb[:, :, ::-1]))
    film_of([f.rgb for f in frames[:5]], tmp_path / "mixed" / "clip.mp4")
    assert run("read", tmp_path / "mixed", "--csv", tmp_path / "out.csv", "--quiet") == 0
    rows = rows_of(tmp_path / "out.csv")
    stills = {Path(row["file"]).name: row for row in rows if row["file"].endswith(".png")}
    assert len(rows) == 5 + 3
    assert {k: v for k, v in stills["a.png"].items() if k != "file"} == {
        k: v for k, v in stills["c.png"].items() if k != "file"
    }
    assert float(stills["a.png"]["jawOpen"]) > float(stills["b.png"]["jawOpen"]) + 0.3


def test_a_replay_gives_the_same_bytes_every_time(run: Run, clip: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("replay", clip, "--out", tmp_path / name, "--quiet") == 0
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["events.csv", "film.mp4", "timeline.csv"]
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names)


def test_a_replay_s_film_shows_both_and_its_events_tell_of_the_mouth(
    run: Run, clip: Path, actor: Demonstrator, tmp_path: Path
) -> None:
    assert run("replay", clip, "--out", tmp_path, "--quiet") == 0
    with av.open(str(tmp_path / "film.mp4")) as film:
        stream = film.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        height_px = actor.script.height_px
        assert (stream.width, stream.height) == (2 * round(height_px * 8 / 9), height_px)
        assert sum(1 for _ in film.decode(video=0)) == actor.frame_count
    events = rows_of(tmp_path / "events.csv")
    opened = [event for event in events if event["gesture"] == "mouth_open"]
    assert len(opened) == 1
    assert 1.1 <= float(opened[0]["start_s"]) <= 1.6
    assert 2.2 <= float(opened[0]["end_s"]) <= 2.9
    assert 0.3 < float(opened[0]["peak"]) <= 1.0


def test_replay_reads_exactly_what_read_reads(run: Run, clip: Path, tmp_path: Path) -> None:
    assert run("replay", clip, "--out", tmp_path, "--quiet") == 0
    assert run("read", clip, "--csv", tmp_path / "reading.csv", "--quiet") == 0
    assert (tmp_path / "reading.csv").read_bytes() == (tmp_path / "timeline.csv").read_bytes()


@pytest.mark.parametrize(("height", "size"), [(360, (640, 360)), (721, (1282, 720)), (1080, (1920, 1080))])
def test_a_film_is_as_high_as_asked(
    run: Run, actor: Demonstrator, tmp_path: Path, height: int, size: tuple[int, int]
) -> None:
    moment = film_of([frame.rgb for frame in islice(actor.frames(), 3)], tmp_path / "moment.mp4")
    assert run("replay", moment, "--out", tmp_path, "--height", height, "--quiet") == 0
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == size


def test_a_height_that_no_screen_shows_is_refused(run: Run, clip: Path, tmp_path: Path) -> None:
    assert run("replay", clip, "--out", tmp_path, "--height", 100) == 2


def test_the_visitor_can_be_left_out_of_the_film(run: Run, clip: Path, tmp_path: Path) -> None:
    assert run("replay", clip, "--out", tmp_path, "--no-visitor", "--quiet") == 0
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert film.streams.video[0].width == film.streams.video[0].height


def test_without_a_display_the_demo_writes_a_film_and_a_still(
    run: Run, short_script: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("demo", "--script", short_script, "--out", tmp_path / "demo.mp4") == 0
    assert (tmp_path / "demo.mp4").stat().st_size > 10_000
    assert (tmp_path / "demo.png").read_bytes().startswith(b"\x89PNG")
    assert str(tmp_path / "demo.mp4") in capsys.readouterr().out


def test_reading_opens_no_connection_and_writes_nothing_else(
    run: Run, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert run("read", clip, "--csv", "reading.csv", "--quiet") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["reading.csv"]


def test_a_plot_of_one_clip_is_drawn_and_of_several_refused(run: Run, clip: Path, tmp_path: Path) -> None:
    plot = tmp_path / "plot.png"
    assert run("read", clip, "--csv", tmp_path / "a.csv", "--plot", plot, "--quiet") == 0
    assert plot.read_bytes().startswith(b"\x89PNG")
    assert (
        run("read", clip, clip, "--csv", tmp_path / "b.csv", "--plot", tmp_path / "none.png", "--quiet") == 1
    )
    assert not (tmp_path / "none.png").exists()
