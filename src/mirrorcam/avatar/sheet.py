"""The avatar sheet: every channel, gesture, turn and look of an avatar on one labelled picture."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import skia

from mirrorcam.avatar.errors import AvatarError
from mirrorcam.avatar.font import find_font
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar, picture_of
from mirrorcam.avatar.poses import GESTURE_CHANNELS, parse_values, pose_of
from mirrorcam.core.channels import CHANNELS
from mirrorcam.core.types import AvatarPose, Gesture

PAPER = 0xFFF6F1EA
INK = 0xFF3B3430
FAINT = 0xFFA79C92
LABEL_PX = 22
HEADING_PX = 44
COMBINATIONS: Mapping[str, Mapping[str, float]] = {
    "smile + open": {"mouthSmileLeft": 1, "mouthSmileRight": 1, "jawOpen": 1},
    "smile + half open": {"mouthSmileLeft": 0.8, "mouthSmileRight": 0.8, "jawOpen": 0.45},
    "pucker + open": {"mouthPucker": 1, "jawOpen": 0.6},
    "funnel + open": {"mouthFunnel": 1, "jawOpen": 0.6},
    "tongue + open": {"tongueOut": 1, "jawOpen": 0.7},
    "tongue + smile": {"tongueOut": 1, "jawOpen": 0.3, "mouthSmileLeft": 0.8, "mouthSmileRight": 0.8},
    "frown + open": {"browDownLeft": 1, "browDownRight": 1, "mouthFrownLeft": 1, "mouthFrownRight": 1, "jawOpen": 0.6},
    "surprise": {"browInnerUp": 1, "browOuterUpLeft": 1, "browOuterUpRight": 1, "jawOpen": 0.7, "eyeWideLeft": 1,
                 "eyeWideRight": 1},
    "worry": {"browInnerUp": 1, "mouthFrownLeft": 0.6, "mouthFrownRight": 0.6},
    "asleep": {"eyeBlinkLeft": 1, "eyeBlinkRight": 1, "jawOpen": 0.12},
    "squeeze": {"eyeBlinkLeft": 1, "eyeBlinkRight": 1, "eyeSquintLeft": 1, "eyeSquintRight": 1, "noseSneerLeft": 1,
                "noseSneerRight": 1},
    "puff + pucker": {"cheekPuff": 1, "mouthPucker": 0.5},
}  # fmt: skip
TURNS: Mapping[str, Mapping[str, float]] = {
    **{f"yaw {v:+d}": {"yaw": v} for v in (-25, -12, 12, 25)},
    **{f"pitch {v:+d}": {"pitch": v} for v in (-20, -10, 10, 20)},
    **{f"roll {v:+d}": {"roll": v} for v in (-30, -15, 15, 30)},
    "yaw +25 smile open": {"yaw": 25, "mouthSmileLeft": 1, "mouthSmileRight": 1, "jawOpen": 0.7},
    "yaw -20 pitch +15": {"yaw": -20, "pitch": 15},
    "yaw +20 pitch -15 roll +15": {"yaw": 20, "pitch": -15, "roll": 15},
    "yaw -25 eyes closed": {"yaw": -25, "eyeBlinkLeft": 1, "eyeBlinkRight": 1},
}
LOOKS: Mapping[str, Mapping[str, float]] = {
    f"look {name}": {"look_left": x, "look_up": y}
    for name, x, y in (
        ("left", 1, 0), ("left up", 0.7, 0.7), ("up", 0, 1), ("right up", -0.7, 0.7),
        ("right", -1, 0), ("right down", -0.7, -0.7), ("down", 0, -1), ("left down", 0.7, -0.7),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One little picture of the sheet."""

    label: str
    pose: AvatarPose
    faint: bool = False


def channel_cells(avatar: Avatar) -> list[Cell]:
    """Return every channel at 0, 0.5 and 1; those the avatar cannot show are marked."""
    cells: list[Cell] = []
    for channel in CHANNELS:
        dead = channel in avatar.rig.cannot
        for value in (0.0, 0.5, 1.0):
            label = f"{channel} {value:g}" + (" (cannot)" if dead else "")
            cells.append(Cell(label, pose_of({channel: value}), dead))
    return cells


