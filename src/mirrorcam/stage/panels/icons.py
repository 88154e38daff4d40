"""A small drawn face for each act, so that rows are read without words and from afar."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import skia

from mirrorcam.core.types import Gesture
from mirrorcam.stage import look
from mirrorcam.stage.panels.ink import fill, line

SKIN = 0xFFFBE3CF
RIM = 0x55_8A776B
# A picture reaches this far past the rim, which is drawn half outside.
EDGE = 1.08
TONGUE = 0xFFD9657A
MOUTH = 0xFF6B2E33
RED_LIP = 0xFFC66A62


@cache
def outline(svg: str) -> skia.Path:
    """Return a path from M, L, Q, C and Z with absolute coordinates, which is all that panels need."""
    path, words = skia.Path(), svg.replace(",", " ").split()
    needed = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
    draw = {"M": path.moveTo, "L": path.lineTo, "Q": path.quadTo, "C": path.cubicTo, "Z": path.close}
    at = 0
    while at < len(words):
        command = words[at]
        numbers = [float(word) for word in words[at + 1 : at + 1 + needed[command]]]
        draw[command](*numbers)
        at += 1 + needed[command]
    return path


SMILE = "M -0.48 0.22 Q 0 0.82 0.48 0.22"
FROWNING_MOUTH = "M -0.34 0.58 Q 0 0.3 0.34 0.58"
PLAIN_MOUTH = "M -0.26 0.45 L 0.26 0.45"
TONGUE_OUT = "M -0.2 0.42 L -0.2 0.72 C -0.2 1.02 0.2 1.02 0.2 0.72 L 0.2 0.42 Z"
BROWS = {
    "rest": "M -0.58 -0.36 Q -0.38 -0.46 -0.18 -0.38 M 0.18 -0.38 Q 0.38 -0.46 0.58 -0.36",
    "up": "M -0.62 -0.56 Q -0.38 -0.82 -0.14 -0.6 M 0.14 -0.6 Q 0.38 -0.82 0.62 -0.56",
    "down": "M -0.62 -0.5 L -0.12 -0.22 M 0.62 -0.5 L 0.12 -0.22",
}
BROWS_OF: Mapping[Gesture | None, str] = {Gesture.BROWS_UP: "up", Gesture.FROWN: "down"}
# Which eyes are closed: -1 and 1 are the sides of the picture.
CLOSED_IN: Mapping[Gesture | None, tuple[int, ...]] = {Gesture.EYES_CLOSED: (-1, 1), Gesture.WINK: (1,)}
CLOSED_EYE = {
    -1: "M -0.54 -0.08 Q -0.36 0.08 -0.18 -0.08",
    1: "M 0.54 -0.08 Q 0.36 0.08 0.18 -0.08",
}


def paint_icon(
    canvas: skia.Canvas, act: Gesture | None, x: float, y: float, radius: float, ring: int = 0
) -> None:
    """Paint the face of an act around (x, y), a face at rest for None; ring is its rim's colour, none at 0."""
    # Whole pixels, so that the picture is copied and not resampled.
    side_px = max(8, round(radius * EDGE * 2))
    canvas.drawImage(_picture(act, side_px), round(x - side_px / 2), round(y - side_px / 2))
    if ring:
        canvas.drawCircle(x, y, radius, line(ring, radius * 0.13))


@cache
def _picture(act: Gesture | None, side_px: int) -> skia.Image:
    """Return an act's face on a transparent square; drawn once a size, as many are shown at once."""
    surface = skia.Surface(side_px, side_px)
    canvas = surface.getCanvas()
    canvas.translate(side_px / 2, side_px / 2)
    canvas.scale(side_px / 2 / EDGE, side_px / 2 / EDGE)
    canvas.drawCircle(0, 0, 1, fill(SKIN))
    canvas.drawCircle(0, 0, 1, line(RIM, 0.07))
    stroke = line(look.INK, 0.11)
    _paint_eyes(canvas, act, stroke)
    brows = BROWS_OF.get(act, "rest")
    canvas.drawPath(outline(BROWS[brows]), line(look.INK, 0.12 if brows != "rest" else 0.08))
    _paint_mouth(canvas, act, stroke)
    return surface.makeImageSnapshot()


def _paint_eyes(canvas: skia.Canvas, act: Gesture | None, stroke: skia.Paint) -> None:
    closed = CLOSED_IN.get(act, ())
    for side in (-1, 1):
        if side in closed:
            canvas.drawPath(outline(CLOSED_EYE[side]), stroke)
        else:
            canvas.drawCircle(0.36 * side, -0.08, 0.12, fill(look.INK))


def _paint_mouth(canvas: skia.Canvas, act: Gesture | None, stroke: skia.Paint) -> None:
    if act is Gesture.MOUTH_OPEN:
        canvas.drawOval(skia.Rect.MakeLTRB(-0.27, 0.2, 0.27, 0.82), fill(MOUTH))
    elif act is Gesture.TONGUE_OUT:
        canvas.drawOval(skia.Rect.MakeLTRB(-0.32, 0.24, 0.32, 0.62), fill(MOUTH))
        canvas.drawPath(outline(TONGUE_OUT), fill(TONGUE))
    elif act is Gesture.PUCKER:
        canvas.drawOval(skia.Rect.MakeLTRB(-0.17, 0.29, 0.17, 0.63), line(RED_LIP, 0.16))
    elif act in (Gesture.SMILE, Gesture.WINK):
        canvas.drawPath(outline(SMILE), line(look.INK, 0.13))
    elif act is Gesture.FROWN:
        canvas.drawPath(outline(FROWNING_MOUTH), stroke)
    else:
        canvas.drawPath(outline(PLAIN_MOUTH), stroke)
