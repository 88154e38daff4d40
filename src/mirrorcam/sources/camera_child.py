"""Starting a camera's process."""

from __future__ import annotations

from collections.abc import Sequence

from mirrorcam.sources.camera_process import Request
from mirrorcam.sources.camera_spec import CameraSpec
from mirrorcam.sources.share_child import PYTHON_MODULE, ShareChild

CAMERA_PROCESS = (*PYTHON_MODULE, "mirrorcam.sources.camera_process")


def start_camera(
    camera: CameraSpec, width_px: int, height_px: int, fps: float, command: Sequence[str] = CAMERA_PROCESS
) -> ShareChild:
    """Start the process; the picture's size and rate are asked of the camera, which may give others.

    It ends by itself when its camera fails.
    """
    return ShareChild(command, lambda share: Request(share, camera, width_px, height_px, fps).to_json())
