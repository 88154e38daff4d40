"""What the channels network and the brow network learn from: every gathered face, its teacher and its labels."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mirrorcam.core.channels import CHANNELS
from mirrorcam.core.evidence import SCORES
from mirrorcam.core.face_points import EYE_RING_LEFT, EYE_RING_RIGHT, RIGID
from mirrorcam.core.geometry import RULED, SQUASH_LIMITS
from mirrorcam.core.network_points import NETWORK_POINTS
from mirrorcam.core.pose import load_mean_face
from training.composites import LENGTH, SHUT_FROM, SHUT_TO, WINK
from training.truth import load_labels, person_of, truth_of

TAUGHT = len(CHANNELS) - 1  # all but tongueOut


@dataclass
class Lessons:
    """All rows: x f32[n,p,3] centred shape, teacher f32[n,51], score f32[n,7] (1, 0 or NaN), who, file, frame.

    brows u8[n,60,104] is the picture around the brows (training.channels_data).
    """

    x: np.ndarray
    teacher: np.ndarray
    score: np.ndarray
    who: np.ndarray
    file: np.ndarray
    frame: np.ndarray
    variant: np.ndarray
    still: np.ndarray
    head: np.ndarray
    brows: np.ndarray


@dataclass
class Drawn:
    """The demonstrator's frames: x f32[n,p,3] as in Lessons, what she acted f32[n,51] (NaN where the ruler reads)."""

    x: np.ndarray
    acted: np.ndarray


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
    """In clips, lids wide apart by the ruler are open; winks say which eye is shut.

    The one wink seen by eye is put in by hand (LABELS.md), the composites know.
    """
    for column, ring in ((5, EYE_RING_LEFT), (6, EYE_RING_RIGHT)):
        p = shape[:, list(ring)]
        width = np.linalg.norm(p[:, 0] - p[:, 3], axis=1)
        opening = (np.linalg.norm(p[:, 1] - p[:, 5], axis=1) + np.linalg.norm(p[:, 2] - p[:, 4], axis=1)) / (
            2 * width
        )
        unknown = np.isnan(lessons.score[:, column]) & ~lessons.still & (opening > 0.2)
        lessons.score[unknown, column] = 0.0
    for row, (name, frame) in enumerate(zip(lessons.file, lessons.frame.tolist(), strict=True)):
        if WINK in name:
            shut = SHUT_FROM <= frame % LENGTH <= SHUT_TO
            side = str(name).rpartition("-")[2]
            lessons.score[row, 5], lessons.score[row, 6] = shut and side == "left", shut and side == "right"
    wink = (lessons.file == "liveportrait/d1.mp4") & (lessons.frame >= 9) & (lessons.frame <= 13)
    lessons.score[wink, 5], lessons.score[wink, 6] = 0.0, 1.0


def load_rows(gathered: Path, winks: Path | None) -> dict[str, np.ndarray]:
    """Read what training.channels_data and training.winks wrote; mirrored shapes and brows are turned back."""
    mirror = load_mean_face(Path("assets/models/mean_face.npz")).mirror
    parts = [
        np.load(path)
        for path in (*sorted(gathered.glob("*.npz")), *([winks] if winks and winks.exists() else []))
    ]
    parts = [part for part in parts if len(part["source"])]
    rows = {key: np.concatenate([part[key] for part in parts]) for key in parts[0].files}
    flipped = rows["flipped"]
    rows["shape"][flipped] = rows["shape"][flipped][:, mirror] * np.array([-1, 1, 1], np.float32)
    rows["brows"][flipped] = rows["brows"][flipped][:, :, ::-1]
    rows["head"] = rows["head"].astype(np.float32)
    rows["head"][flipped] *= np.array([-1, 1, -1], np.float32)
    return rows


def load_lessons(gathered: Path, winks: Path | None, data: Path) -> Lessons:
    """Join the gathered shapes with the teacher and the labels."""
    mean_shape = load_mean_face(Path("assets/models/mean_face.npz")).shape.astype(np.float32)
    rows = load_rows(gathered, winks)
    file, frame, still = rows["source"], rows["frame"], rows["still"]
    levelled = level(rows["shape"], mean_shape)
    x = (levelled - mean_shape)[:, list(NETWORK_POINTS)]
    people = person_of(load_labels(data))
    who = np.array([people_name(str(f), bool(s), people) for f, s in zip(file, still, strict=True)])
    lessons = Lessons(x, teacher_of(file, frame, data), teach_scores(file, frame, still, data), who, file, frame,
                      rows["variant"], still, rows["head"], rows["brows"])  # fmt: skip
    teach_lids(lessons, levelled)
    return lessons


def load_drawn(film: Path) -> Drawn:
    """Read what training.drawn_faces filmed."""
    mean_shape = load_mean_face(Path("assets/models/mean_face.npz")).shape.astype(np.float32)
    rows = np.load(film)
    x = (level(rows["shape"], mean_shape) - mean_shape)[:, list(NETWORK_POINTS)]
    acted = rows["channels"][:, :TAUGHT].copy()
    acted[:, list(RULED)] = np.nan
    return Drawn(x, acted)


def people_name(file: str, is_still: bool, people: dict[str, str]) -> str:
    """Name whom a file shows, so that people are left out whole; a composite is its clip's person."""
    if is_still:
        return person_of_still(file)
    clip = file.partition("#")[0]
    return people.get(clip) or ("clip " + clip)


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
