"""The closed loop: what the demonstrator acts, what the line reads, and what the baby then does.

usage: python -m bench.closed_loop [--out docs/closed_loop.md]

The demonstrator acts each of the 52 channels and each of the eight gestures, one after another; the real line
(tracker, networks, reader, direct mirror, motion) watches the film, and the baby's channels are laid beside hers.
The baby's own life (blinks, glances) is switched off, so that all it does is mirroring.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from mirrorcam.app.assets import asset_path
from mirrorcam.app.eyes import Eyes
from mirrorcam.app.replay import partner_of, target_of
from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.motion import move, start_motion
from mirrorcam.avatar.poses import GESTURE_CHANNELS
from mirrorcam.avatar.rig import IdleLife
from mirrorcam.core.channels import CHANNELS, INDEX, from_names, swap_sides
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.line import start_line, step
from mirrorcam.core.pose import load_mean_face, misfit, to_pixels
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import FloatArray, Gesture, Observation
from mirrorcam.sources.acting import Act, Script, pose_at, truth_at
from mirrorcam.sources.demonstrator import SCRIPT_BESIDE_AVATARS, Demonstrator
from mirrorcam.sources.script import load_script

# A name, its gesture (None for a single channel) and its channels f32[52].
Wanted = tuple[str, Gesture | None, FloatArray]

FPS = 12.0
FILM_PX = (480, 360)
# A visitor's resting face is learnt first; then each act eases on and off slowly, so that half-way counts too.
FIRST_REST_S, EASE_S, ACT_S, GESTURE_S, PAUSE_S = 1.5, 0.6, 1.4, 1.7, 0.7
AROUND_S = 0.4
# A channel counts as mirrored where it follows this closely and moves this far of its range.
ALIKE, REACH = 0.9, 0.08
ALONG = 0.2
NOT_READ = """
What is behind the figures: lids opened wide and a cheek raised by itself move a tracker's lid by a few pixels, so she
acts them plainly, and her brows go along a little with wide lids. `mouthClose` is acted over a dropped jaw, for closed
lips have nothing to close. `jawForward` answers to her drawing alone: on people's landmarks nothing tells it
(assets/models/channels.md). A gesture is held before its channels are large, and is then shown plainly by degrees
(`core/imitation/direct.py`); once its channels speak for themselves, they alone are followed.
"""
STILL_LIFE = IdleLife(blink_per_min=0, saccade_per_min=0, glance_per_min=0, sway_deg=0, micro=0)
# Eyes move together (Hering's law of equal innervation): each look is acted by both. Lips close over a dropped jaw.
YOKED = {
    "mouthClose": "jawOpen",
    "eyeLookInLeft": "eyeLookOutRight", "eyeLookOutRight": "eyeLookInLeft",
    "eyeLookInRight": "eyeLookOutLeft", "eyeLookOutLeft": "eyeLookInRight",
    "eyeLookUpLeft": "eyeLookUpRight", "eyeLookUpRight": "eyeLookUpLeft",
    "eyeLookDownLeft": "eyeLookDownRight", "eyeLookDownRight": "eyeLookDownLeft",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing acted, by its name in the tables."""

    name: str
    act: Act


@dataclass(frozen=True, slots=True)
class Loop:
    """One film gone through: n frames at times f64[n], acted and mirrored f32[n,52], what was held and read as held.

    found is the share of frames with a face in them; misfit the most by which one of them differs from the mean face.
    """

    scenes: tuple[Scene, ...]
    times_s: FloatArray
    acted: FloatArray
    mirrored: FloatArray
    acted_gestures: tuple[frozenset[Gesture], ...]
    read_gestures: tuple[frozenset[Gesture], ...]
    found: float
    misfit: float


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """How one channel came back: correlation of acted and mirrored, how far it moved, and what moved along."""

    channel: str
    alike: float
    reach: float
    along: tuple[tuple[str, float], ...]

    @property
    def is_mirrored(self) -> bool:
        """Whether the baby follows it plainly."""
        return self.alike >= ALIKE and self.reach >= REACH


