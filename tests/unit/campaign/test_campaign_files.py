"""What a campaign file may say, and how every mistake in it is told at once and in its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from moonbase import registry
from moonbase.campaign.codes import CODES
from moonbase.campaign.entry import load_study
from moonbase.campaign.evaluators.settings import overrides_of
from moonbase.campaign.file import check_study
from moonbase.campaign.study import Plugins, study_from_json
from moonbase.errors import MissionError, UsageError
from moonbase.mission.diagnostics import CODES as MISSION_CODES
from moonbase.mission.source import Source

FIXTURES = Path(__file__).parents[2] / "fixtures"
PLUGINS = Plugins(files=(str(FIXTURES / "study_plugin.py"), str(FIXTURES / "toy_plugin.py")), none=True)
HEAD = """format = 1
campaign = "Test"
mission = "toy_oxygen.toml"
what = "steady"
"""
DESIGN = """
[design]
kind = "latin-hypercube"
n = 10
"""


@pytest.fixture(scope="module")
def catalogue():
    return registry.load(PLUGINS.files, no_plugins=True)


def _check(catalogue, text, **more):
    return check_study(Source(str(FIXTURES / "test.campaign.toml"), text), catalogue, **more)


def _findings(catalogue, text, **more):
    with pytest.raises(MissionError) as caught:
        _check(catalogue, text, **more)
    return caught.value.diagnostics


def test_inputs_of_all_sorts_in_si_units_with_their_origin(catalogue):
    text = HEAD + (
        "[vary]\n"
        'oven.share = { triangular = [0.1, 0.2, 0.3] }\n'
        '"digger.energy" = { normal = ["0.5 kJ/kg", "50 J/kg"], cut = ["0.4 kJ/kg", "0.6 kJ/kg"] }\n'
        'demands.air.rate = { range = ["5 t/yr", "20 t/yr"], scale = "log" }\n'
        'nodes.sun.model = ["toy-sun"]\n'
        'time.start = { dates = [2031-01-01, 2032-01-01] }\n'
        'time.horizon = { discrete = ["5 yr", "6 yr"], weights = [1, 3] }\n'
    ) + DESIGN  # fmt: skip
    study = _check(catalogue, text)
    share, energy, rate, model, start, horizon = study.varied
    assert (share.law.values, share.nominal) == ((0.1, 0.2, 0.3), 0.25)
    assert energy.law.values == (500.0, 50.0)
    assert (energy.law.lo, energy.law.hi, energy.nominal) == (400.0, 600.0, 500.0)
    assert energy.factor.text(450.0) == "450.0 J/kg"
    assert (rate.factor.unit, rate.law.values, rate.law.log) == ("t/yr", (5.0, 20.0), True)
    assert rate.factor.text(7.5) == "7.5 t/yr"
    assert model.factor.choices == ("toy-sun",)
    assert start.factor.text(start.law.values[0]) == "2031-01-01"
    assert horizon.law.weights == (0.25, 0.75)
    assert study.design.n == 10


def test_every_mistake_is_told_at_once_with_its_line(catalogue):
    text = """format = 1
