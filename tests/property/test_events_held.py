"""Events tell exactly what was held, whatever was held."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mirrorcam.core.channels import rest
from mirrorcam.core.events import EventsState, end_events, follow_events
from mirrorcam.core.types import Expression, Gesture, HeadPose

HELD = st.lists(st.lists(st.frozensets(st.sampled_from(list(Gesture))), min_size=2, max_size=2), max_size=30)


@settings(deadline=None)
@given(HELD)
def test_a_gesture_is_in_an_event_at_a_frame_exactly_where_it_was_held(held):
    state, events = EventsState(), []
    for index, faces in enumerate(held):
        expressions = [Expression(i, rest(), HeadPose(), gestures, 1.0) for i, gestures in enumerate(faces)]
        state, ended = follow_events(state, expressions, float(index))
        events += ended
    events += end_events(state, float(len(held)))
    told = {
        (event.face_id, event.gesture, index)
        for event in events
        for index in range(round(event.start_s), round(event.end_s))
    }
    assert told == {
        (i, g, index) for index, faces in enumerate(held) for i, gs in enumerate(faces) for g in gs
    }
    keys = [(event.face_id, event.gesture, event.start_s) for event in events]
    assert len(keys) == len(set(keys))
    assert all(event.end_s > event.start_s for event in events)
