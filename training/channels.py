"""Train the channels network: from the shape of a face to the teacher's channels and the gestures' log odds.

usage: python -m training.channels [--data ../shared/data] [--gathered .cache/training/channels]
       [--winks .cache/training/winks.npz] [--folds 5] [--out .cache/training/people.pt]

First leaves each person out once (people dealt into --folds parts) and stores what is then said of them, which
training.acted builds upon; then trains on all, for training.acted to add to and to export. Each time two networks are
trained with other luck and taken together. About ten minutes on one core; seeds are fixed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from mirrorcam.core.evidence import SCORES
from mirrorcam.core.network_points import NETWORK_POINTS
from training.channel_net import (
    BASIS,
    SWAP,
    ChannelNet,
    People,
    apply,
    basis_of,
    change_loss,
    flat,
    lesson_loss,
    mirror_faces,
    store,
)
from training.composites import WINK
from training.lessons import TAUGHT, Lessons, fold_of, load_lessons

STEPS, BATCH, RATE, DECAY = 2400, 256, 3e-3, 5e-2
# What is added to a seed for each network that is taken together with others.
LUCKS = (0, 1000)
# the network is a running mean of its own weights, of which each step keeps this share
KEPT = 0.995
# spread of the noise on each coordinate, and how much of another person's resting shape is mixed in
JITTER, IDENTITY = 0.002, 0.4
# Winks are rare: an eye of one row set into the face of another makes as many.
WINKS, WINK_SHARE = 3000, 0.1
# Composite winks (training.winks) teach the lids alone: they are drawn this much less than other frames.
COMPOSITE_SHARE = 0.25
LEFT_EYE = (
    263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466, 473, 474, 475, 476, 477,
)  # fmt: skip


def weights_of(lessons: Lessons) -> np.ndarray:
    """How often a row is drawn: people alike, rare gestures more."""
    _, index, count = np.unique(lessons.who, return_inverse=True, return_counts=True)
    weight = 1.0 / count[index] ** 0.6
    weight[~lessons.still] *= 4.0
    rare = (np.nan_to_num(lessons.score[:, 2:5]) > 0.5).any(axis=1)
    weight[rare] *= np.where(lessons.still[rare], 2.0, 4.0)
    weight[np.char.find(lessons.file, WINK) >= 0] *= COMPOSITE_SHARE
    return weight / weight.sum()


def neutral_directions(lessons: Lessons, rows: np.ndarray, count: int = 12) -> np.ndarray:
    """Return f32[count, 3 p]: how resting faces of people differ (PCA of each clip person's median and open stills)."""
    faces = []
    for name in np.unique(lessons.who[rows & ~lessons.still]):
        mine = rows & (lessons.who == name)
        calm = mine & ~(np.nan_to_num(lessons.score) > 0.5).any(axis=1)
        if calm.sum() > 5:
            faces.append(np.median(lessons.x[calm], axis=0).ravel())
    faces_array = np.array(faces) - np.mean(faces, axis=0)
    _, spread, directions = np.linalg.svd(faces_array, full_matrices=False)
    return (directions[:count] * spread[:count, None] / np.sqrt(len(faces))).astype(np.float32)


def make_winks(lessons: Lessons, rows: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Set the shut left eye of one face into another whose eyes are open, or an open one into shut: x and lesson."""
    shut = np.flatnonzero(rows & (lessons.score[:, 5] == 1) & (lessons.score[:, 6] == 1))
    wide = np.flatnonzero(rows & (lessons.score[:, 5] == 0) & (lessons.score[:, 6] == 0))
    is_wide = rng.random(WINKS) < 0.5
    face = np.where(is_wide, rng.choice(wide, WINKS), rng.choice(shut, WINKS))
    eye = np.where(is_wide, rng.choice(shut, WINKS), rng.choice(wide, WINKS))
    x = lessons.x[face].copy()
    left_eye = [NETWORK_POINTS.index(point) for point in LEFT_EYE]
    x[:, left_eye] = lessons.x[eye][:, left_eye]
    lesson = np.full((WINKS, TAUGHT + len(SCORES)), np.nan, np.float32)
    lesson[:, TAUGHT + 5], lesson[:, TAUGHT + 6] = is_wide, ~is_wide
    return x, lesson


class Partners:
    """For each row another of the same clip: what a face does is learnt from how it changes, not from whose it is."""

    def __init__(self, file: np.ndarray, variant: np.ndarray, count: int) -> None:
        """count: of all rows, those behind the first len(file) being partners of themselves; all come twice."""
        _, group = np.unique(np.char.add(file, variant.astype(str)), return_inverse=True)
        group = np.concatenate([group, group.max() + 1 + np.arange(count - len(file))])
        self._order = np.argsort(group, kind="stable")
        sizes = np.bincount(group)
        self._first, self._size = (np.cumsum(sizes) - sizes)[group], sizes[group]
        self._count = count

    def of(self, pick: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
        """Return a partner i64[b] of each row picked; a mirrored row's is mirrored too."""
        row = pick.numpy() % self._count
        place = self._first[row] + (rng.random(len(row)) * self._size[row]).astype(np.int64)
        return torch.from_numpy(self._order[place] + (pick.numpy() - row))


def train(
    lessons: Lessons, rows: np.ndarray, seed: int, steps: int = STEPS, identity: float = IDENTITY
) -> ChannelNet:
    """Train on rows bool[n], each also mirrored."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    basis = basis_of(flat(lessons.x[rows]), BASIS)
    winks, wink_lesson = make_winks(lessons, rows, rng)
    x = np.concatenate([lessons.x[rows], winks])
    z = torch.from_numpy(np.concatenate([flat(x), flat(mirror_faces(x))]) @ basis.T)
    plain = np.concatenate(
        [np.concatenate([lessons.teacher[rows], lessons.score[rows]], axis=1), wink_lesson]
    )
    lesson = torch.from_numpy(np.concatenate([plain, plain[:, SWAP]]))
    weight = weights_of(lessons)[rows]
    weight = np.concatenate([weight, np.full(WINKS, WINK_SHARE / WINKS * weight.sum())])
    directions = torch.from_numpy(identity * neutral_directions(lessons, rows) @ basis.T)
    jitter = torch.from_numpy(JITTER * np.linalg.norm(basis, axis=1))
    network = ChannelNet(basis)
    spread = torch.from_numpy(np.nanstd(lessons.teacher[rows], axis=0))
    channel_weight = 1.0 / (spread + 0.04)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEPT)
    )
    picks = torch.from_numpy(rng.choice(len(weight), (steps, BATCH), p=weight / weight.sum())
                             + len(weight) * rng.integers(0, 2, (steps, BATCH)))  # fmt: skip
    partners = Partners(lessons.file[rows], lessons.variant[rows], len(weight))
    for pick in picks:
        both = torch.cat([pick, partners.of(pick, rng)])
        as_another = torch.randn(BATCH, len(directions)) @ directions
        seen = z[both] + as_another.repeat(2, 1)
        out = network(seen + jitter * torch.randn_like(seen))
        loss = lesson_loss(out[:BATCH], lesson[pick], channel_weight)
        loss = loss + change_loss(out, lesson[both], channel_weight)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        average.update_parameters(network)
    network.load_state_dict(average.module.state_dict())
    return network.eval()


def train_people(lessons: Lessons, rows: np.ndarray, seed: int) -> People:
    """Train on rows bool[n], once for each luck."""
    return People([train(lessons, rows, seed + luck) for luck in LUCKS])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gathered", type=Path, default=Path(".cache/training/channels"))
    parser.add_argument("--winks", type=Path, default=Path(".cache/training/winks.npz"))
    parser.add_argument("--folds", type=int, default=5, help="0: only the final network")
    parser.add_argument("--out", type=Path, default=Path(".cache/training/people.pt"))
    parser.add_argument("--left-out", type=Path, default=Path(".cache/training/people_left_out.npz"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    lessons = load_lessons(options.gathered, options.winks, options.data)
    if options.folds:
        fold, out = (
            fold_of(lessons.who, options.folds),
            np.zeros((len(lessons.x), TAUGHT + len(SCORES)), np.float32),
        )
        for part in range(options.folds):
            out[fold == part] = apply(train_people(lessons, fold != part, part), lessons.x[fold == part])
        options.left_out.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            options.left_out,
            out=out,
            source=lessons.file,
            frame=lessons.frame,
            variant=lessons.variant,
            fold=fold,
        )
    everyone = np.ones(len(lessons.x), bool)
    store(train_people(lessons, everyone, seed=100), options.out)


if __name__ == "__main__":
    main()
