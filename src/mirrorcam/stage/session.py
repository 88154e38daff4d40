"""The stage of the experiment: the infant, and beside it what the model is to do now."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import skia

from mirrorcam.avatar.canvas import surface_over
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.core.imitation.design import SHOWN, Condition, Design, Moment, moment_at
from mirrorcam.core.types import Gesture, PixelArray
from mirrorcam.stage import look
from mirrorcam.stage.mirror import Backdrop
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import Setting
from mirrorcam.stage.scene import Scene, StageOptions
from mirrorcam.stage.text import Texts
from mirrorcam.stage.words import paint_caption, paint_note

BABY_WIDTH = 0.5
# Shares of the stage's height.
ICON_RADIUS, RING, WORDS, COUNT = 0.17, 0.018, 0.052, 0.036
BAR = 0.018


class SessionStage:
    """Paints the infant and the model's cue; began_s says when the session began, None before it."""

    def __init__(
        self, avatar: Avatar, texts: Texts, design: Design, order: tuple[Condition, ...],
        began_s: Callable[[], float | None],
    ) -> None:  # fmt: skip
        self.avatar, self._texts, self._design, self._order = avatar, texts, design, order
        self._began_s = began_s
        self._backdrop = Backdrop()

    def paint(
        self,
        pixels: PixelArray,
        scene: Scene,
        options: StageOptions,
        *,
        again: bool = False,  # noqa: ARG002
    ) -> None:
        """Paint a scene into pixels u8[H,W,4] (BGRA), all of which it fills anew each time."""
        height, width = pixels.shape[:2]
        unit, gap = min(float(height), width * 9 / 16), look.GAP * height
        side = min(BABY_WIDTH * width, look.BABY_SIDE * height)
        baby = skia.Rect.MakeXYWH((BABY_WIDTH * width - side) / 2, height - side, side, side)
        canvas = self._backdrop.fill(pixels, baby)
        paint_avatar(canvas, self.avatar, scene.pose, baby, mirrored=options.mirrored)
        panel = skia.Rect.MakeLTRB(BABY_WIDTH * width + gap, gap, width - gap, 0.945 * height)
        setting = Setting(self._texts, unit)
        into_s = self._into_s(scene.time_s)
        moment = moment_at(self._design, self._order, into_s) if into_s is not None else None
        title = self._texts["session.title"]
        if moment is not None:
            title = self._texts["session.part"].format(number=moment.block + 1, count=len(self._order))
        ink.paint_ground(canvas, panel, title, setting)
        room = ink.room_of(panel, setting)
        if moment is None:
            self._paint_waiting(canvas, room, into_s, unit)
        else:
            self._paint_cue(canvas, room, moment, unit)
        paint_caption(canvas, self._texts, panel.left(), height)
        if scene.note is not None:
            paint_note(canvas, scene.note, baby.centerX(), self._texts, unit, BABY_WIDTH * width - 2 * gap)

    def _into_s(self, time_s: float) -> float | None:
        """Return how far the session is, below 0 before it begins; None while nobody is there to begin with."""
        began_s = self._began_s()
        return None if began_s is None else time_s - began_s

    def _paint_waiting(self, canvas: skia.Canvas, room: skia.Rect, into_s: float | None, unit: float) -> None:
        """Say what is to come, or that it is over; count down once somebody is there."""
        texts = self._texts
        is_over = into_s is not None and into_s >= 0
        words = texts["session.over" if is_over else "session.ready"]
        ink.write_lines(canvas, words, room, texts.font(unit * COUNT), look.INK, spacing=1.35)
        if into_s is not None and not is_over:
            font = texts.font(unit * 0.16, bold=True)
            y = room.centerY() + unit * 0.12
            ink.write_centred(canvas, str(math.ceil(-into_s)), room.centerX(), y, font, look.INK)

    def _paint_cue(self, canvas: skia.Canvas, room: skia.Rect, moment: Moment, unit: float) -> None:
        gesture, left_s = cue_at(self._design, moment)
        radius, x = unit * ICON_RADIUS, room.centerX()
        y = room.top() + radius * 1.35
        shown = gesture if gesture is not None and moment.shows is not None else None
        if shown is not None:
            canvas.drawCircle(x, y, radius + unit * RING, ink.fill(ink.GLOW))
        paint_icon(canvas, shown, x, y, radius)
        words = self._texts[f"session.{gesture or 'still'}"]
        top = y + radius + unit * 0.03
        foot = skia.Rect.MakeLTRB(room.left(), top, room.right(), room.bottom())
        ink.write_lines(
            canvas, words, foot, self._texts.font(unit * WORDS, bold=True), look.INK, spacing=1.25
        )
        high = unit * BAR
        bar = skia.Rect.MakeLTRB(room.left(), room.bottom() - high, room.right(), room.bottom())
        canvas.drawRect(bar, ink.fill(ink.FAINT_LINE))
        share = left_s / stretch_s(self._design, moment)
        canvas.drawRect(
            skia.Rect.MakeLTRB(bar.left(), bar.top(), bar.left() + bar.width() * share, bar.bottom()),
            ink.fill(ink.DONE),
        )
        seconds = self._texts["session.left"].format(seconds=math.ceil(left_s))
        canvas.drawString(
            seconds,
            bar.left(),
            bar.top() - unit * 0.014,
            self._texts.font(unit * COUNT),
            ink.fill(look.FAINT_INK),
        )


def cue_at(design: Design, moment: Moment) -> tuple[Gesture | None, float]:
    """Return the gesture of the present stretch, None for the still face, and how many seconds it lasts on."""
    gesture = SHOWN[moment.condition]
    if gesture is None:
        return None, design.condition_s - moment.into_s
    into_s = moment.into_s % design.cycle_s
    if into_s < design.gesture_s:
        return gesture, design.gesture_s - into_s
    return None, design.cycle_s - into_s


def stretch_s(design: Design, moment: Moment) -> float:
    """Return how long the present stretch lasts altogether."""
    if SHOWN[moment.condition] is None:
        return design.condition_s
    return design.gesture_s if moment.into_s % design.cycle_s < design.gesture_s else design.passive_s


def result_pixels(picture: skia.Image, size_px: tuple[int, int]) -> PixelArray:
    """Return the picture of a result as u8[H,W,4] (BGRA), scaled to a window's size."""
    width, height = size_px
    pixels = np.zeros((height, width, 4), np.uint8)
    canvas = surface_over(pixels).getCanvas()
    canvas.clear(look.WALL_LIGHT)
    scale = min(width / picture.width(), height / picture.height())
    wide, high = picture.width() * scale, picture.height() * scale
    place = skia.Rect.MakeXYWH((width - wide) / 2, (height - high) / 2, wide, high)
    canvas.drawImageRect(picture, place, skia.SamplingOptions(skia.FilterMode.kLinear))
    return pixels
