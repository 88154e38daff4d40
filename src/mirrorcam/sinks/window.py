"""A window on the screen, by SDL2: it shows pictures and reports keys; what they do is the program's affair."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Self

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
# Wait for the screen between pictures wherever SDL puts them there by a renderer.
os.environ.setdefault("SDL_RENDER_VSYNC", "1")

import numpy as np
import pygame

from mirrorcam.core.types import PixelArray
from mirrorcam.sinks.beat import Beat
from mirrorcam.sinks.sink import SinkError

NO_DISPLAY = (
    "there is no display to open a window on; run this on a desktop, "
    "or let `mirrorcam demo --out demo.mp4` write a film"
)
# SDL falls back to these when it finds no screen: windows that nobody sees.
UNSEEN_DRIVERS = frozenset({"dummy", "offscreen"})
DRIVER_CHOICE = "SDL_VIDEODRIVER"
COPY_PLAINLY = "SDL_FRAMEBUFFER_ACCELERATION"
DEPTH, BGR_MASKS = 4, (0xFF0000, 0xFF00, 0xFF)


class WindowKey(Enum):
    """What a visitor or operator asked for at the window."""

    LEAVE = auto()
    FULL_SCREEN = auto()
    FREEZE = auto()
    LANDMARKS = auto()
    MIRRORING = auto()
    PANELS = auto()
    CARD = auto()
    NEXT = auto()
    PREVIOUS = auto()
    HELP = auto()


KEYS = {
    pygame.K_ESCAPE: WindowKey.LEAVE,
    pygame.K_f: WindowKey.FULL_SCREEN,
    pygame.K_SPACE: WindowKey.FREEZE,
    pygame.K_l: WindowKey.LANDMARKS,
    pygame.K_m: WindowKey.MIRRORING,
    pygame.K_p: WindowKey.PANELS,
    pygame.K_c: WindowKey.CARD,
    pygame.K_h: WindowKey.HELP,
}
# The same keys by their place, for keyboards whose letters are not Latin ones.
PLACES = {
    pygame.KSCAN_F: WindowKey.FULL_SCREEN,
    pygame.KSCAN_L: WindowKey.LANDMARKS,
    pygame.KSCAN_M: WindowKey.MIRRORING,
    pygame.KSCAN_P: WindowKey.PANELS,
    pygame.KSCAN_C: WindowKey.CARD,
    pygame.KSCAN_RIGHT: WindowKey.NEXT,
    pygame.KSCAN_LEFT: WindowKey.PREVIOUS,
    pygame.KSCAN_H: WindowKey.HELP,
}
LAST_LATIN = 127


def has_display() -> bool:
    """Say whether a window would be seen by anyone; a driver asked for by SDL_VIDEODRIVER counts."""
    if not _may_have_screen():
        return False
    was_open = pygame.display.get_init()
    try:
        _open_display()
    except SinkError:
        return False
    if not was_open:
        pygame.display.quit()
    return True


class Window:
    """A resizable window; only one can be open at a time, and only the main thread may use it."""

    def __init__(self, title: str, width_px: int, height_px: int, *, full_screen: bool = False) -> None:
        """Open the window; SinkError with one line where there is no display."""
        self._own_pixels: PixelArray = np.zeros((0, 0, 4), np.uint8)
        self._holds_last = False
        self._windowed_px = (width_px, height_px)
        # Opened so from the start: a screen without a window manager would leave a window where it was.
        self._is_full_screen = full_screen
        if not _may_have_screen():
            raise SinkError(NO_DISPLAY)
        _open_display()
        try:
            self._surface = self._open_surface()
        except pygame.error as error:
            pygame.display.quit()
            raise SinkError(f"the window could not be opened: {error}") from error
        pygame.display.set_caption(title)
        pygame.display.set_allow_screensaver(False)
        pygame.mouse.set_visible(not full_screen)
        self._beat = Beat()

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of what can be painted now."""
        return self._surface.get_size()

    @property
    def is_full_screen(self) -> bool:
        """Whether the window fills the screen."""
        return self._is_full_screen

    def canvas(self) -> tuple[PixelArray, bool]:
        """Return u8[H,W,4] (BGRA) to paint the next picture into, and whether it still holds the last one shown.

        These are the screen's own pixels where its layout allows, so ask for them anew for each picture, and let go
        of them before keys are taken, which may change the window.
        """
        width_px, height_px = self.size_px
        if _is_bgra(self._surface):
            screen = self._surface.get_buffer()
            rows = np.frombuffer(screen, np.uint8).reshape(height_px, -1, DEPTH)  # type: ignore[call-overload]
            return rows[:, :width_px], self._holds_last
        if self._own_pixels.shape[:2] != (height_px, width_px):
            self._own_pixels, self._holds_last = np.zeros((height_px, width_px, DEPTH), np.uint8), False
        return self._own_pixels, self._holds_last

    def show(self, part: tuple[int, int, int, int] | None = None) -> None:
        """Put what was painted on the canvas on the screen: all of it, or a part (left, top, width, height)."""
        if not _is_bgra(self._surface):
            image = pygame.image.frombuffer(self._own_pixels.data, self.size_px, "BGRA")
            # Else its alpha would be blended, which costs ten times as much as copying.
            image.set_alpha(None)
            self._surface.blit(image, (0, 0))
        if part is None or not self._holds_last:
            pygame.display.flip()
        else:
            pygame.display.update(part)
        self._holds_last = True

    def take_keys(self) -> tuple[WindowKey, ...]:
        """Return what was asked for since the last call; full screen is switched here already."""
        asked = []
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                asked.append(WindowKey.LEAVE)
            elif event.type == pygame.KEYDOWN and (key := _key(event)) is not None:
                asked.append(key)
            elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWEXPOSED):
                self._follow_size()
        for _ in range(asked.count(WindowKey.FULL_SCREEN)):
            self.toggle_full_screen()
        return tuple(asked)

    def toggle_full_screen(self) -> None:
        """Fill the screen without a pointer, or become a window of its former size again."""
        if not self._is_full_screen:
            self._windowed_px = self.size_px
        self._is_full_screen = not self._is_full_screen
        self._surface = self._open_surface()
        # Coming back from the full screen, SDL 2 keeps its size until it is told twice.
        if not self._is_full_screen and self.size_px != self._windowed_px:
            self._surface = self._open_surface()
        pygame.mouse.set_visible(not self._is_full_screen)
        self._holds_last = False

    def wait(self, pictures_a_second: float, is_news: Callable[[], bool] = lambda: False) -> None:
        """Wait until the next picture is due, or there is news to show."""
        self._beat.wait(pictures_a_second, is_news)

    def close(self) -> None:
        """Close the window; a second time does nothing."""
        pygame.display.quit()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open_surface(self) -> pygame.Surface:
        if self._is_full_screen:
            return _set_mode((0, 0), pygame.FULLSCREEN)
        return _set_mode(self._windowed_px, pygame.RESIZABLE)

    def _follow_size(self) -> None:
        surface = pygame.display.get_surface()
        if surface is not None:
            self._surface = surface
        self._holds_last = False


