"""Gather what the channels network learns from: face shapes of every clip and still, also seen badly.

usage: python -m training.channels_data [--data ../shared/data] [--out .cache/training/channels]

Each picture is tracked as it is, and again mirrored, squashed, small, dark, noisy, blurred or grey, so that
the network meets the tracker's own errors. OUT/FOLDER.npz: shape f32[n,478,3] (core.pose.face_shape), head f32[n,3]
(yaw, pitch, roll rad), source (the file), frame i32[n], flipped bool[n], variant i8[n] (0: as it is), still bool[n],
confidence f32[n], fps f32[n] (0 for a still), brows u8[n,60,104] (wider and finer than the brow network's
crop, so that training can shift it; mirrored as the shape is).
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.pose import MeanFace, face_shape, fit_head, load_mean_face, to_pixels
from mirrorcam.core.types import Frame, Observation, PixelArray
from mirrorcam.sources.walk import CLIP_SUFFIXES, is_still
from mirrorcam.vision.brow_crop import cut_brows
from mirrorcam.vision.face_mesh import FaceMeshFinder
from mirrorcam.vision.tracker import ClipTracker, StillTracker

NO_FACES = ("tongue_textures", "tonguesam", "szepi")
STILL_VARIANTS, CLIP_VARIANTS = 2, 1
# The crops of smiles/ were squashed to a square; this height over width makes them upright again.
SMILES_UPRIGHT = 1.35
MOST_SIDE_PX = 540
COLUMNS = ("shape", "head", "source", "frame", "flipped", "variant", "still", "confidence", "fps", "brows")
BROWS_PX, BROWS_WIDTH = (104, 60), 1.3


@dataclass(frozen=True)
class Spoiling:
    """How a picture is made worse; all sizes are shares."""

    flip: bool = False
    stretch: float = 1.0
    size: float = 1.0
    light: float = 1.0
    noise: float = 0.0
    blur_px: float = 0.0
    grey: bool = False


def draw_spoiling(rng: np.random.Generator, is_small: bool) -> Spoiling:
    """Draw one way to spoil a picture."""
    return Spoiling(
        flip=bool(rng.random() < 0.7),
        stretch=float(rng.uniform(0.75, 1.35)),
        size=float(rng.uniform(0.7, 1.0) if is_small else rng.uniform(0.3, 1.0)),
        light=float(rng.choice([1.0, 1.0, 0.6, 0.35])),
        noise=float(rng.choice([0.0, 4.0, 10.0])),
        blur_px=float(rng.choice([0.0, 0.0, 1.0])),
        grey=bool(rng.random() < 0.15),
    )


def spoil(rgb: PixelArray, how: Spoiling, rng: np.random.Generator) -> PixelArray:
    """Return the picture made worse, no larger than a webcam's."""
    height, width = rgb.shape[:2]
    size_share = how.size * min(1.0, MOST_SIDE_PX / max(height, width))
    size = (max(32, round(width * size_share)), max(32, round(height * size_share * how.stretch)))
    out = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    if how.blur_px:
        out = cv2.GaussianBlur(out, (0, 0), how.blur_px)
    if how.grey:
        out = np.repeat(out.mean(axis=2, keepdims=True), 3, axis=2)
    out = out * how.light
    if how.noise:
        out += how.noise * rng.standard_normal(out.shape, np.float32)
    out = np.clip(out, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(out[:, ::-1] if how.flip else out)


def frames_of(path: Path) -> Iterator[tuple[int, PixelArray]]:
    """Yield every frame of a clip as rgb."""
    capture, index = cv2.VideoCapture(str(path)), 0
    while True:
        is_read, bgr = capture.read()
        if not is_read:
            return
        yield index, np.ascontiguousarray(bgr[:, :, ::-1])
        index += 1


class Gathering:
    """Collects shapes row by row."""

    def __init__(self, mean_face: MeanFace) -> None:
        self._mean_face = mean_face
        self.rows: dict[str, list[object]] = {name: [] for name in COLUMNS}

    def add(
        self, seen: tuple[Observation, ...], rgb: PixelArray, file: str, frame: int, flipped: bool, variant: int,
        fps: float,
    ) -> None:  # fmt: skip
        """Add the largest face of rgb, if there is one; fps is 0 for a still."""
        for one in seen[:1]:
            points_px = to_pixels(one.landmarks, one.width_px, one.height_px)
            fit = fit_head(points_px, self._mean_face)
            brows = None if fit is None else cut_brows(rgb, fit, *BROWS_PX, BROWS_WIDTH)
            if fit is None or brows is None:
                continue
            head = (one.head.yaw_rad, one.head.pitch_rad, one.head.roll_rad)
            row = (
                face_shape(points_px, fit).astype(np.float32),
                head,
                file,
                frame,
                flipped,
                variant,
                fps == 0.0,
                one.confidence,
                fps,
                brows,
            )
            for key, value in zip(self.rows, row, strict=True):
                self.rows[key].append(value)

    def save(self, path: Path) -> None:
        """Write all rows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, **{key: np.array(values) for key, values in self.rows.items()})


def gather_still(
    path: Path, name: str, tracker: StillTracker, into: Gathering, rng: np.random.Generator
) -> None:
    """Add a still as it is and spoiled."""
    bgr = cv2.imread(str(path))
    if bgr is None:
        return
    rgb = np.ascontiguousarray(bgr[:, :, ::-1])
    into.add(tracker.track(Frame(0, 0.0, rgb)), rgb, name, 0, False, 0, 0.0)
    upright = rgb
    if name.startswith("smiles/"):
        upright = cv2.resize(rgb, None, fx=1.0, fy=SMILES_UPRIGHT, interpolation=cv2.INTER_LINEAR)
    for variant in range(1, STILL_VARIANTS + 1):
        how = draw_spoiling(rng, is_small=min(rgb.shape[:2]) < 200)
        spoiled = spoil(upright, how, rng)
        into.add(tracker.track(Frame(0, 0.0, spoiled)), spoiled, name, 0, how.flip, variant, 0.0)


def gather_clip(
    path: Path, name: str, mean_face: MeanFace, into: Gathering, rng: np.random.Generator
) -> None:
    """Add every frame of a clip as it is and, all alike, spoiled."""
    fps = cv2.VideoCapture(str(path)).get(cv2.CAP_PROP_FPS) or 25.0
    for variant in range(CLIP_VARIANTS + 1):
        tracker = ClipTracker(FaceMeshFinder(), mean_face, most_faces=1)
        how = Spoiling()
        if variant:
            how = draw_spoiling(rng, is_small=False)
            how = Spoiling(True, how.stretch, how.size, how.light, how.noise, how.blur_px, how.grey)
        for index, rgb in frames_of(path):
            picture = spoil(rgb, how, rng) if variant else rgb
            seen = tracker.track(Frame(index, index / fps, picture))
            into.add(seen, picture, name, index, how.flip, variant, fps)
        tracker.close()
        print(name, variant, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path(".cache/training/channels"))
    parser.add_argument("--only", nargs="*", help="these folders alone (two commands at once use two cores)")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    mean_face = load_mean_face(Path("assets/models/mean_face.npz"))
    stills = StillTracker(FaceMeshFinder(), mean_face, most_faces=1)
    folders = [folder for folder in options.data.iterdir() if folder.is_dir() and folder.name not in NO_FACES]
    folders = [folder for folder in folders if not options.only or folder.name in options.only]
    for folder in sorted(folders, key=lambda folder: (sum(1 for _ in folder.iterdir()), folder.name)):
        into = Gathering(mean_face)
        for path in sorted(folder.iterdir()):
            name = path.relative_to(options.data).as_posix()
            rng = np.random.default_rng(zlib.crc32(name.encode()))
            if is_still(path):
                gather_still(path, name, stills, into, rng)
            elif path.suffix.lower() in CLIP_SUFFIXES:
                gather_clip(path, name, mean_face, into, rng)
        into.save(options.out / f"{folder.name}.npz")
        print(folder.name, len(into.rows["source"]), "faces", flush=True)


if __name__ == "__main__":
    main()
