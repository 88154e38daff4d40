"""A soft brow: a faint ribbon and fine hairs, that rises, worries and frowns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drawing.curves import Curves, Points, band, mirrored, shifted, spline, strand
from drawing.fields import Pose

PLACE = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
INNER = (1 - PLACE) ** 1.5
OUTER = PLACE**1.2 * (1 - 0.25 * PLACE**4)
MIDDLE = np.sin(np.pi * PLACE)


@dataclass(frozen=True, slots=True)
class Brow:
    """A brow at rest, for the avatar's own left: its ends, how high it arches, how thick and hairy it is.

    knit is how far a frown draws the inner end to the middle, blink_drop how far a blink lowers the brow (units);
    drop is how much farther than others a frown pulls it down.
    """

    inner: tuple[float, float]
    outer: tuple[float, float]
    arch: float = 18.0
    thick: float = 10.0
    hairs: int = 15
    scale: float = 1.0
    knit: float = 15.0
    blink_drop: float = 2.5
    drop: float = 1.0

    def line(self, pose: Pose, side: str) -> Points:
        """Return the brow's middle line, f64[5, 2], for the left; the caller mirrors it."""
        up, outer = pose.get("browInnerUp", 0.0), pose.get(f"browOuterUp{side}", 0.0)
        down, sneer = pose.get(f"browDown{side}", 0.0), pose.get(f"noseSneer{side}", 0.0)
        blink = pose.get(f"eyeBlink{side}", 0.0)
        base: Points = np.outer(1 - PLACE, np.array(self.inner)) + np.outer(PLACE, np.array(self.outer))
        base[:, 1] -= self.arch * MIDDLE
        rise = 40 * up * INNER + 8 * up + outer * (36 * OUTER + 12 * MIDDLE) + 3 * outer
        fall = (
            self.drop * down * (25 * INNER + 15 * MIDDLE + 9)
            + sneer * (12 * INNER + 2)
            + self.blink_drop * blink
        )
        base[:, 1] += self.scale * (fall - rise)
        base[:, 0] += self.scale * (-self.knit * down * INNER - 4 * down + 3 * up * INNER)
        return base

    def outlines(self, pose: Pose, side: str) -> dict[str, Curves]:
        """Return the ribbon and the hairs."""
        line = self.line(pose, side)
        curve = spline(line)
        widths = self.thick * np.array([0.62, 1.0, 0.95, 0.66, 0.12])
        soft = band(line, list(widths))
        strands: Curves = []
        for i in range(self.hairs):
            share = 0.1 + 0.74 * (i + 0.35) / self.hairs
            base = _along(curve, share)
            jitter = 0.5 * np.sin(12.9898 * i)
            lean = -0.55 + 0.6 * share
            size = self.thick * (1.8 - 0.8 * share)
            start = shifted(base, -0.35 * size, self.thick * (0.55 - 0.5 * share) + 1.5 * jitter)
            tip = shifted(start, size * (0.65 + 0.45 * share), lean * size * (0.85 + 0.25 * jitter))
            strands.append(strand(start, shifted(0.5 * (start + tip), -1.2, -0.8), tip))
        if side == "Right":
            soft, strands = mirrored(soft), [mirrored(hair) for hair in strands]
        name = side.lower()
        ribbon: dict[str, Curves] = {f"brow.{name}.soft": [soft]}
        return ribbon | {f"brow.{name}.hairs": strands} if strands else ribbon


def _along(curve: Points, share: float) -> Points:
    count = (len(curve) - 1) // 3
    place = min(share * count, count - 1e-6)
    i = int(place)
    t = place - i
    a, b, c, d = curve[3 * i : 3 * i + 4]
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
