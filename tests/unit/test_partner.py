"""The model visitor copies, shows, ignores or stays passive."""

import numpy as np
from visitors import as_seen

from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.acts import ACT, ACTS, SHAPES, act_levels
from mirrorcam.core.imitation.learner import Learner
from mirrorcam.core.imitation.newborn_model import REPERTOIRE
from mirrorcam.core.imitation.partner import (
    REACTION_S,
    STORY,
    STORY_S,
    Manner,
    act_towards,
    chapter_at,
    is_narrated,
    manner_before,
    meet_baby,
)
from mirrorcam.core.types import Gesture

FRAME_S = 1 / 30


def act_out(manner, baby_at, seconds, seed=0):
    state, acted = meet_baby(seed), []
    for number in range(round(seconds / FRAME_S)):
        time_s = number * FRAME_S
        state, channels = act_towards(state, baby_at(time_s), manner, time_s)
        acted.append(act_levels(channels))
    return np.asarray(acted)


def test_it_copies_the_baby_s_act_a_reaction_later():
    pucker = ACT[Gesture.PUCKER]
    acted = act_out(Manner.COPY, lambda t: SHAPES[pucker] if 1.0 <= t < 2.5 else rest(), 6)
    begun_s = np.argmax(acted[:, pucker] > 0.05) * FRAME_S
    assert 1.0 + REACTION_S <= begun_s < 1.0 + REACTION_S + 0.3
    assert np.delete(acted, pucker, axis=1).max() < 0.3
    assert acted[-1].max() == 0


def test_it_holds_a_copy_as_long_as_the_baby_holds_the_act():
    tongue = ACT[Gesture.TONGUE_OUT]
    acted = act_out(Manner.COPY, lambda t: SHAPES[tongue] if 1.0 <= t < 5.0 else rest(), 8)
    assert 3.5 < (acted[:, tongue] > 0.4).sum() * FRAME_S < 5.0


def test_ignoring_is_the_same_whatever_the_baby_does():
    quiet = act_out(Manner.IGNORE, lambda _: rest(), 30)
    busy = act_out(Manner.IGNORE, lambda t: SHAPES[int(t) % 6], 30)
    assert np.array_equal(quiet, busy)
    assert (quiet.max(axis=0) > 0.4).sum() >= 3


def test_showing_takes_every_act_in_turn():
    acted = act_out(Manner.SHOW, lambda _: rest(), 32)
    assert (acted.max(axis=0) > 0.4).sum() == 6


def test_a_model_makes_one_face_several_times_over_before_the_next():
    acted = act_out(Manner.MODEL, lambda _: rest(), 100)
    plain = acted.max(axis=1) > 0.4
    begun = np.flatnonzero(plain[1:] & ~plain[:-1]) + 1
    shown = [ACTS[int(acted[number].argmax())] for number in begun]
    assert shown[:18] == [act for act in REPERTOIRE for _ in range(6)]


def test_only_the_learner_has_a_story_and_words_stand_over_what_they_fit():
    assert manner_before("learner") is None
    assert manner_before("newborn") is Manner.MODEL
    assert is_narrated("learner", None)
    assert not is_narrated("learner", Manner.COPY)
    assert not is_narrated("newborn", Manner.IGNORE)


def test_a_passive_face_does_nothing():
    assert act_out(Manner.STILL, lambda t: SHAPES[int(t) % 8], 10).max() == 0


def test_the_story_s_baby_answers_once_it_was_copied_and_hardly_after_it_was_left_alone():
    """Of the faces the visitor shows; with the faces given and not read, over a few seeds."""
    answered = {"before": [], "after": [], "again": []}
    for seed in range(4):
        for chapter, is_answered in _play_story(seed):
            answered[chapter].append(is_answered)
    assert np.mean(answered["before"]) == 0
    assert np.mean(answered["after"]) > 0.6
    assert np.mean(answered["again"]) < 0.35


def _play_story(seed):
    """Yield for each face the visitor shows the chapter and whether the baby echoes it before the next."""
    learner, visitor, baby, shown = Learner(), meet_baby(seed), rest(), []
    state = learner.begin(seed)
    for number in range(round(STORY_S / FRAME_S)):
        time_s = number * FRAME_S
        chapter, before = chapter_at(time_s)[0], visitor.faces
        visitor, acted = act_towards(visitor, baby, chapter.manner, time_s)
        if chapter.manner is Manner.SHOW and visitor.faces > before:
            shown.append([chapter.key, visitor.movement.act, False])
        state, response = learner.respond(state, as_seen(acted), time_s)
        baby, moves = response.channels, state.movement
        if shown and moves is not None and moves.is_echo and chapter.key == shown[-1][0]:
            shown[-1][2] |= moves.act == shown[-1][1]
    return [(chapter, is_answered) for chapter, _, is_answered in shown]


def test_the_story_takes_less_than_three_minutes_and_begins_anew():
    assert STORY_S < 180
    assert chapter_at(0.0)[0] is STORY[0]
    assert chapter_at(STORY_S - 0.1)[0] is STORY[-1]
    assert chapter_at(STORY_S + 0.1)[0] is STORY[0]


def test_whoever_shows_a_face_waits_until_the_baby_is_still():
    """A face shown while the baby moves would look like an answer to it, and link what has nothing to do with it."""
    tongue = ACT[Gesture.TONGUE_OUT]
    acted = act_out(Manner.SHOW, lambda t: SHAPES[tongue] if t < 4.0 else rest(), 7)
    begun_s = np.argmax(acted.max(axis=1) > 0.05) * FRAME_S
    assert 4.5 < begun_s < 5.5
