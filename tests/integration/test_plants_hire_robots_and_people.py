"""Working time is a commodity with a supply: plants hire robots and people, and a plan builds as many as they need."""

from __future__ import annotations

import pytest

from moonbase import pipeline
from moonbase.errors import InfeasibleError

MISSION = """
format = 1
name = "Hands"
time = {{ start = 2030-01-01, horizon = "6 yr", period = "1 yr" }}
sites.base = {{ like = "lunar-south-pole" }}
nodes.sunfield = {{ model = "solar-power", site = "base" }}
nodes.digger = {{ model = "excavator", site = "base", robots_per_mass = "1 1/t", crew_per_mass = "0.1 1/t" }}
{supply}
demands.soil = {{ commodity = "regolith", site = "base", rate = "1000 t/yr", from = 2033-01-01 }}
objective = {{ minimise = "imported-mass" }}

[supplies.cargo]
model = "earth-cargo"
site = "base"
commodities = [
  "machinery", "electronics", "structure", "conductor", "solar-array", "food", "water", "oxygen",
]
"""
HANDS = """
nodes.robots = { model = "robot-fleet", site = "base" }
nodes.people = { model = "crew-habitat", site = "base" }
"""


def test_robots_and_people_are_built_for_what_they_do(tmp_path):
    path = tmp_path / "hands.toml"
    path.write_text(MISSION.format(supply=HANDS), encoding="utf-8")
    network = pipeline.check(path).network
    solved = pipeline.plan(network)
    names = [activity.name for activity in network.activities]
    digger, robots, people = (solved.activity[names.index(name)].sum() for name in ("digger", "robots", "people"))
    assert digger > 2.9e6
    # 0.0244 kg per kg/day of soil is the fleet; one robot per tonne of it
    assert robots / digger == pytest.approx(0.0244 * 86400.0 * 1e-3, rel=1e-6)
    assert people / robots == pytest.approx(0.1)


def test_work_that_nobody_does_is_told(tmp_path):
    path = tmp_path / "nobody.toml"
    path.write_text(MISSION.format(supply=""), encoding="utf-8")
    checked = pipeline.check(path)
    assert any("robot-time" in finding.message for finding in checked.warnings)
    with pytest.raises(InfeasibleError, match="soil"):
        pipeline.plan(checked.network)
