"""How the demonstrator is painted: an adult in the same warm light from above left, with lips, teeth and nostrils."""

from __future__ import annotations

from drawing.paints import both, tongue_layer
from drawing.palettes import Colours
from drawing.palettes import colours as look
from drawing.scene import Layer, Linear, Radial, Shape, Stop, fade, soft

TEETH: Colours = {
    "teeth.light": "#fbf6ea",
    "teeth.shade": "#cfc0b0",
    "teeth.line": "#a8948a",
    "hair.shine": "#a9754a",
}
UNUSED = frozenset(("suit.print", "gum.light", "gum.base", "gum.dark", "mouth.warm"))


def _palette(skin: str, hair: str, eyes: str, suit: str, shine: str) -> Colours:
    every = look(skin, hair, eyes, suit) | TEETH | {"hair.shine": shine}
    return {name: colour for name, colour in every.items() if name not in UNUSED}


PALETTES: dict[str, Colours] = {
    "warm": _palette("peach", "brown", "hazel", "sky", "#b07a4d"),
    "porcelain": _palette("porcelain", "red", "green", "lilac", "#f6c07c"),
    "honey": _palette("honey", "black", "dark", "rose", "#6d5a52"),
    "olive": _palette("olive", "dark", "brown", "mint", "#8a6a52"),
    "brown": _palette("brown", "black", "brown", "sun", "#5d4c46"),
    "deep": _palette("deep", "black", "dark", "cream", "#57483f"),
}


def _behind() -> tuple[Layer, ...]:
    hair = Linear((0.3, 0), (0.6, 1), (Stop(0, "hair.base"), Stop(0.55, "hair.base"), Stop(1, "hair.dark")))
    cloth = Radial((0.36, 0.1), 0.85, (Stop(0, "suit.light"), Stop(0.5, "suit.base"), Stop(1, "suit.shade")))
    return (
        Layer(
            "hair.back",
            (
                Shape("hair.back.shape", hair),
                Shape("hair.back.strands", None, stroke="hair.dark", width=3, opacity=0.35),
            ),
        ),
        Layer(
            "body",
            (
                Shape(
                    "body.neck",
                    Linear(
                        (0.2, 0),
                        (0.8, 0),
                        (Stop(0, "skin.mid"), Stop(0.35, "skin.base"), Stop(1, "skin.shade")),
                    ),
                ),
                Shape("body.shadow", soft("skin.deep", 0.75)),
                Shape("body.shirt", cloth),
                Shape("body.collar", "suit.trim"),
                Shape("body.collar.edge", None, stroke="suit.shade", width=2.5, opacity=0.8),
            ),
        ),
    )


def _head() -> tuple[Layer, ...]:
    skin = Radial(
        (0.42, 0.38),
        0.74,
        (Stop(0, "skin.light"), Stop(0.4, "skin.base"), Stop(0.8, "skin.mid"), Stop(1, "skin.shade")),
    )
    form = Linear(
        (0.25, 0.1),
        (0.95, 0.95),
        (Stop(0, "skin.shade", 0), Stop(0.5, "skin.shade", 0.08), Stop(1, "skin.shade", 0.6)),
    )
    ear = Radial((0.45, 0.4), 0.7, (Stop(0, "skin.base"), Stop(0.6, "skin.mid"), Stop(1, "skin.rim")))
    return (
        *both(
            "ear.{}",
            Shape("ear.{}.shape", ear),
            Shape("ear.{}.inner", soft("skin.deep", 0.5)),
            Shape("ear.{}.fold", "skin.rim", opacity=0.4),
        ),
        Layer("head", (Shape("head.shape", skin), Shape("head.form", form))),
        Layer(
            "face",
            (
                Shape("face.fringe", soft("skin.deep", 0.12)),
                Shape("face.forehead", soft("skin.shine", 0.45)),
                Shape("face.left.temple", soft("skin.shade", 0.35)),
                Shape("face.right.temple", soft("skin.shade", 0.25)),
                Shape("face.left.hollow", soft("skin.shade", 0.32)),
                Shape("face.right.hollow", soft("skin.shade", 0.22)),
                Shape("face.left.socket", soft("skin.deep", 0.34)),
                Shape("face.right.socket", soft("skin.deep", 0.30)),
                Shape("face.left.bag", soft("skin.deep", 0.22)),
                Shape("face.right.bag", soft("skin.deep", 0.20)),
                Shape("face.frown", soft("skin.deep", 0.8)),
                Shape("face.chin", soft("skin.light", 0.6)),
                Shape("face.chin.shade", soft("skin.deep", 0.42)),
                Shape("face.chin.dimple", soft("skin.deep", 0.4)),
                Shape("face.philtrum", soft("skin.deep", 0.28)),
                Shape("face.muzzle", soft("skin.light", 0.28)),
            ),
        ),
        *both(
            "cheek.{}",
            Shape("cheek.{}.blush", soft("skin.blush", 0.36)),
            Shape("cheek.{}.shine", soft("skin.shine", 0.5)),
            Shape("cheek.{}.fold", soft("skin.deep", 0.75), opacity=0.42),
            Shape("cheek.{}.corner", soft("skin.deep", 0.6), opacity=0.55),
        ),
        Layer("wrinkles", (Shape("face.wrinkles", None, stroke="skin.deep", width=2.2, opacity=0.12),)),
    )


