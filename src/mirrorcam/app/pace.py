"""How fast each stage of the line is on this machine; what `doctor` and `make bench` share."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mirrorcam.app.cast import Cast
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.staging import scene_of, target_of
from mirrorcam.avatar.motion import move, start_motion
from mirrorcam.core.imitation.history import History
from mirrorcam.core.line import start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Frame
from mirrorcam.stage.mirror import MirrorStage
from mirrorcam.stage.scene import StageOptions


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds a frame for each stage: the median of the frames measured."""

    tracking_ms: float
    networks_ms: float
    middle_ms: float
    painting_ms: float


def measure_pace(
    frames: list[Frame], cast: Cast, eyes: Eyes, width_px: int, height_px: int, *, with_visitor: bool,
    clock: Callable[[], float] = time.perf_counter,
) -> Pace:  # fmt: skip
    """Run the line over frames and time its stages by a clock. middle is reader, imitator and motion."""
    tracker = eyes.watch_clip()
    tuning = ReaderTuning()
    state, motion = start_line(cast.imitator, 0), start_motion(0)
    stage = MirrorStage(cast.avatar, cast.texts, with_visitor=with_visitor)
    pixels = np.zeros((height_px, width_px, 4), np.uint8)
    history = History()
    laps: list[tuple[float, ...]] = []
    try:
        for frame in frames:
            marks = [clock()]
            observations = tracker.track(frame)
            marks.append(clock())
            faces = eyes.read(observations)
            marks.append(clock())
            state, taken = step(state, faces, frame.time_s, cast.imitator, tuning)
            motion, pose = move(
                motion, target_of(taken, faces, mirrored=True), frame.time_s, cast.avatar.rig.idle
            )
            marks.append(clock())
            stage.paint(pixels, scene_of(frame, faces, taken, pose, history), StageOptions())
            marks.append(clock())
            laps.append(tuple(np.diff(marks) * 1000))
    finally:
        tracker.close()
    return Pace(*np.median(np.array(laps), axis=0).tolist())


def best_of(times: int, act: Callable[[], float]) -> float:
    """Return the least of what act returns when called several times: noise only ever adds."""
    return min(act() for _ in range(times))
