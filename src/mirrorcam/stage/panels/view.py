"""What panels are given to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mirrorcam.core.imitation.acts import ACTS
from mirrorcam.core.imitation.history import History
from mirrorcam.core.imitation.imitator import Response
from mirrorcam.core.imitation.learner import BABBLED
from mirrorcam.core.imitation.newborn_model import REPERTOIRE
from mirrorcam.core.types import FloatArray, Gesture

# The rows that panels show for each imitator: what it can do.
ACTS_OF: Mapping[str, tuple[Gesture, ...]] = {"newborn": REPERTOIRE, "learner": BABBLED, "mirror": BABBLED}


@dataclass(frozen=True, slots=True)
class PanelView:
    """One moment of an imitator.

    landmarks f32[478,3] are the visitor's as shares of a picture aspect wide for its height, None without a
    visitor. acts are the rows that panels show. unit_px is the stage's height: letters are sized by it, so
    that they are read from as far on a large panel as on a small one. mirrored swaps the seen face's sides.
    """

    response: Response
    history: History
    unit_px: float
    landmarks: FloatArray | None = None
    aspect: float = 4 / 3
    mirrored: bool = True
    acts: tuple[Gesture, ...] = field(default=BABBLED)

    @property
    def places(self) -> list[int]:
        """Where the rows' acts stand in arrays of eight."""
        return [ACTS.index(act) for act in self.acts]
