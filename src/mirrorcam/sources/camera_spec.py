"""What a user may call a camera, and whether it can be there at all."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mirrorcam.sources.frame_share import Trouble
from mirrorcam.sources.source import SourceError

ADDRESS_SCHEMES = ("rtsp", "rtsps", "http", "https")
DEVICES = Path("/dev")
# VIDIOC_QUERYCAP and struct v4l2_capability of linux/videodev2.h.
QUERY_CAPABILITIES, CAPABILITIES_BYTES = 0x80685600, 104
CARD, BUS, DEVICE_CAPABILITIES = slice(16, 48), slice(48, 80), slice(88, 92)
CAN_CAPTURE = 0x1


@dataclass(frozen=True, slots=True)
class CameraSpec:
    """A camera by number, by device path (Linux), or by network address: exactly one of the three."""

    number: int | None = None
    device: str | None = None
    address: str | None = None

    @property
    def name(self) -> str:
        """What to call it in messages: never with the password of its address."""
        if self.address is None:
            return f"camera {self.device or self.number}"
        parts = urlsplit(self.address)
        return f"camera {parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


@dataclass(frozen=True, slots=True)
class Device:
    """A camera the system knows: what to open it by, and what it calls itself."""

    spec: str
    card: str


def parse_camera(text: str) -> CameraSpec:
    """Return the camera a user named; SourceError with one line where it is none that can be."""
    if not text.strip():
        raise SourceError(
            "camera: no name was given; give a number, such as 0, or an rtsp:// or http:// address"
        )
    if text.isascii() and text.isdigit():
        number = int(text)
        return (
            CameraSpec(device=str(DEVICES / f"video{number}")) if _is_linux() else CameraSpec(number=number)
        )
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text):
        parts = urlsplit(text)
        if parts.scheme.lower() not in ADDRESS_SCHEMES or not parts.hostname:
            raise SourceError(
                f"camera {parts.scheme}://...: an address must start rtsp:// or http:// and name a host"
            )
        return CameraSpec(address=text)
    if Path(text).is_file():
        raise SourceError(f"{text}: is a file, not a camera; use `mirrorcam replay {text} --out DIR`")
    if not _is_linux():
        raise SourceError(
            f"camera {text}: give a number, such as 0, or an address, such as rtsp://host/stream"
        )
    return CameraSpec(device=text)


def find_trouble(camera: CameraSpec) -> Trouble:
    """Return what keeps a camera from being opened, as far as can be told without opening it."""
    if camera.device is None:
        return Trouble.NONE
    path = Path(camera.device)
    try:
        if not path.exists() or not path.is_char_device():
            return Trouble.NO_CAMERA
    except PermissionError:
        return Trouble.NO_PERMISSION
    return Trouble.NONE if os.access(path, os.R_OK | os.W_OK) else Trouble.NO_PERMISSION


def find_devices() -> list[Device]:
    """Return the cameras Linux knows, those on USB first; elsewhere nothing, as only opening tells."""
    if not _is_linux():
        return []
    found = []
    for path in sorted(DEVICES.glob("video[0-9]*"), key=lambda p: int(p.name.removeprefix("video") or 0)):
        capabilities = _capabilities(path)
        if (
            capabilities is not None
            and int.from_bytes(capabilities[DEVICE_CAPABILITIES], sys.byteorder) & CAN_CAPTURE
        ):
            card = capabilities[CARD].split(b"\0")[0].decode("utf-8", "replace")
            is_usb = capabilities[BUS].startswith(b"usb")
            found.append((not is_usb, Device(path.name.removeprefix("video"), card)))
    return [device for _, device in sorted(found, key=lambda pair: pair[0])]


def _capabilities(path: Path) -> bytes | None:
    import fcntl  # noqa: PLC0415 - Linux only

    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        return fcntl.ioctl(descriptor, QUERY_CAPABILITIES, bytes(CAPABILITIES_BYTES))
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _is_linux() -> bool:
    return sys.platform.startswith("linux")
