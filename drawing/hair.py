"""Fine hair: a soft cap that thins towards the forehead, wisps that fall from the crown, a curl on top."""

from __future__ import annotations

import numpy as np

from drawing.curves import Curves, band, strand

CROWN = np.array([488.0, 92.0])


def _wisps(count: int, seed: int, length: float) -> Curves:
    """Return strands that fall from the crown along the skull, thinner towards the forehead."""
    rng = np.random.default_rng(seed)
    strands: Curves = []
    while len(strands) < count:
        angle = np.pi * rng.uniform(0.02, 0.98)
        ring = rng.uniform(0.66, 0.985) ** 0.8
        at = np.array([500 - 306 * ring * np.cos(angle), 404 - 300 * ring * np.sin(angle)])
        if rng.random() > (ring - 0.62) / 0.3 or at[1] > 330:
            continue
        fall = at - CROWN
        fall /= np.linalg.norm(fall) + 30
        outwards = np.array([-np.cos(angle), -np.sin(angle)])
        fall -= outwards * max(float(fall @ outwards), 0.0) * 1.25
        fall /= np.linalg.norm(fall) + 0.35
        side = np.array([-fall[1], fall[0]])
        long = length * rng.uniform(0.6, 1.25)
        bend = rng.normal(0, 0.045)
        middle = at + fall * long * 0.5 + side * long * bend
        strands.append(strand(at, middle, at + fall * long + side * long * bend * 0.4))
    return strands


def baby_hair() -> dict[str, Curves]:
    """Return the outlines of the baby's hair."""
    locks = [
        band([(484, 128), (474, 98), (484, 68), (512, 54), (534, 66), (530, 84)], [9, 10, 9, 7, 4.5, 0.8]),
        band([(506, 124), (514, 100), (536, 86), (562, 92)], [8, 8, 5.5, 0.8]),
        band([(478, 126), (458, 106), (432, 102), (414, 116)], [8, 7.5, 5, 0.8]),
    ]
    lights = [
        band([(476, 104), (484, 76), (510, 62), (526, 70)], [0.6, 2.6, 2.2, 0.5]),
        band([(514, 104), (534, 91), (552, 92)], [0.5, 2.0, 0.5]),
        band([(462, 106), (438, 106), (424, 112)], [0.5, 1.9, 0.5]),
    ]
    return {
        "hair.strands": _wisps(110, 5, 58),
        "hair.strands.light": _wisps(90, 11, 52),
        "hair.curl": locks,
        "hair.curl.light": lights,
    }
