"""`mirrorcam experiment --model ...`: a person, the demonstrator or a recording as the model of a session."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from mirrorcam.app.assets import asset_path
from mirrorcam.app.cast import find_avatar, open_imitator
from mirrorcam.app.failures import AppError
from mirrorcam.app.infants import Infants
from mirrorcam.app.progress import follow
from mirrorcam.app.study_report import (
    comparisons,
    comparisons_alone,
    cross_table,
    make_folder,
    sentence_key,
    write_study,
)
from mirrorcam.app.tuning_file import load_tuning
from mirrorcam.core.imitation.acts import ACTS
from mirrorcam.core.imitation.design import CLASS, STUDY, Condition, Design, order_of
from mirrorcam.core.imitation.session import SAMPLE_S
from mirrorcam.core.imitation.study import find
from mirrorcam.core.imitation.trial import (
    Key,
    Trial,
    even_samples,
    read_key,
    schedule_key,
    score_trial,
    shown_table,
)
from mirrorcam.core.line import start_line, step
from mirrorcam.core.types import FloatArray
from mirrorcam.sources.session import LEAD_IN_S, UNWATCHED_FPS, open_model
from mirrorcam.sources.source import Recording
from mirrorcam.sources.video import VideoRecording
from mirrorcam.stage.text import Texts, load_texts

CAMERA, DEMONSTRATOR = "camera", "demonstrator"
# Every infant takes its step in every frame.
MOST_INFANTS = 50
LONGEST_TAUGHT_S = 600.0


@dataclass(frozen=True, slots=True)
class TrialOptions:
    """model: camera, demonstrator or the path of a video. imitator and imitation: as in a simulated study.

    infants watch the same model side by side; the first is on the screen. design: 160 or 40 s a condition.
    taught_s: how long each infant is imitated beforehand.
    """

    model: str
    infants: int = 1
    imitator: str = "newborn"
    imitation: float = 0.3
    design: Design = STUDY
    seed: int = 1
    language: str = "en"
    out: Path | None = None
    camera: str | None = None
    avatar: str = "baby"
    config: Path | None = None
    face_model: Path | None = None
    full_screen: bool = False
    taught_s: float = 0.0

    @property
    def order(self) -> tuple[Condition, ...]:
        """The order of conditions: all six take their turn with the seeds."""
        return order_of(self.seed)


def design_of(form: str) -> Design:
    """Return the design of a form, full or short; AppError for another."""
    designs = {"full": STUDY, "short": CLASS}
    if form not in designs:
        raise AppError(f"--form: found {form!r}; expected full or short")
    return designs[form]


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a session showed; shown: for how many seconds a cycle the model was read to show each."""

    trial: Trial
    shown: dict[Condition, tuple[float, float]]
    sentence: str


def run_trial(options: TrialOptions, console: Console | None = None) -> TrialResult:
    """Run a session, print what it showed and write its files; Failure with one line where it cannot be run."""
    _check(options)
    if options.out is not None:
        make_folder(options.out)
    texts = load_texts(asset_path("texts"), options.language)
    imitator = open_imitator(options.imitator, options.imitation)
    infants = Infants(imitator, options.infants, options.taught_s)
    if options.model == CAMERA:
        from mirrorcam.app.trial_window import lead_person  # noqa: PLC0415 (no window is needed without a person)

        return lead_person(options, infants, texts, console or Console())
    model: Recording
    if options.model == DEMONSTRATOR:
        model = open_model(find_avatar("demonstrator"), options.design, options.order, UNWATCHED_FPS)
        watch_unseen(options, infants, model)
        key, start_s = schedule_key(options.design, options.order), LEAD_IN_S
        length_s = options.design.condition_s * len(options.order)
    else:
        model = VideoRecording(Path(options.model))
        watch_unseen(options, infants, model)
        start_s = infants.times_s[0]
        # The last frame lasts as long as any other.
        length_s = infants.times_s[-1] - start_s + 1 / model.fps
        if length_s < 2 * options.design.cycle_s:
            raise AppError(
                f"{options.model}: found {length_s:.1f} s; expected at least {2 * options.design.cycle_s:g} s, "
                f"{options.design.cycle_s:g} s with tongues and as much with open mouths"
            )
        key = read_key(even_samples(*_model_of(infants), start_s, length_s), options.design)
    return conclude(options, infants, key, (start_s, length_s), texts, console or Console())


def watch_unseen(options: TrialOptions, infants: Infants, model: Recording) -> None:
    """Let the infants watch a recording as fast as it can be read, without a window."""
    tuning = load_tuning(options.config)
    state = start_line(infants, options.seed)
    with closing(model):
        for time_s, faces in follow(_read(model, options.face_model), model.frame_count, model.name):
            state, _ = step(state, faces, time_s, infants, tuning)
    if not infants.times_s:
        raise AppError(f"{options.model}: no frame could be read, so nothing was scored")


