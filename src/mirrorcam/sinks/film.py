"""Films: H.264 that plays in every browser, the same bytes for the same pictures, there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from mirrorcam.core.types import PixelArray
from mirrorcam.sinks.sink import SinkError, beside, put_in_place, refuse_no_file, remove, writing_fault

# The film's clock: fine enough for any camera's times, and what MPEG uses.
TICKS_PER_S = 90_000
# x264's bytes depend on its number of threads, so it is fixed.
ENCODING_THREADS = 2
# ultrafast with the two savings that cost least put back: deblocking, and bits for flat walls, which else band.
PRESET, QUALITY_CRF, X264 = "ultrafast", 20, "no-deblock=0:aq-mode=1"
# A player can jump to a key frame only.
KEY_FRAME_EVERY_S = 2.0
# ITU-T H.273: 1 stands for BT.709 in primaries and transfer alike, as screens show sRGB.
BT709 = 1
CONTAINER = {"movflags": "+faststart", "fflags": "+bitexact"}
FAULTS = (OSError, av.FFmpegError)
# OpenCV's own conversion is BT.601 in the range of video, and four times as fast as swscale's to BT.709.
TO_YUV = {3: cv2.COLOR_RGB2YUV_I420, 4: cv2.COLOR_BGRA2YUV_I420}
# Pictures that may wait for the encoder; then write() waits, so that memory stays bounded.
MOST_WAITING = 3


class FilmWriter:
    """Writes pictures u8[height_px, width_px, 3 or 4] with their own times into an mp4.

    Three channels are red, green, blue; four are blue, green, red and one that is ignored, as stages paint them.
    Every picture becomes one frame of the film, at its own time (a variable frame rate), so nothing is
    dropped or doubled. The file appears under its name when the `with` block ends without an error. Odd
    sizes are padded to even ones by repeating the last row or column, as yuv420p needs. Encoding goes on in
    one thread beside the caller, so what went wrong there is raised by the next call.
    """

    def __init__(self, path: str | os.PathLike[str], width_px: int, height_px: int, fps: float) -> None:
        """Open the film; fps is the nominal rate, which sets the length of the last frame. SinkError if it fails."""
        if width_px < 1 or height_px < 1 or not fps > 0:
            raise ValueError(f"a film of {width_px} x {height_px} at {fps} frames a second cannot be written")
        self.path = Path(path)
        self._written = beside(self.path, "unfinished")
        self._size = (width_px, height_px)
        self._padding = (height_px % 2, width_px % 2)
        self._frame_ticks = max(1, round(TICKS_PER_S / fps))
        self._start_s: float | None = None
        self._last_ticks = -1
        self._waiting: deque[Future[None]] = deque()
        self._encoder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="film")
        self._is_open = False
        try:
            refuse_no_file(self.path, "film.mp4")
            self._written.touch()  # PyAV would find out with the first picture only.
            self._container = av.open(str(self._written), "w", format="mp4", options=CONTAINER)
            self._is_open = True
            self._stream = self._add_stream(fps)
        except FAULTS as error:
            self._discard()
            raise writing_fault(self.path, error) from error

    def write(self, picture: PixelArray, time_s: float) -> None:
        """Add a copy of a picture; times rise. SinkError where writing fails, and the film is then gone."""
        width_px, height_px = self._size
        if picture.dtype != np.uint8 or picture.shape[:2] != (height_px, width_px):
            raise ValueError(
                f"the film takes u8[{height_px},{width_px},3 or 4], not {picture.dtype}{picture.shape}"
            )
        if self._start_s is None:
            self._start_s = time_s
        ticks = max(round((time_s - self._start_s) * TICKS_PER_S), self._last_ticks + 1)
        self._last_ticks = ticks
        self._finish_waiting(MOST_WAITING - 1)
        yuv = cv2.cvtColor(self._padded(picture), TO_YUV[picture.shape[2]])
        self._waiting.append(self._encoder.submit(self._encode, yuv, ticks))

    def close(self) -> None:
        """End the film and give it its name; SinkError where that fails."""
        if not self._is_open:
            return
        if self._last_ticks < 0:
            self._discard()
            raise SinkError(f"{self.path}: no picture came, so no film was written")
        self._finish_waiting(0)
        try:
            for packet in self._stream.encode(None):
                self._container.mux(packet)
            self._is_open = False
            self._encoder.shutdown()
            self._container.close()
            put_in_place(self._written, self.path)
        except FAULTS as error:
            self._discard()
            raise writing_fault(self.path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._discard()

    def _add_stream(self, fps: float) -> av.VideoStream:
        rate = Fraction(fps).limit_denominator(TICKS_PER_S)
        options = {
            "preset": PRESET,
            "crf": str(QUALITY_CRF),
            "x264-params": X264,
            "threads": str(ENCODING_THREADS),
            "flags": "+bitexact",
        }
        stream = self._container.add_stream("libx264", rate=rate, options=options)
        stream.width, stream.height = (side_px + side_px % 2 for side_px in self._size)
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        stream.time_base = context.time_base = Fraction(1, TICKS_PER_S)
        context.gop_size = max(1, round(KEY_FRAME_EVERY_S * fps))
        context.color_primaries = context.color_trc = BT709
        context.colorspace, context.color_range = Colorspace.ITU601, ColorRange.MPEG
        return stream

    def _padded(self, picture: PixelArray) -> PixelArray:
        below, right = self._padding
        if below or right:
            return np.pad(picture, ((0, below), (0, right), (0, 0)), mode="edge")
        return picture

    def _encode(self, yuv: PixelArray, ticks: int) -> None:
        frame = av.VideoFrame.from_ndarray(yuv, format="yuv420p")
        frame.colorspace, frame.color_range = Colorspace.ITU601, ColorRange.MPEG
        frame.pts, frame.duration = ticks, self._frame_ticks
        for packet in self._stream.encode(frame):
            self._container.mux(packet)

    def _finish_waiting(self, most: int) -> None:
        try:
            while len(self._waiting) > most:
                self._waiting.popleft().result()
        except FAULTS as error:
            self._discard()
            raise writing_fault(self.path, error) from error

    def _discard(self) -> None:
        self._encoder.shutdown(cancel_futures=True)
        if self._is_open:
            self._is_open = False
            with contextlib.suppress(*FAULTS):
                self._container.close()
        remove(self._written)
