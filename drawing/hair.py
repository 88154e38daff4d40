"""Fine hair: a soft cap, strands that follow the skull, a curl on top."""

from __future__ import annotations

import numpy as np

from drawing.curves import Curves, spline


def baby_hair() -> dict[str, Curves]:
    """Return the outlines of the baby's hair."""
    rng = np.random.default_rng(7)
    top = [(212, 372), (236, 250), (306, 168), (400, 118), (500, 104), (600, 116), (694, 166), (766, 250), (788, 372)]
    line = [(776, 318), (726, 262), (652, 232), (580, 226), (500, 232), (430, 222), (352, 236), (280, 266), (226, 318)]
    strands: Curves = []
    for i in range(46):
        share = (i + 0.5) / 46
        angle = np.pi * (0.04 + 0.92 * share) + rng.normal(0, 0.015)
        ring = 0.66 + 0.16 * rng.random()
        end = 0.98 + 0.05 * rng.random()
        swirl = 0.16 * np.cos(angle)
        points = []
        for t in (0.0, 0.5, 1.0):
            radius = ring + (end - ring) * (1 - t)
            bend = angle + swirl * t * 0.8 + 0.02 * rng.normal()
            points.append((500 - 306 * radius * np.cos(bend), 402 - 286 * radius * np.sin(bend) - 6))
        strands.append(spline(points))
    curl = [
        spline([(470, 128), (478, 92), (512, 66), (548, 74), (556, 104), (534, 120), (516, 106), (524, 92)]),
        spline([(488, 126), (490, 100), (462, 72), (432, 78), (424, 98)]),
        spline([(502, 126), (520, 98), (552, 88), (584, 98)]),
    ]
    return {
        "hair.cap": [spline(top + line, closed=True)],
        "hair.strands": strands,
        "hair.curl": curl,
        "hair.curl.light": [curl[0] + (-3, -2), curl[1] + (2, -2)],
    }
