"""Make assets/models/mean_face.npz: the mean, symmetric face shape to which every head is fitted.

usage: python -m training.mean_face [--data ../shared/data]

Generalised Procrustes over the stills of faces/: each face is fitted to the mean of the last round,
and the median of all is the next mean. Left and right are averaged; the outer eye corners are 1 apart.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from scipy.optimize import linear_sum_assignment

from mirrorcam.core import face_points as points
from mirrorcam.core.pose import MeanFace, face_shape, fit_head, to_pixels
from mirrorcam.vision.face_mesh import FaceMeshFinder

ROUNDS = 6
MOST_YAW_RAD = 0.35


def gather_faces(folder: Path) -> list[np.ndarray]:
    """Return landmarks f64[478,3] in pixels of every still in folder that shows a face."""
    finder, faces = FaceMeshFinder(), []
    for path in sorted(folder.glob("*.jpg")):
        rgb = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        for landmarks in finder.find(rgb, 1, still=True, time_s=0.0):
            faces.append(to_pixels(landmarks, rgb.shape[1], rgb.shape[0]))
    return faces


def mirror_pairs(shape: np.ndarray) -> np.ndarray:
    """Match each point i64[478] with the one across the face: the pairing with the least distance in all."""
    flipped = shape * np.array([-1.0, 1.0, 1.0])
    distance = np.linalg.norm(shape[:, None] - flipped[None], axis=2)
    _, partner = linear_sum_assignment(distance + distance.T)
    return partner.astype(np.int64)


def centre(shape: np.ndarray) -> np.ndarray:
    """Move the eyes' middle to the origin and scale the outer eye corners to be 1 apart."""
    left, right = shape[points.EYE_OUTER_LEFT], shape[points.EYE_OUTER_RIGHT]
    return (shape - (left + right) / 2) / np.linalg.norm(left - right)


def symmetrise(shape: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the shape averaged with its own mirror image, and the pairs."""
    mirror = mirror_pairs(shape)
    return centre((shape + shape[mirror] * np.array([-1.0, 1.0, 1.0])) / 2), mirror


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("assets/models/mean_face.npz"))
    options = parser.parse_args()
    faces = gather_faces(options.data / "faces")
    level = [f for f in faces if abs(f[points.EYE_OUTER_LEFT, 2] - f[points.EYE_OUTER_RIGHT, 2])
             < MOST_YAW_RAD * np.ptp(f[:, 0])]  # fmt: skip
    mean = centre(np.median([centre(face) for face in level], axis=0))
    mirror = np.arange(len(mean))
    for _ in range(ROUNDS):
        fitted = MeanFace(mean, mirror)
        shapes = [face_shape(face, fit) for face in level if (fit := fit_head(face, fitted))]
        mean, mirror = symmetrise(centre(np.median(shapes, axis=0)))
    if not np.array_equal(mirror[mirror], np.arange(len(mean))):
        raise SystemExit(
            "some point is not its partner's partner: the faces are too uneven to pair left and right"
        )
    np.savez(options.out, shape=mean.astype(np.float32), mirror=mirror.astype(np.int16))
    print(f"{options.out}: from {len(level)} of {len(faces)} faces")


if __name__ == "__main__":
    main()
