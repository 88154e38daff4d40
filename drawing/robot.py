"""Draws the robot, for the machine's view of the story: `python -m drawing.robot`."""

from __future__ import annotations

import numpy as np

from drawing.brows import Brow
from drawing.curves import (
    CIRCLE_HANDLE,
    Curves,
    Points,
    band,
    ellipse,
    join,
    on_both_sides,
    spline,
    symmetric,
)
from drawing.eyes import Eye, U
from drawing.fields import Pose
from drawing.mouth import Mouth
from drawing.rig import rig_text
from drawing.robot_flesh import robot_flesh
from drawing.robot_paints import PALETTES, robot_layers
from drawing.save import PAIRS, save
from drawing.scene import Drawing, Outlines

MOUTH = Mouth(
    centre=(500, 690), half_width=76, upper_full=11, bow=0.0, lower_full=12, tube=True, corner_up=12, parting=2.4,
    scale=1.12, jaw_drop=80, tongue_half_width=37, tongue_length=80,
)  # fmt: skip
EYE = Eye(
    centre=(630, 484), half_width=80, above=76, below=70, iris=64, crease=12, lash=5.0,
    outer_drop=0, closed_at=0.22, look=(0, -2), round=True,
)  # fmt: skip
BROW = Brow(inner=(570, 368), outer=(694, 372), arch=15, thick=11, hairs=0)
FLESH = robot_flesh()


def rounded(x: float, y: float, half_width: float, half_height: float, radius: float) -> Points:
    """Return a closed rounded rectangle around (x, y)."""
    w, h, r = half_width, half_height, radius
    k = r * (1 - CIRCLE_HANDLE)
    corners = [
        ((x + w - r, y - h), (x + w - k, y - h), (x + w, y - h + k), (x + w, y - h + r)),
        ((x + w, y + h - r), (x + w, y + h - k), (x + w - k, y + h), (x + w - r, y + h)),
        ((x - w + r, y + h), (x - w + k, y + h), (x - w, y + h - k), (x - w, y + h - r)),
        ((x - w, y - h + r), (x - w, y - h + k), (x - w + k, y - h), (x - w + r, y - h)),
    ]
    points: list[tuple[float, float]] = [corners[-1][3]]
    for a, b, c, d in corners:
        points += [points[-1], a, a, b, c, d]
    return np.array(points, float)


_HEAD = [
    (500, 142), (600, 146), (700, 166), (770, 220), (802, 310), (812, 420), (812, 540),
    (802, 640), (768, 722), (696, 778), (596, 804),
]  # fmt: skip
_PLATE = [
    (500, 236), (600, 240), (690, 262), (738, 320), (754, 420), (752, 540), (738, 640), (690, 716), (600, 752),
]  # fmt: skip
_TORSO = [(500, 852), (600, 854), (700, 872), (778, 912), (822, 970), (838, 1040)]
_JAW = [(500, 614), (584, 618), (640, 642), (664, 690), (642, 744), (580, 776)]


def _skin() -> dict[str, Curves]:
    """Return all resting outlines that move with the face."""
    two: dict[str, Curves] = {
        "cheek.{}.lamp": [ellipse(690, 612, 40, 40)],
        "cheek.{}.glow": [ellipse(690, 612, 92, 84)],
        "cheek.{}.apple": [ellipse(690, 612, 74, 70)],
        "cheek.{}.shine": [ellipse(680, 600, 16, 12, -24)],
        "cheek.{}.fold": [band([(604, 652), (620, 676), (620, 704), (608, 724)], [0.5, 3.5, 4, 0.5])],
        "cheek.{}.dimple": [ellipse(596, 688, 9, 9)],
        "face.{}.well": [ellipse(630, 484, 106, 102)],
        "face.{}.ring": [ellipse(630, 484, 97, 94)],
        "face.{}.bag": [ellipse(630, 572, 70, 14)],
        "face.{}.sneer": [band([(530, 560), (541, 572), (541, 590)], [0.5, 3, 0.5])],
        "ear.{}.stem": [rounded(770, 500, 92, 44, 20)],
        "ear.{}.shape": [rounded(850, 500, 38, 84, 36)],
        "ear.{}.light": [ellipse(862, 500, 14, 46)],
        "ear.{}.shine": [ellipse(842, 458, 10, 22, 8)],
        "face.{}.screw": [ellipse(738, 268, 10, 10)],
    }
    return on_both_sides(two) | {
        "head.shape": [spline(symmetric(_HEAD, (500, 810)), closed=True)],
        "head.warmth": [spline(symmetric(_HEAD, (500, 810)), closed=True)],
        "head.gloss": [
            spline(
                [
                    (300, 200),
                    (400, 168),
                    (520, 166),
                    (500, 196),
                    (400, 212),
                    (310, 262),
                    (268, 340),
                    (262, 270),
                ],
                True,
            )
        ],
        "head.seam": [spline([(206, 300), (330, 262), (500, 252), (670, 262), (794, 300)])],
        "face.plate": [spline(symmetric(_PLATE, (500, 760)), closed=True)],
        "face.plate.edge": [spline(symmetric(_PLATE, (500, 760)), closed=True)],
        "face.jaw": [spline(symmetric(_JAW, (500, 784)), closed=True)],
        "face.jaw.edge": [spline(symmetric(_JAW, (500, 784)), closed=True)],
        "face.jaw.light": [ellipse(476, 650, 110, 34)],
        "face.chin": [ellipse(500, 758, 52, 16)],
        "face.chin.shade": [ellipse(500, 736, 60, 12)],
        "face.chin.dimple": [ellipse(500, 758, 16, 8)],
        "nose.shade": [ellipse(502, 606, 34, 12)],
        "nose.body": [rounded(500, 586, 26, 19, 18)],
        "nose.tip": [ellipse(491, 579, 9, 5.5, -16)],
    }


