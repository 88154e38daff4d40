"""Train the brow network: from the picture around the brows to the log odds of a frown and of raised brows.

usage: python -m training.brows [--data ../shared/data] [--gathered .cache/training/channels] [--folds 5]
       [--out assets/models/brows.onnx]

Brows drawn together move landmarks by less than people differ; the crease between them is in the pixels. The
labels say what a frown is, the teacher's brow channels help the network to learn what brows look like. People are
dealt into the folds of training.channels. Two networks are trained by the labels, then a
third by what both say. Fifty minutes on one core; seeds are fixed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from mirrorcam.core.channels import INDEX
from mirrorcam.core.evidence import SCORE
from mirrorcam.vision.brow_crop import HEIGHT_PX, WIDTH, WIDTH_PX
from training.brow_net import GESTURES, HELPERS, HELPERS_MIRRORED, BrowNet, export, normalise
from training.channels_data import BROWS_PX, BROWS_WIDTH
from training.lessons import Lessons, fold_of, load_lessons

STEPS, BATCH, RATE, DECAY = 1500, 96, 3e-3, 5e-2
HELPER_WEIGHT = 0.3
# How much labels and the teacher's channels count beside what earlier networks say.
TRUTH = 0.5
# Two networks are trained by the labels, then one by both of them: (Hinton, Vinyals & Dean 2015, arXiv 1503.02531).
TEACHERS, PUPIL = (300, 400), 500
# Added to the seeds where nobody is left out.
FOR_EVERYONE = 100
# How many of the rows picked show the drawn demonstrator.
DRAWN_SHARE = 0.08
# The gathered crops are a little finer than the network's: smoothed by so much first, they do not alias.
SMOOTHING_PX = 0.4
# Augmentation: shares of the crop for shift, of size for zoom and stretch; rad; powers of ten of light.
SHIFT, ZOOM, STRETCH, TURN_RAD = 0.035, 0.08, 0.10, 0.06


def cut(brows: np.ndarray, rng: np.random.Generator | None) -> torch.Tensor:
    """Cut the network's crops f[b,1,44,80] out of gathered brows u8[b,60,104]; with rng moved, turned and stretched."""
    fine, count = BROWS_PX[0] / BROWS_WIDTH * WIDTH / WIDTH_PX, len(brows)
    across, down, turn = np.full(count, fine), np.full(count, fine), np.zeros(count)
    middle = np.tile(np.array(BROWS_PX) / 2, (count, 1))
    if rng is not None:
        across = fine * np.exp(rng.normal(0, ZOOM, count))
        down = across * np.exp(rng.normal(0, STRETCH, count))
        turn = rng.normal(0, TURN_RAD, count)
        middle += rng.normal(0, SHIFT * fine * WIDTH_PX, (count, 2))
    linear = np.stack(
        [np.cos(turn) * across, -np.sin(turn) * down, np.sin(turn) * across, np.cos(turn) * down], 1
    )
    linear = linear.reshape(count, 2, 2)
    # Pixel centres lie half a pixel in: the crop's middle is between pixels.
    offset = middle - 0.5 - linear @ np.array([WIDTH_PX / 2 - 0.5, HEIGHT_PX / 2 - 0.5])
    matrices = np.concatenate([linear, offset[:, :, None]], axis=2)
    how = {"flags": cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, "borderMode": cv2.BORDER_REPLICATE}
    out = [
        cv2.warpAffine(cv2.GaussianBlur(crop, (3, 3), SMOOTHING_PX), matrix, (WIDTH_PX, HEIGHT_PX), **how)
        for crop, matrix in zip(brows, matrices, strict=True)
    ]
    return torch.from_numpy(np.array(out, np.float32))[:, None]