def _read(model: Recording, face_model: Path | None) -> Iterator[tuple[float, Any]]:
    from mirrorcam.app.eyes import Eyes  # noqa: PLC0415 (mediapipe takes a second to load)

    eyes = Eyes(face_model)
    with closing(eyes.watch_clip()) as tracker:
        for frame in model.frames():
            yield frame.time_s, eyes.see(tracker, frame)


def conclude(
    options: TrialOptions,
    infants: Infants,
    key: Key,
    span_s: tuple[float, float],
    texts: Texts,
    console: Console,
) -> TrialResult:
    """Score the infants' record blind, turn the key, print and write what came out."""
    times_s, model = _model_of(infants)
    record = even_samples(times_s, np.asarray(infants.acts), *span_s)
    shown = even_samples(times_s, model, *span_s)
    trial = score_trial(record, key, options.design)
    if trial is None:
        raise AppError(
            f"{options.model}: found no {options.design.cycle_s:g} s with tongues and as much with open mouths; "
            "both are needed for a comparison"
        )
    result = TrialResult(trial, shown_table(shown, key, options.design), sentence_of(trial, texts))
    _report(result, texts, console)
    if options.out is not None:
        write_study(trial.scores, result.sentence, (), texts, options.out)
        _write_record(options.out, record, shown, key, options.design)
        console.print(texts["session.written"].format(folder=options.out), style="dim")
    return result


def sentence_of(trial: Trial, texts: Texts) -> str:
    """Return the plain sentence: of a test over infants, or over one infant's cycles where there are enough."""
    return texts[f"experiment.says_{sentence_key(find(trial.scores), len(trial.counts), trial.counts[0])}"]


def _report(result: TrialResult, texts: Texts, console: Console) -> None:
    trial = result.trial
    shown = ", ".join(
        texts["session.showed"].format(condition=condition, tongue=f"{tongue_s:.1f}", mouth=f"{mouth_s:.1f}")
        for condition, (tongue_s, mouth_s) in result.shown.items()
    )
    console.print(f"{texts['session.model']}: {shown}", style="dim")
    console.print(cross_table(trial.scores, texts))
    if len(trial.counts) > 1:
        console.print(comparisons(find(trial.scores), texts))
    else:
        console.print(comparisons_alone(trial.counts[0], texts))
    console.print(result.sentence, style="bold")
    console.print(texts["mirror.caption"], style="dim")


def _write_record(folder: Path, record: FloatArray, shown: FloatArray, key: Key, design: Design) -> None:
    """Write record.csv, which a second scorer can count blind; model.csv; and key.csv, which says what was shown."""
    names = [str(act) for act in ACTS]
    with (folder / "record.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("infant", "time_s", *names))
        for infant in range(record.shape[1]):
            for number, levels in enumerate(record[:, infant].tolist()):
                writer.writerow(
                    (infant + 1, f"{number * SAMPLE_S:.1f}", *(f"{level:.3f}" for level in levels))
                )
    with (folder / "model.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("time_s", *names))
        for number, levels in enumerate(shown.tolist()):
            writer.writerow((f"{number * SAMPLE_S:.1f}", *(f"{level:.3f}" for level in levels)))
    with (folder / "key.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("cycle", "from_s", "to_s", "condition"))
        for number, condition in enumerate(key):
            writer.writerow(
                (
                    number + 1,
                    f"{number * design.cycle_s:g}",
                    f"{(number + 1) * design.cycle_s:g}",
                    str(condition),
                )
            )


def _model_of(infants: Infants) -> tuple[FloatArray, FloatArray]:
    return np.asarray(infants.times_s), np.asarray(infants.model)


def _check(options: TrialOptions) -> None:
    if options.model not in (CAMERA, DEMONSTRATOR) and not Path(options.model).is_file():
        raise AppError(
            f"--model: found {options.model!r}; expected camera, demonstrator or the path of a video"
        )
    if not 1 <= options.infants <= MOST_INFANTS:
        raise AppError(f"--infants: found {options.infants}; expected 1 to {MOST_INFANTS} before one model")
    open_imitator(options.imitator, options.imitation)
    find_avatar(options.avatar)
    if not 0.0 <= options.taught_s <= LONGEST_TAUGHT_S:
        raise AppError(f"--taught: found {options.taught_s}; expected 0 to {LONGEST_TAUGHT_S:g} seconds")
    if options.seed < 0:
        raise AppError(f"--seed: found {options.seed}; expected 0 or more")
