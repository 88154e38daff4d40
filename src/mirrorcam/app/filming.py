"""The demonstrator before the baby as a film: for machines without a display, and to show around."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import cv2

from mirrorcam.app.eyes import Eyes
from mirrorcam.app.failures import AppError
from mirrorcam.app.look import LookOptions
from mirrorcam.app.progress import follow
from mirrorcam.app.replay import ReplayOptions, paint, paint_ahead, picture_px, watch
from mirrorcam.app.tuning_file import load_tuning
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


def film_demo(
    look: LookOptions, actor: Demonstrator | StoryActor, film: Path, stop_after_s: float | None = None
) -> None:
    """Write one loop of the demonstrator before the baby, or its first seconds, as a film and a still beside it."""
    still = film.with_suffix(STILL_SUFFIX)
    if still == film:
        raise AppError(
            f"{film}: is the name of its still, a picture; give the film's, such as {FILM_EXAMPLE}"
        )
    refuse_unwritable(film, FILM_EXAMPLE)
    refuse_unwritable(still, STILL_EXAMPLE)
    count = actor.frame_count or 0
    if stop_after_s is not None:
        count = min(count, max(1, round(stop_after_s * actor.fps)))
    if isinstance(actor, StoryActor):
        _film_story(look, actor, film, count)
    else:
        _film_script(look, actor, film, count)
    shown_s = min(STILL_AT_S, (count - 1) / actor.fps / 2)
    frame = next(frame for frame in VideoRecording(film).frames() if frame.time_s >= shown_s)
    write_whole(still, cv2.imencode(STILL_SUFFIX, frame.rgb[:, :, ::-1])[1].tobytes())
    print(f"wrote {film.resolve()} and {still.resolve()}")


def _film_script(look: LookOptions, actor: Demonstrator, film: Path, count: int) -> None:
    """Film the first frames of a script; acting, tracking, painting and encoding work side by side."""
    options, eyes = _options(look, film), Eyes(look.face_model)
    frames = islice(actor.frames(), count)
    with (
        FilmWriter(film, *picture_px(options), actor.fps) as written,
        paint_ahead(frames, eyes, look.cast(), load_tuning(look.config), options) as painted,
    ):
        for one in follow(painted, count, actor.name):
            written.write(one.pixels, one.frame.time_s)


def _film_story(look: LookOptions, actor: StoryActor, film: Path, count: int) -> None:
    """Film the first frames of the story. Nothing works ahead: each is acted after the baby's answer to the last."""
    options, cast = _options(look, film), look.cast()
    is_story = is_narrated(cast.imitator.name, actor.manner)
    watched = watch(islice(actor.frames(), count), look.face_model)
    with FilmWriter(film, *picture_px(options), actor.fps) as written:
        painted = paint(watched, cast, load_tuning(look.config), options, is_story=is_story)
        for one in follow(painted, count, actor.name):
            actor.see_baby(one.taken.response.channels)
            written.write(one.pixels, one.frame.time_s)


def _options(look: LookOptions, film: Path) -> ReplayOptions:
    return ReplayOptions(
        film.parent, mirrored=look.mirrored, seed=look.seed, face_model=look.face_model, panels=look.panels
    )
