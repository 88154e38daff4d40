"""Judge the reader on people its networks never saw, and write docs/accuracy.md.

usage: python -m training.evaluate [--data ../shared/data] [--channels .cache/training/channels_left_out.npz]
       [--gathered .cache/training/channels] [--tongue build/tongue] [--robustness build/robustness.csv]
       [--out docs/accuracy.md]

Needs what `training.channels` and `training.tongue.train --fold K` wrote for the people left out. Every row goes
through the project's own reader at its defaults; only the networks' weights are those of the fold. Thresholds
are a handful of numbers set on these same curves (core/tuning.py), so expect somewhat more alarms of strangers.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np

from mirrorcam.core.channels import CHANNELS
from mirrorcam.core.evidence import MouthReading, TongueReading
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Expression, HeadPose
from mirrorcam.vision.tongue_network import tongue_out
from training.channels import teacher_of
from training.judging import Seen, events_of, print_table, read_all, score_table
from training.tongue.judge import load_said
from training.truth import GESTURES, Truth, load_labels, read_rows, truth_of

TALKERS = ("grid/", "skyreels/", "hellomeme/")
MOVES = 0.05  # a channel moves in a clip where the teacher's spread is above this
FEWEST_FRAMES = 15
UNFAIR = 0.9

Readings = dict[str, dict[int, Expression]]
Truths = dict[tuple[str, str], Truth]


def load_seen(options: argparse.Namespace) -> tuple[list[Seen], dict[str, int], dict[str, np.ndarray]]:
    """Join gathered faces with the left-out outputs: rows, frames in each file, and the channels' arrays."""
    parts = [np.load(path) for path in sorted(options.gathered.glob("*.npz"))]
    parts = [part for part in parts if len(part["source"])]
    keys = ("source", "frame", "head", "confidence", "fps", "variant")
    faces = {key: np.concatenate([part[key] for part in parts]) for key in keys}
    plain = faces["variant"] == 0
    told = np.load(options.channels)
    columns = (told["source"], told["frame"], told["variant"], told["out"])
    said_by = {(s, int(f)): o for s, f, v, o in zip(*columns, strict=True) if v == 0}
    tongues = load_tongues(options.tongue, options.tongue_seed)
    rows, frames = [], dict[str, int]()
    for i in np.flatnonzero(plain):
        file, frame, fps = str(faces["source"][i]), int(faces["frame"][i]), float(faces["fps"][i])
        out = said_by.get((file, frame))
        if out is None:
            continue
        channels = np.zeros(len(CHANNELS), np.float32)
        channels[:-1] = out[: len(CHANNELS) - 1]
        tongue, mouth = tongues.get((file, frame), (None, None))
        rows.append(Seen(
            file, frame, frame / fps if fps else 0.0, fps == 0.0, HeadPose(*faces["head"][i].tolist()),
            float(faces["confidence"][i]), channels, np.clip(out[len(CHANNELS) - 1 :], -8, 8), tongue, mouth,
        ))  # fmt: skip
        frames[file] = max(frames.get(file, 0), frame + 1)
    return rows, frames, told


def load_tongues(folder: Path, seed: int | None) -> dict[tuple[str, int], tuple[TongueReading, MouthReading]]:
    """Return what the tongue's folds said of people left out, of the face with the surest tongue in each frame."""
    if not list(folder.glob("fold*_seed*.npz")):
        return {}
    said = load_said(folder, seed)
    out = tongue_out(said["seen"], said["out"])
    tongues: dict[tuple[str, int], tuple[TongueReading, MouthReading]] = {}
    for i in np.argsort(out, kind="stable"):
        tongue = TongueReading(float(out[i]), float(said["left"][i]), float(said["down"][i]))
        tongues[str(said["source"][i]), int(said["frame"][i])] = (
            tongue,
            MouthReading(float(said["smile"][i])),
        )
    return tongues


