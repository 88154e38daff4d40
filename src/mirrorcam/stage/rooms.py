"""Where everything stands on the stage with panels: beside one another, or one above the other on an upright screen."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from mirrorcam.stage import look

# Shares of the stage's width and, below, of its unit: the height of a stage of 16 to 9.
BABY_WIDTH = 0.43
HEADING_HEIGHT, VISITOR_SIDE = 0.162, 0.34
CAPTION_HEIGHT = 0.055
# With the visitor above it the baby is a little smaller, so that both faces are seen from afar.
BABY_SIDE, BABY_SIDE_BELOW = look.BABY_SIDE, 0.66
# An upright screen: the panels' share of its height, and its unit as a share of its height.
PANELS_ABOVE, UPRIGHT_UNIT = 0.56, 0.56
UPRIGHT_BABY = 0.62


@dataclass(frozen=True, slots=True)
class Rooms:
    """Rectangles for heading, panels, visitor and baby; where the caption begins, and how wide it may be.

    unit_px is what all letters and pictures are sized by.
    """

    unit_px: float
    heading: skia.Rect
    panels: skia.Rect
    visitor: skia.Rect
    baby: skia.Rect
    caption: tuple[float, float]
    caption_px: float


def lay_out(width: int, height: int, *, has_heading: bool, has_visitor: bool) -> Rooms:
    """Return where everything stands on a stage of this size."""
    if height > width:
        return _upright(width, height, has_heading=has_heading)
    unit = min(float(height), width * 9 / 16)
    gap = look.GAP * unit
    left, right = BABY_WIDTH * width + gap, width - gap
    top = gap + (HEADING_HEIGHT * unit if has_heading else 0.0)
    bottom = height - CAPTION_HEIGHT * unit
    side = min(BABY_WIDTH * width, (BABY_SIDE_BELOW if has_visitor else BABY_SIDE) * unit)
    return Rooms(
        unit,
        skia.Rect.MakeLTRB(left, gap, right, top),
        skia.Rect.MakeLTRB(left, top, right, bottom),
        skia.Rect.MakeXYWH(gap, gap, VISITOR_SIDE * unit, VISITOR_SIDE * unit),
        skia.Rect.MakeXYWH((BABY_WIDTH * width - side) / 2, height - side, side, side),
        (left, height - gap * 0.7),
        right - left,
    )


def _upright(width: int, height: int, *, has_heading: bool) -> Rooms:
    unit = min(float(width), UPRIGHT_UNIT * height)
    gap = look.GAP * unit
    top = gap + (HEADING_HEIGHT * unit if has_heading else 0.0)
    bottom = PANELS_ABOVE * height
    below = bottom + CAPTION_HEIGHT * unit
    side = min(UPRIGHT_BABY * width, height - below)
    visitor = min(VISITOR_SIDE * unit, width - side - 2 * gap, height - below - gap)
    return Rooms(
        unit,
        skia.Rect.MakeLTRB(gap, gap, width - gap, top),
        skia.Rect.MakeLTRB(gap, top, width - gap, bottom),
        skia.Rect.MakeXYWH(gap, below, visitor, visitor),
        skia.Rect.MakeXYWH(width - side, height - side, side, side),
        (gap, below - gap * 0.7),
        width - 2 * gap,
    )
