"""Panels side by side: named arrangements for the room beside the baby."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import skia

from mirrorcam.stage import look
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.attempt import paint_attempt
from mirrorcam.stage.panels.brain import paint_brain, paint_lamp
from mirrorcam.stage.panels.links import paint_links
from mirrorcam.stage.panels.seen import paint_seen
from mirrorcam.stage.panels.traces import paint_traces
from mirrorcam.stage.panels.units import paint_units
from mirrorcam.stage.panels.view import PanelView
from mirrorcam.stage.text import Texts

PaintPanel = Callable[[skia.Canvas, skia.Rect, PanelView, Texts, float], None]
PANELS: Mapping[str, PaintPanel] = {
    "links": paint_links,
    "units": paint_units,
    "traces": paint_traces,
    "brain": paint_brain,
    "lamp": paint_lamp,
    "seen": paint_seen,
    "attempt": paint_attempt,
}


@dataclass(frozen=True, slots=True)
class Row:
    """Panels beside one another: share of the height, and each panel's name and share of the width."""

    share: float
    panels: tuple[tuple[str, float], ...]


# What each imitator has to show; the first is shown first, a key leads on to the next.
ARRANGEMENTS: Mapping[str, tuple[tuple[Row, ...], ...]] = {
    "learner": (
        (Row(0.6, (("links", 0.56), ("brain", 0.44))), Row(0.4, (("units", 1.0),))),
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


def paint_heading(canvas: skia.Canvas, bounds: skia.Rect, title: str, words: str, unit_px: float) -> None:
    """Paint what is going on, above the panels: a title and one sentence."""
    title_font = ink.fitting(title, unit_px * 0.052, bounds.width(), bold=True)
    canvas.drawString(title, bounds.left(), bounds.top() + unit_px * 0.05, title_font, ink.fill(look.INK))
    room = skia.Rect.MakeLTRB(bounds.left(), bounds.top() + unit_px * 0.062, bounds.right(), bounds.bottom())
    font = ink.fitting(words, unit_px * ink.WORDS, bounds.width() * 1.9)
    ink.write_lines(canvas, words, room, font, look.INK, spacing=1.25)


def paint_arrangement(
    canvas: skia.Canvas,
    bounds: skia.Rect,
    rows: tuple[Row, ...],
    view: PanelView,
    texts: Texts,
    time_s: float,
) -> None:
    """Paint rows of panels into bounds."""
    gap = view.unit_px * 0.016
    y = bounds.top()
    for row in rows:
        high = (bounds.height() + gap) * row.share
        x = bounds.left()
        for name, share in row.panels:
            wide = (bounds.width() + gap) * share
            PANELS[name](canvas, skia.Rect.MakeXYWH(x, y, wide - gap, high - gap), view, texts, time_s)
            x += wide
        y += high
