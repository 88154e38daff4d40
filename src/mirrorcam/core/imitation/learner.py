"""The learner: no link between seeing and doing at first; being imitated makes them (Heyes; Keysers & Gazzola)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from mirrorcam.core.imitation.acts import ACT, ACTS, channels_of, no_levels, seen_levels
from mirrorcam.core.imitation.imitator import Insight, Response, settle_actor
from mirrorcam.core.imitation.links import Links, LinkTuning, fade, grow, no_links, recall
from mirrorcam.core.imitation.movement import FALL_S, Movement, level_at
from mirrorcam.core.types import Expression, FloatArray, Gaze, Gesture

TICK_S = 0.1
BABBLED: tuple[Gesture, ...] = (
    Gesture.SMILE, Gesture.MOUTH_OPEN, Gesture.TONGUE_OUT, Gesture.PUCKER, Gesture.BROWS_UP, Gesture.FROWN,
)  # fmt: skip
# A sight below FAINT is no act; from CLEAR on it counts in full, so a beginning act already calls up its echo.
FAINT, CLEAR = 0.35, 0.6
NO_SIGHT = 0.1
FEEDBACK_S = 0.2
LONGEST_GAP_S = 2.0
SMILE_TRACE = 0.35
OVERLOADED = 0.45
DOWN = Gaze(0.0, -0.5)


@dataclass(frozen=True, slots=True)
class LearnerTuning:
    """How a learner moves and attends; rates are per second."""

    babble_per_s: float = 0.8
    watching_babble: float = 0.2
    watches_s: float = 3.0
    act_s: float = 1.5
    rest_s: float = 0.5
    echo_threshold: float = 0.3
    echo_per_s: float = 7.0
    echo_pause_s: float = 0.3
    echo_again_s: float = 3.0
    longest_echo_s: float = 4.0
    tire_s: float = 90.0
    tired: float = 0.55
    recover_s: float = 25.0
    close_s: float = 35.0
    stranger: float = 0.6
    links: LinkTuning = field(default_factory=LinkTuning)


@dataclass(frozen=True, slots=True)
class LearnerState:
    """One learner: its links, the movement under way or planned, and what it has done so far.

    stale f32[8] is 1 for sights that were on before its last own act began and have not gone since.
    babbled counts acts begun by itself, in the order of BABBLED. answered_s f32[8]: when each sight was last
    answered; it is answered anew after it went, or after a while. came_s f32[8]: since when each sight has been
    there, infinite where it is not.
    """

    links: Links
    seed: int
    began_s: float | None = None
    ticks: int = 0
    movement: Movement | None = None
    free_s: float = 0.0
    stale: FloatArray = field(default_factory=no_levels)
    babbled: tuple[int, ...] = (0,) * len(BABBLED)
    answered_s: FloatArray = field(default_factory=lambda: np.full(len(ACTS), -1e9))
    came_s: FloatArray = field(default_factory=lambda: np.full(len(ACTS), np.inf))
    attention: float = 1.0
    closeness: float = 0.0


class Learner:
    """Babbles with its face, ties what it does to what it sees just after, and echoes what it has tied."""

    name = "learner"

    def __init__(self, tuning: LearnerTuning | None = None) -> None:
        self.tuning = tuning or LearnerTuning()

    def begin(self, seed: int) -> LearnerState:
        """Return a learner without any link."""
        return LearnerState(no_links(), seed)

    def respond(
        self, state: LearnerState, seen: Expression | None, time_s: float
    ) -> tuple[LearnerState, Response]:
        """Run the ticks up to time_s and return what the learner shows then."""
        levels = seen_levels(seen)
        sight = np.minimum(np.maximum((levels - FAINT) / (CLEAR - FAINT), 0.0), 1.0)
        began_s = time_s if state.began_s is None else state.began_s
        due = int((time_s - began_s) / TICK_S + 1e-6)
        skipped = max(0, due - state.ticks - int(LONGEST_GAP_S / TICK_S))
        began_s += skipped * TICK_S
        if began_s != state.began_s:
            state = replace(state, began_s=began_s)
        for number in range(state.ticks + 1, due - skipped + 1):
            state = self._tick(state, sight, seen is not None, number)
        return state, self._response(state, levels, sight, time_s - began_s)

    def _tick(self, state: LearnerState, sight: FloatArray, has_face: bool, number: int) -> LearnerState:
        now_s = number * TICK_S
        attention, closeness = _attend(state, sight, has_face, self.tuning)
        stale = state.stale * (sight > NO_SIGHT)
        movement = state.movement
        is_gone = sight < NO_SIGHT
        state = replace(
            state,
            ticks=number,
            attention=attention,
            closeness=closeness,
            links=self._learnt(state, sight * attention, stale, has_face, now_s),
            stale=stale if has_face else state.stale,
            came_s=np.where(is_gone, np.inf, np.minimum(state.came_s, now_s)),
            answered_s=np.where(is_gone, -1e9, state.answered_s) if movement is None else state.answered_s,
        )
        if movement is not None:
            return _carry_on(state, movement, sight, now_s, self.tuning)
        if now_s < state.free_s:
            return state
        called = self._called(state, sight)
        draws = np.random.Generator(np.random.Philox(key=state.seed, counter=[0, 0, 2, number])).random(3)
        return self._echo(state, sight, called, draws, now_s) or self._babble(state, sight, draws, now_s)

    def _learnt(
        self, state: LearnerState, sight: FloatArray, stale: FloatArray, has_face: bool, now_s: float
    ) -> Links:
        """Return the links a tick later; without a face they fade."""
        if not has_face:
            return fade(state.links, TICK_S, self.tuning.links)
        own, echoes = no_levels(), no_levels()
        movement = state.movement
        if movement is not None:
            into = echoes if movement.is_echo else own
            into[movement.act] = min(1.0, 1.5 * level_at(movement, now_s))
        fresh = sight * (1 - stale)
        return grow(state.links, sight, own, TICK_S, self.tuning.links, fresh=fresh, echoes=echoes)

    def _called(self, state: LearnerState, sight: FloatArray) -> FloatArray:
        """Return how strongly each act is called up, scaled by attention and by how well the face is known."""
        share = state.attention * (self.tuning.stranger + (1 - self.tuning.stranger) * state.closeness)
        return recall(state.links, sight) * share

    def _echo(
        self, state: LearnerState, sight: FloatArray, called: FloatArray, draws: FloatArray, now_s: float
    ) -> LearnerState | None:
        strongest = int(called.argmax())
        source = int((state.links.weights[:, strongest] * sight).argmax())
        drive = float(called[strongest])
        is_new = now_s - state.answered_s[source] > self.tuning.echo_again_s
        rate = self.tuning.echo_per_s * drive * TICK_S
        if drive < self.tuning.echo_threshold or not is_new or draws[0] >= rate:
            return None
        answered_s = state.answered_s.copy()
        answered_s[source] = now_s
        start_s = now_s + self.tuning.echo_pause_s
        movement = Movement(strongest, start_s, start_s + self.tuning.act_s, 0.4 + 0.5 * drive, is_echo=True)
        return replace(state, movement=movement, answered_s=answered_s)

    def _babble(
        self, state: LearnerState, sight: FloatArray, draws: FloatArray, now_s: float
    ) -> LearnerState:
        # What has been there for a while is not watched any more: a face that rests in a smile is no news.
        is_news = bool(((sight > 0.3) & (now_s - state.came_s < self.tuning.watches_s)).any())
        watching = self.tuning.watching_babble if is_news else 1.0
        if draws[1] >= self.tuning.babble_per_s * watching * TICK_S:
            return state
        # What was done least comes soonest, so that a short visit sees every act.
        order = np.random.Generator(np.random.Philox(key=state.seed, counter=[0, 0, 3, state.ticks]))
        chosen = int(np.argmin(np.asarray(state.babbled) + 1.6 * order.random(len(BABBLED))))
        babbled = tuple(count + (act == chosen) for act, count in enumerate(state.babbled))
        size = 0.75 + 0.2 * float(draws[2])
        movement = Movement(ACT[BABBLED[chosen]], now_s, now_s + self.tuning.act_s, size, is_echo=False)
        stale = (sight > NO_SIGHT).astype(np.float32)
        return replace(state, movement=movement, babbled=babbled, stale=stale)

    def _response(self, state: LearnerState, levels: FloatArray, sight: FloatArray, now_s: float) -> Response:
        done, felt, moves = no_levels(), no_levels(), state.movement
        called = self._called(state, sight)
        prediction = called.copy()
        if moves is not None:
            done[moves.act] = level_at(moves, now_s)
            felt[moves.act] = level_at(moves, now_s - FEEDBACK_S)
            if now_s < moves.start_s:
                prediction[moves.act] = 1.0
        shown = done.copy()
        smile = ACT[Gesture.SMILE]
        shown[smile] = max(float(done[smile]), SMILE_TRACE * float(called[smile]))
        insight = Insight(
            levels, called, done, np.minimum(called, done), prediction, felt, state.links.weights,
            settle_actor(sight, felt),
        )  # fmt: skip
        gaze = DOWN if state.attention < OVERLOADED else None
        arousal = 0.3 + 0.4 * max(sight.tolist()) * state.attention
        return Response(
            channels_of(shown), gaze=gaze, arousal=arousal, attention=state.attention,
            closeness=state.closeness, insight=insight,
        )  # fmt: skip


def _attend(
    state: LearnerState, sight: FloatArray, has_face: bool, tuning: LearnerTuning
) -> tuple[float, float]:
    """Return attention and closeness a tick later.

    It tires of much to see, the sooner the more acts come at once; recovers in calm; and gets to know a face that
    stays.
    """
    load = float(sight.sum())
    if load > 0.3:
        floor = tuning.tired if load < 2.5 else 0.2
        attention = state.attention + (floor - state.attention) * load**2 * TICK_S / tuning.tire_s
    else:
        attention = state.attention + (1 - state.attention) * TICK_S / tuning.recover_s
    pace_s, aim = (tuning.close_s, 1.0) if has_face else (tuning.close_s / 3, 0.0)
    return attention, state.closeness + (aim - state.closeness) * TICK_S / pace_s


def _carry_on(
    state: LearnerState, movement: Movement, sight: FloatArray, now_s: float, tuning: LearnerTuning
) -> LearnerState:
    """Hold an echo as long as its sight lasts, within a limit; end what is over."""
    if now_s >= movement.end_s:
        return replace(state, movement=None, free_s=now_s + tuning.rest_s)
    lasts = movement.is_echo and sight.max() > 0.5 and now_s - movement.start_s < tuning.longest_echo_s
    if lasts and movement.end_s - now_s < FALL_S + TICK_S:
        return replace(state, movement=replace(movement, end_s=now_s + FALL_S + TICK_S))
    return state
