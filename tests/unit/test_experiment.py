"""The experiment's command prints the table and the verdict, and writes its files."""

import csv
from io import StringIO

import pytest
from rich.console import Console

from mirrorcam.app import cli
from mirrorcam.app.cast import IMITATORS
from mirrorcam.app.experiment import ExperimentOptions, run_experiment
from mirrorcam.core.failure import Failure
from mirrorcam.core.imitation.partner import Manner


def run(**options):
    said = StringIO()
    result = run_experiment(ExperimentOptions(**options), Console(file=said, width=160))
    return result, said.getvalue()


def test_an_arousal_only_baby_is_not_called_an_imitator():
    result, said = run(imitation=0.0, power=False)
    assert result.findings.arousal.found
    assert not result.findings.imitation_found
    assert "this is not imitation" in said


def test_a_matching_baby_is(tmp_path):
    result, said = run(imitation=1.0, power=True, studies=20, out=tmp_path)
    assert result.findings.imitation_found
    assert "a study would report imitation" in said
    assert "not a model of a real newborn" in said
    rows = list(csv.DictReader((tmp_path / "infants.csv").open()))
    assert len(rows) == 83 * 3
    assert sum(int(row["tongues"]) for row in rows) == result.scores.count[..., 0].sum()
    assert (tmp_path / "study.png").stat().st_size > 10_000
    assert len(list(csv.DictReader((tmp_path / "power.csv").open()))) == len(result.power)


def test_one_infant_is_judged_by_its_own_cycles():
    _, said = run(imitator="mirror", infants=1)
    assert "exact p" in said
    assert said.count("0.014") == 2
    _, short = run(imitator="mirror", infants=1, short=True)
    assert "One short session of one infant is too little for a test" in short


def test_a_handful_of_infants_is_said_to_be_too_few_for_any_test():
    """Four that imitate perfectly could not be told from chance: the least exact p is 1 in 16."""
    assert "use at least five" in run(imitator="mirror", infants=4, power=False)[1]
    assert "a study would report imitation" in run(imitator="mirror", infants=5, power=False)[1]


def test_it_speaks_the_language_that_was_asked_for():
    assert "simulierte Säuglinge" in run(infants=5, power=False, language="de")[1]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"infants": 0}, "--infants"),
        ({"imitation": 1.5}, "--imitation"),
        ({"imitator": "parrot"}, "--imitator"),
        ({"seed": -1}, "--seed"),
        ({"taught_s": 9999.0}, "--taught"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(options, names):
    with pytest.raises(Failure, match=names):
        run(**options)


def test_a_folder_that_cannot_be_made_is_named_before_anything_is_run(tmp_path):
    (tmp_path / "file").write_text("")
    said = StringIO()
    options = ExperimentOptions(infants=3, power=False, out=tmp_path / "file" / "below")
    with pytest.raises(Failure, match="cannot write"):
        run_experiment(options, Console(file=said))
    assert said.getvalue() == ""


def test_the_command_line_offers_the_imitators_and_manners_there_are():
    assert list(cli.Imitators) == list(IMITATORS)
    assert set(cli.Manners) == set(Manner) - {Manner.AWAY}
