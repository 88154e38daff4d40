"""The stage's colours and measures, in one place so that every panel matches."""

from __future__ import annotations

INK = 0xFF4A3B34
FAINT_INK = 0xFF8A776B
PAPER = 0xFFFFFBF5
WALL_LIGHT = 0xFFFBF1E3
WALL_DARK = 0xFFE9D3BA
HALO = 0x66FFFFFF
PILL = 0xE6FFFFFF
SHADE = 0xDC3A2D27
POINT = 0xFF2F7E8C
ACCENT = 0xFFC8553D

# Shares of the stage's height.
GAP = 0.028
CAPTION = 0.030
PILL_TEXT = 0.036
CORNER = 0.035
BABY_SIDE = 0.93
