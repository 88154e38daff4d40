"""`mirrorcam demo` and `mirrorcam mirror`: the live line in a window, or the demonstrator's in a film."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mirrorcam.app.cast import Cast, find_avatar, open_cast
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.replay import ReplayOptions, held_gestures, replay_film, target_of
from mirrorcam.app.tuning_file import load_tuning
from mirrorcam.app.watcher import Sight, Watcher
from mirrorcam.avatar.motion import move, sleep, start_motion
from mirrorcam.core.types import AvatarPose
from mirrorcam.sinks.window import Window, WindowKey, has_display
from mirrorcam.sources.camera import is_camera_there, open_camera
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.sources.live import LivePlay
from mirrorcam.sources.source import LiveSource
from mirrorcam.stage.mirror import MirrorStage
from mirrorcam.stage.scene import Scene, StageOptions
from mirrorcam.stage.text import Texts

WINDOW_PX = (1280, 720)
PAINTED_A_SECOND = 60
DEMO_FILM, DEMO_STILL = Path("demo.mp4"), Path("demo.png")
STILL_AT_S = 7.0


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

    def cast(self) -> Cast:
        """Open avatar and texts."""
        return open_cast(self.avatar, self.palette, self.language)


def demo(look: LookOptions, *, script: Path | None, out: Path | None, stop_after_s: float | None) -> None:
    """Let the demonstrator act: in a window, or in a film where there is no display or out is named."""
    actor = open_demonstrator(find_avatar("demonstrator"), script)
    if out is not None or not has_display():
        film_demo(look, actor, out)
        return
    run_window(look, lambda: LivePlay(actor, loop=True), with_visitor=True, stop_after_s=stop_after_s)


def mirror(
    look: LookOptions, *, camera: str | None, show_visitor: bool, or_demo: bool, stop_after_s: float | None
) -> None:
    """Mirror the face before the camera; with or_demo the demonstrator stands in for a missing one."""
    if or_demo and (not has_display() or not is_camera_there(camera)):
        print("no camera: the demonstrator acts" if has_display() else "no display: writing a film")
        demo(look, script=None, out=None, stop_after_s=stop_after_s)
        return
    run_window(look, lambda: open_camera(camera), with_visitor=show_visitor, stop_after_s=stop_after_s)
