"""Small avatars for tests, written as text so that a test can break exactly one thing."""

from __future__ import annotations

import zipfile
from pathlib import Path

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 1000 1000">'
)
RIG = '[avatar]\nname = "small"\ntitle = "Small"\nlicence = "Apache-2.0"\n'
FACE = '<path inkscape:label="face" d="M 300,300 C 400,200 600,200 700,300 L 700,700 L 300,700 Z" fill="#ffccaa"/>'
MOUTH = '<path inkscape:label="lip" d="M 400,600 C 450,620 550,620 600,600 Z" fill="#cc4455"/>'
SMILE = '<path inkscape:label="lip@mouthSmileLeft" style="display:none" d="M 400,600 C 450,640 550,640 640,560 Z"/>'
OPEN = '<path inkscape:label="lip@jawOpen" style="display:none" d="M 400,600 C 450,720 550,720 600,600 Z"/>'


def layer(part: str, *shapes: str) -> str:
    """Return one layer of an avatar.svg."""
    return f'<g inkscape:groupmode="layer" inkscape:label="{part}">{"".join(shapes)}</g>'


def svg(*layers: str, before: str = "") -> str:
    """Return an avatar.svg; without layers, a face and a mouth that smiles and opens."""
    found = layers or (layer("head", FACE), layer("mouth", MOUTH, SMILE, OPEN))
    return HEAD + before + "".join(found) + "</svg>"


def write_avatar(folder: Path, drawing: str | None = None, rig: str = RIG) -> Path:
    """Write an avatar's two files and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "avatar.svg").write_text(svg() if drawing is None else drawing, encoding="utf-8")
    (folder / "rig.toml").write_text(rig, encoding="utf-8")
    return folder


def write_zip(path: Path, files: dict[str, str]) -> Path:
    """Write a zip with these texts under these names and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path
