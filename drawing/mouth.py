"""A soft mouth for any of the cast: four rows of points (both lips, outer and inner edge) and a tongue.

Rows run from the avatar's own right corner (t = -1) to its left corner (t = 1). Every channel is a push on the
rows; products of channels are corrections that the avatar's pair shapes carry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drawing.curves import Curves, Points, band, ellipse, join, spline
from drawing.fields import Pose

T = np.array([-1.0, -0.86, -0.58, -0.26, 0.0, 0.26, 0.58, 0.86, 1.0])
HUMP = 1 - np.abs(T) ** 2.6  # 1 in the middle, 0 at the corners
ROUND = np.sqrt(np.maximum(1 - T**2, 0.0))  # half a circle
CORNER = np.abs(T) ** 3
LEFTWARDS = ((1 + T) / 2) ** 2.4  # 1 at the left corner
RIGHTWARDS = LEFTWARDS[::-1]
LEFT_HALF = HUMP * (0.5 + 0.5 * np.tanh(2.2 * T))
RIGHT_HALF = LEFT_HALF[::-1]


@dataclass(frozen=True, slots=True)
class Rows:
    """The four edges of the lips, f64[9, 2] each, in units around the mouth's middle."""

    upper_out: Points
    upper_in: Points
    lower_in: Points
    lower_out: Points

    def all(self) -> tuple[Points, Points, Points, Points]:
        """Return the rows from top to bottom."""
        return self.upper_out, self.upper_in, self.lower_in, self.lower_out


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
        _smile_and_frown(rows, pose, self.scale)
        _sideways(rows, pose, self.scale)
        _lips(rows, pose, self.scale, self)
        _open(rows, pose, self.scale, self)
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
            "mouth.inner.shade": [_under(up_in, low_in, 0.5)],
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
        top = up_in - (0, 26 * s)
        bottom = up_in + np.stack([np.zeros(9), np.minimum(0.24 * opening, 15 * s) * HUMP], 1)
        low = low_in + (0, drop)
        low_top = low - np.stack([np.zeros(9), np.minimum(0.2 * opening, 15 * s) * HUMP**2], 1)
        return {
            "gum.upper.shape": [join(spline(top), spline(bottom[::-1]))],
            "gum.lower.shape": [join(spline(low_top), spline((low + (0, 26 * s))[::-1]))],
            "gum.lower.gloss": [ellipse(low_top[4, 0], low_top[4, 1] + 4.0 * s, 15 * s, 2.4 * s)],
        }

    def _tongue(self, up_in: Points, low_in: Points, pose: Pose) -> dict[str, Curves]:
        s, out = self.scale, pose.get("tongueOut", 0.0)
        middle_x = 0.5 * (up_in[4, 0] + low_in[4, 0]) + _tongue_shift(pose) * s
        opening = low_in[4, 1] - up_in[4, 1]
        hidden = max(pose.get("mouthPucker", 0.0), pose.get("mouthFunnel", 0.0))
        root_in = up_in[4, 1] + (0.44 + 0.4 * hidden * (1 - _jaw(pose))) * opening
        tip_in = low_in[4, 1] + 1.0 * s
        lip = low_in[4, 1]
        root = (1 - out) * root_in + out * (up_in[4, 1] - 6 * s + 0.22 * opening * _jaw(pose))
        tip = (1 - out) * tip_in + out * (lip + self.tongue_length * s * (0.8 - 0.1 * _jaw(pose)))
        width = self.tongue_half_width * s * (0.92 + 0.12 * out - 0.30 * pose.get("mouthPucker", 0.0) * (1 - 0.4 * out))
        return _tongue_outlines(middle_x, root, tip, width, out, s, lip, up_in, low_in)


def _jaw(pose: Pose) -> float:
    return pose.get("jawOpen", 0.0)


def _tongue_shift(pose: Pose) -> float:
    return 16 * (pose.get("jawLeft", 0.0) - pose.get("jawRight", 0.0)) * 0.4


