"""A picture's size out of its first bytes, so that one that would fill the memory is never decoded.

The layouts are those of the formats' own documents: PNG (ISO 15948), JPEG (ITU T.81, B.2.2), BMP
(BITMAPFILEHEADER), WebP (RFC 9649) and TIFF 6.0.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

JPEG_START = b"\xff\xd8"
# Markers SOF0 to SOF15 hold the size; three of that range mean something else.
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
TIFF_ORDERS = {b"II*\x00": "<", b"MM\x00*": ">"}
TIFF_WIDTH, TIFF_HEIGHT, TIFF_SHORT = 256, 257, 3
BMP_OLD_HEADER = 12


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return (width_px, height_px) as stored, before any turning; None where no known format says it."""
    for starts, read in READERS:
        if data.startswith(starts):
            try:
                return read(data)
            except (struct.error, IndexError):
                return None
    return None


def _png(data: bytes) -> tuple[int, int] | None:
    width_px, height_px = struct.unpack_from(">II", data, 16)
    return width_px, height_px


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = len(JPEG_START)
    while True:
        while data[at] != 0xFF:
            at += 1
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        if marker in JPEG_FRAMES:
            height_px, width_px = struct.unpack_from(">HH", data, at + 4)
            return width_px, height_px
        at += 1
        if marker not in JPEG_WITHOUT_LENGTH:
            at += struct.unpack_from(">H", data, at)[0]


def _bmp(data: bytes) -> tuple[int, int] | None:
    (header_length,) = struct.unpack_from("<I", data, 14)
    width_px, height_px = struct.unpack_from("<HH" if header_length == BMP_OLD_HEADER else "<ii", data, 18)
    return abs(width_px), abs(height_px)


def _webp(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        low_width, high_width, low_height, high_height = struct.unpack_from("<HBHB", data, 24)
        return (low_width | high_width << 16) + 1, (low_height | high_height << 16) + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width_px, height_px = struct.unpack_from("<HH", data, 26)
    return width_px & 0x3FFF, height_px & 0x3FFF


def _tiff(data: bytes) -> tuple[int, int] | None:
    order = TIFF_ORDERS[data[:4]]
    (at,) = struct.unpack_from(order + "I", data, 4)
    (entry_count,) = struct.unpack_from(order + "H", data, at)
    sides: dict[int, int] = {}
    for entry in range(entry_count):
        place = at + 2 + 12 * entry
        tag, kind = struct.unpack_from(order + "HH", data, place)
        if tag in (TIFF_WIDTH, TIFF_HEIGHT):
            (sides[tag],) = struct.unpack_from(order + ("H" if kind == TIFF_SHORT else "I"), data, place + 8)
    return (sides[TIFF_WIDTH], sides[TIFF_HEIGHT]) if len(sides) == len((TIFF_WIDTH, TIFF_HEIGHT)) else None


READERS: tuple[tuple[bytes | tuple[bytes, ...], Callable[[bytes], tuple[int, int] | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (JPEG_START, _jpeg),
    (b"BM", _bmp),
    (b"RIFF", _webp),
    (tuple(TIFF_ORDERS), _tiff),
)
