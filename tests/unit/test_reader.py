"""From evidence to expression, for a visitor through time."""

from dataclasses import replace

import numpy as np
import pytest

from mirrorcam.core.channels import CHANNELS, INDEX
from mirrorcam.core.events import strength
from mirrorcam.core.evidence import SCORE, SCORES, BrowReading, Evidence, MouthReading, TongueReading
from mirrorcam.core.reader import read_expression, read_still, start_reading
from mirrorcam.core.resting import POPULATION_REST
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import Expression, Gesture, HeadPose, Observation

FPS = 30
TUNING = ReaderTuning()


def seen(confidence: float = 0.9) -> Observation:
    """Return an observation whose landmarks do not matter."""
    return Observation(0, np.zeros((478, 3), np.float32), HeadPose(), 640, 480, 100.0, confidence)


def evidence(tongue: float | None = None, **log_odds: float) -> Evidence:
    """Return a resting face but for the named log odds."""
    scores = POPULATION_REST.scores.astype(np.float32)
    for name, value in log_odds.items():
        scores[SCORE[name]] = value
    channels = POPULATION_REST.channels.astype(np.float32)
    return Evidence(channels, scores, None if tongue is None else TongueReading(tongue))


def watch(
    frames: list[Evidence], confidence: float = 0.9, tuning: ReaderTuning = TUNING, fps: float = FPS
) -> list[Expression]:
    """Read the frames of one visitor at so many a second."""
    state, out = start_reading(), []
    for index, one in enumerate(frames):
        state, expression = read_expression(state, seen(confidence), one, index / fps, tuning)
        out.append(expression)
    return out


def share_held(expressions: list[Expression], gesture: Gesture) -> float:
    return float(np.mean([gesture in e.gestures for e in expressions]))


def test_a_resting_face_holds_nothing_and_its_channels_rest() -> None:
    last = watch([evidence()] * 60)[-1]
    assert last.gestures == frozenset()
    assert last.channels.max() < 0.05


def test_a_smile_in_the_first_frame_is_held_at_once_and_never_taken_for_rest() -> None:
    expressions = watch([evidence(smile=4.0)] * 900)
    assert share_held(expressions[6:], Gesture.SMILE) == 1.0


def test_a_face_that_rests_in_a_slight_smile_reads_as_rest() -> None:
    expressions = watch([evidence(smile=-0.9)] * 90)
    assert share_held(expressions, Gesture.SMILE) == 0.0
    then = watch([evidence(smile=-0.9)] * 60 + [evidence(smile=5.0)] * 30)
    assert share_held(then[70:], Gesture.SMILE) == 1.0


def test_resting_brows_are_taken_off_within_a_second() -> None:
    channels = POPULATION_REST.channels.astype(np.float32)
    channels[INDEX["browDownLeft"]] = 0.35
    heavy = Evidence(channels, POPULATION_REST.scores.astype(np.float32))
    first, *_, last = watch([heavy] * 30)
    assert last.channels[INDEX["browDownLeft"]] < 0.6 * first.channels[INDEX["browDownLeft"]]


def test_brows_that_always_look_drawn_together_are_rest_and_frown_when_they_do_so_more() -> None:
    heavy, more = evidence(frown=0.5), evidence(frown=3.5)
    at_rest = watch([heavy] * 90)
    assert share_held(at_rest[60:], Gesture.FROWN) == 0.0
    then = watch([heavy] * 90 + [more] * 30)
    assert share_held(then[100:], Gesture.FROWN) == 1.0


def test_heavy_brows_are_found_to_rest_while_the_mouth_talks_but_not_while_it_smiles() -> None:
    heavy = replace(evidence(mouth_open=4.0), brows=BrowReading(-0.2))
    assert share_held(watch([heavy] * 120)[60:], Gesture.FROWN) == 0.0
    state = start_reading()
    for index in range(60):
        state, _ = read_expression(state, seen(), heavy, index / FPS, TUNING)
    assert state.rest.scores[SCORE["frown"]] > POPULATION_REST.scores[SCORE["frown"]] + 1.0
    assert state.rest.scores[SCORE["mouth_open"]] < POPULATION_REST.scores[SCORE["mouth_open"]] + 1.0
    smiling = replace(evidence(smile=4.0), brows=BrowReading(-0.2))
    state = start_reading()
    for index in range(60):
        state, _ = read_expression(state, seen(), smiling, index / FPS, TUNING)
    assert state.rest.scores[SCORE["frown"]] < POPULATION_REST.scores[SCORE["frown"]] + 1.0


def test_a_frown_at_first_sight_must_be_clearer_than_a_second_later() -> None:
    slight = evidence(frown=0.0)
    assert Gesture.FROWN not in watch([slight] * 4)[-1].gestures
    later = watch([evidence()] * 45 + [slight] * 12)
    assert Gesture.FROWN in later[-1].gestures


