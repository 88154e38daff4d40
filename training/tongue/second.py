"""Train the second tongue network, which is asked where the first is in doubt.

usage: python -m training.tongue.second [--data ../shared/data] [--out build/tongue] [--fold K] [--samples N] [--seed S]
       [--first F] [--begin WEIGHTS.pt ...] [--open]

It begins from the first stages of EfficientNet-Lite0 as ImageNet taught them (training.tongue.lite), of which the
earliest stay as they are unless --open, and learns from every OUT/pictures_seed*.npz. Writes
OUT/second/everyone_seedS.pt, or with --fold OUT/second/foldK_seedS.pt and .npz, what it says of the people left out.
--begin goes on from weights of the same fold, or the mean of several; with --samples 0 those are only asked. With
--fold it also writes what both networks say together, with the first's of OUT/fold*_seedF.npz, to
OUT/foldK_seedS.npz, for training.tongue.judge.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from mirrorcam.vision.mouth_crop import SIDE_PX
from mirrorcam.vision.tongue_network import settle
from training.tongue.augment import draw_noise
from training.tongue.judge import load_said
from training.tongue.lite import SHRINK, WIDTH, FirstStages, from_imagenet
from training.tongue.network import OUTPUTS, mean_weights, say_of_files, say_once
from training.tongue.train import (
    STRONGEST,
    WEAKEST,
    Learner,
    crops_of_fold,
    favour_hard,
    growing_keep,
    load_pictures,
    losses,
    may_learn,
    rate_at,
    sampling,
    see,
)

BATCH = 128
BODY_RATE, HEAD_RATE, LEAST_RATE, DECAY = 1e-3, 4e-3, 0.02, 0.02
WARM_UP, GROWN = 0.08, 0.8
KEEP = 0.995
FROZEN = 3


class SecondNet(nn.Module):
    """Crops f32[n,3,48,48], RGB in [-1, 1], to f32[n,5] in the order of OUTPUTS, before any squashing."""

    def __init__(self, stages: FirstStages) -> None:
        super().__init__()
        self.body = stages
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(WIDTH * (SIDE_PX // SHRINK) ** 2, len(OUTPUTS))
        nn.init.normal_(self.head.weight, std=0.01)
        nn.init.zeros_(self.head.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """See the class."""
        return self.head(self.drop(torch.flatten(self.body(x), 1)))


def load_second(*paths: Path) -> SecondNet:
    """Return a network trained before; of several, that with the mean of their weights."""
    net = SecondNet(FirstStages())
    net.load_state_dict(mean_weights(paths))
    return net.eval()


def train(
    arrays: dict[str, np.ndarray], chance: np.ndarray, net: SecondNet, seed: int, samples: int, goes_on: bool
) -> SecondNet:
    """Train the net on pictures drawn with these chances; returns the running mean of its weights."""
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    steps = samples // BATCH
    rates = [
        {"params": [one for one in net.body.parameters() if one.requires_grad], "lr": BODY_RATE},
        {"params": net.head.parameters(), "lr": BODY_RATE if goes_on else HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(rates, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: rate_at(step / max(1, steps), WARM_UP, LEAST_RATE, LEAST_RATE)
    )
    noise, learner = draw_noise(seed), Learner(net, optimizer, schedule, steps)
    for step, rows in enumerate(rng.choice(len(chance), (steps, BATCH), p=chance)):
        grown = 1.0 if goes_on else min(1.0, step / (GROWN * steps))
        x, batch = see(arrays, rows, rng, noise, generator, WEAKEST + (STRONGEST - WEAKEST) * grown)
        learner.learn(losses(net(x), batch), growing_keep(step, KEEP))
    return learner.mean.eval()


def together(first: dict[str, np.ndarray], second: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return what both say of the second's crops that the first was asked of too, in the same columns.

    Each was left out by its own folds: neither has seen anybody whom it is asked of.
    """
    at, other = matching(first, second)
    said = [
        np.stack([each[name][rows] for name in OUTPUTS], axis=1)
        for each, rows in ((first, at), (second, other))
    ]
    both = settle(*said)
    return {name: second[name][other] for name in ("source", "frame")} | dict(
        zip(OUTPUTS, both.T, strict=True)
    )


def matching(first: dict[str, np.ndarray], second: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows in both of the faces that both were asked of: file, frame and which face of the frame."""
    rows = []
    for said in (first, second):
        nth: dict[tuple[str, int], int] = defaultdict(int)
        places = {}
        for row, key in enumerate(zip(said["source"].tolist(), said["frame"].tolist(), strict=True)):
            places[(*key, nth[key])] = row
            nth[key] += 1
        rows.append(places)
    shared = [key for key in rows[1] if key in rows[0]]
    return np.array([rows[0][key] for key in shared]), np.array([rows[1][key] for key in shared])


def write_out(net: SecondNet, options: argparse.Namespace, arrays: dict[str, np.ndarray]) -> None:
    """Write the weights, and for a fold what the network says of the people left out, alone and with the first."""
    name = f"{'everyone' if options.fold is None else f'fold{options.fold}'}_seed{options.seed}"
    folder = options.out / "second"
    folder.mkdir(exist_ok=True)
    torch.save(net.state_dict(), folder / f"{name}.pt")
    if options.fold is None:
        return
    rows, crops = crops_of_fold(options.fold, options.out, options.data, arrays)
    rows |= dict(zip(OUTPUTS, say_of_files(net, crops, rows["source"], say_once).T, strict=True))
    np.savez(folder / f"{name}.npz", **rows)
    np.savez(options.out / f"{name}.npz", **together(load_said(options.out, options.first), rows))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fold", type=int, default=None)
    parser.add_argument("--seed", type=int, default=51)
    parser.add_argument("--first", type=int, default=14)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--samples", type=int, default=150_000)
    parser.add_argument("--begin", type=Path, nargs="+", default=None)
    parser.add_argument("--open", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    cv2.setNumThreads(1)
    arrays = load_pictures(options.out)
    chance = sampling(arrays, may_learn(arrays, options.fold))
    net = load_second(*options.begin) if options.begin else SecondNet(from_imagenet())
    if options.begin and options.samples:
        chance = favour_hard(chance, arrays, net)
    net = net.to(memory_format=torch.channels_last).train()
    if not options.open:
        net.body.freeze(FROZEN)
    net = train(arrays, chance, net, options.seed, options.samples, goes_on=options.begin is not None)
    write_out(net.eval(), options, arrays)


if __name__ == "__main__":
    main()
