"""Make the training pictures: real mouths, tongues put into others, and what looks like one but is none.

usage: python -m training.tongue.make [--data ../shared/data] [--out build/tongue] [--tongues N] [--others N] [--seed S]

Reads OUT/bank.npz (training.tongue.bank) and writes OUT/pictures_seedS.npz: picture u8[n,80,80,3], the wide crop at the
size training cuts it from; seen (1 tongue out, 0 not), out, left, down (f32; -9 not known), smile (1, 0, -1 not
known), person (for sampling evenly), kind (how made), fold, source_fold (of the person whose tongue it is; -1 none).
OUT/sheets/KIND.png shows some of each kind.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.types import PixelArray
from mirrorcam.vision.mouth_crop import FILL_RGB
from training.tongue import changes
from training.tongue.compose import lay_inside, put_out
from training.tongue.faces import EYE_PX
from training.tongue.lips import find_lips
from training.tongue.pictures import UNKNOWN, Bank, Pictures, write_sheets
from training.tongue.tongues import tongue_bank
from training.tongue.transplant import Mouth, load_mouths, transplant
from training.truth import load_labels

DRAWN_TONGUES = 150
# How many mouths are pulled out of shape before anything else is done to them.
TWISTED = 0.4
# Pictures without a tongue out, by how they are made; and how crooked lips are pulled beside other mouths.
OTHERS = {"inside": 0.22, "cover": 0.18, "lips": 0.24, "moved_in": 0.22, "moved_cover": 0.14}
CROOKED = 2.0


def change_face(
    wide: PixelArray, points: np.ndarray, rng: np.random.Generator
) -> tuple[PixelArray, np.ndarray]:
    """Vary a face in ways that say nothing about its tongue."""
    if rng.random() < TWISTED:
        wide, points = changes.twist_mouth(wide, points, rng)
    if rng.random() < 0.1:
        wide = changes.grow_beard(wide, points, rng)
    if rng.random() < 0.12:
        wide = changes.paint_lips(wide, points, rng)
    if rng.random() < 0.4 and find_lips(points).gap_px < 0.1 * EYE_PX:
        wide, points = changes.open_mouth(wide, points, rng)
    return wide, points


def add_real(pictures: Pictures, bank: Bank) -> None:
    """Add every real crop as it is; a mouth nobody labelled counts as having its tongue in."""
    for index in range(len(bank.wide)):
        row = {name: bank.columns[name][index] for name in bank.columns}
        seen = int(row["tongue"] == 1)
        if not seen and not row["is_in"]:
            continue
        pictures.add(
            bank.wide[index], kind="real_out" if seen else "real_in", seen=seen, smile=int(row["smile"]),
            points=None if seen or bank.hidden[index] else bank.points[index], **bank.about(index),
        )  # fmt: skip


def real_mouths(bank: Bank, data: Path) -> dict[str, dict[str, list[Mouth]]]:
    """Return mouths to transplant by kind, then person: tongue out, labelled as in, and covered by hands or food."""

    def mouth(index: int) -> Mouth:
        points = bank.points[index]
        middle = (points[78] + points[308] + points[13] + points[14]) / 4
        row = bank.columns
        return Mouth(
            bank.wide[index],
            middle,
            str(row["person"][index]),
            int(row["fold"][index]),
            int(row["tongue"][index]),
        )

    tongue, own = bank.columns["tongue"], bank.columns["is_in"]
    chosen = {"moved_out": tongue == 1, "moved_in": tongue == 0, "moved_cover": bank.covered & own}
    mouths = {kind: [mouth(int(index)) for index in np.flatnonzero(rows)] for kind, rows in chosen.items()}
    mouths["moved_out"] += load_mouths(data)
    by_person: dict[str, dict[str, list[Mouth]]] = {kind: defaultdict(list) for kind in mouths}
    for kind, each in mouths.items():
        for one in each:
            by_person[kind][one.person].append(one)
    return by_person


def draw_mouth(by_person: dict[str, list[Mouth]], rng: np.random.Generator) -> Mouth:
    """Draw a mouth, every person as likely."""
    people = sorted(by_person)
    own = by_person[people[int(rng.integers(len(people)))]]
    return own[int(rng.integers(len(own)))]


def add_tongues(
    pictures: Pictures,
    bank: Bank,
    data: Path,
    tongues: list[PixelArray],
    count: int,
    rng: np.random.Generator,
) -> None:
    """Add made-up pictures with the tongue out, on faces whose mouth is not hidden by hands or food."""
    mouths = real_mouths(bank, data)["moved_out"]
    while count > 0:
        index = bank.draw(rng, mouth_shown=True)
        wide, points = change_face(bank.wide[index], bank.points[index], rng)
        if rng.random() < 0.2:
            mouth = draw_mouth(mouths, rng)
            moved = transplant(wide, points, mouth, rng)
            if moved is None:
                continue
            if rng.random() < TWISTED:
                moved, _ = changes.twist_mouth(moved, points, rng)
            pictures.add(
                finish(moved, bank.wide[index], points, rng), kind="moved_out", seen=1, source_fold=mouth.fold,
                **bank.about(index),
            )  # fmt: skip
        else:
            made = put_out(wide, points, tongues[int(rng.integers(len(tongues)))], rng)
            if made is None:
                continue
            pictures.add(
                finish(made.picture, bank.wide[index], points, rng), kind="made_out", seen=1,
                place=(made.out, made.left, made.down), tongue=made.tongue, points=points, **bank.about(index),
            )  # fmt: skip
        count -= 1


def add_others(
    pictures: Pictures,
    bank: Bank,
    data: Path,
    tongues: list[PixelArray],
    count: int,
    rng: np.random.Generator,
) -> None:
    """Add made-up pictures without a tongue out that could be taken for one."""
    mouths = real_mouths(bank, data)
    while count > 0:
        index = bank.draw(rng)
        wide, points = change_face(bank.wide[index], bank.points[index], rng)
        kind = str(rng.choice(list(OTHERS), p=list(OTHERS.values())))
        source_fold, other, lips_at = -1, int(rng.integers(len(bank.wide))), None
        if kind == "inside":
            made = lay_inside(wide, points, tongues[int(rng.integers(len(tongues)))], rng)
            picture, lips_at = made.picture if made else None, points
        elif kind == "cover":
            picture = changes.cover_mouth(wide, points, bank.wide[other], rng)
            source_fold = int(bank.columns["fold"][other])
            if not bank.columns["is_in"][other]:
                continue
        elif kind == "lips":
            picture = changes.paint_lips(wide, points, rng) if rng.random() < 0.5 else wide
            if rng.random() < 0.6:
                picture = changes.push_lip_out(picture, points, rng)
            else:
                picture, lips_at = changes.twist_mouth(picture, points, rng, CROOKED)
        else:
            mouth = draw_mouth(mouths[kind], rng)
            picture, source_fold = transplant(wide, points, mouth, rng), mouth.fold
        if picture is None:
            continue
        if kind.startswith("moved") and rng.random() < TWISTED:
            picture, _ = changes.twist_mouth(picture, points, rng)
        pictures.add(
            finish(picture, bank.wide[index], points, rng), kind=kind, source_fold=source_fold, seen=0,
            points=lips_at, **bank.about(index),
        )  # fmt: skip
        count -= 1


def finish(
    picture: PixelArray, before: PixelArray, points: np.ndarray, rng: np.random.Generator
) -> PixelArray:
    """Draw marks on a few, and make grey again what lay outside the picture before."""
    made = changes.draw_marks(picture, points, rng) if rng.random() < 0.07 else picture.copy()
    made[(before == FILL_RGB).all(axis=2)] = FILL_RGB
    return made


def add_drawn(pictures: Pictures, path: Path) -> None:
    """Add the drawn demonstrator's faces, if training.tongue.drawn has filmed her. No fold judges her."""
    if not path.exists():
        return
    with np.load(path) as stored:
        for wide, tongue in zip(stored["wide"], stored["tongue"], strict=True):
            seen = int(tongue > 0)
            pictures.add(
                wide, kind="drawn_out" if seen else "drawn_in", source="", person="demonstrator", fold=-1, seen=seen,
                place=(0.3 + 0.7 * float(tongue), UNKNOWN, UNKNOWN),
            )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--tongues", type=int, default=14_000)
    parser.add_argument("--others", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    rng = np.random.default_rng(options.seed)
    bank, pictures = Bank.load(options.out / "bank.npz", load_labels(options.data)), Pictures()
    add_real(pictures, bank)
    add_drawn(pictures, options.out / "drawn.npz")
    tongues = tongue_bank(options.data / "tongue_textures", DRAWN_TONGUES, rng)
    add_tongues(pictures, bank, options.data, tongues, options.tongues, rng)
    add_others(pictures, bank, options.data, tongues, options.others, rng)
    arrays = pictures.arrays()
    np.savez(options.out / f"pictures_seed{options.seed}.npz", **arrays)
    write_sheets(arrays, options.out / "sheets", rng)
    for kind, count in zip(*np.unique(arrays["kind"], return_counts=True), strict=True):
        print(kind, count)


if __name__ == "__main__":
    main()