def channel_scenes(channels: Iterable[str] = CHANNELS) -> list[Wanted]:
    """Return name, no gesture and channels f32[52] of each channel's act."""
    return [
        (name, None, from_names(**dict.fromkeys((name, YOKED.get(name, name)), 1.0))) for name in channels
    ]


def gesture_scenes() -> list[Wanted]:
    """Return name, gesture and channels f32[52] of each gesture's act; a wink of either eye."""
    shown: list[Wanted] = []
    for gesture in Gesture:
        channels = from_names(**GESTURE_CHANNELS[gesture])
        shown.append((gesture.value, gesture, channels))
    wink = shown.pop()[2]
    return [*shown, ("wink left", Gesture.WINK, wink), ("wink right", Gesture.WINK, swap_sides(wink))]


def write_script(wanted: Sequence[Wanted], plain: Script) -> tuple[Script, tuple[Scene, ...]]:
    """Return a script that acts all that is wanted one by one, with rests between; plain gives the light and wall."""
    scenes: list[Scene] = []
    time_s = FIRST_REST_S
    for name, gesture, channels in wanted:
        lasting_s = ACT_S if gesture is None else GESTURE_S
        scenes.append(Scene(name, Act(gesture, channels, time_s, time_s + lasting_s)))
        time_s += lasting_s + PAUSE_S
    script = replace(
        plain, name="closed loop", loop_s=time_s, fps=FPS, width_px=FILM_PX[0], height_px=FILM_PX[1],
        on_s=EASE_S, off_s=EASE_S, sway_deg=0.0, breath_per_min=0.0, blinks_at_s=(),
        acts=tuple(scene.act for scene in scenes), turns=(), looks=(),
    )  # fmt: skip
    return script, tuple(scenes)


def go_round(wanted: Sequence[Wanted]) -> Loop:
    """Film the demonstrator acting all that is wanted, let the line watch, and return both sides."""
    plain = load_script(asset_path(str(SCRIPT_BESIDE_AVATARS)))
    script, scenes = write_script(wanted, plain)
    actor = Demonstrator(load_avatar(asset_path("avatars/demonstrator"), plain.palette), script)
    eyes, mirror, tuning = Eyes(), DirectMirror(), ReaderTuning()
    state, motion, tracker = start_line(mirror, seed=0), start_motion(0), eyes.watch_clip()
    mean_face = load_mean_face(asset_path("models/mean_face.npz"))
    times, mirrored, read, misfits = [], [], [], []
    for frame in actor.frames():
        faces = eyes.see(tracker, frame)
        misfits += [misfit(_in_pixels(face.observation), mean_face) for face in faces]
        state, taken = step(state, faces, frame.time_s, mirror, tuning)
        motion, pose = move(motion, target_of(taken, faces, mirrored=True), frame.time_s, STILL_LIFE)
        times.append(frame.time_s)
        mirrored.append(pose.channels)
        partner = partner_of(taken)
        read.append(partner.gestures if partner is not None else frozenset())
    tracker.close()
    return Loop(
        scenes,
        np.array(times),
        np.stack([pose_at(script, time_s).channels for time_s in times]),
        np.stack(mirrored),
        tuple(truth_at(script, time_s).gestures for time_s in times),
        tuple(read),
        len(misfits) / len(times),
        max(misfits),
    )


def _in_pixels(face: Observation) -> FloatArray:
    return to_pixels(face.landmarks, face.width_px, face.height_px)


