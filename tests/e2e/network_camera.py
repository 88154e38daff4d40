"""A network camera on this machine: motion JPEG over HTTP, which can be pulled and plugged in again."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np

WIDTH_PX, HEIGHT_PX = 160, 120
BOUNDARY = "frame"


class NetworkCamera:
    """Streams a red square that moves over grey; `still` freezes it, `silent` sends nothing any more."""

    def __init__(self, port: int = 0, fps: float = 30.0) -> None:
        self.still, self.silent, self._stop = threading.Event(), threading.Event(), threading.Event()
        self._fps, self._count = fps, 0
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
                self.end_headers()
                camera._stream(self.wfile)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}/camera.mjpg"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def pull(self) -> None:
        """Cut every connection and take no new ones."""
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()

    def _stream(self, out) -> None:
        while not self._stop.is_set():
            time.sleep(1 / self._fps)
            if self.silent.is_set():
                continue
            self._count += not self.still.is_set()
            jpeg = cv2.imencode(".jpg", self._picture())[1].tobytes()
            head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            try:
                out.write(head.encode() + jpeg + b"\r\n")
            except OSError:
                return

    def _picture(self) -> np.ndarray:
        bgr = np.full((HEIGHT_PX, WIDTH_PX, 3), 90, np.uint8)
        left = self._count * 4 % (WIDTH_PX - 40)
        bgr[40:80, left : left + 40] = (20, 20, 220)
        return bgr
