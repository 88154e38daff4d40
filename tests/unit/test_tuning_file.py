"""Limits from a TOML file: changed where named, refused where wrong."""

from pathlib import Path

import pytest

from mirrorcam.app.failures import AppError
from mirrorcam.app.tuning_file import load_tuning
from mirrorcam.core.tuning import ReaderTuning


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "limits.toml"
    path.write_text(text)
    return path


def test_without_a_file_the_defaults_hold() -> None:
    assert load_tuning(None) == ReaderTuning()


def test_what_is_named_changes_and_the_rest_stays(tmp_path: Path) -> None:
    tuning = load_tuning(written(tmp_path, "forget_s = 5\n[gestures.smile]\non = 0.9\n"))
    assert tuning.forget_s == 5.0
    assert tuning.gestures.smile.on == 0.9
    assert tuning.gestures.smile.off == ReaderTuning().gestures.smile.off
    assert tuning.gestures.frown == ReaderTuning().gestures.frown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("forget = 5", "unknown key forget"),
        ("[gestures.grin]\non = 1", "unknown key gestures.grin"),
        ('forget_s = "long"', "forget_s is 'long'"),
        ("forget_s = true", "forget_s is True"),
        ("gestures = 3", r"expected a table \[gestures\]"),
        ("forget_s = ", "not TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_expectation(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AppError, match=said) as caught:
        load_tuning(written(tmp_path, text))
    assert "limits.toml" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"none\.toml"):
        load_tuning(tmp_path / "none.toml")
