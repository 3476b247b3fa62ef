"""Missions side by side: the figures follow from the runs, and boundaries are said."""

from __future__ import annotations

import json
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from moonbase import pipeline
from moonbase.cli.main import cli
from moonbase.constants import YEAR
from moonbase.report import compare, compareplot
from moonbase.report.measures import in_service, measures, part_imports

SATELLITES = """
format = 1
name = "Shell"
time = { start = 2030-01-01, horizon = "6 yr", period = "6 months" }
sites.shell = { kind = "earth-orbit", radius = "7078 km" }
nodes.satellite.model = "compute-satellite"
nodes.satellite.site = "shell"
nodes.satellite.assembly_energy = "0 J/kg"
nodes.satellite.line_mass = "0 kg"
nodes.satellite.launch_energy = "0 kWh/kg"
demands.service = { commodity = "compute", site = "shell", rate = "10 MW", from = 2032-01-01 }
objective = { minimise = "cost" }

[supplies.launch]
model = "earth-launch"
site = "shell"
commodities = ["compute-package", "electronics", "space-array", "radiator", "machinery", "conductor", "structure", \
"hall-propellant"]
"""
GROUND = """
format = 1
name = "Ground"
time = { start = 2030-01-01, horizon = "6 yr", period = "6 months" }
sites.earth = { kind = "earth" }
supplies.grid = { model = "earth-data-centre", site = "earth", commodities = ["compute"], time_to_power = "1 yr" }
demands.service = { commodity = "compute", site = "earth", rate = "10 MW", from = 2032-01-01 }
objective = { minimise = "cost" }
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("missions")
    for name, text in {"shell": SATELLITES, "ground": GROUND}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def results(files):
    return {name: pipeline.run(files / f"{name}.toml") for name in ("shell", "ground")}


def test_satellites_assembled_in_orbit_work_there_without_a_launcher(results):
    found = measures(results["shell"])
    assert found["delivered_kw_years"] == pytest.approx(10e3 * 4.0, rel=1e-2)
    assert found["final_power"] == pytest.approx(10e6, rel=1e-6)
    assert found["imported_per_delivered_mass"] == pytest.approx(1.0, rel=1e-6)
    assert found["lunar_share"] == 0.0
    assert found["computers_from_earth"] == pytest.approx(1.0)
    assert set(part_imports(results["shell"]).values()) == {1.0}


def test_what_brings_parts_from_earth_counts_in_the_paybacks(results):
    result = results["shell"]
    facts = {fact.name: fact.value for fact in result.facts if fact.owner == "satellite"}
    found = measures(result)
    made = sum(sum(one.values) for one in result.series["activities"] if one.role == "assembly")
    assert found["landed"] == pytest.approx(made * facts["mass"], rel=1e-6)
    per_power = facts["mass"] / facts["it_power"]
    assert found["energy_payback"] * YEAR == pytest.approx(facts["energy_payback"] + 167 * 3.6e6 * per_power, rel=1e-6)
    carbon = facts["carbon_payback"] + 33.0 * per_power / (0.4 / 3.6e6)
    assert found["carbon_payback"] * YEAR == pytest.approx(carbon, rel=1e-6)
    assert 0.5 < found["energy_payback"] < 1.5


def test_fleets_bought_near_the_end_are_not_charged_with_the_end(results):
    found = measures(results["shell"], rate=0.085)
    assert found["to_come_kw_years"] > 0.1 * found["delivered_kw_years"]
    whole = found["cost_per_kw_year"] * (found["delivered_kw_years"] + found["to_come_kw_years"])
    assert whole == pytest.approx(found["cost"])
    assert found["cost_per_kw_year_to_horizon"] * found["delivered_kw_years"] == pytest.approx(found["cost"])
    assert measures(results["ground"], rate=0.085)["to_come_kw_years"] == 0.0


def test_what_is_added_in_a_year_is_counted_over_a_whole_year(results):
    result = results["shell"]
    power = next(fact.value for fact in result.facts if fact.name == "it_power")
    made = next(one.values for one in result.series["activities"] if one.role == "assembly")
    halves = [(one + other) * power for one, other in pairwise(made)]
    assert measures(result)["peak_added_power"] == pytest.approx(max(halves), rel=1e-3)


def test_fleets_that_live_on_upkeep_count_up_to_the_horizon(files):
    overrides = {"satellite.fleet": "serviced"}
    served = measures(pipeline.run(files / "shell.toml", overrides=overrides), rate=0.085)
    assert served["to_come_kw_years"] == 0.0
    assert served["cost_per_kw_year"] == served["cost_per_kw_year_to_horizon"]


def test_ground_costs_what_a_kilowatt_costs_there_and_lands_nothing(results):
    found = measures(results["ground"])
    assert found["cost_per_kw_year"] == pytest.approx(11_119.0, rel=2e-3)
    assert found["landed"] == 0.0
    assert "lunar_share" not in found
    assert sum(in_service(results["ground"])[:3]) == 0.0


def test_discounting_leaves_a_constant_price_alone(results):
    plain, discounted = (measures(results["ground"], rate=rate) for rate in (0.0, 0.085))
    assert discounted["cost"] < plain["cost"]
    assert discounted["cost_per_kw_year"] == pytest.approx(plain["cost_per_kw_year"], rel=1e-9)


def test_gpu_hours_and_pflop_days_follow_from_the_accelerator(results):
    chip = compare.Accelerator(power=2000.0, speed=4e15, precision="fp8", utilisation=0.5)
    found = compare.contend(results["ground"], chip, 0.0).figures
    assert found["cost_per_gpu_hour"] == pytest.approx(found["cost_per_kw_year"] * 2.0 / 8766.0)
    per_joule = found["cost_per_kw_year"] / (1e3 * YEAR)
    assert found["cost_per_pflop_day"] == pytest.approx(per_joule * 86_400.0 * 2000.0 / 2.0)


def test_the_table_says_its_boundaries(results):
    chip = compare.Accelerator()
    contenders = [compare.contend(results[name], chip, 0.085) for name in ("ground", "shell")]
    text = compare.as_text(contenders, chip, 0.085)
    assert "Ground: computing is bought at its yearly cost" in text
    assert "Shell: everything is paid when it is bought" in text
    assert "outside every cost: research and development" in text
    assert "need no upkeep, as if somebody wanted it" in text
    assert "Ground: no work is ruled out" in text
    assert "paybacks count making and throwing" in text
    assert "do not deliver the same amount" not in text
    page = compareplot.page(contenders, chip, 0.085)
    assert page == compareplot.page(contenders, chip, 0.085)
    assert page.count('<figure id="figure-') == 2
    assert page.count("<svg") == 4  # each for a desk and for a phone
    for landmark in ("<header>", '<main id="report"', '<nav aria-label="Sections">', "<footer>"):
        assert page.count(landmark) == 1
    assert "prefers-color-scheme:dark" in page
    assert "<script" not in page


def test_the_command_prints_json_and_writes_a_plot(files, tmp_path):
    out = tmp_path / "plot.svg"
    names = [str(files / "ground.toml"), str(files / "shell.toml")]
    done = CliRunner().invoke(cli, ["compare", *names, "--out", str(out), "--json", "--rate", "0"])
    assert done.exit_code == 0, done.output
    content = json.loads(done.stdout)
    ground, shell = content["missions"]
    assert ground["figures"]["cost_per_kw_year"] < shell["figures"]["cost_per_kw_year"]
    assert ground["in_service_watts"]["2033"] == pytest.approx(10e6, rel=1e-6)
    assert content["boundaries"]
    assert ET.fromstring(out.read_bytes()).tag == "{http://www.w3.org/2000/svg}svg"
    wrong = CliRunner().invoke(cli, ["compare", names[0], "--out", str(tmp_path / "plot.pdf")])
    assert wrong.exit_code == 2


def test_a_claim_can_be_tested_by_planning_a_mission(files):
    ledger = files / "ledger.toml"
    ledger.write_text(
        """
