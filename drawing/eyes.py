"""An eye with living lids, for any of the cast: the opening itself closes, the lids ride on its edges.

Drawn for the avatar's own left eye (the inner corner at smaller x); the right one is its mirror image.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drawing.curves import Curves, Points, ellipse, join, mirrored, shifted, spline, strand
from drawing.fields import Pose

U = np.array([-1.0, -0.72, -0.3, 0.18, 0.62, 0.9, 1.0])  # inner to outer corner


@dataclass(frozen=True, slots=True)
class Eye:
    """An eye at rest: its middle, half width, height above and below, size of the iris (units).

    lifted is how far a smile and a raised cheek push shut lids up. follows_look: whether the opening goes along with a
    look up or down (else the engine moves the lids). pupil is drawn as a shape of its own where it has a size. glow
    is the light in the iris: its middle and radii, in radii of the iris. wet is the height of the wet rim,
    crease_lift how far an eye opened wide lifts its fold.
    """

    centre: tuple[float, float]
    half_width: float = 62.0
    above: float = 52.0
    below: float = 40.0
    iris: float = 47.0
    crease: float = 17.0
    lash: float = 6.5
    outer_drop: float = 4.0
    closed_at: float = 0.48
    look: tuple[float, float] = (0.0, -3.0)
    round: bool = False
    lifted: tuple[float, float] = (26.0, 22.0)
    follows_look: bool = False
    pupil: float | None = None
    glow: tuple[float, float, float, float] = (0.06, 0.58, 0.62, 0.38)
    wet: float = 4.6
    crease_lift: float = 0.0

    @property
    def arch(self) -> Points:
        """Return the lids' arch at each of the seven places: almond-shaped, or a half circle."""
        return (1 - np.abs(U) ** 2.0) ** 0.5 if self.round else (1 - np.abs(U) ** 2.5) ** 0.9

    def edges(self, pose: Pose, side: str) -> tuple[Points, Points]:
        """Return the upper and lower edge of the opening, f64[7, 2] each."""
        blink, wide = pose.get(f"eyeBlink{side}", 0.0), pose.get(f"eyeWide{side}", 0.0)
        squint, cheek = pose.get(f"eyeSquint{side}", 0.0), pose.get(f"cheekSquint{side}", 0.0)
        smile = pose.get(f"mouthSmile{side}", 0.0)
        brow_down, brow_up = pose.get(f"browDown{side}", 0.0), pose.get(f"browOuterUp{side}", 0.0)
        down, up = (
            pose.get(f"eyeLook{way}{side}", 0.0) if self.follows_look else 0.0 for way in ("Down", "Up")
        )
        x = U * self.half_width
        slant = self.outer_drop * (U + 1) / 2
        open_up = slant - self.above * self.arch * (
            1
            + 0.17 * wide
            - 0.17 * squint
            - 0.07 * smile
            - 0.10 * brow_down
            + 0.05 * brow_up
            - 0.32 * down
            + 0.20 * up
        )
        open_low = slant + self.below * self.arch * (
            1 + 0.06 * wide - 0.40 * squint - 0.30 * cheek - 0.20 * smile + 0.52 * down - 0.08 * up
        )
        shut = (
            slant
            + self.below * self.closed_at * self.arch
            - blink * self.arch * (self.lifted[0] * smile + self.lifted[1] * cheek + 5 * squint)
        )
        shut = shut + blink * (smile + cheek) * 3 * np.abs(U) ** 3
        upper = open_up + (shut - open_up) * blink
        lower = open_low + (shut - open_low) * blink
        return self._placed(np.stack([x, upper], 1), side), self._placed(np.stack([x, lower], 1), side)

    def _placed(self, points: Points, side: str) -> Points:
        placed = points + self.centre
        return placed if side == "Left" else mirrored(placed)

    def _pushed(self, row: Points, by: Points) -> Points:
        return row + np.stack([np.zeros(7), by], 1)

    def outlines(self, pose: Pose, side: str) -> dict[str, Curves]:
        """Return the outlines of the eye's shapes for one side ("Left" or "Right")."""
        upper, lower = self.edges(pose, side)
        blink = pose.get(f"eyeBlink{side}", 0.0)
        name = side.lower()
        thick = self.lash * np.array([0.12, 0.45, 0.8, 1.0, 1.08, 0.8, 0.25])
        lift = pose.get(f"browOuterUp{side}", 0.0) * 4 + pose.get("browInnerUp", 0.0) * 3
        lift += self.crease_lift * pose.get(f"eyeWide{side}", 0.0) - 5 * pose.get(f"browDown{side}", 0.0)
        rest_upper, _ = self.edges({}, side)
        top = rest_upper - np.stack(
            [np.zeros(7), self.crease * (0.35 + 0.65 * self.arch) + lift - 15 * blink], 1
        )
        top[0, 1], top[-1, 1] = upper[0, 1] - 4, upper[-1, 1] - 5
        wet = self._pushed(lower, -self.wet * self.arch * (1 - blink))
        tail = self._pushed(lower, 3.0 * self.arch)
        bag = self._pushed(lower, 15 * self.arch + 3)
        opening = join(spline(upper), spline(lower[::-1]))
        return {
            f"eye.{name}.white": [opening],
            f"eye.{name}.shade": [opening],
            f"lid.upper.{name}.skin": [join(spline(top), spline(upper[::-1]))],
            f"lid.upper.{name}.crease": [spline(top)],
            f"lid.upper.{name}.lash": [
                join(spline(upper - np.stack([0 * U, thick], 1)), spline(shifted(upper[::-1], 0, 1.0)))
            ],
            f"lid.upper.{name}.lashes": self._lashes(upper, blink, side),
            f"lid.lower.{name}.wet": [join(spline(wet), spline(lower[::-1]))],
            f"lid.lower.{name}.rim": [join(spline(lower), spline(tail[::-1]))],
            f"lid.lower.{name}.bag": [join(spline(lower), spline(bag[::-1]))],
        }

    def _lashes(self, upper: Points, blink: float, side: str) -> Curves:
        sign = 1 if side == "Left" else -1
        curve = spline(upper)
        strands: Curves = []
        for place, length in ((3.25, 6), (3.7, 8), (4.15, 10), (4.6, 11), (5.05, 11), (5.5, 10)):
            base = _on(curve, place) - (0, 2)
            share = (place - 3) / 3
            out, rise = (
                sign * 0.6 * length * (0.45 + 0.75 * share),
                -0.6 * length * (1.0 - 0.45 * share) * (1 - 1.45 * blink),
            )
            tip = shifted(base, out, rise)
            strands.append(strand(base, shifted(base, out * 0.62, rise * 0.36 + blink * 1.5), tip))
        return strands

    def ball(self, side: str) -> dict[str, Curves]:
        """Return the outlines that gaze moves and no channel changes: iris, pupil, catch-lights."""
        name = side.lower()
        x, y = self.centre[0] + self.look[0], self.centre[1] + self.look[1]
        if side == "Right":
            x = 1000 - x
        r = self.iris
        dx, dy, rx, ry = self.glow
        pupil: dict[str, Curves] = {}
        if self.pupil is not None:
            pupil[f"iris.{name}.pupil"] = [ellipse(x, y, self.pupil, self.pupil)]
        return pupil | {
            f"iris.{name}.colour": [ellipse(x, y, r * 0.985, r * 0.985)],
            f"iris.{name}.glow": [ellipse(x + dx * r, y + dy * r, rx * r, ry * r)],
            f"glint.{name}.large": [ellipse(x - 0.33 * r, y - 0.36 * r, 0.235 * r, 0.26 * r, -20)],
            f"glint.{name}.small": [ellipse(x + 0.38 * r, y + 0.40 * r, 0.105 * r, 0.10 * r)],
        }


def _on(curve: Points, place: float) -> Points:
    """Return the point at a place (0 .. number of cubics) of a curve."""
    i = min(int(place), (len(curve) - 1) // 3 - 1)
    t = place - i
    a, b, c, d = curve[3 * i : 3 * i + 4]
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
