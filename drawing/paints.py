"""How the baby is painted: layers from back to front, with soft light from above left."""

from __future__ import annotations

from drawing.scene import Layer, Linear, Radial, Shape, Stop, fade, soft


def _both(part: str, *shapes: Shape, clip: str | None = None) -> tuple[Layer, Layer]:
    """Return the layer for both sides; {} in labels stands for the side."""

    def one(side: str) -> Layer:
        named = tuple(_named(shape, side) for shape in shapes)
        return Layer(part.format(side), named, clip.format(side) if clip else None)

    return one("left"), one("right")


def _named(shape: Shape, side: str) -> Shape:
    return Shape(
        shape.label.format(side), shape.fill, shape.stroke, shape.width, shape.opacity, shape.blur, shape.hidden
    )


def _body() -> tuple[Layer, ...]:
    suit = Radial((0.36, 0.1), 0.85, (Stop(0, "suit.light"), Stop(0.5, "suit.base"), Stop(1, "suit.shade")))
    return (
        Layer(
            "body",
            (
                Shape("body.suit", suit),
                Shape("body.suit.shade", Linear((0.4, 0), (0.9, 0.9), (Stop(0, "suit.shade", 0), Stop(1, "suit.shade", 0.55)))),
                Shape("body.print", "suit.print", opacity=0.55),
                Shape("body.collar.back", "suit.shade"),
                Shape("body.neck", "skin.shade"),
                Shape("body.collar", "suit.trim"),
                Shape("body.collar.edge", None, stroke="suit.shade", width=2.5, opacity=0.7),
                Shape("body.buttons", "suit.print"),
            ),
        ),
        Layer("body.shade", (Shape("body.shadow", soft("skin.deep", 0.6)),), clip="body.suit"),
    )


def _head() -> tuple[Layer, ...]:
    skin = Radial(
        (0.40, 0.36), 0.72, (Stop(0, "skin.light"), Stop(0.42, "skin.base"), Stop(0.78, "skin.mid"), Stop(1, "skin.shade"))
    )
    warmth = Radial((0.49, 0.5), 0.56, (Stop(0, "skin.rim", 0), Stop(0.74, "skin.rim", 0), Stop(0.9, "skin.rim", 0.16), Stop(1, "skin.rim", 0.4)))
    form = Linear((0.28, 0.1), (0.9, 0.98), (Stop(0, "skin.shade", 0), Stop(0.55, "skin.shade", 0.04), Stop(1, "skin.shade", 0.42)))
    ears = _both(
        "ear.{}",
        Shape("ear.{}.shape", Radial((0.45, 0.4), 0.7, (Stop(0, "skin.base"), Stop(0.55, "skin.mid"), Stop(1, "skin.rim")))),
        Shape("ear.{}.inner", soft("skin.deep", 0.62)),
        Shape("ear.{}.fold", soft("skin.deep", 0.55)),
    )
    return (
        *ears,
        Layer("head", (Shape("head.shape", skin), Shape("head.warmth", warmth), Shape("head.form", form))),
        Layer(
            "face",
            (
                Shape("face.forehead", soft("skin.shine", 0.55)),
                Shape("face.left.socket", soft("skin.rim", 0.32)),
                Shape("face.right.socket", soft("skin.rim", 0.32)),
                Shape("face.left.bag", soft("skin.rim", 0.7), opacity=0.3),
                Shape("face.right.bag", soft("skin.rim", 0.7), opacity=0.3),
                Shape("face.frown", soft("skin.shade", 0.75), opacity=0),
                Shape("face.left.sneer", soft("skin.deep", 0.6), opacity=0),
                Shape("face.right.sneer", soft("skin.deep", 0.6), opacity=0),
                Shape("face.muzzle", soft("skin.light", 0.38)),
                Shape("face.chin", soft("skin.light", 0.65)),
                Shape("face.chin.shade", soft("skin.deep", 0.34)),
                Shape("face.chin.dimple", soft("skin.deep", 0.5), opacity=0),
                Shape("face.philtrum", soft("skin.rim", 0.26)),
            ),
        ),
        *_both(
            "cheek.{}",
            Shape("cheek.{}.blush", soft("skin.blush", 0.50)),
            Shape("cheek.{}.apple", soft("skin.blush", 0.40), opacity=0),
            Shape("cheek.{}.shine", soft("skin.shine", 0.42)),
            Shape("cheek.{}.fold", soft("skin.deep", 0.55), opacity=0),
            Shape("cheek.{}.dimple", soft("skin.deep", 0.55), opacity=0),
        ),
    )


