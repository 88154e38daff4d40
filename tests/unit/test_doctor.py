"""The doctor says what a camera gives or lacks, and the one thing that is most urgent."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from mirrorcam.app.doctor import INSIDE, Health, advise, camera_line, examine, table_of
from mirrorcam.app.failures import AppError
from mirrorcam.app.pace import Pace
from mirrorcam.sources.camera import FoundCamera

CAMERA = FoundCamera("0", "Webcam C270", 1280, 720, 29.97)
HELD = FoundCamera("2", "", 0, 0, 0.0, "camera /dev/video2: it is in use by another program")
QUICK = Pace(tracking_ms=4.0, networks_ms=0.8, tongue_ms=1.2, middle_ms=0.4, painting_ms=6.0)
WELL = Health((CAMERA,), "mediapipe.solutions.face_mesh", INSIDE, None, True, QUICK)


def test_a_working_camera_is_given_with_its_real_size_and_rate() -> None:
    assert camera_line(CAMERA) == "0 (Webcam C270): 1280 x 720 at 30.0 a second"


def test_a_camera_in_trouble_is_given_with_the_reason_and_no_size() -> None:
    line = camera_line(HELD)
    assert "in use by another program" in line
    assert " x " not in line


def test_the_most_urgent_thing_comes_first() -> None:
    assert advise(WELL).startswith("All is well")
    assert "No camera works" in advise(replace(WELL, cameras=(HELD,)))
    assert "no display" in advise(replace(WELL, display=False, cameras=()))
    assert "Painting is slower" in advise(replace(WELL, display=False, pace=replace(QUICK, painting_ms=30.0)))
    assert "Reading is slower" in advise(
        replace(WELL, pace=replace(QUICK, tracking_ms=40.0, painting_ms=30.0))
    )
    assert advise(replace(WELL, trouble="no face model: ...", pace=None)) == "no face model: ..."


def test_advice_is_one_line() -> None:
    for health in (WELL, replace(WELL, display=False), replace(WELL, cameras=())):
        assert "\n" not in advise(health)


def test_tracker_and_model_in_use_are_named_whatever_marks_their_names_have(
    capsys: pytest.CaptureFixture[str],
) -> None:
    odd = replace(
        WELL, model="/models/[new]/face_landmarker.task", cameras=(replace(CAMERA, card="Cam [HD]"),)
    )
    Console(width=200).print(table_of(odd))
    said = capsys.readouterr().out
    assert "mediapipe.solutions.face_mesh" in said
    assert "/models/[new]/face_landmarker.task" in said
    assert "Cam [HD]" in said


def test_a_named_model_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="no such face model"):
        examine(tmp_path / "no.task")
