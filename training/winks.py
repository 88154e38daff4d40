"""Make winks of people who only blink: an eye that is shut in one frame set into frames with both eyes open.

usage: python -m training.winks [--data ../shared/data] [--out .cache/training/winks.npz] [--sheet FILE.png]

COMPOSITE: these are made-up pictures. Each is tracked like any other, so that the tracker's own habit of pulling
both lids along is in what the network learns and is judged by; cheeks and brows, which join in a real wink, stay as
they were. Of each clip with a blink, a short run of open-eyed frames is taken, and in its middle one eye is shut.
OUT: the columns of training.channels_data, with source "FILE#wink-left" or "FILE#wink-right".
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.core import face_points as points
from mirrorcam.core.pose import MeanFace, load_mean_face
from mirrorcam.core.types import FloatArray, Frame, PixelArray
from mirrorcam.sources.walk import CLIP_SUFFIXES
from mirrorcam.vision.face_mesh import FaceMeshFinder
from mirrorcam.vision.tracker import ClipTracker
from training.channels_data import NO_FACES, Gathering, frames_of
from training.composites import LENGTH, SHUT_FROM, SHUT_TO, WINK

# How many composite clips of each clip at most.
RUNS = 3
SHUT_BELOW, OPEN_ABOVE = 0.13, 0.22
# The shut eye is taken from a frame seen alike: no further than this in head pose (rad, all angles together).
MOST_TURN_RAD = 0.12
LEAST_EYES_PX = 30.0

# Around each eye: the patch's rim (brow's lower edge, temple, cheekbone, nose), and what stays put while lids move.
RIM_RIGHT = (46, 53, 52, 65, 55, 193, 245, 188, 114, 47, 100, 101, 50, 117, 111, 143, 156)
STEADY_RIGHT = (33, 133, 46, 53, 52, 65, 55, 193, 188, 100, 101, 50, 117, 143, 168, 6)
SIDES = {"right": points.EYE_RING_RIGHT, "left": points.EYE_RING_LEFT}


def opening(landmarks: FloatArray, ring: tuple[int, ...]) -> FloatArray:
    """Return lid distance over eye width f[n] of landmarks f[n,478,2] in pixels."""
    p = landmarks[:, list(ring)]
    lids = np.linalg.norm(p[:, 1] - p[:, 5], axis=1) + np.linalg.norm(p[:, 2] - p[:, 4], axis=1)
    return lids / (2 * np.linalg.norm(p[:, 0] - p[:, 3], axis=1))


def track_clip(path: Path, mean_face: MeanFace, fps: float) -> tuple[FloatArray, FloatArray]:
    """Return landmarks f64[n,478,2] in pixels (NaN where no face is seen) and head f64[n,3] of every frame."""
    tracker = ClipTracker(FaceMeshFinder(), mean_face, most_faces=1)
    landmarks, heads = [], []
    for index, rgb in frames_of(path):
        seen = tracker.track(Frame(index, index / fps, rgb))
        if seen and seen[0].size_px >= LEAST_EYES_PX:
            landmarks.append(seen[0].landmarks[:, :2] * (seen[0].width_px, seen[0].height_px))
            heads.append((seen[0].head.yaw_rad, seen[0].head.pitch_rad, seen[0].head.roll_rad))
        else:
            landmarks.append(np.full((points.COUNT, 2), np.nan))
            heads.append((np.nan,) * 3)
    tracker.close()
    return np.array(landmarks), np.array(heads)


def choose_runs(landmarks: FloatArray, heads: FloatArray) -> list[tuple[int, int]]:
    """Return up to RUNS (first open frame, shut frame) of a clip, spread over it."""
    with np.errstate(invalid="ignore"):
        left, right = (opening(landmarks, SIDES[side]) for side in ("left", "right"))
        shut = np.flatnonzero((left < SHUT_BELOW) & (right < SHUT_BELOW))
        is_open = (left > OPEN_ABOVE) & (right > OPEN_ABOVE)
    found: list[tuple[int, int]] = []
    for first in range(0, len(landmarks) - LENGTH + 1, 4):
        if not is_open[first : first + LENGTH].all() or not len(shut):
            continue
        middle = heads[first + (SHUT_FROM + SHUT_TO) // 2]
        turned = np.abs(heads[shut] - middle).sum(axis=1)
        best = int(np.argmin(turned))
        if turned[best] < MOST_TURN_RAD:
            found.append((first, int(shut[best])))
    step = max(1, len(found) // RUNS)
    return found[::step][:RUNS]


def shut_eye(face: PixelArray, at: FloatArray, giver: PixelArray, giver_at: FloatArray, side: str,
             mean_face: MeanFace) -> PixelArray:  # fmt: skip
    """Set the eye on one side of giver into face; at and giver_at f[478,2] are their landmarks in pixels."""
    mirror = mean_face.mirror
    rim, steady = (np.array(RIM_RIGHT), np.array(STEADY_RIGHT))
    if side == "left":
        rim, steady = mirror[rim], mirror[steady]
    matrix, _ = cv2.estimateAffinePartial2D(giver_at[steady], at[steady], method=cv2.LMEDS)
    height, width = face.shape[:2]
    moved = cv2.warpAffine(
        giver, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    hull = cv2.convexHull(at[rim].astype(np.int32))
    mask = np.zeros((height, width), np.uint8)
    cv2.fillConvexPoly(mask, hull, 1)
    eye_px = float(np.linalg.norm(at[points.EYE_OUTER_LEFT] - at[points.EYE_OUTER_RIGHT]))
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.03 * eye_px)[..., None]
    rim_only = (soft[..., 0] > 0.02) & (soft[..., 0] < 0.9)
    light = face[rim_only].mean(axis=0) - moved[rim_only].mean(axis=0) if rim_only.any() else np.zeros(3)
    mixed = face * (1 - soft) + (moved + light) * soft
    return np.clip(mixed, 0, 255).astype(np.uint8)


def make_clip(path: Path, name: str, mean_face: MeanFace, into: Gathering) -> list[PixelArray]:
    """Add the composite winks of one clip; returns a picture of each, for the sheet."""
    fps = cv2.VideoCapture(str(path)).get(cv2.CAP_PROP_FPS) or 25.0
    landmarks, heads = track_clip(path, mean_face, fps)
    runs = choose_runs(landmarks, heads)
    wanted = {i for first, shut in runs for i in (*range(first, first + LENGTH), shut)}
    frames = {index: rgb for index, rgb in frames_of(path) if index in wanted}
    shown, start = [], 0
    for first, shut in runs:
        for side in SIDES:
            tracker = ClipTracker(FaceMeshFinder(), mean_face, most_faces=1)
            for step in range(LENGTH):
                picture = frames[first + step]
                if SHUT_FROM <= step <= SHUT_TO:
                    picture = shut_eye(
                        picture, landmarks[first + step], frames[shut], landmarks[shut], side, mean_face
                    )
                seen = tracker.track(Frame(step, step / fps, picture))
                into.add(seen, picture, f"{name}{WINK}{side}", start + step, False, 0, fps)
                if step == (SHUT_FROM + SHUT_TO) // 2:
                    low, high = landmarks[first + step].min(axis=0), landmarks[first + step].max(axis=0)
                    (x, y), (to_x, to_y) = np.maximum(low, 0).astype(int), high.astype(int)
                    shown.append(
                        cv2.resize(picture[y:to_y, x:to_x], (120, 150), interpolation=cv2.INTER_AREA)
                    )
            tracker.close()
        start += LENGTH
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path(".cache/training/winks.npz"))
    parser.add_argument("--sheet", type=Path, help="a picture of every composite, to look at")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    mean_face = load_mean_face(Path("assets/models/mean_face.npz"))
    into, shown = Gathering(mean_face), []
    for folder in sorted(options.data.iterdir()):
        if not folder.is_dir() or folder.name in NO_FACES:
            continue
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in CLIP_SUFFIXES:
                made = make_clip(path, path.relative_to(options.data).as_posix(), mean_face, into)
                shown += made
                print(path.name, len(made), flush=True)
    into.save(options.out)
    if options.sheet and shown:
        shown += [np.zeros_like(shown[0])] * (-len(shown) % 12)
        rows = [np.hstack(shown[i : i + 12]) for i in range(0, len(shown), 12)]
        cv2.imwrite(str(options.sheet), np.vstack(rows)[:, :, ::-1])


if __name__ == "__main__":
    main()
