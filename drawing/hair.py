"""Fine hair: locks that fall from the crown and thin towards the forehead, a curl on top."""

from __future__ import annotations

import numpy as np

from drawing.curves import Curves, Points, blade, lock, strand

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


def _hairs(count: int, seed: int, rings: tuple[float, float], length: float) -> Curves:
    """Return hairs that begin between two rings of the skull (1: its rim), longer at its sides."""
    rng = np.random.default_rng(seed)
    found: Curves = []
    for turn in _spread(count, rng):
        angle, ring = np.pi * (0.09 + 0.82 * turn), rng.uniform(*rings)
        at = SKULL + SKULL_RADIUS * ring * np.array([-np.cos(angle), -np.sin(angle)])
        step = length * rng.uniform(0.6, 1.2) * (0.55 + 0.45 * abs(np.cos(angle))) / 2
        lean = rng.normal(0, 0.05)
        way = _flow(at)
        middle = at + (way + lean * np.array([-way[1], way[0]])) * step
        found.append(strand(at, middle, middle + _flow(middle) * step))
    return found


def _tapered(hairs: Curves, half_width: float) -> Curves:
    """Return hairs with a body: slower to paint by far than lines finer than a pixel."""
    return [lock(hair[0], hair[1:3].mean(axis=0), hair[-1], half_width) for hair in hairs]


def _spread(count: int, rng: np.random.Generator) -> Points:
    """Return places f64[count] in [0, 1], each somewhere in a stretch of its own."""
    return np.asarray((np.arange(count) + rng.random(count)) / count, float)


def baby_hair() -> dict[str, Curves]:
    """Return the outlines of the baby's hair."""
    curls = [
        blade(
            [(488, 144), (478, 104), (485, 75), (508, 60), (531, 68), (534, 96)], [3.5, 7, 7, 5.5, 3.2, 0.2]
        ),
        blade([(500, 144), (511, 108), (536, 90), (574, 100)], [3, 5.6, 3.8, 0.2]),
        blade([(486, 144), (464, 114), (436, 106), (398, 124)], [3, 5.4, 3.6, 0.2]),
        blade([(492, 144), (484, 104), (464, 82), (434, 80)], [2.5, 4.6, 3, 0.2]),
    ]
    lights = [
        blade([(480, 106), (487, 80), (507, 65), (524, 70)], [0.4, 2, 1.7, 0.3]),
        blade([(514, 108), (536, 93), (558, 94)], [0.4, 1.5, 0.3]),
        blade([(462, 111), (438, 108), (416, 114)], [0.4, 1.4, 0.3]),
    ]
    return {
        "hair.wisps": _tapered(_hairs(9, 2, (0.71, 0.80), 96), 1.8),
        "hair.strands": _tapered(_hairs(14, 4, (0.79, 0.985), 136), 1.7),
        "hair.strands.fine": _hairs(44, 6, (0.78, 0.985), 116),
        "hair.strands.light": _hairs(40, 11, (0.75, 0.97), 116),
        "hair.curl": curls,
        "hair.curl.light": lights,
    }
