"""Judge what the folds' networks said of people they had not seen.

usage: python -m training.tongue.judge [--data ../shared/data] [--out build/tongue] [--seed S]
       [--score out|seen] [--worst FILE.png]

Reads OUT/fold*_seedS.npz (training.tongue.train --fold K; several seeds are averaged where --seed is left out) and
prints, for clips and stills: the threshold that gives each rate of false alarms, recall by person at it, alarms by
folder, false events a minute, and the smile's balanced accuracy on smiles/. --worst draws the worst misses and alarms.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from statistics import median_low

import cv2
import numpy as np

from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.sources.walk import is_still
from mirrorcam.vision.tongue_network import tongue_out
from training.tongue.worst import draw_worst
from training.truth import Label, load_labels, truth_of

RATES = (0.001, 0.003, 0.005, 0.01, 0.02)
FRAMES_A_MINUTE = 25 * 60


def load_said(folder: Path, seed: int | None) -> dict[str, np.ndarray]:
    """Return the folds' rows one after another, seeds averaged: source, frame, fold, seen, out, left, down, smile."""
    parts: dict[str, list[dict[str, np.ndarray]]] = defaultdict(list)
    for path in sorted(folder.glob(f"fold*_seed{seed if seed is not None else '*'}.npz")):
        with np.load(path) as stored:
            parts[path.name.split("_")[0]].append({name: stored[name] for name in stored.files})
    folds = [
        {
            name: rows[0][name] if name in ("source", "frame") else np.mean([r[name] for r in rows], axis=0)
            for name in rows[0]
        }
        | {"fold": np.full(len(rows[0]["source"]), int(fold.removeprefix("fold")))}
        for fold, rows in parts.items()
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


def middle_of(line: np.ndarray, fps: float, tuning: ReaderTuning) -> np.ndarray:
    """Return the line as the reader judges it: of each frame and those shortly before it, the middle one."""
    frames = sum(step / fps < tuning.tongue_median_s for step in range(len(line)))
    return np.array([median_low(line[max(0, at + 1 - frames) : at + 1]) for at in range(len(line))])


def frames_a_second(path: Path) -> float:
    """Return a clip's frame rate."""
    return float(cv2.VideoCapture(str(path)).get(cv2.CAP_PROP_FPS)) or 25.0


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
            for folder, x in sorted(folders.items())
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


def report_out_of_fold(
    series: dict[str, np.ndarray], labels: list[Label], folds: dict[str, int], rate: float
) -> None:
    """Print recall and alarms where each fold's thresholds, for clips and stills apart, are set on the other folds."""
    hits: dict[str, list[np.ndarray]] = defaultdict(list)
    alarms: dict[bool, list[np.ndarray]] = defaultdict(list)
    told = []
    for still in (False, True):
        for fold in sorted(set(folds.values())):
            part = {name: line for name, line in series.items() if is_still(name) == still}
            others = {name: line for name, line in part.items() if folds[name] != fold}
            mine = {name: line for name, line in part.items() if folds[name] == fold}
            threshold = threshold_at(
                np.concatenate(list(gather(others, labels, "tongue_out")[1].values())), rate
            )
            held, absent, _ = gather(mine, labels, "tongue_out")
            for who, files in held.items():
                hits[who] += [scores >= threshold for scores in files.values()]
            alarms[still] += [scores >= threshold for scores in absent.values()]
            told.append(f"{'stills' if still else 'clips'} {fold}: {threshold:.2f}")
    recalls = {who: float(np.concatenate(hit).mean()) for who, hit in hits.items()}
    row = " ".join(f"{who[-9:]}:{recall:.2f}" for who, recall in sorted(recalls.items()))
    share = {still: np.concatenate(fired) for still, fired in alarms.items()}
    print(
        f"  thresholds of the other folds for {rate:.1%} ({', '.join(told)}): recall "
        f"{np.mean(list(recalls.values())):.3f} ({row}); alarms clips {share[False].mean():.2%}, "
        f"stills {share[True].mean():.2%}, all {np.concatenate(list(share.values())).mean():.2%}"
    )


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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--score", choices=("seen", "out"), default="out")
    parser.add_argument("--worst", type=Path, default=None)
    options = parser.parse_args()
    labels, said = load_labels(options.data), load_said(options.out, options.seed)
    score = said["seen"] if options.score == "seen" else tongue_out(said["seen"], said["out"])
    tuning = ReaderTuning()
    series = {
        name: line if is_still(name) else middle_of(line, frames_a_second(options.data / name), tuning)
        for name, line in by_frame(said, score).items()
    }
    folds = {str(name): int(fold) for name, fold in zip(said["source"], said["fold"], strict=True)}
    for still in (False, True):
        report(series, labels, still)
    report_all(series, labels)
    for rate in (0.001, 0.003, 0.01):
        report_out_of_fold(series, labels, folds, rate)
    report_smile(said, labels)
    if options.worst:
        draw_worst(series, options.out / "judged.npz", labels, options.worst)


if __name__ == "__main__":
    main()
