"""The direct mirror does what it sees."""

import numpy as np
import pytest

from mirrorcam.core.channels import INDEX, from_names, rest
from mirrorcam.core.imitation.acts import ACT, ACTS, SHAPES, act_levels, channels_of, seen_levels
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.imitation.imitator import Actor
from mirrorcam.core.types import Expression, Gesture, HeadPose


def face(*gestures, **channels):
    return Expression(1, from_names(**channels), HeadPose(0.2, -0.1, 0.05), frozenset(gestures), 0.9)


def test_it_shows_the_same_channels_and_head_within_the_frame():
    mirror = DirectMirror()
    seen = face(Gesture.SMILE, mouthSmileLeft=0.7, jawOpen=0.2)
    _, response = mirror.respond(mirror.begin(0), seen, 0.0)
    assert np.array_equal(response.channels, seen.channels)
    assert response.head == seen.head


def test_a_held_gesture_shows_plainly_though_its_channels_are_small_and_sides_keep_their_proportion():
    mirror = DirectMirror()
    seen = face(Gesture.FROWN, browDownLeft=0.2, browDownRight=0.1, jawOpen=0.3)
    _, response = mirror.respond(mirror.begin(0), seen, 0.0)
    left, right, jaw = (response.channels[INDEX[n]] for n in ("browDownLeft", "browDownRight", "jawOpen"))
    assert (left, right, jaw) == pytest.approx((0.55, 0.275, 0.3))


def test_a_gesture_that_its_channels_hide_shows_on_both_sides():
    mirror = DirectMirror()
    _, response = mirror.respond(mirror.begin(0), face(Gesture.FROWN, browDownLeft=0.02), 0.0)
    left, right = (response.channels[INDEX[n]] for n in ("browDownLeft", "browDownRight"))
    assert left == pytest.approx(0.55)
    assert 0.4 < right < left


def test_a_frown_that_begins_while_watched_shows_gradually():
    mirror = DirectMirror()
    state, _ = mirror.respond(mirror.begin(0), face(), 0.0)
    shown = []
    for frame in range(1, 13):
        state, response = mirror.respond(state, face(Gesture.FROWN, browDownLeft=0.1), frame / 30)
        shown.append(float(response.channels[INDEX["browDownLeft"]]))
    assert np.diff([0.0, *shown]).max() < 0.15
    assert shown[-1] == pytest.approx(0.55)
    for frame in range(13, 22):
        state, response = mirror.respond(state, face(browDownLeft=0.1), frame / 30)
    assert response.channels[INDEX["browDownLeft"]] == pytest.approx(0.1)


def test_a_gesture_that_its_channels_show_plainly_follows_them_down_while_it_is_still_held():
    mirror = DirectMirror()
    state, _ = mirror.respond(mirror.begin(0), face(Gesture.PUCKER, mouthPucker=0.7), 0.0)
    for frame in range(1, 10):
        state, response = mirror.respond(state, face(Gesture.PUCKER, mouthPucker=0.2), frame / 30)
    assert response.channels[INDEX["mouthPucker"]] == pytest.approx(0.2)


def test_a_wink_s_side_is_not_guessed():
    mirror = DirectMirror()
    _, response = mirror.respond(mirror.begin(0), face(Gesture.WINK), 0.0)
    assert not response.channels.any()


def test_it_rests_without_a_face():
    mirror = DirectMirror()
    _, response = mirror.respond(mirror.begin(0), None, 0.0)
    assert np.array_equal(response.channels, rest())
    assert response.insight.actor is None


def test_what_is_not_a_number_goes_no_further():
    mirror = DirectMirror()
    channels = from_names(jawOpen=0.5)
    channels[INDEX["tongueOut"]] = np.nan
    seen = Expression(1, channels, HeadPose(), frozenset(), 0.9)
    _, response = mirror.respond(mirror.begin(0), seen, 0.0)
    assert np.isfinite(response.channels).all()
    assert response.channels[INDEX["jawOpen"]] == pytest.approx(0.5)


def test_a_mirrored_act_lights_the_lamp_for_both():
    mirror = DirectMirror()
    _, response = mirror.respond(mirror.begin(0), face(Gesture.TONGUE_OUT, tongueOut=1.0, jawOpen=0.3), 0.0)
    assert response.insight.actor is Actor.BOTH
    assert response.insight.both[ACT[Gesture.TONGUE_OUT]] > 0.5


@pytest.mark.parametrize("gesture", ACTS)
def test_every_act_s_own_shape_reads_as_that_act_before_all_others(gesture):
    levels = act_levels(channels_of(np.eye(8, dtype=np.float32)[ACT[gesture]]))
    assert int(levels.argmax()) == ACT[gesture]
    assert np.delete(levels, ACT[gesture]).max() < 0.3


def test_shapes_stay_in_range_when_every_act_is_done_at_once():
    channels = channels_of(np.ones(8, np.float32))
    assert channels.min() >= 0.0
    assert channels.max() <= 1.0
    assert SHAPES.shape == (8, 52)


def test_only_what_the_reader_holds_is_seen_as_an_act():
    talking = face(jawOpen=0.7)
    assert seen_levels(talking).max() < 0.31
    assert seen_levels(face(Gesture.MOUTH_OPEN, jawOpen=0.7))[ACT[Gesture.MOUTH_OPEN]] == pytest.approx(0.7)
