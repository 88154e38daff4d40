"""The demonstrator as a live source: painted in a process of her own, taken like a camera's pictures."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from mirrorcam.sources.camera_child import CAMERA_PROCESS, CameraChild
from mirrorcam.sources.camera_spec import CameraSpec
from mirrorcam.sources.demonstrator import SCRIPT_BESIDE_AVATARS
from mirrorcam.sources.live_camera import LIMITS, Camera
from mirrorcam.sources.script import load_script

PROCESS = (*CAMERA_PROCESS[:-1], "mirrorcam.sources.demonstrator_process")
# One who holds still is no camera that froze.
NEVER_FROZEN = replace(LIMITS, identical_frames=sys.maxsize)


def play_demonstrator(avatar: Path, script: Path | None = None) -> Camera:
    """Start the demonstrator of an avatar's folder; she plays her script over and over.

    Without a script it is the one in config beside the avatars' folder. Raises SourceError where the script is none.
    """
    chosen = script if script is not None else avatar.parent.parent / SCRIPT_BESIDE_AVATARS
    read = load_script(chosen)

    def start() -> CameraChild:
        command = (*PROCESS, str(avatar), str(chosen))
        return CameraChild(CameraSpec(number=0), read.width_px, read.height_px, read.fps, command)

    return Camera(f"the demonstrator ({read.name})", start, NEVER_FROZEN)