def _key(event: pygame.event.Event) -> WindowKey | None:
    if event.key > LAST_LATIN:
        return PLACES.get(event.scancode)
    return KEYS.get(event.key)


def _is_bgra(surface: pygame.Surface) -> bool:
    """Say whether a surface's pixels lie in memory as stages paint them: blue, green, red and one byte more."""
    return (
        surface.get_bytesize() == DEPTH and surface.get_masks()[:3] == BGR_MASKS and sys.byteorder == "little"
    )


def _set_mode(size_px: tuple[int, int], flags: int) -> pygame.Surface:
    try:
        return pygame.display.set_mode(size_px, flags, vsync=1)
    except pygame.error:
        return pygame.display.set_mode(size_px, flags)


def _may_have_screen() -> bool:
    """Rule out what SDL would only find out with a complaint on the terminal."""
    if not sys.platform.startswith("linux") or os.environ.get(DRIVER_CHOICE):
        return True
    has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(has_desktop) or any(Path("/dev/dri").glob("card*"))


def _has_gpu() -> bool:
    """Tell whether anything but this machine's processor can draw; only Linux is asked, others always have one."""
    return not sys.platform.startswith("linux") or any(Path("/dev/dri").glob("renderD*"))


def _open_display() -> None:
    if not _has_gpu():
        # SDL would hand each picture to OpenGL, which without a GPU takes ten times as long as copying it.
        os.environ.setdefault(COPY_PLAINLY, "0")
    try:
        pygame.display.init()
    except pygame.error as error:
        raise SinkError(NO_DISPLAY) from error
    if pygame.display.get_driver() in UNSEEN_DRIVERS and not os.environ.get(DRIVER_CHOICE):
        pygame.display.quit()
        raise SinkError(NO_DISPLAY)
