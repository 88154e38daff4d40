"""The demonstrator as a film: for as long as was asked, whole, with a still of it and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from mirrorcam.sources.stills import open_still
from mirrorcam.sources.video import VideoRecording


@pytest.mark.parametrize("how", [(), ("--imitator", "newborn", "--panels")], ids=["script", "story"])
def test_a_film_of_the_first_seconds_is_as_long_as_was_asked_for(
    tmp_path: Path, how: tuple[str, ...]
) -> None:
    film = tmp_path / "first.mp4"
    command = [sys.executable, "-m", "mirrorcam", "demo", "--for", "0.5", "--out", str(film), *how]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert str(film) in said and str(tmp_path / "first.png") in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.mp4", "first.png"]
    recording = VideoRecording(film)
    times_s = [frame.time_s for frame in recording.frames()]
    recording.close()
    assert len(times_s) == round(0.5 * recording.fps)
    assert times_s[0] == 0.0 and times_s[-1] == pytest.approx(0.5 - 1 / recording.fps, abs=1e-3)
    assert open_still(tmp_path / "first.png").rgb.shape == (720, 1280, 3)
