"""Go on training one of the tongue networks, taught by what both say together.

usage: python -m training.tongue.pupil [--data ../shared/data] [--out build/tongue] [--fold K] [--samples N] [--seed S]
       [--first F] [--second G] [--learner first|second]

Asks OUT/foldK_seedF.pt (or everyone_seedF.pt), both ways round, and OUT/second/foldK_seedG.pt what they see in every
picture, and settles it as the reader does: together they see more than either. The learner goes on from its own
weights and learns that from pictures of people of other folds, seen anew, some of them blends of two (Hinton, Vinyals &
Dean 2015, arXiv 1503.02531; blends: Beyer et al. 2022, CVPR, "Knowledge distillation: a good teacher is patient and
consistent"). Writes OUT/foldK_seedS.pt and .npz, or OUT/everyone_seedS.pt, as training.tongue.train does; of the second
in OUT/second, as training.tongue.second does.
"""

from __future__ import annotations

import argparse
import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import torch
from torch import nn

from mirrorcam.vision.tongue_network import settle
from training.tongue import second as second_training
from training.tongue.augment import Batch, draw_noise
from training.tongue.network import TongueNet, mean_net
from training.tongue.second import FROZEN, SecondNet, load_second
from training.tongue.train import (
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


@dataclass(frozen=True)
class Course:
    """How a network learns: pictures a step, greatest rate, decay of its weights, what their mean keeps of itself."""

    batch: int
    rate: float
    decay: float
    keep: float


FIRST, SECOND = Course(256, 1.5e-3, 0.01, 0.998), Course(128, 7e-4, 0.02, 0.997)
LEAST_RATE, WARM_UP = 0.02, 0.05
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
        """Return what the reader would make of both, the first asked both ways round."""
        first = (_squash(self.first(x)) + _turn_back(_squash(self.first(x.flip(3))))) / 2
        return torch.from_numpy(settle(first.numpy(), _squash(self.second(x)).numpy()))


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


Net = TypeVar("Net", TongueNet, SecondNet)


def train(
    arrays: dict[str, np.ndarray], chance: np.ndarray, net: Net, teachers: Teachers, course: Course, seed: int,
    samples: int,
) -> Net:  # fmt: skip
    """Train the net on pictures drawn with these chances; returns the running mean of its weights."""
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    steps = samples // course.batch
    learnt = [one for one in net.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learnt, course.rate, weight_decay=course.decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: rate_at(step / steps, WARM_UP, LEAST_RATE, WARM_UP)
    )
    noise, blended = draw_noise(seed), int(BLENDED * course.batch)
    learner = Learner(net, optimizer, schedule, steps)
    for step, rows in enumerate(rng.choice(len(chance), (steps, course.batch), p=chance)):
        strength = STRONGEST if rng.random() < STRONG_SHARE else WEAKER
        x, batch = see(arrays, rows, rng, noise, generator, strength)
        x = blend(x, blended, rng)
        said = net(x)
        loss = misheard(said, teachers.say(x)) + TRUTH * losses(said[blended:], known_of(batch, blended))
        learner.learn(loss, growing_keep(step, course.keep))
    return learner.mean.eval()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fold", type=int, default=None)
    parser.add_argument("--seed", type=int, default=71)
    parser.add_argument("--learner", choices=("first", "second"), default="first")
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
    packed = torch.channels_last
    first = mean_net([options.out / f"{whose}_seed{options.first}.pt"]).to(memory_format=packed)
    second = load_second(options.out / "second" / f"{whose}_seed{options.second}.pt").to(memory_format=packed)
    teachers = Teachers(first, second)
    if options.learner == "first":
        net = TongueNet()
        net.load_state_dict(first.state_dict())
        net = net.to(memory_format=packed).train()
        net = train(arrays, chance, net, teachers, FIRST, options.seed, options.samples)
        write_out(net, options.fold, options.seed, options.out, options.data, arrays)
    else:
        pupil = copy.deepcopy(second).train()
        pupil.body.freeze(FROZEN)
        taught = train(arrays, chance, pupil, teachers, SECOND, options.seed, options.samples)
        second_training.write_out(taught, options, arrays)


if __name__ == "__main__":
    main()
