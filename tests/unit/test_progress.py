"""A bar on a terminal, plain lines elsewhere, and every file's name as it is."""

import pytest

from mirrorcam.app.progress import follow

Said = pytest.CaptureFixture[str]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stderr counts as a terminal of the usual width."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("name", ["[red]take [1].mp4", "[bold", "[/]", "ünï 日本.mov"])
def test_a_bar_shows_the_name_as_it_is(name: str, capsys: Said) -> None:
    assert list(follow(range(3), 3, name)) == [0, 1, 2]
    assert name.rpartition("/")[2] in capsys.readouterr().err


@pytest.mark.usefixtures("terminal")
def test_a_long_path_leaves_room_for_the_bar_and_the_count(capsys: Said) -> None:
    list(follow(range(3), 3, "/a/folder" * 20 + "/" + "a clip with a long name" * 4 + ".mp4"))
    said = capsys.readouterr().err
    assert "a clip with a long" in said
    assert "3/3" in said


def test_without_a_terminal_each_quarter_is_a_plain_line(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    list(follow(range(100), 100, "[red]clip.mp4"))
    said = capsys.readouterr().err.splitlines()
    assert said == [f"[red]clip.mp4: {done} of 100" for done in (25, 50, 75, 100)]


def test_quiet_says_nothing(capsys: Said) -> None:
    list(follow(range(3), 3, "clip.mp4", quiet=True))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("total", [270, 7, 3])
def test_the_last_plain_line_says_that_all_is_done(
    total: int, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    list(follow(range(total), total, "clip.mp4"))
    assert capsys.readouterr().err.splitlines()[-1] == f"clip.mp4: {total} of {total}"