def _tongue_outlines(
    x: float, root: float, tip: float, width: float, out: float, s: float, lip: float, up_in: Points, low_in: Points
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
    anchors = np.array([*right, (0.0, root + length), *left]) + (x, 0.0)
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


def _add(row: Points, x: Points | float, y: Points | float) -> None:
    row[:, 0] += x
    row[:, 1] += y


def _smile_and_frown(rows: Rows, pose: Pose, s: float) -> None:
    jaw = _jaw(pose)
    for side, sign, reach, half in (("Left", 1, LEFTWARDS, LEFT_HALF), ("Right", -1, RIGHTWARDS, RIGHT_HALF)):
        smile, frown = pose.get(f"mouthSmile{side}", 0.0), pose.get(f"mouthFrown{side}", 0.0)
        stretch, dimple = pose.get(f"mouthStretch{side}", 0.0), pose.get(f"mouthDimple{side}", 0.0)
        press = pose.get(f"mouthPress{side}", 0.0)
        for row in rows.all():
            _add(row, sign * reach * s * (31 * smile - 8 * frown + 26 * stretch + 15 * dimple + 3 * press), 0)
            _add(row, 0, reach * s * (-27 * smile + 30 * frown + 7 * stretch - 5 * dimple - 2 * press))
            _add(row, 0, half * s * (3.0 * smile - 8 * frown))
        _add(rows.upper_out, 0, half * s * (4 * smile + 3 * stretch + 6.5 * press + 2 * dimple))
        _add(rows.lower_in, 0, half * s * (9 * smile + 5 * stretch - 0.5 * press))
        _add(rows.lower_out, 0, half * s * (6 * smile + 2 * stretch - 8 * press - 2 * dimple + 4 * frown))
        _add(rows.upper_out, 0, half * s * -2 * frown)
        # smile and open: corners stay high and wide, the upper edge straightens, the jaw opens to a D
        both = smile * jaw
        _add(rows.upper_in, sign * reach * s * 6 * both, s * both * (4 * half - 15 * reach))
        _add(rows.upper_out, sign * reach * s * 6 * both, s * both * (3 * half - 15 * reach))
        _add(rows.lower_in, sign * reach * s * 6 * both, s * both * (-4 * half - 15 * reach))
        _add(rows.lower_out, sign * reach * s * 6 * both, s * both * (-5 * half - 15 * reach))


def _sideways(rows: Rows, pose: Pose, s: float) -> None:
    mouth = pose.get("mouthLeft", 0.0) - pose.get("mouthRight", 0.0)
    jaw = pose.get("jawLeft", 0.0) - pose.get("jawRight", 0.0)
    for row in rows.all():
        _add(row, 25 * mouth * s * (0.75 + 0.25 * HUMP), 0)
        _add(row, 0, -7 * s * (max(mouth, 0) * LEFTWARDS + max(-mouth, 0) * RIGHTWARDS))
    for row, share in ((rows.upper_in, 0.15), (rows.upper_out, 0.1), (rows.lower_in, 0.8), (rows.lower_out, 1.0)):
        _add(row, 24 * jaw * s * share * (0.45 + 0.55 * HUMP), 0)
    _add(rows.lower_in, 0, 5 * abs(jaw) * s * HUMP)
    _add(rows.lower_out, 0, 5 * abs(jaw) * s * HUMP)


def _lips(rows: Rows, pose: Pose, s: float, mouth: Mouth) -> None:
    pucker, funnel = pose.get("mouthPucker", 0.0), pose.get("mouthFunnel", 0.0)
    jaw = _jaw(pose)
    width = mouth.half_width
    narrow = T * width * (0.56 * pucker + 0.42 * funnel + 0.08 * pose.get("cheekPuff", 0.0))
    ring = ROUND**1.2
    for row in rows.all():
        _add(row, -narrow, 0)
        _add(row, 0, s * CORNER * (2 * pucker + 3 * funnel))
    _add(rows.upper_in, 0, -s * ring * (8 * pucker + 21 * funnel))
    _add(rows.lower_in, 0, s * ring * (12 * pucker + 30 * funnel))
    _add(rows.upper_out, 0, -s * (ring * (9 * pucker + 16 * funnel) + 6 * pucker * np.abs(T) * HUMP))
    _add(rows.lower_out, 0, s * (ring * (16 * pucker + 30 * funnel) + 5 * pucker * np.abs(T) * HUMP))
    # pucker and open: a taller, narrower o
    both = pucker * jaw
    _add(rows.lower_in, -T * width * 0.04 * both, -s * ring * 22 * both)
    _add(rows.lower_out, -T * width * 0.04 * both, -s * ring * 20 * both)
    _roll_and_shrug(rows, pose, s)
    for side, half in (("Left", LEFT_HALF), ("Right", RIGHT_HALF)):
        up, down = pose.get(f"mouthUpperUp{side}", 0.0), pose.get(f"mouthLowerDown{side}", 0.0)
        sneer = pose.get(f"noseSneer{side}", 0.0)
        _add(rows.upper_in, 0, -s * half * (19 * up + 4 * sneer))
        _add(rows.upper_out, 0, -s * half * (16 * up + 7 * sneer))
        _add(rows.lower_in, 0, s * half * 22 * down)
        _add(rows.lower_out, 0, s * half * 18 * down)


def _roll_and_shrug(rows: Rows, pose: Pose, s: float) -> None:
    lower, upper = pose.get("mouthRollLower", 0.0), pose.get("mouthRollUpper", 0.0)
    shrug_low, shrug_up = pose.get("mouthShrugLower", 0.0), pose.get("mouthShrugUpper", 0.0)
    forward, puff = pose.get("jawForward", 0.0), pose.get("cheekPuff", 0.0)
    _add(rows.lower_out, 0, s * HUMP * (-16 * lower - 7 * shrug_low + 5 * forward - 3 * puff))
    _add(rows.lower_in, 0, s * HUMP * (-1 * lower - 9 * shrug_low - 2 * forward))
    _add(rows.upper_in, 0, s * HUMP * (-1 * lower - 8 * shrug_low + 1.5 * upper - 7 * shrug_up - 2 * forward))
    _add(rows.upper_out, 0, s * HUMP * (14 * upper - 6 * shrug_low - 10 * shrug_up - 1 * forward + 2 * puff))
    for row in rows.all():
        _add(row, 0, s * CORNER * (4 * shrug_low + 2 * shrug_up))
    _add(rows.lower_in, 0, s * HUMP * -7 * shrug_up)
    _add(rows.lower_out, 0, s * HUMP * -3 * shrug_up)


def _open(rows: Rows, pose: Pose, s: float, mouth: Mouth) -> None:
    jaw, tongue, closing = _jaw(pose), pose.get("tongueOut", 0.0), pose.get("mouthClose", 0.0)
    drop = mouth.jaw_drop * s
    ring = ROUND**1.15
    # with the tongue out the lips part on their own; an open jaw needs less of it
    part = tongue * (1 - 0.8 * jaw)
    for row in rows.all():
        _add(row, -T * mouth.half_width * (0.13 * jaw + 0.06 * part), CORNER * s * (24 * jaw * (1 - 0.7 * pose.get("mouthPucker", 0.0)) + 2 * part))
    _add(rows.upper_in, 0, -s * ring * (11 * jaw + 5 * part))
    _add(rows.upper_out, 0, -s * HUMP * (9 * jaw + 4 * part))
    _add(rows.lower_in, T * HUMP * s * 7 * jaw, ring * drop * jaw + s * ring * 20 * part)
    _add(rows.lower_out, T * HUMP * s * 5 * jaw, ring * drop * 0.97 * jaw + s * HUMP * 15 * part)
    # lips closed over a dropped jaw
    both = closing * jaw
    _add(rows.lower_in, 0, -ring * both * (drop * 0.66 - 2 * s))
    _add(rows.lower_out, 0, -ring * both * drop * 0.60)
    _add(rows.upper_in, 0, ring * both * (drop * 0.30 + 6 * s))
    _add(rows.upper_out, 0, ring * both * drop * 0.22)
    single = closing * (1 - jaw)
    _add(rows.lower_out, 0, s * HUMP * -4 * single)
    _add(rows.upper_out, 0, s * HUMP * 3 * single)
