"""Train the last layers of the tongue network on, which costs a third of training all of it.

usage: python -m training.tongue.finish [--data ../shared/data] [--fold K] [--seed S] [--out build/tongue]
       [--views N] [--samples N] --begin WEIGHTS.pt ...

Goes on from weights trained before (training.tongue.train), or the mean of several; a fold's must come from the same
fold. What the first layers make of N views of the pictures is kept, and the rest learns from that. Reads and writes
what training.tongue.train does.
"""

from __future__ import annotations

import argparse
import copy
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from training.tongue.augment import Batch, cut_batch, draw_noise, light_batch, to_input
from training.tongue.network import TongueNet, mean_net
from training.tongue.train import (
    BATCH,
    DECAY,
    KEEP,
    STRONGEST,
    favour_hard,
    load_pictures,
    losses,
    may_learn,
    sampling,
    update_mean,
    write_out,
)

# These many steps of the body stay as they are.
KEPT_STEPS = 3
VIEWS_AT_ONCE = 256
PEAK_RATE = 1.5e-3


class Tail(nn.Module):
    """The network after its first KEPT_STEPS."""

    def __init__(self, net: TongueNet) -> None:
        super().__init__()
        self.body, self.drop, self.head = net.body[KEPT_STEPS:], net.drop, net.head

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """f32[n,64,6,6] to f32[n,5]."""
        return self.head(self.drop(torch.flatten(self.body(x), 1)))


def keep_views(
    net: TongueNet, arrays: dict[str, np.ndarray], chance: np.ndarray, views: int, seed: int
) -> tuple[torch.Tensor, Batch]:
    """Return what the first steps make of so many views, f16[views,64,6,6], and the truth (crops left out)."""
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    noise, kept, truths = draw_noise(seed), [], []
    for rows in rng.choice(len(chance), (views // VIEWS_AT_ONCE, VIEWS_AT_ONCE), p=chance):
        batch = cut_batch(arrays, rows, rng, STRONGEST)
        x = light_batch(to_input(batch.crops), noise, generator, STRONGEST)
        with torch.no_grad():
            kept.append(net.body[:KEPT_STEPS](x.contiguous(memory_format=torch.channels_last)).half())
        truths.append((batch.seen, batch.out, batch.left, batch.down, batch.smile))
    columns = [np.concatenate(column) for column in zip(*truths, strict=True)]
    return torch.cat(kept), Batch(np.zeros((0, 0, 0, 3), np.uint8), *columns)


def finish(
    net: TongueNet, arrays: dict[str, np.ndarray], allowed: np.ndarray, seed: int, views: int, samples: int
) -> TongueNet:
    """Train what comes after the kept steps on the allowed pictures; returns the running mean of the weights."""
    torch.manual_seed(seed)
    chance = favour_hard(sampling(arrays, allowed), arrays, net.eval())
    kept, truth = keep_views(net, arrays, chance, views, seed)
    print(f"{len(kept)} views kept", flush=True)
    rng, steps = np.random.default_rng(seed + 1), samples // BATCH
    tail = Tail(net).train()
    mean = copy.deepcopy(tail)
    optimizer = torch.optim.AdamW(tail.parameters(), PEAK_RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_RATE, steps, pct_start=0.1)
    told = 0.0
    for step in range(steps):
        rows = rng.integers(0, len(kept), BATCH)
        x = kept[torch.from_numpy(rows)].float().contiguous(memory_format=torch.channels_last)
        columns = (truth.seen, truth.out, truth.left, truth.down, truth.smile)
        loss = losses(tail(x), Batch(truth.crops, *(column[rows] for column in columns)))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        update_mean(mean, tail, min(KEEP, (1 + step) / (10 + step)))
        told = 0.98 * told + 0.02 * loss.item()
        if step % 400 == 399:
            print(f"step {step + 1}/{steps} loss {told:.4f}", flush=True)
    net.body[KEPT_STEPS:].load_state_dict(mean.body.state_dict())
    net.head.load_state_dict(mean.head.state_dict())
    return net.eval()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fold", type=int, default=None)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--views", type=int, default=110_000)
    parser.add_argument("--samples", type=int, default=300_000)
    parser.add_argument("--begin", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    arrays = load_pictures(options.out)
    net = finish(
        mean_net(options.begin), arrays, may_learn(arrays, options.fold), options.seed, options.views,
        options.samples,
    )  # fmt: skip
    write_out(net, options.fold, options.seed, options.out, options.data)


if __name__ == "__main__":
    main()
