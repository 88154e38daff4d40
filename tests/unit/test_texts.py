"""Every language has every text, and a missing one is named."""

from pathlib import Path

import pytest

from mirrorcam.core.types import Gesture
from mirrorcam.stage.text import TextError, lettering, load_texts, wrap


def test_every_gesture_has_a_word_in_every_language(assets: Path) -> None:
    for file in (assets / "texts").glob("*.toml"):
        texts = load_texts(assets / "texts", file.stem)
        assert all(texts[f"gestures.{gesture}"] for gesture in Gesture)


def test_a_language_that_is_not_there_is_refused_with_those_that_are(assets: Path) -> None:
    with pytest.raises(TextError, match="en"):
        load_texts(assets / "texts", "tlh")


def test_a_missing_key_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('[mirror]\ncaption = "x"\n')
    with pytest.raises(TextError, match=r"en\.toml: the key mirror\.lost"):
        load_texts(tmp_path, "en")["mirror.lost"]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text("[mirror")
    with pytest.raises(TextError, match=r"en\.toml"):
        load_texts(tmp_path, "en")


def test_wrapped_lines_fit_and_keep_every_word() -> None:
    font = lettering(20)
    words = "a baby sees a face and may do what it sees when it can"
    lines = wrap(words, font, 160)
    assert " ".join(lines) == words
    assert all(font.measureText(line) <= 160 for line in lines)
    assert len(lines) > 1
