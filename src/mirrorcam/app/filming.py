"""The demonstrator before the baby as a film: for machines without a display, and to show around."""

from __future__ import annotations

import tempfile
from pathlib import Path

import cv2

from mirrorcam.app.failures import AppError
from mirrorcam.app.look import LookOptions
from mirrorcam.app.replay import FILM, ReplayOptions, film_story, replay
from mirrorcam.app.tuning_file import load_tuning
from mirrorcam.sinks.sink import refuse_unwritable, write_whole
from mirrorcam.sources.demonstrator import Demonstrator
from mirrorcam.sources.story import StoryActor
from mirrorcam.sources.video import VideoRecording

# The still shows the demonstrator's tongue out, the gesture that the story is told with.
STILL_AT_S = 8.0
STILL_SUFFIX = ".png"
FILM_EXAMPLE, STILL_EXAMPLE = "demo.mp4", "demo.png"


def film_demo(look: LookOptions, actor: Demonstrator | StoryActor, film: Path) -> None:
    """Write one loop of the demonstrator before the baby as a film and a still beside it, and say where."""
    cast, tuning = look.cast(), load_tuning(look.config)
    still = film.with_suffix(STILL_SUFFIX)
    if still == film:
        raise AppError(
            f"{film}: is the name of its still, a picture; give the film's, such as {FILM_EXAMPLE}"
        )
    refuse_unwritable(film, FILM_EXAMPLE)
    refuse_unwritable(still, STILL_EXAMPLE)
    with tempfile.TemporaryDirectory(prefix="mirrorcam-") as folder:
        options = ReplayOptions(
            Path(folder),
            mirrored=look.mirrored,
            seed=look.seed,
            face_model=look.face_model,
            panels=look.panels,
        )
        if isinstance(actor, StoryActor):
            film_story(actor, cast, tuning, options)
        else:
            replay(actor, actor.name, cast, tuning, options)
        write_whole(film, (Path(folder) / FILM).read_bytes())
    last_s = (actor.frame_count or 0) / actor.fps
    frames = VideoRecording(film).frames()
    frame = next(frame for frame in frames if frame.time_s >= min(STILL_AT_S, last_s / 2))
    write_whole(still, cv2.imencode(STILL_SUFFIX, frame.rgb[:, :, ::-1])[1].tobytes())
    print(f"wrote {film.resolve()} and {still.resolve()}")
