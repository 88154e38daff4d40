"""Expressions in time become events: from when to when, and how strongly."""

from mirrorcam.core.channels import from_names
from mirrorcam.core.events import MOST_AWAY_S, EventsState, end_events, follow_events, strength
from mirrorcam.core.types import Expression, Gesture, HeadPose

FPS = 25


def face(face_id=0, *gestures, **channels):
    return Expression(face_id, from_names(**channels), HeadPose(), frozenset(gestures), 1.0)


def events_of(frames, end_s=None):
    """Follow the frames, each a list of expressions, FPS a second; return all events as tuples."""
    state, events = EventsState(), []
    for index, expressions in enumerate(frames):
        state, ended = follow_events(state, expressions, index / FPS)
        events += ended
    events += end_events(state, len(frames) / FPS if end_s is None else end_s)
    return [
        (e.face_id, e.gesture, round(e.start_s * FPS), round(e.end_s * FPS), round(e.peak, 3)) for e in events
    ]


def test_a_gesture_lasts_from_its_first_frame_to_the_first_without_it():
    frames = [[face()], [face(0, Gesture.SMILE)], [face(0, Gesture.SMILE)], [face()], [face()]]
    assert events_of(frames) == [(0, Gesture.SMILE, 1, 3, 0.0)]


def test_a_gesture_of_one_frame_has_a_length():
    assert events_of([[face()], [face(0, Gesture.WINK)], [face()]]) == [(0, Gesture.WINK, 1, 2, 0.0)]


def test_the_peak_is_the_strongest_it_was_shown():
    frames = [[face(0, Gesture.TONGUE_OUT, tongueOut=amount)] for amount in (0.25, 0.875, 0.5)]
    assert events_of(frames) == [(0, Gesture.TONGUE_OUT, 0, 3, 0.875)]


def test_what_is_held_at_the_end_ends_there():
    assert events_of([[face(0, Gesture.FROWN)]] * 4) == [(0, Gesture.FROWN, 0, 4, 0.0)]


def test_several_gestures_and_faces_are_kept_apart():
    frames = [
        [face(0, Gesture.SMILE, Gesture.MOUTH_OPEN), face(1, Gesture.SMILE)],
        [face(0, Gesture.MOUTH_OPEN), face(1, Gesture.SMILE)],
        [face(0), face(1)],
    ]
    assert events_of(frames) == [
        (0, Gesture.SMILE, 0, 1, 0.0), (0, Gesture.MOUTH_OPEN, 0, 2, 0.0), (1, Gesture.SMILE, 0, 2, 0.0),
    ]  # fmt: skip


def test_a_face_lost_for_a_moment_goes_on_with_what_it_held():
    away = int(MOST_AWAY_S * FPS) - 1
    frames = [[face(0, Gesture.SMILE)]] * 3 + [[]] * away + [[face(0, Gesture.SMILE)]] * 2
    assert events_of(frames) == [(0, Gesture.SMILE, 0, 5 + away, 0.0)]


def test_a_face_that_left_ended_its_gestures_when_it_left():
    assert events_of([[face(0, Gesture.SMILE)]] * 3 + [[]] * 20) == [(0, Gesture.SMILE, 0, 3, 0.0)]
    assert events_of([[face(0, Gesture.SMILE)]] * 3 + [[]] * 2) == [(0, Gesture.SMILE, 0, 3, 0.0)]


def test_a_face_that_comes_back_without_the_gesture_ended_it_when_it_left():
    assert events_of([[face(0, Gesture.SMILE)]] * 3 + [[]] * 2 + [[face(0)]]) == [
        (0, Gesture.SMILE, 0, 3, 0.0)
    ]


def test_a_wink_is_as_strong_as_the_lid_that_is_shut_and_closed_eyes_as_the_one_more_open():
    channels = from_names(eyeBlinkLeft=0.75, eyeBlinkRight=0.25)
    assert strength(Gesture.WINK, channels) == 0.75
    assert strength(Gesture.EYES_CLOSED, channels) == 0.25
