"""What was seen by eye: labels of ../shared/data with this folder's own rows and corrections (LABELS.md)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
GESTURES = ("smile", "mouth_open", "tongue_out", "pucker", "brows_up", "frown", "eyes_closed", "wink")
ABSENT = {
    "tongue_in": ("tongue_out",),
    "no_smile": ("smile",),
    "eyes_open": ("eyes_closed", "wink"),
    "neutral": GESTURES,
}
# Labels of pictures that a network's own ranking brought to the eye: judged by these, it would look too good.
FOR_TEACHING = "for teaching alone"
# A boundary read by eye is good to a few frames; score.py leaves out as many.
MARGIN = 3


@dataclass(frozen=True)
class Label:
    """One row: label (see score.py) holds in file from first to last (-1: to the end)."""

    file: str
    first: int
    last: int
    label: str
    person: str
    note: str = ""


@dataclass
class Truth:
    """For one file and gesture: the frames in which it is held and those in which it is absent."""

    held: set[int]
    absent: set[int]
    person: str


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file's rows."""
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def load_labels(data: Path, own: Path = HERE, *, for_judging: bool = False) -> list[Label]:
    """Read labels.csv of the data, corrected, and this folder's; for_judging leaves out those FOR_TEACHING."""
    corrections = {
        (r["file"], int(r["first_frame"]), int(r["last_frame"]), r["was"]): r["label"]
        for r in read_rows(own / "corrections.csv")
    }
    rows = []
    for r in read_rows(data / "labels.csv"):
        key = (r["file"], int(r["first_frame"]), int(r["last_frame"]), r["label"])
        r["label"] = corrections.get(key, r["label"])
        if r["label"]:
            rows.append(r)
    rows += [r for r in read_rows(own / "labels.csv") if not (for_judging and r["note"] == FOR_TEACHING)]
    return [
        Label(r["file"], int(r["first_frame"]), int(r["last_frame"]), r["label"], r["person"], r["note"])
        for r in rows
    ]


def write_labels(labels: Iterable[Label], path: Path) -> None:
    """Write labels in the columns of score.py."""
    with path.open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow(["file", "first_frame", "last_frame", "label", "person", "note"])
        writer.writerows((one.file, one.first, one.last, one.label, one.person, one.note) for one in labels)


def truth_of(labels: Iterable[Label], frames: dict[str, int]) -> dict[tuple[str, str], Truth]:
    """Say for each (file, gesture) which frames hold it and which do not, as score.py does.

    frames: how many each file has.
    """
    held, absent, ignored, scored = (defaultdict(set) for _ in range(4))
    person: dict[tuple[str, str], str] = {}
    for one in labels:
        count = frames.get(one.file)
        if count is None:
            continue
        last = count - 1 if one.last < 0 else min(one.last, count - 1)
        cut = 0 if count == 1 else MARGIN
        core = set(range(one.first + (cut if one.first else 0), last + 1 - (cut if last < count - 1 else 0)))
        wide = set(range(one.first - cut, last + 1 + cut))
        label = "ignore:tongue_out" if one.label == "ignore_tongue" else one.label
        kind, _, gesture = label.partition(":")
        if label in GESTURES:
            held[one.file, label] |= core
            ignored[one.file, label] |= wide - core
            person[one.file, label] = one.person or one.file
        elif label in ABSENT:
            for each in ABSENT[label]:
                absent[one.file, each] |= core
        elif kind == "ignore":
            ignored[one.file, gesture] |= wide
        elif kind == "scored":
            scored[one.file, gesture] |= set(range(one.first, last + 1))
    return {
        key: Truth(
            held[key] - (ignored[key] - held[key]),
            (absent[key] | scored[key]) - held[key] - ignored[key],
            person.get(key, key[0]),
        )
        for key in set(held) | set(absent) | set(scored)
    }


def person_of(labels: Iterable[Label]) -> dict[str, str]:
    """Name the person of each file that has one: clips of one person are left out together."""
    people: dict[str, str] = {}
    for one in labels:
        if one.person:
            people.setdefault(one.file, one.person)
            if one.person[0] in "PLFHK" and one.person[1:].isdigit():
                people[one.file] = one.person
    return people
