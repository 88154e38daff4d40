"""Opening cameras, and finding those there are."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from mirrorcam.sources.camera_child import CAMERA_PROCESS, start_camera
from mirrorcam.sources.camera_spec import CameraSpec, Device, find_devices, find_trouble, parse_camera
from mirrorcam.sources.frame_share import Trouble
from mirrorcam.sources.live_camera import CAMERA, LIMITS, Camera, CameraLimits, CameraSettings
from mirrorcam.sources.share_child import ShareChild
from mirrorcam.sources.source import SourceError

LOOK_EVERY_S = 0.01
TROUBLES = {
    Trouble.NONE: "it gives no pictures; unplug it, plug it in again, and close other programs that may use it",
    Trouble.NO_CAMERA: "there is no such camera; `mirrorcam doctor` lists those there are",
    Trouble.NO_PERMISSION: "no permission to use it; become a member of the group `video` and log in again",
    Trouble.IN_USE: "it is in use by another program, or gives no pictures; close the other program",
    Trouble.NO_ANSWER: "nothing answers there with pictures; check that it is on, its address, name and password",
    Trouble.CLOSED: "it is not there, in use by another program, or not allowed in the system's privacy settings",
}


@dataclass(frozen=True, slots=True)
class FoundCamera:
    """A camera and what it really gives: fps as measured; with trouble, the reason why it gives nothing."""

    spec: str
    card: str
    width_px: int
    height_px: int
    fps: float
    trouble: str | None = None


def open_camera(
    text: str | None = None, settings: CameraSettings = CAMERA, limits: CameraLimits = LIMITS,
    *, may_be_missing: bool = False, command: Sequence[str] = CAMERA_PROCESS,
) -> Camera:  # fmt: skip
    """Open the camera named by number, device path or address; None is the first one found.

    Waits until it gives pictures and raises SourceError with one line where it does not. With
    may_be_missing it returns at once, and the camera counts as lost until it is there. command starts the
    camera's process.
    """
    spec = parse_camera(_first_camera() if text is None else text)
    if not may_be_missing:
        _expect(spec.name, find_trouble(spec))
    camera = _start(spec, settings, limits, command)
    if not may_be_missing:
        try:
            _wait_until_open(camera, limits.opening_s)
        except BaseException:
            camera.close()
            raise
    return camera


def expect_camera(text: str | None = None) -> None:
    """Raise SourceError with one line where it can be told without opening it that there is no such camera."""
    spec = parse_camera(_first_camera() if text is None else text)
    _expect(spec.name, find_trouble(spec))


def is_camera_there(text: str | None = None) -> bool:
    """Say whether the camera of that name, or any, is worth opening; an address is taken on trust."""
    if text is None:
        return bool(list_cameras(most=1) if _only_opening_tells() else find_devices())
    spec = parse_camera(text)
    if spec.number is not None:
        return _measure(Device(text, ""), 0.0).trouble is None
    return find_trouble(spec) is Trouble.NONE


def list_cameras(most: int = 4, measure_s: float = 1.5) -> list[FoundCamera]:
    """Open the cameras of this machine one after the other and measure the size and rate each really gives."""
    if not _only_opening_tells():
        return [_measure(device, measure_s) for device in find_devices()[:most]]
    found: list[FoundCamera] = []
    while len(found) < most:
        camera = _measure(Device(str(len(found)), ""), measure_s)
        if camera.trouble is not None:
            break
        found.append(camera)
    return found


def measure_camera(camera: Camera, measure_s: float) -> tuple[int, int, float]:
    """Return (width_px, height_px, frames a second) of an open camera, dropped frames counted too."""
    first = newest = None
    end_s = time.monotonic() + measure_s
    while newest is None or time.monotonic() < end_s:
        frame = camera.newest()
        if camera.fault is not None:
            raise SourceError(f"{camera.name}: lost while its rate was measured")
        first, newest = first or frame, frame or newest
        time.sleep(LOOK_EVERY_S)
    height_px, width_px = newest.rgb.shape[:2]
    if first is None or newest.index == first.index:
        return width_px, height_px, 0.0
    return width_px, height_px, (newest.index - first.index) / (newest.time_s - first.time_s)


def _start(
    spec: CameraSpec, settings: CameraSettings, limits: CameraLimits, command: Sequence[str]
) -> Camera:
    def start() -> ShareChild:
        return start_camera(spec, settings.width_px, settings.height_px, settings.fps, command)

    return Camera(spec.name, start, limits)


def _wait_until_open(camera: Camera, most_s: float) -> None:
    """Wait until a first picture is there; it is left for the caller."""
    end_s = time.monotonic() + most_s
    while not camera.has_picture():
        _expect(camera.name, camera.trouble)
        if camera.fault is not None or time.monotonic() > end_s:
            raise SourceError(f"{camera.name}: {TROUBLES[Trouble.NONE]}")
        time.sleep(LOOK_EVERY_S)


def _expect(name: str, trouble: Trouble) -> None:
    if trouble is not Trouble.NONE:
        raise SourceError(f"{name}: {TROUBLES[trouble]}")


def _measure(device: Device, measure_s: float) -> FoundCamera:
    try:
        camera = open_camera(device.spec)
    except SourceError as error:
        return FoundCamera(device.spec, device.card, 0, 0, 0.0, str(error))
    try:
        return FoundCamera(device.spec, device.card, *measure_camera(camera, measure_s))
    except SourceError as error:
        return FoundCamera(device.spec, device.card, 0, 0, 0.0, str(error))
    finally:
        camera.close()


def _first_camera() -> str:
    devices = find_devices()
    if not devices and not _only_opening_tells():
        raise SourceError("no camera was found; plug one in, name one with --camera, or run `mirrorcam demo`")
    return devices[0].spec if devices else "0"


def _only_opening_tells() -> bool:
    return not sys.platform.startswith("linux")
