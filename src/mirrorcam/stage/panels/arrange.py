"""Panels side by side: named arrangements for the room beside the baby."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import skia

from mirrorcam.core.imitation.partner import STORY, STORY_OF
from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.attempt import ATTEMPT
from mirrorcam.stage.panels.brain import BRAIN
from mirrorcam.stage.panels.card import CARDS, card_panel
from mirrorcam.stage.panels.lamp import LAMP
from mirrorcam.stage.panels.links import LINKS
from mirrorcam.stage.panels.seen import SEEN_FACE
from mirrorcam.stage.panels.traces import TRACES
from mirrorcam.stage.panels.units import UNITS
from mirrorcam.stage.panels.view import Panel, PanelView, Setting
from mirrorcam.stage.text import wrap

PANELS: Mapping[str, Panel] = {
    "links": LINKS,
    "units": UNITS,
    "traces": TRACES,
    "brain": BRAIN,
    "lamp": LAMP,
    "seen": SEEN_FACE,
    "attempt": ATTEMPT,
    **{f"card:{name}": card_panel(name) for name in CARDS},
}
# Shares of the stage's height.
GAP = 0.016
HEADING_WORDS = 0.032
# A narrow stage has smaller letters rather than a third line, which would run into the panels.
HEADING_LINES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """Panels beside one another: share of the height, and each panel's name and share of the width."""

    share: float
    panels: tuple[tuple[str, float], ...]


Arrangement = tuple[Row, ...]

# What each imitator has to show; the first is shown first, a key leads on to the next.
ARRANGEMENTS: Mapping[str, tuple[Arrangement, ...]] = {
    "learner": (
        (Row(0.58, (("links", 0.56), ("brain", 0.44))), Row(0.42, (("units", 1.0),))),
        (Row(0.5, (("seen", 0.44), ("links", 0.56))), Row(0.5, (("traces", 1.0),))),
        (Row(0.62, (("brain", 1.0),)), Row(0.38, (("lamp", 1.0),))),
    ),
    "newborn": (
        (Row(0.5, (("attempt", 1.0),)), Row(0.5, (("units", 0.56), ("brain", 0.44)))),
        (Row(0.5, (("seen", 0.44), ("lamp", 0.56))), Row(0.5, (("traces", 1.0),))),
    ),
    "mirror": (
        (Row(0.56, (("seen", 0.5), ("brain", 0.5))), Row(0.44, (("traces", 1.0),))),
        (Row(0.3, (("lamp", 1.0),)), Row(0.7, (("units", 1.0),))),
    ),
}


def story_arrangement(imitator: str, chapter: str) -> Arrangement:
    """Return the panels for a chapter of the story: the first arrangement, or a card beside the links."""
    card = next(part.card for part in STORY if part.key == chapter)
    if card is None or imitator != STORY_OF:
        return ARRANGEMENTS[imitator][0]
    return (Row(1.0, (("links", 0.4), (f"card:{card}", 0.6))),)


def story_heading(imitator: str, chapter: str) -> tuple[str, str]:
    """Return the keys of the heading's title and words."""
    name = chapter if imitator == STORY_OF else imitator
    return f"story.{name}_title", f"story.{name}_words"


def card_arrangement(card: int) -> Arrangement:
    """Return the arrangement with one card alone, counted on past the last and back past the first."""
    return (Row(1.0, ((f"card:{CARDS[card % len(CARDS)]}", 1.0),)),)


def paint_heading(canvas: skia.Canvas, bounds: skia.Rect, title: str, words: str, setting: Setting) -> None:
    """Paint what is going on, above the panels: a title and a sentence or two."""
    unit, texts = setting.unit_px, setting.texts
    font = ink.fitting(title, texts, unit * 0.056, bounds.width(), bold=True)
    canvas.drawString(title, bounds.left(), bounds.top() + unit * 0.05, font, ink.fill(look.INK))
    room = skia.Rect.MakeLTRB(bounds.left(), bounds.top() + unit * 0.066, bounds.right(), bounds.bottom())
    sizes = [texts.font(unit * HEADING_WORDS * scale) for scale in (1.0, 0.9, 0.8, 0.7, 0.6)]
    fits = (font for font in sizes if len(wrap(words, font, room.width())) <= HEADING_LINES)
    ink.write_lines(canvas, words, room, next(fits, sizes[-1]), look.INK, spacing=1.25)


def paint_still(canvas: skia.Canvas, bounds: skia.Rect, arrangement: Arrangement, setting: Setting) -> None:
    """Paint what never changes of an arrangement's panels."""
    for panel, room in _rooms(bounds, arrangement, setting.unit_px):
        panel.still(canvas, room, setting)


def paint_live(
    canvas: skia.Canvas, bounds: skia.Rect, arrangement: Arrangement, setting: Setting, view: PanelView
) -> None:
    """Paint what moves in an arrangement's panels, over what was painted once."""
    for panel, room in _rooms(bounds, arrangement, setting.unit_px):
        panel.live(canvas, room, setting, view)


def _rooms(bounds: skia.Rect, arrangement: Arrangement, unit_px: float) -> Iterator[tuple[Panel, skia.Rect]]:
    gap = unit_px * GAP
    y = bounds.top()
    for row in arrangement:
        high = (bounds.height() + gap) * row.share
        x = bounds.left()
        for name, share in row.panels:
            wide = (bounds.width() + gap) * share
            yield PANELS[name], skia.Rect.MakeXYWH(x, y, wide - gap, high - gap)
            x += wide
        y += high
