"""Train the channels network: from the shape of a face to the teacher's channels and the gestures' log odds.

usage: python -m training.channels [--data ../shared/data] [--gathered .cache/training/channels]
       [--folds 5] [--out assets/models/channels.onnx]

First leaves each person out once (people dealt into --folds parts), which prints and stores the out-of-fold
outputs that training.evaluate and the thresholds are made from; then trains on all and writes the ONNX file.
About ten minutes on one core; seeds are fixed.
"""

from __future__ import annotations

import argparse
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn

from mirrorcam.core.channels import CHANNELS, MIRROR_ORDER
from mirrorcam.core.evidence import SCORES
from mirrorcam.core.face_points import EYE_RING_LEFT, EYE_RING_RIGHT, RIGID
from mirrorcam.core.geometry import SQUASH_LIMITS
from mirrorcam.core.network_points import NETWORK_POINTS
from mirrorcam.core.pose import load_mean_face
from mirrorcam.vision.model_file import write_sum
from training.truth import load_labels, person_of, truth_of

TAUGHT = len(CHANNELS) - 1  # all but tongueOut
HIDDEN = (160, 80)
STEPS, BATCH, RATE, DECAY = 1800, 256, 3e-3, 1e-2
BASIS, WHITENING = 100, 0.35
# spread of the noise on each coordinate, and how much of another person's resting shape is mixed in
JITTER, IDENTITY = 0.002, 0.25
SCORE_WEIGHT = 0.15
# A score is the mean of what the labels taught and of these channels' log odds: few labels alone overfit.
TOLD_BY = {
    "smile": ("mouthSmileLeft", "mouthSmileRight"),
    "mouth_open": ("jawOpen",),
    "pucker": ("mouthPucker",),
    "brows_up": ("browInnerUp", "browOuterUpLeft", "browOuterUpRight"),
    "frown": ("browDownLeft", "browDownRight"),
}
# Winks are rare: an eye of one row set into the face of another makes as many.
WINKS, WINK_SHARE = 3000, 0.1
SWAP = [
    *MIRROR_ORDER[:TAUGHT],
    *(
        TAUGHT + SCORES.index(n.replace("left", "?").replace("right", "left").replace("?", "right"))
        for n in SCORES
    ),
]
LEFT_EYE = (
    263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466, 473, 474, 475, 476, 477,
)  # fmt: skip


@dataclass
class Lessons:
    """All rows: x f32[n,p,3] centred shape, teacher f32[n,51], score f32[n,7] (1, 0 or NaN), who, file, frame."""

    x: np.ndarray
    teacher: np.ndarray
    score: np.ndarray
    who: np.ndarray
    file: np.ndarray
    frame: np.ndarray
    variant: np.ndarray
    still: np.ndarray
    head: np.ndarray


