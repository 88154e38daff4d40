"""Files are there whole or not at all, and nothing that is no file of ours is ever replaced by one."""

import os
from pathlib import Path

import pytest

from mirrorcam.sinks.film import FilmWriter
from mirrorcam.sinks.sink import SinkError, refuse_overwriting, refuse_unwritable, write_whole
from mirrorcam.sinks.tables import TimelineWriter


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_or_device_is_refused_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "out"
    os.mkfifo(pipe)
    for begin in (
        lambda: TimelineWriter(pipe),
        lambda: FilmWriter(pipe, 16, 16, 30.0),
        lambda: refuse_unwritable(pipe, "film.mp4"),
    ):
        with pytest.raises(SinkError, match="device or a pipe"):
            begin()
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    target, link = tmp_path / "store" / "monday.csv", tmp_path / "newest.csv"
    target.write_text("old")
    link.symlink_to(target)
    with TimelineWriter(link) as table:
        table.write("clip.mp4", 0, 0.0, ())
    assert link.is_symlink()
    assert "clip.mp4,0" in target.read_text()
    write_whole(link, b"new")
    assert target.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["monday.csv", "newest.csv"]


def test_what_is_read_is_never_written_over_under_any_name(tmp_path: Path) -> None:
    clip, link = tmp_path / "clip.mp4", tmp_path / "link.mp4"
    clip.write_bytes(b"pictures")
    link.symlink_to(clip)
    for name in (clip, link, tmp_path / "." / "clip.mp4"):
        with pytest.raises(SinkError, match="would be lost"):
            refuse_overwriting([tmp_path / "gone.mp4", clip], name)
    refuse_overwriting([clip], tmp_path / "other.mp4")


def test_looking_whether_a_file_can_be_written_leaves_nothing(tmp_path: Path) -> None:
    refuse_unwritable(tmp_path / "film.mp4", "film.mp4")
    assert not list(tmp_path.iterdir())
    with pytest.raises(SinkError, match="make it first"):
        refuse_unwritable(tmp_path / "no" / "film.mp4", "film.mp4")
