"""The stage with panels: the baby, and beside it what goes on inside the model that moves it."""

from __future__ import annotations

import skia

from mirrorcam.avatar.model import Avatar
from mirrorcam.avatar.paint import paint_avatar
from mirrorcam.core.imitation.history import History
from mirrorcam.core.types import PixelArray
from mirrorcam.stage import look
from mirrorcam.stage.mirror import Backdrop, paint_caption, paint_help, paint_note, paint_visitor
from mirrorcam.stage.panels.arrange import ARRANGEMENTS, paint_arrangement, paint_heading
from mirrorcam.stage.panels.view import ACTS_OF, PanelView
from mirrorcam.stage.scene import Scene, StageOptions
from mirrorcam.stage.text import Texts

# Shares of the stage's width and height.
BABY_WIDTH, HEADING_HEIGHT, VISITOR_SIDE, PANELS_END = 0.43, 0.19, 0.27, 0.945


class InsideStage:
    """Paints scenes with the panels of one imitator; `with_visitor` adds a small picture of the visitor."""

    def __init__(self, avatar: Avatar, texts: Texts, imitator: str, *, with_visitor: bool) -> None:
        self.avatar, self._texts, self._imitator, self._with_visitor = avatar, texts, imitator, with_visitor
        self._backdrop = Backdrop()
        self._rows = ARRANGEMENTS[imitator][0]

    def paint(self, pixels: PixelArray, scene: Scene, options: StageOptions) -> None:
        """Paint a scene into pixels u8[H,W,4] (RGBA), which it fills."""
        height, width = pixels.shape[:2]
        unit, gap = float(height), look.GAP * height
        baby = self._baby_room(width, height)
        canvas = self._backdrop.fill(pixels, baby)
        paint_avatar(canvas, self.avatar, scene.pose, baby, mirrored=options.mirrored)
        if self._with_visitor:
            side = VISITOR_SIDE * unit
            paint_visitor(canvas, pixels, scene, skia.Rect.MakeXYWH(gap, gap, side, side), options)
        left = BABY_WIDTH * width + gap
        top = gap
        if scene.story is not None:
            heading = skia.Rect.MakeLTRB(left, top, width - gap, HEADING_HEIGHT * unit)
            title, words = (self._texts[f"story.{scene.story}_{part}"] for part in ("title", "words"))
            paint_heading(canvas, heading, title, words, unit)
            top = heading.bottom()
        panels = skia.Rect.MakeLTRB(left, top, width - gap, PANELS_END * unit)
        view = self._view(scene, options, unit)
        if view is not None:
            paint_arrangement(canvas, panels, self._rows, view, self._texts, scene.time_s)
        paint_caption(canvas, self._texts, left, height)
        if scene.note is not None:
            paint_note(canvas, scene.note, baby.centerX(), unit)
        if options.help:
            paint_help(canvas, self._texts, width, height)

    def _baby_room(self, width: int, height: int) -> skia.Rect:
        side = min(BABY_WIDTH * width, look.BABY_SIDE * height)
        return skia.Rect.MakeXYWH((BABY_WIDTH * width - side) / 2, height - side, side, side)

    def _view(self, scene: Scene, options: StageOptions, unit: float) -> PanelView | None:
        if scene.response is None:
            return None
        return PanelView(
            scene.response,
            scene.history or History(),
            unit,
            scene.faces[0] if scene.faces else None,
            scene.aspect,
            options.mirrored,
            ACTS_OF[self._imitator],
        )
