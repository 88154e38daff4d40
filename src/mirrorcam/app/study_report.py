"""What an experiment says and leaves behind: the cross-target table, the comparisons, the picture, the tables."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import skia
from rich.table import Table

from mirrorcam.core.failure import Failure
from mirrorcam.core.imitation.design import Condition
from mirrorcam.core.imitation.newborn_model import MOUTH, TONGUE
from mirrorcam.core.imitation.power import PowerPoint
from mirrorcam.core.imitation.scoring import IntArray
from mirrorcam.core.imitation.session import one_session_effect, one_session_p
from mirrorcam.core.imitation.study import Contrast, Findings, Scores
from mirrorcam.stage.panels.study import study_picture
from mirrorcam.stage.text import Texts

PICTURE_PX = (1280, 720)
NO_TEST = "\N{EN DASH}"
# With fewer no outcome could be significant: the least exact p of n infants is 1 in 2^n, of two piles of k cycles
# 1 in (2k choose k).
FEWEST_INFANTS, FEWEST_CYCLES = 5, 3


def verdict(findings: Findings, alone: tuple[bool, bool] | None = None) -> str:
    """Return which sentence fits: imitation, half, arousal or nothing; alone is one infant's own test."""
    tongue, mouth = alone or (findings.tongue.found, findings.mouth.found)
    if tongue and mouth:
        return "imitation"
    if alone is None and findings.arousal is not None and findings.arousal.found:
        return "arousal"
    return "half" if tongue or mouth else "nothing"


def sentence_key(findings: Findings, infants: int, cycles: IntArray | None) -> str:
    """Return which sentence fits a study or a session: where there is too little for any test, one that says so.

    cycles i[conditions, cycles, 2] are those of a single infant, who is tested by its own.
    """
    if infants == 1 and cycles is not None:
        is_short = cycles.shape[1] < FEWEST_CYCLES
        return "short" if is_short else verdict(findings, found_alone(cycles))
    return "few" if infants < FEWEST_INFANTS else verdict(findings)


def found_alone(cycles: IntArray) -> tuple[bool, bool]:
    """Return whether one infant's cycles i[conditions, cycles, 2] show more of what was shown: tongues, mouths."""
    ps = [one_session_p(cycles, condition) for condition in (Condition.TONGUE, Condition.MOUTH)]
    return (ps[0] is not None and ps[0] < 0.05, ps[1] is not None and ps[1] < 0.05)


def title_of(infants: int, texts: Texts) -> str:
    """Return how many infants there were, in words."""
    return texts["experiment.infant"] if infants == 1 else texts["experiment.infants"].format(count=infants)


def cross_table(scores: Scores, texts: Texts) -> Table:
    """Return counts and seconds of both acts under each condition, means over infants."""
    table = Table(title=title_of(len(scores.count), texts))
    table.add_column("")
    for name in ("tongues", "mouths"):
        table.add_column(texts[f"experiment.{name}"], justify="right")
        table.add_column("s", justify="right")
    for condition in scores.conditions:
        cells = []
        for act in (TONGUE, MOUTH):
            cells.append(f"{scores.of(condition, act).mean():.2f}")
            cells.append(f"{scores.duration_s(condition, act).mean():.1f}")
        table.add_row(f"{texts[f'experiment.shown_{condition}']} ({condition})", *cells)
    return table


def comparisons(findings: Findings, texts: Texts) -> Table:
    """Return the comparisons within infants, with effect sizes and exact p."""
    table = _comparison_table(texts)
    rows: tuple[tuple[str, Contrast | None], ...] = (
        ("tongue", findings.tongue), ("mouth", findings.mouth), ("arousal", findings.arousal),
    )  # fmt: skip
    for name, contrast in rows:
        if contrast is not None:
            words = texts[f"experiment.{name}_contrast"]
            table.add_row(words, f"{contrast.mean:+.2f}", f"{contrast.effect:+.2f}", f"{contrast.p:.2g}")
    return table


def comparisons_alone(cycles: IntArray, texts: Texts) -> Table:
    """Return the comparisons between the cycles i[conditions, cycles, 2] of one infant."""
    table = _comparison_table(texts)
    for name, condition, act in (("tongue", Condition.TONGUE, TONGUE), ("mouth", Condition.MOUTH, MOUTH)):
        sign = 1 if condition is Condition.TONGUE else -1
        difference = sign * float((cycles[0, :, act] - cycles[1, :, act]).sum())
        effect, p = one_session_effect(cycles, condition), one_session_p(cycles, condition)
        shown = (NO_TEST if effect is None else f"{effect:+.2f}", NO_TEST if p is None else f"{p:.3f}")
        table.add_row(texts[f"experiment.{name}_contrast"], f"{difference:+.2f}", *shown)
    return table


def _comparison_table(texts: Texts) -> Table:
    table = Table()
    for key in ("comparison", "difference", "effect", "exact_p"):
        table.add_column(texts[f"experiment.{key}"], justify="left" if key == "comparison" else "right")
    return table


def power_table(power: tuple[PowerPoint, ...], texts: Texts) -> Table:
    """Return how often studies of each size find imitation of each strength."""
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


def picture_of_study(
    scores: Scores, sentence: str, power: tuple[PowerPoint, ...], texts: Texts
) -> skia.Image:
    """Return the picture of a study at its usual size."""
    return study_picture(scores, title_of(len(scores.count), texts), sentence, power, texts, PICTURE_PX)


def make_folder(folder: Path) -> None:
    """Make a folder for results; Failure where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder}: cannot write the study there ({error.strerror})") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Failure(f"{folder}: no permission to write there; choose another folder")


def write_study(
    scores: Scores, sentence: str, power: tuple[PowerPoint, ...], texts: Texts, folder: Path
) -> None:
    """Write study.png, infants.csv and, where there is one, power.csv; Failure where the folder cannot be used."""
    make_folder(folder)
    try:
        picture_of_study(scores, sentence, power, texts).save(str(folder / "study.png"), skia.kPNG)
        _write_infants(scores, folder / "infants.csv")
        if power:
            _write_power(power, folder / "power.csv")
    except OSError as error:
        raise Failure(f"{folder}: cannot write the study there ({error.strerror})") from error


def _write_infants(scores: Scores, file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("infant", "condition", "tongues", "tongue_s", "mouths", "mouth_s"))
        for infant in range(len(scores.count)):
            for condition in scores.conditions:
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
