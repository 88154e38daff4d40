"""A session led on a window: the cue follows the design, the result is shown, leaving early scores nothing."""

from functools import partial
from io import StringIO

import numpy as np
import pygame
import pytest
from rich.console import Console

from mirrorcam.app import trial_window
from mirrorcam.app.cast import find_avatar, open_cast
from mirrorcam.app.failures import AppError
from mirrorcam.app.infants import Infants
from mirrorcam.app.trial import TrialOptions
from mirrorcam.core.channels import rest
from mirrorcam.core.imitation.design import CLASS, Condition, Design, moment_at
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.types import AvatarPose, Gesture
from mirrorcam.sources.live import play_over_and_over
from mirrorcam.sources.session import open_model
from mirrorcam.stage.scene import Scene, StageOptions
from mirrorcam.stage.session import SessionStage, cue_at, stretch_s

ORDER = (Condition.TONGUE, Condition.MOUTH, Condition.CONTROL)
BRIEF = Design(condition_s=3.0, gesture_s=1.5, passive_s=1.5, act_s=1.0, pause_s=0.5)


def cue(into_s):
    return cue_at(CLASS, moment_at(CLASS, ORDER, into_s))


def test_the_cue_names_the_gesture_and_then_the_still_face():
    assert cue(0.0) == (Gesture.TONGUE_OUT, 20.0)
    assert cue(25.0) == (None, 15.0)
    assert cue(45.0) == (Gesture.MOUTH_OPEN, 15.0)
    assert cue(90.0) == (None, 30.0)
    assert stretch_s(CLASS, moment_at(CLASS, ORDER, 90.0)) == 40.0
    assert stretch_s(CLASS, moment_at(CLASS, ORDER, 25.0)) == 20.0


def test_every_cue_looks_different():
    cast = open_cast()
    stage = SessionStage(cast.avatar, cast.texts, CLASS, ORDER, lambda: 10.0)
    nobody = SessionStage(cast.avatar, cast.texts, CLASS, ORDER, lambda: None)

    def painted(stage, time_s):
        pixels = np.zeros((180, 320, 4), np.uint8)
        stage.paint(pixels, Scene(AvatarPose(rest()), time_s=time_s), StageOptions())
        return pixels.tobytes()

    # Nobody there, counting down, tongue, its pause, still face, mouth, control, and after the end.
    pictures = [painted(nobody, 1.0)] + [
        painted(stage, t) for t in (6.0, 11.0, 13.0, 35.0, 51.0, 95.0, 140.0)
    ]
    assert len(set(pictures)) == len(pictures)


@pytest.fixture
def session(monkeypatch, assets):
    """Lead the demonstrator through a brief session on a window that nobody sees."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr(trial_window, "LEAD_IN_S", 1.0)
    monkeypatch.setattr(trial_window, "WINDOW_PX", (320, 180))
    infants = Infants(DirectMirror(), 2)
    options = TrialOptions("camera", infants=2, imitator="mirror", design=BRIEF, seed=0)

    def lead(**how):
        open_session = partial(open_model, find_avatar("demonstrator"), BRIEF, ORDER, 10.0)
        model = partial(play_over_and_over, open_session)
        texts = open_cast().texts
        return trial_window.lead(options, infants, model, texts, Console(file=StringIO()), **how)

    yield lead
    pygame.display.quit()


def test_a_session_on_a_window_ends_by_itself_and_is_scored(session):
    result = session(show_result=False)
    assert result.trial.conditions == ORDER
    assert result.trial.counts.shape == (2, 3, 1, 2)
    assert np.array_equal(result.trial.counts[0], result.trial.counts[1])


def test_leaving_early_scores_nothing(session, monkeypatch):
    monkeypatch.setattr(trial_window.Window, "take_keys", lambda _: (trial_window.WindowKey.LEAVE,))
    with pytest.raises(AppError, match="left before its end"):
        session()