def spoil(crops: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Change light, contrast, sharpness and grain of crops f[b,1,h,w] in [0, 255]."""
    count = len(crops)

    def each(values: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(values.astype(np.float32)).reshape(count, 1, 1, 1)

    light = (crops / 255).clamp(1e-3, 1) ** each(np.exp(rng.normal(0, 0.3, count)))
    across = torch.linspace(-1, 1, crops.shape[3]).reshape(1, 1, 1, -1)
    down = torch.linspace(-1, 1, crops.shape[2]).reshape(1, 1, -1, 1)
    shade = 1 + each(rng.normal(0, 0.2, count)) * across + each(rng.normal(0, 0.15, count)) * down
    out = (light * shade * each(rng.uniform(0.25, 1.15, count)) * 255).clamp(0, 255)
    blurred = nn.functional.avg_pool2d(nn.functional.pad(out, (1, 1, 1, 1), mode="replicate"), 3, 1)
    out = out + each(rng.uniform(-0.3, 1.0, count) * (rng.random(count) < 0.6)) * (blurred - out)
    grain = each(rng.uniform(0, 7, count) * (rng.random(count) < 0.6))
    return out + grain * torch.from_numpy(rng.standard_normal(out.shape, np.float32))


def lessons_of(lessons: Lessons) -> np.ndarray:
    """Return f32[n, gestures + helpers]: labels (NaN where unknown) and the teacher's channels."""
    labels = lessons.score[:, [SCORE[name] for name in GESTURES]]
    return np.concatenate([labels, lessons.teacher[:, [INDEX[name] for name in HELPERS]]], axis=1)


def weights_of(lessons: Lessons, rows: np.ndarray, lesson: np.ndarray) -> np.ndarray:
    """How often each row is drawn: people alike; half of all draws have a label, a frown or raised brows much more."""
    _, index, count = np.unique(lessons.who[rows], return_inverse=True, return_counts=True)
    weight = np.where(lessons.still[rows], 1.0, 4.0) / count[index] ** 0.7
    known = ~np.isnan(lesson[rows, 0])
    held = np.nan_to_num(lesson[rows, :2]) > 0.5
    shares = (
        (~known, 0.25),
        (known & ~held.any(axis=1), 0.35),
        (held[:, 1] & ~held[:, 0], 0.15),
        (held[:, 0], 0.25),
    )
    for chosen, share in shares:
        if chosen.any():
            weight[chosen] *= share / weight[chosen].sum()
    return weight / weight.sum()


def weights_of_drawn(frown: np.ndarray, brows_up: np.ndarray, lids_down: np.ndarray) -> np.ndarray:
    """How often each of the demonstrator's frames is drawn: frowns, raised brows, shut eyes and all else alike."""
    kind = np.select([frown > 0.5, brows_up > 0.5, lids_down > 0.5], [1, 2, 3], 0)
    weight = 1.0 / np.bincount(kind)[kind]
    return np.asarray(weight / weight.sum())


def train(
    lessons: Lessons, rows: np.ndarray, drawn: Path, seed: int, steps: int = STEPS, teachers: Sequence[BrowNet] = ()
) -> BrowNet:  # fmt: skip
    """Train on rows bool[n] and on the demonstrator drawn, each picked as it is or mirrored.

    With teachers, what they say together of each picture counts more than its label, which many do not have.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    lesson, seen = lessons_of(lessons), lessons.brows
    chosen = np.flatnonzero(rows)
    weight = weights_of(lessons, rows, lesson)
    if drawn.exists():
        film = np.load(drawn)
        told = np.full((len(film["brows"]), lesson.shape[1]), np.nan, np.float32)
        told[:, 0], told[:, 1] = film["frown"], film["brows_up"]
        chosen = np.concatenate([chosen, len(lesson) + np.arange(len(told))])
        weight = np.concatenate(
            [
                (1 - DRAWN_SHARE) * weight,
                DRAWN_SHARE * weights_of_drawn(film["frown"], film["brows_up"], film["lids_down"]),
            ]
        )
        lesson, seen = np.concatenate([lesson, told]), np.concatenate([seen, film["brows"]])
    network = BrowNet()
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    order = np.array([0, 1, *(2 + i for i in HELPERS_MIRRORED)])
    spread = torch.from_numpy(np.nanstd(lesson[chosen, 2:], axis=0) + 0.04)
    for _ in range(steps):
        pick = rng.choice(chosen, BATCH, p=weight)
        brows, told = seen[pick], lesson[pick].copy()
        half = BATCH // 2
        brows[:half], told[:half] = brows[:half, :, ::-1], told[:half][:, order]
        shown = normalise(spoil(cut(brows, rng), rng))
        out = network(shown)
        loss = blame(out, torch.from_numpy(told), spread)
        if teachers:
            loss = TRUTH * loss + misheard(out, teachers, shown)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval()


@torch.no_grad()
def told_by(teachers: Sequence[BrowNet], shown: torch.Tensor) -> torch.Tensor:
    """Return the chances f[b, gestures] that several networks see in crops, as they are and mirrored, on average."""
    views = (shown, shown.flip(3))
    said = [torch.sigmoid(teacher(view)[:, : len(GESTURES)]) for teacher in teachers for view in views]
    return torch.stack(said).mean(0)


def misheard(out: torch.Tensor, teachers: Sequence[BrowNet], shown: torch.Tensor) -> torch.Tensor:
    """Return the surprise at what the teachers say of the crops shown."""
    told = told_by(teachers, shown)
    surprise = nn.functional.binary_cross_entropy_with_logits(out[:, : len(GESTURES)], told, reduction="none")
    return surprise.mean(0).sum()


def blame(out: torch.Tensor, told: torch.Tensor, spread: torch.Tensor) -> torch.Tensor:
    """Add the surprise at the labels and the error against the teacher, weighted by each channel's spread."""
    known, told = ~torch.isnan(told), told.nan_to_num()
    count = len(GESTURES)
    target = 0.03 + 0.94 * told[:, :count]
    surprise = nn.functional.binary_cross_entropy_with_logits(out[:, :count], target, reduction="none")
    heard = known[:, :count]
    labels = ((surprise * heard).sum(0) / heard.sum(0).clamp(min=1)).sum()
    error = ((out[:, count:] - told[:, count:]) * known[:, count:]) / spread
    return labels + HELPER_WEIGHT * (error**2).mean()


def apply(network: BrowNet, brows: np.ndarray) -> np.ndarray:
    """Return f32[n, gestures + helpers] of gathered brows u8[n,60,104], averaged over the crop and its mirror image."""
    said = []
    order = [0, 1, *(2 + i for i in HELPERS_MIRRORED)]
    with torch.no_grad():
        for part in np.array_split(brows, max(1, len(brows) // 512)):
            crops = normalise(cut(part, None))
            said.append(((network(crops) + network(crops.flip(3))[:, order]) / 2).numpy())
    return np.concatenate(said)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gathered", type=Path, default=Path(".cache/training/channels"))
    parser.add_argument("--drawn", type=Path, default=Path(".cache/training/drawn_brows.npz"))
    parser.add_argument("--folds", type=int, default=5, help="0: only the final network")
    parser.add_argument("--out", type=Path, default=Path("assets/models/brows.onnx"))
    parser.add_argument("--left-out", type=Path, default=Path(".cache/training/brows_left_out.npz"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    lessons = load_lessons(options.gathered, None, options.data)
    if options.folds:
        fold = fold_of(lessons.who, options.folds)
        out = np.zeros((len(fold), len(GESTURES) + len(HELPERS)), np.float32)
        for part in range(options.folds):
            network = train_taught(lessons, fold != part, options.drawn, part, STEPS)
            out[fold == part] = apply(network, lessons.brows[fold == part])
        np.savez_compressed(
            options.left_out,
            out=out,
            source=lessons.file,
            frame=lessons.frame,
            variant=lessons.variant,
            fold=fold,
        )
    everyone = np.ones(len(lessons.x), bool)
    export(train_taught(lessons, everyone, options.drawn, FOR_EVERYONE, STEPS * 5 // 4), options.out)


def train_taught(lessons: Lessons, rows: np.ndarray, drawn: Path, luck: int, steps: int) -> BrowNet:
    """Train the teachers on rows bool[n], then their pupil; luck is added to all their seeds."""
    teachers = [train(lessons, rows, drawn, seed + luck, steps) for seed in TEACHERS]
    return train(lessons, rows, drawn, PUPIL + luck, steps, teachers)


if __name__ == "__main__":
    main()
