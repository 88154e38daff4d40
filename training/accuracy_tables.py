"""The tables of docs/accuracy.md that are more than recall and alarms: talkers, the tongue, people, channels, winks."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np

from mirrorcam.core.channels import CHANNELS
from mirrorcam.core.types import Expression
from training.composites import WINK, wink_truth
from training.judging import Chances, events_of, score_table
from training.lessons import teacher_of
from training.thresholds import is_talker
from training.truth import GESTURES, Truth, read_rows

MOVES = 0.05  # a channel moves in a clip where the teacher's spread is above this
FEWEST_FRAMES = 15
UNFAIR = 0.9
CURVE_RATES = (0.001, 0.003, 0.01, 0.02)
# What looking at the frames showed.
WHY = {
    "age child": "Children are two clips and twenty stills: a small mouth at rest reads as a pucker, and brows high "
    "over large eyes as raised, until a child's own rest is known.",
}

Readings = dict[str, dict[int, Expression]]
Truths = dict[tuple[str, str], Truth]


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


def false_events(
    readings: Readings, shipped: Readings, truth: Truths, seconds: dict[str, float]
) -> list[str]:
    """Count events over talkers most of whose frames are labelled absent: with thresholds left out, and shipped."""
    files = [file for file in readings if is_talker(file) and seconds[file] > 0]
    minutes = sum(seconds[file] for file in files) / 60
    lines = [
        "| gesture | false events, thresholds chosen on others | at the shipped thresholds |",
        "| --- | ---: | ---: |",
    ]
    counts = {g: [count_false(each, truth, files, g) for each in (readings, shipped)] for g in GESTURES}
    lines += [
        f"| {gesture} | {left_out} | {at_shipped} |" for gesture, (left_out, at_shipped) in counts.items()
    ]
    left_out, at_shipped = (sum(each) for each in zip(*counts.values(), strict=True))
    lines += [
        f"| any | {left_out} | {at_shipped} |",
        f"| any, in 30 s of {minutes:.1f} min | {left_out / minutes / 2:.2f} | {at_shipped / minutes / 2:.2f} |",
    ]
    return lines


def count_false(readings: Readings, truth: Truths, files: list[str], gesture: str) -> int:
    """Count the events of a gesture most of whose frames are labelled without it."""
    count = 0
    for file in files:
        known = truth.get((file, gesture))
        for first, last in events_of(readings[file], gesture):
            run = set(range(first, last + 1))
            count += bool(known) and len(run & known.absent) > len(run) / 2
    return count


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


def tongue_curve(chances: dict[str, Chances], truth: Truths, group: dict[str, str]) -> list[str]:
    """List the tongue's recall (mean of people) by rate of false alarms, for clips, stills and both.

    Clips and stills have thresholds of their own: set once on the same frames, once for every group's files on
    all others.
    """
    lines = [
        "| | false alarms aimed at | recall, thresholds set on the same frames | set on others: false alarms "
        "| recall | worst person |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    column = GESTURES.index("tongue_out")
    scored = {
        file: split_scores(one.frames, one.chances[:, column], truth[file, "tongue_out"])
        for file, one in chances.items()
        if (file, "tongue_out") in truth
    }
    parts = {
        "clips": {file: pair for file, pair in scored.items() if not chances[file].is_still},
        "stills": {file: pair for file, pair in scored.items() if chances[file].is_still},
        "both": scored,
    }
    for rate in CURVE_RATES:
        same, apart = dict[str, float](), dict[str, float]()
        for part in (parts["clips"], parts["stills"]):
            same |= dict.fromkeys(part, alarm_threshold([absent for _, absent in part.values()], rate))
            for name in {group[file] for file in part}:
                others = [absent for file, (_, absent) in part.items() if group[file] != name]
                apart |= dict.fromkeys(
                    (file for file in part if group[file] == name), alarm_threshold(others, rate)
                )
        for what, part in parts.items():
            recall, (other, alarms) = recalls_of(part, truth, same)[0], recalls_of(part, truth, apart)
            worst = min(other, key=lambda who: (other[who], who))
            lines.append(
                f"| {what} | {100 * rate:.1f} % | {np.mean(list(recall.values())):.3f} | {100 * alarms:.2f} % "
                f"| {np.mean(list(other.values())):.3f} | {other[worst]:.2f} ({worst}) |"
            )
    return lines


def split_scores(frames: np.ndarray, scores: np.ndarray, true: Truth) -> tuple[np.ndarray, np.ndarray]:
    """Return the scores of the frames in which a gesture is held, and of those in which it is absent."""
    return scores[np.isin(frames, list(true.held))], scores[np.isin(frames, list(true.absent))]


def alarm_threshold(absent: list[np.ndarray], rate: float) -> float:
    """Return the least threshold which no more than `rate` of the absent frames reach."""
    ordered = np.sort(np.concatenate(absent))[::-1]
    return float(np.nextafter(ordered[min(int(rate * len(ordered)), len(ordered) - 1)], 2.0))


def recalls_of(
    scored: dict[str, tuple[np.ndarray, np.ndarray]], truth: Truths, thresholds: dict[str, float]
) -> tuple[dict[str, float], float]:
    """Return recall by person and the share of false alarms, each file by its own threshold."""
    hits: dict[str, list[np.ndarray]] = defaultdict(list)
    alarms = [absent >= thresholds[file] for file, (_, absent) in scored.items()]
    for file, (held, _) in scored.items():
        if len(held):
            hits[truth[file, "tongue_out"].person].append(held >= thresholds[file])
    return {who: float(np.concatenate(each).mean()) for who, each in hits.items()}, float(
        np.concatenate(alarms).mean()
    )


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
    lines += [WHY[name] for name in low if name in WHY]
    return lines


def composite_winks(readings: Readings, person_of: dict[str, str]) -> list[str]:
    """Judge the composite winks: recall by person and what else fires, each person left out."""
    hits, held = defaultdict(int), defaultdict(int)
    absent = alarms = blinks = 0
    for file, reading in readings.items():
        if WINK not in file:
            continue
        for frame, expression in reading.items():
            is_wink = wink_truth(frame)
            if is_wink:
                held[person_of[file]] += 1
                hits[person_of[file]] += "wink" in expression.gestures
                blinks += "eyes_closed" in expression.gestures
            elif is_wink is False:
                absent += 1
                alarms += "wink" in expression.gestures
    recalls = {who: hits[who] / held[who] for who in held}
    if not recalls:
        return ["No composites were made."]
    worst = min(recalls, key=lambda who: recalls[who])
    recall, alarm = float(np.mean(list(recalls.values()))), alarms / absent
    return [
        "| persons | frames held | recall | worst person | frames absent | false alarms | balanced | as closed |",
        "| ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |",
        f"| {len(recalls)} | {sum(held.values())} | {recall:.3f} | {recalls[worst]:.2f} ({worst}) | {absent} "
        f"| {100 * alarm:.2f} % | {(recall + 1 - alarm) / 2:.3f} | {100 * blinks / sum(held.values()):.1f} % |",
    ]
