"""How fast each stage of the line is on this machine; what `doctor` and `make bench` share."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

from mirrorcam.app.cast import Cast
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.staging import scene_of, target_of
from mirrorcam.avatar.motion import move, start_motion
from mirrorcam.core.imitation.history import History
from mirrorcam.core.line import SeenFace, Step, start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import AvatarPose, Frame
from mirrorcam.stage.mirror import MirrorStage
from mirrorcam.stage.scene import StageOptions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds a frame for each stage: the median of the frames measured.

    networks_ms is the mean, for one of them is asked only where a tongue is in doubt; tongue_ms is the mean of the
    frames with a tongue out, of all where none has one.
    """

    tracking_ms: float
    networks_ms: float
    tongue_ms: float
    middle_ms: float
    painting_ms: float


def measure_pace(
    frames: list[Frame], cast: Cast, eyes: Eyes, width_px: int, height_px: int, *, with_visitor: bool,
    clock: Callable[[], float] = time.perf_counter,
) -> Pace:  # fmt: skip
    """Run the line over frames, one stage after the other, and time each by a clock.

    Each stage thus finds the caches as it left them; in the live line they all share them, and each is slower.
    middle is reader, imitator and motion.
    """
    laps: dict[str, list[float]] = {name: [] for name in ("tracking", "networks", "middle", "painting")}

    def timed(stage: str, act: Callable[[], T]) -> T:
        start = clock()
        result = act()
        laps[stage].append(1000 * (clock() - start))
        return result

    with closing(eyes.watch_clip()) as tracker:
        tracked = [timed("tracking", partial(tracker.track, frame)) for frame in frames]
    seen = [timed("networks", partial(eyes.read, observations)) for observations in tracked]
    answer = _middle(cast)
    answers = [timed("middle", partial(answer, *one)) for one in zip(frames, seen, strict=True)]
    stage = MirrorStage(cast.avatar, cast.texts, with_visitor=with_visitor)
    pixels = np.zeros((height_px, width_px, 4), np.uint8)
    for frame, faces, (taken, pose) in zip(frames, seen, answers, strict=True):
        scene = scene_of(frame, faces, taken, pose, History())
        timed("painting", partial(stage.paint, pixels, scene, StageOptions()))
    tracking_ms, middle_ms, painting_ms = (
        float(np.median(laps[name])) for name in ("tracking", "middle", "painting")
    )
    networks, has_tongue = np.array(laps["networks"]), np.array([_has_tongue(faces) for faces in seen])
    tongue_ms = float(networks[has_tongue if has_tongue.any() else ...].mean())
    return Pace(tracking_ms, float(networks.mean()), tongue_ms, middle_ms, painting_ms)


def _has_tongue(faces: tuple[SeenFace, ...]) -> bool:
    """Say whether one of the faces has its tongue out, as far as a single frame tells."""
    on = ReaderTuning().gestures.tongue_out.still_on
    return any(face.evidence.tongue is not None and face.evidence.tongue.out >= on for face in faces)


def _middle(cast: Cast) -> Callable[[Frame, tuple[SeenFace, ...]], tuple[Step, AvatarPose]]:
    """Return what answers each frame's faces: reader, imitator and motion, which remember from call to call."""
    tuning = ReaderTuning()
    state, motion = start_line(cast.imitator, 0), start_motion(0)

    def answer(frame: Frame, faces: tuple[SeenFace, ...]) -> tuple[Step, AvatarPose]:
        nonlocal state, motion
        state, taken = step(state, faces, frame.time_s, cast.imitator, tuning)
        target = target_of(taken, faces, mirrored=True)
        motion, pose = move(motion, target, frame.time_s, cast.avatar.rig.idle)
        return taken, pose

    return answer


def best_of(times: int, act: Callable[[], float]) -> float:
    """Return the least of what act returns when called several times: noise only ever adds."""
    return min(act() for _ in range(times))
