"""An avatar ready to move: all control points in one array, all extremes in one matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mirrorcam.avatar.brush import Brush
from mirrorcam.avatar.paths import PathBank
from mirrorcam.avatar.rig import Rig
from mirrorcam.avatar.still import StillLayer
from mirrorcam.avatar.svg import Shape
from mirrorcam.avatar.washes import Wash
from mirrorcam.core.types import FloatArray


@dataclass(frozen=True, slots=True)
class Solid:
    """How each of P control points stands in depth and moves with the head; lengths are page units.

    depth f32[2P]: in front of the plane the head turns in, as it counts for x (yaw) and for y (pitch) in turn.
    follow f32[P]: share of the head's motion. squash f32[2P]: how much foreshortening shows in x and y.
    hanging i64[H]: the points that hang on a spring; spring i32[H]: its place in the rig's springs; loose f32[H]:
    their share of its lag.
    breath f32[P,2]: the move at a breath of 1.
    """

    depth: FloatArray
    follow: FloatArray
    squash: FloatArray
    hanging: npt.NDArray[np.int64]
    spring: npt.NDArray[np.int32]
    loose: FloatArray
    breath: FloatArray


@dataclass(frozen=True, slots=True)
class ShapeFits:
    """What gives the affine motion of S shapes over P points: see shape_affines and live_boxes.

    starts i64[S]; centres f32[S,2]; weights f32[3,P]; ridges f32[S,2,2]. inset f32[2,S,2] is where a shape's true
    box lies within the box of its control points, as shares of it: its low and its high corner.
    """

    starts: npt.NDArray[np.int64]
    centres: FloatArray
    weights: FloatArray
    ridges: FloatArray
    inset: FloatArray


@dataclass(frozen=True, slots=True)
class GazeMove:
    """Points that travel with a look: those of one part, the side of its eye (0 left), x and y at a look of 1.

    squashed: they narrow towards the side, as an iris does on its ball; a catch-light does not.
    """

    span: slice
    side: int
    travel: tuple[float, float]
    squashed: bool


@dataclass(frozen=True, slots=True)
class Avatar:
    """rest f32[P,2] and deltas f32[K,2P] of all shapes one after another; drivers[k] are the channels of row k,
    and driver_places i64[K,L] the same as places in 52 channels with a 1 behind them, which fills short rows.

    paths is what the painter moves. spans[s] is where shape s has its points; clips[s] is the shape that clips it,
    None for none. washes are by their base; still is what stands behind all that moves. lids_drawn: the drawing
    says itself how lids follow the gaze.
    has_page_gradients: some gradient is laid out on the page and not in its shape's box.
    """

    rig: Rig
    shapes: tuple[Shape, ...]
    brushes: tuple[Brush, ...]
    paths: PathBank
    spans: tuple[slice, ...]
    rest: FloatArray
    deltas: FloatArray
    drivers: tuple[tuple[int, ...], ...]
    driver_places: npt.NDArray[np.intp]
    solid: Solid
    fits: ShapeFits
    clips: tuple[int | None, ...]
    washes: Mapping[int, Wash]
    still: StillLayer
    gaze: tuple[GazeMove, ...]
    lids_drawn: bool
    has_page_gradients: bool
    head_centre: tuple[float, float]
    head_radius: tuple[float, float]
    pivot: tuple[float, float]

    @property
    def channels(self) -> frozenset[int]:
        """Return the positions of all channels that move anything."""
        return frozenset(channel for driver in self.drivers for channel in driver)
