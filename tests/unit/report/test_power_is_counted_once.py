"""Daylight electricity is power made; what a store or a line passes on is not made again."""

from __future__ import annotations

import pytest

from moonbase import pipeline, planning
from moonbase.report.streams import streams
from moonbase.report.unitrows import unit_rows

MISSION = """
format = 1
name = "Day and night"
time = { start = 2030-01-01, horizon = "3 yr", period = "1 yr" }
sites.base = { like = "lunar-south-pole" }
nodes.panels = { model = "solar-power", site = "base", quality = "daylight", initial = "60 kW" }
nodes.store = { model = "night-storage", site = "base", initial = "5 kW" }
nodes.digger = { model = "excavator", site = "base", night = "idle", initial = "1 kg/s" }
nodes.liquefier = { model = "oxygen-liquefier", site = "base", initial = "1 kg/h" }
demands.soil = { commodity = "regolith", site = "base", rate = "1 t/d" }
demands.cold = { commodity = "liquid-oxygen", site = "base", rate = "1 kg/d" }
objective = { minimise = "imported-mass" }

[supplies.cargo]
model = "earth-cargo"
site = "base"
commodities = ["machinery", "electronics", "structure", "conductor", "solar-array", "oxygen", "fuel-cell"]
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("power") / "day.toml"
    path.write_text(MISSION, encoding="utf-8")
    return path


def test_in_the_steady_state(path):
    network = pipeline.check(path).network
    steady = planning.balance(network)
    panels, store = steady.activity("panels").rate, steady.activity("store").rate
    assert store > 0.0
    assert steady.power == pytest.approx(panels)
    units = unit_rows(streams(network, steady))
    taken = {name: unit.power_in - unit.power_out for name, unit in units.items()}
    assert taken["digger"] > 0.0
    # what is made is taken by the store's losses and the plants, to the last watt
    assert sum(taken.values()) == pytest.approx(0.0, abs=1e-6 * panels)
    assert units["store"].heat == pytest.approx(taken["store"])


def test_in_the_table_of_years(path):
    result = pipeline.run(path)
    column = result.yearly.column("power")
    assert column is not None
    made = next(one for one in result.series["activities"] if one.name == "panels")
    seconds = 3 * 365.25 * 86400.0
    shown = sum(float(value) for value in column.values) / len(column.values)
    assert shown == pytest.approx(sum(made.values) / seconds, rel=1e-2)
