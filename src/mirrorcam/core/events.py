"""From expressions in time to events: who held which gesture from when to when, and how strongly at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from mirrorcam.core.channels import INDEX
from mirrorcam.core.types import Expression, FloatArray, Gesture

# A face that is lost for less than this, as by a frame of motion blur, goes on with what it held.
MOST_AWAY_S = 0.25


@dataclass(frozen=True, slots=True)
class GestureEvent:
    """One gesture held without a break by one face; peak in [0, 1] is the strongest it was shown.

    end_s is the time of the first frame without it, so that a gesture of one frame has a length too.
    """

    face_id: int
    gesture: Gesture
    start_s: float
    end_s: float
    peak: float


@dataclass(frozen=True, slots=True)
class _Held:
    """A gesture being held; away_s is when its face was lost, None while it is in view."""

    start_s: float
    peak: float
    away_s: float | None = None


@dataclass(frozen=True, slots=True)
class EventsState:
    """What is held at the moment, by (face, gesture)."""

    held: Mapping[tuple[int, Gesture], _Held] = field(default_factory=dict)


def follow_events(
    state: EventsState, expressions: Iterable[Expression], time_s: float
) -> tuple[EventsState, tuple[GestureEvent, ...]]:
    """Take in the expressions of one frame; return the events that ended with it, by face, then gesture."""
    in_view = {expression.face_id: expression for expression in expressions}
    held, ended = {}, []
    for key, before in state.held.items():
        going_on = _go_on(before, key[1], in_view.get(key[0]), time_s)
        if going_on is None:
            ended.append(_event(key, before, time_s))
        else:
            held[key] = going_on
    for face_id, expression in in_view.items():
        for gesture in expression.gestures:
            key = (face_id, gesture)
            held.setdefault(key, _Held(time_s, strength(gesture, expression.channels)))
    return EventsState(held), _in_order(ended)


def end_events(state: EventsState, end_s: float) -> tuple[GestureEvent, ...]:
    """Return what is still held when the source ends: end_s is the end of its last frame."""
    return _in_order([_event(key, held, end_s) for key, held in state.held.items()])


def strength(gesture: Gesture, channels: FloatArray) -> float:
    """Return how strongly a face shows a gesture, in [0, 1], from its channels f32[52]."""
    return float(STRENGTHS[gesture](lambda name: float(channels[INDEX[name]])))


def _go_on(before: _Held, gesture: Gesture, expression: Expression | None, time_s: float) -> _Held | None:
    """Return the gesture held on, None where it ended at or before this frame."""
    if expression is None:
        away_s = time_s if before.away_s is None else before.away_s
        return replace(before, away_s=away_s) if time_s - away_s < MOST_AWAY_S else None
    if gesture not in expression.gestures:
        return None
    return _Held(before.start_s, max(before.peak, strength(gesture, expression.channels)))


def _event(key: tuple[int, Gesture], held: _Held, time_s: float) -> GestureEvent:
    end_s = time_s if held.away_s is None else held.away_s
    return GestureEvent(key[0], key[1], held.start_s, end_s, held.peak)


def _in_order(events: list[GestureEvent]) -> tuple[GestureEvent, ...]:
    return tuple(sorted(events, key=lambda event: (event.end_s, event.face_id, ORDER[event.gesture])))


Channel = Callable[[str], float]
ORDER = {gesture: position for position, gesture in enumerate(Gesture)}


def _mean(*names: str) -> Callable[[Channel], float]:
    return lambda channel: sum(map(channel, names)) / len(names)


STRENGTHS: dict[Gesture, Callable[[Channel], float]] = {
    Gesture.SMILE: _mean("mouthSmileLeft", "mouthSmileRight"),
    Gesture.MOUTH_OPEN: _mean("jawOpen"),
    Gesture.TONGUE_OUT: _mean("tongueOut"),
    Gesture.PUCKER: _mean("mouthPucker"),
    Gesture.BROWS_UP: _mean("browInnerUp", "browOuterUpLeft", "browOuterUpRight"),
    Gesture.FROWN: _mean("browDownLeft", "browDownRight"),
    Gesture.EYES_CLOSED: lambda channel: min(channel("eyeBlinkLeft"), channel("eyeBlinkRight")),
    Gesture.WINK: lambda channel: max(channel("eyeBlinkLeft"), channel("eyeBlinkRight")),
}
