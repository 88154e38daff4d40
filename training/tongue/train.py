"""Train the tongue network, on everyone or leaving one fold of people out.

usage: python -m training.tongue.train [--data ../shared/data] [--fold K] [--seed S] [--out build/tongue] [--samples N]
       [--begin WEIGHTS.pt ...]

Reads every OUT/pictures_seed*.npz (training.tongue.make). Writes OUT/everyone_seedS.pt, or with --fold
OUT/foldK_seedS.pt and OUT/foldK_seedS.npz: what it says of every crop of the people left out (source: the file,
frame, seen, out, left, down, smile), from OUT/judged.npz. --begin goes on from weights trained before, or the mean
of several; a fold's must come from the same fold; with --samples 0 those are only asked.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from pathlib import Path
from typing import Generic, TypeVar

import cv2
import numpy as np
import torch
from torch import nn

from mirrorcam.vision.mouth_crop import SIDE_PX
from training.tongue.augment import Batch, cut_batch, draw_noise, even_light, light_batch, to_input
from training.tongue.faces import WIDE, look_up
from training.tongue.network import OUTPUTS, Places, TongueNet, mean_net, say, say_of_files
from training.tongue.pictures import MASK_UNKNOWN, PICTURE_PX, UNKNOWN
from training.truth import load_labels

BATCH = 256
# How much of a batch each kind of picture makes up.
SHARES = {
    "made_out": 0.32, "moved_out": 0.08, "drawn_out": 0.01, "drawn_in": 0.01, "real_out": 0.06, "real_in": 0.25,
    "inside": 0.05, "cover": 0.05, "lips": 0.06, "moved_in": 0.06, "moved_cover": 0.05,
}  # fmt: skip
NOT_MADE_UP = ("real_out", "real_in", "drawn_out", "drawn_in")
# Augmentation grows from the first share to the second over this part of the training.
WEAKEST, STRONGEST, GROWN = 0.15, 0.7, 0.8
KEEP = 0.998
PEAK_RATE, DECAY = 4e-3, 0.01
# A training that goes on keeps one rate, and its weights' mean is taken evenly after the first share of it.
STEADY_RATE, MEAN_FROM = 1e-3, 0.2
SMOOTH = 0.02
# Tongues that point up are rare in life, and made ones are the least like life.
UPWARDS, RARE = -0.15, 0.3
# When training goes on from earlier weights, a picture they get quite wrong is drawn so many times as often.
HARDER = 5.0
# How much it counts to point out where tongue, lips and mouth are.
POINTING = 3.0

Net = TypeVar("Net", bound=nn.Module)


def load_pictures(folder: Path) -> dict[str, np.ndarray]:
    """Return the columns of every pictures_seed*.npz; what is not made up is in each of them and taken once."""
    parts: list[dict[str, np.ndarray]] = []
    for path in sorted(folder.glob("pictures_seed*.npz")):
        with np.load(path) as stored:
            columns = {name: stored[name] for name in stored.files}
        kept = ~np.isin(columns["kind"], NOT_MADE_UP) if parts else np.ones(len(columns["kind"]), bool)
        parts.append({name: values[kept] for name, values in columns.items()})
    if not parts:
        raise SystemExit(f"{folder}: no pictures_seed*.npz; run training.tongue.make first")
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def sampling(arrays: dict[str, np.ndarray], allowed: np.ndarray) -> np.ndarray:
    """Return how likely each picture is drawn: SHARES by kind, every person as likely within a kind."""
    chance = np.zeros(len(allowed))
    for kind, share in SHARES.items():
        rows = np.flatnonzero(allowed & (arrays["kind"] == kind))
        if len(rows) == 0:
            continue
        _, whose, counts = np.unique(arrays["person"][rows], return_inverse=True, return_counts=True)
        # A person with many pictures counts for more than one with few, but not in proportion.
        weight = 1 / counts[whose] ** (1.0 if kind == "real_out" else 0.7)
        if kind == "made_out":
            weight *= np.where(arrays["down"][rows] < UPWARDS, RARE, 1.0)
        chance[rows] = share * weight / weight.sum()
    return chance / chance.sum()


def favour_hard(chance: np.ndarray, arrays: dict[str, np.ndarray], net: nn.Module) -> np.ndarray:
    """Draw what the net gets wrong up to HARDER times as often."""
    side, small = PICTURE_PX, round(PICTURE_PX / WIDE)
    at = (side - small) // 2
    rows = np.flatnonzero(chance)
    wrong = np.zeros(len(chance))
    for part in np.array_split(rows, max(1, len(rows) // 2048)):
        centres = arrays["picture"][part][:, at : at + small, at : at + small]
        crops = np.stack(
            [cv2.resize(picture, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA) for picture in centres]
        )
        wrong[part] = np.abs(say(net, crops)[:, 0] - arrays["seen"][part])
    sharpened = chance * (1 + (HARDER - 1) * wrong)
    return sharpened / sharpened.sum()


def losses(said: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the loss of said f32[n,5] against the truth."""
    truth = (batch.seen, batch.out, batch.left, batch.down, batch.smile)
    seen, out, left, down, smile = (torch.from_numpy(np.asarray(value, np.float32)) for value in truth)
    cross = nn.functional.binary_cross_entropy_with_logits
    total = cross(said[:, 0], seen * (1 - 2 * SMOOTH) + SMOOTH)
    far = (out != UNKNOWN).float()
    total = total + 0.5 * (far * cross(said[:, 1], out.clamp(0, 1), reduction="none")).mean()
    for column, aim in ((2, left), (3, down)):
        known = (aim != UNKNOWN).float()
        total = total + 0.5 * (known * (torch.tanh(said[:, column]) - aim.clamp(-1, 1)) ** 2).mean()
    known = (smile >= 0).float()
    smiling = known * cross(said[:, 4], smile.clamp(0, 1) * 0.96 + 0.02, reduction="none")
    return total + 0.3 * smiling.sum() / known.sum().clamp(min=8)


