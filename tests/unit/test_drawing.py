"""The drawn cast: every channel shows, and the files under assets are what the drawing writes."""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from drawing.palettes import PALETTES
from drawing.scene import Drawing, svg_text
from mirrorcam.core.channels import CHANNELS

CAST = ("baby", "macaque", "robot", "demonstrator")
ROUNDING = 0.25  # two tenths may flip where another machine's sine differs in its last bit
NUMBER = re.compile(r"-?\d*\.?\d+")
PATH = re.compile(r'inkscape:label="([^"]+)"[^>]* d="([^"]+)"')


@lru_cache
def drawn(name: str) -> Drawing:
    drawing: Drawing = importlib.import_module(f"drawing.{name}").DRAWING
    return drawing


def paths(text: str) -> dict[str, np.ndarray]:
    return {label: np.array(NUMBER.findall(data), float) for label, data in PATH.findall(text)}


@pytest.mark.parametrize("name", CAST)
def test_every_channel_moves_some_shape(name: str, assets: Path) -> None:
    kept = (assets / "avatars" / name / "avatar.svg").read_text(encoding="utf-8")
    moved = {label.partition("@")[2] for label in paths(kept)}
    by_the_engine = {channel for channel in CHANNELS if channel.startswith("eyeLook")}
    assert set(CHANNELS) - by_the_engine <= moved


@pytest.mark.parametrize("name", CAST)
def test_left_and_right_mirror_each_other(name: str) -> None:
    build = drawn(name).build
    left, right = build({"mouthSmileLeft": 1.0}), build({"mouthSmileRight": 1.0})
    corner_left = left["mouth.inner.shape"][0][:, 0].max() - 500
    corner_right = 500 - right["mouth.inner.shape"][0][:, 0].min()
    assert corner_left == pytest.approx(corner_right, abs=0.01)


@pytest.mark.parametrize("name", CAST)
def test_the_file_is_what_the_drawing_writes(name: str, assets: Path) -> None:
    here = paths(svg_text(drawn(name)))
    kept = paths((assets / "avatars" / name / "avatar.svg").read_text(encoding="utf-8"))
    assert list(here) == list(kept)
    for label, numbers in here.items():
        assert numbers.shape == kept[label].shape, label
        assert np.abs(numbers - kept[label]).max() <= ROUNDING, label


def test_a_closed_eye_leaves_no_gap() -> None:
    closed = drawn("baby").build({"eyeBlinkLeft": 1.0})["eye.left.white"][0]
    tall = closed[:, 1].max() - closed[:, 1].min()
    open_eye = drawn("baby").build({})["eye.left.white"][0]
    assert tall < 0.35 * (open_eye[:, 1].max() - open_eye[:, 1].min())
    half = len(closed) // 2
    upper, lower = np.sort(closed[:half, 1]), np.sort(closed[half + 1 :, 1])
    assert np.abs(upper.mean() - lower.mean()) < 2.0


def test_every_palette_names_every_colour_apart() -> None:
    names = set(PALETTES["peach"])
    for palette, colours in PALETTES.items():
        assert set(colours) == names, palette
        assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in colours.values()), palette
    assert len(set(PALETTES["peach"].values())) == len(names)
