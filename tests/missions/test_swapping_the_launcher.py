"""Another launcher in the same mission: track, power, windows and plan all follow."""

from __future__ import annotations

import pytest

from moonbase import pipeline
from moonbase.errors import MissionError

MISSION = """
format = 1
name = "Swap"
time = {{ start = 2030-01-01, horizon = "5 yr", period = "3 month" }}
sites.base = {{ like = "lunar-south-pole" }}
sites.sunside = {{ kind = "heliocentric", radius = "0.95 AU" }}
nodes.satellite = {{ model = "compute-satellite", site = "base" }}
nodes.driver = {{ model = "{model}", site = "base", max_muzzle_speed = "3.2 km/s", rated_payload = "4 t"{more} }}
nodes.sunfield = {{ model = "solar-power", site = "base" }}
legs.throw = {{ payload = "satellite", launcher = "driver", to = "sunside", max_onboard_dv = "2 km/s" }}
demands.service = {{ commodity = "compute", site = "sunside", rate = "1 MW", from = 2033-01-01 }}
objective = {{ minimise = "cost" }}

[supplies.earth_cargo]
model = "earth-cargo"
flights_per_year = 12.0
site = "base"
commodities = [
  "compute-package", "space-array", "radiator", "structure", "conductor", "electronics", "hall-propellant",
  "machinery", "track", "solar-array", "liquid-oxygen", "liquid-hydrogen"
]
"""
SLOW = ', acceleration = "100 gee", rate = "1 1/h"'
KINDS = {
    "coilgun": ', preset = "satellite-thrower", rate = "1 1/h"',
    "linear-motor": SLOW,
    "induction-motor": SLOW,
    "quenchgun": ', acceleration = "100 gee", rate = "1 1/h", charging_time = "50 min"',
    "lunar-rocket": "",
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("swap")
    done = {}
    for model, more in KINDS.items():
        path = folder / f"{model}.toml"
        path.write_text(MISSION.format(model=model, more=more), encoding="utf-8")
        checked = pipeline.check(path)
        done[model] = checked, pipeline.plan(checked.network)
    return done


def facts(runs, model):
    return runs[model][0].network.facts["driver"]


def used(runs, model, name):
    checked, plan = runs[model]
    names = [activity.name for activity in checked.network.activities]
    return float(plan.activity[names.index(name)].sum())


def test_every_kind_throws_the_same_satellites(runs):
    thrown = [used(runs, model, "throw") for model in KINDS]
    assert thrown == pytest.approx([thrown[0]] * len(KINDS), rel=1e-3)
    assert thrown[0] > 1.0


def test_the_track_follows_the_kind(runs):
    for model in ("coilgun", "linear-motor", "induction-motor", "quenchgun"):
        assert facts(runs, model)["powered_length"][0] == pytest.approx(3200.0**2 / (200.0 * 9.80665))
        assert used(runs, model, "earth_cargo:track") > 0.0
    assert "powered_length" not in facts(runs, "lunar-rocket")
    assert used(runs, "lunar-rocket", "earth_cargo:track") == pytest.approx(0.0, abs=1e-6)
    assert used(runs, "coilgun", "earth_cargo:track") != pytest.approx(used(runs, "linear-motor", "earth_cargo:track"))


def test_power_follows_the_kind(runs):
    fields = {model: used(runs, model, "earth_cargo:solar-array") for model in KINDS}
    assert fields["lunar-rocket"] < min(fields[model] for model in KINDS if model != "lunar-rocket")
    assert facts(runs, "induction-motor")["energy_per_shot"][0] > facts(runs, "linear-motor")["energy_per_shot"][0]
    assert fields["induction-motor"] > fields["linear-motor"]
    assert used(runs, "lunar-rocket", "earth_cargo:liquid-oxygen") > 1e3
    assert used(runs, "coilgun", "earth_cargo:liquid-oxygen") == pytest.approx(0.0, abs=1e-6)


def test_windows_follow_the_kind(runs):
    opened = {model: runs[model][0].network.legs["throw"].open.mean() for model in KINDS}
    assert opened["coilgun"] == pytest.approx(opened["quenchgun"])  # both lie fixed on the same ground
    assert opened["lunar-rocket"] > opened["coilgun"] + 0.2  # a rocket turns


def test_the_plan_follows_the_kind(runs):
    costs = {model: plan.objective for model, (_, plan) in runs.items()}
    assert len({round(cost, -3) for cost in costs.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"100 gee": "5000 gee"}, "bears"),
        ({'rated_payload = "4 t"': 'rated_payload = "1 kg"'}, "1 kg"),
        ({"3.2 km/s": "2.0 km/s"}, "2000"),
    ],
)
def test_a_launcher_that_cannot_serve_the_leg_is_told(tmp_path, changes, told):
    text = MISSION.format(model="linear-motor", more=SLOW)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "mission.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MissionError) as caught:
        pipeline.check(path)
    assert told in " ".join(found.message for found in caught.value.diagnostics)
