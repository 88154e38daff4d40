"""Clips, read through PyAV: every frame in order, upright, at the times the file states."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.reformatter import Interpolation

from mirrorcam.core.types import Frame, PixelArray
from mirrorcam.sources.frame_times import RisingTimes
from mirrorcam.sources.source import SourceError

log = logging.getLogger(__name__)

# Frames are scaled down so far that faces stay readable and memory bounded.
LONGEST_SIDE_PX = 1920
# Containers of clips. Left out on purpose: playlists, session descriptions and text, which ffmpeg would
# follow to other files and addresses, or draw as pictures.
CONTAINERS = (
    "mov,matroska,avi,gif,mpeg,mpegvideo,mpegts,flv,asf,ogg,m4v,h264,hevc,ivf,mjpeg,dv,rm,mxf,yuv4mpegpipe"
)
OPENING = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
MOST_DECODING_THREADS = 4
# Above this size each decoding thread would hold a frame too many; slices are shared out instead.
LARGE_FRAME_PX = 4096 * 2304
USUAL_FPS = 25.0
POSSIBLE_FPS = (0.05, 1000.0)
# Pixels this far from square are stretched to square ones, within what cameras make.
NOT_SQUARE = 0.02
POSSIBLE_PIXEL_ASPECT = (0.2, 5.0)
# A clip whose pictures end earlier than it states, by this and by this share of it, was cut off.
MISSING_S, MISSING_SHARE = 0.5, 0.1
UPRIGHT_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


class VideoRecording:
    """A video file. Frames are rgb, turned as the file says, at most longest_side_px wide or high.

    time_s counts from the start of the file's own clock. fps is its mean rate; frame_count is what it states;
    shorter_px is its frames' shorter side.
    """

    def __init__(self, path: str | os.PathLike[str], longest_side_px: int = LONGEST_SIDE_PX) -> None:
        """Look into the file; SourceError with one line where it is no readable clip."""
        self.name = os.fspath(path)
        self._longest_side_px = longest_side_px
        with _open(self.name) as container:
            stream = container.streams.video[0]
            self.fps = _mean_rate(stream)
            self.frame_count: int | None = stream.frames or None
            context = stream.codec_context
            size = working_size(context.width, context.height, _pixel_aspect(stream), longest_side_px)
            self.shorter_px = min(size)

    def frames(self) -> Iterator[Frame]:
        """Yield every frame that decodes; what is missing or damaged is said in one warning at the end."""
        with _open(self.name) as container:
            stream = container.streams.video[0]
            _share_out(stream)
            clip = _Decoding(self.name, container, stream)
            times: RisingTimes[av.VideoFrame] = RisingTimes(1.0 / self.fps)
            aspect, frame_count = _pixel_aspect(stream), 0
            for time_s, picture in times.place(clip.pictures()):
                yield Frame(frame_count, time_s, to_rgb(picture, aspect, self._longest_side_px))
                frame_count += 1
            fault = clip.fault(frame_count)
        if frame_count == 0:
            raise SourceError(f"{self.name}: no frame in it can be decoded; is it damaged or cut off?")
        if fault:
            log.warning("%s: %s", self.name, fault)
        if times.repaired:
            log.warning("%s: %d of %d frames had a missing or repeated time and were placed between the others",
                        self.name, times.repaired, frame_count)  # fmt: skip

    def close(self) -> None:
        """Nothing is held between readings."""


class _Decoding:
    """One pass through a file, and what went wrong in it."""

    def __init__(self, name: str, container: av.container.InputContainer, stream: av.VideoStream) -> None:
        self._name, self._container, self._stream = name, container, stream
        self._packet_count = self._damaged_count = 0
        self._end_s = 0.0

    def pictures(self) -> Iterator[tuple[float | None, av.VideoFrame]]:
        """Yield (stated time or None, picture), skipping packets that do not decode."""
        start_s = (self._container.start_time or 0) / av.time_base
        for packet in self._packets():
            for picture in self._decode(packet):
                time_s = None if picture.pts is None else picture.time - start_s
                self._end_s = max(self._end_s, time_s or 0.0)
                self._damaged_count += picture.is_corrupt
                yield time_s, picture

    def fault(self, frame_count: int) -> str | None:
        """Say in words what the reader of the frames must know, None where the clip was whole."""
        stated_count = self._stream.frames
        stated_s = (self._container.duration or 0) / av.time_base
        missing_s = stated_s - self._end_s
        if stated_count and self._packet_count < stated_count:
            return f"the file is cut off; the {frame_count} of {stated_count} frames before the cut were read"
        if not stated_count and missing_s > max(MISSING_S, MISSING_SHARE * stated_s):
            return (
                f"the file is cut off; {self._end_s:.1f} of {stated_s:.1f} s ({frame_count} frames) were read"
            )
        if self._damaged_count:
            return f"the file is damaged in places ({self._damaged_count}); {frame_count} frames were read"
        return None

    def _packets(self) -> Iterator[av.Packet]:
        try:
            for packet in self._container.demux(self._stream):
                self._packet_count += packet.size > 0
                yield packet
        except av.FFmpegError:
            self._damaged_count += 1

    def _decode(self, packet: av.Packet) -> list[av.VideoFrame]:
        try:
            return list(packet.decode())
        except EOFError:
            return []
        except av.FFmpegError:
            self._damaged_count += 1
            return []


def to_rgb(picture: av.VideoFrame, pixel_aspect: float, longest_side_px: int) -> PixelArray:
    """Return a decoded picture as rgb u8[H,W,3]: square pixels, upright, at most longest_side_px a side."""
    width_px, height_px = working_size(picture.width, picture.height, pixel_aspect, longest_side_px)
    is_scaled = (width_px, height_px) != (picture.width, picture.height)
    converted = picture.reformat(
        width=width_px, height=height_px, format="rgb24", threads=1,
        interpolation=Interpolation.AREA if is_scaled else None,
    )  # fmt: skip
    plane = converted.planes[0]
    rows = np.frombuffer(plane, np.uint8).reshape(height_px, plane.line_size)
    rgb = np.ascontiguousarray(rows[:, : width_px * 3]).reshape(height_px, width_px, 3)
    turn = UPRIGHT_TURNS.get(round(picture.rotation) % 360)
    return rgb if turn is None else np.asarray(cv2.rotate(rgb, turn), np.uint8)


def working_size(width_px: int, height_px: int, pixel_aspect: float, longest_side_px: int) -> tuple[int, int]:
    """Return the size with square pixels and no side above longest_side_px; never less than 1 x 1."""
    is_stretched = abs(pixel_aspect - 1.0) > NOT_SQUARE
    square_width_px = width_px * pixel_aspect if is_stretched else float(width_px)
    scale = min(1.0, longest_side_px / max(square_width_px, height_px))
    return max(1, round(square_width_px * scale)), max(1, round(height_px * scale))


def _open(name: str) -> av.container.InputContainer:
    path = Path(name)
    try:
        if path.is_dir():
            raise SourceError(f"{name}: is a folder, not a clip; name the clips in it one by one")
        if path.stat().st_size == 0:
            raise SourceError(f"{name}: the file is empty (0 bytes); copy or record it again")
        container = av.open(f"file:{name}", options=OPENING)
    except FileNotFoundError as error:
        raise SourceError(f"{name}: there is no such file; check the path") from error
    except PermissionError as error:
        raise SourceError(f"{name}: no permission to read it; change its rights or copy it") from error
    except (av.FFmpegError, OSError) as error:
        raise SourceError(
            f"{name}: is not a clip that can be read: another kind of file, or cut off before its index was written"
        ) from error
    if not container.streams.video:
        container.close()
        raise SourceError(f"{name}: has no pictures in it, only sound or text; name a video file")
    return container


def _share_out(stream: av.VideoStream) -> None:
    context = stream.codec_context
    is_large = context.width * context.height > LARGE_FRAME_PX
    stream.thread_type = "SLICE" if is_large else "AUTO"
    context.thread_count = min(MOST_DECODING_THREADS, os.cpu_count() or 1)


def _mean_rate(stream: av.VideoStream) -> float:
    low, high = POSSIBLE_FPS
    for rate in (stream.average_rate, stream.guessed_rate):
        if rate and low <= float(rate) <= high:
            return float(rate)
    return USUAL_FPS


def _pixel_aspect(stream: av.VideoStream) -> float:
    low, high = POSSIBLE_PIXEL_ASPECT
    aspect = stream.sample_aspect_ratio
    return float(aspect) if aspect and low <= float(aspect) <= high else 1.0
