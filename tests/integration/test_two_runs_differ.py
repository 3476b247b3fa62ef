from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from moonbase import pipeline, planning, registry
from moonbase.cli.console import Console
from moonbase.cli.diff import command
from moonbase.mission import Source
from moonbase.report.diff import compare_runs
from moonbase.report.diffinputs import Change
from moonbase.report.difftext import as_text, told_inputs

FIXTURES = Path(__file__).parents[1] / "fixtures"
TOY = (FIXTURES / "toy_oxygen.toml").read_text(encoding="utf-8")
PLUGINS = registry.load([str(FIXTURES / "toy_plugin.py")], no_plugins=True)


def run(text=TOY, folder=None, **overrides):
    named = {name.replace("__", "."): value for name, value in overrides.items()}
    options = planning.Options(integer="relax")
    return pipeline.run(Source("toy.toml", text), folder, catalogue=PLUGINS, overrides=named, options=options)


@pytest.fixture(scope="module")
def plain():
    return run()


def test_a_run_does_not_differ_from_itself(plain):
    found = compare_runs(plain, run())
    assert found.same
    assert found.better is None


def test_a_parameter_is_named_and_its_effect_foretold(plain):
    found = compare_runs(plain, run(oven__share="0.24"))
    (change,) = found.inputs
    assert (change.name, change.before, change.after) == ("oven.share", "0.25", "0.24")
    assert found.better is False
    moved = found.objective.after - found.objective.before
    assert moved > 0.0
    assert {cause.owner for cause in found.causes} == {"oven"}
    assert found.explained == pytest.approx(moved, rel=0.01)
    assert found.left == pytest.approx(moved - found.explained)


def test_a_demand_of_the_mission_file_is_a_cause(plain):
    found = compare_runs(plain, run(TOY.replace('rate = "10 t/yr"', 'rate = "11 t/yr"')))
    assert [change.name for change in found.inputs] == ["demands.air.rate"]
    assert found.causes[0].kind == "demand"
    assert found.explained == pytest.approx(found.objective.after - found.objective.before, rel=0.01)
    landed = next(move for move in found.measures if move.name == "landed")
    assert landed.after > landed.before


def test_a_shortened_name_shows_what_the_file_said(plain):
    found = compare_runs(plain, run(air__rate="11 t/yr"))
    (change,) = found.inputs
    assert (change.name, change.before, change.after) == ("demands.air.rate", "10 t/yr", "11 t/yr")


def test_what_only_moves_dates_is_left_over_and_told(plain):
    found = compare_runs(plain, run(TOY.replace("2033-01-01", "2032-07-01")))
    assert found.left != 0.0
    assert abs(found.left) > abs(found.explained)


def test_runs_that_ask_something_else_are_not_compared(plain):
    found = compare_runs(plain, run(TOY.replace('minimise = "cost"', 'minimise = "imported-mass"')))
    assert not found.same_question
    assert found.causes == ()
    assert found.better is None


def test_the_command_tells_it_in_words_and_as_json(tmp_path, plain):
    run(folder=tmp_path / "a")
    run(folder=tmp_path / "b", oven__share="0.24")

    def call(*words):
        return CliRunner().invoke(command, [str(word) for word in words], obj=Console(), catch_exceptions=False).stdout

    told = call(tmp_path / "a", tmp_path / "b")
    for words in ("Inputs that differ", "oven.share", "Why the plan moved", "left over", "worse", "landed"):
        assert words in told
    record = json.loads(call(tmp_path / "a", tmp_path / "b", "--json"))
    assert record["objective"]["before"] < record["objective"]["after"]
    assert record["inputs"][0]["name"] == "oven.share"
    assert "say the same" in call(tmp_path / "a", tmp_path / "a")


def test_what_moved_the_plan_is_told_with_its_unit(plain):
    text = as_text(compare_runs(plain, run(TOY.replace('rate = "10 t/yr"', 'rate = "11 t/yr"'))))
    assert "10 → 11 t/yr" in text
    found = compare_runs(plain, run(oven__share="0.24"))
    assert all(lever.unit for lever in plain.levers), [lever for lever in plain.levers if not lever.unit]
    assert {cause.unit for cause in found.causes} <= {lever.unit for lever in plain.levers}


def test_a_node_that_is_gone_takes_one_line_and_a_change_that_many_share_too():
    alike = [Change(name=f"{node}.wear", before="1", after="2") for node in ("a", "b", "c")]
    gone = [Change(name=f"crew.{name}", before="5 kg", after="") for name in ("food", "water")]
    single = [Change(name="sun.area", before="", after="7 m2")]
    many = ", ".join(f"commodity-{number}" for number in range(9))
    longer = Change(name="supplies.earth.commodities", before=f"{many}, food", after=many)
    told = list(told_inputs([*alike, *gone, *single, longer]))
    assert told == [
        ["wear of a, b and 1 more", "1", "→", "2"],
        ["supplies.earth.commodities", "10 entries with food", "→", "9 entries"],
        ["crew", "2 entries", "→", "–"],
        ["sun.area", "–", "→", "7 m2"],
    ]