SKIN = _skin()
BODY: dict[str, Curves] = {
    "body.neck": [rounded(500, 826, 92, 46, 18)],
    "body.neck.rings": [spline([(412, y), (500, y + 12), (588, y)]) for y in (812, 830, 848)],
    "body.suit": [spline(symmetric(_TORSO, (500, 1070)), closed=True)],
    "body.suit.shade": [spline(symmetric(_TORSO, (500, 1070)), closed=True)],
    "body.panel": [rounded(500, 966, 116, 58, 34)],
    "body.heart": [
        spline(
            [(500, 996), (470, 968), (464, 944), (482, 932), (500, 946), (518, 932), (536, 944), (530, 968)],
            True,
        )
    ],
    "body.dots": [ellipse(x, 962, 8, 8) for x in (420, 580)],
    "body.shadow": [ellipse(504, 850, 270, 62)],
}
HAIR: dict[str, Curves] = {
    "hair.stem": [spline([(500, 150), (496, 122), (500, 96)])],
    "hair.base": [rounded(500, 146, 40, 13, 12)],
    "hair.glow": [ellipse(500, 76, 62, 62)],
    "hair.bulb": [ellipse(500, 76, 25, 25)],
    "hair.bulb.shine": [ellipse(491, 67, 8, 6, -30)],
}


def _shutters(pose: Pose, side: str) -> dict[str, Curves]:
    """Return the slats on the upper lid: lines between its upper edge and the edge of the opening."""
    upper, lower = EYE.edges(pose, side)
    rest, rest_lower = EYE.edges({}, side)
    top = rest - np.stack([0 * U, np.full(7, 6.0)], 1)
    name = side.lower()
    slats = [spline((top + (upper - top) * share)[1:-1]) for share in (0.28, 0.52, 0.76)]
    below = rest_lower + np.stack([0 * U, np.full(7, 2.0)], 1)
    return {
        f"lid.upper.{name}.slats": slats,
        f"lid.lower.{name}.skin": [join(spline(lower), spline(below[::-1]))],
    }


def build(pose: Pose) -> Outlines:
    """Return every outline of the robot for a pose."""
    found: Outlines = {label: FLESH.moved_all(curves, pose) for label, curves in SKIN.items()}
    found |= BODY | HAIR | MOUTH.outlines(pose)
    for side in ("Left", "Right"):
        found |= EYE.outlines(pose, side) | EYE.ball(side) | BROW.outlines(pose, side) | _shutters(pose, side)
    return found


DRAWING = Drawing(
    title="mirrorcam robot", layers=robot_layers(), build=build, pairs=PAIRS, colours=PALETTES["enamel"]
)
RIG = rig_text(
    "robot",
    "The robot",
    {
        "pivot": {
            "head": (500.0, 660.0),
            "hair.front": (500.0, 150.0),
        },
        "depth": {
            "seam": 0.45,
            "jaw": 0.55,
            "socket.left": 0.55,
            "socket.right": 0.55,
            "ear.left": 0.02,
            "ear.right": 0.02,
            "head": {"top": 0.1, "bottom": 0.25},
            "nose": 0.72,
            "mouth": 0.7,
            "lip.lower": 0.7,
            "tongue": 0.72,
            "mouth.inner": 0.66,
            "gum.upper": 0.67,
            "gum.lower": 0.68,
        },
        "gaze": {"x": 26.0, "y": 22.0, "lids_follow": 0.2},
        "spring": {"hair.front": {"stiffness_hz": 4.0, "damping": 0.3}},
        "fade": {
            "cheek.left.glow": {"mouthSmileLeft": 0.35, "cheekSquintLeft": 0.25},
            "cheek.right.glow": {"mouthSmileRight": 0.35, "cheekSquintRight": 0.25},
        },
    },
    without=("lid.upper.left.crease", "lid.upper.right.crease", "cheek.left.fold", "cheek.right.fold", "face.frown"),
)  # fmt: skip

if __name__ == "__main__":
    save("robot", DRAWING, RIG, PALETTES)
