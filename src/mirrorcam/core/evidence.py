"""What the networks say of one face in one frame, before the reader weighs it."""

from __future__ import annotations

from dataclasses import dataclass

from mirrorcam.core.types import FloatArray

# What is scored from the shape of the face; a lid is "closed" for a blink as much as for a wink.
SCORES: tuple[str, ...] = (
    "smile",
    "mouth_open",
    "pucker",
    "brows_up",
    "frown",
    "lid_closed_left",
    "lid_closed_right",
)
SCORE: dict[str, int] = {name: position for position, name in enumerate(SCORES)}


@dataclass(frozen=True, slots=True)
class TongueReading:
    """The tongue as the mouth's pixels show it.

    out in [0, 1]: how far past the lips, 0 inside. left in [-1, 1]: towards the visitor's own left.
    down in [-1, 1]: below the lower lip at 1, straight ahead at 0, upwards below 0.
    left and down mean something only where out is well above 0.
    """

    out: float
    left: float = 0.0
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class MouthReading:
    """What the mouth's pixels show besides the tongue: smile in [0, 1], the chance that it smiles."""

    smile: float


@dataclass(frozen=True, slots=True)
class BrowReading:
    """What the picture around the brows shows, in log odds.

    frown: brows drawn together or down. brows_up: both brows raised, None where nobody asked.
    """

    frown: float
    brows_up: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Numbers out of one Observation.

    channels f32[52] in [0, 1] in the order of CHANNELS, as landmarks alone give them (tongueOut is 0).
    scores f32[7] in the order of SCORES: log odds of each from the shape of the face alone, as learnt
    from strangers. tongue and mouth are None where no mouth crop could be cut, brows where none of the brows.
    """

    channels: FloatArray
    scores: FloatArray
    tongue: TongueReading | None = None
    mouth: MouthReading | None = None
    brows: BrowReading | None = None
