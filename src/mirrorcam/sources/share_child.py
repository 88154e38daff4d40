"""A process that fills shared memory with pictures, from the side that started it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import mirrorcam
from mirrorcam.sources.frame_share import Picture, Report, make_share

# A process of its own rather than one of multiprocessing's: those import the whole program again.
PYTHON_MODULE = (sys.executable, "-P", "-m")
LIBRARY = str(Path(mirrorcam.__file__).parent.parent)
END_WITHIN_S = 2.0


class ShareChild:
    """A running process and the memory it fills. It is to end when its standard input closes."""

    def __init__(
        self, command: Sequence[str], first_line: Callable[[str], str], *, is_heard: bool = False
    ) -> None:
        """Start the process and tell it the first line, which is made from the name of the memory.

        What one that is heard prints is kept for `last_words`, and its errors go where this process's go.
        """
        self._share = make_share()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if is_heard else subprocess.DEVNULL,
            stderr=None if is_heard else subprocess.DEVNULL,
            env=child_environment(),
        )
        self.tell(first_line(self._share.name))

    def is_running(self) -> bool:
        """Say whether the process is there."""
        return self._process.poll() is None

    def tell(self, line: str) -> None:
        """Say a line to the process; one that is gone hears nothing, which is_running() will tell."""
        if self._process.stdin is None or self._process.stdin.closed:
            return
        with contextlib.suppress(OSError):
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()

    def last_words(self) -> str:
        """Return what a process that has ended had printed, without the space around it."""
        if self._process.stdout is None or self.is_running():
            return ""
        return self._process.stdout.read().decode(errors="replace").strip()

    def report(self) -> Report:
        """Return how the process is."""
        report = self._share.report()
        if report.is_attached:
            self._share.unname()
        return report

    def newest(self, after: int) -> Picture | None:
        """Return the newest picture after number `after`, None if there is none."""
        return self._share.newest(after)

    def end(self) -> None:
        """End the process whatever it does, without waiting for it: it may hang in a driver."""
        self._process.kill()
        self._share.close()

    def wait(self) -> None:
        """Wait a little for a process that was ended, so that what it held is free for the next."""
        if self._process.stdin is not None:
            # Whatever it was not told any more goes with it.
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        # One that hangs in a driver goes when the driver lets go.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_WITHIN_S)
        if self._process.stdout is not None:
            self._process.stdout.close()


def child_environment() -> dict[str, str]:
    """Return the environment for a process of the same program as this one."""
    paths = [LIBRARY, *filter(None, [os.environ.get("PYTHONPATH")])]
    # Without this, Windows takes half a minute to open some cameras (opencv issue 17687).
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
    }
