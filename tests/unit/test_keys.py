"""Keys lead a lecturer through panels and cards, and every one is on the list that H shows."""

import pytest

from mirrorcam.app.live import Switches, press
from mirrorcam.sinks.window import WindowKey
from mirrorcam.stage.inside import INSIDE_KEYS
from mirrorcam.stage.scene import StageOptions
from mirrorcam.stage.text import load_texts


def after(*keys):
    switches = Switches(StageOptions())
    for key in keys:
        switches = press(switches, key)
    return switches.options


def test_a_card_comes_and_goes_by_its_key():
    assert after(WindowKey.CARD).card == 0
    assert after(WindowKey.CARD, WindowKey.CARD).card is None


def test_the_arrows_leaf_through_the_cards_both_ways():
    assert after(WindowKey.CARD, WindowKey.NEXT, WindowKey.NEXT).card == 2
    assert after(WindowKey.CARD, WindowKey.NEXT, WindowKey.PREVIOUS).card == 0
    assert after(WindowKey.NEXT).card == 0
    assert after(WindowKey.PREVIOUS).card == -1


def test_other_panels_take_a_card_away():
    options = after(WindowKey.CARD, WindowKey.PANELS, WindowKey.PANELS)
    assert (options.panels, options.card) == (2, None)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_the_list_of_keys_names_every_key_there_is(assets, language):
    texts = load_texts(assets / "texts", language)
    listed = {texts[f"keys.{name}_key"] for name in INSIDE_KEYS}
    # The two arrows stand on one line.
    assert len(listed) == len(INSIDE_KEYS) == len(WindowKey) - 1
    assert all(texts[f"keys.{name}"] for name in INSIDE_KEYS)
