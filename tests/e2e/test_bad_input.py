"""Bad input ends in one clear line that says what, where and what to do; nothing written is lost."""

import csv
import os
import re
from pathlib import Path

import cv2
import numpy as np
import pytest
from acting import Run, film_of

from mirrorcam.sources.demonstrator import Demonstrator

Said = pytest.CaptureFixture[str]


def one_line(said: Said) -> str:
    """The only line on stderr that is mirrorcam's own."""
    lines = [line for line in said.readouterr().err.splitlines() if line.startswith("mirrorcam:")]
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    return lines[0]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.mp4", b""),
        ("text.mp4", b"this is no clip at all\n" * 50),
        ("empty.jpg", b""),
        ("text.png", b"hello"),
    ],
)
def test_a_file_that_is_no_picture_is_named(
    run: Run, tmp_path: Path, capsys: Said, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert run("read", tmp_path / name, "--csv", tmp_path / "out.csv", "--quiet") == 1
    said = capsys.readouterr().err
    assert name in said
    assert "Traceback" not in said


def test_a_replay_of_no_clip_leaves_no_half_film(run: Run, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "text.mp4").write_text("no clip")
    assert run("replay", tmp_path / "text.mp4", "--out", tmp_path / "out", "--quiet") == 1
    assert "text.mp4" in one_line(capsys)
    assert not list(tmp_path.glob("out/*.mp4"))


def test_a_cut_off_clip_gives_the_frames_it_still_has(run: Run, clip: Path, tmp_path: Path) -> None:
    whole = clip.read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) * 2 // 3])
    assert run("read", tmp_path / "cut.mp4", "--csv", tmp_path / "out.csv", "--quiet") in (0, 1)
    rows = rows_of(tmp_path / "out.csv")
    assert 3 < len(rows) < 45
    assert all(row["face"] == "0" for row in rows)


def test_one_bad_file_among_good_ones_is_named_and_the_others_are_read(
    run: Run, clip: Path, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "bad.mp4").write_text("no clip")
    assert run("read", tmp_path / "bad.mp4", clip, "--csv", tmp_path / "out.csv", "--quiet") == 1
    said = capsys.readouterr().err
    assert "bad.mp4" in said
    assert "1 of 2 files" in said
    assert {Path(row["file"]).name for row in rows_of(tmp_path / "out.csv")} == {clip.name}


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 500), (7680, 4320)])
def test_tiny_narrow_and_huge_pictures_are_read(run: Run, tmp_path: Path, width: int, height: int) -> None:
    cv2.imwrite(str(tmp_path / "odd.png"), np.full((height, width, 3), 90, np.uint8))
    assert run("read", tmp_path / "odd.png", "--csv", tmp_path / "out.csv", "--quiet") == 0
    row = rows_of(tmp_path / "out.csv")[0]
    assert (row["face"], row["jawOpen"], row["smile"]) == ("", "", "")


def test_a_clip_without_a_face_has_rows_without_one(run: Run, tmp_path: Path) -> None:
    film_of([np.full((240, 320, 3), shade, np.uint8) for shade in range(0, 200, 10)], tmp_path / "wall.mp4")
    assert run("replay", tmp_path / "wall.mp4", "--out", tmp_path / "out", "--quiet") == 0
    rows = rows_of(tmp_path / "out" / "timeline.csv")
    assert len(rows) == 20
    assert {row["face"] for row in rows} == {""}
    assert rows_of(tmp_path / "out" / "events.csv") == []


def test_a_face_only_at_the_end_is_read_at_the_end(run: Run, actor: Demonstrator, tmp_path: Path) -> None:
    face = next(actor.frames()).rgb
    film_of([np.full_like(face, 128)] * 12 + [face] * 6, tmp_path / "late.mp4")
    assert run("read", tmp_path / "late.mp4", "--csv", tmp_path / "out.csv", "--quiet") == 0
    faces = [row["face"] for row in rows_of(tmp_path / "out.csv")]
    assert faces[:12] == [""] * 12
    assert "0" in faces[12:]


def test_of_five_faces_the_four_that_can_be_followed_have_their_own_ids(
    run: Run, actor: Demonstrator, tmp_path: Path
) -> None:
    face = next(actor.frames()).rgb[:, 60:420]
    crowd = np.full((2 * face.shape[0], 3 * face.shape[1], 3), 120, np.uint8)
    high, wide = face.shape[:2]
    for row, column in ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1)):
        crowd[row * high : (row + 1) * high, column * wide : (column + 1) * wide] = face
    film_of([crowd] * 20, tmp_path / "crowd.mp4")
    assert run("read", tmp_path / "crowd.mp4", "--csv", tmp_path / "out.csv", "--quiet") == 0
    rows = rows_of(tmp_path / "out.csv")
    last = [row["face"] for row in rows if row["frame"] == "19"]
    assert len(last) == len(set(last)) == 4


def test_a_face_cut_by_the_border_never_gives_a_number_that_is_none(
    run: Run, actor: Demonstrator, tmp_path: Path
) -> None:
    face = next(actor.frames()).rgb
    shifted = [np.roll(face, 24 * step, axis=1) for step in range(12)]
    for step, picture in enumerate(shifted):
        picture[:, : 24 * step] = 128
    film_of(shifted, tmp_path / "leaving.mp4")
    assert run("read", tmp_path / "leaving.mp4", "--csv", tmp_path / "out.csv", "--quiet") == 0
    text = (tmp_path / "out.csv").read_text()
    assert "nan" not in text.lower()
    assert "inf" not in text.lower()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_permission_is_named(run: Run, clip: Path, tmp_path: Path, capsys: Said) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert run("replay", clip, "--out", locked / "out", "--quiet") == 1
    assert "locked" in one_line(capsys)


