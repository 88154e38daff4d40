"""Where a head is and how it is turned, and its landmarks with that taken out.

A face is fitted by a weak-perspective similarity (Umeyama 1991) to the mean face over RIGID points,
which expressions hardly move. What is left after undoing it is the shape of the face alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import asin, atan2, cos, sin
from pathlib import Path

import numpy as np

from mirrorcam.core import face_points as points
from mirrorcam.core.types import FloatArray, HeadFit, HeadPose

__all__ = [
    "HeadFit", "MeanFace", "face_shape", "fit_head", "head_pose", "load_mean_face", "middle_of", "misfit",
    "place", "to_pixels",
]  # fmt: skip

_RIGID = np.array(points.RIGID)
# Points closer together than this are all in one place.
LEAST_SCALE_PX = 1e-6


@dataclass(frozen=True, slots=True)
class RigidModel:
    """The mean face's RIGID points, prepared for fitting.

    centre f64[3]; measure f64[4,r]: its product with seen points f64[r,3] is their covariance with the model
    (rows 0 to 2) and their centre (row 3). spread is the sum of the model's squared distances from its centre.
    """

    points: FloatArray
    centre: FloatArray
    measure: FloatArray
    spread: float


@dataclass(frozen=True, slots=True)
class MeanFace:
    """The mean of many resting faces, symmetric: shape f64[478,3], outer eye corners 1 apart.

    The origin lies between the eyes; x to the visitor's left, y down, z away from the camera.
    mirror i64[478] names for each point the one across the face.
    """

    shape: FloatArray
    mirror: np.ndarray[tuple[int], np.dtype[np.int64]]
    rigid: RigidModel = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rigid", _rigid_model(self.shape))


def _rigid_model(shape: FloatArray) -> RigidModel:
    model = shape[_RIGID]
    centre = model.mean(0)
    zeroed = model - centre
    measure = np.vstack([zeroed.T, np.full(len(model), 1 / len(model))])
    return RigidModel(model, centre, measure, float((zeroed**2).sum()))


def load_mean_face(path: Path) -> MeanFace:
    """Read a mean face made by training.mean_face; raises OSError, KeyError or ValueError if it is none."""
    with np.load(path, allow_pickle=False) as stored:
        return MeanFace(stored["shape"].astype(np.float64), stored["mirror"].astype(np.int64))


def to_pixels(landmarks: FloatArray, width_px: int, height_px: int) -> FloatArray:
    """Return landmarks f64[478,3] in pixels, z on x's scale, from picture shares."""
    return landmarks * np.array([width_px, height_px, width_px], np.float64)


def middle_of(landmarks: FloatArray) -> tuple[float, float]:
    """Return the mean (x, y) of landmarks f32[n,3]; as a product, for which numpy needs a twentieth of mean's time."""
    x, y, _ = (np.full(len(landmarks), 1 / len(landmarks), landmarks.dtype) @ landmarks).tolist()
    return x, y


def fit_head(points_px: FloatArray, mean_face: MeanFace) -> HeadFit | None:
    """Fit the mean face to points_px f64[478,3]; None where the points make no face (NaN, all in one place)."""
    model = mean_face.rigid
    seen = points_px.take(_RIGID, axis=0)
    if not np.isfinite(seen).all():
        return None
    measured = model.measure @ seen
    u, spread, vt = np.linalg.svd(measured[:3].T)
    rotation = u @ vt
    largest, middle, least = spread.tolist()
    if _is_mirrored(rotation):
        # The nearest turn that does not mirror gives up the direction with the least spread.
        rotation -= 2.0 * u[:, 2:] @ vt[2:]
        least = -least
    scale_px = (largest + middle + least) / model.spread
    if not scale_px > LEAST_SCALE_PX:
        return None
    return HeadFit(
        rotation, scale_px, measured[3] - scale_px * (rotation @ model.centre), head_pose(rotation)
    )


def _is_mirrored(turn: FloatArray) -> bool:
    """Tell whether an orthogonal matrix f64[3,3] mirrors: its determinant is -1 then, and 1 otherwise."""
    (a, b, c), (d, e, f), (g, h, i) = turn.tolist()
    return bool(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g) < 0.0)


def head_pose(rotation: FloatArray) -> HeadPose:
    """Read yaw, pitch and roll (HeadPose's signs) off a rotation f64[3,3]: roll about z, yaw about y, pitch about x."""
    (across_x, _, away_x), (across_y, _, away_y), (_, _, away_z) = rotation.tolist()
    roll_rad = atan2(across_y, across_x)
    level_x = -away_x * cos(roll_rad) - away_y * sin(roll_rad)
    level_y = away_x * sin(roll_rad) - away_y * cos(roll_rad)
    return HeadPose(atan2(level_x, away_z), asin(min(max(-level_y, -1.0), 1.0)), roll_rad)


def face_shape(points_px: FloatArray, fit: HeadFit) -> FloatArray:
    """Undo the fit: points f64[n,3] in the mean face's place, size and pose."""
    return (points_px - fit.offset_px) @ fit.rotation / fit.scale_px


def place(model_points: FloatArray, fit: HeadFit) -> FloatArray:
    """Return where points of the mean face f64[n,3] lie in the picture, f64[n,3] px."""
    return fit.scale_px * model_points @ fit.rotation.T + fit.offset_px


def misfit(points_px: FloatArray, mean_face: MeanFace) -> float:
    """Return how far, root mean square, the rigid points lie from the fitted mean face's; inf where nothing fits.

    In the mean face's units. Of 900 frames of real clips in ../shared/data 99 % lie below 0.07; lettering that
    the detector takes for a face lies at 0.08.
    """
    fit = fit_head(points_px, mean_face)
    if fit is None:
        return float("inf")
    away = face_shape(points_px[_RIGID], fit) - mean_face.rigid.points
    return float(np.sqrt((away**2).sum(axis=1).mean()))
