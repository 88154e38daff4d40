"""Fur: outlines with soft tufts, and strands that follow the skull."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from drawing.curves import Anchors, Curves, Points, lock, spline


def fringe(anchors: Anchors, count: int, length: float, seed: int, droop: float) -> Points:
    """Return a closed outline whose edge is `count` tufts about `length` long, hanging down by `droop`."""
    rng = np.random.default_rng(seed)
    smooth = spline(anchors, closed=True)
    segments = (len(smooth) - 1) // 3
    dense = np.concatenate([_cubic(smooth[3 * i : 3 * i + 4]) for i in range(segments)])
    steps = np.linalg.norm(np.diff(dense, axis=0, append=dense[:1]), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    middle = dense.mean(axis=0)

    def at(distance: float) -> Points:
        place = np.searchsorted(along, distance % along[-1], side="right") - 1
        return dense[min(int(place), len(dense) - 1)]

    parts: list[Points] = [at(0.0)[None]]
    # tufts of one width look like the teeth of a saw
    ends = np.cumsum(rng.uniform(0.4, 1.6, count))
    for start, end in pairwise(along[-1] * np.concatenate([[0.0], ends]) / ends[-1]):
        valley, root = at(end), at(start + (end - start) * rng.uniform(0.35, 0.65))
        out = (root - middle) / (np.linalg.norm(root - middle) + 1e-9)
        hang = at(end) - at(start)
        hang = hang / (np.linalg.norm(hang) + 1e-9)
        is_downwards = hang[1] >= 0
        hang = hang if is_downwards else -hang
        long = length * rng.uniform(0.4, 1.1) * (0.45 + 0.55 * (end - start) * count / along[-1])
        rise = (out * (1 - 0.45 * droop) + hang * droop) * long
        parts += _tuft(parts[-1][-1], root + rise, valley, rise, hang * long, is_downwards)
    outline = np.concatenate(parts)
    outline[-1] = outline[0]
    return outline


def _tuft(
    first: Points, tip: Points, last: Points, rise: Points, hang: Points, is_downwards: bool
) -> list[Points]:
    """Return the two cubics of a tuft after its first point: its back is round, its inner side is hollow."""
    if is_downwards:
        back = [first + rise * 0.34, tip - hang * 0.6 - rise * 0.1, tip]
        hollow = [tip - rise * 0.35, last + rise * 0.12, last]
        return [np.array(back), np.array(hollow)]
    hollow = [first + rise * 0.12, tip - rise * 0.35, tip]
    back = [tip - hang * 0.6 - rise * 0.1, last + rise * 0.34, last]
    return [np.array(hollow), np.array(back)]


def _cubic(points: Points, count: int = 40) -> Points:
    t = np.linspace(0, 1, count, endpoint=False)[:, None]
    a, b, c, d = points
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d


def fur_strands(count: int, seed: int, length: float) -> Curves:
    """Return strands on crown and temples that run from the top of the head outwards and down."""
    rng = np.random.default_rng(seed)
    crown = np.array([500.0, 60.0])
    strands: Curves = []
    while len(strands) < count:
        angle, ring = np.pi * rng.uniform(-0.22, 1.22), rng.uniform(0.60, 0.97) ** 0.8
        at = np.array([500 - 292 * ring * np.cos(angle), 420 - 306 * ring * np.sin(angle)])
        across = abs(at[0] - 500)
        if (at[1] > 330 and across < 214) or at[1] > 640 or (at[1] > 230 + across * 0.2 and across < 160):
            continue
        fall = at - crown
        fall /= np.linalg.norm(fall)
        side = np.array([-fall[1], fall[0]])
        bend = rng.normal(0, 0.06)
        long = length * rng.uniform(0.6, 1.2)
        strands.append(lock(at, at + fall * long * 0.5 + side * long * bend, at + fall * long, 1.7))
    return strands


def hairline(edge: Anchors, seed: int, count: int, length: float, inwards: tuple[float, float]) -> Curves:
    """Return short strands that lie over an open edge and point to a place inside it."""
    rng = np.random.default_rng(seed)
    curve = spline(edge)
    segments = (len(curve) - 1) // 3
    strands: Curves = []
    for i in range(count):
        place = (i + rng.uniform(0.1, 0.9)) / count * segments
        k = min(int(place), segments - 1)
        at = _cubic(curve[3 * k : 3 * k + 4], 60)[min(int((place - k) * 60), 59)]
        way = np.asarray(inwards) - at
        way = way / (np.linalg.norm(way) + 1e-9) + (0.28 * np.sign(at[0] - 500), 0.1)
        long = length * rng.uniform(0.6, 1.25)
        start = at - way * long * rng.uniform(0.6, 0.9)
        side = np.array([-way[1], way[0]]) * rng.normal(0, 0.08) * long
        strands.append(lock(start, start + way * long * 0.5 + side, start + way * long, 1.6))
    return strands
