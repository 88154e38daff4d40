"""How the baby is painted: layers from back to front, with soft light from above left."""

from __future__ import annotations

from drawing.paints import both, brow_layers, eye_layers, mouth_layers
from drawing.scene import Layer, Linear, Radial, Shape, Stop, soft


def _body() -> tuple[Layer, ...]:
    suit = Radial((0.36, 0.1), 0.85, (Stop(0, "suit.light"), Stop(0.5, "suit.base"), Stop(1, "suit.shade")))
    return (
        Layer(
            "body",
            (
                Shape("body.suit", suit),
                Shape(
                    "body.suit.shade",
                    Linear((0.4, 0), (0.9, 0.9), (Stop(0, "suit.shade", 0), Stop(1, "suit.shade", 0.55))),
                ),
                Shape("body.shadow", soft("suit.shade", 0.95)),
                Shape("body.sleeves", None, stroke="suit.shade", width=4, opacity=0.7),
                Shape("body.print", "suit.print", opacity=0.55),
                Shape("body.buttons", "suit.print"),
            ),
        ),
        Layer(
            "body.collar",
            (
                Shape("body.collar.back", "suit.shade"),
                Shape(
                    "body.neck",
                    Linear(
                        (0.5, 0.49),
                        (0.5, 1),
                        (Stop(0, "skin.deep"), Stop(0.45, "skin.shade"), Stop(1, "skin.mid")),
                    ),
                ),
                Shape("body.collar", "suit.trim"),
                Shape("body.collar.edge", None, stroke="suit.shade", width=2.5, opacity=0.7),
            ),
        ),
    )


def _head() -> tuple[Layer, ...]:
    skin = Radial(
        (0.37, 0.33),
        0.80,
        (Stop(0, "skin.light"), Stop(0.4, "skin.base"), Stop(0.74, "skin.mid"), Stop(1, "skin.shade")),
    )
    warmth = Radial(
        (0.49, 0.5),
        0.56,
        (
            Stop(0, "skin.rim", 0),
            Stop(0.74, "skin.rim", 0),
            Stop(0.9, "skin.rim", 0.16),
            Stop(1, "skin.rim", 0.4),
        ),
    )
    tint = ((0, 0), (0.72, 0), (0.84, 0.22), (0.94, 0.6), (1, 0.82))
    hair = Radial((0.5, 0.67), 0.68, tuple(Stop(at, "hair.base", alpha) for at, alpha in tint))
    ears = both(
        "ear.{}",
        Shape(
            "ear.{}.shape",
            Radial((0.45, 0.4), 0.7, (Stop(0, "skin.base"), Stop(0.55, "skin.mid"), Stop(1, "skin.rim"))),
        ),
        Shape("ear.{}.inner", soft("skin.deep", 0.62)),
        Shape("ear.{}.fold", soft("skin.deep", 0.55)),
    )
    return (
        *ears,
        Layer("head", (Shape("head.shape", skin), Shape("head.warmth", warmth), Shape("head.hair", hair))),
        Layer(
            "face",
            (
                Shape("face.forehead", soft("skin.shine", 0.55)),
                Shape("face.left.socket", soft("skin.rim", 0.32)),
                Shape("face.right.socket", soft("skin.rim", 0.32)),
                Shape("face.left.bag", soft("skin.rim", 0.7), opacity=0.3),
                Shape("face.right.bag", soft("skin.rim", 0.7), opacity=0.3),
                Shape("face.frown", soft("skin.deep", 0.9), opacity=0),
                Shape("face.left.sneer", "skin.deep", opacity=0, blur=6),
                Shape("face.right.sneer", "skin.deep", opacity=0, blur=6),
                Shape("face.muzzle", soft("skin.light", 0.38)),
                Shape("face.chin", soft("skin.light", 0.65)),
                Shape("face.chin.shade", soft("skin.deep", 0.34)),
                Shape("face.chin.dimple", soft("skin.deep", 0.5), opacity=0),
                Shape("face.philtrum", soft("skin.rim", 0.26)),
            ),
        ),
        *both(
            "cheek.{}",
            Shape("cheek.{}.shine", soft("skin.shine", 0.34)),
            Shape("cheek.{}.blush", soft("skin.blush", 0.44)),
            Shape("cheek.{}.apple", soft("skin.blush", 0.40), opacity=0),
            Shape("cheek.{}.fold", "skin.shade", opacity=0, blur=7),
            Shape("cheek.{}.dimple", soft("skin.deep", 0.55), opacity=0.18),
        ),
    )


def face_layers() -> tuple[Layer, ...]:
    """Return all layers of the baby, back to front."""
    nose = Layer(
        "nose",
        (
            Shape("nose.blush", soft("skin.blush", 0.30)),
            Shape("nose.shade", soft("skin.deep", 0.42)),
            Shape("nose.left.wing", soft("skin.deep", 0.4)),
            Shape("nose.right.wing", soft("skin.deep", 0.4)),
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
                Shape("hair.wisps", "hair.base", opacity=0.3),
                Shape("hair.strands", "hair.dark", opacity=0.26),
                Shape("hair.strands.fine", None, stroke="hair.dark", width=0.9, opacity=0.4),
                Shape("hair.strands.light", None, stroke="hair.light", width=0.9, opacity=0.65),
            ),
        ),
        Layer(
            "hair.front",
            (
                Shape(
                    "hair.curl",
                    Linear(
                        (0.5, 1),
                        (0.4, 0),
                        (
                            Stop(0, "hair.base", 0),
                            Stop(0.4, "hair.base"),
                            Stop(0.6, "hair.base"),
                            Stop(1, "hair.light"),
                        ),
                    ),
                ),
                Shape("hair.curl.light", "hair.light", opacity=0.75),
            ),
        ),
    )
    return (*_body(), *_head(), nose, *hair, *eye_layers(), *brow_layers(), *mouth_layers())
