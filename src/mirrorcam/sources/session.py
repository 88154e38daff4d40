"""The demonstrator as the model of an experiment: she does what its design asks, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mirrorcam.avatar.load import load_avatar
from mirrorcam.avatar.poses import gesture_pose
from mirrorcam.core.imitation.design import Condition, Design, moment_at
from mirrorcam.sources.acting import Act, Script
from mirrorcam.sources.demonstrator import SCRIPT_BESIDE_AVATARS, Demonstrator
from mirrorcam.sources.script import load_script

# A still face before the session, so that her resting face is known when it begins.
LEAD_IN_S = 3.0
# Pictures a second where nobody watches: enough for a tracker to follow, and quickly done.
UNWATCHED_FPS = 12.0


def open_model(avatar: Path, design: Design, order: tuple[Condition, ...], fps: float) -> Demonstrator:
    """Return the demonstrator of an avatar's folder, who acts a session after LEAD_IN_S.

    Raises AvatarError or SourceError with one line.
    """
    known = load_script(avatar.parent.parent / SCRIPT_BESIDE_AVATARS)
    return Demonstrator(load_avatar(avatar, known.palette), session_script(known, design, order, fps))


def session_script(known: Script, design: Design, order: tuple[Condition, ...], fps: float) -> Script:
    """Return a script for a session that keeps the face, the sway and the blinks of a known one."""
    length_s = LEAD_IN_S + design.condition_s * len(order)
    rounds = int(length_s // known.loop_s) + 1
    blinks = [at_s + known.loop_s * turn for turn in range(rounds) for at_s in known.blinks_at_s]
    return replace(
        known,
        name="experiment",
        loop_s=length_s,
        fps=fps,
        blinks_at_s=tuple(at_s for at_s in blinks if at_s < length_s),
        acts=tuple(_acts(design, order)),
        turns=(),
        looks=(),
    )


def _acts(design: Design, order: tuple[Condition, ...]) -> list[Act]:
    """Return the acts of a session: each begins where the design first shows it and lasts act_s."""
    acts = []
    step_s = design.act_s + design.pause_s
    for block in range(len(order)):
        for cycle in range(design.cycles):
            for number in range(int(design.gesture_s / step_s + 1e-9)):
                from_s = block * design.condition_s + cycle * design.cycle_s + number * step_s
                moment = moment_at(design, order, from_s)
                if moment is not None and moment.shows is not None:
                    channels = gesture_pose(moment.shows).channels
                    start_s = LEAD_IN_S + from_s
                    acts.append(Act(moment.shows, channels, start_s, start_s + design.act_s))
    return acts
