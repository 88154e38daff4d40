"""The bear of docs/avatars.md: the edits of its steps, made on the text of the files as Inkscape would leave them.

A test makes the bear with these and checks it, so that the page cannot go out of date.
"""

from __future__ import annotations

import re
from pathlib import Path

EARS_UP = {"left": "translate(-560,-485) scale(1.6)", "right": "translate(-40,-485) scale(1.6)"}
FUR = {"#f2c48d": "#a9714a", "#ffe3bd": "#d09a6d", "#d99a5e": "#7b4c2e", "#fff1dc": "#f0d9b8", "#8fc1b5": "#d9a441",
       "#5f9a8e": "#b07c26"}  # fmt: skip
NOSE_REST = "M410,580C420,548 460,540 500,540C540,540 580,548 590,580C594,606 530,640 500,640C470,640 406,606 410,580Z"
# Each side's extreme moves that side only: when both channels are on, both moves add up.
NOSE_SNEER = {
    "Left": "M410,580C420,548 460,536 500,534C538,530 574,532 584,560C588,590 530,640 500,640"
    "C470,640 406,606 410,580Z",
    "Right": "M416,560C426,532 462,530 500,534C540,536 580,548 590,580C594,606 530,640 500,640"
    "C470,640 412,590 416,560Z",
}
TUFT_REST = "M470,206C462,160 486,128 508,120C500,150 524,168 530,206Z"
TUFT_UP = "M470,196C456,140 470,96 500,84C502,122 530,150 530,196Z"


def raise_ears(svg: str) -> str:
    """Step 2: move and enlarge both ear layers, extreme shapes and all, in the Layers panel."""
    for side, transform in EARS_UP.items():
        layer = f'inkscape:label="ear.{side}"'
        svg = svg.replace(layer, f'{layer} transform="{transform}"')
    return svg


def paint_fur(text: str) -> str:
    """Step 3: the same new colours in the drawing and in [colours]."""
    for old, new in FUR.items():
        text = text.replace(old, new)
    return text


def add_nose(svg: str) -> str:
    """Step 4: a broad nose with one extreme shape, made by duplicating the path and pulling its nodes."""
    svg = re.sub(r'(<path id="nose.shape"[^>]*) d="[^"]*"', rf'\1 d="{NOSE_REST}"', svg)
    end = svg.index("</g>", svg.index('inkscape:label="nose"'))
    extremes = [
        f'<path inkscape:label="nose.shape@noseSneer{side}" style="display:none" d="{outline}"/>'
        for side, outline in NOSE_SNEER.items()
    ]
    return svg[:end] + "".join(extremes) + svg[end:]


def add_tuft(svg: str) -> str:
    """Step 5: a layer of its own for a tuft of hair that rises with the brows."""
    layer = (
        '<g inkscape:groupmode="layer" inkscape:label="hair">'
        f'<path inkscape:label="hair.tuft" style="fill:#7b4c2e" d="{TUFT_REST}"/>'
        f'<path inkscape:label="hair.tuft@browInnerUp" style="display:none" d="{TUFT_UP}"/></g>'
    )
    at = svg.index('<g inkscape:groupmode="layer" id="layer.cheek.left"')
    return svg[:at] + layer + svg[at:]


def tell_rig(rig: str) -> str:
    """Step 6: two channels more that it can show, and a tuft that hangs loose."""
    for channel in ("noseSneerLeft", "noseSneerRight"):
        rig = rig.replace(f'"{channel}", ', "").replace(f', "{channel}"', "")
    sprung = '[spring]\n"hair" = { stiffness_hz = 3.0, damping = 0.4 }\n'
    rig = rig.replace("[spring]\n", sprung)
    roots = '"hair" = [500.0, 206.0]\n"ear.left" = [700, 330]\n"ear.right" = [300, 330]\n'
    return rig.replace("[pivot]\n", "[pivot]\n" + roots)


def draw_bear(folder: Path) -> None:
    """Make all edits on a folder that `mirrorcam avatar new bear` has made."""
    svg_file, rig_file = folder / "avatar.svg", folder / "rig.toml"
    svg = svg_file.read_text(encoding="utf-8")
    svg_file.write_text(add_tuft(add_nose(paint_fur(raise_ears(svg)))), encoding="utf-8")
    rig_file.write_text(tell_rig(paint_fur(rig_file.read_text(encoding="utf-8"))), encoding="utf-8")
