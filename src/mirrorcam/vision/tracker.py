"""From a frame to the faces in it: one tracker a source, never shared between clips.

The mesh finds faces that fill about a tenth of its picture or more. For smaller and for cut-off faces
the tracker looks through views (windows on the frame) until one shows a face, and stays with that view.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from mirrorcam.core.confidence import seeing_confidence
from mirrorcam.core.identity import Identities, assign_ids
from mirrorcam.core.pose import MeanFace, fit_head, middle_of, misfit, to_pixels
from mirrorcam.core.types import FloatArray, Frame, Observation, PixelArray
from mirrorcam.vision.brow_crop import cut_brows
from mirrorcam.vision.mouth_crop import cut_mouth
from mirrorcam.vision.views import View, around, full_view, pad_to_view, search_views

# How often a tracker that has a face looks for further ones.
LOOK_AROUND_S = 1.0
# Looking closer finds faces in lettering and leaves; what fits the mean face worse than this is none.
MOST_MISFIT = 0.066
# One that was found so is followed while it fits this well: a small face's landmarks are noisy.
MOST_MISFIT_FOLLOWED = 0.1


class FaceFinder(Protocol):
    """What a mediapipe adapter does: pictures in, landmarks out."""

    name: str

    def find(self, rgb: PixelArray, most: int, *, still: bool, time_s: float) -> list[FloatArray]:
        """Return up to `most` faces f32[478,3] as shares of the picture; a still is looked at afresh."""
        ...

    def close(self) -> None:
        """Free the graphs."""
        ...


class FaceTracker(Protocol):
    """Anything that turns frames into observations."""

    def track(self, frame: Frame) -> tuple[Observation, ...]:
        """Return the faces of the frame, largest first."""
        ...

    def close(self) -> None:
        """Free what the tracker holds."""
        ...


class ClipTracker:
    """Follows faces through the frames of one source."""

    def __init__(self, finder: FaceFinder, mean_face: MeanFace, most_faces: int = 4) -> None:
        self._finder, self._mean_face, self._most_faces = finder, mean_face, most_faces
        self._identities = Identities()
        self._view: View | None = None
        self._wanted = 1
        self._looked_at_s = float("-inf")
        self._search: Iterator[View] = iter(())

    def track(self, frame: Frame) -> tuple[Observation, ...]:
        """Return the faces of the frame, largest first. Frames must come in order of time."""
        faces = self._find(frame)
        observed = observe(frame.rgb, faces, self._mean_face)
        places = [(_middle_px(o), o.size_px) for o in observed]
        self._identities, ids = assign_ids(self._identities, places, frame.time_s)
        return tuple(_with_id(o, face_id) for o, face_id in zip(observed, ids, strict=True))

    def close(self) -> None:
        """Free the finder."""
        self._finder.close()

    def _find(self, frame: Frame) -> list[FloatArray]:
        height_px, width_px = frame.rgb.shape[:2]
        view = self._view or full_view(width_px, height_px)
        faces = self._look(frame, view, self._wanted)
        if not faces:
            if self._view is not None:
                self._search = chain((self._view,), search_views(width_px, height_px))
            faces, view = self._search_on(frame)
        if faces and frame.time_s - self._looked_at_s >= LOOK_AROUND_S:
            self._looked_at_s = frame.time_s
            self._wanted = self._count(frame, view, faces)
        self._view = view.follow(faces, width_px, height_px) if faces else None
        return faces

    def _look(self, frame: Frame, view: View, most: int) -> list[FloatArray]:
        found = self._finder.find(view.cut(frame.rgb), most, still=False, time_s=frame.time_s)
        faces = [view.to_frame(face, frame.rgb) for face in found]
        return (
            faces
            if view.is_whole(frame.rgb)
            else likely_faces(faces, frame.rgb, self._mean_face, MOST_MISFIT_FOLLOWED)
        )

    def _search_on(self, frame: Frame) -> tuple[list[FloatArray], View]:
        """Try the next view, one a frame, so that an empty room costs two looks a frame."""
        height_px, width_px = frame.rgb.shape[:2]
        self._wanted = 1
        view = next(self._search, None)
        if view is None:
            self._search = search_views(width_px, height_px)
            view = next(self._search)
        found = self._finder.find(view.cut(frame.rgb), 1, still=True, time_s=frame.time_s)
        faces = [view.to_frame(face, frame.rgb) for face in found]
        faces = likely_faces(faces, frame.rgb, self._mean_face, MOST_MISFIT)
        return faces, around(faces, width_px, height_px) if faces else full_view(width_px, height_px)

    def _count(self, frame: Frame, view: View, faces: list[FloatArray]) -> int:
        if self._most_faces == 1:
            return 1
        seen = self._finder.find(view.cut(frame.rgb), self._most_faces, still=True, time_s=frame.time_s)
        return max(1, len(seen), len(faces) if len(faces) < self._wanted else 0)


class StillTracker:
    """Looks at each picture for itself, with no memory of the one before."""

    def __init__(self, finder: FaceFinder, mean_face: MeanFace, most_faces: int = 4) -> None:
        self._finder, self._mean_face, self._most_faces = finder, mean_face, most_faces

    def track(self, frame: Frame) -> tuple[Observation, ...]:
        """Return the faces of a still, largest first, ids from 0: the whole picture, with a margin, then closer."""
        height_px, width_px = frame.rgb.shape[:2]
        views = (
            full_view(width_px, height_px),
            pad_to_view(width_px, height_px),
            *search_views(width_px, height_px),
        )
        for view in views:
            found = self._finder.find(view.cut(frame.rgb), self._most_faces, still=True, time_s=frame.time_s)
            faces = [view.to_frame(face, frame.rgb) for face in found]
            if view.is_closer(frame.rgb):
                faces = likely_faces(faces, frame.rgb, self._mean_face, MOST_MISFIT)
            if faces:
                observed = observe(frame.rgb, faces, self._mean_face)
                return tuple(_with_id(o, position) for position, o in enumerate(observed))
        return ()

    def close(self) -> None:
        """Free the finder."""
        self._finder.close()


def likely_faces(
    faces: list[FloatArray], rgb: PixelArray, mean_face: MeanFace, most_misfit: float
) -> list[FloatArray]:
    """Keep the faces f32[478,3] that fit the mean face better than most_misfit."""
    height_px, width_px = rgb.shape[:2]
    return [face for face in faces if misfit(to_pixels(face, width_px, height_px), mean_face) < most_misfit]


def observe(rgb: PixelArray, faces: list[FloatArray], mean_face: MeanFace) -> list[Observation]:
    """Fit the head and cut mouth and brows of each face; one that makes no sense is left out. Largest first."""
    height_px, width_px = rgb.shape[:2]
    observed = []
    for landmarks in faces:
        fit = fit_head(to_pixels(landmarks, width_px, height_px), mean_face)
        if fit is None:
            continue
        mouth = cut_mouth(rgb, fit)
        confidence = seeing_confidence(landmarks, fit, mouth)
        observed.append(
            Observation(
                0,
                landmarks,
                fit.head,
                width_px,
                height_px,
                fit.scale_px,
                confidence,
                mouth,
                fit,
                cut_brows(rgb, fit),
            )
        )
    return sorted(observed, key=lambda o: -o.size_px)


def _middle_px(observation: Observation) -> tuple[float, float]:
    across, down = middle_of(observation.landmarks)
    return across * observation.width_px, down * observation.height_px


def _with_id(observation: Observation, face_id: int) -> Observation:
    return Observation(
        face_id, observation.landmarks, observation.head, observation.width_px, observation.height_px,
        observation.size_px, observation.confidence, observation.mouth, observation.fit, observation.brows,
    )  # fmt: skip