def test_a_table_that_cannot_be_written_is_named_before_any_work(
    run: Run, clip: Path, tmp_path: Path, capsys: Said
) -> None:
    assert run("read", clip, "--csv", tmp_path / "no" / "such" / "out.csv", "--quiet") == 1
    assert "out.csv" in one_line(capsys)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read", "nowhere.mp4", "--csv", "out.csv"), "nowhere.mp4"),
        (("replay", "nowhere.mp4", "--out", "out"), "nowhere.mp4"),
        (("replay", "nowhere.mp4", "--out", "out", "--avatar", "unicorn"), "built in are .*baby"),
        (("replay", "nowhere.mp4", "--out", "out", "--lang", "tlh"), "there are: .*en"),
        (("replay", "nowhere.mp4", "--out", "out", "--config", "no.toml"), r"no\.toml"),
        (("mirror", "--camera", "/dev/video97", "--for", "1"), "/dev/video97"),
        (("mirror", "--camera", "97", "--for", "1"), "97"),
        (("mirror", "--camera", "gopher://x", "--for", "1"), "rtsp://"),
        (("mirror", "--camera", "", "--for", "1"), "no name was given"),
        (("demo", "--out", "film.png"), "name of its still"),
        (("doctor", "--face-model", "no.task"), r"no\.task: there is no such face model"),
        (("experiment", "--model", "nowhere.mp4"), "--model: .*nowhere"),
        (("experiment", "--model", "demonstrator", "--avatar", "unicorn"), "built in are .*baby"),
        (("experiment", "--infants", "5", "--out", "/dev/null/below"), "/dev/null/below: cannot write"),
        (("demo", "--imitator", "learner", "--out", "no/folder/story.mp4"), "make it first"),
        (("demo", "--demonstrator", "copy", "--out", "film.mp4"), "goes with --imitator"),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_made(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Said,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 1
    assert re.search(said, one_line(capsys))
    assert not list(tmp_path.glob("out*/*.mp4"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "x.mp4"),
        ("replay", "x.mp4"),
        ("fly",),
        ("demo", "--seed", "often"),
        ("demo", "--imitator", "parrot"),
        ("demo", "--imitator", "newborn", "--imitation", "2"),
        ("demo", "--imitator", "learner", "--demonstrator", "sulk"),
        ("mirror", "--imitator", "parrot"),
        ("experiment", "--imitation", "2"),
        ("experiment", "--imitation", "much"),
        ("experiment", "--infants", "0"),
        ("experiment", "--infants", "99999"),
        ("experiment", "--imitator", "parrot"),
        ("experiment", "--form", "long"),
        ("experiment", "--seed", "-1"),
        ("experiment", "--taught", "1e9"),
    ],
)
def test_bad_use_exits_with_2_and_says_how(run: Run, capsys: Said, arguments: tuple[str, ...]) -> None:
    assert run(*arguments) == 2
    assert "Usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "mirror",
        "read",
        "replay",
        "doctor",
        "models",
        "models fetch",
        "avatar",
        "avatar sheet",
        "avatar check",
        "avatar new",
    ],
)
def test_every_command_has_help_with_an_example(run: Run, capsys: Said, command: str) -> None:
    assert run(*command.split(), "--help") == 0
    assert f"Example: mirrorcam {command}" in " ".join(capsys.readouterr().out.split())


def test_the_clip_that_is_read_is_never_written_over(
    run: Run, clip: Path, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "film.mp4").write_bytes(clip.read_bytes())
    for arguments in (
        ("read", tmp_path / "film.mp4", "--csv", tmp_path / "film.mp4"),
        ("read", tmp_path, "--csv", tmp_path / "out.csv", "--plot", tmp_path / "film.mp4"),
        ("replay", tmp_path / "film.mp4", "--out", tmp_path),
    ):
        assert run(*arguments, "--quiet") == 1
        assert "would be lost" in one_line(capsys)
    assert (tmp_path / "film.mp4").read_bytes() == clip.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


def test_a_plot_that_cannot_be_written_is_named_before_any_work(
    run: Run, clip: Path, tmp_path: Path, capsys: Said
) -> None:
    table = tmp_path / "out.csv"
    assert run("read", clip, "--csv", table, "--plot", tmp_path / "no" / "plot.png", "--quiet") == 1
    assert "plot.png: there is no such folder" in one_line(capsys)
    assert run("read", clip, "--csv", table, "--plot", table, "--quiet") == 1
    assert "too" in one_line(capsys)
    assert not list(tmp_path.iterdir())


def test_a_plot_of_a_clip_without_a_face_is_said_not_to_be_there(
    run: Run, tmp_path: Path, capsys: Said
) -> None:
    grey = film_of([np.full((120, 160, 3), 127, np.uint8)] * 5, tmp_path / "grey.mp4", 30.0)
    table, plot = tmp_path / "out.csv", tmp_path / "plot.png"
    assert run("read", grey, "--csv", table, "--plot", plot, "--quiet") == 1
    assert "no face was seen" in one_line(capsys)
    assert len(rows_of(table)) == 5
    assert not plot.exists()


def test_debug_shows_where_it_failed(run: Run, tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"nowhere\.mp4"):
        run("--debug", "replay", tmp_path / "nowhere.mp4", "--out", tmp_path / "out")
