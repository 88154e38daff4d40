"""Still pictures: any common file, upright, as rgb, with bounds on what it may cost."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from mirrorcam.core.types import Frame, PixelArray
from mirrorcam.sources.picture_size import picture_size
from mirrorcam.sources.source import SourceError

log = logging.getLogger(__name__)

LONGEST_SIDE_PX = 3840
# The most that is decoded: a picture of 100 megapixels takes 300 MB for a moment.
MOST_PIXELS = 100_000_000
MOST_BYTES = 500_000_000
# A JPEG can be decoded at an eighth of its size, so larger ones do no harm.
JPEG_MOST_PIXELS = 400_000_000
JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
PNG_START, PNG_END = b"\x89PNG", b"IEND"
JPEG_REDUCED = (
    (8, cv2.IMREAD_REDUCED_COLOR_8),
    (4, cv2.IMREAD_REDUCED_COLOR_4),
    (2, cv2.IMREAD_REDUCED_COLOR_2),
)
# Transparent pictures are laid over this grey, which no tracker takes for skin.
GROUND = 127.0
OPAQUE = {np.dtype(np.uint8): 255.0, np.dtype(np.uint16): 65535.0}
CHANNELS_WITH_ALPHA = 4


def open_still(path: str | os.PathLike[str], longest_side_px: int = LONGEST_SIDE_PX) -> Frame:
    """Return the picture as frame 0 at 0 s, upright as its EXIF says, no side above longest_side_px.

    16 bits, grey and alpha become rgb u8[H,W,3]. SourceError with one line where it cannot be read.
    """
    name = os.fspath(path)
    data = _read_bytes(name)
    size = picture_size(data)
    if size is None or not all(size):
        raise SourceError(
            f"{name}: is not a picture that can be read (another kind of file, or cut off); "
            "give a JPEG, PNG, WebP, BMP or TIFF"
        )
    bgr = _decode(data, _decoding_flag(name, data, size, longest_side_px))
    if bgr is None:
        raise SourceError(f"{name}: the picture is damaged or cut off; copy it again")
    if data.startswith(JPEG_START) and JPEG_END not in data:
        log.warning("%s: the picture is cut off; what is there was read", name)
    rgb = cv2.cvtColor(_bounded(bgr, longest_side_px), cv2.COLOR_BGR2RGB)
    return Frame(0, 0.0, np.asarray(rgb, np.uint8))


def _read_bytes(name: str) -> bytes:
    path = Path(name)
    try:
        if path.is_dir():
            raise SourceError(f"{name}: is a folder, not a picture; name the pictures in it")
        byte_count = path.stat().st_size
        if byte_count == 0:
            raise SourceError(f"{name}: the file is empty (0 bytes); copy it again")
        if byte_count > MOST_BYTES:
            raise SourceError(
                f"{name}: has {byte_count} bytes; pictures of up to {MOST_BYTES} bytes are read"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(f"{name}: there is no such file; check the path") from error
    except PermissionError as error:
        raise SourceError(f"{name}: no permission to read it; change its rights or copy it") from error
    except OSError as error:
        raise SourceError(f"{name}: cannot be read: {error.strerror}") from error


def _decoding_flag(name: str, data: bytes, size: tuple[int, int], longest_side_px: int) -> int:
    is_jpeg = data.startswith(JPEG_START)
    most_pixels = JPEG_MOST_PIXELS if is_jpeg else MOST_PIXELS
    width_px, height_px = size
    if width_px * height_px > most_pixels:
        raise SourceError(
            f"{name}: is {width_px} x {height_px} pixels; up to {most_pixels // 1_000_000} megapixels are read; "
            "scale it down"
        )
    if is_jpeg:
        for factor, flag in JPEG_REDUCED:
            if max(size) >= longest_side_px * factor:
                return flag
        return cv2.IMREAD_COLOR
    return cv2.IMREAD_UNCHANGED


def _decode(data: bytes, flag: int) -> PixelArray | None:
    """Return bgr u8[H,W,3], None where the picture does not decode."""
    if data.startswith(PNG_START) and PNG_END not in data:
        return None
    stored = np.frombuffer(data, np.uint8)
    try:
        if flag == cv2.IMREAD_UNCHANGED:
            with_alpha = cv2.imdecode(stored, flag)
            if with_alpha is not None and _has_glass(with_alpha):
                return _over_grey(with_alpha)
            flag = cv2.IMREAD_COLOR
        bgr = cv2.imdecode(stored, flag)
    except cv2.error:
        return None
    return None if bgr is None else np.asarray(bgr, np.uint8)


def _has_glass(picture: npt.NDArray[Any]) -> bool:
    if picture.ndim != 3 or picture.shape[2] != CHANNELS_WITH_ALPHA or picture.dtype not in OPAQUE:
        return False
    return bool(picture[:, :, 3].min() < OPAQUE[picture.dtype])


def _over_grey(picture: npt.NDArray[Any]) -> PixelArray:
    """Lay bgra u8 or u16 over the ground. Such a picture is not turned by its EXIF, which it hardly ever has."""
    most = OPAQUE[picture.dtype]
    alpha = picture[:, :, 3:].astype(np.float32) / most
    colour = picture[:, :, :3].astype(np.float32) * (255.0 / most)
    return np.asarray(np.rint(colour * alpha + GROUND * (1.0 - alpha)), np.uint8)


def _bounded(picture: PixelArray, longest_side_px: int) -> PixelArray:
    height_px, width_px = picture.shape[:2]
    scale = longest_side_px / max(width_px, height_px)
    if scale >= 1.0:
        return picture
    size = (max(1, round(width_px * scale)), max(1, round(height_px * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
