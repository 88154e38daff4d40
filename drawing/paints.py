"""How eyes, brows and mouths are painted, in whatever colours a palette gives: layers from back to front."""

from __future__ import annotations

from dataclasses import replace

from drawing.scene import Layer, Linear, Radial, Shape, Stop, fade, soft


def both(part: str, *shapes: Shape, clip: str | None = None) -> tuple[Layer, Layer]:
    """Return the layer for both sides; {} in labels stands for the side."""

    def one(side: str) -> Layer:
        named = tuple(replace(shape, label=shape.label.format(side)) for shape in shapes)
        return Layer(part.format(side), named, clip.format(side) if clip else None)

    return one("left"), one("right")


def eye_layers() -> tuple[Layer, ...]:
    """Return eyeballs, irises, the lids' shade, catch-lights and lids."""
    white = Radial(
        (0.5, 0.5),
        0.62,
        (Stop(0, "eye.white"), Stop(0.62, "eye.white"), Stop(0.86, "eye.shade"), Stop(1, "eye.corner")),
    )
    colour = Radial(
        (0.5, 0.5), 0.5,
        (
            Stop(0, "eye.pupil"), Stop(0.47, "eye.pupil"), Stop(0.54, "eye.inner"), Stop(0.61, "eye.inner"),
            Stop(0.8, "eye.outer"), Stop(0.93, "eye.ring"), Stop(1, "eye.ring", 0.5),
        ),
    )  # fmt: skip
    return (
        *both("eye.{}", Shape("eye.{}.white", white)),
        *both(
            "iris.{}",
            Shape("iris.{}.colour", colour),
            Shape("iris.{}.glow", soft("eye.glow", 0.95)),
            clip="eye.{}.white",
        ),
        *both("eye.shade.{}", Shape("eye.{}.shade", fade("shadow", (0.5, 0), (0.5, 0.62), 0.62))),
        *both(
            "glint.{}",
            Shape(
                "glint.{}.large",
                Radial((0.5, 0.5), 0.5, (Stop(0, "glint"), Stop(0.72, "glint", 0.96), Stop(1, "glint", 0))),
            ),
            Shape(
                "glint.{}.small",
                Radial(
                    (0.5, 0.5), 0.5, (Stop(0, "glint", 0.9), Stop(0.6, "glint", 0.8), Stop(1, "glint", 0))
                ),
            ),
            clip="eye.{}.white",
        ),
        *both(
            "lid.lower.{}",
            Shape("lid.lower.{}.bag", fade("skin.rim", (0.5, 0.45), (0.5, 1), 0.35)),
            Shape("lid.lower.{}.wet", "eye.wet", opacity=0.62),
            Shape("lid.lower.{}.rim", "skin.line", opacity=0.42),
        ),
        *both(
            "lid.upper.{}",
            Shape(
                "lid.upper.{}.skin",
                Linear(
                    (0.5, 0),
                    (0.5, 1),
                    (
                        Stop(0, "skin.lid", 0),
                        Stop(0.25, "skin.lid", 0.55),
                        Stop(0.6, "skin.lid", 0.95),
                        Stop(1, "skin.mid"),
                    ),
                ),
            ),
            Shape("lid.upper.{}.crease", None, stroke="skin.line", width=3, opacity=0.17),
            Shape("lid.upper.{}.lashes", None, stroke="skin.lash", width=1.5, opacity=0.4),
            Shape("lid.upper.{}.lash", "skin.lash", opacity=0.9),
        ),
    )


def mouth_layers() -> tuple[Layer, ...]:
    """Return cavity, gums, lips and tongue; the tongue lies over the lower lip and under the upper one."""
    inner = Linear(
        (0.5, 0), (0.5, 1), (Stop(0, "mouth.dark"), Stop(0.55, "mouth.deep"), Stop(1, "mouth.warm"))
    )
    lower = Linear(
        (0.5, 0),
        (0.5, 1),
        (Stop(0, "lip.dark"), Stop(0.3, "lip"), Stop(0.75, "lip.light"), Stop(1, "skin.mid")),
    )
    upper = Linear((0.5, 0), (0.5, 1), (Stop(0, "lip.light"), Stop(0.45, "lip"), Stop(1, "lip.dark")))
    lower, upper = _skinned(lower), _skinned(upper)
    return (
        Layer(
            "mouth.inner",
            (Shape("mouth.inner.shape", inner),),
        ),
        Layer(
            "gum.upper",
            (
                Shape(
                    "gum.upper.shape",
                    Linear(
                        (0.5, 0),
                        (0.5, 1),
                        (Stop(0, "gum.dark"), Stop(0.55, "gum.base"), Stop(1, "gum.light")),
                    ),
                ),
            ),
            clip="mouth.inner.shape",
        ),
        Layer(
            "lip.lower",
            (
                Shape("lip.lower", lower, blur=2),
                Shape("lip.lower.gloss", soft("skin.shine", 0.8)),
            ),
        ),
        tongue_layer(0.22, 0.55, 0.3),
        Layer(
            "gum.lower",
            (
                Shape(
                    "gum.lower.shape",
                    Linear(
                        (0.5, 0), (0.5, 1), (Stop(0, "gum.light"), Stop(0.5, "gum.base"), Stop(1, "gum.dark"))
                    ),
                ),
                Shape("gum.lower.gloss", soft("glint", 0.6)),
            ),
            clip="mouth.inner.shape",
        ),
        Layer(
            "mouth",
            (
                Shape("lip.upper", upper, blur=2),
                Shape("lip.upper.gloss", soft("skin.shine", 0.3)),
            ),
        ),
    )


def tongue_layer(dark_to: float, base_from: float, gloss: float) -> Layer:
    """Return the tongue with its groove: dark in the mouth to one place, pink from another on, shining by gloss."""
    flesh = Linear(
        (0.5, 0),
        (0.5, 1),
        (
            Stop(0, "tongue.deep"),
            Stop(dark_to, "tongue.dark"),
            Stop(base_from, "tongue.base"),
            Stop(1, "tongue.light"),
        ),
    )
    edge = Radial(
        (0.5, 0.55),
        0.56,
        (Stop(0, "tongue.dark", 0), Stop(0.7, "tongue.dark", 0), Stop(1, "tongue.dark", 0.75)),
    )
    window = "mouth.window"
    return Layer(
        "tongue",
        (
            Shape("tongue.shadow", soft("skin.deep", 0.55), opacity=0),
            Shape(window, None, hidden=True),
            Shape("tongue.shape", flesh),
            Shape("tongue.edge", edge),
            Shape("tongue.shade", soft("tongue.deep", 0.35), opacity=0),
            Shape("tongue.groove", soft("tongue.dark", 0.95)),
            Shape("tongue.gloss", soft("glint"), opacity=gloss),
            Shape("tongue.gloss.small", soft("glint"), opacity=0.2),
        ),
        clip=window,
    )


def _skinned(paint: Linear) -> Linear:
    """Return the lips' paint with the short names of lip colours spelled out."""
    full = {"lip": "skin.lip", "lip.light": "skin.lip.light", "lip.dark": "skin.lip.dark"}
    stops = tuple(Stop(stop.at, full.get(stop.colour, stop.colour), stop.alpha) for stop in paint.stops)
    return Linear(paint.start, paint.end, stops, paint.user)


def brow_layers() -> tuple[Layer, ...]:
    """Return the brows: a soft ribbon under fine hairs."""
    return both(
        "brow.{}",
        Shape("brow.{}.soft", soft("hair.brow", 0.95)),
        Shape("brow.{}.hairs", None, stroke="hair.brow", width=1.8, opacity=0.36),
    )
