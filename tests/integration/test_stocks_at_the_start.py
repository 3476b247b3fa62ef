"""What lies at a site on the first day can be built in, used later, and is known to neither steady state nor growth."""

from __future__ import annotations

import pytest

from moonbase import pipeline, planning
from moonbase.errors import MissionError

MISSION = """
format = 1
name = "Left behind"
time = { start = 2030-01-01, horizon = "4 yr", period = "1 yr" }
sites.base = { like = "lunar-south-pole" }
nodes.sunfield = { model = "solar-power", site = "base", initial = "1 kW" }
nodes.digger = { model = "excavator", site = "base" }
stocks.crate = { commodity = "machinery", site = "base", amount = "2 t" }
demands.soil = { commodity = "regolith", site = "base", rate = "1 kt/yr", from = 2031-01-01 }
objective = { minimise = "imported-mass" }

[supplies.earth_cargo]
model = "earth-cargo"
site = "base"
commodities = ["machinery", "electronics", "structure", "conductor", "solar-array"]
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "crate.toml"
    path.write_text(MISSION, encoding="utf-8")
    return path


def landed(network):
    solved = pipeline.plan(network)
    names = [activity.name for activity in network.activities]
    bought = solved.activity[names.index("earth_cargo:machinery")].sum()
    taken = solved.activity[names.index("crate at the start")]
    return bought, taken, float(solved.imported_mass.sum())


def test_it_takes_the_place_of_imports(path):
    bought, taken, mass = landed(pipeline.check(path).network)
    assert bought == pytest.approx(0.0, abs=1e-6)
    assert 0.0 < taken[0] <= 2000.0 * (1.0 + 1e-9)
    assert taken[1:] == pytest.approx([0.0] * 3, abs=1e-9)
    without = pipeline.check(path, overrides={"stocks.crate.amount": "0 kg"}).network
    more, none, dearer = landed(without)
    assert none.sum() == pytest.approx(0.0, abs=1e-9)
    assert dearer - mass == pytest.approx(more - bought, rel=1e-6)


def test_a_small_stock_runs_out(path):
    bought, taken, _ = landed(pipeline.check(path, overrides={"stocks.crate.amount": "1 kg"}).network)
    assert taken.sum() == pytest.approx(1.0, rel=1e-6)
    assert bought > 1.0


def test_steady_states_know_no_beginning(path):
    steady = planning.balance(pipeline.check(path).network)
    assert steady.activity("crate at the start").rate == 0.0
    assert steady.commodity("machinery", "base").bought > 0.0


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"stocks.crate.amount": "2 m"}, '"m" is not a unit of the same kind as "kg"'),
        ({"stocks.crate.commodity": "electricity", "stocks.crate.amount": "2 kWh"}, "electricity cannot be stored"),
        ({"stocks.crate.site": "attic"}, "attic"),
        ({"stocks.crate.color": "red"}, "color"),
    ],
)
def test_mistakes_are_told(setting, told, path):
    with pytest.raises(MissionError) as refused:
        pipeline.check(path, overrides=setting)
    assert any(told in found.message for found in refused.value.diagnostics)


def test_a_stock_needs_an_amount_and_the_error_points_at_it(path):
    path.write_text(MISSION.replace(', amount = "2 t" }', " }"), encoding="utf-8")
    with pytest.raises(MissionError) as refused:
        pipeline.check(path)
    (found,) = refused.value.diagnostics
    assert "amount" in found.message
    assert found.span is not None