def _eyes() -> tuple[Layer, ...]:
    white = Radial((0.5, 0.5), 0.62, (Stop(0, "eye.white"), Stop(0.62, "eye.white"), Stop(0.86, "eye.shade"), Stop(1, "eye.corner")))
    colour = Radial(
        (0.5, 0.52), 0.5,
        (Stop(0, "eye.inner"), Stop(0.42, "eye.inner"), Stop(0.78, "eye.outer"), Stop(0.93, "eye.ring"), Stop(1, "eye.ring", 0.6)),
    )  # fmt: skip
    return (
        *_both("eye.{}", Shape("eye.{}.white", white)),
        *_both(
            "iris.{}",
            Shape("iris.{}.ring", soft("eye.ring", 0.5)),
            Shape("iris.{}.colour", colour),
            Shape("iris.{}.glow", soft("eye.glow", 0.95)),
            Shape("iris.{}.pupil", Radial((0.5, 0.5), 0.5, (Stop(0, "eye.pupil"), Stop(0.86, "eye.pupil"), Stop(1, "eye.pupil", 0)))),
            clip="eye.{}.white",
        ),
        *_both("eye.shade.{}", Shape("eye.{}.shade", fade("shadow", (0.5, 0), (0.5, 0.62), 0.62))),
        *_both(
            "glint.{}",
            Shape("glint.{}.large", Radial((0.5, 0.5), 0.5, (Stop(0, "glint"), Stop(0.72, "glint", 0.96), Stop(1, "glint", 0)))),
            Shape("glint.{}.small", Radial((0.5, 0.5), 0.5, (Stop(0, "glint", 0.9), Stop(0.6, "glint", 0.8), Stop(1, "glint", 0)))),
            clip="eye.{}.white",
        ),
        *_both(
            "lid.lower.{}",
            Shape("lid.lower.{}.bag", fade("skin.rim", (0.5, 0.45), (0.5, 1), 0.35)),
            Shape("lid.lower.{}.wet", "eye.wet", opacity=0.62),
            Shape("lid.lower.{}.rim", "skin.line", opacity=0.42),
        ),
        *_both(
            "lid.upper.{}",
            Shape("lid.upper.{}.skin", Linear((0.5, 0), (0.5, 1), (Stop(0, "skin.lid", 0), Stop(0.25, "skin.lid", 0.55), Stop(0.6, "skin.lid", 0.95), Stop(1, "skin.mid")))),
            Shape("lid.upper.{}.crease", None, stroke="skin.line", width=3, opacity=0.17),
            Shape("lid.upper.{}.lashes", None, stroke="skin.lash", width=1.5, opacity=0.4),
            Shape("lid.upper.{}.lash", "skin.lash", opacity=0.9),
        ),
    )


