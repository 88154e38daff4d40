"""Teach the channels network what the demonstrator acts, by a smaller one beside it.

usage: python -m training.acted [--people .cache/training/people.pt] [--drawn .cache/training/drawn_faces.npz]
       [--out assets/models/channels.onnx]

`training.channels` learns from people and their teacher. The network here sees the same shapes and adds to the log
odds of those channels: on people it is held to add nothing, on the demonstrator it is told what she acts. So next to
nothing that was learnt from people is lost, and scores of gestures stay what they were. Again people are left out
first, in the folds of `training.channels` and on top of what those networks said of people they had not seen.
About four minutes on one core; seeds are fixed.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.channel_net import BASIS, SWAP, basis_of, flat, mirror_faces, stored
from training.channels import JITTER, Partners, neutral_directions, weights_of
from training.joined import ADDED, boosted, export_joined, said_by
from training.lessons import TAUGHT, Drawn, Lessons, load_drawn, load_lessons

HIDDEN = (64, 48)
STEPS, BATCH, RATE, DECAY = 1600, 192, 3e-3, 2e-2
KEPT = 0.995
# How many of the demonstrator's frames go with each batch of people, and what people, and how they change, count.
DRAWN_BATCH, PEOPLE_WEIGHT, CHANGE_WEIGHT = 128, 12.0, 12.0
# Most channels rest in most of her frames: what moves counts so much more.
ACTED_GAIN = 5.0
# What of other people's resting shapes is mixed into a face: she is one woman and varies less.
IDENTITY, DRAWN_IDENTITY, DRAWN_JITTER = 0.4, 0.1, 0.5
LEAST_CHANCE = 1e-4
TOLD_SWAP = SWAP[:TAUGHT]


class Beside(nn.Module):
    """Shape z f32[b, BASIS] to what is added to the channels' log odds f32[b,51]; at first nothing."""

    def __init__(self, basis: np.ndarray) -> None:
        super().__init__()
        self.basis = basis
        self.see = nn.Sequential(
            nn.Linear(len(basis), HIDDEN[0]), nn.ELU(), nn.Linear(HIDDEN[0], HIDDEN[1]), nn.ELU()
        )
        self.add = nn.Linear(HIDDEN[1], TAUGHT)
        nn.init.zeros_(self.add.weight)
        nn.init.zeros_(self.add.bias)

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        return self.add(self.see(z))


@dataclass(frozen=True)
class Task:
    """Faces z f32[2 n, BASIS] (mirrored ones behind), log odds they have f32[2 n,51], chances they should have."""

    z: torch.Tensor
    odds: torch.Tensor
    aim: torch.Tensor


def task_of(x: np.ndarray, told: np.ndarray, aim: np.ndarray, basis: np.ndarray) -> Task:
    """Lay faces x f32[n,p,3], what the people's network said of them f32[n,51] and aims f32[n,51] out, both sides."""
    z = np.concatenate([flat(x), flat(mirror_faces(x))]) @ basis.T
    both = [torch.from_numpy(np.concatenate([each, each[:, TOLD_SWAP]])) for each in (told, aim)]
    return Task(torch.from_numpy(z), torch.logit(both[0], LEAST_CHANCE), both[1])


