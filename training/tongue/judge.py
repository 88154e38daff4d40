"""Judge what the folds' networks said of people they had not seen.

usage: python -m training.tongue.judge [--data ../shared/data] [--out build/tongue] [--seed S] [--median N]
       [--score out|seen] [--worst FILE.png]

Reads OUT/fold*_seedS.npz (training.tongue.train --fold K; several seeds are averaged where --seed is left out) and
prints, for clips and stills: the threshold that gives each rate of false alarms, recall by person at it, alarms by
folder, false events a minute, and the smile's balanced accuracy on smiles/. --worst draws the worst misses and alarms.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.vision.tongue_network import tongue_out
from training.tongue.faces import STILLS
from training.truth import Label, load_labels, truth_of

RATES = (0.001, 0.003, 0.005, 0.01, 0.02)
FRAMES_A_MINUTE = 25 * 60


def load_said(folder: Path, seed: int | None) -> dict[str, np.ndarray]:
    """Return the folds' rows one after another, seeds averaged: source, frame, seen, out, left, down, smile."""
    parts: dict[str, list[dict[str, np.ndarray]]] = defaultdict(list)
    for path in sorted(folder.glob(f"fold*_seed{seed if seed is not None else '*'}.npz")):
        with np.load(path) as stored:
            parts[path.name.split("_")[0]].append({name: stored[name] for name in stored.files})
    folds = [
        {
            name: rows[0][name] if name in ("source", "frame") else np.mean([r[name] for r in rows], axis=0)
            for name in rows[0]
        }
        for rows in parts.values()
    ]
    return {name: np.concatenate([fold[name] for fold in folds]) for name in folds[0]}


def by_frame(said: dict[str, np.ndarray], score: np.ndarray) -> dict[str, np.ndarray]:
    """Return for each file the score f[frames] of the highest face; 0 where no face was seen."""
    series: dict[str, np.ndarray] = {}
    for name in np.unique(said["source"]):
        mine = said["source"] == name
        line = np.zeros(int(said["frame"][mine].max()) + 1)
        np.maximum.at(line, said["frame"][mine], score[mine])
        series[str(name)] = line
    return series


def running_median(line: np.ndarray, length: int) -> np.ndarray:
    """Return the median of each frame and those before it, `length` in all."""
    if length < 2 or len(line) == 1:
        return line
    padded = np.concatenate([np.full(length - 1, line[0]), line])
    return np.median(np.lib.stride_tricks.sliding_window_view(padded, length), axis=1)


def is_still(name: str) -> bool:
    """Say whether a file is a single picture."""
    return name.lower().endswith(STILLS)


def threshold_at(absent: np.ndarray, rate: float) -> float:
    """Return the least threshold at which no more than `rate` of the absent scores are alarms."""
    ordered = np.sort(absent)[::-1]
    return float(ordered[min(int(rate * len(ordered)), len(ordered) - 1)]) + 1e-6


def gather(
    series: dict[str, np.ndarray], labels: list[Label], gesture: str
) -> tuple[dict[str, dict[str, np.ndarray]], dict[str, np.ndarray], dict[str, str]]:
    """Return held scores by person and file, absent scores by file, and each file's person."""
    truths = truth_of(labels, {name: len(line) for name, line in series.items()})
    held: dict[str, dict[str, np.ndarray]] = defaultdict(dict)
    absent, persons = {}, {}
    for (name, what), truth in truths.items():
        if what != gesture:
            continue
        if truth.held:
            held[truth.person][name] = series[name][sorted(truth.held)]
        if truth.absent:
            absent[name] = series[name][sorted(at for at in truth.absent if at < len(series[name]))]
    return held, absent, persons


def events_of(line: np.ndarray, threshold: float) -> int:
    """Count the times a line rises over the threshold."""
    over = line >= threshold
    return int(over[0]) + int((over[1:] & ~over[:-1]).sum()) if len(line) else 0


def report(series: dict[str, np.ndarray], labels: list[Label], still: bool) -> None:
    """Print the curve and, at 0.3 %, persons and folders, for stills or clips."""
    part = {name: line for name, line in series.items() if is_still(name) == still}
    held, absent, _ = gather(part, labels, "tongue_out")
    pool = np.concatenate(list(absent.values()))
    print(
        f"\n{'stills' if still else 'clips'}: {sum(len(x) for files in held.values() for x in files.values())}"
        " tongue frames"
        f" of {len(held)} persons, {len(pool)} without"
    )
    for rate in RATES:
        threshold = threshold_at(pool, rate)
        recalls = {
            who: float(np.mean(np.concatenate(list(files.values())) >= threshold))
            for who, files in held.items()
        }
        rises = sum(events_of(x, threshold) for x in absent.values())
        row = " ".join(f"{who}:{recall:.2f}" for who, recall in sorted(recalls.items()))
        print(
            f"  alarms {rate:.1%} at {threshold:.3f}: recall {np.mean(list(recalls.values())):.3f} ({row})"
            + ("" if still else f"; {rises / len(pool) * FRAMES_A_MINUTE:.2f} events/min")
        )
    threshold = threshold_at(pool, 0.003)
    folders: dict[str, list[np.ndarray]] = defaultdict(list)
    for name, scores in absent.items():
        folders[name.split("/")[0]].append(scores)
    print(
        "  alarms by folder:",
        ", ".join(
            f"{folder} {np.sum(np.concatenate(x) >= threshold)}/{len(np.concatenate(x))}"
            for folder, x in folders.items()
        ),
    )


