"""Film the drawn demonstrator with and without her tongue out, in every palette, and cut her mouth.

usage: python -m training.tongue.drawn [--out build/tongue] [--count N] [--seed S]

Writes OUT/drawn.npz: wide u8[n,160,160,3] as in training.tongue.bank, tongue f32[n] (tongueOut, as painted).
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.poses import pose_of
from mirrorcam.core.pose import load_mean_face
from mirrorcam.sources.demonstrator import SCRIPT_BESIDE_AVATARS, Demonstrator
from mirrorcam.sources.script import load_script
from mirrorcam.vision.face_mesh import FaceMeshFinder
from training.tongue.bank import MEAN_FACE
from training.tongue.faces import cut_crop

AVATAR = Path("assets/avatars/demonstrator")
PALETTES = ("warm", "porcelain", "honey", "olive", "brown", "deep")
# Channels that change the mouth; the rest of the face may do what it likes.
MOUTH = (
    "mouthSmileLeft", "mouthSmileRight", "mouthPucker", "mouthFunnel", "mouthFrownLeft", "mouthFrownRight",
    "mouthPressLeft", "mouthPressRight", "mouthRollLower", "cheekPuff", "mouthLeft", "mouthRight",
)  # fmt: skip


def draw_values(rng: np.random.Generator) -> dict[str, float]:
    """Draw a pose: the tongue fully in or at least half out, jaw and mouth moved, the head turned a little."""
    values = {
        "tongueOut": float(rng.choice([0.0, rng.uniform(0.5, 1.0)])),
        "jawOpen": float(rng.choice([0.0, rng.uniform(0, 1)])),
    }
    for name in rng.choice(MOUTH, int(rng.integers(0, 3)), replace=False):
        values[str(name)] = float(rng.uniform(0, 1))
    return values | {
        "yaw": float(rng.normal(0, 8)),
        "pitch": float(rng.normal(0, 6)),
        "roll": float(rng.normal(0, 6)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("build/tongue"))
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    rng = np.random.default_rng(options.seed)
    mean_face, finder = load_mean_face(MEAN_FACE), FaceMeshFinder()
    script = load_script(AVATAR.parent.parent / SCRIPT_BESIDE_AVATARS)
    wide, tongue = [], []
    for palette in PALETTES:
        stage = Demonstrator(load_avatar(AVATAR, palette), replace(script, palette=palette))
        for _ in range(options.count // len(PALETTES)):
            values = draw_values(rng)
            picture = stage.picture(pose_of(values))
            for landmarks in finder.find(picture, 1, still=True, time_s=0.0):
                crop = cut_crop(picture, landmarks, mean_face)
                if crop is not None:
                    wide.append(crop[0])
                    tongue.append(values["tongueOut"])
    np.savez(options.out / "drawn.npz", wide=np.stack(wide), tongue=np.array(tongue, np.float32))
    print(f"{len(wide)} drawn faces, {np.mean(np.array(tongue) > 0):.2f} with the tongue out")


if __name__ == "__main__":
    main()