def misplaced(pointed: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the loss of where tongue, lips and mouth were pointed out f32[n,3,12,12], where that is known."""
    masks = torch.from_numpy(np.ascontiguousarray(batch.masks.transpose(0, 3, 1, 2))).float()
    known = ((masks - MASK_UNKNOWN).abs() > 1).float()
    each = nn.functional.binary_cross_entropy_with_logits(pointed, masks / 255, reduction="none")
    return (known * each).sum() / known.sum().clamp(min=1)


def train(
    arrays: dict[str, np.ndarray],
    allowed: np.ndarray,
    seed: int,
    samples: int,
    begin: TongueNet | None = None,
) -> TongueNet:
    """Train on the allowed pictures, going on from begin or anew; returns the running mean of the weights."""
    torch.manual_seed(seed)
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    net, places = TongueNet().to(memory_format=torch.channels_last), Places()
    if begin:
        net.load_state_dict(begin.state_dict())
    chance = sampling(arrays, allowed)
    if begin:
        chance = favour_hard(chance, arrays, net.eval())
        net.train()
    steps = samples // BATCH
    rate = STEADY_RATE if begin else PEAK_RATE
    optimizer = torch.optim.AdamW([*net.parameters(), *places.parameters()], rate, weight_decay=DECAY)
    schedule = (
        torch.optim.lr_scheduler.LinearLR(optimizer, 0.1, 1.0, max(1, steps // 20))
        if begin
        else torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps, pct_start=0.1)
    )
    order = rng.choice(len(chance), (steps, BATCH), p=chance)
    noise = draw_noise(seed)
    learner = Learner(net, optimizer, schedule, steps)
    for step, rows in enumerate(order):
        grown = 1.0 if begin else min(1.0, step / (GROWN * steps))
        x, batch = see(arrays, rows, rng, noise, generator, WEAKEST + (STRONGEST - WEAKEST) * grown)
        sights = net.look(x)
        loss = losses(net.conclude(sights), batch) + POINTING * misplaced(places(sights), batch)
        learner.learn(loss, keep_of_mean(step, steps, steady=begin is not None))
    return learner.mean.eval()


class Learner(Generic[Net]):
    """Takes the steps of a training, keeps a running mean of the net's weights, and says how it goes."""

    def __init__(
        self, net: Net, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LRScheduler, steps: int
    ) -> None:  # fmt: skip
        self._net, self._optimizer, self._schedule, self._steps = net, optimizer, schedule, steps
        self.mean: Net = copy.deepcopy(net)
        self._began_s, self._step, self._missed = time.monotonic(), 0, 0.0

    def learn(self, loss: torch.Tensor, keep: float) -> None:
        """Take one step down the loss; the mean keeps the share `keep` of itself."""
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()
        self._schedule.step()
        update_mean(self.mean, self._net, keep)
        self._step += 1
        self._missed = 0.98 * self._missed + 0.02 * loss.item()
        if self._step % 100 == 0:
            passed_s = time.monotonic() - self._began_s
            print(f"step {self._step}/{self._steps} loss {self._missed:.4f} {passed_s:.0f} s", flush=True)


def growing_keep(step: int, most: float) -> float:
    """Return the share that a running mean keeps of itself at a step: little at first, `most` in the end."""
    return min(most, (1 + step) / (10 + step))


def rate_at(past: float, warm_up: float, least: float, first: float) -> float:
    """Return the share of the rate when this share of the training is past: up in a line, down in half a wave."""
    wave = 0.5 * (1 + math.cos(math.pi * past)) * (1 - least) + least
    return min(1.0, past / warm_up + first) * wave


def see(
    arrays: dict[str, np.ndarray],
    rows: np.ndarray,
    rng: np.random.Generator,
    noise: torch.Tensor,
    generator: torch.Generator,
    strength: float,
) -> tuple[torch.Tensor, Batch]:
    """Return the pictures at rows as the network takes them, seen anew, and their truth."""
    batch = cut_batch(arrays, rows, rng, strength)
    x = even_light(light_batch(to_input(batch.crops), noise, generator, strength), batch.crops)
    return x.contiguous(memory_format=torch.channels_last), batch


def keep_of_mean(step: int, steps: int, steady: bool) -> float:
    """Return the share of itself that the weights' mean keeps: a running mean, or an even one once under way."""
    if not steady:
        return growing_keep(step, KEEP)
    past = step - MEAN_FROM * steps
    return 1 - 1 / (past + 1) if past > 0 else 0.0


def update_mean(mean: nn.Module, net: nn.Module, keep: float) -> None:
    """Move the running mean of the weights towards the net's: it keeps the share `keep` of itself."""
    with torch.no_grad():
        for kept, now in zip(mean.state_dict().values(), net.state_dict().values(), strict=True):
            if kept.dtype.is_floating_point:
                kept.lerp_(now, 1 - keep)
            else:
                kept.copy_(now)


def may_learn(arrays: dict[str, np.ndarray], fold: int | None) -> np.ndarray:
    """Return which pictures show nobody of the fold: neither the face nor the mouth set into it."""
    if fold is None:
        return np.ones(len(arrays["seen"]), bool)
    return (arrays["fold"] != fold) & (arrays["source_fold"] != fold)


def folds_of(source: np.ndarray, frame: np.ndarray, arrays: dict[str, np.ndarray], data: Path) -> np.ndarray:
    """Return the fold of each crop as it was when the pictures were made: labels may have named people since."""
    dealt = dict(zip(arrays["source"].tolist(), arrays["fold"].tolist(), strict=True))
    now = look_up(source, frame, load_labels(data))["fold"]
    return np.array([dealt.get(str(name), fold) for name, fold in zip(source, now.tolist(), strict=True)])


def write_out(
    net: TongueNet, fold: int | None, seed: int, out: Path, data: Path, arrays: dict[str, np.ndarray]
) -> None:
    """Write the weights, and for a fold what the network says of the people left out."""
    name = f"everyone_seed{seed}" if fold is None else f"fold{fold}_seed{seed}"
    torch.save(net.state_dict(), out / f"{name}.pt")
    if fold is not None:
        rows, crops = crops_of_fold(fold, out, data, arrays)
        said = say_of_files(net, crops, rows["source"], say)
        np.savez(out / f"{name}.npz", **rows, **dict(zip(OUTPUTS, said.T, strict=True)))


def crops_of_fold(
    fold: int, out: Path, data: Path, arrays: dict[str, np.ndarray]
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return source and frame of every crop of a fold's people, and the crops u8[n,48,48,3]."""
    with np.load(out / "judged.npz") as judged:
        mine = folds_of(judged["source"], judged["frame"], arrays, data) == fold
        return {column: judged[column][mine] for column in ("source", "frame")}, judged["mouth"][mine]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fold", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--samples", type=int, default=800_000)
    parser.add_argument("--begin", type=Path, nargs="+", default=None)
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    arrays = load_pictures(options.out)
    allowed = may_learn(arrays, options.fold)
    begin = mean_net(options.begin) if options.begin else None
    net = (
        train(arrays, allowed, options.seed, options.samples, begin)
        if options.samples or not begin
        else begin
    )
    write_out(net, options.fold, options.seed, options.out, options.data, arrays)


if __name__ == "__main__":
    main()
