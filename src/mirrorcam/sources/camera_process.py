"""The process a camera lives in: it opens the camera and keeps the newest picture in shared memory.

Started as `python -m mirrorcam.sources.camera_process`, with a Request as one line of JSON on its standard
input. It ends when the camera fails, and at once when its standard input closes, as it does however the
program that started it ends. Nothing heavier than cv2 and numpy is imported here.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import cv2

from mirrorcam.core.types import PixelArray
from mirrorcam.sources.camera_spec import CameraSpec, find_trouble
from mirrorcam.sources.frame_share import FrameShare, Trouble, attach_share, shrink_to_fit

# A camera is tried this often in one process; then a new process tries, as some systems never let a
# process open a camera a second time (opencv issue 27294).
MOST_ATTEMPTS = 1 if sys.platform == "darwin" else 20
BETWEEN_ATTEMPTS_S = 0.5
MOST_FAILED_READS = 20
BETWEEN_FAILED_READS_S = 0.01
# Every so many rows of a picture are compared with those of the one before.
COMPARED_ROWS = 4
NETWORK_OPTIONS = "rtsp_transport;tcp|fflags;nobuffer|flags;low_delay"
NETWORK_OPEN_MS, NETWORK_READ_MS = 2500, 2000
BACKENDS = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}


@dataclass(frozen=True, slots=True)
class Request:
    """What the process is asked to do: which camera, where to put the pictures, and what to ask of it."""

    share: str
    camera: CameraSpec
    width_px: int
    height_px: int
    fps: float

    def to_json(self) -> str:
        """Return the request as one line."""
        camera = {"number": self.camera.number, "device": self.camera.device, "address": self.camera.address}
        return json.dumps([self.share, camera, self.width_px, self.height_px, self.fps])


def read_request(line: str) -> Request:
    """Return the request in a line made by Request.to_json."""
    share, camera, width_px, height_px, fps = json.loads(line)
    return Request(share, CameraSpec(**camera), width_px, height_px, fps)


class Capture(Protocol):
    """The part of cv2.VideoCapture that is used."""

    def grab(self) -> bool:
        """Take the next picture; False where none came."""
        ...

    def retrieve(self) -> tuple[bool, Any]:
        """Return (whether it worked, bgr u8[H,W,3])."""
        ...


def run(open_capture: Callable[[Request], Capture | Trouble], hear: Callable[[str], object] = len) -> None:
    """Serve the request on standard input until the camera fails or the other side is gone.

    hear is given every further line that comes, in a thread of its own; a camera is told nothing more.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    request = read_request(sys.stdin.readline())
    share = attach_share(request.share)
    share.say_attached()
    threading.Thread(target=listen, args=(hear,), daemon=True).start()
    capture = _open(request, share, open_capture)
    if capture is not None:
        _fill(share, capture)
    share.close()


def open_cv2(request: Request) -> Capture | Trouble:
    """Open a real camera, or say why it cannot be."""
    trouble = find_trouble(request.camera)
    if trouble:
        return trouble
    capture = _open_network(request) if request.camera.address else _open_device(request)
    if capture.isOpened():
        return capture
    capture.release()
    if request.camera.address:
        return Trouble.NO_ANSWER
    return Trouble.IN_USE if request.camera.device else Trouble.CLOSED


def _open_network(request: Request) -> cv2.VideoCapture:
    os.environ.setdefault("OPENCV_FFMPEG_CAPTURE_OPTIONS", NETWORK_OPTIONS)
    limits = [
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
        NETWORK_OPEN_MS,
        cv2.CAP_PROP_READ_TIMEOUT_MSEC,
        NETWORK_READ_MS,
    ]
    return cv2.VideoCapture(request.camera.address or "", cv2.CAP_FFMPEG, limits)


def _open_device(request: Request) -> cv2.VideoCapture:
    camera, backend = request.camera, BACKENDS.get(sys.platform, cv2.CAP_ANY)
    if camera.device is not None:
        capture = cv2.VideoCapture(camera.device, backend)
    else:
        capture = cv2.VideoCapture(camera.number or 0, backend)
    # Motion JPEG first: uncompressed, most USB cameras give 1280 x 720 ten times a second at best.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, request.width_px)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, request.height_px)
    capture.set(cv2.CAP_PROP_FPS, request.fps)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


def _open(
    request: Request, share: FrameShare, open_capture: Callable[[Request], Capture | Trouble]
) -> Capture | None:
    for _ in range(MOST_ATTEMPTS):
        capture = open_capture(request)
        if not isinstance(capture, Trouble):
            return capture
        share.say(capture)
        time.sleep(BETWEEN_ATTEMPTS_S)
    return None


def _fill(share: FrameShare, capture: Capture) -> None:
    failed_reads = 0
    while failed_reads < MOST_FAILED_READS:
        if capture.grab():
            time_s = time.monotonic()
            is_good, bgr = capture.retrieve()
            if is_good and bgr is not None:
                _put(share, bgr, time_s)
                failed_reads = 0
                continue
        failed_reads += 1
        time.sleep(BETWEEN_FAILED_READS_S)


def _put(share: FrameShare, bgr: PixelArray, time_s: float) -> None:
    bgr = shrink_to_fit(bgr)
    height_px, width_px = bgr.shape[:2]
    cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB, dst=share.place(width_px, height_px, time_s))
    share.publish(zlib.crc32(bgr[::COMPARED_ROWS].tobytes()))


def listen(hear: Callable[[str], object]) -> None:
    """Hear what the starter says, and end with it: also where it was ended in the middle of a line."""
    try:
        for line in sys.stdin:
            hear(line)
    finally:
        os._exit(0)


if __name__ == "__main__":
    cv2.setNumThreads(1)
    run(open_cv2)
