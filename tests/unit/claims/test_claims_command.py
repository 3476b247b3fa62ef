"""``moonbase claims`` as a shell sees it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from moonbase.cli.main import cli


def run(*arguments):
    return CliRunner().invoke(cli, ["claims", *arguments])


@pytest.fixture(scope="module")
def findings():
    done = run("run", "--json")
    assert done.exit_code == 0, done.output
    return {item["id"]: item for item in json.loads(done.stdout)["claims"]}


def test_every_claim_has_a_verdict_with_number_and_deciders_or_says_why_not(findings):
    assert len(findings) == 67
    for name, item in findings.items():
        assert {"id", "statement", "verdict", "value", "low", "high", "unit", "decided_by"} <= set(item)
        if item["test"] is None:
            assert (item["verdict"], item["value"]) == ("not testable", None), name
            assert item["note"], name
        else:
            assert item["verdict"] in ("supported", "not supported", "depends"), (name, item["note"])
            assert item["low"] <= item["value"] <= item["high"], name
            assert item["decided_by"], name
            assert item["would_have_to_be_true"], name


def test_verdicts_that_the_reference_study_reached(findings):
    assert findings["S1-11"]["value"] == pytest.approx(2.5, abs=0.1)
    expected = {
        "S1-11": "not supported", "S4-1": "not supported", "S2-5": "not supported", "S4-4": "not supported",
        "S0-10": "not supported", "S4-7": "not supported", "S2-3": "not supported", "S1-5": "not supported",
        "S4-11": "supported", "S0-7": "supported", "S0-9": "supported", "S3-7": "supported", "S2-7": "supported",
        "S1-4": "depends", "S2-2": "depends",
    }  # fmt: skip
    assert {name: findings[name]["verdict"] for name in expected} == expected


def test_verdicts_change_with_the_inputs(tmp_path):
    ledger = tmp_path / "mine.toml"
    record = """
[[claim]]
id = "MINE"
statement = "Orbits need no battery."
source = "test"
quantity = "shadow"
unit = "min"
test = "compute.dawn-dusk-shadow"
threshold = 0.0
direction = "at-most"
inputs.altitude = { mode = ALTITUDE, unit = "km" }
"""
    verdicts = []
    for altitude in ("700", "1450"):
        ledger.write_text(record.replace("ALTITUDE", altitude), encoding="utf-8")
        done = run("run", "--ledger", str(ledger), "--json")
        verdicts.append(json.loads(done.stdout)["claims"][0]["verdict"])
    assert verdicts == ["not supported", "supported"]


def test_text_and_list():
    told = run("run", "S4-1", "S0-4").stdout
    assert "S4-1  NOT SUPPORTED" in told
    assert "decided by launch +0.50 (estimated)" in told
    assert "taken as the test: by far means a fifth or more below Earth" in told
    assert "2 claims: 1 not supported, 1 not testable" in told
    listed = run("list", "S4-1").stdout
    assert "[compute.cost-ratio]" in listed
    assert json.loads(run("list", "--json").stdout)["claims"][0]["id"] == "S0-1"


def test_without_the_plugin_the_claims_say_so():
    done = CliRunner().invoke(cli, ["--no-plugins", "claims", "run", "S4-1", "S1-4", "--json"])
    first, second = json.loads(done.stdout)["claims"]
    assert 'no plugin offers the test "compute.cost-ratio"' in first["note"]
    assert second["verdict"] == "depends"


def test_anyone_can_add_a_claim_with_a_mission_of_their_own(tmp_path):
    """A ledger and a mission file in a folder somewhere else, tested by planning the mission."""
    (tmp_path / "shell.toml").write_text(MISSION, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(LEDGER, encoding="utf-8")
    done = run("run", "--ledger", str(tmp_path / "mine.toml"), "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)["claims"][0]
    assert found["verdict"] == "depends"
    assert found["low"] < found["value"] < found["high"]
    assert found["decided_by"][0]["input"] == "launch.price_to_orbit"
    assert any(
        "does not hold with launch.price_to_orbit = 5000 USD/kg" in need for need in found["would_have_to_be_true"]
    )


MISSION = """
format = 1
name = "Own shell"
time = { start = 2030-01-01, horizon = "8 yr", period = "1 yr" }
sites.shell = { kind = "earth-orbit", radius = "7078 km" }
demands.service = { commodity = "compute", site = "shell", rate = "10 MW", from = 2032-01-01 }
objective = { minimise = "cost" }

[nodes.satellite]
model = "compute-satellite"
site = "shell"
fleet = "refreshed"
assembly_energy = "0 J/kg"
line_mass = "0 kg"

[supplies.launch]
model = "earth-launch"
site = "shell"
price_to_orbit = "300 USD/kg"
commodities = ["compute-package", "electronics", "space-array", "radiator", "machinery", "conductor", "structure", \
"hall-propellant"]
"""
LEDGER = """
[[claim]]
id = "MINE-1"
statement = "Refreshed satellites give a kilowatt-year for less than 25 000 USD."
source = "test"
quantity = "cost per kilowatt-year"
unit = "USD"
test = "mission"
mission = "shell.toml"
measure = "cost_per_kw_year"
threshold = 25000
direction = "at-most"
inputs."launch.price_to_orbit" = { low = 50, mode = 300, high = 5000, unit = "USD/kg", source = "test" }
inputs."satellite.servicing_share" = { low = 5, mode = 11, high = 20, unit = "%/yr", source = "test" }
"""


def test_a_mission_that_is_wrong_says_what_is_wrong_with_it(tmp_path):
    (tmp_path / "shell.toml").write_text(MISSION, encoding="utf-8")
    ledger = tmp_path / "mine.toml"
    ledger.write_text(LEDGER.replace("price_to_orbit", "price_to_orbt"), encoding="utf-8")
    told = run("run", "--ledger", str(ledger)).stdout
    assert "NOT TESTABLE" in told
    assert "price_to_orbt" in told
    ledger.write_text(LEDGER.replace('"cost_per_kw_year"', '"cost_per_kw_yeer / 2"'), encoding="utf-8")
    told = run("run", "--ledger", str(ledger)).stdout
    assert "shell.toml has no figure cost_per_kw_yeer" in " ".join(told.split())


def test_the_shipped_mission_claim_follows_its_mission(findings):
    found = findings["S2-6"]
    assert found["test"] == "mission"
    assert found["verdict"] == "not supported"
    assert {item["input"] for item in found["decided_by"]} >= {"launch.growth", "launch.flights_per_year"}
    assert 10.0 < found["value"] < 30.0  # 100 flights in 2027, 2.5 times as many each year, 150 t each, 35 kg/kW