campaign = "Wrong"
mission = "toy_oxygen.toml"
what = "stedy"
nonsense = 3
[vary]
"ovenn.share" = "declared"
"oven.shar" = { uniform = [0.1, 0.2] }
"oven.share" = { unifrm = [0.1, 0.2] }
"digger.energy" = { uniform = [1, 2] }
"earth.price" = { uniform = ["1 m", "2 m"] }
"sun.mass" = "declared"
[design]
kind = "latin-hypercubes"
seed = -1
"""
    found = {(item.code, item.span.line): item for item in _findings(catalogue, text)}
    assert set(found) == {
        ("C006", 4), ("M004", 5), ("M027", 7), ("M016", 8), ("C001", 9), ("M009", 10), ("M010", 11), ("C001", 12),
        ("M020", 14), ("M011", 15),
    }  # fmt: skip
    assert found["C006", 4].help == 'did you mean "steady"?'
    assert found["M027", 7].help == 'did you mean "oven"?'
    assert found["M016", 8].help == 'did you mean "share"?'
    assert found["C001", 9].help == 'did you mean "uniform"?'
    assert "declares no distribution" in found["C001", 12].message
    assert all(item.code in {**CODES, **MISSION_CODES} for item in found.values())


@pytest.mark.parametrize(
    ("law", "words"),
    [
        ("{ uniform = [0.3, 0.2] }", "must be below"),
        ("{ uniform = [0.1] }", "takes two values"),
        ("{ triangular = [0.1, 0.4, 0.3] }", "in this order"),
        ("{ uniform = [0.1, 0.2], list = [0.1] }", "uniform and list"),
        ("{ uniform = [0.1, 0.2], scale = 'log' }", "does nothing beside"),
        ("{ range = [0.1, 0.2], scale = 'cubic' }", 'neither "linear" nor "log"'),
        ("{ range = [0.1, 0.2], points = 1 }", "at least 2"),
        ("{ range = [0.0, 0.2], scale = 'log' }", "above 0"),
        ("{ lognormal = [0.1, 'x'] }", "standard deviation of the logarithm"),
        ("{ normal = [0.1, -0.1] }", "must be above 0"),
        ("{ normal = [0.1, 0.1], cut = [0.3, 0.2] }", "must be below"),
        ("{ discrete = [0.1, 0.2], weights = [1] }", "2 numbers"),
        ("{ uniform = [0.1, 0.9] }", "above the allowed 0.4"),
        ("7", "must be"),
        ("[]", "takes a list"),
    ],
)
def test_law_that_cannot_be_read(catalogue, law, words):
    (finding,) = _findings(catalogue, HEAD + f"[vary]\n'oven.share' = {law}\n" + DESIGN)
    assert words in finding.message
    assert finding.span.line == 6


def test_value_that_only_the_mission_can_judge(catalogue):
    text = HEAD + "[vary]\n'nodes.sun.model' = ['toy-sun', 'toy-sunn']\n" + DESIGN
    (finding,) = _findings(catalogue, text)
    assert finding.code == "M013"
    assert finding.help == 'did you mean "toy-sun"?'


def test_declared_distribution_and_wildcards_carry_source_and_grade(catalogue):
    text = (
        'format = 1\ncampaign = "T"\nwhat = "ishigami"\n[vary]\n"*" = "declared"\n'
        'length = { uniform = ["1 m", "2 m"] }\n'
    )
    study = _check(catalogue, text + DESIGN)
    assert [(item.factor.name, item.law.kind, item.grade) for item in study.varied] == [
        ("length", "uniform", "assumed"), ("x1", "triangular", "assumed"),
    ]  # fmt: skip
    (only,) = _check(
        catalogue, text.replace('"declared"', '{ grades = ["secondary"] }').partition("length")[0] + DESIGN
    ).varied
    assert (only.factor.name, only.source, only.law.values) == ("length", "Handbook", (1000.0, 2000.0, 5000.0))


def test_impossible_correlation_is_refused_with_the_nearest_possible_one(catalogue):
    text = HEAD + (
        '[vary]\n"oven.share" = { uniform = [0.1, 0.2] }\n'
        '"digger.energy" = { uniform = ["1 kJ/kg", "2 kJ/kg"] }\n"sun.mass" = { uniform = ["1 kg/W", "2 kg/W"] }\n'
    ) + DESIGN  # fmt: skip
    pairs = [("oven.share", "digger.energy", 0.9), ("digger.energy", "sun.mass", 0.9), ("oven.share", "sun.mass", -0.9)]
    written = "".join(f'[[correlate]]\npair = ["{a}", "{b}"]\nrank = {r}\n' for a, b, r in pairs)
    (finding,) = _findings(catalogue, text + written)
    assert finding.code == "C002"
    assert "not positive semi-definite" in finding.message
    fixed = text
    for note in finding.notes[1:]:
        names, _, values = note.partition(": ")
        first, second = names.split(" and ")
        fixed += f'[[correlate]]\npair = ["{first}", "{second}"]\nrank = {values.split("becomes ")[1]}\n'
    study = _check(catalogue, fixed)
    assert study.correlation[0][1] == pytest.approx(0.5, abs=0.2)
    bad = '[[correlate]]\npair = ["oven.share", "oven.shape"]\nrank = 2\n'
    assert {item.code for item in _findings(catalogue, text + bad)} == {"C002"}
    morris = text.replace("latin-hypercube", "morris") + written
    assert "needs independent inputs" in _findings(catalogue, morris)[0].message


def test_huge_designs_are_refused_before_anything_is_made(catalogue):
    text = HEAD + "[vary]\n'oven.share' = { uniform = [0.1, 0.2] }\n[design]\nkind = 'monte-carlo'\nn = 1000000000\n"
    (finding,) = _findings(catalogue, text)
    assert finding.code == "C004"
    assert "1e+09 samples, about 216 GB" in finding.message
    assert _check(catalogue, text, budget=1e12).design.n == 10**9
    grid = HEAD + "[vary]\n'oven.share' = { range = [0.1, 0.2] }\n[design]\nkind = 'grid'\n"
    assert _findings(catalogue, grid)[0].code == "C003"


def test_mission_with_mistakes_tells_those_of_the_mission(catalogue, tmp_path):
    (tmp_path / "m.toml").write_text('format = 1\nname = "x"\n', encoding="utf-8")
    text = HEAD.replace("toy_oxygen", "m") + "[vary]\n'oven.share' = 'declared'\n" + DESIGN
    with pytest.raises(MissionError) as caught:
        check_study(Source(str(tmp_path / "c.toml"), text), catalogue)
    assert caught.value.diagnostics[0].file.endswith("m.toml")
    missing = check_study, Source(str(tmp_path / "c.toml"), text.replace("m.toml", "no.toml")), catalogue
    with pytest.raises(MissionError, match="1 error"):
        missing[0](*missing[1:])


def test_mission_file_is_not_taken_for_a_campaign():
    with pytest.raises(UsageError, match="is no campaign") as caught:
        load_study(FIXTURES / "toy_oxygen.toml")
    assert "moonbase run" in caught.value.help


def test_study_is_the_same_wherever_it_lies_and_differs_when_anything_else_does(catalogue):
    text = HEAD + "[vary]\n'oven.share' = { uniform = [0.1, 0.2] }\n" + DESIGN
    here = _check(catalogue, text)
    there = check_study(Source(str(FIXTURES / ".." / "fixtures" / "other.toml"), text), catalogue)
    assert here.digest == there.digest
    assert _check(catalogue, text.replace("0.2]", "0.21]")).digest != here.digest
    assert _check(catalogue, text, overrides={"digger.energy": "1 kJ/kg"}).digest != here.digest


FOLLOWED = """format = 1
campaign = "Test"
mission = "toy_oxygen.toml"
what = "plan"
[vary]
"oven.share" = { uniform = [0.1, 0.3] }
"digger.energy" = { uniform = ["0.4 kJ/kg", "0.6 kJ/kg"] }
"""


def test_an_input_can_follow_another(catalogue):
    text = FOLLOWED + '[follow]\n"sites.base.illumination" = "oven.share"\n' + DESIGN
    study = _check(catalogue, text)
    assert study.follow == {"sites.base.illumination": "oven.share"}
    assert study_from_json(json.loads(json.dumps(study.to_json()))) == study
    texts = overrides_of(study, [0.25, 500.0])
    assert texts["sites.base.illumination"] == texts["oven.share"] == "0.25"
    assert _check(catalogue, FOLLOWED + DESIGN).digest != study.digest


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"sites.base.illumination" = "oven.shar"', "does not vary"),
        ('"sites.base.illumination" = 3', "does not vary"),
        ('"digger.energy" = "oven.share"', "varies and follows"),
        ('"sites.base.illumination" = "digger.energy"', "the same unit"),
        ('"sites.base.ilumination" = "oven.share"', "ilumination"),
    ],
)
def test_what_cannot_follow(catalogue, line, words):
    findings = _findings(catalogue, FOLLOWED + f"[follow]\n{line}\n" + DESIGN)
    assert words in findings[0].message
    steady = FOLLOWED.replace('"plan"', '"steady"') + '[follow]\n"sites.base.illumination" = "oven.share"\n' + DESIGN
    assert "nothing can follow in a steady study" in _findings(catalogue, steady)[0].message
