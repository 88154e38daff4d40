"""A mirror that nobody attends goes on whatever is missing, and says so in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NOBODY = "http://127.0.0.1:9/nothing"


def run_mirror(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the window for a moment, on a screen that nobody sees."""
    command = [
        sys.executable,
        "-m",
        "mirrorcam",
        "mirror",
        "--camera",
        NOBODY,
        "--for",
        "2",
        *map(str, arguments),
    ]
    environment = os.environ | {"SDL_VIDEODRIVER": "dummy"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder whose drawing is cut off."""
    (tmp_path / "avatar.svg").write_text("<svg")
    return tmp_path


def test_a_missing_camera_is_waited_for_and_a_broken_avatar_gives_way_to_the_baby(broken: Path) -> None:
    done = run_mirror("--unattended", "--avatar", broken)
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "avatar.svg" in line]
    assert line.endswith("the built-in baby is shown instead")
    assert "Traceback" not in done.stderr


def test_where_somebody_can_read_it_both_are_failures(broken: Path) -> None:
    for arguments in (("--avatar", broken), ()):
        done = run_mirror(*arguments)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1, done.stderr
    assert run_mirror("--unattended", "--lang", "tlh").returncode == 1
