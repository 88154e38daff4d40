"""The stage with panels: the baby, and beside it what goes on inside the model that moves it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.core.imitation.acts import ACTS
from mirrorcam.core.imitation.history import History
from mirrorcam.core.types import FloatArray, PixelArray
from mirrorcam.stage import look
from mirrorcam.stage.mirror import Backdrop, paint_caption, paint_help, paint_note, paint_visitor
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.arrange import (
    ARRANGEMENTS,
    Arrangement,
    card_arrangement,
    paint_heading,
    paint_live,
    paint_still,
    story_arrangement,
)
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import ACTS_OF, PanelView, Setting
from mirrorcam.stage.scene import Scene, StageOptions
from mirrorcam.stage.text import Texts

# Shares of the stage's width and height.
BABY_WIDTH, HEADING_HEIGHT, PANELS_END = 0.43, 0.19, 0.945
# With the visitor above it the baby is a little smaller, so that both faces are seen from afar.
VISITOR_SIDE, BABY_SIDE_BELOW = 0.34, 0.66
# The round signs of what is seen and what is done, beside visitor and baby.
SIGN_RADIUS = 0.062
# Landmarks are shown smaller where the visitor's picture is not: the baby is larger then.
LANDMARKS_SHARE = 0.65
INSIDE_KEYS = (
    "fullscreen", "leave", "freeze", "landmarks", "mirroring", "panels", "card", "leaf", "help",
)  # fmt: skip
# An act this strong is shown by a sign.
PLAIN = 0.3


class InsideStage:
    """Paints scenes with the panels of one imitator; `with_visitor` adds a small picture of the visitor.

    What does not move is painted once and then copied with the wall: copying costs least.
    """

    def __init__(self, avatar: Avatar, texts: Texts, imitator: str, *, with_visitor: bool) -> None:
        self.avatar, self._texts, self._imitator, self._with_visitor = avatar, texts, imitator, with_visitor
        self._still: PixelArray = np.zeros((0, 0, 4), np.uint8)
        self._still_of: tuple[object, ...] = ()

    def paint(self, pixels: PixelArray, scene: Scene, options: StageOptions) -> None:
        """Paint a scene into pixels u8[H,W,4] (RGBA), which it fills."""
        height, width = pixels.shape[:2]
        unit = float(height)
        canvas = self.paint_wall(pixels, scene, options)
        baby = self._baby_room(width, height)
        paint_avatar(canvas, self.avatar, scene.pose, baby, mirrored=options.mirrored)
        if self._with_visitor:
            paint_visitor(canvas, pixels, scene, self._visitor_room(unit), options)
        elif options.landmarks:
            room = self._visitor_room(unit * LANDMARKS_SHARE)
            paint_visitor(canvas, pixels, replace(scene, visitor_rgb=None), room, options)
        self.paint_panels(canvas, scene, options, width, height)
        if scene.note is not None:
            paint_note(canvas, scene.note, baby.centerX(), self._texts, unit)
        if options.help:
            paint_help(canvas, self._texts, width, height, INSIDE_KEYS)

    def paint_wall(self, pixels: PixelArray, scene: Scene, options: StageOptions) -> skia.Canvas:
        """Fill pixels u8[H,W,4] with the wall and all that does not move; return a canvas over them."""
        wanted = (pixels.shape, scene.story, options.panels, options.card)
        if self._still_of != wanted:
            self._still = np.zeros_like(pixels)
            self._paint_still(self._still, scene, options)
            self._still_of = wanted
        np.copyto(pixels, self._still)
        return skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType).getCanvas()

    def paint_panels(
        self, canvas: skia.Canvas, scene: Scene, options: StageOptions, width: int, height: int
    ) -> None:
        """Paint what moves in the panels, and the signs of what is seen and done."""
        if scene.response is None:
            return
        setting = self._setting(float(height))
        view = PanelView(
            scene.response,
            scene.history or History(),
            scene.time_s,
            scene.faces[0] if scene.faces else None,
            scene.aspect,
            options.mirrored,
        )
        bounds = self._panel_room(width, height, has_heading=scene.story is not None)
        paint_live(canvas, bounds, self._arrangement(scene, options), setting, view)
        self._paint_signs(canvas, view, width, height)

    def _paint_still(self, pixels: PixelArray, scene: Scene, options: StageOptions) -> None:
        height, width = pixels.shape[:2]
        setting = self._setting(float(height))
        canvas = Backdrop().fill(pixels, self._baby_room(width, height))
        bounds = self._panel_room(width, height, has_heading=scene.story is not None)
        if scene.story is not None:
            heading = skia.Rect.MakeLTRB(bounds.left(), look.GAP * height, bounds.right(), bounds.top())
            title, words = (self._texts[f"story.{scene.story}_{part}"] for part in ("title", "words"))
            paint_heading(canvas, heading, title, words, setting)
        paint_still(canvas, bounds, self._arrangement(scene, options), setting)
        paint_caption(canvas, self._texts, bounds.left(), height)

    def _arrangement(self, scene: Scene, options: StageOptions) -> Arrangement:
        if options.card is not None:
            return card_arrangement(options.card)
        choices = ARRANGEMENTS[self._imitator]
        if scene.story is not None and options.panels == 0:
            return story_arrangement(self._imitator, scene.story)
        return choices[options.panels % len(choices)]

    def _setting(self, unit_px: float) -> Setting:
        return Setting(self._texts, unit_px, ACTS_OF[self._imitator])

    def _baby_room(self, width: int, height: int) -> skia.Rect:
        room = BABY_WIDTH * width
        side = min(room, (BABY_SIDE_BELOW if self._with_visitor else look.BABY_SIDE) * height)
        return skia.Rect.MakeXYWH((room - side) / 2, height - side, side, side)

    def _visitor_room(self, unit: float) -> skia.Rect:
        return skia.Rect.MakeXYWH(unit * look.GAP, unit * look.GAP, VISITOR_SIDE * unit, VISITOR_SIDE * unit)

    def _panel_room(self, width: int, height: int, *, has_heading: bool) -> skia.Rect:
        gap = look.GAP * height
        top = HEADING_HEIGHT * height if has_heading else gap
        return skia.Rect.MakeLTRB(BABY_WIDTH * width + gap, top, width - gap, PANELS_END * height)

    def _paint_signs(self, canvas: skia.Canvas, view: PanelView, width: int, height: int) -> None:
        """Show the act that is seen beside the visitor and the one that is done beside the baby, in their colours."""
        insight = view.response.insight
        if insight is None or not self._with_visitor:
            return
        unit = float(height)
        visitor, baby = self._visitor_room(unit), self._baby_room(width, height)
        radius = SIGN_RADIUS * unit
        places = self._setting(unit).places
        seen_at = (visitor.right() + radius * 1.3, visitor.bottom() - radius * 1.2)
        done_at = (min(baby.right(), BABY_WIDTH * width - radius * 1.2), baby.top() + radius * 1.2)
        for levels, (x, y), colour in ((insight.sight, seen_at, ink.SEEN), (insight.done, done_at, ink.DONE)):
            strongest = places[int(np.argmax(levels[places]))]
            if levels[strongest] > PLAIN:
                _paint_sign(canvas, levels, strongest, (x, y), radius, colour)


def _paint_sign(
    canvas: skia.Canvas, levels: FloatArray, act: int, at: tuple[float, float], radius: float, colour: int
) -> None:
    grown = radius * (0.7 + 0.3 * min(1.0, float(levels[act]) / 0.6))
    # Sizes go by steps, so that each face is drawn once and then copied.
    grown = round(grown / 4) * 4
    paint_icon(canvas, ACTS[act], *at, grown, colour)
