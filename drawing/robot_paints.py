"""How the robot is painted, and its colours: warm enamel, silicone lips, lamps; light from above left."""

from __future__ import annotations

from drawing.paints import both, eye_layers, mouth_layers
from drawing.palettes import FIXED, Colours
from drawing.scene import Layer, Linear, Radial, Shape, Stop, soft

_FACE: Colours = {
    "skin.light": "#fffaf0",
    "skin.base": "#f4ead8",
    "skin.mid": "#e2d3bb",
    "skin.shade": "#bda98d",
    "skin.deep": "#6e5b4a",
    "skin.rim": "#e6b48e",
    "skin.blush": "#ff8a6b",
    "skin.shine": "#fffefb",
    "skin.lid": "#efe1cb",
    "skin.lip": "#ea7d6c",
    "skin.lip.light": "#f8ab97",
    "skin.lip.dark": "#c25c50",
    "skin.line": "#8d7660",
    "skin.lash": "#5b4a3e",
    "jaw.light": "#fff6ea",
    "jaw.base": "#f8e4d2",
    "jaw.shade": "#d9b89c",
}
_ACCENT: Colours = {
    "accent.light": "#9fe0d8",
    "accent.base": "#4fb6ae",
    "accent.dark": "#2a7f7c",
    "lamp": "#ffb35c",
    "lamp.core": "#fff3cf",
    "metal.light": "#d5dbdf",
    "metal.base": "#98a4ab",
    "metal.dark": "#59666e",
    "hair.brow": "#2f7a78",
}
_LENS: Colours = {
    "eye.ring": "#103a44",
    "eye.outer": "#1f7c86",
    "eye.inner": "#53c3c4",
    "eye.glow": "#c4fbf0",
}
_ROSE: Colours = {
    "accent.light": "#ffc9b8",
    "accent.base": "#ef8a78",
    "accent.dark": "#b95548",
    "lamp": "#ffd166",
    "lamp.core": "#fff7dc",
    "hair.brow": "#a84d43",
    "eye.ring": "#3a2030",
    "eye.outer": "#8a4464",
    "eye.inner": "#d887a4",
    "eye.glow": "#ffdfe8",
}
_BASE = FIXED | _FACE | _ACCENT | _LENS
_BASE = _BASE | {"eye.white": "#fbfdfc", "eye.shade": "#cfdcdd", "eye.corner": "#9fb4b8"}
PALETTES: dict[str, Colours] = {
    "enamel": _BASE,
    "coral": _BASE | _ROSE,
    "night": _BASE
    | {
        "skin.light": "#6f88a6", "skin.base": "#4f6785", "skin.mid": "#3e536f", "skin.shade": "#2b3b52",
        "skin.deep": "#141d2b", "skin.rim": "#7fa6c9", "skin.lid": "#47607d", "skin.shine": "#dcecff",
        "skin.line": "#1d2a3c", "skin.lash": "#101823", "jaw.light": "#8ea6c0", "jaw.base": "#6b84a2",
        "jaw.shade": "#465c78", "hair.brow": "#8fe0d8",
    },
}  # fmt: skip


def _behind() -> tuple[Layer, ...]:
    enamel = Radial(
        (0.36, 0.05),
        0.95,
        (Stop(0, "skin.light"), Stop(0.45, "skin.base"), Stop(0.8, "skin.mid"), Stop(1, "skin.shade")),
    )
    metal = Linear((0, 0), (1, 0), (Stop(0, "metal.base"), Stop(0.35, "metal.light"), Stop(1, "metal.dark")))
    cup = Radial(
        (0.4, 0.3), 0.75, (Stop(0, "accent.light"), Stop(0.5, "accent.base"), Stop(1, "accent.dark"))
    )
    return (
        Layer(
            "body",
            (
                Shape("body.neck", metal),
                Shape("body.neck.rings", None, stroke="metal.dark", width=4, opacity=0.55),
                Shape("body.suit", enamel),
                Shape("body.shadow", soft("skin.deep", 0.55)),
                Shape(
                    "body.panel", Linear((0.3, 0), (0.6, 1), (Stop(0, "accent.dark"), Stop(1, "accent.base")))
                ),
                Shape(
                    "body.heart",
                    Radial((0.4, 0.3), 0.7, (Stop(0, "lamp.core"), Stop(0.5, "lamp"), Stop(1, "skin.blush"))),
                ),
                Shape("body.dots", "accent.light"),
            ),
        ),
        *both(
            "ear.{}",
            Shape("ear.{}.stem", metal),
            Shape("ear.{}.shape", cup),
            Shape("ear.{}.light", soft("accent.light", 0.8)),
            Shape("ear.{}.shine", soft("skin.shine", 0.7)),
        ),
        Layer(
            "hair.front",
            (
                Shape("hair.stem", None, stroke="metal.base", width=9),
                Shape("hair.glow", soft("lamp", 0.55)),
                Shape(
                    "hair.bulb",
                    Radial(
                        (0.4, 0.35), 0.7, (Stop(0, "lamp.core"), Stop(0.45, "lamp"), Stop(1, "skin.blush"))
                    ),
                ),
                Shape("hair.bulb.shine", soft("skin.shine", 0.95)),
            ),
        ),
    )


