"""Seeing, put together: tracker and networks, opened once and named for `doctor`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path

import cv2

from mirrorcam.app.assets import asset_path
from mirrorcam.app.model_places import bundle_places
from mirrorcam.core.line import SeenFace
from mirrorcam.core.pose import load_mean_face
from mirrorcam.core.types import Frame, Observation
from mirrorcam.vision.finder import open_finder
from mirrorcam.vision.networks import FaceNetworks
from mirrorcam.vision.tracker import ClipTracker, FaceTracker, StillTracker

MOST_FACES = 4


class Eyes:
    """Opens trackers, one a source, and reads what they see through one pair of networks."""

    def __init__(self, face_model: Path | None = None) -> None:
        # A missing or broken face model stops the program here, before anything is opened or written.
        open_finder(face_model, bundle_places()).close()
        # One thread: the tracker and the painter have the other cores.
        cv2.setNumThreads(1)
        self._face_model = face_model
        models = asset_path("models")
        self._mean_face = load_mean_face(models / "mean_face.npz")
        self._networks = FaceNetworks(models, self._mean_face)

    def watch_clip(self) -> FaceTracker:
        """Return a tracker for the frames of one source, in order."""
        return ClipTracker(open_finder(self._face_model, bundle_places()), self._mean_face, MOST_FACES)

    @cached_property
    def _still_tracker(self) -> FaceTracker:
        """The tracker for pictures that have nothing to do with one another; it remembers none of them."""
        return StillTracker(open_finder(self._face_model, bundle_places()), self._mean_face, MOST_FACES)

    def close(self) -> None:
        """Free the stills' tracker; trackers of clips are closed by whoever asked for them."""
        if "_still_tracker" in self.__dict__:
            self._still_tracker.close()
            del self._still_tracker

    def track(self, frames: Iterable[Frame]) -> Iterator[tuple[Frame, tuple[Observation, ...]]]:
        """Yield the frames of one source, in order, each with the faces that a tracker of its own finds in it."""
        with closing(self.watch_clip()) as tracker:
            for frame in frames:
                yield frame, tracker.track(frame)

    def see(self, tracker: FaceTracker, frame: Frame) -> tuple[SeenFace, ...]:
        """Return every face of a frame with its evidence, largest first."""
        return self.read(tracker.track(frame))

    def see_still(self, frame: Frame) -> tuple[SeenFace, ...]:
        """Return every face of a picture that stands for itself, largest first."""
        return self.read(self._still_tracker.track(frame), are_still=True)

    def read(self, observations: tuple[Observation, ...], *, are_still: bool = False) -> tuple[SeenFace, ...]:
        """Add the networks' evidence to each observation; one that makes no face is left out."""
        seen = ((face, self._networks.look(face, is_still=are_still)) for face in observations)
        return tuple(SeenFace(face, evidence) for face, evidence in seen if evidence is not None)
