"""`mirrorcam experiment`: the three-condition study with simulated infants, its table, picture and verdict."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import skia
from rich.console import Console
from rich.table import Table

from mirrorcam.app.assets import asset_path
from mirrorcam.app.progress import follow
from mirrorcam.core.failure import Failure
from mirrorcam.core.imitation.design import CLASS, CONDITIONS, STUDY, Condition, Design
from mirrorcam.core.imitation.direct import DirectMirror
from mirrorcam.core.imitation.imitator import Imitator
from mirrorcam.core.imitation.learner import Learner
from mirrorcam.core.imitation.newborn import Newborn
from mirrorcam.core.imitation.newborn_model import MOUTH, TONGUE
from mirrorcam.core.imitation.power import META_EFFECT, PUBLISHED, PowerPoint, dial_for_effect, power_curve
from mirrorcam.core.imitation.scoring import IntArray
from mirrorcam.core.imitation.session import gather, one_session_p, run_infants
from mirrorcam.core.imitation.study import Contrast, Findings, Scores, find, simulate
from mirrorcam.stage.panels.study import study_picture
from mirrorcam.stage.text import Texts, load_texts

PICTURE_PX = (1280, 720)
MOST_INFANTS = 10_000
NO_TEST = "\N{EN DASH}"


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
    texts = load_texts(asset_path("texts"), options.language)
    scores, cycles = _run(options)
    findings = find(scores)
    power: tuple[PowerPoint, ...] = ()
    if options.power and options.imitator == "newborn" and not options.short:
        sizes = tuple(sorted({study.infants for study in PUBLISHED}))
        power = power_curve(sizes, options.seed, options.studies)
    is_found = _found_alone(cycles) if cycles is not None else None
    sentence = texts[f"experiment.says_{verdict(findings, is_found)}"]
    result = ExperimentResult(scores, findings, sentence, power, cycles)
    report(result, options, texts, console or Console())
    if options.out is not None:
        write(result, options, texts, options.out)
    return result


def verdict(findings: Findings, alone: tuple[bool, bool] | None = None) -> str:
    """Return which sentence fits: imitation, half, arousal or nothing; alone is one infant's own test."""
    tongue, mouth = alone or (findings.tongue.found, findings.mouth.found)
    if tongue and mouth:
        return "imitation"
    if alone is None and findings.arousal.found:
        return "arousal"
    return "half" if tongue or mouth else "nothing"


def _check(options: ExperimentOptions) -> None:
    if not 1 <= options.infants <= MOST_INFANTS:
        raise Failure(f"--infants: found {options.infants}; expected 1 to {MOST_INFANTS}")
    if not 0.0 <= options.imitation <= 1.0:
        raise Failure(f"--imitation: found {options.imitation}; expected 0 to 1")
    if options.imitator not in ("newborn", "learner", "mirror"):
        raise Failure(f"--imitator: found {options.imitator!r}; expected newborn, learner or mirror")
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
    kinds: dict[str, Imitator[Any]] = {
        "newborn": Newborn(options.imitation), "learner": Learner(), "mirror": DirectMirror(),
    }  # fmt: skip
    runs = run_infants(kinds[options.imitator], options.infants, design, options.seed, options.taught_s)
    return follow(runs, options.infants, "infants", quiet=options.infants < 3)


def _found_alone(cycles: IntArray) -> tuple[bool, bool]:
    ps = [one_session_p(cycles, condition) for condition in (Condition.TONGUE, Condition.MOUTH)]
    return (ps[0] is not None and ps[0] < 0.05, ps[1] is not None and ps[1] < 0.05)


