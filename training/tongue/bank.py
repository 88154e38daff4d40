"""Cut the mouths of all the data once: for training (wide crops) and for judging (as at run time).

usage: python -m training.tongue.bank [--data ../shared/data] [--out build/tongue] [--observations DIR]

OUT/bank.npz, faces to learn from and to compose with, clips thinned: wide u8[n,160,160,3],
points f16[n,478,2] (px), source (the file), frame.
OUT/judged.npz, every face of every frame: mouth u8[m,48,48,3] and the same columns.
--observations: where the tracker's landmarks are kept between runs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.pose import load_mean_face
from training.tongue.faces import FRAMES_A_CLIP, MARKED, UPRIGHT_FRAME, Crop, gather, look_up, paint_out_marks
from training.truth import Label, load_labels

MEAN_FACE = Path("assets/models/mean_face.npz")
COLUMNS = ("source", "frame")


def thin(crops: list[Crop], labels: list[Label]) -> list[Crop]:
    """Keep some frames of a clip, evenly spread; of tongues out three times as many."""
    tongue = look_up(*columns(crops).values(), labels)["tongue"]
    held = [crop for crop, out in zip(crops, tongue, strict=True) if out == 1]
    rest = [crop for crop, out in zip(crops, tongue, strict=True) if out != 1]
    return [
        crop
        for part, most in ((held, 3 * FRAMES_A_CLIP), (rest, FRAMES_A_CLIP))
        for crop in part[:: max(1, -(-len(part) // most))]
    ]


def columns(crops: list[Crop]) -> dict[str, np.ndarray]:
    """Return where the crops are from as arrays."""
    return {name: np.array([getattr(crop, name) for crop in crops]) for name in COLUMNS}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--observations", type=Path, default=None)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    labels = load_labels(options.data)
    kept: list[Crop] = []
    judged: list[Crop] = []
    for crops in gather(options.data, load_mean_face(MEAN_FACE), options.observations):
        judged += [crop for crop in crops if crop.frame < UPRIGHT_FRAME]
        own = [one for one in labels if one.file == crops[0].source]
        for crop in thin(crops, own):
            if crop.source.startswith(MARKED):
                crop.wide = paint_out_marks(crop.wide)
            kept.append(crop)
    np.savez(
        options.out / "bank.npz",
        wide=np.stack([crop.wide for crop in kept]),
        points=np.stack([crop.points for crop in kept]).astype(np.float16),
        **columns(kept),
    )
    np.savez(options.out / "judged.npz", mouth=np.stack([crop.mouth for crop in judged]), **columns(judged))
    print(f"{len(kept)} faces to learn from, {len(judged)} to judge on")


if __name__ == "__main__":
    main()