def report_all(series: dict[str, np.ndarray], labels: list[Label]) -> None:
    """Print the curve over clips and stills together, with one threshold."""
    held, absent, _ = gather(series, labels, "tongue_out")
    pool = np.concatenate(list(absent.values()))
    print(f"\nall: {len(held)} persons, {len(pool)} frames without")
    for rate in RATES:
        threshold = threshold_at(pool, rate)
        recalls = {
            who: float(np.mean(np.concatenate(list(files.values())) >= threshold))
            for who, files in held.items()
        }
        row = " ".join(f"{who[-9:]}:{recall:.2f}" for who, recall in sorted(recalls.items()))
        print(f"  alarms {rate:.1%} at {threshold:.3f}: recall {np.mean(list(recalls.values())):.3f} ({row})")


def report_smile(said: dict[str, np.ndarray], labels: list[Label]) -> None:
    """Print the smile's balanced accuracy on smiles/ at the best and at a plain threshold."""
    series = {
        name: line for name, line in by_frame(said, said["smile"]).items() if name.startswith("smiles/")
    }
    held, absent, _ = gather(series, labels, "smile")
    yes = np.concatenate([x for files in held.values() for x in files.values()])
    no = np.concatenate(list(absent.values()))
    both = {t: ((yes >= t).mean() + (no < t).mean()) / 2 for t in np.arange(0.05, 0.96, 0.05)}
    best = max(both, key=lambda t: both[t])
    print(
        f"\nsmile on smiles/: balanced accuracy {both[best]:.3f} at {best:.2f}; at 0.50: "
        f"{((yes >= 0.5).mean() + (no < 0.5).mean()) / 2:.3f} (recall {(yes >= 0.5).mean():.3f})"
    )


def draw_worst(
    said: dict[str, np.ndarray], score: np.ndarray, judged: Path, labels: list[Label], path: Path
) -> None:
    """Draw the 72 lowest crops with the tongue out (at most 8 a file) above the 72 highest without."""
    series = by_frame(said, score)
    truths = truth_of(labels, {name: len(line) for name, line in series.items()})
    with np.load(judged) as stored:
        crops = {
            (str(s), int(f)): m
            for s, f, m in zip(stored["source"], stored["frame"], stored["mouth"], strict=True)
        }
    cells = []
    for held in (True, False):
        rows = []
        for (name, what), truth in truths.items():
            frames = truth.held if held else truth.absent
            if what == "tongue_out" and frames:
                own = sorted(
                    ((series[name][at], name, at) for at in frames if at < len(series[name])),
                    reverse=not held,
                )
                rows += own[: 8 if held else 4]
        rows.sort(reverse=not held)
        for value, name, at in rows[:72]:
            crop = crops.get((name, at), np.zeros((48, 48, 3), np.uint8))
            cell = cv2.copyMakeBorder(
                cv2.resize(crop, (104, 104), interpolation=cv2.INTER_CUBIC), 0, 14, 0, 2, cv2.BORDER_CONSTANT
            )
            text = (
                f"{value:.2f} {name.split('/')[0][:2]}/{name.split('/')[1].replace('_jpg.jpg', '')[-9:]} {at}"
            )
            cv2.putText(cell, text, (0, 115), cv2.FONT_HERSHEY_SIMPLEX, 0.3, (255, 255, 255), 1, cv2.LINE_AA)
            cells.append(cell)
        cells += [np.zeros_like(cells[0])] * (-len(cells) % 12)
    sheet = np.concatenate([np.concatenate(cells[i : i + 12], axis=1) for i in range(0, len(cells), 12)])
    cv2.imwrite(str(path), np.ascontiguousarray(sheet[:, :, ::-1]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--median", type=int, default=1)
    parser.add_argument("--score", choices=("seen", "out"), default="out")
    parser.add_argument("--worst", type=Path, default=None)
    options = parser.parse_args()
    labels, said = load_labels(options.data), load_said(options.out, options.seed)
    score = said["seen"] if options.score == "seen" else tongue_out(said["seen"], said["out"])
    series = {name: running_median(line, options.median) for name, line in by_frame(said, score).items()}
    for still in (False, True):
        report(series, labels, still)
    report_all(series, labels)
    report_smile(said, labels)
    if options.worst:
        draw_worst(said, score, options.out / "judged.npz", labels, options.worst)


if __name__ == "__main__":
    main()
