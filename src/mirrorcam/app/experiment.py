"""`mirrorcam experiment`: the three-condition study with simulated infants, its table, picture and verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console

from mirrorcam.app.assets import asset_path
from mirrorcam.app.cast import open_imitator
from mirrorcam.app.progress import follow
from mirrorcam.app.study_report import (
    comparisons,
    comparisons_alone,
    cross_table,
    make_folder,
    power_table,
    sentence_key,
    write_study,
)
from mirrorcam.core.failure import Failure
from mirrorcam.core.imitation.design import CLASS, STUDY, Design
from mirrorcam.core.imitation.power import META_EFFECT, PUBLISHED, PowerPoint, dial_for_effect, power_curve
from mirrorcam.core.imitation.scoring import IntArray
from mirrorcam.core.imitation.session import gather, run_infants
from mirrorcam.core.imitation.study import Findings, Scores, find, simulate
from mirrorcam.stage.text import Texts, load_texts

MOST_INFANTS = 10_000


@dataclass(frozen=True, slots=True)
class ExperimentOptions:
    """imitator: newborn, learner or mirror. imitation: the newborn's dial, 0 to 1. short: 40 s a condition.

    taught_s: how long each infant is imitated beforehand. power: draw the power curve, too. out: a folder
    for study.png, infants.csv and power.csv; None writes nothing.
    """

    infants: int = 83
    imitation: float = 0.3
    seed: int = 1
    imitator: str = "newborn"
    short: bool = False
    taught_s: float = 0.0
    power: bool = True
    studies: int = 100
    language: str = "en"
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class ExperimentResult:
    """cycles i[conditions, cycles, 2] are kept for a single infant, who is judged by its own cycles."""

    scores: Scores
    findings: Findings
    sentence: str
    power: tuple[PowerPoint, ...]
    cycles: IntArray | None = None


def run_experiment(options: ExperimentOptions, console: Console | None = None) -> ExperimentResult:
    """Run the study, print what it found, and write its files; Failure says which option is wrong."""
    _check(options)
    if options.out is not None:
        make_folder(options.out)
    texts = load_texts(asset_path("texts"), options.language)
    scores, cycles = _run(options)
    findings = find(scores)
    power: tuple[PowerPoint, ...] = ()
    if options.power and options.imitator == "newborn" and not options.short:
        sizes = tuple(sorted({study.infants for study in PUBLISHED}))
        power = power_curve(sizes, options.seed, options.studies)
    sentence = texts[f"experiment.says_{sentence_key(findings, len(scores.count), cycles)}"]
    result = ExperimentResult(scores, findings, sentence, power, cycles)
    report(result, texts, console or Console())
    if options.out is not None:
        write_study(result.scores, result.sentence, result.power, texts, options.out)
    return result


def _check(options: ExperimentOptions) -> None:
    if not 1 <= options.infants <= MOST_INFANTS:
        raise Failure(f"--infants: found {options.infants}; expected 1 to {MOST_INFANTS}")
    open_imitator(options.imitator, options.imitation)
    if options.seed < 0:
        raise Failure(f"--seed: found {options.seed}; expected 0 or more")
    if not 0.0 <= options.taught_s <= 600.0:
        raise Failure(f"--taught: found {options.taught_s}; expected 0 to 600 seconds")
    if not 1 <= options.studies <= 1000:
        raise Failure(f"--studies: found {options.studies}; expected 1 to 1000")


def _run(options: ExperimentOptions) -> tuple[Scores, IntArray | None]:
    design = CLASS if options.short else STUDY
    if options.imitator == "newborn" and options.infants > 1 and not options.taught_s:
        return simulate(np.full(options.infants, options.imitation), options.seed, design), None
    infants = list(_one_by_one(options, design))
    return gather(infants), infants[0][0] if len(infants) == 1 else None


def _one_by_one(options: ExperimentOptions, design: Design) -> Iterator[tuple[IntArray, IntArray]]:
    imitator = open_imitator(options.imitator, options.imitation)
    runs = run_infants(imitator, options.infants, design, options.seed, options.taught_s)
    return follow(runs, options.infants, "infants", quiet=options.infants < 3)


def report(result: ExperimentResult, texts: Texts, console: Console) -> None:
    """Print the cross-target table, the comparisons and the plain sentence."""
    console.print(cross_table(result.scores, texts))
    if result.cycles is None:
        console.print(comparisons(result.findings, texts))
    else:
        console.print(comparisons_alone(result.cycles, texts))
    console.print(result.sentence, style="bold")
    if result.power:
        dial = dial_for_effect(result.power, META_EFFECT)
        console.print(power_table(result.power, texts))
        console.print(texts["experiment.meta"].format(dial=f"{dial:.2f}"))
        console.print(texts["experiment.power_note"], style="dim")
    console.print(texts["mirror.caption"], style="dim")
