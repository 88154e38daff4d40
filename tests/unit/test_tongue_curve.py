"""The tongue's recall against its false alarms, on scores whose answer is known."""

import numpy as np
import pytest

from mirrorcam.core.types import Gesture
from training.accuracy_tables import alarm_threshold, recalls_of, tongue_curve
from training.judging import Chances
from training.truth import GESTURES, Truth

FRAMES = 1000
TONGUE = GESTURES.index(Gesture.TONGUE_OUT)


def clip(scores: np.ndarray, is_still: bool = False) -> Chances:
    """Return a file whose tongue was judged by these scores, frame by frame."""
    chances = np.zeros((len(scores), len(GESTURES)))
    chances[:, TONGUE] = scores
    return Chances(np.arange(len(scores)), np.arange(len(scores)) / 25, chances, is_still)


@pytest.mark.parametrize("rate", [0.0, 0.001, 0.003, 0.02])
def test_a_threshold_lets_no_more_than_its_rate_of_alarms_through(rate: float) -> None:
    absent = [np.random.default_rng(1).random(400), np.random.default_rng(2).random(600)]
    threshold = alarm_threshold(absent, rate)
    alarms = int((np.concatenate(absent) >= threshold).sum())
    assert alarms == round(rate * FRAMES)


def test_every_person_weighs_alike_however_many_frames_they_have() -> None:
    scored = {
        "long": (np.ones(300), np.zeros(10)),
        "short": (np.zeros(3), np.array([0.9, 0.1])),
    }
    truth = {(file, "tongue_out"): Truth({0}, {1}, file) for file in scored}
    recalls, alarms = recalls_of(scored, truth, dict.fromkeys(scored, 0.5))
    assert recalls == {"long": 1.0, "short": 0.0}
    assert alarms == pytest.approx(1 / 12)


def test_somebody_who_alarms_alone_sets_the_threshold_of_the_others_only() -> None:
    """One clip alarms in every frame without a tongue: left out, it is read by a threshold that knows nothing of it."""
    quiet, loud = np.full(FRAMES, 0.1), np.full(FRAMES, 0.6)
    quiet[:500] = loud[:500] = 0.8
    held, absent = set(range(500)), set(range(500, FRAMES))
    chances, truth, group = {}, {}, {}
    for name, scores in (("a", quiet), ("b", quiet), ("c", loud)):
        for file, is_still in ((f"{name}.mp4", False), (f"{name}.jpg", True)):
            chances[file] = clip(scores, is_still)
            truth[file, "tongue_out"] = Truth(held, absent, name)
            group[file] = f"{name} {is_still}"
    lines = tongue_curve(chances, truth, group)[2:]
    assert len(lines) == 3 * 4
    for line in lines:
        _, _, _, same, alarms, apart, worst, _ = (cell.strip() for cell in line.split("|"))
        assert same == apart == "1.000"
        assert alarms == "33.33 %"
        assert worst == "1.00 (a)"
