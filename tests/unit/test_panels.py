"""Panels paint within their bounds, for every imitator, language and moment, and say what is so."""

import time
from pathlib import Path

import numpy as np
import pytest
import skia
from visitors import as_seen

from mirrorcam.core.imitation.acts import ACT, SHAPES
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.imitation.history import History, remember
from mirrorcam.core.imitation.imitator import Response
from mirrorcam.core.imitation.learner import Learner
from mirrorcam.core.imitation.likeness import Likeness
from mirrorcam.core.imitation.newborn import Newborn
from mirrorcam.core.types import Gesture
from mirrorcam.stage.panels.arrange import ARRANGEMENTS, PANELS, paint_arrangement
from mirrorcam.stage.panels.card import paint_card
from mirrorcam.stage.panels.traces import likeness_words
from mirrorcam.stage.panels.view import ACTS_OF, PanelView
from mirrorcam.stage.text import load_texts

HEIGHT, WIDTH = 720, 1280
BOUNDS = skia.Rect.MakeLTRB(590, 20, 1260, 690)
IMITATORS = {"mirror": DirectMirror(), "newborn": Newborn(1.0), "learner": Learner()}


@pytest.fixture(scope="module")
def texts():
    return load_texts(Path(__file__).parents[2] / "assets" / "texts", "en")


def moment(name, seconds=9.0):
    imitator, history = IMITATORS[name], History()
    state = imitator.begin(1)
    for number in range(round(seconds * 10)):
        seen = as_seen(SHAPES[ACT[Gesture.TONGUE_OUT]] * (number // 20 % 2))
        state, response = imitator.respond(state, seen, number / 10)
        history = remember(history, seen, response, number / 10)
    points = np.random.default_rng(0).random((478, 3)).astype(np.float32)
    return PanelView(response, history, float(HEIGHT), points, acts=ACTS_OF[name])


def canvas_of(pixels):
    surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType)
    return surface, surface.getCanvas()


def painted(paint):
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    surface, canvas = canvas_of(pixels)
    paint(canvas)
    del surface
    return pixels


@pytest.mark.parametrize("name", sorted(IMITATORS))
@pytest.mark.parametrize("panel", sorted(PANELS))
def test_a_panel_paints_inside_its_bounds_only(panel, name, texts):
    view = moment(name)
    pixels = painted(lambda canvas: PANELS[panel](canvas, BOUNDS, view, texts, 9.0))
    # A pixel around, for edges that are smoothed.
    inside = pixels[19:691, 589:1261, 3]
    assert inside.mean() > 200
    assert pixels[..., 3].sum() == inside.sum()


@pytest.mark.parametrize("panel", sorted(PANELS))
def test_a_panel_paints_before_there_is_anything_to_show(panel, texts):
    view = PanelView(Response(np.zeros(52, np.float32)), History(), float(HEIGHT))
    assert painted(lambda canvas: PANELS[panel](canvas, BOUNDS, view, texts, 0.0)).any()


def test_the_same_moment_is_painted_the_same(texts):
    view = moment("learner")
    first, second = (
        painted(lambda canvas: PANELS["links"](canvas, BOUNDS, view, texts, 9.0)) for _ in range(2)
    )
    assert np.array_equal(first, second)


def test_a_link_in_use_is_moving(texts):
    view = moment("mirror", 3.5)
    first, second = (
        painted(lambda canvas, at=at: PANELS["links"](canvas, BOUNDS, view, texts, at)) for at in (3.5, 3.6)
    )
    assert not np.array_equal(first, second)


def test_motor_cortex_lights_only_when_the_act_is_done(texts):
    """A newborn that only watches has no orange of doing in its brain; a mirror that does has."""

    def orange(view):
        pixels = painted(lambda canvas: PANELS["brain"](canvas, BOUNDS, view, texts, 1.0)).astype(int)
        return int(((pixels[..., 0] > 180) & (pixels[..., 1] < 150) & (pixels[..., 2] < 90)).sum())

    assert orange(moment("newborn", 3.0)) == 0
    assert orange(moment("mirror", 3.5)) > 500


@pytest.mark.parametrize("name", sorted(IMITATORS))
def test_every_arrangement_fills_its_room(name, texts):
    view = moment(name)
    for rows in ARRANGEMENTS[name]:
        assert sum(row.share for row in rows) == pytest.approx(1.0)
        assert all(sum(share for _, share in row.panels) == pytest.approx(1.0) for row in rows)
        pixels = painted(lambda canvas, rows=rows: paint_arrangement(canvas, BOUNDS, rows, view, texts, 9.0))
        assert pixels[20:690, 590:1260, 3].mean() > 230


def test_every_card_is_painted(texts):
    names = sorted({key.split(".")[1] for key in sorted(texts.keys()) if key.startswith("cards.")})
    pictures = [painted(lambda canvas, n=n: paint_card(canvas, BOUNDS, n, texts, HEIGHT)) for n in names]
    assert len({picture.tobytes() for picture in pictures}) == len(names) >= 12


@pytest.mark.parametrize(
    ("alike", "key"),
    [
        (None, "alike_nothing"),
        (Likeness(1.0, 0.2), "alike_not"),
        (Likeness(0.0, 0.9), "alike_together"),
        (Likeness(0.8, 0.9), "alike_baby_follows"),
        (Likeness(-0.8, 0.9), "alike_visitor_follows"),
    ],
)
def test_lag_and_likeness_are_said_in_words(alike, key, texts):
    sentence, numbers = likeness_words(alike, texts)
    assert sentence == texts[f"panels.{key}"].format(lag="0.8")
    assert (alike is None) or f"{100 * alike.share:.0f}" in numbers


def test_panels_are_painted_in_a_fraction_of_a_frame(texts):
    """The bound is 4 ms on a free machine; a busy one gets room here."""
    view, spent = moment("learner"), []
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    _surface, canvas = canvas_of(pixels)
    for _ in range(15):
        start = time.process_time()
        paint_arrangement(canvas, BOUNDS, ARRANGEMENTS["learner"][0], view, texts, 9.0)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.012