def _mouth() -> tuple[Layer, ...]:
    inner = Linear((0.5, 0), (0.5, 1), (Stop(0, "mouth.dark"), Stop(0.55, "mouth.deep"), Stop(1, "mouth.warm")))
    tongue = Linear((0.5, 0), (0.5, 1), (Stop(0, "tongue.deep"), Stop(0.22, "tongue.dark"), Stop(0.55, "tongue.base"), Stop(1, "tongue.light")))
    edge = Radial((0.5, 0.55), 0.56, (Stop(0, "tongue.dark", 0), Stop(0.7, "tongue.dark", 0), Stop(1, "tongue.dark", 0.75)))
    lower = Linear((0.5, 0), (0.5, 1), (Stop(0, "lip.dark"), Stop(0.3, "lip"), Stop(0.75, "lip.light"), Stop(1, "skin.mid")))
    upper = Linear((0.5, 0), (0.5, 1), (Stop(0, "lip.light"), Stop(0.45, "lip"), Stop(1, "lip.dark")))
    lower, upper = _skinned(lower), _skinned(upper)
    return (
        Layer(
            "mouth.inner",
            (Shape("mouth.inner.shape", inner),),
        ),
        Layer(
            "gum.upper",
            (Shape("gum.upper.shape", Linear((0.5, 0), (0.5, 1), (Stop(0, "gum.dark"), Stop(0.55, "gum.base"), Stop(1, "gum.light")))),),
            clip="mouth.inner.shape",
        ),
        Layer(
            "lip.lower",
            (
                Shape("lip.lower", lower, blur=2),
                Shape("lip.lower.gloss", soft("skin.shine", 0.8)),
            ),
        ),
        Layer(
            "tongue",
            (
                Shape("tongue.shadow", soft("skin.deep", 0.55), opacity=0),
                Shape("mouth.window", None, hidden=True),
                Shape("tongue.shape", tongue),
                Shape("tongue.edge", edge),
                Shape("tongue.shade", soft("tongue.deep", 0.35), opacity=0),
                Shape("tongue.groove", soft("tongue.dark", 0.95)),
                Shape("tongue.gloss", "glint", opacity=0.14),
            ),
            clip="mouth.window",
        ),
        Layer(
            "gum.lower",
            (
                Shape("gum.lower.shape", Linear((0.5, 0), (0.5, 1), (Stop(0, "gum.light"), Stop(0.5, "gum.base"), Stop(1, "gum.dark")))),
                Shape("gum.lower.gloss", "glint", opacity=0.35),
            ),
            clip="mouth.inner.shape",
        ),
        Layer(
            "mouth",
            (
                Shape("mouth.inner.shade", fade("mouth.dark", (0.5, 0), (0.5, 1), 0.75)),
                Shape("lip.upper", upper, blur=2),
                Shape("lip.upper.gloss", soft("skin.shine", 0.3)),
            ),
        ),
    )


def _skinned(paint: Linear) -> Linear:
    """Return the lips' paint with the short names of lip colours spelled out."""
    full = {"lip": "skin.lip", "lip.light": "skin.lip.light", "lip.dark": "skin.lip.dark"}
    stops = tuple(Stop(stop.at, full.get(stop.colour, stop.colour), stop.alpha) for stop in paint.stops)
    return Linear(paint.start, paint.end, stops, paint.user)


def face_layers() -> tuple[Layer, ...]:
    """Return all layers of the baby, back to front."""
    nose = Layer(
        "nose",
        (
            Shape("nose.blush", soft("skin.blush", 0.30)),
            Shape("nose.shade", soft("skin.deep", 0.42)),
            Shape("nose.left.wing", soft("skin.deep", 0.5)),
            Shape("nose.right.wing", soft("skin.deep", 0.5)),
            Shape("nose.left.nostril", soft("skin.line", 1.0)),
            Shape("nose.right.nostril", soft("skin.line", 1.0)),
            Shape("nose.bridge", soft("skin.shine", 0.42)),
            Shape("nose.body", soft("skin.light", 0.55)),
            Shape("nose.tip", soft("skin.shine", 0.95)),
        ),
    )
    hair = (
        Layer(
            "hair",
            (
                Shape("hair.cap", Radial((500, 580), 490, (Stop(0, "hair.base", 0), Stop(0.72, "hair.base", 0), Stop(0.83, "hair.base", 0.2), Stop(0.93, "hair.base", 0.58), Stop(1, "hair.base", 0.82)), user=True)),
                Shape("hair.strands", None, stroke="hair.dark", width=1.3, opacity=0.24),
                Shape("hair.strands.light", None, stroke="hair.light", width=1.3, opacity=0.42),
            ),
        ),
        Layer(
            "hair.front",
            (
                Shape("hair.curl", Linear((0.5, 1), (0.4, 0), (Stop(0, "hair.base", 0), Stop(0.22, "hair.base"), Stop(0.6, "hair.base"), Stop(1, "hair.light")))),
                Shape("hair.curl.light", "hair.light", opacity=0.75),
            ),
        ),
    )
    brows = _both(
        "brow.{}",
        Shape("brow.{}.soft", soft("hair.brow", 0.95)),
        Shape("brow.{}.hairs", None, stroke="hair.brow", width=2.0, opacity=0.5),
    )
    return (*_body(), *_head(), *hair, *_eyes(), *brows, nose, *_mouth())
