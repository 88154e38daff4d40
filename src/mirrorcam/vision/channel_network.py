"""From one face's landmarks to its channels and scores."""

from __future__ import annotations

from mirrorcam.core.evidence import Evidence
from mirrorcam.core.geometry import level_shape, read_channels, read_scores
from mirrorcam.core.pose import MeanFace, face_shape, fit_head, to_pixels
from mirrorcam.core.types import Observation


class ChannelNetwork:
    """Reads channels and scores off landmarks; for now with the ruler alone."""

    def __init__(self, mean_face: MeanFace) -> None:
        self._mean_face = mean_face

    def look(self, observation: Observation) -> Evidence | None:
        """Return the evidence of the landmarks, without tongue and mouth; None where they make no face."""
        points_px = to_pixels(observation.landmarks, observation.width_px, observation.height_px)
        fit = fit_head(points_px, self._mean_face)
        if fit is None:
            return None
        shape = level_shape(face_shape(points_px, fit), self._mean_face.shape)
        channels = read_channels(shape)
        return Evidence(channels, read_scores(channels))