def correlations(told: dict[str, np.ndarray], data: Path) -> tuple[float, list[tuple[str, float]]]:
    """Return the median correlation with the teacher over clips' moving channels, and each channel's median."""
    plain = told["variant"] == 0
    source, frame, out = told["source"][plain], told["frame"][plain], told["out"][plain]
    teacher = teacher_of(source, frame, data)
    each: dict[str, list[float]] = defaultdict(list)
    for file in np.unique(source):
        mine = (source == file) & np.isfinite(teacher[:, 0])
        if mine.sum() < FEWEST_FRAMES:
            continue
        for channel, name in enumerate(CHANNELS[:-1]):
            truth, said = teacher[mine, channel], out[mine, channel]
            if truth.std() > MOVES and said.std() > 0:
                each[name].append(float(np.corrcoef(truth, said)[0, 1]))
    by_channel = sorted(((name, float(np.median(r))) for name, r in each.items()), key=lambda item: -item[1])
    return float(np.median([r for rs in each.values() for r in rs])), by_channel


def false_events(readings: Readings, truth: Truths, seconds: dict[str, float]) -> list[str]:
    """Count events over talkers whose frames are mostly labelled absent, by gesture, for each minute."""
    files = [file for file in readings if file.startswith(TALKERS) and seconds[file] > 0]
    minutes = sum(seconds[file] for file in files) / 60
    lines, total = ["| gesture | false events | for each minute of talking |", "| --- | ---: | ---: |"], 0
    for gesture in GESTURES:
        count = 0
        for file in files:
            known = truth.get((file, gesture))
            for first, last in events_of(readings[file], gesture):
                run = set(range(first, last + 1))
                count += bool(known) and len(run & known.absent) > len(run) / 2
        total += count
        lines.append(f"| {gesture} | {count} | {count / minutes:.2f} |")
    lines.append(
        f"| any | {total} | {total / minutes:.2f} ({total / minutes / 2:.2f} in 30 s, over {minutes:.1f} min) |"
    )
    return lines


def tongue_by_person(readings: Readings, truth: Truths) -> list[str]:
    """List recall by person and false alarms by folder for the tongue."""
    table = next(row for row in score_table(readings, truth) if row.gesture == "tongue_out")
    lines = ["| person | recall |", "| --- | ---: |"]
    lines += [f"| {who} | {recall:.2f} |" for who, recall in sorted(table.recall_by_person.items())]
    lines += ["", "| folder | frames without a tongue | false alarms |", "| --- | ---: | ---: |"]
    for folder in sorted({file.split("/")[0] for file, gesture in truth if gesture == "tongue_out"}):
        row = next(r for r in score_table(readings, truth, lambda f, g=folder: f.startswith(g + "/"))
                   if r.gesture == "tongue_out")  # fmt: skip
        if row.absent:
            lines.append(f"| {folder}/ | {row.absent} | {100 * row.alarms:.2f} % |")
    return lines


def onsets(readings: Readings, truth_rows: list[tuple[str, int]], gesture: str) -> list[str]:
    """List how many frames after the eye's first frame the gesture is first held."""
    lines = ["| clip | begins at frame | held after frames |", "| --- | ---: | ---: |"]
    for file, first in truth_rows:
        later = [
            i
            for i, e in sorted(readings.get(file, {}).items())
            if first - 2 <= i <= first + 15 and gesture in e.gestures
        ]
        lines.append(f"| {file} | {first} | {later[0] - first if later else 'never'} |")
    return lines