def test_raised_brows_show_how_little_a_face_frowns() -> None:
    slight = [evidence(frown=-1.2)] * 12
    raised = [evidence(brows_up=4.0, frown=-5.0)] * (2 * FPS)
    assert Gesture.FROWN in watch([*raised, *slight])[-1].gestures
    assert Gesture.FROWN not in watch([evidence()] * (2 * FPS) + slight)[-1].gestures


def test_a_mouth_that_opened_first_is_found_to_rest_as_soon_as_another() -> None:
    small = [evidence(pucker=-2.5)] * FPS
    opened = [evidence(mouth_open=4.0)] * (2 * FPS)
    kiss = [evidence(pucker=-0.9)] * 12
    after_opening, at_once = watch([*opened, *small, *kiss]), watch([*small, *kiss])
    assert after_opening[-1].gestures == at_once[-1].gestures == frozenset()


def test_a_mouth_small_at_first_sight_is_no_pucker_and_is_soon_found_to_rest() -> None:
    small = [evidence(pucker=-0.9)] * (2 * FPS)
    without = replace(TUNING, baseline=replace(TUNING.baseline, pucker_doubt=0.0))
    assert share_held(watch(small), Gesture.PUCKER) == 0.0
    assert share_held(watch(small, tuning=without), Gesture.PUCKER) > 0.9
    kissing = watch([*small, *[evidence(pucker=2.0)] * 6])
    assert Gesture.PUCKER in kissing[-3].gestures


def test_lips_that_round_for_one_frame_in_talk_are_no_pucker() -> None:
    talk = [evidence()] * FPS + [evidence(pucker=1.5)] + [evidence()] * FPS
    assert share_held(watch(talk), Gesture.PUCKER) == 0.0


def test_the_pixels_of_the_brows_outweigh_the_landmarks_for_a_frown() -> None:
    rest = [evidence()] * 45
    landmarks_alone = replace(evidence(frown=3.0), brows=BrowReading(-5.0))
    pixels_alone = replace(evidence(frown=-3.0), brows=BrowReading(3.0))
    assert Gesture.FROWN not in watch(rest + [landmarks_alone] * 12)[-1].gestures
    assert Gesture.FROWN in watch(rest + [pixels_alone] * 12)[-1].gestures


def test_landmarks_and_pixels_of_the_brows_both_have_a_say_on_raised_ones() -> None:
    rest = [replace(evidence(), brows=BrowReading(-3.0, -4.0))] * 45
    landmarks_alone = replace(evidence(brows_up=0.0), brows=BrowReading(-3.0, -5.0))
    both = replace(evidence(brows_up=0.0), brows=BrowReading(-3.0, 1.0))
    assert Gesture.BROWS_UP not in watch(rest + [landmarks_alone] * 12)[-1].gestures
    assert Gesture.BROWS_UP in watch(rest + [both] * 12)[-1].gestures


@pytest.mark.parametrize(
    ("gesture", "brows"), [("frown", BrowReading(4.0)), ("brows_up", BrowReading(-3.0, 9.0))]
)
def test_brows_that_move_in_the_pixels_alone_move_the_channels_too(gesture: str, brows: BrowReading) -> None:
    last = watch([evidence()] * 45 + [replace(evidence(), brows=brows)] * 30)[-1]
    assert Gesture(gesture) in last.gestures
    assert strength(Gesture(gesture), last.channels) > 0.2


def test_brows_that_move_further_on_one_side_do_so_still_when_pixels_add_to_them() -> None:
    channels = POPULATION_REST.channels.astype(np.float32)
    channels[INDEX["browDownLeft"]] += 0.2
    uneven = replace(evidence(), channels=channels, brows=BrowReading(4.0))
    last = watch([evidence()] * 45 + [uneven] * 30)[-1].channels
    assert last[INDEX["browDownLeft"]] > last[INDEX["browDownRight"]] + 0.1


def test_lids_that_part_unevenly_after_having_been_shut_are_no_wink() -> None:
    shut = evidence(lid_closed_left=5.0, lid_closed_right=5.0)
    uneven = evidence(lid_closed_left=-4.0, lid_closed_right=5.0)
    opening = watch([evidence()] * 20 + [shut] * 20 + [uneven] * 2 + [evidence()] * 10)
    assert share_held(opening, Gesture.EYES_CLOSED) > 0.0
    assert share_held(opening, Gesture.WINK) == 0.0
    winking = watch([evidence()] * 20 + [uneven] * 10)
    assert Gesture.WINK in winking[-1].gestures


