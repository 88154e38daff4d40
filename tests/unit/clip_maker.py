"""Makes clips of moving patterns, each frame of which tells its own number."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

BITS, BLOCK_PX = 8, 16
TICKS_PER_S = 12_800


def numbered_picture(number: int, width_px: int = 160, height_px: int = 96) -> np.ndarray:
    """Return rgb u8 with the number in black and white blocks along the top and a red square that moves."""
    picture = np.full((height_px, width_px, 3), 90, np.uint8)
    for bit in range(BITS):
        picture[:BLOCK_PX, bit * BLOCK_PX : (bit + 1) * BLOCK_PX] = 255 * (number >> bit & 1)
    left = number * 3 % (width_px - 24)
    picture[40:64, left : left + 24] = (220, 20, 20)
    return picture


def number_of(rgb: np.ndarray) -> int:
    """Return the number that a picture shows."""
    middles = rgb[BLOCK_PX // 2, BLOCK_PX // 2 : BITS * BLOCK_PX : BLOCK_PX].mean(axis=1)
    return sum(int(bright > 127) << bit for bit, bright in enumerate(middles))


def make_clip(
    path: Path,
    frame_count: int = 40,
    *,
    codec: str = "libx264",
    fps: int = 25,
    times_s: Sequence[float] | None = None,
    faststart: bool = True,
    picture=numbered_picture,
    pix_fmt: str = "yuv420p",
    options: dict[str, str] | None = None,
) -> Path:
    """Write a clip of numbered pictures; times_s gives each frame its own time."""
    layout = {"movflags": "faststart"} if faststart and path.suffix in (".mp4", ".mov") else {}
    with av.open(str(path), "w", options=layout) as container:
        stream = container.add_stream(codec, rate=fps, options=options or {})
        stream.height, stream.width = picture(0).shape[:2]
        stream.pix_fmt = pix_fmt
        if times_s is not None:
            stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS_PER_S)
        for number in range(frame_count):
            frame = av.VideoFrame.from_ndarray(picture(number), format="rgb24")
            if times_s is not None:
                frame.pts = round(times_s[number] * TICKS_PER_S)
                frame.time_base = Fraction(1, TICKS_PER_S)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def cut_off(path: Path, share: float) -> Path:
    """Keep the first share of a file's bytes."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def turn_in_header(path: Path, matrix: tuple[int, int, int, int]) -> Path:
    """Write a, b, c, d of the display matrix into an mp4's track header (ISO 14496-12, 8.3.2)."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 40
    for place, value in zip((0, 4, 12, 16), matrix, strict=True):
        data[at + place : at + place + 4] = (value << 16).to_bytes(4, "big", signed=True)
    path.write_bytes(data)
    return path
