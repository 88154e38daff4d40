"""How the macaque is painted, and its colours: a pink-beige face in grey-brown fur, light from above left."""

from __future__ import annotations

from drawing.paints import both, brow_layers, eye_layers, mouth_layers
from drawing.palettes import EYES, FIXED, Colours
from drawing.scene import Layer, Linear, Radial, Shape, Stop, soft

_SKIN: Colours = {
    "skin.light": "#fbdcc8",
    "skin.base": "#f3c8ae",
    "skin.mid": "#e4ad93",
    "skin.shade": "#c9826c",
    "skin.deep": "#95513f",
    "skin.rim": "#db8d78",
    "skin.blush": "#e8746a",
    "skin.shine": "#fff1e4",
    "skin.lid": "#e6b198",
    "skin.lip": "#d07c72",
    "skin.lip.light": "#e6a296",
    "skin.lip.dark": "#a85850",
    "skin.line": "#85443a",
    "skin.lash": "#46281f",
}
_FUR: Colours = {
    "fur.light": "#d9b88f",
    "fur.base": "#a98560",
    "fur.mid": "#8a6847",
    "fur.dark": "#5e4330",
    "fur.pale": "#ecd9bd",
    "hair.brow": "#634529",
}
_GOLDEN: Colours = {
    "fur.light": "#e8c48c",
    "fur.base": "#c4965a",
    "fur.mid": "#a0743f",
    "fur.dark": "#6e4a26",
    "fur.pale": "#f5e2bd",
    "hair.brow": "#754d25",
}
PALETTES: dict[str, Colours] = {
    "rhesus": _SKIN | _FUR | EYES["brown"] | FIXED,
    "golden": _SKIN | _GOLDEN | EYES["hazel"] | FIXED,
}


def _behind() -> tuple[Layer, ...]:
    fur = Radial(
        (0.36, 0.05),
        0.95,
        (Stop(0, "fur.light"), Stop(0.4, "fur.base"), Stop(0.8, "fur.mid"), Stop(1, "fur.dark")),
    )
    ear = Radial(
        (0.5, 0.4),
        0.62,
        (Stop(0, "skin.base"), Stop(0.6, "skin.mid"), Stop(0.9, "skin.rim"), Stop(1, "skin.shade")),
    )
    return (
        Layer(
            "body",
            (
                Shape("body.suit", fur),
                Shape("body.belly", soft("fur.pale", 1.0, (0.48, 0.5))),
                Shape("body.light", soft("fur.pale", 0.4)),
                Shape("body.shadow", soft("fur.dark", 0.75)),
            ),
        ),
        *both(
            "ear.{}",
            Shape("ear.{}.shape", ear),
            Shape("ear.{}.inner", soft("skin.light", 0.6)),
            Shape("ear.{}.deep", soft("skin.deep", 0.75)),
            Shape("ear.{}.fold", soft("skin.shade", 0.9)),
        ),
    )


def _head() -> tuple[Layer, ...]:
    fur = Radial(
        (0.38, 0.2),
        0.85,
        (Stop(0, "fur.light"), Stop(0.38, "fur.base"), Stop(0.85, "fur.mid"), Stop(1, "fur.mid")),
    )
    skin = Radial(
        (0.42, 0.34),
        0.74,
        (Stop(0, "skin.light"), Stop(0.45, "skin.base"), Stop(0.85, "skin.mid"), Stop(1, "skin.mid", 0.85)),
    )
    return (
        Layer(
            "head",
            (
                Shape("head.shape", fur),
                Shape(
                    "head.ruff",
                    Linear(
                        (0.47, 0),
                        (0.53, 1),
                        (
                            Stop(0, "fur.pale", 0),
                            Stop(0.5, "fur.pale", 0),
                            Stop(0.72, "fur.pale", 0.45),
                            Stop(0.85, "fur.pale", 0.8),
                            Stop(1, "fur.pale", 0.95),
                        ),
                    ),
                ),
            ),
        ),
        Layer(
            "face",
            (
                Shape("face.skin", skin, blur=6),
                Shape("face.left.ridge", soft("skin.light", 0.7)),
                Shape("face.right.ridge", soft("skin.light", 0.7)),
                Shape("face.left.socket", soft("skin.rim", 0.75)),
                Shape("face.right.socket", soft("skin.rim", 0.75)),
                Shape("face.left.bag", soft("skin.rim", 0.8), opacity=0.35),
                Shape("face.right.bag", soft("skin.rim", 0.8), opacity=0.35),
                Shape("face.frown", soft("skin.deep", 0.9), opacity=0),
                Shape("face.left.sneer", "skin.deep", opacity=0, blur=6),
                Shape("face.right.sneer", "skin.deep", opacity=0, blur=6),
                Shape("face.muzzle", soft("skin.rim", 0.4)),
                Shape("face.muzzle.light", soft("skin.shine", 0.62)),
                Shape("face.lip.upper", soft("skin.light", 0.6)),
                Shape("face.chin", soft("skin.light", 0.6)),
                Shape("face.chin.shade", soft("skin.deep", 0.4)),
                Shape("face.chin.dimple", soft("skin.deep", 0.5), opacity=0),
                Shape("face.philtrum", soft("skin.deep", 0.55)),
            ),
        ),
        *both(
            "cheek.{}",
            Shape("cheek.{}.blush", soft("skin.blush", 0.42)),
            Shape("cheek.{}.apple", soft("skin.blush", 0.4), opacity=0),
            Shape("cheek.{}.shine", soft("skin.shine", 0.4)),
            Shape("cheek.{}.fold", "skin.shade", opacity=0, blur=7),
            Shape("cheek.{}.dimple", soft("skin.deep", 0.55), opacity=0),
        ),
    )


def _fur() -> tuple[Layer, ...]:
    return (
        Layer(
            "hair",
            (
                Shape("hair.dark", "fur.dark", opacity=0.3),
                Shape("hair.light", "fur.pale", opacity=0.4),
            ),
        ),
        Layer(
            "hair.edge",
            (
                Shape("hair.edge", "fur.base", opacity=0.7),
                Shape("hair.edge.light", "fur.light", opacity=0.7),
            ),
        ),
    )


def macaque_layers() -> tuple[Layer, ...]:
    """Return all layers of the macaque, back to front."""
    nose = Layer(
        "nose",
        (
            Shape("nose.shade", soft("skin.deep", 0.4)),
            Shape("nose.bridge", soft("skin.shine", 0.4)),
            Shape("nose.body", soft("skin.light", 0.5)),
            Shape(
                "nose.left.nostril",
                Radial(
                    (0.5, 0.5),
                    0.6,
                    (Stop(0, "skin.line"), Stop(0.7, "skin.line", 0.9), Stop(1, "skin.line", 0.2)),
                ),
            ),
            Shape(
                "nose.right.nostril",
                Radial(
                    (0.5, 0.5),
                    0.6,
                    (Stop(0, "skin.line"), Stop(0.7, "skin.line", 0.9), Stop(1, "skin.line", 0.2)),
                ),
            ),
            Shape("nose.tip", soft("skin.shine", 0.85)),
        ),
    )
    front = Layer(
        "hair.front",
        (
            Shape(
                "hair.tuft",
                Linear(
                    (0.5, 1), (0.4, 0), (Stop(0, "fur.base", 0), Stop(0.3, "fur.base"), Stop(1, "fur.light"))
                ),
            ),
        ),
    )
    return (*_behind(), *_head(), nose, *_fur(), front, *eye_layers(), *brow_layers(), *mouth_layers())
