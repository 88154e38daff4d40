"""What passes between the process that sees and the one that paints: a task one way, sights the other."""

from __future__ import annotations

import base64
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mirrorcam.core.line import SeenFace
from mirrorcam.core.types import Frame
from mirrorcam.sources.frame_share import FrameShare, Picture, shrink_to_fit
from mirrorcam.sources.source import LiveSource

# A function of the program, or a partial of one, so that its name can be told to another process.
OpenSource = Callable[[], LiveSource]


@dataclass(frozen=True, slots=True)
class Task:
    """What the process is asked to do: where to put what it sees, how to open its source, and the face model."""

    share: str
    open_source: OpenSource
    face_model: Path | None

    def to_line(self) -> str:
        """Return the task as one line."""
        return base64.b64encode(pickle.dumps((self.share, self.open_source, self.face_model))).decode()


@dataclass(frozen=True, slots=True)
class Seen:
    """What is said of a picture: its frame's number, the faces in it, and when it was taken, by time.monotonic."""

    index: int
    faces: tuple[SeenFace, ...]
    taken_s: float


def read_task(line: str) -> Task:
    """Return the task in a line made by Task.to_line."""
    return Task(*pickle.loads(base64.b64decode(line)))


def put(share: FrameShare, frame: Frame, faces: tuple[SeenFace, ...], taken_s: float) -> None:
    """Show a frame and what was seen in it to the other side; the crops stay here."""
    rgb = shrink_to_fit(frame.rgb)
    height_px, width_px = rgb.shape[:2]
    share.place(width_px, height_px, frame.time_s)[...] = rgb
    share.publish(frame.index, pickle.dumps(Seen(frame.index, without_crops(faces), taken_s)))


def without_crops(faces: tuple[SeenFace, ...]) -> tuple[SeenFace, ...]:
    """Return the faces without the crops that only the networks read."""
    return tuple(SeenFace(replace(face.observation, mouth=None, brows=None), face.evidence) for face in faces)


def taken_from(picture: Picture) -> Seen:
    """Return what was said of a picture by put."""
    seen: Seen = pickle.loads(picture.note)
    return seen
