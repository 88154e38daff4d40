"""Read faces that the networks never saw, from their left-out outputs, and score the reading as score.py does."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from mirrorcam.core.channels import CHANNELS
from mirrorcam.core.evidence import BrowReading, Evidence, MouthReading, TongueReading
from mirrorcam.core.reader import read_expression, read_still, start_reading, still_chances
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Expression, HeadPose, Observation
from training.truth import GESTURES, Truth

TAUGHT = len(CHANNELS) - 1
_NO_LANDMARKS = np.zeros((478, 3), np.float32)


@dataclass(frozen=True)
class Seen:
    """What the networks said of one face in one frame while its person was left out."""

    file: str
    frame: int
    time_s: float
    is_still: bool
    head: HeadPose
    confidence: float
    channels: np.ndarray
    scores: np.ndarray
    tongue: TongueReading | None = None
    mouth: MouthReading | None = None
    brows: BrowReading | None = None


@dataclass(frozen=True)
class Chances:
    """What a file's gestures are judged by: chances f64[n,8] of its frames i64[n] at times f64[n]."""

    frames: np.ndarray
    times_s: np.ndarray
    chances: np.ndarray
    is_still: bool


def read_all(
    rows: Iterable[Seen], tuning: ReaderTuning
) -> tuple[dict[str, dict[int, Expression]], dict[str, Chances]]:
    """Read every file through the project's own reader: {file: {frame: expression}}, and what it judged by."""
    by_file: dict[str, list[Seen]] = defaultdict(list)
    for row in rows:
        by_file[row.file].append(row)
    readings: dict[str, dict[int, Expression]] = {}
    chances: dict[str, Chances] = {}
    for file, seen in by_file.items():
        state, reading, judged = start_reading(), {}, []
        for one in sorted(seen, key=lambda s: s.frame):
            observation = Observation(0, _NO_LANDMARKS, one.head, 1, 1, 1.0, one.confidence)
            evidence = Evidence(one.channels, one.scores, one.tongue, one.mouth, one.brows)
            if one.is_still:
                reading[one.frame] = read_still(observation, evidence, tuning)
                judged.append((one.frame, one.time_s, still_chances(observation, evidence, tuning)))
            else:
                state, reading[one.frame] = read_expression(state, observation, evidence, one.time_s, tuning)
                judged.append((one.frame, one.time_s, state.chances))
        readings[file] = reading
        frames, times_s, values = zip(*judged, strict=True)
        chances[file] = Chances(np.array(frames), np.array(times_s), np.array(values), seen[0].is_still)
    return readings, chances


@dataclass(frozen=True)
class Row:
    """One line of the table: recall is the mean over persons."""

    gesture: str
    held: int
    persons: int
    recall: float
    worst: float
    worst_person: str
    absent: int
    alarms: float
    recall_by_person: dict[str, float]

    @property
    def balanced(self) -> float:
        """Return the mean of recall and of what is rightly left alone."""
        return (self.recall + 1 - self.alarms) / 2


def score_table(
    readings: dict[str, dict[int, Expression]],
    truth: dict[tuple[str, str], Truth],
    keep: Callable[[str], bool] = lambda _: True,
) -> list[Row]:
    """Score a reading against the truth by the rules of ../shared/tools/score.py; keep chooses files."""
    rows = []
    for gesture in GESTURES:
        hit, seen, absent, alarms = Counter(), Counter(), 0, 0
        for (file, name), true in truth.items():
            if name != gesture or not keep(file):
                continue
            fired = {i for i, e in readings.get(file, {}).items() if gesture in e.gestures}
            if true.held:
                hit[true.person] += len(true.held & fired)
                seen[true.person] += len(true.held)
            absent += len(true.absent)
            alarms += len(true.absent & fired)
        recalls = {who: hit[who] / seen[who] for who in seen}
        worst_person = min(recalls, key=lambda who: (recalls[who], who), default="")
        rows.append(Row(
            gesture, sum(seen.values()), len(recalls), statistics.mean(recalls.values()) if recalls else float("nan"),
            recalls.get(worst_person, float("nan")), worst_person, absent, alarms / absent if absent else float("nan"),
            recalls,
        ))  # fmt: skip
    return rows


def print_table(rows: Iterable[Row]) -> str:
    """Return the table as Markdown."""
    lines = [
        "| gesture | frames held | persons | recall | worst person | frames absent | false alarms | balanced |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {r.gesture} | {r.held} | {r.persons} | {r.recall:.3f} | {r.worst:.2f} ({r.worst_person}) "
        f"| {r.absent} | {100 * r.alarms:.2f} % | {r.balanced:.3f} |"
        for r in rows
    ]
    balanced = [r.balanced for r in rows if r.balanced == r.balanced] or [float("nan")]
    lines.append(f"\nBalanced accuracy over {len(balanced)} gestures: **{statistics.mean(balanced):.3f}**")
    return "\n".join(lines)


def events_of(reading: dict[int, Expression], gesture: str) -> list[tuple[int, int]]:
    """Return the runs of frames (first, last) in which a gesture is held."""
    frames = sorted(i for i, e in reading.items() if gesture in e.gestures)
    runs: list[tuple[int, int]] = []
    for frame in frames:
        if runs and frame - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], frame)
        else:
            runs.append((frame, frame))
    return runs
