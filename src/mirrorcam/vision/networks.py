"""Both networks as one: an observation in, its evidence out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mirrorcam.core.evidence import Evidence
from mirrorcam.core.pose import MeanFace
from mirrorcam.core.types import Observation
from mirrorcam.vision.channel_network import ChannelNetwork
from mirrorcam.vision.tongue_network import load_tongue_network


class FaceNetworks:
    """Reads the channels off the landmarks, and the tongue off the mouth's pixels."""

    def __init__(self, models: Path, mean_face: MeanFace) -> None:
        self._channels = ChannelNetwork(models, mean_face)
        self._tongue = load_tongue_network(models)

    def look(self, observation: Observation) -> Evidence | None:
        """Return the evidence for one face; None where its landmarks make no face."""
        evidence = self._channels.look(observation)
        if evidence is None or observation.mouth is None:
            return evidence
        tongue, mouth = self._tongue.read(observation.mouth)
        return replace(evidence, tongue=tongue, mouth=mouth)
