"""One run of a camera's process, from the side that started it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import mirrorcam
from mirrorcam.core.types import PixelArray
from mirrorcam.sources.camera_process import Request
from mirrorcam.sources.camera_spec import CameraSpec
from mirrorcam.sources.frame_share import Report, make_share

# A process of its own rather than one of multiprocessing's: those import the whole program again.
CAMERA_PROCESS = (sys.executable, "-P", "-m", "mirrorcam.sources.camera_process")
LIBRARY = str(Path(mirrorcam.__file__).parent.parent)
END_WITHIN_S = 2.0


class CameraChild:
    """A running camera process and the memory it fills."""

    def __init__(
        self,
        camera: CameraSpec,
        width_px: int,
        height_px: int,
        fps: float,
        command: Sequence[str] = CAMERA_PROCESS,
    ) -> None:
        """Start the process; the picture's size and rate are asked of the camera, which may give others."""
        self._share = make_share()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        request = Request(self._share.name, camera, width_px, height_px, fps)
        self.tell(request.to_json())

    def is_running(self) -> bool:
        """Say whether the process is there; it ends by itself when its camera fails."""
        return self._process.poll() is None

    def tell(self, line: str) -> None:
        """Say a line to the process; one that is gone hears nothing, which is_running() will tell."""
        if self._process.stdin is None or self._process.stdin.closed:
            return
        with contextlib.suppress(OSError):
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()

    def report(self) -> Report:
        """Return how the camera is."""
        report = self._share.report()
        if report.is_attached:
            self._share.unname()
        return report

    def newest(self, after: int) -> tuple[int, float, PixelArray] | None:
        """Return (number, time_s, rgb) of the newest picture after number `after`, None if there is none."""
        return self._share.newest(after)

    def end(self) -> None:
        """End the process whatever it does, without waiting for it: it may hang in a driver."""
        self._process.kill()
        self._share.close()

    def wait(self) -> None:
        """Wait a little for a process that was ended, so that the camera is free for the next."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        # One that hangs in a driver goes when the driver lets go.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_WITHIN_S)


def _environment() -> dict[str, str]:
    paths = [LIBRARY, *filter(None, [os.environ.get("PYTHONPATH")])]
    # Without this, Windows takes half a minute to open some cameras (opencv issue 17687).
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
    }
