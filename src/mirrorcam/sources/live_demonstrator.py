"""The demonstrator as a live source: painted in a process of her own, taken like a camera's pictures."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from mirrorcam.core.imitation.partner import Manner
from mirrorcam.core.types import FloatArray, Frame
from mirrorcam.sources.acting import Script
from mirrorcam.sources.camera_child import start_camera
from mirrorcam.sources.camera_spec import CameraSpec
from mirrorcam.sources.demonstrator import SCRIPT_BESIDE_AVATARS
from mirrorcam.sources.live_camera import LIMITS, Camera
from mirrorcam.sources.script import load_script
from mirrorcam.sources.share_child import PYTHON_MODULE, ShareChild

PROCESS = (*PYTHON_MODULE, "mirrorcam.sources.demonstrator_process")
CHANNEL_DECIMALS = 4
# One who holds still is no camera that froze.
NEVER_FROZEN = replace(LIMITS, identical_frames=sys.maxsize)


def play_demonstrator(avatar: Path, script: Path | None = None) -> Camera:
    """Start the demonstrator of an avatar's folder; she plays her script over and over.

    Without a script it is the one in config beside the avatars' folder. Raises SourceError where the script is none.
    """
    chosen = script if script is not None else avatar.parent.parent / SCRIPT_BESIDE_AVATARS
    return _start(avatar, load_script(chosen), (str(chosen.resolve()),), chosen.name)


def _start(avatar: Path, script: Script, plays: tuple[str, ...], name: str) -> Camera:
    def start() -> ShareChild:
        command = (*PROCESS, str(avatar), *plays)
        return start_camera(CameraSpec(number=0), script.width_px, script.height_px, script.fps, command)

    return Camera(f"the demonstrator ({name})", start, NEVER_FROZEN)


def line_of(channels: FloatArray) -> str:
    """Return what the baby shows, f32[52], as the line that the demonstrator's process hears."""
    return json.dumps(np.round(channels.astype(np.float64), CHANNEL_DECIMALS).tolist())


class LiveStory:
    """The story as a live source: its times begin at 0, and she is told what the baby shows."""

    def __init__(self, avatar: Path, seed: int, manner: Manner | None = None) -> None:
        """Start the demonstrator of an avatar's folder, to act as the story goes or in one manner all the time."""
        script = load_script(avatar.parent.parent / SCRIPT_BESIDE_AVATARS)
        plays = (str(seed),) if manner is None else (str(seed), manner)
        self._camera = _start(avatar, script, plays, "the story")
        self.manner = manner
        self._began_s: float | None = None
        self.name = self._camera.name

    @property
    def is_lost(self) -> bool:
        """Say whether her process gives nothing at the moment."""
        return self._camera.is_lost

    def newest(self) -> Frame | None:
        """Return the newest frame not returned before, None if there is none."""
        frame = self._camera.newest()
        if frame is None:
            return None
        if self._began_s is None:
            self._began_s = frame.time_s
        return replace(frame, time_s=frame.time_s - self._began_s)

    def hear(self, line: str) -> None:
        """Take in what the baby shows now, as line_of says it."""
        self._camera.tell(line)

    def close(self) -> None:
        """End her process."""
        self._camera.close()
