"""Folders are walked in order, once, and without what nobody meant."""

import logging
import os
import stat
from itertools import takewhile

import pytest
from rights import as_nobody

from mirrorcam.sources.source import SourceError
from mirrorcam.sources.walk import is_still, walk


def fill(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_clips_and_stills_come_in_order_of_their_names(tmp_path):
    fill(tmp_path, "b.mp4", "a.JPG", "c/d.gif", "c/a.png", "notes.txt", "c/table.csv")
    assert [str(p.relative_to(tmp_path)) for p in walk([tmp_path])] == [
        "a.JPG",
        "b.mp4",
        "c/a.png",
        "c/d.gif",
    ]


def test_hidden_files_and_folders_are_left_out(tmp_path):
    fill(tmp_path, ".a.jpg", ".cache/b.jpg", "._c.mp4", "d.jpg")
    assert [p.name for p in walk([tmp_path])] == ["d.jpg"]


def test_a_named_file_comes_whatever_it_is_called(tmp_path):
    fill(tmp_path, "clip", ".hidden.mp4")
    named = [tmp_path / ".hidden.mp4", tmp_path / "clip"]
    assert list(walk(named)) == named


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need posix")
def test_links_that_lead_round_in_a_circle_are_followed_once(tmp_path):
    fill(tmp_path, "a/one.jpg", "b/two.jpg")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b" / "self").symlink_to(tmp_path / "b")
    assert sorted(p.name for p in walk([tmp_path])) == ["one.jpg", "two.jpg"]


def test_what_does_not_exist_is_said_in_one_line(tmp_path):
    with pytest.raises(SourceError) as error:
        list(walk([tmp_path / "gone"]))
    assert str(tmp_path / "gone") in str(error.value) and "\n" not in str(error.value)


def test_a_folder_without_permission_is_said_in_one_line_and_does_not_stop_the_walk(tmp_path, caplog):
    fill(tmp_path, "a/one.jpg", "shut/two.jpg", "z.jpg")
    for folder in takewhile(
        lambda folder: not folder.stat().st_mode & stat.S_IXOTH, (tmp_path, *tmp_path.parents)
    ):
        folder.chmod(0o755)
    (tmp_path / "shut").chmod(0)
    with caplog.at_level(logging.WARNING):
        found = as_nobody(lambda: [p.name for p in walk([tmp_path])])
    assert found == ["one.jpg", "z.jpg"]
    assert len(caplog.messages) == 1 and str(tmp_path / "shut") in caplog.messages[0]
    with pytest.raises(SourceError, match="no permission"):
        as_nobody(lambda: list(walk([tmp_path / "shut"])))
    (tmp_path / "shut").chmod(0o755)


def test_stills_are_told_from_clips_by_their_suffix():
    assert [is_still(name) for name in ("a.jpg", "b.PNG", "c.webp", "d.mp4", "e.gif", "f")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
