"""What panels are given to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import skia

from mirrorcam.core.imitation.acts import ACTS
from mirrorcam.core.imitation.history import History
from mirrorcam.core.imitation.imitator import Response
from mirrorcam.core.imitation.learner import BABBLED
from mirrorcam.core.imitation.newborn_model import REPERTOIRE
from mirrorcam.core.types import FloatArray, Gesture
from mirrorcam.stage.text import Texts

# The rows that panels show for each imitator: what it can do.
ACTS_OF: Mapping[str, tuple[Gesture, ...]] = {"newborn": REPERTOIRE, "learner": BABBLED, "mirror": BABBLED}


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays the same from picture to picture.

    unit_px is the stage's height: letters are sized by it, so that they are read from as far on a large panel
    as on a small one. acts are the rows that panels show.
    """

    texts: Texts
    unit_px: float
    acts: tuple[Gesture, ...] = BABBLED

    @property
    def places(self) -> list[int]:
        """Where the rows' acts stand in arrays of eight."""
        return [ACTS.index(act) for act in self.acts]


@dataclass(frozen=True, slots=True)
class PanelView:
    """One moment of an imitator, at time_s of the source's clock.

    landmarks f32[478,3] are the visitor's as shares of a picture aspect wide for its height, None without a
    visitor. mirrored swaps the seen face's sides.
    """

    response: Response
    history: History = field(default_factory=History)
    time_s: float = 0.0
    landmarks: FloatArray | None = None
    aspect: float = 4 / 3
    mirrored: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """still paints what never changes, once; live paints over it what moves, in each picture anew."""

    still: Callable[[skia.Canvas, skia.Rect, Setting], None]
    live: Callable[[skia.Canvas, skia.Rect, Setting, PanelView], None]