def report(result: ExperimentResult, options: ExperimentOptions, texts: Texts, console: Console) -> None:
    """Print the cross-target table, the comparisons and the plain sentence."""
    table = Table(title=texts["experiment.infants"].format(count=options.infants))
    table.add_column("")
    for name in ("tongues", "mouths"):
        table.add_column(texts[f"experiment.{name}"], justify="right")
        table.add_column("s", justify="right")
    for condition in CONDITIONS:
        cells = []
        for act in (TONGUE, MOUTH):
            cells.append(f"{result.scores.of(condition, act).mean():.2f}")
            cells.append(f"{result.scores.duration_s(condition, act).mean():.1f}")
        table.add_row(f"{texts[f'experiment.shown_{condition}']} ({condition})", *cells)
    console.print(table)
    if result.cycles is None:
        console.print(_comparisons(result.findings, texts))
    else:
        for condition in (Condition.TONGUE, Condition.MOUTH):
            p = one_session_p(result.cycles, condition)
            shown = NO_TEST if p is None else f"{p:.3f}"
            console.print(f"{texts[f'experiment.shown_{condition}']}: {texts['experiment.exact_p']} {shown}")
    console.print(result.sentence, style="bold")
    if result.power:
        dial = dial_for_effect(result.power, META_EFFECT)
        console.print(_power_table(result.power, texts))
        console.print(texts["experiment.meta"].format(dial=f"{dial:.2f}"))
        console.print(texts["experiment.power_note"], style="dim")
    console.print(texts["mirror.caption"], style="dim")


def _comparisons(findings: Findings, texts: Texts) -> Table:
    table = Table()
    for key in ("comparison", "difference", "effect", "exact_p"):
        table.add_column(texts[f"experiment.{key}"], justify="left" if key == "comparison" else "right")
    rows: tuple[tuple[str, Contrast], ...] = (
        ("tongue", findings.tongue), ("mouth", findings.mouth), ("arousal", findings.arousal),
    )  # fmt: skip
    for name, contrast in rows:
        words = texts[f"experiment.{name}_contrast"]
        table.add_row(words, f"{contrast.mean:+.2f}", f"{contrast.effect:+.2f}", f"{contrast.p:.2g}")
    return table


def _power_table(power: tuple[PowerPoint, ...], texts: Texts) -> Table:
    table = Table(title=texts["experiment.power"])
    table.add_column(texts["experiment.dial"], justify="right")
    table.add_column("d", justify="right")
    sizes = sorted({point.infants for point in power})
    for size in sizes:
        table.add_column(f"N = {size}", justify="right")
    found = {(point.dial, point.infants): point for point in power}
    for dial in sorted({point.dial for point in power}):
        point = found[dial, sizes[0]]
        effect = (point.tongue_effect + point.mouth_effect) / 2
        shares = (f"{found[dial, size].found:.0%}" for size in sizes)
        table.add_row(f"{dial:g}", f"{effect:.2f}", *shares)
    return table


def write(result: ExperimentResult, options: ExperimentOptions, texts: Texts, folder: Path) -> None:
    """Write study.png, infants.csv and, where there is one, power.csv; Failure where the folder cannot be used."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        title = texts["experiment.infants"].format(count=options.infants)
        picture = study_picture(result.scores, title, result.sentence, result.power, texts, PICTURE_PX)
        picture.save(str(folder / "study.png"), skia.kPNG)
        _write_infants(result.scores, folder / "infants.csv")
        if result.power:
            _write_power(result.power, folder / "power.csv")
    except OSError as error:
        raise Failure(f"{folder}: cannot write the study there ({error.strerror})") from error


def _write_infants(scores: Scores, file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("infant", "condition", "tongues", "tongue_s", "mouths", "mouth_s"))
        for infant in range(len(scores.count)):
            for condition in CONDITIONS:
                row: list[object] = [infant + 1, str(condition)]
                for act in (TONGUE, MOUTH):
                    row += [
                        int(scores.of(condition, act)[infant]),
                        f"{scores.duration_s(condition, act)[infant]:.1f}",
                    ]
                writer.writerow(row)


def _write_power(power: tuple[PowerPoint, ...], file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("imitation", "infants", "found", "tongue_d", "mouth_d"))
        for point in power:
            effects = (f"{point.tongue_effect:.3f}", f"{point.mouth_effect:.3f}")
            writer.writerow((point.dial, point.infants, f"{point.found:.3f}", *effects))
