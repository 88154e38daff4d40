"""What the imitators and the panels that show their inside cost, played over the story without a tracker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrorcam.app.cast import IMITATORS, Cast
from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import ACTS, act_levels
from mirrorcam.core.imitation.history import History, remember
from mirrorcam.core.imitation.imitator import Imitator, Response
from mirrorcam.core.imitation.partner import act_towards, chapter_at, meet_baby
from mirrorcam.core.types import AvatarPose, Expression, FloatArray, HeadPose
from mirrorcam.stage.inside import InsideStage
from mirrorcam.stage.panels.arrange import ARRANGEMENTS
from mirrorcam.stage.scene import Scene, StageOptions

FPS = 30
# From the babbling into the copying, where most of what there is moves.
PLAYED_S = 50.0
LOOKED_AT_EVERY = 60
PLAIN = 0.4


@dataclass(frozen=True, slots=True)
class _Moment:
    time_s: float
    response: Response
    history: History
    spent_ms: float


def imitator_ms(rounds: int) -> dict[str, float]:
    """Return the mean time of one step of each imitator on its core, the least of a few rounds."""
    return {
        name: min(float(np.mean([m.spent_ms for m in _played(make())])) for _ in range(rounds))
        for name, make in IMITATORS.items()
    }


def panels_ms(cast: Cast, size_px: tuple[int, int], rounds: int) -> dict[str, float]:
    """Return what painting each arrangement's panels costs, their ground included: median moment, best of rounds."""
    return {
        f"{name} {number + 1}": _arrangement_ms(cast, name, number, size_px, max(3, rounds))
        for name in IMITATORS
        for number in range(len(ARRANGEMENTS[name]))
    }


def _arrangement_ms(cast: Cast, name: str, number: int, size_px: tuple[int, int], rounds: int) -> float:
    stage = InsideStage(cast.avatar, cast.texts, name, with_visitor=True)
    options, (width, height) = StageOptions(panels=number), size_px
    pixels = np.zeros((height, width, 4), np.uint8)
    face = np.random.default_rng(0).uniform(0.3, 0.7, (478, 3)).astype(np.float32)
    spent = []
    for moment in list(_played(IMITATORS[name]()))[::LOOKED_AT_EVERY]:
        scene = Scene(
            AvatarPose(rest()),
            faces=(face,),
            time_s=moment.time_s,
            response=moment.response,
            history=moment.history,
        )
        laps = []
        for _ in range(rounds):
            start = time.thread_time()
            stage.paint_panels(stage.paint_wall(pixels, scene, options), pixels, scene, options)
            laps.append(time.thread_time() - start)
        spent.append(min(laps) * 1000)
    return float(np.median(spent))


def _played(imitator: Imitator[Any]) -> Iterator[_Moment]:
    """Play the story's visitor to an imitator and time its steps."""
    state, visitor, shown, history = imitator.begin(0), meet_baby(0), rest(), History()
    for number in range(round(PLAYED_S * FPS)):
        time_s = number / FPS
        visitor, acted = act_towards(visitor, shown, chapter_at(time_s)[0].manner, time_s)
        seen = _as_read(acted)
        start = time.thread_time()
        state, response = imitator.respond(state, seen, time_s)
        spent_ms = (time.thread_time() - start) * 1000
        shown = response.channels
        history = remember(history, seen, response, time_s)
        yield _Moment(time_s, response, history, spent_ms)


def _as_read(channels: FloatArray) -> Expression:
    held = frozenset(act for act, level in zip(ACTS, act_levels(channels), strict=True) if level >= PLAIN)
    return Expression(0, channels, HeadPose(), held, 1.0)