def _head() -> tuple[Layer, ...]:
    enamel = Radial(
        (0.36, 0.28),
        0.82,
        (Stop(0, "skin.light"), Stop(0.45, "skin.base"), Stop(0.78, "skin.mid"), Stop(1, "skin.shade")),
    )
    rim = Radial(
        (0.49, 0.5), 0.57, (Stop(0, "skin.rim", 0), Stop(0.8, "skin.rim", 0), Stop(1, "skin.rim", 0.55))
    )
    plate = Radial(
        (0.4, 0.3),
        0.8,
        (Stop(0, "skin.shine"), Stop(0.4, "skin.light"), Stop(0.8, "skin.base"), Stop(1, "skin.mid")),
    )
    jaw = Radial((0.42, 0.2), 0.85, (Stop(0, "jaw.light"), Stop(0.55, "jaw.base"), Stop(1, "jaw.shade")))
    well = Radial(
        (0.5, 0.5),
        0.5,
        (
            Stop(0, "skin.deep"),
            Stop(0.84, "skin.deep", 0.85),
            Stop(0.93, "skin.shade", 0.5),
            Stop(1, "skin.shade", 0),
        ),
    )
    ring = Linear(
        (0.2, 0), (0.8, 1), (Stop(0, "accent.light"), Stop(0.5, "accent.base"), Stop(1, "accent.dark"))
    )
    return (
        Layer(
            "hair",
            (
                Shape(
                    "hair.base",
                    Linear(
                        (0, 0),
                        (1, 0),
                        (Stop(0, "accent.base"), Stop(0.4, "accent.light"), Stop(1, "accent.dark")),
                    ),
                ),
            ),
        ),
        Layer(
            "head",
            (
                Shape("head.shape", enamel),
                Shape("head.warmth", rim),
                Shape("head.gloss", soft("skin.shine", 0.9)),
            ),
        ),
        Layer(
            "face",
            (
                Shape("face.plate", plate),
                Shape("face.left.bag", soft("skin.shade", 0.8), opacity=0),
                Shape("face.right.bag", soft("skin.shade", 0.8), opacity=0),
                Shape("face.left.sneer", soft("skin.deep", 0.6), opacity=0),
                Shape("face.right.sneer", soft("skin.deep", 0.6), opacity=0),
            ),
        ),
        *both(
            "cheek.{}",
            Shape("cheek.{}.glow", soft("skin.blush", 0.8), opacity=0.3),
            Shape("cheek.{}.lamp", soft("skin.blush", 0.7)),
            Shape("cheek.{}.apple", soft("skin.blush", 0.35), opacity=0),
            Shape("cheek.{}.shine", soft("skin.shine", 0.7)),
        ),
        Layer(
            "seam",
            (
                Shape("face.plate.edge", None, stroke="skin.shade", width=3),
                Shape(
                    "face.left.screw",
                    Radial((0.4, 0.35), 0.7, (Stop(0, "metal.light"), Stop(1, "metal.dark"))),
                ),
                Shape(
                    "face.right.screw",
                    Radial((0.4, 0.35), 0.7, (Stop(0, "metal.light"), Stop(1, "metal.dark"))),
                ),
            ),
        ),
        Layer(
            "jaw",
            (
                Shape("face.jaw", jaw),
                Shape("face.jaw.light", soft("skin.shine", 0.6)),
                Shape("face.chin", soft("skin.shine", 0.6)),
                Shape("face.chin.shade", soft("skin.deep", 0.25)),
                Shape("face.chin.dimple", soft("skin.deep", 0.5), opacity=0),
                Shape("cheek.left.dimple", soft("skin.deep", 0.5), opacity=0),
                Shape("cheek.right.dimple", soft("skin.deep", 0.5), opacity=0),
                Shape("face.jaw.edge", None, stroke="jaw.shade", width=2.5),
            ),
        ),
        *both("socket.{}", Shape("face.{}.well", well), Shape("face.{}.ring", ring)),
    )


def robot_layers() -> tuple[Layer, ...]:
    """Return all layers of the robot, back to front."""
    nose = Layer(
        "nose",
        (
            Shape("nose.shade", soft("skin.deep", 0.4)),
            Shape(
                "nose.body",
                Radial(
                    (0.4, 0.3),
                    0.75,
                    (Stop(0, "accent.light"), Stop(0.5, "accent.base"), Stop(1, "accent.dark")),
                ),
            ),
            Shape("nose.tip", soft("skin.shine", 0.95)),
        ),
    )
    brows = both(
        "brow.{}",
        Shape("brow.{}.soft", Linear((0, 0), (0, 1), (Stop(0, "accent.base"), Stop(1, "hair.brow")))),
    )
    return (*_behind(), *_head(), *_shuttered(eye_layers()), *brows, nose, *mouth_layers())


def _shuttered(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Return the eyes with shutters for lids: enamel slats instead of skin, crease and lashes."""
    found = []
    for layer in layers:
        if layer.part.startswith("lid.upper."):
            side = layer.part.removeprefix("lid.upper.")
            enamel = Linear(
                (0.4, 0), (0.5, 1), (Stop(0, "skin.mid"), Stop(0.5, "skin.lid"), Stop(1, "skin.light"))
            )
            lash = next(shape for shape in layer.shapes if shape.label.endswith(".lash"))
            slats = Shape(f"lid.upper.{side}.slats", None, stroke="skin.shade", width=2.6, opacity=0.75)
            found.append(
                Layer(layer.part, (Shape(f"lid.upper.{side}.skin", enamel), slats, lash), layer.clip)
            )
        elif layer.part.startswith("lid.lower."):
            side = layer.part.removeprefix("lid.lower.")
            enamel = Linear((0.4, 0), (0.5, 1), (Stop(0, "skin.light"), Stop(1, "skin.mid")))
            kept = tuple(shape for shape in layer.shapes if not shape.label.endswith(".bag"))
            found.append(Layer(layer.part, (Shape(f"lid.lower.{side}.skin", enamel), *kept), layer.clip))
        else:
            found.append(layer)
    return tuple(found)
