"""Every language has every text, and a missing one is named."""

import importlib.util
import sys
import tomllib
from pathlib import Path

import pytest

from mirrorcam.core.types import Gesture
from mirrorcam.stage import text
from mirrorcam.stage.text import NEVER_FIRST, NEVER_LAST, TextError, lettering, load_texts, wrap


def test_every_gesture_has_a_word_in_every_language(assets: Path) -> None:
    # Read as they stand: a language's letters may be an extra that is not installed here.
    for file in (assets / "texts").glob("*.toml"):
        texts = tomllib.loads(file.read_text(encoding="utf-8"))
        assert all(texts["gestures"][gesture] for gesture in Gesture), file.name


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


def test_japanese_breaks_between_letters_but_never_before_a_full_stop() -> None:
    font = lettering(20)
    words = "赤ちゃんが（ひとりで）顔を動かします。「見る」と「する」は、F5 でつながる。"  # noqa: RUF001
    for width_px in range(60, 400, 20):
        lines = wrap(words, font, width_px)
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")
        assert not any(line[0] in NEVER_FIRST for line in lines)
        assert not any(line[-1] in NEVER_LAST for line in lines)
        assert "F5" in "\n".join(lines)
    assert len(wrap(words, font, 200)) > 2


def test_letters_that_are_not_installed_are_named_with_the_way_to_get_them(
    assets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text._extra_typeface.cache_clear()
    monkeypatch.setattr(text.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(TextError, match=r"pip install 'mirrorcam\[ja\]'"):
        load_texts(assets / "texts", "ja")


def test_the_font_of_an_extra_is_found_without_importing_its_package(assets: Path) -> None:
    if importlib.util.find_spec("matplotlib_fontja") is None:
        pytest.skip("the letters of ja are not installed: pip install 'mirrorcam[ja]'")
    text._extra_typeface.cache_clear()
    face = load_texts(assets / "texts", "ja").font(20).getTypeface()
    assert face.unicharToGlyph(ord("顔")) != 0
    assert "matplotlib_fontja" not in sys.modules
