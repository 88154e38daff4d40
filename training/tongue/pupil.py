"""Go on training the first tongue network, taught by what it and the second say together.

usage: python -m training.tongue.pupil [--data ../shared/data] [--out build/tongue] [--fold K] [--samples N] [--seed S]
       [--first F] [--second G]

Begins from OUT/foldK_seedF.pt (or everyone_seedF.pt) and asks that, both ways round, and OUT/second/foldK_seedG.pt what
they see in every picture it learns from: pictures of people of other folds, seen anew, some of them blends of two. The
mean of both is better than either, and much of that can be learnt at no cost when it is used (Hinton, Vinyals & Dean
2015, arXiv 1503.02531; blends: Beyer et al. 2022, CVPR, "Knowledge distillation: a good teacher is patient and
consistent"). Writes OUT/foldK_seedS.pt and .npz, or OUT/everyone_seedS.pt, as training.tongue.train does.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from training.tongue.augment import Batch, draw_noise
from training.tongue.network import TongueNet, mean_net
from training.tongue.second import load_second
from training.tongue.train import (
    BATCH,
    STRONGEST,
    Learner,
    growing_keep,
    load_pictures,
    losses,
    may_learn,
    rate_at,
    sampling,
    see,
    write_out,
)

RATE, LEAST_RATE, WARM_UP, DECAY, KEEP = 1.5e-3, 0.02, 0.05, 0.01, 0.998
# Most batches are changed as strongly as at the end of `train`, the others less.
STRONG_SHARE, WEAKER = 0.7, 0.3
# So much of each batch is blended with other pictures of it, by shares drawn from a beta distribution of this shape.
BLENDED, BLEND_SHAPE = 0.4, 0.8
# How much what is known of the pictures counts beside what the teachers say.
TRUTH = 0.3
# Where no tongue is seen, how far out one is and where it points to counts little.
LEAST_OUT_WEIGHT, LEAST_TIP_WEIGHT = 0.1, 0.05


class Teachers:
    """Both networks of one fold, which say f32[n,5] of pictures f32[n,3,48,48]: squashed to their ranges."""

    def __init__(self, first: nn.Module, second: nn.Module) -> None:
        self.first, self.second = first.eval(), second.eval()

    @torch.no_grad()
    def say(self, x: torch.Tensor) -> torch.Tensor:
        """Return the mean of both, the first's of both ways round; of the smile the first's."""
        first = (_squash(self.first(x)) + _turn_back(_squash(self.first(x.flip(3))))) / 2
        said = (first + _squash(self.second(x))) / 2
        said[:, 4] = first[:, 4]
        return said


def _squash(raw: torch.Tensor) -> torch.Tensor:
    return torch.cat([torch.sigmoid(raw[:, :2]), torch.tanh(raw[:, 2:4]), torch.sigmoid(raw[:, 4:])], dim=1)


def _turn_back(said: torch.Tensor) -> torch.Tensor:
    return said * torch.tensor([1.0, 1.0, -1.0, 1.0, 1.0])


def blend(x: torch.Tensor, count: int, rng: np.random.Generator) -> torch.Tensor:
    """Return pictures f32[n,3,h,w] of which the first `count` are blended with others."""
    share = torch.from_numpy(rng.beta(BLEND_SHAPE, BLEND_SHAPE, count).astype(np.float32))[
        :, None, None, None
    ]
    others = torch.from_numpy(rng.permutation(len(x))[:count])
    blended = x.clone()
    blended[:count] = share * x[:count] + (1 - share) * x[others]
    return blended


def misheard(said: torch.Tensor, told: torch.Tensor) -> torch.Tensor:
    """Return the loss of said f32[n,5], before squashing, against what the teachers told f32[n,5]."""
    cross = nn.functional.binary_cross_entropy_with_logits
    seen = told[:, 0]
    total = 1.5 * cross(said[:, 0], seen) + 0.3 * cross(said[:, 4], told[:, 4])
    far = cross(said[:, 1], told[:, 1], reduction="none")
    total = total + (seen.clamp(min=LEAST_OUT_WEIGHT) * far).mean()
    for tip in (2, 3):
        away = (torch.tanh(said[:, tip]) - told[:, tip]) ** 2
        total = total + (seen.clamp(min=LEAST_TIP_WEIGHT) * away).mean()
    return total


def known_of(batch: Batch, first: int) -> Batch:
    """Return the truth of a batch from a row on."""
    return Batch(**{name: values[first:] for name, values in vars(batch).items()})


def train(
    arrays: dict[str, np.ndarray], chance: np.ndarray, begin: TongueNet, second: nn.Module, seed: int, samples: int
) -> TongueNet:  # fmt: skip
    """Train on pictures drawn with these chances; returns the running mean of the weights."""
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    packed = torch.channels_last
    teachers = Teachers(begin.to(memory_format=packed), second.to(memory_format=packed))
    net = TongueNet()
    net.load_state_dict(begin.state_dict())
    net = net.to(memory_format=packed).train()
    steps = samples // BATCH
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: rate_at(step / steps, WARM_UP, LEAST_RATE, WARM_UP)
    )
    noise, blended = draw_noise(seed), int(BLENDED * BATCH)
    learner = Learner(net, optimizer, schedule, steps)
    for step, rows in enumerate(rng.choice(len(chance), (steps, BATCH), p=chance)):
        strength = STRONGEST if rng.random() < STRONG_SHARE else WEAKER
        x, batch = see(arrays, rows, rng, noise, generator, strength)
        x = blend(x, blended, rng)
        said = net(x)
        loss = misheard(said, teachers.say(x)) + TRUTH * losses(said[blended:], known_of(batch, blended))
        learner.learn(loss, growing_keep(step, KEEP))
    return learner.mean.eval()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fold", type=int, default=None)
    parser.add_argument("--seed", type=int, default=71)
    parser.add_argument("--first", type=int, default=14)
    parser.add_argument("--second", type=int, default=51)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--samples", type=int, default=300_000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    cv2.setNumThreads(1)
    arrays = load_pictures(options.out)
    chance = sampling(arrays, may_learn(arrays, options.fold))
    whose = "everyone" if options.fold is None else f"fold{options.fold}"
    begin = mean_net([options.out / f"{whose}_seed{options.first}.pt"])
    second = load_second(options.out / "second" / f"{whose}_seed{options.second}.pt")
    net = train(arrays, chance, begin, second, options.seed, options.samples)
    write_out(net, options.fold, options.seed, options.out, options.data, arrays)


if __name__ == "__main__":
    main()
