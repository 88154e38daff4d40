"""Makes the picture of the stage with panels: `python docs/figures/imitation.py`.

The story is played without a tracker, which would take minutes: the learner is told what the demonstrator acts.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import skia

from mirrorcam.app.cast import find_avatar, open_cast
from mirrorcam.avatar.motion import move, start_motion
from mirrorcam.avatar.sheet import write_png
from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import ACTS, act_levels
from mirrorcam.core.imitation.history import History, remember
from mirrorcam.core.imitation.partner import act_towards, chapter_at, meet_baby
from mirrorcam.core.types import AvatarPose, Expression, HeadPose
from mirrorcam.sources.acting import pose_at
from mirrorcam.sources.demonstrator import open_demonstrator
from mirrorcam.stage.inside import InsideStage
from mirrorcam.stage.scene import Scene, StageOptions

OUT = Path(__file__).resolve().parent / "imitation.png"
SIZE_PX = (1280, 720)
FPS = 10
# The visitor shows her tongue after she had copied the baby for a minute, and the baby answers.
SHOWN_AT_S = 89.5
PLAIN = 0.4


def main() -> None:
    """Play the story up to the moment and keep its picture."""
    cast = open_cast(imitator="learner")
    actor = open_demonstrator(find_avatar("demonstrator"))
    state, visitor, shown = cast.imitator.begin(0), meet_baby(0), rest()
    history, motion = History(), start_motion(0)
    for number in range(round(SHOWN_AT_S * FPS) + 1):
        time_s = number / FPS
        chapter = chapter_at(time_s)[0]
        visitor, acted = act_towards(visitor, shown, chapter.manner, time_s)
        held = frozenset(a for a, level in zip(ACTS, act_levels(acted), strict=True) if level >= PLAIN)
        seen = Expression(0, acted, HeadPose(), held, 1.0)
        state, response = cast.imitator.respond(state, seen, time_s)
        shown = response.channels
        history = remember(history, seen, response, time_s)
        motion, pose = move(motion, AvatarPose(shown, response.head), time_s, cast.avatar.rig.idle)
    rgb = actor.picture(replace(pose_at(actor.script, 0.0), channels=acted))
    scene = Scene(pose, held, rgb, time_s=time_s, response=response, history=history, story=chapter.key)
    pixels = np.empty((SIZE_PX[1], SIZE_PX[0], 4), np.uint8)
    InsideStage(cast.avatar, cast.texts, "learner", with_visitor=True).paint(pixels, scene, StageOptions())
    write_png(skia.Image.fromarray(pixels, skia.kBGRA_8888_ColorType), OUT)


if __name__ == "__main__":
    main()
