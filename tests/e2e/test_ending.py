"""However a command is told to end, it ends at once, without a traceback, and keeps what it wrote."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

WITHIN_S = 120.0
# What nohup does, without its file.
NOHUP = ("sh", "-c", "trap '' HUP; exec \"$@\"", "sh")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are the way of POSIX systems")


def started(*arguments: object, through: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start the command line, through another program where one is given."""
    command = [*through, sys.executable, "-m", "mirrorcam", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wait_for_rows(table: Path, process: subprocess.Popen[str]) -> None:
    """Wait until some rows are written."""
    end_s = time.monotonic() + WITHIN_S
    while not (table.exists() and table.read_bytes().count(b"\n") > 3):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end_s
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def _heard_signals() -> Iterator[None]:
    """Let what is started hear its signals where these tests themselves run by nohup, or behind a shell's back.

    A program inherits which signals are ignored, but not by what function they are handled.
    """
    ignored = [
        n for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if signal.getsignal(n) is signal.SIG_IGN
    ]
    for number in ignored:
        signal.signal(number, lambda *_: None)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture
def long_clip(clip: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder of the same clip many times over, which takes a minute to read."""
    folder = tmp_path / "clips"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.mp4").symlink_to(clip)
    return folder


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_reading_that_is_told_to_end_keeps_its_rows_and_says_where(
    long_clip: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    table = tmp_path / "out.csv"
    process = started("read", long_clip, "--csv", table, "--quiet")
    wait_for_rows(tmp_path / "out.csv.partial", process)
    process.send_signal(number)
    _, said = process.communicate(timeout=WITHIN_S)
    assert process.returncode == code, said
    assert "Traceback" not in said
    assert "out.csv.partial" in said
    assert not table.exists()
    assert (tmp_path / "out.csv.partial").read_text().endswith("\n")


def test_a_replay_that_is_told_to_end_leaves_no_film(clip: Path, tmp_path: Path) -> None:
    process = started("replay", clip, "--out", tmp_path / "out", "--quiet")
    wait_for_rows(tmp_path / "out" / "timeline.csv.partial", process)
    process.terminate()
    _, said = process.communicate(timeout=WITHIN_S)
    assert process.returncode == 143, said
    assert "Traceback" not in said
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "events.csv.partial",
        "timeline.csv.partial",
    ]


def test_a_signal_that_was_to_be_ignored_stays_ignored(long_clip: Path, tmp_path: Path) -> None:
    process = started("read", long_clip / "00.mp4", "--csv", tmp_path / "out.csv", through=NOHUP)
    wait_for_rows(tmp_path / "out.csv.partial", process)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=WITHIN_S)
    assert process.returncode == 0
    assert (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("module", ["typer", "numpy"])
def test_a_signal_while_it_loads_ends_it_as_quietly(
    module: str, number: signal.Signals, code: int, clip: Path, tmp_path: Path
) -> None:
    # As native modules do, which take whatever is raised while they load for a fault of their own.
    interrupt_at_import = (
        "import builtins, os, sys\n"
        "real = builtins.__import__\n"
        "def load(name, *rest, **named):\n"
        f"    if name == {module!r}:\n"
        "        builtins.__import__ = real\n"
        "        try:\n"
        f"            os.kill(os.getpid(), {int(number)})\n"
        "        except BaseException as error:\n"
        "            raise ImportError('failed to import') from error\n"
        "    return real(name, *rest, **named)\n"
        "builtins.__import__ = load\n"
        "from mirrorcam.__main__ import main\n"
        f"sys.argv = ['mirrorcam', 'read', {str(clip)!r}, '--csv', {str(tmp_path / 'x.csv')!r}]\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", interrupt_at_import],
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    assert "mirrorcam:" not in ended.stderr