def test_brows_that_are_no_number_leave_the_landmarks_their_say() -> None:
    odd = replace(evidence(frown=3.0), brows=BrowReading(float("nan")))
    assert Gesture.FROWN in watch([evidence()] * 45 + [odd] * 12)[-1].gestures


def test_a_visitor_who_was_away_for_long_is_a_new_one() -> None:
    state = start_reading()
    for index in range(30):
        state, _ = read_expression(state, seen(), evidence(smile=-1.0), index / FPS, TUNING)
    assert state.rest.scores[SCORE["smile"]] > POPULATION_REST.scores[SCORE["smile"]] + 0.4
    back, _ = read_expression(state, seen(), evidence(), 1.0 + TUNING.forget_s + 0.1, TUNING)
    assert back.rest.scores == pytest.approx(POPULATION_REST.scores)


def test_a_tongue_and_an_open_mouth_are_held_together() -> None:
    last = watch([evidence(tongue=0.95, mouth_open=4.0)] * 20)[-1]
    assert {Gesture.TONGUE_OUT, Gesture.MOUTH_OPEN} <= last.gestures
    assert last.channels[INDEX["tongueOut"]] == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("fps", [8, 10, 12.5, 15, 24, 25, 29.97, 30, 60])
def test_a_tongue_in_a_single_frame_is_no_gesture(fps: float) -> None:
    frames = [evidence(tongue=0.0)] * 20
    frames[10] = evidence(tongue=1.0)
    assert share_held(watch(frames, fps=fps), Gesture.TONGUE_OUT) == 0.0


@pytest.mark.parametrize("fps", [8, 10, 12.5, 15, 24, 25, 29.97, 30, 60])
def test_a_tongue_of_a_quarter_second_is_held_within_an_eighth_of_one_at_any_frame_rate(fps: float) -> None:
    first, last = 10, 10 + max(1, round(0.25 * fps) - 1)
    frames = [
        evidence(tongue=1.0 if first <= at <= last else 0.0) for at in range(round(12 + 0.6 * fps + last))
    ]
    held = [at for at, e in enumerate(watch(frames, fps=fps)) if Gesture.TONGUE_OUT in e.gestures]
    assert held
    assert (held[0] - first) / fps <= 0.126
    assert held[-1] < len(frames) - 1


def test_nothing_is_held_or_learnt_where_seeing_is_too_poor() -> None:
    expressions = watch([evidence(smile=6.0, tongue=1.0)] * 30, confidence=0.1)
    assert all(not e.gestures for e in expressions)
    assert expressions[-1].confidence == 0.1


def test_numbers_that_are_none_never_travel() -> None:
    broken = Evidence(
        np.full(len(CHANNELS), np.nan, np.float32),
        np.full(len(SCORES), np.nan, np.float32),
        TongueReading(float("nan")),
    )
    for expression in [
        *watch([evidence()] * 5 + [broken] * 5 + [evidence()] * 5),
        read_still(seen(), broken, TUNING),
    ]:
        assert np.isfinite(expression.channels).all()
        assert expression.gestures == frozenset()


def test_a_still_is_read_without_any_memory() -> None:
    smiling, resting = evidence(smile=3.0), evidence()
    read_still(seen(), smiling, TUNING)
    assert read_still(seen(), resting, TUNING).gestures == frozenset()
    assert read_still(seen(), smiling, TUNING).gestures == {Gesture.SMILE}


def test_live_and_replay_of_the_same_frames_agree_to_the_last_bit() -> None:
    rng = np.random.default_rng(3)
    frames = [
        Evidence(
            rng.random(len(CHANNELS)).astype(np.float32),
            rng.normal(0, 3, len(SCORES)).astype(np.float32),
            TongueReading(float(rng.random())),
            MouthReading(float(rng.random())),
        )
        for _ in range(120)
    ]
    for one, other in zip(watch(frames), watch(frames), strict=True):
        assert np.array_equal(one.channels, other.channels)
        assert one.gestures == other.gestures
        assert one.head == other.head


@pytest.mark.parametrize("side", [-1, 1])
def test_a_tongue_counts_less_on_a_head_turned_far_away_to_either_side(side: int) -> None:
    def tongue_of(yaw_rad: float) -> float:
        turned = replace(seen(), head=HeadPose(side * yaw_rad))
        return float(read_still(turned, evidence(tongue=0.8), TUNING).channels[INDEX["tongueOut"]])

    assert tongue_of(TUNING.tongue_turned_rad) == pytest.approx(0.8)
    between = (TUNING.tongue_turned_rad + TUNING.tongue_averted_rad) / 2
    assert 0.8 * TUNING.tongue_averted_share < tongue_of(between) < 0.8
    assert tongue_of(1.2) == pytest.approx(0.8 * TUNING.tongue_averted_share)
