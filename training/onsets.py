"""Time how long after the demonstrator begins a gesture the shipped reader holds it (build/onsets.md).

usage: python -m training.onsets [--out build/onsets.md]
"""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from mirrorcam.app.eyes import Eyes
from mirrorcam.core.reader import read_expression, start_reading
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Gesture
from mirrorcam.sources.demonstrator import Demonstrator, open_demonstrator

# A gesture that is not held so many frames after it began is not found.
LATEST_FRAMES = 40


def read_demonstrator(actor: Demonstrator) -> tuple[list[frozenset[Gesture]], list[frozenset[Gesture]]]:
    """Return the gestures acted and the gestures read in every frame of one loop."""
    tuning, state = ReaderTuning(), start_reading()
    acted, read = [], []
    with closing(Eyes()) as eyes:
        tracker = eyes.watch_clip()
        for frame in actor.frames():
            acted.append(frozenset(actor.truth_at(frame.time_s).gestures))
            faces = eyes.see(tracker, frame)
            if faces:
                face = faces[0]
                state, expression = read_expression(
                    state, face.observation, face.evidence, frame.time_s, tuning
                )
            read.append(expression.gestures if faces else frozenset())
        tracker.close()
    return acted, read


def onsets(
    acted: list[frozenset[Gesture]], read: list[frozenset[Gesture]], gesture: Gesture
) -> list[int | None]:
    """Return, for each time the gesture is acted, after how many frames it is held; None where it never is."""
    begins = [i for i in range(1, len(acted)) if gesture in acted[i] and gesture not in acted[i - 1]]
    waits: list[int | None] = []
    for begin in begins:
        held = [i for i in range(begin - 2, min(begin + LATEST_FRAMES, len(read))) if gesture in read[i]]
        waits.append(held[0] - begin if held else None)
    return waits


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("build/onsets.md"))
    options = parser.parse_args()
    actor = open_demonstrator(Path("assets/avatars/demonstrator"))
    acted, read = read_demonstrator(actor)
    lines = [
        "### Frames until a gesture of the demonstrator is held\n",
        f"The drawn adult at {actor.fps:g} frames a second, read with what ships; a gesture begins where its channels "
        "pass the half (`sources/acting.py`).\n",
        "| gesture | held after frames | frames held though not acted |",
        "| --- | --- | ---: |",
    ]
    for gesture in Gesture:
        waits = onsets(acted, read, gesture)
        extra = sum(gesture in said and gesture not in truth for said, truth in zip(read, acted, strict=True))
        told = ", ".join("never" if wait is None else str(wait) for wait in waits) or "not acted"
        lines.append(f"| {gesture.value} | {told} | {extra} |")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