def sheet_sections(avatar: Avatar) -> dict[str, list[Cell]]:
    """Return the cells of a whole sheet under their headings."""

    def cells(poses: Mapping[str, Mapping[str, float]]) -> list[Cell]:
        return [Cell(name, pose_of(values)) for name, values in poses.items()]

    gestures = {gesture.value.replace("_", " "): GESTURE_CHANNELS[gesture] for gesture in Gesture}
    return {
        "The eight gestures": [Cell("rest", pose_of({})), *cells(gestures)],
        "Combinations": cells(COMBINATIONS),
        "Head turns (degrees, the avatar's own left and up are positive)": cells(TURNS),
        "Gaze": cells(LOOKS),
        "Every channel at 0, 0.5 and 1": channel_cells(avatar),
    }


def draw_sheet(avatar: Avatar, *, cell_px: int = 240, columns: int = 9, mirrored: bool = False) -> skia.Image:
    """Return the whole sheet as a picture."""
    sections = sheet_sections(avatar)
    row_px = cell_px + LABEL_PX + 6
    rows = sum(-(-len(cells) // columns) for cells in sections.values())
    surface = skia.Surface(columns * cell_px, HEADING_PX + len(sections) * HEADING_PX + rows * row_px)
    canvas = surface.getCanvas()
    canvas.clear(PAPER)
    heading, small = skia.Font(find_font(), 24), skia.Font(find_font(), 12)
    ink, faint = skia.Paint(Color=INK, AntiAlias=True), skia.Paint(Color=FAINT, AntiAlias=True)
    canvas.drawString(f"{avatar.rig.title} ({avatar.rig.name}), {avatar.rig.licence}", 12, 32, heading, ink)
    y = HEADING_PX
    for title, cells in sections.items():
        canvas.drawString(title, 12, y + 32, heading, ink)
        y += HEADING_PX
        for start in range(0, len(cells), columns):
            for column, cell in enumerate(cells[start : start + columns]):
                x = column * cell_px
                canvas.save()
                bounds = skia.Rect.MakeXYWH(x + 3, y, cell_px - 6, cell_px)
                canvas.clipRect(bounds)
                paint_avatar(canvas, avatar, cell.pose, bounds, mirrored=mirrored)
                canvas.restore()
                canvas.drawString(cell.label, x + 8, y + cell_px + 16, small, faint if cell.faint else ink)
            y += row_px
    return surface.makeImageSnapshot()


def write_png(image: skia.Image, out: Path) -> None:
    """Write a picture, or leave nothing under that name."""
    part = out.with_name(out.name + ".part")
    part.write_bytes(bytes(image.encodeToData()))
    part.replace(out)


def main(arguments: list[str] | None = None) -> int:
    """Draw a sheet, or one pose, from the command line."""
    parser = argparse.ArgumentParser(prog="python -m mirrorcam.avatar.sheet", description=__doc__)
    parser.add_argument("avatar", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pose", choices=["rest", *(g.value for g in Gesture)])
    parser.add_argument("--set", dest="values", help="for example mouthSmileLeft=1,jawOpen=0.5,yaw=20")
    parser.add_argument("--palette")
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--mirrored", action="store_true")
    chosen = parser.parse_args(arguments)
    try:
        avatar = load_avatar(chosen.avatar, chosen.palette)
        values = {} if chosen.pose in (None, "rest") else dict(GESTURE_CHANNELS[Gesture(chosen.pose)])
        values.update(parse_values(chosen.values or ""))
    except (AvatarError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.pose or chosen.values:
        pixels = picture_of(avatar, pose_of(values), chosen.size, mirrored=chosen.mirrored, background=PAPER)
        image = skia.Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA), skia.kRGBA_8888_ColorType)
    else:
        image = draw_sheet(avatar, mirrored=chosen.mirrored)
    write_png(image, chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