def train(
    lessons: Lessons, rows: np.ndarray, told: np.ndarray, drawn: Drawn, seen: np.ndarray, basis: np.ndarray, seed: int
) -> Beside:  # fmt: skip
    """Train on people's rows bool[n] and on the demonstrator; told and seen are the people's networks' chances."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    people = task_of(lessons.x[rows], told[rows], told[rows], basis)
    acted = task_of(drawn.x, seen, drawn.acted, basis)
    weight = weights_of(lessons)[rows]
    picks = torch.from_numpy(rng.choice(len(weight), (STEPS, BATCH), p=weight / weight.sum())
                             + len(weight) * rng.integers(0, 2, (STEPS, BATCH)))  # fmt: skip
    partners = Partners(lessons.file[rows], lessons.variant[rows], len(weight))
    channel_weight = 1.0 / (torch.from_numpy(np.std(told[rows], axis=0)) + 0.04)
    directions = torch.from_numpy(neutral_directions(lessons, rows) @ basis.T)
    jitter = torch.from_numpy(JITTER * np.linalg.norm(basis, axis=1))
    beside = Beside(basis)
    optimiser = torch.optim.AdamW(beside.parameters(), lr=RATE, weight_decay=DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=STEPS)
    average = torch.optim.swa_utils.AveragedModel(
        beside, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEPT)
    )
    for pick in picks:
        both = torch.cat([pick, partners.of(pick, rng)])
        hers = torch.from_numpy(rng.integers(0, len(acted.z), DRAWN_BATCH))
        as_another = IDENTITY * torch.randn(BATCH, len(directions)) @ directions
        as_sister = DRAWN_IDENTITY * torch.randn(DRAWN_BATCH, len(directions)) @ directions
        noise = jitter * torch.randn(2 * BATCH + DRAWN_BATCH, len(basis))
        noise[2 * BATCH :] *= DRAWN_JITTER
        z = torch.cat([people.z[both], acted.z[hers]]) + torch.cat([as_another, as_another, as_sister])
        chances = torch.sigmoid(torch.cat([people.odds[both], acted.odds[hers]]) + beside(z + noise))
        loss = people_loss(chances[: 2 * BATCH], people.aim[both], channel_weight)
        loss = loss + acted_loss(chances[2 * BATCH :], acted.aim[hers])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        average.update_parameters(beside)
    beside.load_state_dict(average.module.state_dict())
    return beside.eval()


def people_loss(chances: torch.Tensor, aim: torch.Tensor, channel_weight: torch.Tensor) -> torch.Tensor:
    """Return how far chances f32[2 b,51] are off, and how far their change from one half to the other is."""
    half = len(chances) // 2
    off = chances - aim
    level, change = (
        (off[:half] ** 2 * channel_weight).mean(),
        ((off[:half] - off[half:]) ** 2 * channel_weight).mean(),
    )
    return PEOPLE_WEIGHT * level + CHANGE_WEIGHT * change


def acted_loss(chances: torch.Tensor, acted: torch.Tensor) -> torch.Tensor:
    """Return the surprise at what she acts f32[b,51]; where her channels are not read (NaN), there is none."""
    known, acted = ~torch.isnan(acted), acted.nan_to_num()
    surprise = nn.functional.binary_cross_entropy(chances, acted, reduction="none")
    return (surprise * known * (1 + (ACTED_GAIN - 1) * acted)).mean()


def apply(beside: Beside, x: np.ndarray, told: np.ndarray) -> np.ndarray:
    """Return chances f32[n,51] of faces x of which the people's network said told f32[n,51]."""
    with torch.no_grad():
        plain, other = (
            beside(torch.from_numpy(flat(each) @ beside.basis.T)).numpy() for each in (x, mirror_faces(x))
        )
    odds = (
        torch.logit(torch.from_numpy(told), LEAST_CHANCE).numpy() + ADDED * (plain + other[:, TOLD_SWAP]) / 2
    )
    return np.asarray(1 / (1 + np.exp(-odds)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gathered", type=Path, default=Path(".cache/training/channels"))
    parser.add_argument("--winks", type=Path, default=Path(".cache/training/winks.npz"))
    parser.add_argument("--people", type=Path, default=Path(".cache/training/people.pt"))
    parser.add_argument("--people-left-out", type=Path, default=Path(".cache/training/people_left_out.npz"))
    parser.add_argument("--drawn", type=Path, default=Path(".cache/training/drawn_faces.npz"))
    parser.add_argument("--out", type=Path, default=Path("assets/models/channels.onnx"))
    parser.add_argument("--left-out", type=Path, default=Path(".cache/training/channels_left_out.npz"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    lessons, drawn = load_lessons(options.gathered, options.winks, options.data), load_drawn(options.drawn)
    left_out = dict(np.load(options.people_left_out))
    fold, told = left_out["fold"], boosted(left_out["out"][:, :TAUGHT])
    people = stored(options.people)
    seen = boosted(said_by(people, drawn.x))
    for part in np.unique(fold):
        basis = basis_of(flat(lessons.x[fold != part]), BASIS)
        beside = train(lessons, fold != part, told, drawn, seen, basis, seed=int(part))
        left_out["out"][fold == part, :TAUGHT] = apply(beside, lessons.x[fold == part], told[fold == part])
    np.savez_compressed(options.left_out, **left_out)
    everyone = np.ones(len(lessons.x), bool)
    beside = train(lessons, everyone, told, drawn, seen, people.basis, seed=100)
    export_joined(people, beside, options.out)


if __name__ == "__main__":
    main()
