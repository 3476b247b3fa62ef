"""The same plant is offered around the clock and by daylight only; what the store weighs decides which one is built."""

from __future__ import annotations

import pytest

from moonbase import pipeline

MISSION = """
format = 1
name = "Day or night"
time = {{ start = 2030-01-01, horizon = "10 yr", period = "1 yr" }}
sites.base = {{ like = "apollo-11" }}
nodes.arrays = {{ model = "solar-power", site = "base", quality = "daylight" }}
nodes.store = {{ model = "night-storage", site = "base", storage = "{storage}" }}
nodes.digger = {{ model = "excavator", site = "base", night = "idle" }}
nodes.sieve = {{ model = "beneficiation", site = "base", night = "idle" }}
nodes.by_day = {{ model = "molten-regolith-electrolysis", site = "base", night = "idle", plant_mass = "{plant}" }}
nodes.always = {{ model = "molten-regolith-electrolysis", site = "base", plant_mass = "{plant}" }}
demands.air = {{ commodity = "oxygen", site = "base", rate = "10 t/yr", from = 2033-01-01 }}
objective = {{ minimise = "imported-mass" }}

[supplies.cargo]
model = "earth-cargo"
site = "base"
commodities = [
  "machinery", "electronics", "structure", "conductor", "solar-array", "battery", "fuel-cell",
]
"""


def built(tmp_path, storage, plant):
    path = tmp_path / "choice.toml"
    path.write_text(MISSION.format(storage=storage, plant=plant), encoding="utf-8")
    checked = pipeline.check(path)
    solved = pipeline.plan(checked.network)
    names = [activity.name for activity in checked.network.activities]
    return {name: float(solved.activity[names.index(name)].sum()) for name in ("by_day", "always", "store")}


@pytest.mark.parametrize(
    ("storage", "plant", "chosen", "left"),
    [
        ("battery", "1396 h", "by_day", "always"),  # 2.2 t of battery per kilowatt: twice the plant is lighter
        ("regenerative-fuel-cell", "60000 h", "always", "by_day"),  # a plant so heavy that it must not stand idle
    ],
)
def test_the_lighter_way_is_built(storage, plant, chosen, left, tmp_path):
    activity = built(tmp_path, storage, plant)
    assert activity[chosen] > 0.0
    assert activity[left] < 1e-6 * activity[chosen]
    assert activity["store"] > 0.0  # even an idling plant keeps warm at night
