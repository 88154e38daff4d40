"""`mirrorcam replay`: a recorded clip in; a film of visitor and baby, a timeline and the events out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from mirrorcam.app.cast import Cast
from mirrorcam.app.failures import AppError
from mirrorcam.app.progress import follow
from mirrorcam.app.staging import open_stage, partner_of, scene_of, target_of
from mirrorcam.app.watching import Errand, Watched, watch_aside
from mirrorcam.avatar.motion import move, start_motion
from mirrorcam.core.imitation.history import History, remember
from mirrorcam.core.imitation.partner import chapter_at
from mirrorcam.core.line import Step, start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Frame, PixelArray
from mirrorcam.sinks.film import FilmWriter
from mirrorcam.sinks.tables import EventsWriter, TimelineWriter
from mirrorcam.sources.video import VideoRecording
from mirrorcam.stage.scene import StageOptions

# A film is as high as the clip's shorter side, which is what it shows of the visitor, within these.
LEAST_HEIGHT_PX, USUAL_HEIGHT_PX, MOST_HEIGHT_PX = 360, 720, 2160
SIDE_BY_SIDE = 16 / 9
FILM, TIMELINE, EVENTS = "film.mp4", "timeline.csv", "events.csv"


@dataclass(frozen=True, slots=True)
class ReplayOptions:
    """Where replay writes and what the film shows."""

    out: Path
    with_visitor: bool = True
    mirrored: bool = True
    landmarks: bool = False
    seed: int = 0
    quiet: bool = False
    face_model: Path | None = None
    panels: bool = False
    height_px: int = USUAL_HEIGHT_PX


@dataclass(frozen=True, slots=True)
class Painted:
    """A frame, what it led to, and its picture u8[H,W,4] on the stage, which lasts until the next is painted."""

    frame: Frame
    taken: Step
    pixels: PixelArray


def replay(clip: Path, cast: Cast, tuning: ReaderTuning, options: ReplayOptions) -> None:
    """Run the line over every frame of a clip and write film, timeline and events into options.out.

    Seeing goes on in a process of its own, painting here and encoding in a thread, each in order. The same clip
    gives the same bytes. Raises AppError, SourceError, VisionError or SinkError with one line.
    """
    recording = VideoRecording(clip)
    errand = Errand(partial(VideoRecording, clip), face_model=options.face_model)
    with watch_aside(errand) as watched:
        try:
            options.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AppError(f"{options.out}: cannot make this folder ({error.strerror})") from error
        with (
            FilmWriter(options.out / FILM, *picture_px(options), recording.fps) as film,
            TimelineWriter(options.out / TIMELINE) as timeline,
            EventsWriter(options.out / EVENTS) as events,
        ):
            painted = paint(watched, cast, tuning, options)
            for one in follow(painted, recording.frame_count, recording.name, quiet=options.quiet):
                film.write(one.pixels, one.frame.time_s)
                timeline.write(str(clip), one.frame.index, one.frame.time_s, one.taken.expressions)
                events.write(one.frame.time_s, one.taken.expressions)


def paint(
    watched: Iterable[Watched],
    cast: Cast,
    tuning: ReaderTuning,
    options: ReplayOptions,
    *,
    is_story: bool = False,
) -> Iterator[Painted]:
    """Read, answer and paint frame by frame, all on one picture; a story's chapters are named."""
    width_px, height_px = picture_px(options)
    pixels = np.empty((height_px, width_px, 4), np.uint8)
    stage = open_stage(cast, with_visitor=options.with_visitor, panels=options.panels)
    state, motion = start_line(cast.imitator, options.seed), start_motion(options.seed)
    history = History()
    for one in watched:
        time_s = one.frame.time_s
        state, taken = step(state, one.faces, time_s, cast.imitator, tuning)
        history = remember(history, partner_of(taken), taken.response, time_s)
        target = target_of(taken, one.faces, mirrored=options.mirrored)
        motion, pose = move(motion, target, time_s, cast.avatar.rig.idle)
        scene = scene_of(one.frame, one.faces, taken, pose, history)
        if is_story:
            scene = dataclasses.replace(scene, story=chapter_at(time_s)[0].key)
        stage.paint(pixels, scene, StageOptions(options.mirrored, options.landmarks))
        yield Painted(one.frame, taken, pixels)


def replay_clip(
    clip: Path, cast: Cast, tuning: ReaderTuning, options: ReplayOptions, height_px: int | None = None
) -> None:
    """Replay a clip and say where the results are; without a height, the film is as high as suits the clip."""
    fitting_px = fitting_height_px(VideoRecording(clip).shorter_px)
    replay(clip, cast, tuning, dataclasses.replace(options, height_px=height_px or fitting_px))
    print(f"{options.out}: {FILM}, {TIMELINE} and {EVENTS}")


def picture_px(options: ReplayOptions) -> tuple[int, int]:
    """Return width and height of the film, even numbers both."""
    is_wide = options.with_visitor or options.panels
    return 2 * round(options.height_px * (SIDE_BY_SIDE if is_wide else 1) / 2), 2 * round(
        options.height_px / 2
    )


def fitting_height_px(shorter_px: int) -> int:
    """Return how high the film of a clip is whose frames' shorter side is shorter_px."""
    return min(max(shorter_px, LEAST_HEIGHT_PX), USUAL_HEIGHT_PX)
