"""Fine hair: locks that fall from the crown and thin towards the forehead, a curl on top."""

from __future__ import annotations

import numpy as np

from drawing.curves import Curves, Points, band, lock

CROWN = np.array([488.0, 96.0])
SKULL = np.array([500.0, 404.0])
SKULL_RADIUS = np.array([304.0, 304.0])


def _flow(at: Points) -> Points:
    """Return the way hair lies at a place: away from the crown, bending along the skull towards its rim."""
    fall = at - CROWN
    fall = fall / (np.linalg.norm(fall) + 1e-9)
    outwards = (at - SKULL) / SKULL_RADIUS
    share = float(np.clip(np.linalg.norm(outwards), 0, 1)) ** 3
    outwards = outwards / (np.linalg.norm(outwards) + 1e-9)
    fall = fall - outwards * max(float(fall @ outwards), 0.0) * share * 1.15
    return np.asarray(fall / (np.linalg.norm(fall) + 1e-9), float)


def _locks(count: int, seed: int, length: float, half_width: float) -> Curves:
    """Return tapered hairs, dense near the rim and the crown, none on the forehead."""
    rng = np.random.default_rng(seed)
    found: Curves = []
    while len(found) < count:
        angle, ring = np.pi * rng.uniform(0.04, 0.96), rng.uniform(0.5, 0.97)
        at = SKULL + SKULL_RADIUS * ring * np.array([-np.cos(angle), -np.sin(angle)])
        if rng.random() > max((ring - 0.6) / 0.34, 0.0) ** 1.3 or at[1] > 330:
            continue
        step = length * rng.uniform(0.55, 1.25) / 2
        lean = rng.normal(0, 0.05)
        way = _flow(at)
        middle = at + (way + lean * np.array([-way[1], way[0]])) * step
        found.append(lock(at, middle, middle + _flow(middle) * step, half_width * rng.uniform(0.6, 1.2)))
    return found


def baby_hair() -> dict[str, Curves]:
    """Return the outlines of the baby's hair."""
    curls = [
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
        "hair.wisps": _locks(24, 2, 124, 7.5),
        "hair.strands": _locks(14, 4, 100, 2.4),
        "hair.strands.light": _locks(10, 11, 90, 2.1),
        "hair.curl": curls,
        "hair.curl.light": lights,
    }
