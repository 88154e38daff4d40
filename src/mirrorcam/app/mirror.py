"""`mirrorcam demo` and `mirrorcam mirror`: the line live in a window, or the demonstrator's in a film."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import cv2

from mirrorcam.app.cast import Cast, find_avatar, open_cast
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.files import write_whole
from mirrorcam.app.live import LiveFigures, Performance
from mirrorcam.app.replay import FILM, ReplayOptions, film_story, open_stage, replay
from mirrorcam.app.tuning_file import load_tuning
from mirrorcam.app.watcher import Watcher
from mirrorcam.sinks.window import Window, has_display
from mirrorcam.sources.camera import is_camera_there, open_camera
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator
from mirrorcam.sources.live import LivePlay
from mirrorcam.sources.source import LiveSource, Recording
from mirrorcam.sources.story import StoryActor, open_story
from mirrorcam.sources.video import VideoRecording
from mirrorcam.stage.scene import StageOptions

WINDOW_PX = (1280, 720)
DEMO_FILM, DEMO_STILL = Path("demo.mp4"), Path("demo.png")
# The still shows the demonstrator's tongue out, the gesture that the story is told with.
STILL_AT_S = 8.0


@dataclass(frozen=True, slots=True)
class LookOptions:
    """Everything about the look that demo and mirror share."""

    avatar: str = "baby"
    palette: str | None = None
    language: str = "en"
    mirrored: bool = True
    full_screen: bool = False
    seed: int = 0
    config: Path | None = None
    face_model: Path | None = None
    imitator: str = "mirror"
    panels: bool = False

    def cast(self) -> Cast:
        """Open avatar and texts."""
        return open_cast(self.avatar, self.palette, self.language, self.imitator)


def demo(look: LookOptions, *, script: Path | None, out: Path | None, stop_after_s: float | None) -> None:
    """Let the demonstrator act: in a window, or in a film where there is no display or out is named.

    With an imitator other than the mirror she does not act a script: she answers the baby, as the story goes.
    """
    is_story = look.imitator != "mirror" and script is None
    avatar = find_avatar("demonstrator")
    actor = open_story(avatar, look.seed) if is_story else open_demonstrator(avatar, script)
    if out is not None or not has_display():
        film_demo(look, actor, out or DEMO_FILM)
        return
    run_window(look, LivePlay(actor, loop=True), with_visitor=True, stop_after_s=stop_after_s, actor=actor)


def mirror(
    look: LookOptions, *, camera: str | None, show_visitor: bool, or_demo: bool, stop_after_s: float | None
) -> None:
    """Mirror the face before the camera; with or_demo the demonstrator stands in for a missing one."""
    if or_demo and not (has_display() and is_camera_there(camera)):
        print("No camera: the demonstrator acts." if has_display() else "No display: writing a film.")
        demo(look, script=None, out=None, stop_after_s=stop_after_s)
        return
    run_window(look, open_camera(camera), with_visitor=show_visitor, stop_after_s=stop_after_s)


def run_window(
    look: LookOptions, source: LiveSource, *, with_visitor: bool, stop_after_s: float | None,
    actor: Recording | None = None,
) -> LiveFigures:  # fmt: skip
    """Open the window and run the live line in it until it is left; returns how fast it was.

    An actor of the story is told what the baby does.
    """
    story = actor if isinstance(actor, StoryActor) else None
    with closing(source):
        cast, tuning = look.cast(), load_tuning(look.config)
        with Window("mirrorcam", *WINDOW_PX, full_screen=look.full_screen) as window:
            tell = story.see_baby if story is not None else None
            watcher = Watcher(source, Eyes(look.face_model), cast.imitator, tuning, look.seed, tell)
            with closing(watcher):
                stage = open_stage(cast, with_visitor=with_visitor, panels=look.panels)
                performance = Performance(window, watcher, cast, stage, look.seed, is_story=story is not None)
                return performance.run(StageOptions(mirrored=look.mirrored), stop_after_s)


def film_demo(look: LookOptions, actor: Demonstrator | StoryActor, film: Path) -> None:
    """Write one loop of the demonstrator before the baby as a film and a still beside it, and say where."""
    cast, tuning = look.cast(), load_tuning(look.config)
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
    still = film.with_suffix(".png")
    last_s = (actor.frame_count or 0) / actor.fps
    frames = VideoRecording(film).frames()
    frame = next(frame for frame in frames if frame.time_s >= min(STILL_AT_S, last_s / 2))
    write_whole(still, cv2.imencode(".png", frame.rgb[:, :, ::-1])[1].tobytes())
    print(f"wrote {film.resolve()} and {still.resolve()}")
