"""`mirrorcam demo` and `mirrorcam mirror`: the line live in a window, or the demonstrator's in a film.

What loads slowly is loaded elsewhere: the baby is on the screen first, then a process is started that sees.
"""

from __future__ import annotations

from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path

import cv2

from mirrorcam.app.cast import find_avatar
from mirrorcam.app.failures import AppError
from mirrorcam.app.live import LiveFigures, Performance
from mirrorcam.app.look import LookOptions
from mirrorcam.app.model_places import bundle_places
from mirrorcam.app.sights import OpenSource
from mirrorcam.app.staging import open_stage
from mirrorcam.app.tuning_file import load_tuning
from mirrorcam.app.voice import Voice
from mirrorcam.app.watcher import Watcher, start_seeing
from mirrorcam.core.imitation.partner import Manner, is_narrated, manner_before
from mirrorcam.sinks.window import Window, has_display
from mirrorcam.sources.camera import expect_camera, is_camera_there, open_camera
from mirrorcam.sources.camera_spec import parse_camera
from mirrorcam.sources.live_demonstrator import LiveStory, play_demonstrator
from mirrorcam.sources.script import load_script
from mirrorcam.stage.scene import StageOptions
from mirrorcam.vision.finder import choose_model

WINDOW_PX = (1280, 720)
DEMO_FILM = Path("demo.mp4")
# What is waited for where none is there and none was named.
FIRST_CAMERA = "0"


def demo(
    look: LookOptions, *, script: Path | None, out: Path | None, stop_after_s: float | None,
    manner: str | None = None,
) -> None:  # fmt: skip
    """Let the demonstrator act: in a window, or in a film where there is no display or out is named."""
    if manner is not None and (look.imitator == "mirror" or script is not None):
        raise AppError("--demonstrator: goes with --imitator newborn or learner, and without --script")
    film = out if out is not None or has_display() else DEMO_FILM
    show_demonstrator(look, script=script, film=film, stop_after_s=stop_after_s, manner=manner)


def mirror(
    look: LookOptions, *, camera: str | None, show_visitor: bool, or_demo: bool, stop_after_s: float | None
) -> None:
    """Mirror the face before the camera; with or_demo the demonstrator stands in for a missing one.

    Unattended, a camera that is missing is waited for.
    """
    is_on_screen = not or_demo or has_display()
    if or_demo and not (is_on_screen and is_camera_there(camera)):
        print("No camera: the demonstrator acts." if is_on_screen else "No display: writing a film.")
        film = None if is_on_screen else DEMO_FILM
        show_demonstrator(look, script=None, film=film, stop_after_s=stop_after_s)
        return
    if look.unattended:
        camera = camera if camera is not None else FIRST_CAMERA
        parse_camera(camera)
    else:
        expect_camera(camera)
    source = partial(open_camera, camera, may_be_missing=look.unattended)
    run_window(look, source, with_visitor=show_visitor, stop_after_s=stop_after_s)


def show_demonstrator(
    look: LookOptions, *, script: Path | None, film: Path | None, stop_after_s: float | None,
    manner: str | None = None,
) -> None:  # fmt: skip
    """Let the demonstrator act in a window, or in a film where one is named.

    With an imitator other than the mirror she does not act a script: she answers the baby, as the story goes or in
    one manner all the time.
    """
    is_story = look.imitator != "mirror" and script is None
    told = Manner(manner) if manner is not None else manner_before(look.imitator)
    avatar = find_avatar("demonstrator")
    if film is not None:
        from mirrorcam.app.filming import OpenActor, film_demo  # noqa: PLC0415 (a window needs no film)
        from mirrorcam.sources.demonstrator import open_demonstrator  # noqa: PLC0415
        from mirrorcam.sources.story import open_story  # noqa: PLC0415

        open_actor: OpenActor = partial(open_demonstrator, avatar, script)
        if is_story:
            open_actor = partial(open_story, avatar, look.seed, told)
        film_demo(look, open_actor, film, stop_after_s)
    elif is_story:
        run_window(
            look, partial(LiveStory, avatar, look.seed, told), with_visitor=True, stop_after_s=stop_after_s,
            tells=True, is_story=is_narrated(look.imitator, told),
        )  # fmt: skip
    else:
        if script is not None:
            load_script(script)
        source = partial(play_demonstrator, avatar, script)
        run_window(look, source, with_visitor=True, stop_after_s=stop_after_s)


def run_window(
    look: LookOptions, open_source: OpenSource, *, with_visitor: bool, stop_after_s: float | None,
    tells: bool = False, is_story: bool = False,
) -> LiveFigures:  # fmt: skip
    """Open the window and run the live line in it until it is left; returns how fast it was.

    open_source is called in the process that sees. With tells an actor of the story is told what the baby does.
    """
    # One thread each: who sees has the other core.
    cv2.setNumThreads(1)
    choose_model(look.face_model, bundle_places())
    cast, tuning = look.cast(), load_tuning(look.config)
    with Window("mirrorcam", *WINDOW_PX, full_screen=look.full_screen) as window:
        start = partial(start_seeing, open_source, look.face_model)
        with closing(Watcher(start, cast.imitator, tuning, look.seed, tells=tells)) as watcher:
            stage = open_stage(cast, with_visitor=with_visitor, panels=look.panels)
            with closing(Voice()) if look.sound else nullcontext() as voice:
                performance = Performance(
                    window, watcher, cast, stage, look.seed, voice=voice, is_story=is_story
                )
                return performance.run(StageOptions(mirrored=look.mirrored), stop_after_s)
