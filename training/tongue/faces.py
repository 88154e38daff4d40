"""Faces to learn tongues from: crops around every mouth of the data, with landmarks, labels and folds.

Crops are cut by the same function as at run time, wider and finer, so that training can shift, turn
and scale them as noisy landmarks would.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core.pose import MeanFace, fit_head, to_pixels
from mirrorcam.core.types import Frame, PixelArray
from mirrorcam.sources.walk import CLIP_SUFFIXES, is_still
from mirrorcam.vision import mouth_crop
from mirrorcam.vision.face_mesh import FaceMeshFinder
from mirrorcam.vision.tracker import ClipTracker, StillTracker
from training.truth import Label, person_of, truth_of

NO_FACES = ("tongue_textures", "tonguesam", "szepi")
FOLDS = 3
# The wide crop: this many times the run-time crop's width, at this size.
WIDE, WIDE_PX = 1.5, 160
EYE_PX = WIDE_PX / (WIDE * mouth_crop.WIDTH)
# People with their tongue out, dealt to the folds by hand: a clip, a few stills and one picture each.
TONGUE_FOLDS = {"P02": 0, "P05": 0, "P14": 0, "P06": 1, "P11": 1, "P16": 1, "P09": 2, "P10": 2, "P17": 2}
FRAMES_A_CLIP = 60
# The crops of smiles/ were squashed to a square; this height over width makes them upright again. The
# upright copy is kept beside the squashed one, as a frame that no file has.
SMILES_UPRIGHT = 1.35
UPRIGHT_FRAME = 1_000_000
# Marks that people drew on these pictures, to be painted out before training.
MARKED = ("mansikataria", "woodybury", "dronefreak", "mauckc")


@dataclass
class Crop:
    """One face of one frame: wide u8[160,160,3], points f32[478,2] in its pixels, mouth u8[48,48,3] as at run time."""

    source: str
    frame: int
    wide: PixelArray
    points: np.ndarray
    mouth: PixelArray


def read_frames(path: Path) -> Iterator[PixelArray]:
    """Yield the pictures of a still or clip as rgb u8[H,W,3]."""
    if is_still(path):
        bgr = cv2.imread(str(path))
        if bgr is not None:
            yield np.ascontiguousarray(bgr[:, :, ::-1])
        return
    clip = cv2.VideoCapture(str(path))
    while True:
        there, bgr = clip.read()
        if not there:
            return
        yield np.ascontiguousarray(bgr[:, :, ::-1])


def track_file(path: Path, mean_face: MeanFace, cache: Path | None) -> dict[str, np.ndarray]:
    """Return n (frames in the file), frame [k] and landmarks f32[k,478,3], tracked or from the cache."""
    stored = cache / f"{path.parent.name}__{path.name}.npz" if cache else None
    if stored and stored.exists():
        with np.load(stored) as found:
            return {key: found[key] for key in ("n", "frame", "landmarks")}
    finder = FaceMeshFinder()
    still = is_still(path)
    tracker = StillTracker(finder, mean_face) if still else ClipTracker(finder, mean_face)
    frames, landmarks, count = [], [], 0
    for index, rgb in enumerate(read_frames(path)):
        count = index + 1
        for observation in tracker.track(Frame(index, index / 25.0, rgb)):
            frames.append(index)
            landmarks.append(observation.landmarks)
    tracker.close()
    tracked = {
        "n": np.array(count),
        "frame": np.array(frames, int),
        "landmarks": np.array(landmarks, np.float32).reshape(-1, 478, 3),
    }
    if stored:
        stored.parent.mkdir(parents=True, exist_ok=True)
        np.savez(stored, **tracked)
    return tracked


def cut_crops(path: Path, name: str, mean_face: MeanFace, cache: Path | None) -> list[Crop]:
    """Cut every face of every frame of a file."""
    tracked = track_file(path, mean_face, cache)
    rows: dict[int, list[np.ndarray]] = {}
    for frame, landmarks in zip(tracked["frame"], tracked["landmarks"], strict=True):
        rows.setdefault(int(frame), []).append(landmarks)
    crops = []
    for index, rgb in enumerate(read_frames(path)):
        for landmarks in rows.get(index, []):
            crop = cut_crop(rgb, landmarks, mean_face)
            if crop is not None:
                crops.append(Crop(name, index, *crop))
            if name.startswith("smiles/") and crop is not None:
                upright = cv2.resize(rgb, None, fx=1.0, fy=SMILES_UPRIGHT)
                crop = cut_crop(upright, landmarks, mean_face)
                if crop is not None:
                    crops.append(Crop(name, UPRIGHT_FRAME, *crop))
    return crops


def cut_crop(
    rgb: PixelArray, landmarks: np.ndarray, mean_face: MeanFace
) -> tuple[PixelArray, np.ndarray, PixelArray] | None:
    """Cut one face: the wide crop, the landmarks in it, and the run-time crop; None where there is no head."""
    points = to_pixels(landmarks, rgb.shape[1], rgb.shape[0])
    fit = fit_head(points, mean_face)
    if fit is None:
        return None
    wide = mouth_crop.cut_mouth(rgb, fit, WIDE_PX, mouth_crop.WIDTH * WIDE)
    mouth = mouth_crop.cut_mouth(rgb, fit)
    if wide is None or mouth is None:
        return None
    matrix = mouth_crop.crop_matrix(fit, WIDE_PX, mouth_crop.WIDTH * WIDE)
    placed = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    return wide, placed.astype(np.float32), mouth


def hidden_mouths(why: str = "") -> set[str]:
    """Return the stills whose mouth is `covered` by hands or food, or `out of view`; all without a reason."""
    with (Path(__file__).parent / "hidden_mouths.csv").open(newline="", encoding="utf-8") as lines:
        return {row["file"] for row in csv.DictReader(lines) if why in ("", row["why"])}


def fold_of(name: str, person: str) -> int:
    """Deal people to folds; stills of no named person by the stem they share with their neighbours in the set."""
    if person in TONGUE_FOLDS:
        return TONGUE_FOLDS[person]
    stem = (
        re.sub(r"[-_]?\d+(?=(_jpg|_png|_jpeg|_Pro)*\.jpg$)", "", name)
        if re.search(r"yt-|mp4|ideo|frame|WIN|VID|image", name)
        else name
    )
    return zlib.crc32((person or stem).encode()) % FOLDS


def look_up(source: np.ndarray, frame: np.ndarray, labels: list[Label]) -> dict[str, np.ndarray]:
    """Return for crops, by their columns: tongue and smile (1, 0, -1 not known), person, fold, and named.

    named says whether anyone labelled the file's tongue at all.
    """
    people = person_of(labels)
    frames = frame % UPRIGHT_FRAME
    counts = {str(name): int(frames[source == name].max()) + 1 for name in np.unique(source)}
    truths = truth_of(labels, counts)
    found = {"tongue": np.full(len(source), -1), "smile": np.full(len(source), -1)}
    for column, gesture in (("tongue", "tongue_out"), ("smile", "smile")):
        for row, (name, at) in enumerate(zip(source, frames, strict=True)):
            truth = truths.get((str(name), gesture))
            if truth and at in truth.held | truth.absent:
                found[column][row] = int(at in truth.held)
    persons = [people.get(str(name), str(name)) for name in source]
    folds = [fold_of(str(name), people.get(str(name), "")) for name in source]
    named = np.array([(str(name), "tongue_out") in truths for name in source])
    return {**found, "person": np.array(persons), "fold": np.array(folds), "named": named}


def gather(data: Path, mean_face: MeanFace, cache: Path | None) -> Iterator[list[Crop]]:
    """Yield the crops of each file of the data that shows a face."""
    for path in sorted(data.glob("*/*")):
        shows_faces = path.parent.name not in NO_FACES
        if not shows_faces or not (is_still(path) or path.suffix.lower() in CLIP_SUFFIXES):
            continue
        name = f"{path.parent.name}/{path.name}"
        crops = cut_crops(path, name, mean_face, cache)
        if crops:
            yield crops


def paint_out_marks(rgb: PixelArray) -> PixelArray:
    """Fill what is pure green or red, as drawn marks are and skin is not, from around it."""
    red, green, blue = (rgb[:, :, channel].astype(int) for channel in range(3))
    drawn = ((green - red > 35) & (green - blue > 35)) | (
        (red - green > 110) & (red - blue > 110) & (red > 170)
    )
    if not drawn.any():
        return rgb
    mask = cv2.dilate(drawn.astype(np.uint8), np.ones((5, 5), np.uint8))
    return np.asarray(cv2.inpaint(rgb, mask, 3, cv2.INPAINT_TELEA), np.uint8)
