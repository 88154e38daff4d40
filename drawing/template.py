"""Draws the template that `mirrorcam avatar new` copies: `python -m drawing.template`.

A friendly round face of few shapes with few nodes, so that every one of them can be found and pulled by hand.
"""

from __future__ import annotations

import numpy as np

from drawing.curves import Curves, Points, ellipse, join, mirrored, spline
from drawing.fields import Pose
from drawing.paints import both
from drawing.save import save
from drawing.scene import Drawing, Layer, Outlines, Radial, Shape, Stop, soft
from drawing.template_rig import RIG

COLOURS = {
    "fur": "#f2c48d",
    "fur.light": "#ffe3bd",
    "fur.shade": "#d99a5e",
    "muzzle": "#fff1dc",
    "line": "#6b4028",
    "cloth": "#8fc1b5",
    "cloth.shade": "#5f9a8e",
    "eye.white": "#fffdf6",
    "eye.colour": "#5a3a22",
    "eye.pupil": "#1a0f0a",
    "glint": "#ffffff",
    "blush": "#f0806a",
    "mouth.dark": "#5b1a20",
    "tongue.base": "#ee8088",
    "tongue.groove": "#c4505e",
}


def _value(pose: Pose, name: str) -> float:
    return pose.get(name, 0.0)


def _half_ring(
    start: tuple[float, float],
    end: tuple[float, float],
    middle: tuple[float, float],
    reach: float,
    ease: float,
) -> Points:
    """Return an arch of two cubics from start over middle to end: three nodes, as one would draw it by hand."""
    x, y = middle
    aside = np.copysign(8, reach)
    return np.array(
        [
            start,
            (start[0] + aside, y + ease),
            (x - reach, y),
            middle,
            (x + reach, y),
            (end[0] - aside, y + ease),
            end,
        ]
    )


def _eye(pose: Pose, side: str) -> Outlines:
    blink, wide, squint = (_value(pose, f"eye{act}{side}") for act in ("Blink", "Wide", "Squint"))
    inner, outer = (545.0, 480.0), (665.0, 476.0)
    top = 420 - 12 * wide + 14 * squint
    bottom = 528 - 22 * squint
    middle = 605
    upper = _half_ring(inner, outer, (middle, top), 34, 12)
    lower = _half_ring(outer, inner, (middle, bottom), -34, -12)
    shut = _half_ring(inner, outer, (middle, 508 - 8 * squint), 34, -6)
    upper, lower = upper + (shut - upper) * blink, lower + (shut[::-1] - lower) * blink
    opening = np.concatenate([upper, lower[1:]])
    down, up, up_out = (
        _value(pose, name) for name in (f"browDown{side}", "browInnerUp", f"browOuterUp{side}")
    )
    brow = np.array([
        (548 - 8 * down, 392 - 34 * up + 34 * down), (580, 366 - 22 * up - 16 * up_out + 34 * down),
        (620, 360 - 8 * up - 34 * up_out + 26 * down), (660, 384 - 30 * up_out + 12 * down),
    ])  # fmt: skip
    name = side.lower()
    shapes: dict[str, Curves] = {
        f"eye.{name}.white": [opening],
        f"lid.upper.{name}.lash": [upper],
        f"brow.{name}.shape": [brow],
        f"iris.{name}.colour": [ellipse(603, 474, 40, 40)],
        f"iris.{name}.pupil": [ellipse(603, 474, 21, 21)],
        f"glint.{name}.shape": [ellipse(590, 460, 11, 12)],
        f"cheek.{name}.blush": [
            ellipse(
                690 + 10 * _value(pose, "cheekPuff"), 600 - 18 * _value(pose, f"mouthSmile{side}"), 70, 46
            )
        ],
        f"ear.{name}.shape": [ellipse(800, 500, 54, 70)],
        f"ear.{name}.inner": [ellipse(804, 504, 34, 46)],
    }
    return {
        label: curves if side == "Left" else [mirrored(c) for c in curves] for label, curves in shapes.items()
    }


def _mouth(pose: Pose) -> Outlines:
    jaw, tongue = _value(pose, "jawOpen"), _value(pose, "tongueOut")
    pucker, funnel = _value(pose, "mouthPucker"), _value(pose, "mouthFunnel")
    aside = 26 * (_value(pose, "mouthLeft") - _value(pose, "mouthRight"))
    half = 78 * (1 - 0.5 * pucker - 0.35 * funnel - 0.1 * jaw)
    part = 12 * pucker + 26 * funnel + 92 * jaw + 16 * tongue * (1 - jaw)
    x, y = 500 + aside, 678.0
    ends = {}
    for side, sign in (("Left", 1), ("Right", -1)):
        smile, frown = _value(pose, f"mouthSmile{side}"), _value(pose, f"mouthFrown{side}")
        ends[side] = (x + sign * (half + 22 * smile), y - 34 * smile + 26 * frown + 6 * jaw)
    dip = 14 * (_value(pose, "mouthSmileLeft") + _value(pose, "mouthSmileRight")) / 2
    rise = 10 * (_value(pose, "mouthFrownLeft") + _value(pose, "mouthFrownRight")) / 2
    top = y + 10 + dip - rise - 6 * pucker - 10 * funnel - 4 * jaw
    bottom = top + part
    left, right = ends["Left"], ends["Right"]
    pull = 0.5 * half
    upper = np.array(
        [right, (right[0] + pull * 0.6, right[1] + 8), (x - pull, top), (x, top), (x + pull, top),
         (left[0] - pull * 0.6, left[1] + 8), left]
    )  # fmt: skip
    deep = 8 + 0.5 * part
    lower = np.array(
        [left, (left[0] - pull * 0.4, left[1] + deep), (x + pull, bottom), (x, bottom), (x - pull, bottom),
         (right[0] + pull * 0.4, right[1] + deep), right]
    )  # fmt: skip
    opening = np.concatenate([upper, lower[1:]])
    tip = bottom + 62 * tongue
    sides = 34 * (1 - 0.2 * pucker)
    out = spline(
        np.array(
            [
                (x - sides * 0.9, bottom - 14),
                (x, bottom - 20),
                (x + sides * 0.9, bottom - 14),
                (x + sides, tip - 26),
                (x, tip + 4),
                (x - sides, tip - 26),
            ]
        ),
        closed=True,
    )
    groove = np.array([(x, bottom - 8), (x, bottom + 8), (x, tip - 34), (x, tip - 24)])
    return {
        "mouth.inner.shape": [opening],
        "mouth.inner.back": [ellipse(x, bottom + 8, 46, 30)],
        "tongue.shape": [out],
        "tongue.groove": [groove],
        "mouth.line": [opening],
    }


