"""Turn the face in a picture about its own upright axis, for want of turned people in the data.

MADE UP: the face's landmarks are turned in depth and the picture is stretched after them; what a real turn would
bring into view is not there, and what lies behind the nearer parts is cut away.
"""

from __future__ import annotations

import cv2
import numpy as np
from scipy.interpolate import LinearNDInterpolator

from mirrorcam.core.pose import face_shape, place
from mirrorcam.core.types import FloatArray, HeadFit, PixelArray

# The head turns about an axis this far behind the eyes, in the mean face's units.
AXIS_BEHIND = 0.45
# Landmarks that end up behind others by more than this, within this distance, are hidden.
HIDDEN_BEHIND, HIDDEN_WITHIN = 0.12, 0.06
# Points around the head that keep the background still, in the mean face's units from between the eyes.
CALM_RING, CALM_COUNT = 2.2, 24
STEP_PX = 4


def turned_points(points_px: FloatArray, fit: HeadFit, yaw_rad: float) -> tuple[FloatArray, np.ndarray]:
    """Return where landmarks f[478,3] lie, f[478,2] px, once the head has turned by yaw_rad, and which still show."""
    axis = np.array([0.0, 0.0, AXIS_BEHIND])
    shape = face_shape(points_px, fit) - axis
    cos, sin = np.cos(yaw_rad), np.sin(yaw_rad)
    turned = shape @ np.array([[cos, 0, -sin], [0, 1, 0], [sin, 0, cos]]).T
    away = np.linalg.norm(turned[:, None, :2] - turned[None, :, :2], axis=2)
    is_hidden = ((away < HIDDEN_WITHIN) & (turned[:, None, 2] > turned[None, :, 2] + HIDDEN_BEHIND)).any(
        axis=1
    )
    return place(turned + axis, fit)[:, :2], ~is_hidden


def turn_face(rgb: PixelArray, points_px: FloatArray, fit: HeadFit, yaw_rad: float) -> PixelArray:
    """Return the picture with the face turned by yaw_rad (+ to the visitor's own left) on top of its own turn."""
    height, width = rgb.shape[:2]
    to, is_shown = turned_points(points_px, fit, yaw_rad)
    angle = np.linspace(0, 2 * np.pi, CALM_COUNT, endpoint=False)
    middle = fit.offset_px[:2] + np.array([0, 0.3 * fit.scale_px])
    ring = middle + CALM_RING * fit.scale_px * np.stack([np.cos(angle), np.sin(angle)], 1)
    corners = np.array(
        [[-width, -height], [2 * width, -height], [-width, 2 * height], [2 * width, 2 * height]]
    )
    still = np.concatenate([ring, corners])
    source = LinearNDInterpolator(
        np.concatenate([to[is_shown], still]), np.concatenate([points_px[is_shown, :2], still])
    )
    across, down = np.meshgrid(
        np.arange(0, width + STEP_PX, STEP_PX), np.arange(0, height + STEP_PX, STEP_PX)
    )
    coarse = source(np.stack([across, down], 2)).astype(np.float32)
    size = (coarse.shape[1] * STEP_PX, coarse.shape[0] * STEP_PX)
    fine = cv2.warpAffine(
        coarse, np.array([[STEP_PX, 0, 0], [0, STEP_PX, 0]], np.float32), size, flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )[:height, :width]  # fmt: skip
    return cv2.remap(rgb, fine[..., 0], fine[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
