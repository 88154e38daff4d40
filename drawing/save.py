"""Writes one avatar's folder: avatar.svg and rig.toml."""

from __future__ import annotations

import sys
from pathlib import Path

from drawing.palettes import Colours
from drawing.scene import Drawing, svg_text

AVATARS = Path(__file__).resolve().parent.parent / "assets" / "avatars"

_SIDES = ("Left", "Right")
PAIRS: tuple[tuple[str, str], ...] = (
    ("mouthSmileLeft", "jawOpen"),
    ("mouthSmileRight", "jawOpen"),
    ("mouthSmileLeft", "mouthSmileRight"),
    ("mouthPucker", "jawOpen"),
    ("tongueOut", "jawOpen"),
    ("mouthClose", "jawOpen"),
    ("tongueOut", "mouthPucker"),
    *(
        (a + side, b + side)
        for side in _SIDES
        for a, b in (
            ("eyeBlink", "mouthSmile"),
            ("eyeBlink", "eyeSquint"),
            ("eyeBlink", "cheekSquint"),
            ("eyeBlink", "eyeWide"),
            ("eyeBlink", "browDown"),
            ("eyeBlink", "browOuterUp"),
        )
    ),
)


def palette_toml(palettes: dict[str, Colours]) -> str:
    """Return the [colours] and [palette.*] tables; the first palette is the drawn one."""
    names = list(palettes)
    drawn = palettes[names[0]]
    if len(set(drawn.values())) != len(drawn):
        raise ValueError("two named colours of the drawn palette are the same")
    rows = ["", "[colours]", *(f'"{name}" = "{value}"' for name, value in drawn.items())]
    for palette in names:
        rows += ["", f"[palette.{palette}]"]
        rows += [f'"{name}" = "{value}"' for name, value in palettes[palette].items() if value != drawn[name]]
    return "\n".join(rows) + "\n"


def save(name: str, drawing: Drawing, rig: str, palettes: dict[str, Colours]) -> None:
    """Write the avatar's folder and say how large the drawing is."""
    folder = AVATARS / name
    folder.mkdir(parents=True, exist_ok=True)
    text = svg_text(drawing)
    (folder / "avatar.svg").write_text(text, encoding="utf-8")
    (folder / "rig.toml").write_text(rig.strip() + "\n" + palette_toml(palettes), encoding="utf-8")
    shapes = sum(len(layer.shapes) for layer in drawing.layers)
    sys.stdout.write(f"{folder.name}: {shapes} shapes, {len(text) // 1024} KB\n")
