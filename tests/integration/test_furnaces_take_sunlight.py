"""Heat is an energy of its own: furnaces take it from mirrors by day, and these are built where they are lighter."""

from __future__ import annotations

import pytest

from moonbase import pipeline, planning
from moonbase.errors import GraphError
from moonbase.report.steady import sheet_screen
from moonbase.report.streams import recycle_ratios, stream_table, streams
from moonbase.report.streamscreen import rate_text, stream_screen_table
from moonbase.report.unitrows import unit_rows

MISSION = """
format = 1
name = "Furnaces"
time = {{ start = 2030-01-01, horizon = "6 yr", period = "1 yr" }}
sites.base = {{ like = "connecting-ridge" }}
nodes.sun = {{ model = "solar-power", site = "base" }}
nodes.day = {{ model = "solar-power", site = "base", quality = "daylight" }}
nodes.mirrors = {{ model = "solar-concentrator", site = "base" }}
nodes.digger = {{ model = "excavator", site = "base" }}
nodes.sieve = {{ model = "beneficiation", site = "base" }}
nodes.electric = {{ model = "carbothermal-reduction", site = "base" }}
nodes.sunlit = {{ model = "carbothermal-reduction", site = "base", heat_source = "sunlight", night = "{night}" }}
demands.air = {{ commodity = "oxygen", site = "base", rate = "10 t/yr", from = 2032-01-01 }}
objective = {{ minimise = "imported-mass" }}

[supplies.cargo]
model = "earth-cargo"
site = "base"
commodities = ["machinery", "electronics", "structure", "conductor", "solar-array", "carbon"]
"""


def mission(folder, night):
    path = folder / "furnaces.toml"
    path.write_text(MISSION.format(night=night), encoding="utf-8")
    return path


def test_mirrors_are_lighter_than_arrays_for_heat(tmp_path):
    network = pipeline.check(mission(tmp_path, "idle")).network
    steady = planning.balance(network)
    assert steady.activity("electric").rate == pytest.approx(0.0, abs=1e-12)
    units = unit_rows(streams(network, steady))
    furnace, mirrors = units["sunlit"], units["mirrors"]
    # nine tenths of 24.3 kWh/kg are heat, which the mirrors give and nothing else takes
    oxygen = 1e4 / (365.25 * 86400.0)
    heat = -sum(row.power for row in streams(network, steady) if row.node == "sunlit" and row.commodity == "heat")
    assert heat == pytest.approx(0.9 * 24.3 * 3.6e6 * oxygen, rel=1e-6)
    assert mirrors.power_out == pytest.approx(heat)
    # what reduction stores in the products leaves with them; the rest is waste heat at the melt's temperature
    assert 0.0 < furnace.heat < furnace.power_in
    assert furnace.temperature == 1950.0
    assert furnace.closes == "elements"


def test_the_reagent_that_goes_round_is_told_and_counts_in_no_balance(tmp_path):
    network = pipeline.check(mission(tmp_path, "idle")).network
    steady = planning.balance(network)
    rows = streams(network, steady)
    oxygen = 1e4 / (365.25 * 86400.0)
    (carbon,) = (row for row in rows if row.node == "sunlit" and row.use == "round")
    # one carbon atom for each oxygen atom, of which 0.0017 kg per kg of oxygen are lost
    assert carbon.mass == pytest.approx(oxygen * 12.011 / 15.999, rel=1e-6)
    assert recycle_ratios(rows, "sunlit")["carbon"] == pytest.approx(1.0 - 0.0017 * 15.999 / 12.011, rel=1e-6)
    shown = {column.name: column.values for column in stream_screen_table(rows, "base").columns}
    made = dict(zip(shown["stream"], shown["flow"], strict=True))["carbon"]
    assert made == rate_text(0.0017 * oxygen, "kg")
    assert unit_rows(rows)["sunlit"].closes == "elements"
    table = {column.name: column.values for column in stream_table(network, steady).columns}
    assert "round" in table["direction"]
    assert "99.77 % of carbon comes back" in sheet_screen(network, steady, "sunlit")


def test_sunlight_through_the_dark_is_refused(tmp_path):
    with pytest.raises(GraphError) as refused:
        pipeline.check(mission(tmp_path, "run"))
    assert "sunlight heats by day only" in str(refused.value.diagnostics[0].message)
