"""Which face model is opened, decided before anything is loaded."""

from pathlib import Path

import pytest

from mirrorcam.vision import finder
from mirrorcam.vision.errors import VisionError
from mirrorcam.vision.finder import BUNDLE, choose_model


def test_a_model_that_is_named_is_taken_and_one_that_is_not_there_refused(tmp_path: Path) -> None:
    named = tmp_path / "mine.task"
    with pytest.raises(VisionError, match=r"mine\.task"):
        choose_model(named, [])
    named.touch()
    assert choose_model(named, []) == named


def test_the_mesh_inside_mediapipe_comes_before_any_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / BUNDLE).touch()
    monkeypatch.setattr(finder, "has_face_mesh", lambda: True)
    assert choose_model(None, [tmp_path / BUNDLE]) is None


def test_without_a_mesh_the_first_bundle_there_is_taken_and_none_says_both_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "has_face_mesh", lambda: False)
    places = [tmp_path / "nowhere" / BUNDLE, tmp_path / BUNDLE]
    with pytest.raises(VisionError, match=r"models fetch.*--face-model"):
        choose_model(None, places)
    (tmp_path / BUNDLE).touch()
    assert choose_model(None, places) == tmp_path / BUNDLE
