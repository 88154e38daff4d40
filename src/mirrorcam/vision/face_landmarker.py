"""Landmarks from mediapipe.tasks FaceLandmarker, which needs the file face_landmarker.task."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mediapipe as mp
import numpy as np

from mirrorcam.core.types import FloatArray, PixelArray
from mirrorcam.vision.errors import VisionError


class FaceLandmarkerFinder:
    """Finds faces with FaceLandmarker: one for each number of faces asked for, made when first needed."""

    name = "mediapipe.tasks FaceLandmarker"

    def __init__(self, model: Path) -> None:
        try:
            self._model = model.read_bytes()
        except OSError as error:
            raise VisionError(f"{model}: cannot read the face model ({error.strerror})") from error
        self._path = model
        self._landmarkers: dict[tuple[int, bool], Any] = {}
        self._last_ms: dict[tuple[int, bool], int] = {}
        self._landmarker(1, still=True)

    def find(self, rgb: PixelArray, most: int, *, still: bool, time_s: float) -> list[FloatArray]:
        """Return up to `most` faces f32[478,3]; a still is looked at afresh. time_s must rise for a clip."""
        landmarker = self._landmarker(most, still=still)
        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(rgb))
        if still:
            result = landmarker.detect(image)
        else:
            result = landmarker.detect_for_video(image, self._stamp((most, still), time_s))
        return [np.array([(p.x, p.y, p.z) for p in face], np.float32) for face in result.face_landmarks]

    def close(self) -> None:
        """Free the landmarkers."""
        for landmarker in self._landmarkers.values():
            landmarker.close()
        self._landmarkers.clear()

    def _stamp(self, key: tuple[int, bool], time_s: float) -> int:
        """Return a millisecond stamp that rises even where two frames share one, as VIDEO mode demands."""
        stamp_ms = max(round(time_s * 1000), self._last_ms.get(key, -1) + 1)
        self._last_ms[key] = stamp_ms
        return stamp_ms

    def _landmarker(self, most: int, *, still: bool) -> Any:
        key = (most, still)
        if key not in self._landmarkers:
            vision = mp.tasks.vision
            options = vision.FaceLandmarkerOptions(
                base_options=mp.tasks.BaseOptions(model_asset_buffer=self._model),
                num_faces=most,
                running_mode=vision.RunningMode.IMAGE if still else vision.RunningMode.VIDEO,
            )
            try:
                self._landmarkers[key] = vision.FaceLandmarker.create_from_options(options)
            except (RuntimeError, ValueError) as error:
                raise VisionError(
                    f"{self._path}: this is not a working face_landmarker.task; "
                    "get it with `mirrorcam models fetch`"
                ) from error
        return self._landmarkers[key]