def _eyes() -> tuple[Layer, ...]:
    white = Radial(
        (0.5, 0.5),
        0.62,
        (Stop(0, "eye.white"), Stop(0.6, "eye.white"), Stop(0.85, "eye.shade"), Stop(1, "eye.corner")),
    )
    iris = Radial(
        (0.5, 0.52), 0.5,
        (Stop(0, "eye.inner"), Stop(0.42, "eye.inner"), Stop(0.78, "eye.outer"), Stop(0.92, "eye.ring"),
         Stop(1, "eye.ring", 0.7)),
    )  # fmt: skip
    pupil = Radial((0.5, 0.5), 0.5, (Stop(0, "eye.pupil"), Stop(0.86, "eye.pupil"), Stop(1, "eye.pupil", 0)))
    lid = Linear(
        (0.5, 0),
        (0.5, 1),
        (
            Stop(0, "skin.lid", 0),
            Stop(0.3, "skin.lid", 0.6),
            Stop(0.7, "skin.mid", 0.95),
            Stop(1, "skin.shade"),
        ),
    )
    return (
        *both("eye.{}", Shape("eye.{}.white", white)),
        *both(
            "iris.{}",
            Shape("iris.{}.colour", iris),
            Shape("iris.{}.glow", soft("eye.glow", 0.7)),
            Shape("iris.{}.pupil", pupil),
            clip="eye.{}.white",
        ),
        *both("eye.shade.{}", Shape("eye.{}.shade", fade("shadow", (0.5, 0), (0.5, 0.65), 0.6))),
        *both(
            "glint.{}",
            Shape("glint.{}.large", "glint"),
            Shape("glint.{}.small", "glint", opacity=0.8),
            clip="eye.{}.white",
        ),
        *both(
            "lid.lower.{}",
            Shape("lid.lower.{}.wet", "eye.wet", opacity=0.55),
            Shape("lid.lower.{}.rim", "skin.line", opacity=0.6),
        ),
        *both(
            "lid.upper.{}",
            Shape("lid.upper.{}.skin", lid),
            Shape("lid.upper.{}.crease", None, stroke="skin.line", width=2.4, opacity=0.55),
            Shape("lid.upper.{}.lashes", None, stroke="skin.lash", width=1.8, opacity=0.75),
            Shape("lid.upper.{}.lash", "skin.lash"),
        ),
    )


