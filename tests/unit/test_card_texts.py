"""Every language says everything, in letters there are, in words that fit."""

import importlib.util
import re
import string
from pathlib import Path

import numpy as np
import pytest
import skia

from mirrorcam.core.imitation.partner import STORY
from mirrorcam.stage.panels.card import card_height, card_room, card_scale
from mirrorcam.stage.panels.ink import SMALL, TITLE, WORDS
from mirrorcam.stage.text import EXTRA_LETTERS, load_texts, wrap

LANGUAGES = ("en", "de", "fr", "es", "ja")
UNIT_PX = 720.0
CARD = skia.Rect.MakeWH(704 - 58, 640 - 50)
# What one line of a panel may hold, in stage heights at its own size of letters.
ONE_LINE = {"panels.links": (TITLE, 0.5), "panels.units": (TITLE, 0.5), "panels.seen": (SMALL, 0.16)}
# Statements of fact that a sheet of facts must hold; these numbers and no others may stand on the cards.
FACTS = {
    "12", "21", "0.7", "71", "106", "5", "4", "2", "9", "300", "400", "24", "83", "336", "33", "0.68", "95",
    "0.39", "0.96", "1", "3", "6", "1977", "1983", "2016", "2013", "2018", "2014", "2019", "2017", "1998",
    "1994", "1997", "2021", "2006", "302", "1990",
}  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def texts(request, assets: Path):
    letters = EXTRA_LETTERS.get(request.param)
    if letters is not None and importlib.util.find_spec(letters.package) is None:
        pytest.skip(
            f"the letters of {request.param} are not installed: pip install 'mirrorcam[{request.param}]'"
        )
    return load_texts(assets / "texts", request.param)


def cards(texts):
    return sorted({key.split(".")[1] for key in sorted(texts.keys()) if key.startswith("cards.")})


def test_every_language_has_the_same_keys(texts, assets):
    assert texts.keys() == load_texts(assets / "texts", "en").keys()


def test_every_language_fills_in_the_same_blanks(texts, assets):
    english = load_texts(assets / "texts", "en")

    def blanks(words):
        return {name for _, name, _, _ in string.Formatter().parse(words) if name}

    assert {key for key in sorted(texts.keys()) if blanks(texts[key]) != blanks(english[key])} == set()


def test_every_letter_has_a_shape_in_the_font(texts):
    faces = [texts.font(20).getTypeface(), texts.font(20, bold=True).getTypeface()]
    letters = sorted(set("".join(texts[key] for key in sorted(texts.keys()))) - {" "})
    for face in faces:
        shapes = face.unicharsToGlyphs([ord(letter) for letter in letters])
        assert [letter for letter, shape in zip(letters, shapes, strict=True) if shape == 0] == []


def test_every_card_fits_its_room_in_letters_to_be_read_from_afar(texts):
    for name in cards(texts):
        scale = card_scale(name, texts, CARD, UNIT_PX)
        assert card_height(name, texts, CARD.width(), UNIT_PX, scale) <= CARD.height(), name
        assert scale >= 0.8, name


def test_every_card_has_a_title_a_text_and_a_source(texts):
    for name in cards(texts):
        assert all(f"cards.{name}.{part}" in texts for part in ("title", "text", "source"))


def test_a_card_has_at_most_a_few_sentences(texts):
    for name in cards(texts):
        words = texts[f"cards.{name}.text"]
        assert len(re.findall(r"[.?!](?:\s|$)", words)) <= 5, name
        assert len(words) <= 360, name


def test_words_of_panels_fit(texts):
    for key, (size, wide) in ONE_LINE.items():
        assert texts.font(UNIT_PX * size, bold=True).measureText(texts[key]) <= wide * UNIT_PX, key
    room = UNIT_PX * 0.9 - 32
    for key in ("alike_baby_follows", "alike_visitor_follows", "alike_nothing"):
        words = texts[f"panels.{key}"].replace("{lag}", "2.5")
        assert texts.font(UNIT_PX * WORDS * 0.85, bold=True).measureText(words) <= room, key


def test_every_chapter_of_the_story_has_a_title_and_two_lines_at_most(texts):
    for name in [*(chapter.key for chapter in STORY), "newborn"]:
        title = texts.font(UNIT_PX * 0.056 * 0.85, bold=True)
        assert title.measureText(texts[f"story.{name}_title"]) <= 689
        assert len(wrap(texts[f"story.{name}_words"], texts.font(UNIT_PX * 0.032), 689)) <= 2


def test_every_card_of_the_story_is_read_from_afar_beside_the_links(texts):
    room = card_room(skia.Rect.MakeWH(406, 543), UNIT_PX)
    for chapter in STORY:
        if chapter.card is not None:
            scale = card_scale(chapter.card, texts, room, UNIT_PX)
            assert card_height(chapter.card, texts, room.width(), UNIT_PX, scale) <= room.height()
            assert scale >= 0.85, chapter.card


def test_cards_print_no_number_that_the_facts_do_not_hold(texts):
    for name in cards(texts):
        words = " ".join(texts[f"cards.{name}.{part}"] for part in ("title", "text", "source"))
        numbers = set(re.findall(r"\d+(?:[.,]\d+)?", re.sub(r"F5|4:e302", "", words).replace(",7", ".7")))
        numbers = {number.replace(",", ".").rstrip(".") for number in numbers}
        assert numbers <= FACTS, (name, numbers - FACTS)


def test_what_is_disputed_says_so_on_the_same_card(texts):
    for name in ("puzzle", "mirror_neurons", "together", "matching", "association", "trap", "debate"):
        assert len(texts[f"cards.{name}.disputed"]) > 30


def test_numbers_are_the_same_in_every_language(texts, assets):
    english = load_texts(assets / "texts", "en")

    def numbers(words):
        return sorted(re.findall(r"\d+", words))

    for name in cards(texts):
        assert np.array_equal(
            numbers(texts[f"cards.{name}.source"]), numbers(english[f"cards.{name}.source"])
        )