def correlation(one: FloatArray, other: FloatArray) -> float:
    """Return Pearson's r of two traces f[n]; 0 where one of them stands still."""
    if min(np.ptp(one), np.ptp(other)) < 1e-6:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def channel_rows(loop: Loop) -> list[ChannelRow]:
    """Return a row for each channel that was acted by itself, over its own act and the rest just around it."""
    rows = []
    for scene in (scene for scene in loop.scenes if scene.act.gesture is None):
        near = (loop.times_s >= scene.act.from_s - AROUND_S) & (loop.times_s <= scene.act.to_s + AROUND_S)
        acted, mirrored = loop.acted[near], loop.mirrored[near]
        rise = mirrored.max(axis=0) - mirrored[0]
        own = {INDEX[scene.name], INDEX[YOKED.get(scene.name, scene.name)]}
        along = [
            (CHANNELS[i], float(rise[i])) for i in np.argsort(-rise) if rise[i] >= ALONG and i not in own
        ]
        place = INDEX[scene.name]
        alike = correlation(acted[:, place], mirrored[:, place])
        rows.append(ChannelRow(scene.name, alike, float(rise[place]), tuple(along[:3])))
    return rows


def confusions(loop: Loop) -> dict[str, dict[Gesture, float]]:
    """Return for each gesture acted the share of its time in which each gesture was read."""
    table = {}
    for scene in (scene for scene in loop.scenes if scene.act.gesture is not None):
        during = [
            read
            for time_s, truth, read in zip(loop.times_s, loop.acted_gestures, loop.read_gestures, strict=True)
            if scene.act.from_s <= time_s <= scene.act.to_s and scene.act.gesture in truth
        ]
        table[scene.name] = {
            gesture: sum(gesture in read for read in during) / len(during) for gesture in Gesture
        }
    return table


def report(loop: Loop) -> str:
    """Return both tables as a page."""
    rows = channel_rows(loop)
    lines = [
        "# The closed loop",
        "",
        "Made by `python -m bench.closed_loop`: the demonstrator acts each channel and each gesture, the real line "
        "(tracker, networks, reader, direct mirror, motion) reads her, and the baby mirrors what was read. Her truth "
        f"is known. {len(loop.times_s):,} frames at {FPS:g} a second; a face was found in {loop.found:.1%} of them, at "
        f"most {loop.misfit:.3f} off the mean face (99 % of people's are below 0.07; outer eye corners are 1 apart).",
        "",
        "## Gestures: acted down, read across",
        "Share of the time in which a gesture is held that each gesture is read; what is less than 1 is the time "
        "until it is noticed. A tongue comes with an open mouth, and both are read.",
        "",
        "| acted | " + " | ".join(Gesture) + " |",
        "| --- |" + " ---: |" * len(Gesture),
    ]
    for name, shares in confusions(loop).items():
        cells = [f"{shares[gesture]:.2f}" if shares[gesture] else "" for gesture in Gesture]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    mirrored = [row for row in rows if row.is_mirrored]
    lines += [
        "",
        "## Channels: acted and mirrored",
        f"Correlation over a channel's own act and {AROUND_S:g} s around it, with no shift in time, and how far the "
        f"baby's channel rose when hers went from 0 to 1. **{len(mirrored)} of {len(rows)}** follow with at least "
        f"{ALIKE:g} and rise at least {REACH:g}. Looks are acted by both eyes together. The last column says what "
        f"else rose by {ALONG:g} or more.",
        "",
        "| channel | mirrored | correlation | rise | along with it |",
        "| --- | --- | ---: | ---: | --- |",
    ]
    for row in rows:
        along = ", ".join(f"{name} {rise:.2f}" for name, rise in row.along)
        yes = "yes" if row.is_mirrored else "no"
        lines.append(f"| {row.channel} | {yes} | {row.alike:.2f} | {row.reach:.2f} | {along} |")
    return "\n".join(lines) + "\n" + NOT_READ


def main() -> None:
    """Go round once with everything, print the tables and, if asked, keep them."""
    parser = argparse.ArgumentParser(prog="python -m bench.closed_loop", description=__doc__)
    parser.add_argument("--out", type=Path, help="also write the tables here")
    wanted = parser.parse_args()
    text = report(go_round([*gesture_scenes(), *channel_scenes()]))
    print(text)
    if wanted.out is not None:
        wanted.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
