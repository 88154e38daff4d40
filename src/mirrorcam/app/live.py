"""The live loop: a process sees the newest frame, and this one answers and paints it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mirrorcam.app.cast import Cast
from mirrorcam.app.staging import Stage, partner_of, scene_of, target_of
from mirrorcam.app.voice import Voice
from mirrorcam.app.watcher import Sight, Watcher
from mirrorcam.avatar.motion import MotionState, move, sleep, start_motion
from mirrorcam.core.imitation.partner import chapter_at
from mirrorcam.core.types import AvatarPose
from mirrorcam.sinks.window import Window, WindowKey
from mirrorcam.stage.scene import Scene, StageOptions

PAINTED_A_SECOND = 60
# A sight is painted as soon as it is there, and more pictures follow until the next. At 30 sights a second these are 60
# together, though each waits a little longer: else what is seen a moment late would find the painter busy.
BETWEEN_SIGHTS_A_SECOND = 56
# Graphs are opened and caches filled with the first frames; figures begin so long after the first one was read.
WARM_UP_S = 2.0
# Without a face for this long, the stage asks for one.
LONELY_AFTER_S = 4.0
# A source that gave nothing yet is only starting for as long.
STARTING_S = 10.0
KEPT_LAGS = 10_000


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """How fast a live run was: frames read and pictures painted a second, and from a frame's arrival to its picture."""

    tracked_fps: float
    painted_fps: float
    lag_p95_ms: float


@dataclass(frozen=True, slots=True)
class Switches:
    """What the keys switch."""

    options: StageOptions
    leave: bool = False


def press(switches: Switches, key: WindowKey) -> Switches:
    """Return the switches after a key; full screen is the window's own affair."""
    options = switches.options
    if key is WindowKey.LEAVE:
        return replace(switches, leave=True)
    changes: dict[WindowKey, dict[str, Any]] = {
        WindowKey.FREEZE: {"frozen": not options.frozen},
        WindowKey.LANDMARKS: {"landmarks": not options.landmarks},
        WindowKey.MIRRORING: {"mirrored": not options.mirrored},
        WindowKey.PANELS: {"panels": options.panels + 1, "card": None},
        WindowKey.CARD: {"card": 0 if options.card is None else None},
        WindowKey.NEXT: {"card": 0 if options.card is None else options.card + 1},
        WindowKey.PREVIOUS: {"card": -1 if options.card is None else options.card - 1},
        WindowKey.HELP: {"help": not options.help},
    }
    return replace(switches, options=replace(options, **changes.get(key, {})))


class Performance:
    """One run of the live line in a window; everything that changes while it runs."""

    def __init__(
        self, window: Window, watcher: Watcher, cast: Cast, stage: Stage, seed: int, *, is_story: bool = False,
        voice: Voice | None = None,
    ) -> None:  # fmt: skip
        self._window, self._watcher, self._cast, self._stage = window, watcher, cast, stage
        self._is_story, self._voice = is_story, voice
        self._motion: MotionState = start_motion(seed)
        self._start_s = self._company_s = 0.0
        self._scene: Scene | None = None
        self._shown: Sight | None = None
        self._seen_s: float | None = None
        self._lags_ms: deque[float] = deque(maxlen=KEPT_LAGS)

    def run(
        self, options: StageOptions, stop_after_s: float | None, is_over: Callable[[], bool] = lambda: False
    ) -> LiveFigures:
        """Paint until the window is left, the time is over or is_over says so."""
        switches = Switches(options)
        self._start_s = self._company_s = start_s = time.monotonic()
        counted_from: tuple[float, int] | None = None
        painted = 0
        self._paint(start_s, options)
        self._watcher.start()
        while not switches.leave and not is_over():
            now_s = time.monotonic()
            if stop_after_s is not None and now_s - start_s >= stop_after_s:
                break
            for key in self._window.take_keys():
                switches = press(switches, key)
            self._paint(now_s, switches.options)
            painted += 1
            if counted_from is None and self._seen_s is not None and now_s - self._seen_s >= WARM_UP_S:
                counted_from, painted = (now_s, self._watcher.frames_read), 0
                self._lags_ms.clear()
            rate = PAINTED_A_SECOND if self._watcher.is_lost else BETWEEN_SIGHTS_A_SECOND
            self._window.wait(rate, self._watcher.has_news)
        return self._figures(counted_from, painted)

    def _paint(self, now_s: float, options: StageOptions) -> None:
        sight = self._watcher.newest()
        if options.frozen and self._scene is not None:
            scene = replace(self._scene, note=self._cast.texts["mirror.frozen"])
        else:
            scene = self._scene = self._scene_now(sight, now_s, mirrored=options.mirrored)
        pixels, holds_last = self._window.canvas()
        part = self._stage.paint(pixels, scene, options, again=holds_last)
        del pixels
        self._window.show(part)
        if sight is not None and sight is not self._shown:
            self._seen_s = self._seen_s or now_s
            self._lags_ms.append((time.monotonic() - sight.taken_s) * 1000)
            self._shown = sight
            if self._voice is not None and not options.frozen:
                self._voice.follow(sight.step)

    def _scene_now(self, sight: Sight | None, now_s: float, *, mirrored: bool) -> Scene:
        idle, texts = self._cast.avatar.rig.idle, self._cast.texts
        if self._watcher.is_lost or sight is None:
            self._motion, pose = sleep(self._motion, now_s, idle)
            is_new = self._watcher.is_opening or now_s - self._start_s < STARTING_S
            is_starting = sight is None and is_new
            return Scene(pose, note=texts["mirror.starting" if is_starting else "mirror.lost"])
        target = target_of(sight.step, sight.faces, mirrored=mirrored)
        self._motion, pose = move(self._motion, target, now_s, idle)
        scene = scene_of(sight.frame, sight.faces, sight.step, pose, sight.history)
        chapter = chapter_at(scene.time_s)[0].key if self._is_story else None
        return replace(scene, note=self._note(sight, target, now_s), story=chapter)

    def _note(self, sight: Sight, target: AvatarPose | None, now_s: float) -> str | None:
        """Ask for a face after a while without one, and for light where a face cannot be read."""
        if target is not None:
            self._company_s = now_s
            partner = partner_of(sight.step)
            is_dark = partner is not None and partner.confidence < self._watcher.confidence_rest
            return self._cast.texts["mirror.dark"] if is_dark else None
        return self._cast.texts["mirror.waiting"] if now_s - self._company_s > LONELY_AFTER_S else None

    def _figures(self, counted_from: tuple[float, int] | None, painted: int) -> LiveFigures:
        if counted_from is None:
            return LiveFigures(0.0, 0.0, 0.0)
        lasted_s = max(time.monotonic() - counted_from[0], 1e-6)
        lag_ms = float(np.percentile(self._lags_ms, 95)) if self._lags_ms else 0.0
        return LiveFigures(
            (self._watcher.frames_read - counted_from[1]) / lasted_s, painted / lasted_s, lag_ms
        )
