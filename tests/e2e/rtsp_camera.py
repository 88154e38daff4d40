"""A network camera on this machine that speaks RTSP: H.264 in RTP over the same TCP connection (RFC 2326, 6184)."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np

WIDTH_PX, HEIGHT_PX = 160, 120
CLOCK_HZ = 90_000
PAYLOAD, FRAGMENT = 96, 28
LARGEST_BYTES = 1200
START_CODE = b"\0\0\1"
SDP = "\r\n".join(
    ["v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=camera", "c=IN IP4 127.0.0.1", "t=0 0",
     f"m=video 0 RTP/AVP {PAYLOAD}", f"a=rtpmap:{PAYLOAD} H264/{CLOCK_HZ}",
     f"a=fmtp:{PAYLOAD} packetization-mode=1", "a=control:track0", ""]
)  # fmt: skip


class RtspCamera:
    """Streams a red square that moves over grey."""

    def __init__(self, port: int = 0, fps: float = 25.0) -> None:
        self._fps, self._stop = fps, threading.Event()
        camera = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                camera._serve(self.rfile, self.connection)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address, daemon_threads = True, True

        self._server = Server(("127.0.0.1", port), Handler)
        self.port = self._server.server_address[1]
        self.address = f"rtsp://127.0.0.1:{self.port}/camera"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def pull(self) -> None:
        """Cut every connection and take no new ones."""
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, requests, connection: socket.socket) -> None:
        try:
            while not self._stop.is_set():
                method, headers = _read_request(requests)
                if not method:
                    return
                _answer(connection, method, headers)
                if method == "PLAY":
                    self._stream(connection)
                    return
        except OSError:
            return

    def _stream(self, connection: socket.socket) -> None:
        start_s, number = time.monotonic(), 0
        for index, units in enumerate(encoded(self._fps)):
            time.sleep(max(0.0, start_s + index / self._fps - time.monotonic()))
            if self._stop.is_set():
                return
            stamp = int(index / self._fps * CLOCK_HZ)
            for payload, is_last in packets_of(units):
                head = struct.pack("!BBHII", 0x80, PAYLOAD | is_last << 7, number & 0xFFFF, stamp, 1)
                connection.sendall(struct.pack("!cBH", b"$", 0, len(head) + len(payload)) + head + payload)
                number += 1


def _read_request(requests) -> tuple[str, dict[str, str]]:
    method = requests.readline().decode().partition(" ")[0]
    headers = {}
    while line := requests.readline().decode().strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return method, headers


def _answer(connection: socket.socket, method: str, headers: dict[str, str]) -> None:
    lines = ["RTSP/1.0 200 OK", f"CSeq: {headers.get('cseq', '0')}", "Session: 1"]
    body = SDP if method == "DESCRIBE" else ""
    if method == "OPTIONS":
        lines.append("Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN")
    if method == "SETUP":
        lines.append("Transport: RTP/AVP/TCP;unicast;interleaved=0-1")
    if body:
        lines += ["Content-Type: application/sdp", f"Content-Length: {len(body)}"]
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())


def encoded(fps: float) -> Iterator[list[bytes]]:
    """Yield the NAL units of one picture after another."""
    context = av.CodecContext.create("libx264", "w")
    context.width, context.height, context.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
    context.time_base, context.framerate = Fraction(1, round(fps)), Fraction(round(fps))
    context.options = {
        "preset": "ultrafast",
        "tune": "zerolatency",
        "x264-params": "keyint=10:repeat-headers=1",
    }
    for index in range(10**6):
        rgb = np.full((HEIGHT_PX, WIDTH_PX, 3), 90, np.uint8)
        left = index * 4 % (WIDTH_PX - 40)
        rgb[40:80, left : left + 40] = (220, 20, 20)
        frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
        frame.pts = index
        for packet in context.encode(frame):
            yield [unit.rstrip(b"\0") for unit in bytes(packet).split(START_CODE) if unit.strip(b"\0")]


def packets_of(units: list[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield RTP payloads and whether each is a picture's last; long units go in fragments (FU-A)."""
    for place, unit in enumerate(units):
        is_last_unit = place == len(units) - 1
        if len(unit) <= LARGEST_BYTES:
            yield unit, is_last_unit
            continue
        kind, body = unit[0], unit[1:]
        for start in range(0, len(body), LARGEST_BYTES):
            is_last = start + LARGEST_BYTES >= len(body)
            marks = (start == 0) << 7 | is_last << 6 | kind & 0x1F
            head = bytes([kind & 0xE0 | FRAGMENT, marks])
            yield head + body[start : start + LARGEST_BYTES], is_last_unit and is_last
