"""Helpers for imitation tests: a visitor's face as a reader would give it, and a visit played out."""

from dataclasses import replace

from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import ACTS, act_levels
from mirrorcam.core.imitation.partner import act_towards, meet_baby
from mirrorcam.core.types import Expression, HeadPose

FRAME_S = 0.1


def as_seen(channels):
    """Return the expression of a face whose acts are plain from 0.4 on."""
    held = frozenset(act for act, level in zip(ACTS, act_levels(channels), strict=True) if level >= 0.4)
    return Expression(1, channels, HeadPose(), held, 1.0)


def visit(imitator, state, manner, start_s, length_s, seed=0, delay_s=0.0):
    """Play a visit; return the baby's state and the time at its end. delay_s: how late the visitor sees."""
    partner, shown = meet_baby(seed), [rest()]
    time_s = start_s
    for _ in range(round(length_s / FRAME_S)):
        time_s += FRAME_S
        late = shown[max(0, len(shown) - 1 - round(delay_s / FRAME_S))]
        partner, channels = act_towards(partner, late, manner, time_s)
        state, response = imitator.respond(state, as_seen(channels), time_s)
        shown.append(response.channels)
    return state, time_s


def copies(state, count):
    """Return the same learner with other chances ahead of it."""
    return [replace(state, seed=1000 + number) for number in range(count)]
