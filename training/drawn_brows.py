"""Film the brows of the drawn demonstrator, who acts every channel, for training.brows: her truth is known.

usage: python -m training.drawn_brows [--out .cache/training/drawn_brows.npz] [--takes 4]

Each take is one of training.drawn_faces, with looks, blinks and single brows in it: lids that are lowered are no brows
that are.
OUT: brows u8[n,60,104], frown, brows_up and lids_down f32[n] (1 acted, 0 not, NaN where half acted).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.avatar.load import load_avatar
from mirrorcam.core.channels import INDEX
from mirrorcam.core.pose import load_mean_face
from mirrorcam.core.types import FloatArray
from mirrorcam.sources.acting import pose_at
from mirrorcam.sources.demonstrator import Demonstrator
from mirrorcam.sources.script import load_script
from mirrorcam.vision.brow_crop import cut_brows
from mirrorcam.vision.face_mesh import FaceMeshFinder
from mirrorcam.vision.tracker import ClipTracker
from training.channels_data import BROWS_PX, BROWS_WIDTH
from training.drawn_faces import AVATAR, SCRIPT, write_take

# Of frames that show none of these, one in so many is kept.
EVERY_FRAMES = 2
# A gesture is acted where the mean of its channels is above the second, and not where each is below the first.
LITTLE, PLAIN = 0.06, 0.4
FROWN = ("browDownLeft", "browDownRight")
BROWS_UP = ("browInnerUp", "browOuterUpLeft", "browOuterUpRight")
LIDS_DOWN = ("eyeBlinkLeft", "eyeBlinkRight")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path(".cache/training/drawn_brows.npz"))
    parser.add_argument("--takes", type=int, default=4)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    plain, palettes = load_script(SCRIPT), list(load_avatar(AVATAR).rig.palettes)
    mean_face = load_mean_face(Path("assets/models/mean_face.npz"))
    brows, acted = [], []
    for take in range(options.takes):
        # Other seeds than the takes that teach the channels.
        script = write_take(np.random.default_rng(100 + take), plain)
        actor = Demonstrator(load_avatar(AVATAR, palettes[take % len(palettes)]), script)
        tracker = ClipTracker(FaceMeshFinder(), mean_face, most_faces=1)
        for frame in actor.frames():
            channels = pose_at(actor.script, frame.time_s).channels
            shown = [truth_of(channels, names) for names in (FROWN, BROWS_UP, LIDS_DOWN)]
            if frame.index % EVERY_FRAMES and 1.0 not in shown:
                continue
            seen = tracker.track(frame)
            crop = cut_brows(frame.rgb, seen[0].fit, *BROWS_PX, BROWS_WIDTH) if seen and seen[0].fit else None
            if crop is not None:
                brows.append(crop)
                acted.append(shown)
        tracker.close()
        print(take, len(brows), "frames", np.nansum(np.array(acted), axis=0), "acted", flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    table = np.array(acted, np.float32)
    np.savez(
        options.out, brows=np.array(brows), frown=table[:, 0], brows_up=table[:, 1], lids_down=table[:, 2]
    )


def truth_of(channels: FloatArray, names: tuple[str, ...]) -> float:
    """Return 1 where a gesture's channels of f32[52] are plainly acted, 0 where none is, NaN between."""
    shown = channels[[INDEX[name] for name in names]]
    return 1.0 if shown.mean() > PLAIN else 0.0 if shown.max() < LITTLE else float("nan")


if __name__ == "__main__":
    main()