def level(shape: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Do what core.geometry.level_shape does, for shapes f32[n,478,3] at once."""
    rigid = list(RIGID)
    model = mean[rigid, :2] - mean[rigid, :2].mean(0)
    seen = shape[:, rigid, :2] - shape[:, rigid, :2].mean(1, keepdims=True)
    width, height = np.moveaxis((seen * model).sum(1) / (model**2).sum(0), 1, 0)
    out = shape.copy()
    out[:, :, 1] *= np.clip(width / np.maximum(height, 1e-6), *SQUASH_LIMITS)[:, None]
    return out


def person_of_still(file: str) -> str:
    """Stills of one series (a film's frames lie side by side in faces/) count as one person."""
    folder, name = file.split("/", 1)
    if folder != "faces":
        return file
    digits = "".join(c if c.isdigit() else " " for c in name).split()
    kind = "".join(c for c in name if c.isalpha())[:12]
    number = int(digits[-1 if kind.startswith(("yt", "mp")) else 0]) if digits else 0
    return f"{kind}/{number // 20}" if len(kind) < 8 or kind.startswith(("closed", "open", "image")) else kind


def teach_scores(file: np.ndarray, frame: np.ndarray, still: np.ndarray, data: Path) -> np.ndarray:
    """Return score f32[n,7]: 1 where held, 0 where absent, NaN where nothing is known."""
    labels = load_labels(data)
    counts: dict[str, int] = {}
    for name, index in zip(file, frame, strict=True):
        counts[name] = max(counts.get(name, 0), int(index) + 1)
    truth = truth_of(labels, counts)
    score = np.full((len(file), len(SCORES)), np.nan, np.float32)
    for row, (name, index) in enumerate(zip(file, frame.tolist(), strict=True)):
        for column, gesture in enumerate(SCORES[:5]):
            known = truth.get((name, gesture))
            if known:
                score[row, column] = 1.0 if index in known.held else 0.0 if index in known.absent else np.nan
        lids = truth.get((name, "eyes_closed"))
        if lids and index in lids.held:
            score[row, 5:] = 1.0
        elif lids and still[row] and index in lids.absent:
            score[row, 5:] = 0.0
    return score


def teach_lids(lessons: Lessons, shape: np.ndarray) -> None:
    """In clips, lids wide apart by the ruler are open; the one wink seen by eye is put in by hand (LABELS.md)."""
    for column, ring in ((5, EYE_RING_LEFT), (6, EYE_RING_RIGHT)):
        p = shape[:, list(ring)]
        width = np.linalg.norm(p[:, 0] - p[:, 3], axis=1)
        opening = (np.linalg.norm(p[:, 1] - p[:, 5], axis=1) + np.linalg.norm(p[:, 2] - p[:, 4], axis=1)) / (
            2 * width
        )
        unknown = np.isnan(lessons.score[:, column]) & ~lessons.still & (opening > 0.2)
        lessons.score[unknown, column] = 0.0
    wink = (lessons.file == "liveportrait/d1.mp4") & (lessons.frame >= 9) & (lessons.frame <= 13)
    lessons.score[wink, 5], lessons.score[wink, 6] = 0.0, 1.0


def load_lessons(gathered: Path, data: Path) -> Lessons:
    """Join the gathered shapes with the teacher and the labels; mirrored rows are turned back to how it was."""
    mean_face = load_mean_face(Path("assets/models/mean_face.npz"))
    parts = [np.load(path) for path in sorted(gathered.glob("*.npz"))]
    rows = {
        key: np.concatenate([part[key] for part in parts if len(part["source"])]) for key in parts[0].files
    }
    shape, file, frame, still = rows["shape"], rows["source"], rows["frame"], rows["still"]
    flipped = rows["flipped"]
    shape[flipped] = shape[flipped][:, mean_face.mirror] * np.array([-1, 1, 1], np.float32)
    head = rows["head"].astype(np.float32)
    head[flipped] *= np.array([-1, 1, -1], np.float32)
    levelled = level(shape, mean_face.shape.astype(np.float32))
    x = (levelled - mean_face.shape.astype(np.float32))[:, list(NETWORK_POINTS)]
    people = person_of(load_labels(data))
    who = np.array(
        [
            people.get(f) or ("clip " + f) if not s else person_of_still(f)
            for f, s in zip(file, still, strict=True)
        ]
    )
    lessons = Lessons(x, teacher_of(file, frame, data), teach_scores(file, frame, still, data), who, file, frame,
                      rows["variant"], still, head)  # fmt: skip
    teach_lids(lessons, levelled)
    return lessons


def teacher_of(file: np.ndarray, frame: np.ndarray, data: Path) -> np.ndarray:
    """Return the teacher's channels f32[n,51] in the order of CHANNELS, NaN where it saw no face."""
    stored = np.load(data / "teacher.npz")
    columns = [list(stored["names"]).index(name) for name in CHANNELS[:TAUGHT]]
    told: dict[tuple[str, int], np.ndarray] = {}
    for name in np.unique(file):
        if f"{name}/frame" in stored.files:
            values = stored[f"{name}/blendshapes"].astype(np.float32)[:, columns]
            told.update(
                ((str(name), int(i)), v) for i, v in zip(stored[f"{name}/frame"], values, strict=True)
            )
    nothing = np.full(TAUGHT, np.nan, np.float32)
    return np.array([told.get((str(n), int(i)), nothing) for n, i in zip(file, frame, strict=True)])


def fold_of(who: np.ndarray, folds: int) -> np.ndarray:
    """Deal people into folds by a fixed hash of their names."""
    return np.array([zlib.crc32(str(name).encode()) % folds for name in who])


def weights_of(lessons: Lessons) -> np.ndarray:
    """How often a row is drawn: people alike, rare gestures more."""
    _, index, count = np.unique(lessons.who, return_inverse=True, return_counts=True)
    weight = 1.0 / count[index] ** 0.6
    weight[~lessons.still] *= 4.0
    rare = (np.nan_to_num(lessons.score[:, 2:5]) > 0.5).any(axis=1)
    weight[rare] *= np.where(lessons.still[rare], 2.0, 4.0)
    return weight / weight.sum()


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

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        seen = self.trunk(z)
        channels, scores = self.channels(seen), self.scores(seen)
        if not self.training:
            scores = scores * (1 - self.told_share) + channels @ self.told_by.T
        return torch.cat([torch.sigmoid(channels), scores], dim=1)


def basis_of(x: np.ndarray, size: int) -> np.ndarray:
    """Return f32[size, 3 p]: how faces differ, each point's spread made equal first, rare ways damped less."""
    scale = x.std(axis=0) + 0.004
    scaled = x / scale
    spread, directions = np.linalg.eigh(scaled.T @ scaled / len(x))
    spread, directions = spread[::-1][:size], directions[:, ::-1][:, :size]
    return (directions / spread**WHITENING / scale[:, None]).T.astype(np.float32)


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
    picks = torch.from_numpy(rng.choice(len(weight), (steps, BATCH), p=weight / weight.sum())
                             + len(weight) * rng.integers(0, 2, (steps, BATCH)))  # fmt: skip
    for pick in picks:
        seen = z[pick]
        seen = seen + jitter * torch.randn_like(seen) + torch.randn(BATCH, len(directions)) @ directions
        loss = lesson_loss(network(seen), lesson[pick], channel_weight)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval()


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


def flat(x: np.ndarray) -> np.ndarray:
    """Return f32[n, 3 p]."""
    return np.ascontiguousarray(x.reshape(len(x), -1))


def mirror_faces(x: np.ndarray) -> np.ndarray:
    """Return the shapes x f32[n,p,3] of the same faces seen in a looking-glass."""
    mean_face = load_mean_face(Path("assets/models/mean_face.npz"))
    place = {point: position for position, point in enumerate(NETWORK_POINTS)}
    order = np.array([place[int(mean_face.mirror[point])] for point in NETWORK_POINTS])
    return x[:, order] * np.array([-1, 1, 1], np.float32)


def apply(network: ChannelNet, x: np.ndarray) -> np.ndarray:
    """Return channels and log odds f32[n,58], averaged over the face and its mirror image."""
    with torch.no_grad():
        plain = network(torch.from_numpy(flat(x) @ network.basis.T)).numpy()
        other = network(torch.from_numpy(flat(mirror_faces(x)) @ network.basis.T)).numpy()
    return (plain + other[:, SWAP]) / 2


def export(network: ChannelNet, path: Path) -> None:
    """Write the network as ONNX, its basis folded into the first layer: "shape" f32[2, 3 p] to "told" f32[2, 58]."""
    first, basis = network.trunk[0], torch.from_numpy(network.basis)
    folded = nn.Linear(basis.shape[1], first.out_features)
    with torch.no_grad():
        folded.weight.copy_(first.weight @ basis)
        folded.bias.copy_(first.bias)
    network.trunk[0] = folded
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network, (torch.zeros(2, basis.shape[1]),), str(path), input_names=["shape"], output_names=["told"],
        opset_version=13, dynamo=False,
    )  # fmt: skip
    network.trunk[0] = first
    print(path.name, path.stat().st_size, "bytes", write_sum(path.parent, path.name))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gathered", type=Path, default=Path(".cache/training/channels"))
    parser.add_argument("--folds", type=int, default=5, help="0: only the final network")
    parser.add_argument("--out", type=Path, default=Path("assets/models/channels.onnx"))
    parser.add_argument("--left-out", type=Path, default=Path(".cache/training/channels_left_out.npz"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    lessons = load_lessons(options.gathered, options.data)
    if options.folds:
        fold, out = (
            fold_of(lessons.who, options.folds),
            np.zeros((len(lessons.x), TAUGHT + len(SCORES)), np.float32),
        )
        for part in range(options.folds):
            out[fold == part] = apply(train(lessons, fold != part, seed=part), lessons.x[fold == part])
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
    export(train(lessons, everyone, seed=100, steps=STEPS * 5 // 4), options.out)


if __name__ == "__main__":
    main()