def build(pose: Pose) -> Outlines:
    """Return every outline of the template for a pose."""
    jaw, puff = _value(pose, "jawOpen"), _value(pose, "cheekPuff")
    half = [
        (500, 190),
        (632, 210),
        (744, 290),
        (794, 430),
        (784 + 24 * puff, 590),
        (700 + 14 * puff, 730 + 20 * jaw),
        (580, 792 + 40 * jaw),
    ]
    points = np.array(half, float)
    head = spline(np.concatenate([points, [(500, 800 + 44 * jaw)], mirrored(points[1:])[::-1]]), closed=True)
    suit = np.array([(500, 760), (640, 790), (760, 860), (820, 960), (840, 1060)], float)
    body = join(
        spline(np.concatenate([mirrored(suit[1:])[::-1], suit])),
        np.array([(840.0, 1060), (840, 1060), (160, 1060), (160, 1060)]),
    )
    found: Outlines = {
        "body.shape": [body],
        "head.shape": [head],
        "head.light": [ellipse(440, 330, 230, 120)],
        "muzzle.shape": [ellipse(500, 660 + 22 * jaw, 168, 112 + 22 * jaw)],
        "nose.shape": [
            spline([(446, 572), (500, 560), (554, 572), (536, 606), (500, 622), (464, 606)], True)
        ],
        "nose.glint": [ellipse(486, 576, 17, 8)],
    }
    for side in ("Left", "Right"):
        found |= _eye(pose, side)
    return found | _mouth(pose)


def _round(light: str, base: str, shade: str) -> Radial:
    return Radial((0.42, 0.36), 0.75, (Stop(0, light), Stop(0.45, base), Stop(1, shade)))


LAYERS = (
    Layer("body", (Shape("body.shape", _round("cloth", "cloth", "cloth.shade")),)),
    *both(
        "ear.{}",
        Shape("ear.{}.shape", _round("fur.light", "fur", "fur.shade")),
        Shape("ear.{}.inner", soft("line", 0.4)),
    ),
    Layer(
        "head",
        (
            Shape("head.shape", _round("fur.light", "fur", "fur.shade")),
            Shape("head.light", soft("muzzle", 0.4)),
        ),
    ),
    *both("cheek.{}", Shape("cheek.{}.blush", soft("blush", 0.6))),
    *both("eye.{}", Shape("eye.{}.white", "eye.white")),
    *both(
        "iris.{}",
        Shape("iris.{}.colour", "eye.colour"),
        Shape("iris.{}.pupil", "eye.pupil"),
        clip="eye.{}.white",
    ),
    *both("glint.{}", Shape("glint.{}.shape", "glint"), clip="eye.{}.white"),
    *both("lid.upper.{}", Shape("lid.upper.{}.lash", None, stroke="line", width=9)),
    *both("brow.{}", Shape("brow.{}.shape", None, stroke="line", width=14)),
    Layer("muzzle", (Shape("muzzle.shape", soft("muzzle", 1.0)),)),
    Layer("nose", (Shape("nose.shape", "line"), Shape("nose.glint", soft("glint", 0.7)))),
    Layer(
        "mouth.inner", (Shape("mouth.inner.shape", "mouth.dark"), Shape("mouth.inner.back", "tongue.groove"))
    ),
    Layer("mouth", (Shape("mouth.line", None, stroke="line", width=8),)),
    Layer(
        "tongue",
        (Shape("tongue.shape", "tongue.base"), Shape("tongue.groove", None, stroke="tongue.groove", width=5)),
    ),
)
PAIRS = (
    ("mouthSmileLeft", "jawOpen"),
    ("mouthSmileRight", "jawOpen"),
    ("jawOpen", "mouthPucker"),
    ("jawOpen", "tongueOut"),
)
DRAWING = Drawing(title="mirrorcam avatar template", layers=LAYERS, build=build, pairs=PAIRS, colours=COLOURS)

if __name__ == "__main__":
    save(
        "template",
        DRAWING,
        RIG,
        {
            "honey": COLOURS,
            "grey": {**COLOURS, "fur": "#b9b4b0", "fur.light": "#dedad6", "fur.shade": "#8a8480"},
        },
    )
