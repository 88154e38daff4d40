"""The stage with panels: the baby, and beside it what goes on inside the model that moves it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from mirrorcam.avatar.canvas import surface_over
from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.core.imitation.acts import ACTS
from mirrorcam.core.imitation.history import History
from mirrorcam.core.types import PixelArray
from mirrorcam.stage import look
from mirrorcam.stage.mirror import Backdrop, paint_visitor
from mirrorcam.stage.panels import ink
from mirrorcam.stage.panels.arrange import (
    ARRANGEMENTS,
    Arrangement,
    card_arrangement,
    paint_heading,
    paint_live,
    paint_still,
    story_arrangement,
    story_heading,
)
from mirrorcam.stage.panels.icons import paint_icon
from mirrorcam.stage.panels.view import ACTS_OF, PanelView, Setting
from mirrorcam.stage.picture import ShownPicture
from mirrorcam.stage.rooms import Rooms, lay_out
from mirrorcam.stage.scene import Scene, StageOptions
from mirrorcam.stage.text import Texts
from mirrorcam.stage.words import paint_help, paint_note

# The round signs of what is seen and what is done, beside visitor and baby: a share of the unit.
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
        self._shown = ShownPicture()

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
        canvas, rooms = self.paint_wall(pixels, scene, options), self._rooms(pixels, scene)
        paint_avatar(canvas, self.avatar, scene.pose, rooms.baby, mirrored=options.mirrored)
        if self._with_visitor and scene.visitor_rgb is not None:
            paint_visitor(canvas, pixels, scene, rooms.visitor, options, self._shown)
        elif options.landmarks:
            side = rooms.visitor.width() * LANDMARKS_SHARE
            room = skia.Rect.MakeXYWH(rooms.visitor.left(), rooms.visitor.top(), side, side)
            paint_visitor(canvas, pixels, replace(scene, visitor_rgb=None), room, options, self._shown)
        self.paint_panels(canvas, pixels, scene, options)
        if scene.note is not None:
            centre_x = rooms.baby.centerX()
            wide_px = 2 * min(centre_x, width - centre_x) - 2 * look.GAP * rooms.unit_px
            paint_note(canvas, scene.note, centre_x, self._texts, rooms.unit_px, wide_px)
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
        return surface_over(pixels).getCanvas()

    def paint_panels(
        self, canvas: skia.Canvas, pixels: PixelArray, scene: Scene, options: StageOptions
    ) -> None:
        """Paint what moves in the panels, and the signs of what is seen and done."""
        if scene.response is None:
            return
        rooms = self._rooms(pixels, scene)
        setting = self._setting(rooms)
        view = PanelView(
            scene.response,
            scene.history or History(),
            scene.time_s,
            scene.faces[0] if scene.faces else None,
            scene.aspect,
            options.mirrored,
        )
        paint_live(canvas, rooms.panels, self._arrangement(scene, options), setting, view)
        if self._with_visitor:
            _paint_signs(canvas, view, rooms, setting.places)

    def _paint_still(self, pixels: PixelArray, scene: Scene, options: StageOptions) -> None:
        rooms = self._rooms(pixels, scene)
        setting = self._setting(rooms)
        canvas = Backdrop().fill(pixels, rooms.baby)
        if scene.story is not None:
            title, words = (self._texts[key] for key in story_heading(self._imitator, scene.story))
            paint_heading(canvas, rooms.heading, title, words, setting)
        paint_still(canvas, rooms.panels, self._arrangement(scene, options), setting)
        caption = self._texts["mirror.caption"]
        font = ink.fitting(caption, self._texts, rooms.unit_px * look.CAPTION, rooms.caption_px)
        canvas.drawString(caption, *rooms.caption, font, ink.fill(look.FAINT_INK))

    def _rooms(self, pixels: PixelArray, scene: Scene) -> Rooms:
        height, width = pixels.shape[:2]
        return lay_out(width, height, has_heading=scene.story is not None, has_visitor=self._with_visitor)

    def _arrangement(self, scene: Scene, options: StageOptions) -> Arrangement:
        if options.card is not None:
            return card_arrangement(options.card)
        choices = ARRANGEMENTS[self._imitator]
        if scene.story is not None and options.panels == 0:
            return story_arrangement(self._imitator, scene.story)
        return choices[options.panels % len(choices)]

    def _setting(self, rooms: Rooms) -> Setting:
        return Setting(self._texts, rooms.unit_px, ACTS_OF[self._imitator])


def _paint_signs(canvas: skia.Canvas, view: PanelView, rooms: Rooms, places: list[int]) -> None:
    """Show the act that is seen beside the visitor and the one that is done beside the baby, in their colours."""
    insight = view.response.insight
    if insight is None:
        return
    radius, visitor, baby = SIGN_RADIUS * rooms.unit_px, rooms.visitor, rooms.baby
    seen_at = (visitor.right() + radius * 1.3, visitor.bottom() - radius * 1.2)
    done_at = (baby.right() - radius * 0.4, baby.top() + radius * 1.2)
    if rooms.panels.left() < baby.right():  # Upright: there is no room beside the baby.
        done_at = (baby.right() - radius * 1.4, baby.top() + radius * 1.4)
        seen_at = (visitor.centerX(), visitor.bottom() + radius * 1.3)
    for levels, at, colour in ((insight.sight, seen_at, ink.SEEN), (insight.done, done_at, ink.DONE)):
        strongest = places[int(np.argmax(levels[places]))]
        level = float(levels[strongest])
        if level > PLAIN:
            # Sizes go by steps, so that each face is drawn once and then copied.
            grown = round(radius * (0.7 + 0.3 * min(1.0, level / 0.6)) / 4) * 4
            paint_icon(canvas, ACTS[strongest], *at, grown, colour)
