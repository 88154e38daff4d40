"""An avatar ready to move: all control points in one array, all extremes in one matrix."""

from __future__ import annotations

from dataclasses import dataclass

from mirrorcam.avatar.brush import Brush
from mirrorcam.avatar.rig import Rig
from mirrorcam.avatar.svg import Shape
from mirrorcam.core.types import FloatArray


@dataclass(frozen=True, slots=True)
class Solid:
    """How each of P control points stands in depth, all f32[P]; lengths are page units.

    depth: distance in front of the plane the head turns in. follow: share of the head's motion. loose: how far
    it lags behind, 1 for the lag of AvatarPose's trail. squash: how much foreshortening shows. lift: share of breath.
    """

    depth: FloatArray
    follow: FloatArray
    loose: FloatArray
    squash: FloatArray
    lift: FloatArray


@dataclass(frozen=True, slots=True)
class Avatar:
    """rest f32[P,2] and deltas f32[K,2P] of all shapes one after another; drivers[k] are the channels of row k.

    spans[s] is where shape s has its points. fit f32[3,P] and fit_ridge f32[S,2,2] give each shape's affine motion.
    clips[s] is the shape that clips shape s, None for none. iris holds the points of the left and right iris.
    """

    rig: Rig
    shapes: tuple[Shape, ...]
    brushes: tuple[Brush, ...]
    spans: tuple[slice, ...]
    rest: FloatArray
    deltas: FloatArray
    drivers: tuple[tuple[int, ...], ...]
    solid: Solid
    centres: FloatArray
    fit: FloatArray
    fit_ridge: FloatArray
    clips: tuple[int | None, ...]
    iris: tuple[slice | None, slice | None]
    head_centre: tuple[float, float]
    head_radius: tuple[float, float]
    pivot: tuple[float, float]

    @property
    def channels(self) -> frozenset[int]:
        """Return the positions of all channels that move anything."""
        return frozenset(channel for driver in self.drivers for channel in driver)
