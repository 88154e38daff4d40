"""The channels network itself: its basis, its shape, what it is blamed for, and how it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn

from mirrorcam.core.channels import CHANNELS, MIRROR_ORDER
from mirrorcam.core.evidence import SCORES
from mirrorcam.core.network_points import NETWORK_POINTS
from mirrorcam.core.pose import load_mean_face
from training.lessons import TAUGHT

HIDDEN = (256, 128)
BASIS, WHITENING = 160, 0.35
SCORE_WEIGHT = 0.15
CHANGE_WEIGHT = 4.0
# A score is the mean of what the labels taught and of these channels' log odds: few labels alone overfit.
TOLD_BY = {
    "smile": ("mouthSmileLeft", "mouthSmileRight"),
    "mouth_open": ("jawOpen",),
    "pucker": ("mouthPucker",),
    "brows_up": ("browInnerUp", "browOuterUpLeft", "browOuterUpRight"),
    "frown": ("browDownLeft", "browDownRight"),
}
SWAP = [
    *MIRROR_ORDER[:TAUGHT],
    *(
        TAUGHT + SCORES.index(n.replace("left", "?").replace("right", "left").replace("?", "right"))
        for n in SCORES
    ),
]


class ChannelNet(nn.Module):
    """Shape z f32[b, BASIS] in its basis to channels f32[b,51] in [0,1] and log odds f32[b,7], side by side."""

    def __init__(self, basis: np.ndarray) -> None:
        super().__init__()
        self.basis = basis  # f32[BASIS, 3 p]: rows of a scaled PCA; folded into the first layer when stored
        sizes = (len(basis), *HIDDEN)
        layers = [layer for a, b in pairwise(sizes) for layer in (nn.Linear(a, b), nn.ELU())]
        self.trunk = nn.Sequential(*layers)
        self.channels = nn.Linear(HIDDEN[-1], TAUGHT)
        self.scores = nn.Linear(HIDDEN[-1], len(SCORES))
        told_by = torch.zeros(len(SCORES), TAUGHT)
        for name, channels in TOLD_BY.items():
            told_by[SCORES.index(name), [CHANNELS.index(c) for c in channels]] = 0.5 / len(channels)
        self.register_buffer("told_by", told_by)
        self.register_buffer("told_share", told_by.sum(dim=1))

    def odds(self, z: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return log odds of channels f32[b,51], and of gestures f32[b,7] as the labels taught them."""
        seen = self.trunk(z)
        return self.channels(seen), self.scores(seen)

    def told(self, channels: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Return the log odds of gestures f32[b,7] when the channels' are listened to as well."""
        return scores * (1 - self.told_share) + channels @ self.told_by.T

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        channels, scores = self.odds(z)
        if not self.training:
            scores = self.told(channels, scores)
        return torch.cat([torch.sigmoid(channels), scores], dim=1)


class People(nn.Module):
    """Networks that had the same lessons and other luck, as one: the mean of their log odds, which none alone reaches.

    Trained on the same faces, all share one basis.
    """

    def __init__(self, members: Sequence[ChannelNet]) -> None:
        super().__init__()
        self.basis = members[0].basis
        self.members = nn.ModuleList(members)
        self.eval()

    def odds(self, z: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return log odds of channels f32[b,51] and of gestures f32[b,7]."""
        every = [member.odds(z) for member in self.members]
        channels, scores = (sum(each) / len(every) for each in zip(*every, strict=True))
        return channels, self.members[0].told(channels, scores)

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        channels, scores = self.odds(z)
        return torch.cat([torch.sigmoid(channels), scores], dim=1)


def basis_of(x: np.ndarray, size: int) -> np.ndarray:
    """Return f32[size, 3 p]: how faces differ, each point's spread made equal first, rare ways damped less."""
    scale = x.std(axis=0) + 0.004
    scaled = x / scale
    spread, directions = np.linalg.eigh(scaled.T @ scaled / len(x))
    spread, directions = spread[::-1][:size], directions[:, ::-1][:, :size]
    return (directions / spread**WHITENING / scale[:, None]).T.astype(np.float32)


def lesson_loss(out: torch.Tensor, lesson: torch.Tensor, channel_weight: torch.Tensor) -> torch.Tensor:
    """Add the error against the teacher (weighted by each channel's spread) and the surprise at the labels."""
    known = ~torch.isnan(lesson)
    lesson = lesson.nan_to_num()
    error = (out[:, :TAUGHT] - lesson[:, :TAUGHT]) * known[:, :TAUGHT]
    target = 0.02 + 0.96 * lesson[:, TAUGHT:]
    surprise = nn.functional.binary_cross_entropy_with_logits(out[:, TAUGHT:], target, reduction="none")
    heard = known[:, TAUGHT:]
    per_gesture = (surprise * heard).sum(0) / heard.sum(0).clamp(min=1)
    return 4.0 * (error**2 * channel_weight).mean() + SCORE_WEIGHT * per_gesture.sum()


def change_loss(out: torch.Tensor, lesson: torch.Tensor, channel_weight: torch.Tensor) -> torch.Tensor:
    """Return the error in how channels change from the first half of the rows to their partners in the second."""
    half = len(out) // 2
    said, true = (each[:half, :TAUGHT] - each[half:, :TAUGHT] for each in (out, lesson))
    known = ~torch.isnan(true)
    return CHANGE_WEIGHT * (((said - true.nan_to_num()) * known) ** 2 * channel_weight).mean()


def flat(x: np.ndarray) -> np.ndarray:
    """Return f32[n, 3 p]."""
    return np.ascontiguousarray(x.reshape(len(x), -1))


def mirror_faces(x: np.ndarray) -> np.ndarray:
    """Return the shapes x f32[n,p,3] of the same faces seen in a looking-glass."""
    mean_face = load_mean_face(Path("assets/models/mean_face.npz"))
    place = {point: position for position, point in enumerate(NETWORK_POINTS)}
    order = np.array([place[int(mean_face.mirror[point])] for point in NETWORK_POINTS])
    return x[:, order] * np.array([-1, 1, 1], np.float32)


def apply(people: People, x: np.ndarray) -> np.ndarray:
    """Return channels and log odds f32[n,58], averaged over the face and its mirror image."""
    with torch.no_grad():
        plain, other = (
            people(torch.from_numpy(flat(each) @ people.basis.T)).numpy() for each in (x, mirror_faces(x))
        )
    return (plain + other[:, SWAP]) / 2


def store(people: People, path: Path) -> None:
    """Keep the networks for training.acted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    states = [member.state_dict() for member in people.members]
    torch.save({"basis": torch.from_numpy(people.basis), "members": states}, path)


def stored(path: Path) -> People:
    """Return what `store` kept."""
    kept = torch.load(path, weights_only=True)
    members = []
    for state in kept["members"]:
        members.append(ChannelNet(kept["basis"].numpy()))
        members[-1].load_state_dict(state)
    return People(members)
