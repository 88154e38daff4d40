"""What there is to see on the stage at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from mirrorcam.core.imitation.history import History
from mirrorcam.core.imitation.imitator import Response
from mirrorcam.core.types import AvatarPose, FloatArray, Gesture, PixelArray

# A part of the stage in whole pixels: left, top, width and height.
Part = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment: the baby's pose, and what is known of the visitor.

    visitor_rgb u8[H,W,3] is shown only on a stage with a visitor's panel; it is not mirrored.
    faces holds landmarks f32[478,3] as shares of the visitor's picture. note is a line for people,
    such as that the camera is away.
    """

    pose: AvatarPose
    gestures: frozenset[Gesture] = frozenset()
    visitor_rgb: PixelArray | None = None
    faces: tuple[FloatArray, ...] = field(default_factory=tuple)
    aspect: float = 4 / 3
    note: str | None = None
    time_s: float = 0.0
    response: Response | None = None
    history: History | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class StageOptions:
    """What the viewer switches: mirrored is the one flag that swaps left and right.

    panels counts on through an imitator's arrangements of panels; card through the cards, None shows none.
    """

    mirrored: bool = True
    landmarks: bool = False
    help: bool = False
    frozen: bool = False
    panels: int = 0
    card: int | None = None