[[claim]]
id = "CHEAP"
statement = "A kilowatt on the ground costs less than 12 000 USD a year."
source = "test"
quantity = "cost"
unit = "USD/kW/yr"
test = "mission"
mission = "ground.toml"
measure = "cost_per_kw_year"
threshold = 12000
direction = "at-most"
inputs."grid.energy_price" = { low = 0.03, mode = 0.07, high = 0.3, unit = "USD/kWh" }
""",
        encoding="utf-8",
    )
    done = CliRunner().invoke(cli, ["claims", "run", "--ledger", str(ledger), "--json"])
    assert done.exit_code == 0, done.output
    claim = json.loads(done.stdout)["claims"][0]
    assert claim["verdict"] == "depends"
    assert claim["low"] < claim["value"] < 12_000 < claim["high"]
    assert claim["decided_by"][0]["input"] == "grid.energy_price"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rate", "nan"], "no finite number"),
        (["--watts", "inf"], "no finite number"),
        (["--out", "nowhere/page.html"], "there is no folder nowhere"),
        (["--set", "grid.energyprice=1"], "energyprice"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(files, arguments, words):
    done = CliRunner().invoke(cli, ["compare", str(files / "ground.toml"), *arguments])
    assert done.exit_code in (2, 3)
    assert words in done.output + str(done.exception)
