"""A soft mouth for any of the cast: four rows of points (both lips, outer and inner edge) and a tongue.

How the rows move is in mouth_moves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drawing.curves import Curves, Points, band, ellipse, join, shifted, spline
from drawing.fields import Pose
from drawing.mouth_moves import (
    CORNER,
    HUMP,
    ROUND,
    Rows,
    T,
    jaw_open,
    move_corners,
    move_jaw,
    move_lips,
    move_sideways,
)


@dataclass(frozen=True, slots=True)
class Mouth:
    """A mouth at rest: where it is, how wide, how full the lips (units), and how far it goes (scale)."""

    centre: tuple[float, float]
    half_width: float = 60.0
    upper_full: float = 21.0
    bow: float = 5.0
    lower_full: float = 24.0
    corner_up: float = 3.0
    parting: float = 1.6
    scale: float = 1.0
    jaw_drop: float = 88.0
    tongue_half_width: float = 31.0
    tube: bool = False
    tongue_length: float = 84.0

    def rows_at_rest(self) -> Rows:
        """Return the closed mouth."""
        x = T * self.half_width
        line = -self.corner_up * CORNER + 2.5 * np.exp(-((T / 0.3) ** 2))
        peak = 0.82 * np.exp(-(((np.abs(T) - 0.2) / 0.34) ** 2)) + 0.25 * ROUND
        peak = ROUND**0.8 if self.tube else peak
        full_up = self.upper_full * peak * np.minimum(1, HUMP * 1.6) + 0.4
        full_up = full_up - self.bow * np.exp(-((T / 0.15) ** 2))
        full_low = self.lower_full * ROUND ** (0.8 if self.tube else 1.35)
        return Rows(
            np.stack([x, line - full_up], 1),
            np.stack([x, line - self.parting * 0.3 * HUMP], 1),
            np.stack([x, line + self.parting * HUMP], 1),
            np.stack([x, line + full_low + 0.4], 1),
        )

    def rows(self, pose: Pose) -> Rows:
        """Return the rows for a pose."""
        rows = Rows(*(row.copy() for row in self.rows_at_rest().all()))
        move_corners(rows, pose, self.scale)
        move_sideways(rows, pose, self.scale)
        move_lips(rows, pose, self.scale, self.half_width)
        move_jaw(rows, pose, self.scale, self.half_width, self.jaw_drop)
        return rows

    def placed(self, row: Points) -> Points:
        """Return a row in drawing units."""
        return row + self.centre

    def outlines(self, pose: Pose) -> dict[str, Curves]:
        """Return the outlines of lips, cavity, gums, tongue and their shading."""
        rows = self.rows(pose)
        up_out, up_in, low_in, low_out = (self.placed(row) for row in rows.all())
        for row in (up_in, low_in):  # the lips meet a little outside the opening
            row[:, 0] += (0.5 * (row[0, 0] + row[-1, 0]) - row[:, 0]) * 0.065
        cavity = join(spline(up_in), spline(low_in[::-1]))
        upper = join(spline(up_out), spline(up_in[::-1]))
        lower = join(spline(low_in), spline(low_out[::-1]))
        found: dict[str, Curves] = {
            "mouth.inner.shape": [cavity],
            "mouth.inner.depth": [cavity],
            "mouth.inner.shade": [cavity],
            "lip.upper": [upper],
            "lip.upper.shade": [_within(up_out, up_in, 0.42, 1.0)],
            "lip.lower": [lower],
            "lip.lower.gloss": [_gloss(low_in, low_out)],
            "lip.lower.shade": [_within(low_in, low_out, 0.5, 1.04)],
            "lip.upper.gloss": [_bow_gloss(up_out, up_in)],
        }
        found |= self._gums(up_in, low_in, pose)
        found |= self._tongue(up_in, low_in, pose)
        return found

    def _gums(self, up_in: Points, low_in: Points, pose: Pose) -> dict[str, Curves]:
        s = self.scale
        drop = pose.get("tongueOut", 0.0) * 40 * s
        opening = np.maximum((low_in - up_in)[:, 1], 0.0)
        top = shifted(up_in, 0, -26 * s)
        bottom = up_in + np.stack([np.zeros(9), np.minimum(0.24 * opening, 15 * s) * HUMP], 1)
        low = shifted(low_in, 0, drop)
        low_top = low - np.stack([np.zeros(9), np.minimum(0.2 * opening, 15 * s) * HUMP**2], 1)
        return {
            "gum.upper.shape": [join(spline(top), spline(bottom[::-1]))],
            "gum.lower.shape": [join(spline(low_top), spline(shifted(low, 0, 26 * s)[::-1]))],
            "gum.lower.gloss": [ellipse(low_top[4, 0], low_top[4, 1] + 4.0 * s, 15 * s, 2.4 * s)],
        }

    def _tongue(self, up_in: Points, low_in: Points, pose: Pose) -> dict[str, Curves]:
        s, out = self.scale, pose.get("tongueOut", 0.0)
        middle_x = 0.5 * (up_in[4, 0] + low_in[4, 0]) + _tongue_shift(pose) * s
        opening = low_in[4, 1] - up_in[4, 1]
        smile = 0.5 * (pose.get("mouthSmileLeft", 0.0) + pose.get("mouthSmileRight", 0.0))
        hidden = max(pose.get("mouthPucker", 0.0), pose.get("mouthFunnel", 0.0), min(smile, 1.0))
        root_in = up_in[4, 1] + (0.44 + 0.4 * hidden * (1 - jaw_open(pose))) * opening
        tip_in = low_in[4, 1] + 1.0 * s
        lip = low_in[4, 1]
        root = (1 - out) * root_in + out * (up_in[4, 1] - 6 * s + 0.22 * opening * jaw_open(pose))
        tip = (1 - out) * tip_in + out * (lip + self.tongue_length * s * (0.8 - 0.1 * jaw_open(pose)))
        width = (
            self.tongue_half_width
            * s
            * (0.92 + 0.12 * out - 0.30 * pose.get("mouthPucker", 0.0) * (1 - 0.4 * out))
        )
        return _tongue_outlines(middle_x, root, tip, width, out, s, lip, up_in, low_in)


def _tongue_shift(pose: Pose) -> float:
    return 16 * (pose.get("jawLeft", 0.0) - pose.get("jawRight", 0.0)) * 0.4


def _tongue_outlines(
    x: float,
    root: float,
    tip: float,
    width: float,
    out: float,
    s: float,
    lip: float,
    up_in: Points,
    low_in: Points,
) -> dict[str, Curves]:
    length = tip - root
    blunt = 0.55 + 0.45 * out
    right = [
        (-0.34 * width, root + 0.02 * length),
        (-0.80 * width, root + 0.20 * length * blunt),
        (-0.98 * width, root + 0.42 * length),
        (-1.00 * width, root + 0.68 * length),
        (-0.74 * width, root + 0.89 * length),
        (-0.36 * width, root + 0.975 * length),
    ]
    left = [(-px, py) for px, py in right[::-1]]
    anchors = shifted(np.array([*right, (0.0, root + length), *left]), x, 0.0)
    outline = spline(anchors, closed=True)
    groove_top, groove_end = root + 0.10 * length, root + (0.66 + 0.16 * out) * length
    groove = band(
        [(x, groove_top), (x, 0.5 * (groove_top + groove_end)), (x, groove_end)], [3.0 * s, 4.4 * s, 0.6 * s]
    )
    gloss_y = root + (0.3 + 0.42 * out) * length
    window_low = low_in + np.stack([0 * T, out * 190 * s * np.ones(9)], 1)
    window_low[0], window_low[-1] = low_in[0] + (-out * 20, out * 60), low_in[-1] + (out * 20, out * 60)
    tall = max(0.10 * abs(length), 2.0)
    return {
        "tongue.shape": [outline],
        "tongue.edge": [outline],
        "tongue.groove": [groove],
        "tongue.gloss": [ellipse(x - 0.44 * width, gloss_y, 0.34 * width, 1.3 * tall, -14)],
        "tongue.gloss.small": [ellipse(x + 0.44 * width, gloss_y - 0.02 * length, 0.22 * width, tall, 14)],
        "tongue.shade": [ellipse(x, lip - 2 * s, 1.25 * width, (10 + 12 * out) * s)],
        "tongue.shadow": [ellipse(x + 5 * out, tip - 4 * s * out, 1.25 * width, (6 + 20 * out) * s)],
        "mouth.window": [join(spline(up_in), spline(window_low[::-1]))],
    }


def _under(up_in: Points, low_in: Points, share: float) -> Points:
    middle = up_in + (low_in - up_in) * share
    return join(spline(up_in), spline(middle[::-1]))


def _within(top: Points, bottom: Points, start: float, end: float) -> Points:
    a, b = top + (bottom - top) * start, top + (bottom - top) * end
    return join(spline(a), spline(b[::-1]))


def _gloss(low_in: Points, low_out: Points) -> Points:
    x, y = (low_in + (low_out - low_in) * 0.42)[4]
    full = max(float(np.abs(low_out[4] - low_in[4])[1]), 1.0)
    return ellipse(x - 4, y, 0.30 * (low_out[6, 0] - low_out[2, 0]), 0.2 * full)


def _bow_gloss(up_out: Points, up_in: Points) -> Points:
    x, y = (up_out + (up_in - up_out) * 0.12)[4]
    return ellipse(x, y, 0.18 * (up_out[6, 0] - up_out[2, 0]), 2.2)
