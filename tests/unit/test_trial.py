"""A session with a model: the key is turned last, and a recording is keyed by what is seen in it."""

import csv
import inspect
from io import StringIO

import numpy as np
import pytest
from rich.console import Console

from mirrorcam.app.cast import find_avatar
from mirrorcam.app.failures import AppError
from mirrorcam.app.infants import Infants
from mirrorcam.app.trial import TrialOptions, conclude, design_of, run_trial
from mirrorcam.core.imitation.acts import ACT, SHAPES, act_levels
from mirrorcam.core.imitation.design import CLASS, STUDY, Condition, Design, moment_at
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.imitation.learner import Learner
from mirrorcam.core.imitation.scoring import score
from mirrorcam.core.imitation.session import SAMPLE_S, model_face, score_cycles
from mirrorcam.core.imitation.trial import even_samples, read_key, schedule_key, score_trial
from mirrorcam.core.types import Gesture
from mirrorcam.sinks.film import FilmWriter
from mirrorcam.sources.session import LEAD_IN_S, open_model
from mirrorcam.stage.text import load_texts

ORDER = (Condition.MOUTH, Condition.CONTROL, Condition.TONGUE)
TINY = Design(condition_s=8.0, gesture_s=4.0, passive_s=4.0)


def acted(design, order):
    """Return the act levels of a model who does just what the design asks: f32[samples, 8]."""
    samples = round(design.condition_s * len(order) / SAMPLE_S)
    faces = [model_face(moment_at(design, order, number * SAMPLE_S).shows) for number in range(samples)]
    return np.stack([act_levels(face.channels) for face in faces])


def test_scoring_cycles_knows_no_key():
    assert "key" not in inspect.signature(score_cycles).parameters
    assert "order" not in inspect.signature(score_cycles).parameters


def test_the_key_of_a_recording_is_read_off_the_model():
    assert read_key(acted(STUDY, ORDER), STUDY) == schedule_key(STUDY, ORDER)


def test_cycles_are_sorted_by_the_key():
    """An infant that does what the model does: its tongues are those under tongues."""
    trial = score_trial(acted(STUDY, ORDER)[:, None], schedule_key(STUDY, ORDER), STUDY)
    assert trial.counts[0, :, :, 0].tolist() == [[5] * 4, [0] * 4, [0] * 4]
    assert trial.counts[0, :, :, 1].tolist() == [[0] * 4, [5] * 4, [0] * 4]


def test_conditions_are_compared_over_the_same_number_of_cycles():
    key = (Condition.TONGUE, Condition.MOUTH, Condition.TONGUE, Condition.TONGUE, Condition.MOUTH)
    record = np.zeros((round(5 * STUDY.cycle_s / SAMPLE_S), 2, 8), np.float32)
    trial = score_trial(record, key, STUDY)
    assert trial.conditions == (Condition.TONGUE, Condition.MOUTH)
    assert trial.counts.shape == (2, 2, 2, 2)


def test_a_record_without_both_gestures_cannot_be_compared():
    key = (Condition.TONGUE, Condition.CONTROL)
    assert score_trial(np.zeros((800, 1, 8), np.float32), key, STUDY) is None


def test_uneven_frames_become_even_samples_of_what_was_newest():
    times_s, values = np.asarray([0.0, 0.05, 0.31, 0.32]), np.asarray([1.0, 2.0, 3.0, 4.0])
    assert even_samples(times_s, values, 0.0, 0.5).tolist() == [1.0, 2.0, 2.0, 2.0, 4.0]


def test_the_demonstrator_does_what_the_design_asks(assets):
    model = open_model(find_avatar("demonstrator"), CLASS, ORDER, 12.0)
    for at_s in np.arange(0.35, 120.0, 0.7):
        wanted = moment_at(CLASS, ORDER, at_s).shows
        into_act_s = (at_s % CLASS.cycle_s) % (CLASS.act_s + CLASS.pause_s)
        # While she moves from one to the other neither is plain.
        if 0.4 < into_act_s < CLASS.act_s - 0.4 or into_act_s > CLASS.act_s + 0.4:
            shown = model.truth_at(LEAD_IN_S + at_s).gestures & {Gesture.TONGUE_OUT, Gesture.MOUTH_OPEN}
            assert shown == ({wanted} if wanted else frozenset())


def test_infants_side_by_side_have_chances_of_their_own_and_are_noted():
    infants = Infants(DirectMirror(), 3)
    state = infants.begin(0)
    state, response = infants.respond(state, None, 0.0)
    state, response = infants.respond(state, model_face(Gesture.TONGUE_OUT), 0.5)
    assert infants.first_seen_s == 0.5
    assert np.asarray(infants.acts).shape == (2, 3, 8)
    assert infants.acts[1][2][ACT[Gesture.TONGUE_OUT]] > 0.5
    assert response.channels.max() == pytest.approx(SHAPES[ACT[Gesture.TONGUE_OUT]].max() * 0.9)


