"""Makes the pictures of docs/avatars.md: `python docs/figures/avatars.py`."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import skia
from bear import draw_bear

from mirrorcam.avatar.font import find_font
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.new import new_avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.avatar.paths import build_path
from mirrorcam.avatar.poses import GESTURE_CHANNELS, pose_of
from mirrorcam.avatar.sheet import write_png
from mirrorcam.avatar.turn import posed_points
from mirrorcam.core.types import Gesture

HERE = Path(__file__).resolve().parent
AVATARS = HERE.parent.parent / "assets" / "avatars"
PAPER, INK, ACCENT, FAINT = 0xFFF6F1EA, 0xFF3B3430, 0xFFC8482E, 0xFF9A8F86
CELL = 260
Values = Mapping[str, float]


def row(avatar: Avatar, poses: Mapping[str, Values], cell_px: int = CELL) -> skia.Image:
    """Return a row of poses with a label under each."""
    surface = skia.Surface(cell_px * len(poses), cell_px + 34)
    canvas = surface.getCanvas()
    canvas.clear(PAPER)
    font, ink = skia.Font(find_font(), 13), skia.Paint(Color=INK, AntiAlias=True)
    for index, (label, values) in enumerate(poses.items()):
        bounds = skia.Rect.MakeXYWH(index * cell_px, 0, cell_px, cell_px)
        canvas.save()
        canvas.clipRect(bounds)
        paint_avatar(canvas, avatar, pose_of(values), bounds, mirrored=False)
        canvas.restore()
        canvas.drawString(
            label, index * cell_px + (cell_px - font.measureText(label)) / 2, cell_px + 22, font, ink
        )
    return surface.makeImageSnapshot()


def parts_figure(avatar: Avatar) -> skia.Image:
    """Return the face with the name of each part beside it."""
    surface = skia.Surface(1000, 700)
    canvas = surface.getCanvas()
    canvas.clear(PAPER)
    bounds = skia.Rect.MakeXYWH(180, 20, 640, 640)
    paint_avatar(canvas, avatar, pose_of({"jawOpen": 0.5}), bounds, mirrored=False)
    points = posed_points(avatar, pose_of({"jawOpen": 0.5})).points * 0.64 + (180, 20)
    font, ink = skia.Font(find_font(), 15), skia.Paint(Color=INK, AntiAlias=True)
    line = skia.Paint(Color=ACCENT, AntiAlias=True, StrokeWidth=1.5, Style=skia.Paint.kStroke_Style)
    centres: dict[str, np.ndarray] = {}
    for span, shape in zip(avatar.spans, avatar.shapes, strict=True):
        centres.setdefault(shape.part, points[span].mean(0))
    for right in (False, True):
        own = [
            (p, c) for p, c in centres.items() if (c[0] > 505 or (c[0] > 495 and len(p) % 2 == 0)) == right
        ]
        own.sort(key=lambda item: float(item[1][1]))
        for index, (part, centre) in enumerate(own):
            y = 60 + index * 580 / max(len(own) - 1, 1)
            wide = font.measureText(part)
            x = 985 - wide if right else 15
            canvas.drawString(part, x, y + 5, font, ink)
            start = x - 6 if right else x + wide + 6
            canvas.drawLine(start, y, float(centre[0]), float(centre[1]), line)
            canvas.drawCircle(float(centre[0]), float(centre[1]), 3, skia.Paint(Color=ACCENT, AntiAlias=True))
    return surface.makeImageSnapshot()


def nodes_figure(avatar: Avatar, label: str, channels: Sequence[str]) -> skia.Image:
    """Return the nodes and handles of one path at rest and at each channel."""
    size, zoom = 320, 1.7
    surface = skia.Surface(size * (len(channels) + 1), size + 34)
    canvas = surface.getCanvas()
    canvas.clear(PAPER)
    place = next(i for i, shape in enumerate(avatar.shapes) if shape.label == label)
    font, ink = skia.Font(find_font(), 13), skia.Paint(Color=INK, AntiAlias=True)
    handle = skia.Paint(Color=FAINT, AntiAlias=True, StrokeWidth=1, Style=skia.Paint.kStroke_Style)
    outline = skia.Paint(Color=INK, AntiAlias=True, StrokeWidth=2.5, Style=skia.Paint.kStroke_Style)
    node = skia.Paint(Color=ACCENT, AntiAlias=True)
    for index, channel in enumerate(("", *channels)):
        pose = pose_of({channel: 1.0} if channel else {})
        points = posed_points(avatar, pose).points[avatar.spans[place]]
        middle = avatar.rest[avatar.spans[place]].mean(0)
        shown = (points - middle) * zoom + (index * size + size / 2, size / 2)
        canvas.drawPath(build_path(avatar.shapes[place].outline.commands, shown.astype(np.float32)), outline)
        at = 0
        for command in avatar.shapes[place].outline.commands:
            if command == "C":
                a, b, c, d = (tuple(map(float, p)) for p in shown[at - 1 : at + 3])
                canvas.drawLine(*a, *b, handle)
                canvas.drawLine(*d, *c, handle)
                canvas.drawRect(skia.Rect.MakeXYWH(d[0] - 4, d[1] - 4, 8, 8), node)
            at += {"M": 1, "L": 1, "C": 3, "Z": 0}[command]
        name = f"{label}@{channel}" if channel else label
        canvas.drawString(name, index * size + (size - font.measureText(name)) / 2, size + 20, font, ink)
    return surface.makeImageSnapshot()


def bear() -> Avatar:
    """Return the bear, made from the template by the page's steps."""
    with tempfile.TemporaryDirectory() as folder:
        made = new_avatar("bear", AVATARS / "template", Path(folder))
        draw_bear(made)
        return load_avatar(made)


def main() -> None:
    """Write every figure of the page."""
    template, baby, made = load_avatar(AVATARS / "template"), load_avatar(AVATARS / "baby"), bear()
    smile = {"mouthSmileLeft": 1.0, "mouthSmileRight": 1.0}
    out = HERE / "avatars"
    out.mkdir(exist_ok=True)
    both = {**smile, "jawOpen": 1.0}
    gestures = {"rest": {}} | {
        g.value: GESTURE_CHANNELS[g] for g in (Gesture.SMILE, Gesture.MOUTH_OPEN, Gesture.WINK)
    }
    turns = {f"yaw {v:+d}": {"yaw": v} for v in (-25, 0, 25)} | {"roll +25": {"roll": 25}}
    bear_poses = {
        "rest": {},
        "smile, open, yaw": {**smile, "jawOpen": 0.7, "yaw": 15},
        "sneer, frown": {"noseSneerLeft": 1, "noseSneerRight": 1, "browDownLeft": 1, "browDownRight": 1},
        "tongue, roll": {"tongueOut": 1, "jawOpen": 0.2, "browInnerUp": 1, "roll": -15},
    }
    figures = {
        "parts": parts_figure(template),
        "nodes": nodes_figure(template, "mouth.line", ("mouthSmileLeft", "jawOpen")),
        "blend": row(template, {f"{s:g} x mouthSmileLeft": {"mouthSmileLeft": s} for s in (0, 0.5, 1)}),
        "turns": row(baby, turns),
        "combination": row(
            baby, {"mouthSmile": smile, "jawOpen": {"jawOpen": 1}, "both: the combination": both}
        ),
        "template": row(template, gestures),
        "bear": row(made, bear_poses),
    }
    for name, image in figures.items():
        write_png(image, out / f"{name}.png")


if __name__ == "__main__":
    main()
