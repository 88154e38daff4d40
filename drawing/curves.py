"""Curves through hand-placed points, as cubic Bezier control points.

A curve is f64[3n+1, 2]: a start point, then for each cubic two handles and an end point.
Coordinates are the avatar's drawing units (0..1000, y down).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Curves = list[Points]
Anchors = Sequence[Sequence[float]] | Points

CIRCLE_HANDLE = 0.5522847498  # handle length of a quarter circle of radius 1


def spline(anchors: Anchors, closed: bool = False) -> Points:
    """Return a smooth curve through anchors [n, 2], with handles fitted to uneven spacing."""
    points = np.asarray(anchors, float)
    count = len(points)
    before = np.roll(points, 1, axis=0)
    after = np.roll(points, -1, axis=0)
    reach_in = np.linalg.norm(points - before, axis=1) + 1e-9
    reach_out = np.linalg.norm(after - points, axis=1) + 1e-9
    share_out = (reach_out / (reach_in + reach_out))[:, None]
    slope_in, slope_out = (points - before) / reach_in[:, None], (after - points) / reach_out[:, None]
    tangent = slope_in * share_out + slope_out * (1 - share_out)
    if not closed:
        tangent[0] = 1.5 * slope_out[0] - 0.5 * tangent[1]
        tangent[-1] = 1.5 * slope_in[-1] - 0.5 * tangent[-2]
    segments = count if closed else count - 1
    parts = [points[:1]]
    for i in range(segments):
        j = (i + 1) % count
        third = reach_out[i] / 3
        parts.append(np.array([points[i] + tangent[i] * third, points[j] - tangent[j] * third, points[j]]))
    return np.concatenate(parts)


def strand(
    start: Sequence[float] | Points, through: Sequence[float] | Points, tip: Sequence[float] | Points
) -> Points:
    """Return one cubic from start to tip that passes near `through` half-way: a hair."""
    a, m, b = (np.asarray(point, float) for point in (start, through, tip))
    pull = 2 * m - (a + b) / 2
    return np.array([a, a + (pull - a) * 2 / 3, b + (pull - b) * 2 / 3, b])


def lock(start: Points, through: Points, tip: Points, half_width: float) -> Points:
    """Return a closed hair of two cubics: pointed at both ends, widest in the middle."""
    there = strand(start, through, tip)
    along = tip - start
    side = np.array([-along[1], along[0]]) / (np.linalg.norm(along) + 1e-9) * half_width * 4 / 3
    left, right = there.copy(), there.copy()
    left[1:3] += side
    right[1:3] -= side
    return np.concatenate([left, right[::-1][1:]])


def join(*curves: Points) -> Points:
    """Return one curve that runs through several; a straight bridge fills each gap.

    There is a bridge where there is no gap too, so that every pose of a shape has the same nodes.
    """
    parts = [curves[0]]
    for curve in curves[1:]:
        end, start = parts[-1][-1], curve[0]
        parts.append(np.array([end + (start - end) / 3, end + (start - end) * 2 / 3, start]))
        parts.append(curve[1:])
    return np.concatenate(parts)


def close(curve: Points) -> Points:
    """Return the curve with a straight bridge back to its start."""
    return join(curve, curve[:1])


def ellipse(x: float, y: float, radius_x: float, radius_y: float, turn_deg: float = 0.0) -> Points:
    """Return a closed ellipse of four cubics, turned clockwise as seen."""
    k = CIRCLE_HANDLE
    unit = np.array(
        [
            (1, 0),
            (1, k),
            (k, 1),
            (0, 1),
            (-k, 1),
            (-1, k),
            (-1, 0),
            (-1, -k),
            (-k, -1),
            (0, -1),
            (k, -1),
            (1, -k),
            (1, 0),
        ],
        float,
    )
    angle = np.deg2rad(turn_deg)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return unit * (radius_x, radius_y) @ turn + (x, y)


def band(centre: Anchors, half_widths: Sequence[float]) -> Points:
    """Return a closed ribbon around a line of anchors, with a half width for each anchor."""
    one, other = _sides(centre, half_widths)
    return spline(np.concatenate([one, other[::-1]]), closed=True)


def blade(centre: Anchors, half_widths: Sequence[float]) -> Points:
    """Return a closed ribbon that ends in a point."""
    one, other = _sides(centre, half_widths)
    return join(spline(one), spline(other[::-1]))


def _sides(centre: Anchors, half_widths: Sequence[float]) -> tuple[Points, Points]:
    points = np.asarray(centre, float)
    slope = np.gradient(points, axis=0)
    normal = np.stack([slope[:, 1], -slope[:, 0]], axis=1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9
    offset = normal * np.asarray(half_widths, float)[:, None]
    return points + offset, points - offset


def shifted(points: Points, x: float, y: float) -> Points:
    """Return the points moved by (x, y)."""
    return points + np.array([x, y])


def mirrored(points: Points, middle_x: float = 500.0) -> Points:
    """Return the points seen in a looking-glass that stands at middle_x."""
    return np.stack([2 * middle_x - points[:, 0], points[:, 1]], axis=1)


def on_both_sides(paired: dict[str, Curves]) -> dict[str, Curves]:
    """Return the outlines, drawn for the avatar's own left, for left and right; {} in labels stands for the side."""
    found: dict[str, Curves] = {}
    for label, curves in paired.items():
        found[label.format("left")] = curves
        found[label.format("right")] = [mirrored(curve) for curve in curves]
    return found


def blend(a: Points, b: Points, share: float) -> Points:
    """Return the points share of the way from a to b."""
    return a + (b - a) * share


def symmetric(half: Anchors, chin: Sequence[float]) -> Points:
    """Return the closed anchors of an outline whose left half runs from the top of the middle down to the chin."""
    top, left = np.asarray(half[:1], float), np.asarray(half[1:], float)
    return np.concatenate([top, left, np.asarray([chin], float), mirrored(left)[::-1]])