def test_learners_that_were_copied_beforehand_answer_the_model_and_others_only_babble():
    def more_mouths_than_tongues(taught_s):
        infants = Infants(Learner(), 4, taught_s)
        state = infants.begin(0)
        for number in range(round(STUDY.cycle_s * 2 / SAMPLE_S)):
            shown = moment_at(STUDY, ORDER, number * SAMPLE_S).shows
            state, _ = infants.respond(state, model_face(shown), number * SAMPLE_S)
        counts = score(np.asarray(infants.acts)).count.sum(axis=0)
        return int(counts[ACT[Gesture.MOUTH_OPEN]] - counts[ACT[Gesture.TONGUE_OUT]])

    assert ORDER[0] is Condition.MOUTH
    assert abs(more_mouths_than_tongues(0.0)) <= 6
    assert more_mouths_than_tongues(90.0) >= 12


def run(**options):
    said = StringIO()
    return run_trial(TrialOptions(**options), Console(file=said, width=160)), said.getvalue()


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """A short session with the demonstrator, watched by two infants without a display."""
    folder = tmp_path_factory.mktemp("trial")
    result, said = run(model="demonstrator", infants=2, imitator="mirror", design=TINY, seed=0, out=folder)
    return result, said, folder


def test_the_demonstrator_is_a_model_without_a_display(session):
    result, said, _ = session
    counts = result.trial.counts[..., 0, :]
    assert counts[:, 0].tolist() == [[1, 0], [1, 0]]
    assert counts[:, 1].tolist() == [[0, 1], [0, 1]]
    assert counts[:, 2].tolist() == [[0, 0], [0, 0]]
    assert "not a model of a real newborn" in said


def test_the_record_can_be_counted_by_somebody_else_without_the_key(session):
    result, _, folder = session
    rows = list(csv.DictReader((folder / "record.csv").open()))
    assert "condition" not in rows[0]
    levels = [float(row["tongue_out"]) for row in rows if row["infant"] == "1"]
    begun = sum(1 for before, now in zip([0.0, *levels], levels, strict=False) if before < 0.4 <= now)
    assert begun == result.trial.counts[0, ..., 0].sum()
    key = [row["condition"] for row in csv.DictReader((folder / "key.csv").open())]
    assert key == ["TP", "MO", "CO"]
    assert (folder / "study.png").stat().st_size > 10_000
    assert len(list(csv.DictReader((folder / "model.csv").open()))) == len(levels)


def test_a_recording_is_a_model_too(tmp_path):
    """A film of the demonstrator's session: what she does is read from its pictures alone."""
    model = open_model(find_avatar("demonstrator"), TINY, ORDER, 10.0)
    video = tmp_path / "model.mp4"
    frames = [frame for frame in model.frames() if frame.time_s >= LEAD_IN_S]
    with FilmWriter(video, 640, 480, 10.0) as film:
        for frame in frames:
            film.write(frame.rgb, frame.time_s)
    result, _ = run(model=str(video), imitator="mirror", design=TINY)
    assert result.trial.counts[0, :, 0].tolist() == [[1, 0], [0, 1], [0, 0]]
    assert result.sentence.startswith("One short session")


def test_a_whole_session_of_one_infant_is_tested_by_its_cycles(assets):
    infants = Infants(DirectMirror(), 1)
    state = infants.begin(0)
    for number in range(round(STUDY.session_s / SAMPLE_S) + 1):
        moment = moment_at(STUDY, ORDER, number * SAMPLE_S)
        state, _ = infants.respond(state, model_face(moment.shows if moment else None), number * SAMPLE_S)
    said = StringIO()
    options = TrialOptions("camera", imitator="mirror")
    texts = load_texts(assets / "texts", "en")
    key = schedule_key(STUDY, ORDER)
    result = conclude(options, infants, key, (0.0, STUDY.session_s), texts, Console(file=said, width=160))
    assert "a study would report imitation" in result.sentence
    assert said.getvalue().count("0.014") == 2


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"model": "nobody.mp4"}, "--model"),
        ({"model": "demonstrator", "infants": 0}, "--infants"),
        ({"model": "demonstrator", "infants": 51}, "--infants"),
        ({"model": "demonstrator", "imitator": "parrot"}, "--imitator"),
        ({"model": "demonstrator", "imitation": 2.0}, "--imitation"),
        ({"model": "demonstrator", "seed": -1}, "--seed"),
        ({"model": "demonstrator", "taught_s": 1e6}, "--taught"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(options, names):
    with pytest.raises(AppError, match=names):
        run(**options)


def test_a_form_that_is_not_there_is_refused():
    assert (design_of("short"), design_of("full")) == (CLASS, STUDY)
    with pytest.raises(AppError, match="--form"):
        design_of("long")


def test_a_video_that_shows_no_tongues_is_said_to_be_too_little(tmp_path):
    video = tmp_path / "grey.mp4"
    with FilmWriter(video, 64, 48, 2.5) as film:
        for number in range(50):
            film.write(np.full((48, 64, 3), 128, np.uint8), number / 2.5)
    with pytest.raises(AppError, match="both are needed"):
        run(model=str(video), design=TINY)
    with pytest.raises(AppError, match="at least 80 s"):
        run(model=str(video))
