"""The window shows what it is given and reports what was pressed; SDL's dummy driver stands in for a screen."""

import numpy as np
import pygame
import pytest

from mirrorcam.sinks import window as window_module
from mirrorcam.sinks.sink import SinkError
from mirrorcam.sinks.window import Window, WindowKey, has_display


@pytest.fixture
def window(monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    with Window("test", 320, 240) as opened:
        yield opened


def press(key, scancode=0):
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, scancode=scancode))


def pixels():
    return pygame.surfarray.array3d(pygame.display.get_surface()).swapaxes(0, 1)


def quarters(width_px, height_px):
    picture = np.zeros((height_px, width_px, 4), np.uint8)
    picture[: height_px // 2, : width_px // 2, 0] = 200
    picture[height_px // 2 :, width_px // 2 :, 2] = 100
    return picture


def paint(window, picture, part=None):
    """Put a picture on the canvas and show it; return whether the canvas held the one before."""
    canvas, holds_last = window.canvas()
    canvas[...] = picture
    del canvas
    window.show(part)
    return holds_last


@pytest.fixture(params=["the screen's own pixels", "a screen of another layout"])
def any_window(request, window, monkeypatch):
    if request.param != "the screen's own pixels":
        monkeypatch.setattr(window_module, "BGR_MASKS", (1, 2, 3))
    return window


def test_what_is_painted_blue_first_as_stages_do_is_shown(any_window):
    picture = quarters(320, 240)
    paint(any_window, picture)
    assert np.array_equal(pixels(), picture[:, :, [2, 1, 0]])


def test_the_canvas_holds_the_last_picture_until_the_window_changes(any_window):
    assert not paint(any_window, 10)
    assert paint(any_window, 20, part=(0, 0, 100, 50))
    assert (any_window.canvas()[0][:, :, :3] == 20).all()
    press(pygame.K_f)
    any_window.take_keys()
    width_px, height_px = any_window.size_px
    canvas, holds_last = any_window.canvas()
    assert canvas.shape == (height_px, width_px, 4) and not holds_last


def test_a_part_that_changed_is_all_that_is_put_on_the_screen(window, monkeypatch):
    put = []
    monkeypatch.setattr(pygame.display, "update", put.append)
    monkeypatch.setattr(pygame.display, "flip", lambda: put.append("all"))
    for part in ((0, 0, 9, 9), (0, 0, 9, 9), None):
        paint(window, 10, part)
    assert put == ["all", (0, 0, 9, 9), "all"]


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        (pygame.K_ESCAPE, WindowKey.LEAVE),
        (pygame.K_f, WindowKey.FULL_SCREEN),
        (pygame.K_SPACE, WindowKey.FREEZE),
        (pygame.K_l, WindowKey.LANDMARKS),
        (pygame.K_m, WindowKey.MIRRORING),
        (pygame.K_p, WindowKey.PANELS),
        (pygame.K_c, WindowKey.CARD),
        (pygame.K_h, WindowKey.HELP),
    ],
)
def test_each_key_is_reported_once(window, key, asked):
    window.take_keys()
    press(key)
    assert window.take_keys() == (asked,)
    assert window.take_keys() == ()


def test_other_keys_mean_nothing_and_closing_the_window_means_leaving(window):
    window.take_keys()
    press(pygame.K_q)
    assert window.take_keys() == ()
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert window.take_keys() == (WindowKey.LEAVE,)


def test_a_keyboard_with_other_letters_works_by_place(window):
    window.take_keys()
    press(ord("ь"), pygame.KSCAN_M)
    assert window.take_keys() == (WindowKey.MIRRORING,)


def test_the_arrows_lead_on_and_back(window):
    window.take_keys()
    press(pygame.K_RIGHT, pygame.KSCAN_RIGHT)
    press(pygame.K_LEFT, pygame.KSCAN_LEFT)
    assert window.take_keys() == (WindowKey.NEXT, WindowKey.PREVIOUS)


def test_f_fills_the_screen_and_brings_the_window_back_as_it_was(window):
    press(pygame.K_f)
    window.take_keys()
    assert window.is_full_screen
    assert window.size_px == pygame.display.get_desktop_sizes()[0]
    assert not pygame.mouse.get_visible()
    press(pygame.K_f)
    window.take_keys()
    assert not window.is_full_screen
    assert window.size_px == (320, 240)
    assert pygame.mouse.get_visible()


def test_it_can_start_on_the_full_screen(monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    with Window("test", 320, 240, full_screen=True) as window:
        assert window.is_full_screen


def test_a_window_that_was_uncovered_is_to_be_painted_anew(window):
    paint(window, 60)
    pygame.event.post(pygame.event.Event(pygame.WINDOWEXPOSED))
    window.take_keys()
    assert not window.canvas()[1]


def test_closing_twice_does_nothing(monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    window = Window("test", 32, 32)
    window.close()
    window.close()
    assert not pygame.display.get_init()


@pytest.mark.parametrize("unseen", [True, False])
def test_no_display_is_said_in_one_line(monkeypatch, unseen):
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    # With no screen SDL quietly opens a window that nobody sees; with a dead DISPLAY it may do so too.
    monkeypatch.setattr(window_module, "_may_have_screen", lambda: unseen)
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
    assert not has_display()
    with pytest.raises(SinkError) as error:
        Window("test", 320, 240)
    assert "no display" in str(error.value) and "\n" not in str(error.value)
    assert not pygame.display.get_init()


def test_a_driver_that_was_asked_for_counts_as_a_display(monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    assert has_display()
    assert not pygame.display.get_init()
