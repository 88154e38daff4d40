"""The demonstrator: a drawn adult who acts out a script, filmed like a visitor. Her true expression is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import skia

from mirrorcam.avatar.canvas import rgb_of, surface_over
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.core.types import AvatarPose, Frame, PixelArray
from mirrorcam.sources.acting import Script, Truth, pose_at, truth_at
from mirrorcam.sources.script import load_script

SCRIPT_BESIDE_AVATARS = Path("config") / "demonstrator.toml"
# The wall behind her is lighter above and darker below, as rooms are.
WALL_LIGHT, WALL_DARK = 1.06, 0.86


class Demonstrator:
    """A recording that is painted as it is read: one loop of the script, the same pictures every time."""

    def __init__(self, avatar: Avatar, script: Script) -> None:
        self.name = f"the demonstrator ({script.name})"
        self.script = script
        self.fps = script.fps
        self.frame_count: int | None = round(script.loop_s * script.fps)
        self._avatar = avatar
        self._wall = _wall(script)

    def frames(self) -> Iterator[Frame]:
        """Yield one loop's frames, times rising from 0 by 1/fps."""
        for index in range(self.frame_count or 0):
            time_s = index / self.fps
            yield Frame(index, time_s, self.picture(pose_at(self.script, time_s)))

    def truth_at(self, time_s: float) -> Truth:
        """Return the pose painted at a time and the gestures held then."""
        return truth_at(self.script, time_s)

    def picture(self, pose: AvatarPose) -> PixelArray:
        """Return the picture u8[H,W,3] of a pose, never mirrored."""
        pixels = self._wall.copy()
        height, width = pixels.shape[:2]
        side = height * self.script.zoom
        canvas = surface_over(pixels).getCanvas()
        bounds = skia.Rect.MakeXYWH((width - side) / 2, height - side, side, side)
        paint_avatar(canvas, self._avatar, pose, bounds, mirrored=False)
        return rgb_of(pixels)

    def close(self) -> None:
        """Free nothing: there is nothing open."""


def _wall(script: Script) -> PixelArray:
    colour = np.array([(script.background >> shift) & 0xFF for shift in (0, 8, 16)], np.float32)
    shade = np.linspace(WALL_LIGHT, WALL_DARK, script.height_px, dtype=np.float32)[:, None, None]
    pixels = np.full((script.height_px, script.width_px, 4), 255, np.uint8)
    pixels[..., :3] = np.clip(colour * shade, 0, 255).astype(np.uint8)
    return pixels


def open_demonstrator(avatar: Path, script: Path | None = None) -> Demonstrator:
    """Return the demonstrator of an avatar's folder; without a script, the one in config beside the avatars' folder.

    Raises AvatarError or SourceError with one clear line.
    """
    chosen = script if script is not None else avatar.parent.parent / SCRIPT_BESIDE_AVATARS
    read = load_script(chosen)
    return Demonstrator(load_avatar(avatar, read.palette), read)
