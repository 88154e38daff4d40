"""Film the brows of the drawn demonstrator, who acts every gesture, for training.brows: her truth is known.

usage: python -m training.drawn_brows [--out .cache/training/drawn_brows.npz]

OUT: brows u8[n,60,104], frown f32[n] and brows_up f32[n] (1 acted, 0 not, NaN while a gesture begins or ends).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from mirrorcam.core.pose import load_mean_face
from mirrorcam.core.types import Gesture
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.vision.brow_crop import cut_brows
from mirrorcam.vision.face_mesh import FaceMeshFinder
from mirrorcam.vision.tracker import ClipTracker
from training.channels_data import BROWS_PX, BROWS_WIDTH

EVERY_FRAMES = 3
# Frames this close to the beginning or end of a gesture show neither.
UNSURE_FRAMES = 6
TAUGHT = (Gesture.FROWN, Gesture.BROWS_UP)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path(".cache/training/drawn_brows.npz"))
    options = parser.parse_args()
    actor = open_demonstrator(Path("assets/avatars/demonstrator"))
    tracker = ClipTracker(FaceMeshFinder(), load_mean_face(Path("assets/models/mean_face.npz")), most_faces=1)
    brows, acted = [], []
    for frame in actor.frames():
        if frame.index % EVERY_FRAMES:
            continue
        seen = tracker.track(frame)
        crop = cut_brows(frame.rgb, seen[0].fit, *BROWS_PX, BROWS_WIDTH) if seen and seen[0].fit else None
        if crop is None:
            continue
        times_s = [frame.time_s + shift / actor.fps for shift in (-UNSURE_FRAMES, 0, UNSURE_FRAMES)]
        truths = [actor.truth_at(max(0.0, time_s)).gestures for time_s in times_s]
        brows.append(crop)
        acted.append([truth_of([gesture in truth for truth in truths]) for gesture in TAUGHT])
    tracker.close()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    table = np.array(acted, np.float32)
    np.savez(options.out, brows=np.array(brows), frown=table[:, 0], brows_up=table[:, 1])
    print(len(brows), "frames", np.nansum(table, axis=0), "acted")


def truth_of(around: list[bool]) -> float:
    """Return 1 where a gesture is acted before, now and after, 0 where it never is, NaN between."""
    return 1.0 if all(around) else 0.0 if not any(around) else float("nan")


if __name__ == "__main__":
    main()
