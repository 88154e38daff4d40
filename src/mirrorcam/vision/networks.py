"""All networks as one: an observation in, its evidence out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mirrorcam.core.evidence import Evidence
from mirrorcam.core.pose import MeanFace
from mirrorcam.core.types import Observation
from mirrorcam.vision.brow_network import BrowNetwork
from mirrorcam.vision.channel_network import ChannelNetwork
from mirrorcam.vision.tongue_network import load_tongue_network


class FaceNetworks:
    """Reads the channels off the landmarks, the tongue off the mouth's pixels, and frowns off the brows'."""

    def __init__(self, models: Path, mean_face: MeanFace) -> None:
        self._channels = ChannelNetwork(models, mean_face)
        self._tongue = load_tongue_network(models)
        self._brows = BrowNetwork(models)

    def look(self, observation: Observation, *, is_still: bool = False) -> Evidence | None:
        """Return the evidence for one face; None where its landmarks make no face. A still's mouth is seen longer."""
        evidence = self._channels.look(observation)
        if evidence is None:
            return None
        read_mouth = self._tongue.study if is_still else self._tongue.read
        tongue, mouth = (None, None) if observation.mouth is None else read_mouth(observation.mouth)
        brows = None if observation.brows is None else self._brows.read(observation.brows)
        return replace(evidence, tongue=tongue, mouth=mouth, brows=brows)
