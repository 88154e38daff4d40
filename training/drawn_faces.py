"""Film the drawn demonstrator moving every channel, for training.acted: her true channels are known.

usage: python -m training.drawn_faces [--out .cache/training/drawn_faces.npz] [--takes 9]

Each take is a film of its own: another palette, distance, order, strength and pace; the head turns now and then, and
the picture is darkened and grained. None is the film by which bench.closed_loop judges.
OUT: shape f32[n,478,3] (core.pose.face_shape), channels f32[n,52] as acted, take i16[n], frame i16[n].
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.poses import GESTURE_CHANNELS
from mirrorcam.core.channels import CHANNELS, INDEX, MIRROR_ORDER, from_names
from mirrorcam.core.pose import MeanFace, face_shape, fit_head, load_mean_face, to_pixels
from mirrorcam.core.types import FloatArray, Frame, HeadPose
from mirrorcam.sources.acting import Act, Script, Turn, pose_at
from mirrorcam.sources.demonstrator import Demonstrator
from mirrorcam.sources.script import load_script
from mirrorcam.vision.face_mesh import FaceMeshFinder
from mirrorcam.vision.tracker import ClipTracker
from training.channels_data import Spoiling, spoil

AVATAR, SCRIPT = Path("assets/avatars/demonstrator"), Path("assets/config/demonstrator.toml")
FPS = 12.0
REST_S, EASE_S = 0.6, 0.3
# How long an act is held, how long she then rests (below 0: the next begins before this one has ended).
ACT_S, PAUSE_S = (0.7, 1.1), (-0.3, 0.4)
STRENGTH, PAIRS = (0.3, 1.0), 30
# How often the head is turned for the length of one act, and by at most how much (yaw, pitch, roll, degrees).
TURN_SHARE, TURN_DEG = 0.4, (18.0, 12.0, 15.0)
REGIONS = ("brow", "eye", "mouth", "jaw", "cheek", "nose")
# Eyes move together (Hering's law of equal innervation).
LOOKS = {"In": "Out", "Out": "In", "Up": "Up", "Down": "Down"}


def yoked(name: str) -> tuple[str, ...]:
    """Return the channels that move when she is asked for one: looks are acted by both eyes, lips close over a jaw."""
    if name == "mouthClose":
        return name, "jawOpen"
    for way, other in LOOKS.items():
        for side, across in (("Left", "Right"), ("Right", "Left")):
            if name == f"eyeLook{way}{side}":
                return name, f"eyeLook{other}{across}"
    return (name,)


def faces_to_act(rng: np.random.Generator) -> list[FloatArray]:
    """Return f32[52] each: every channel alone, both sides together, gestures, and pairs of distant parts."""
    single = [from_names(**dict.fromkeys(yoked(name), 1.0)) for name in CHANNELS]
    both = [
        from_names(**{name: 1.0, CHANNELS[MIRROR_ORDER[INDEX[name]]]: 1.0})
        for name in CHANNELS
        if name.endswith("Left") and "Look" not in name and CHANNELS[MIRROR_ORDER[INDEX[name]]] != name
    ]
    gestures = [from_names(**channels) for channels in GESTURE_CHANNELS.values()]
    alone = [*single, *both, *gestures]
    pairs = []
    while len(pairs) < PAIRS:
        one, other = rng.choice(len(CHANNELS), 2, replace=False)
        if region(CHANNELS[one]) != region(CHANNELS[other]):
            pairs.append(np.maximum(single[one], rng.uniform(*STRENGTH) * single[other]))
    return [face * rng.uniform(*STRENGTH) for face in (*alone, *pairs)]


def region(channel: str) -> str:
    """Name the part of the face that a channel moves."""
    return next((part for part in REGIONS if channel.startswith(part)), "mouth")


def write_take(rng: np.random.Generator, plain: Script) -> Script:
    """Return one film's script, all faces in any order."""
    acts, turns, time_s = [], [], REST_S
    faces = faces_to_act(rng)
    for index in rng.permutation(len(faces)):
        to_s = time_s + 2 * EASE_S + rng.uniform(*ACT_S) - ACT_S[0]
        acts.append(Act(None, faces[index], time_s, to_s))
        if rng.random() < TURN_SHARE:
            angles = np.radians(rng.uniform(-1, 1, 3) * TURN_DEG)
            turns.append(Turn(HeadPose(*angles.tolist()), time_s, to_s))
        time_s = to_s + rng.uniform(*PAUSE_S)
    height = int(rng.choice([300, 360, 480]))
    return replace(
        plain, loop_s=time_s + 1.0, fps=FPS, width_px=height * 4 // 3, height_px=height,
        zoom=float(rng.uniform(0.8, 1.3)), on_s=EASE_S, off_s=EASE_S, acts=tuple(acts), turns=tuple(turns), looks=(),
        blinks_at_s=(),
    )  # fmt: skip


def film(
    actor: Demonstrator, mean_face: MeanFace, rng: np.random.Generator
) -> Iterator[tuple[int, FloatArray, FloatArray]]:
    """Yield frame, shape f32[478,3] and acted channels f32[52] wherever the tracker finds her."""
    tracker = ClipTracker(FaceMeshFinder(), mean_face, most_faces=1)
    how = Spoiling(light=float(rng.choice([1.0, 0.7, 0.45])), noise=float(rng.choice([0.0, 3.0, 8.0])))
    for frame in actor.frames():
        for seen in tracker.track(Frame(frame.index, frame.time_s, spoil(frame.rgb, how, rng))):
            points_px = to_pixels(seen.landmarks, seen.width_px, seen.height_px)
            fit = fit_head(points_px, mean_face)
            if fit is not None:
                shape = face_shape(points_px, fit).astype(np.float32)
                yield frame.index, shape, pose_at(actor.script, frame.time_s).channels
    tracker.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path(".cache/training/drawn_faces.npz"))
    parser.add_argument("--takes", type=int, default=9)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    mean_face, plain = load_mean_face(Path("assets/models/mean_face.npz")), load_script(SCRIPT)
    palettes = load_avatar(AVATAR).rig.palettes
    rows = []
    for take in range(options.takes):
        rng = np.random.default_rng(take)
        palette = list(palettes)[take % len(palettes)]
        actor = Demonstrator(load_avatar(AVATAR, palette), write_take(rng, plain))
        rows += [(shape, acted, take, index) for index, shape, acted in film(actor, mean_face, rng)]
        print(take, palette, len(rows), "faces", flush=True)
    shape, channels, takes, frames = (np.array(column) for column in zip(*rows, strict=True))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        options.out,
        shape=shape,
        channels=channels,
        take=takes.astype(np.int16),
        frame=frames.astype(np.int16),
    )


if __name__ == "__main__":
    main()