def _nose() -> Layer:
    return Layer(
        "nose",
        (
            Shape("nose.side", soft("skin.deep", 0.30)),
            Shape("nose.shade", soft("skin.deep", 0.5)),
            Shape("nose.body", soft("skin.light", 0.6)),
            Shape("nose.blush", soft("skin.blush", 0.25)),
            Shape("nose.left.wing", soft("skin.deep", 0.75)),
            Shape("nose.right.wing", soft("skin.deep", 0.75)),
            Shape("nose.base", soft("skin.deep", 0.55)),
            Shape("nose.left.nostril", soft("skin.line", 1.0)),
            Shape("nose.right.nostril", soft("skin.line", 1.0)),
            Shape("nose.left.hole", "skin.line", opacity=0.6),
            Shape("nose.right.hole", "skin.line", opacity=0.6),
            Shape("nose.bridge", soft("skin.shine", 0.6)),
            Shape("nose.tip", soft("skin.shine", 0.9)),
        ),
    )


def _mouth() -> tuple[Layer, ...]:
    inner = Linear(
        (0.5, 0), (0.5, 1), (Stop(0, "mouth.dark"), Stop(0.6, "mouth.dark"), Stop(1, "mouth.deep"))
    )
    teeth = Linear(
        (0.5, 0), (0.5, 1), (Stop(0, "teeth.shade"), Stop(0.3, "teeth.light"), Stop(1, "teeth.light"))
    )
    low_teeth = Linear(
        (0.5, 0), (0.5, 1), (Stop(0, "teeth.light"), Stop(0.3, "teeth.light"), Stop(1, "teeth.shade"))
    )
    lower = Linear(
        (0.5, 0),
        (0.5, 1),
        (Stop(0, "skin.lip.dark"), Stop(0.3, "skin.lip"), Stop(0.7, "skin.lip.light"), Stop(1, "skin.lip")),
    )
    upper = Linear((0.5, 0), (0.5, 1), (Stop(0, "skin.lip"), Stop(0.5, "skin.lip"), Stop(1, "skin.lip.dark")))
    return (
        Layer("mouth.inner", (Shape("mouth.inner.shape", inner),)),
        Layer("teeth.lower", (Shape("teeth.lower.shape", low_teeth, opacity=0.9),), clip="mouth.inner.shape"),
        Layer(
            "teeth.upper",
            (
                Shape("teeth.upper.shape", teeth),
                Shape("teeth.upper.lines", None, stroke="teeth.line", width=1.5, opacity=0.28),
            ),
            clip="mouth.inner.shape",
        ),
        Layer("lip.lower", (Shape("lip.lower", lower), Shape("lip.lower.gloss", soft("skin.shine", 0.75)))),
        tongue_layer(0.25, 0.6, 0.25),
        Layer(
            "mouth",
            (
                Shape("mouth.inner.shade", fade("mouth.dark", (0.5, 0), (0.5, 0.4), 0.4)),
                Shape("lip.upper", upper),
                Shape("lip.upper.gloss", "skin.shine", opacity=0.22),
                Shape("lip.line", "skin.line", opacity=0.75),
            ),
        ),
    )


def layers() -> tuple[Layer, ...]:
    """Return all layers, back to front."""
    front = Linear((0.25, 0), (0.7, 1), (Stop(0, "hair.light"), Stop(0.3, "hair.base"), Stop(1, "hair.dark")))
    hair = Layer(
        "hair",
        (
            Shape("hair.front", front),
            Shape("hair.sheen", soft("hair.shine", 0.5)),
            Shape("hair.strands", None, stroke="hair.dark", width=2.4, opacity=0.45),
            Shape("hair.lights", None, stroke="hair.shine", width=2.4, opacity=0.45),
        ),
    )
    # thinner towards both ends, as hairs are
    brow = Radial(
        (0.5, 0.5), 0.56, (Stop(0, "hair.brow", 0.85), Stop(0.6, "hair.brow", 0.8), Stop(1, "hair.brow", 0.2))
    )
    brows = both(
        "brow.{}",
        Shape("brow.{}.soft", brow),
        Shape("brow.{}.hairs", None, stroke="hair.dark", width=1.6, opacity=0.35),
    )
    return (*_behind(), *_head(), *_eyes(), *brows, _nose(), *_mouth(), hair)
