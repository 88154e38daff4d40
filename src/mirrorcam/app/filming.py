"""The demonstrator before the baby as a film: for machines without a display, and to show around."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path

import cv2

from mirrorcam.app.eyes import Eyes
from mirrorcam.app.failures import AppError
from mirrorcam.app.look import LookOptions
from mirrorcam.app.progress import follow
from mirrorcam.app.replay import ReplayOptions, paint, picture_px
from mirrorcam.app.tuning_file import load_tuning
from mirrorcam.app.watching import Errand, Watched, watch_aside
from mirrorcam.core.imitation.partner import is_narrated
from mirrorcam.sinks.film import FilmWriter
from mirrorcam.sinks.sink import refuse_unwritable, write_whole
from mirrorcam.sources.demonstrator import Demonstrator
from mirrorcam.sources.story import StoryActor
from mirrorcam.sources.video import VideoRecording

# The still shows the demonstrator's tongue out, the gesture that the story is told with.
STILL_AT_S = 8.0
STILL_SUFFIX = ".png"
FILM_EXAMPLE, STILL_EXAMPLE = "demo.mp4", "demo.png"
# A function of the program, or a partial of one, so that its name can be told to another process.
OpenActor = Callable[[], Demonstrator | StoryActor]


def film_demo(
    look: LookOptions, open_actor: OpenActor, film: Path, stop_after_s: float | None = None
) -> None:
    """Write one loop of the demonstrator before the baby, or its first seconds, as a film and a still beside it.

    open_actor is called in the process that sees, too.
    """
    still = film.with_suffix(STILL_SUFFIX)
    if still == film:
        raise AppError(
            f"{film}: is the name of its still, a picture; give the film's, such as {FILM_EXAMPLE}"
        )
    refuse_unwritable(film, FILM_EXAMPLE)
    refuse_unwritable(still, STILL_EXAMPLE)
    actor = open_actor()
    count = actor.frame_count or 0
    if stop_after_s is not None:
        count = min(count, max(1, round(stop_after_s * actor.fps)))
    if isinstance(actor, StoryActor):
        _film_story(look, actor, film, count)
    else:
        _film_script(look, actor, Errand(open_actor, count, look.face_model), film)
    shown_s = min(STILL_AT_S, (count - 1) / actor.fps / 2)
    frame = next(frame for frame in VideoRecording(film).frames() if frame.time_s >= shown_s)
    write_whole(still, cv2.imencode(STILL_SUFFIX, frame.rgb[:, :, ::-1])[1].tobytes())
    print(f"wrote {film.resolve()} and {still.resolve()}")


def _film_script(look: LookOptions, actor: Demonstrator, errand: Errand, film: Path) -> None:
    """Film what a process sees of a script."""
    options, cast, tuning = _options(look, film), look.cast(), load_tuning(look.config)
    with (
        watch_aside(errand) as watched,
        FilmWriter(film, *picture_px(options), actor.fps) as written,
    ):
        for one in follow(paint(watched, cast, tuning, options), errand.frame_count, actor.name):
            written.write(one.pixels, one.frame.time_s)


def _film_story(look: LookOptions, actor: StoryActor, film: Path, count: int) -> None:
    """Film the first frames of the story. Nothing works ahead: each is acted after the baby's answer to the last."""
    options, cast = _options(look, film), look.cast()
    is_story = is_narrated(cast.imitator.name, actor.manner)
    eyes = Eyes(look.face_model)
    with (
        closing(eyes.watch_clip()) as tracker,
        FilmWriter(film, *picture_px(options), actor.fps) as written,
    ):
        watched = (Watched(frame, eyes.see(tracker, frame)) for frame in islice(actor.frames(), count))
        painted = paint(watched, cast, load_tuning(look.config), options, is_story=is_story)
        for one in follow(painted, count, actor.name):
            actor.see_baby(one.taken.response.channels)
            written.write(one.pixels, one.frame.time_s)


def _options(look: LookOptions, film: Path) -> ReplayOptions:
    return ReplayOptions(
        film.parent, mirrored=look.mirrored, seed=look.seed, face_model=look.face_model, panels=look.panels
    )