def fairness(readings: Readings, truth: Truths, people: Path, person_files: dict[str, str]) -> list[str]:
    """Split recall and alarms by what people.csv knows; groups under 0.9 of the mean are named."""
    rows = read_rows(people)
    about = {row["person"]: row for row in rows}
    for row in rows:
        about.update({name: row for name in row["also"].split() if name})
    everyone = [r.balanced for r in score_table(readings, truth) if r.persons and r.absent]
    mean = float(np.mean(everyone))
    lines = [
        f"All people: {mean:.3f}.",
        "",
        "| group | files | balanced accuracy | gestures judged |",
        "| --- | ---: | ---: | ---: |",
    ]
    low = []
    for key in ("skin", "age", "glasses", "beard"):
        for value in sorted({row[key] for row in rows if row[key]}):
            files = {f for f, who in person_files.items() if about.get(who, {}).get(key) == value}
            judged = [
                r for r in score_table(readings, truth, files.__contains__) if r.held >= 5 and r.absent >= 20
            ]
            if not judged:
                continue
            mine = float(np.mean([r.balanced for r in judged]))
            same = float(np.mean([r.balanced for r in score_table(readings, truth)
                                  if r.gesture in {j.gesture for j in judged}]))  # fmt: skip
            name = f"{key} {({'0': 'no', '1': 'yes'}).get(value, value)}"
            lines.append(f"| {name} | {len(files)} | {mine:.3f} (all: {same:.3f}) | {len(judged)} |")
            if mine < UNFAIR * same:
                low.append(name)
    lines += ["", "Under 0.9 of the mean: " + (", ".join(low) if low else "none") + "."]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--channels", type=Path, default=Path(".cache/training/channels_left_out.npz"))
    parser.add_argument("--gathered", type=Path, default=Path(".cache/training/channels"))
    parser.add_argument("--tongue", type=Path, default=Path("build/tongue"))
    parser.add_argument("--tongue-seed", type=int, default=4, help="the recipe that ships")
    parser.add_argument("--robustness", type=Path, default=Path("build/robustness.md"))
    parser.add_argument("--out", type=Path, default=Path("docs/accuracy.md"))
    options = parser.parse_args()
    rows, frames, told = load_seen(options)
    labels = load_labels(options.data)
    truth, readings = truth_of(labels, frames), read_all(rows, ReaderTuning())
    seconds = {row.file: 0.0 for row in rows}
    for row in rows:
        seconds[row.file] = max(seconds[row.file], row.time_s)
    clips = {row.file for row in rows if not row.is_still}
    correlation, by_channel = correlations(told, options.data)
    person_files = {file: person_name(file, labels) for file in frames}
    begins = [(f, one.first) for one in labels for f in [one.file]
              if one.label == "tongue_out" and f in ("kboy/tongue.gif",) and one.first > 0]  # fmt: skip
    sections = [
        "# How well it reads faces\n\nMade by `python -m training.evaluate`. Every figure is of people whom the "
        "networks of that fold never saw; the labels are those of the development data and of `training/labels.csv` "
        "(what counts: `training/LABELS.md`).\n",
        "## Every gesture, clips and stills\n\n" + print_table(score_table(readings, truth)),
        "## Clips alone\n\n" + print_table(score_table(readings, truth, clips.__contains__)),
        "## Smiles on stills of strangers (smiles/)\n\n"
        + print_table(
            [
                r
                for r in score_table(readings, truth, lambda f: f.startswith("smiles/"))
                if r.gesture == "smile"
            ]
        ),
        "## The tongue\n\n" + "\n".join(tongue_by_person(readings, truth)),
        "### Frames until a tongue is held\n\n" + "\n".join(onsets(readings, begins, "tongue_out")),
        "## False events over talkers\n\n" + "\n".join(false_events(readings, truth, seconds)),
        f"## Channels against their teacher\n\nMedian correlation over moving channels of clips left out: "
        f"**{correlation:.3f}**.\n\n" + ", ".join(f"{name} {r:.2f}" for name, r in by_channel) + ".",
        "## By people\n\n"
        + "\n".join(fairness(readings, truth, Path(__file__).parent / "people.csv", person_files)),
    ]
    if options.robustness.exists():
        sections.append(options.robustness.read_text(encoding="utf-8").rstrip())
    text = "\n\n".join(sections) + "\n"
    options.out.write_text(text, encoding="utf-8")
    print(text)


def person_name(file: str, labels: list) -> str:  # type: ignore[type-arg]
    """Return the person of a file by its labels, else the file's own stem."""
    names = [one.person for one in labels if one.file == file and one.person]
    return names[-1] if names else Path(file).stem


if __name__ == "__main__":
    main()
