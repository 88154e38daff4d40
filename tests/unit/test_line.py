"""The middle of the line: whom the baby attends to, and when a visitor is forgotten."""

import numpy as np

from mirrorcam.core.channels import rest
from mirrorcam.core.evidence import SCORES, Evidence
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.line import NEARER, WAIT_FOR_PARTNER_S, LineState, SeenFace, Step, start_line, step
from mirrorcam.core.tuning import ReaderTuning
from mirrorcam.core.types import HeadPose, Observation

TUNING = ReaderTuning()
MIRROR = DirectMirror()


def face(face_id: int, size_px: float = 100.0, confidence: float = 1.0) -> SeenFace:
    landmarks = np.full((478, 3), 0.5, np.float32)
    observation = Observation(face_id, landmarks, HeadPose(yaw_rad=0.2), 640, 480, size_px, confidence)
    return SeenFace(observation, Evidence(rest(), np.full(len(SCORES), -8.0)))


def run(*frames: tuple[float, tuple[SeenFace, ...]]) -> tuple[LineState, Step]:
    state = start_line(MIRROR, 0)
    for time_s, faces in frames:
        state, taken = step(state, faces, time_s, MIRROR, TUNING)
    return state, taken


def test_without_a_face_there_is_no_partner_and_the_baby_rests() -> None:
    _, taken = run((0.0, ()))
    assert taken.partner_id is None
    assert taken.expressions == ()
    assert not taken.response.channels.any()


def test_the_nearest_face_becomes_the_partner() -> None:
    assert run((0.0, (face(0, 50), face(1, 90))))[1].partner_id == 1


def test_the_partner_is_kept_when_another_is_only_a_little_nearer() -> None:
    frames = [(0.0, (face(0, 100),)), (0.1, (face(0, 100), face(1, 100 * NEARER * 0.95)))]
    assert run(*frames)[1].partner_id == 0


def test_a_face_that_is_clearly_nearer_becomes_the_partner() -> None:
    frames = [(0.0, (face(0, 100),)), (0.1, (face(0, 100), face(1, 100 * NEARER * 1.05)))]
    assert run(*frames)[1].partner_id == 1


def test_a_partner_hidden_for_a_moment_is_waited_for() -> None:
    shown = (0.0, (face(0, 100), face(1, 60)))
    assert run(shown, (WAIT_FOR_PARTNER_S * 0.9, (face(1, 60),)))[1].partner_id == 0
    assert run(shown, (WAIT_FOR_PARTNER_S * 1.1, (face(1, 60),)))[1].partner_id == 1


def test_a_visitor_is_remembered_for_a_while_and_then_forgotten() -> None:
    assert 0 in run((0.0, (face(0),)), (TUNING.forget_s * 0.9, ()))[0].visitors
    assert 0 not in run((0.0, (face(0),)), (TUNING.forget_s * 1.1, ()))[0].visitors


def test_a_face_that_cannot_be_read_leaves_the_baby_at_rest() -> None:
    _, taken = run((0.0, (face(0, confidence=TUNING.confidence_rest / 2),)))
    assert len(taken.expressions) == 1
    assert taken.response.head == HeadPose()
