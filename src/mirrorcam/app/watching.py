"""Watching a recording in a process of its own (`app/watching_process`): every frame, in order, a few ahead.

Painting holds the interpreter of its process for as long as it draws, and seeing beside it in a thread had to wait
for it several times a frame. The frames come through a pipe, which is also what makes the other side wait.
"""

from __future__ import annotations

import base64
import logging
import pickle
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import cv2

from mirrorcam.app.ahead import Ahead
from mirrorcam.app.failures import AppError, SeeingError
from mirrorcam.core.failure import Failure
from mirrorcam.core.line import SeenFace
from mirrorcam.core.types import Frame
from mirrorcam.sources.share_child import PYTHON_MODULE, child_environment
from mirrorcam.sources.source import Recording

WATCHING_PROCESS = (*PYTHON_MODULE, "mirrorcam.app.watching_process")


@dataclass(frozen=True, slots=True)
class Errand:
    """What the process is sent for: a recording, how many of its frames (None: all), and the face model.

    open_recording is a function of the program, or a partial of one, so that its name can be told.
    """

    open_recording: Callable[[], Recording]
    frame_count: int | None = None
    face_model: Path | None = None

    def to_line(self) -> bytes:
        """Return the errand as one line."""
        told = (self.open_recording, self.frame_count, self.face_model)
        return base64.b64encode(pickle.dumps(told)) + b"\n"


@dataclass(frozen=True, slots=True)
class Ready:
    """Said once, when recording and face model are open."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A frame and the faces in it."""

    frame: Frame
    faces: tuple[SeenFace, ...]


@dataclass(frozen=True, slots=True)
class Logged:
    """What was logged there."""

    name: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The last thing said: what went wrong, or None, and its traceback."""

    failure: Failure | None = None
    details: str = ""


def read_errand(line: bytes) -> Errand:
    """Return the errand in a line made by Errand.to_line."""
    return Errand(*pickle.loads(base64.b64decode(line)))


@contextmanager
def watch_aside(errand: Errand) -> Iterator[Iterator[Watched]]:
    """Yield the frames of a recording with the faces in them, seen by a process that ends with the `with` block.

    What cannot be opened is raised before the block begins. Raises AppError, SourceError or VisionError.
    """
    # One thread here: who sees has the other core.
    cv2.setNumThreads(1)
    process = subprocess.Popen(
        WATCHING_PROCESS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=child_environment()
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        # One that is gone already is heard to have ended without a word.
        with suppress(BrokenPipeError), process.stdin:
            process.stdin.write(errand.to_line())
        _hear(process.stdout)
        with Ahead(_listen(process.stdout)) as watched:
            try:
                yield watched
            finally:
                # Before the thread that listens is waited for.
                process.kill()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _listen(stream: IO[bytes]) -> Iterator[Watched]:
    while isinstance(said := _hear(stream), Watched):
        yield said


def _hear(stream: IO[bytes]) -> Ready | Watched | None:
    """Return what is said next, None after the last; log what was logged there, and raise what went wrong."""
    while True:
        try:
            said = pickle.load(stream)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise AppError(
                "the process that sees ended without a word; run again, with --debug for what it prints"
            ) from error
        if isinstance(said, Logged):
            logging.getLogger(said.name).log(said.level, "%s", said.text)
        elif isinstance(said, Ended):
            if said.failure is not None:
                raise said.failure from SeeingError(said.details)
            return None
        else:
            heard: Ready | Watched = said
            return heard
