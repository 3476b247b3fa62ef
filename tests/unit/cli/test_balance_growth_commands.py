from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from moonbase.cli import balance, growth
from moonbase.cli.console import Console
from moonbase.errors import UsageError

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
TOY = FIXTURES / "toy_oxygen.toml"
YEAR = 365.25 * 86400.0


def call(command, *arguments):
    console = Console(plugin_files=[str(FIXTURES / "toy_plugin.py")], no_plugins=True)
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(command, words, obj=console, catch_exceptions=False)


@pytest.fixture(scope="module")
def forge(tmp_path_factory):
    path = tmp_path_factory.mktemp("missions") / "forge.toml"
    text = TOY.read_text(encoding="utf-8") + 'nodes.forge = { model = "toy-forge", site = "base" }\n'
    path.write_text(text, encoding="utf-8")
    return path


def test_balance_tells_what_it_takes():
    text = call(balance.command, TOY).stdout
    assert "Toy oxygen: steady state" in text
    assert max(map(len, text.splitlines())) <= 100
    for part in (
        "digger",
        "Units",
        "Totals by site",
        "Streams at base",
        "What comes of it, at base",
        "What comes from Earth",
        "toy-machine",
        "10 t/yr",
    ):
        assert part in text


def test_balance_is_what_pencil_and_paper_give():
    """10 t of oxygen at a quarter of the soil: 40 t of soil, 5 MJ and 0.5 kJ a kilogram."""
    steady = json.loads(call(balance.command, TOY, "--json").stdout)
    rates = {row["name"]: row["rate"] for row in steady["activities"]}
    soil = 40000.0 / YEAR
    assert rates["digger"] == pytest.approx(soil)
    assert rates["sun"] == pytest.approx(soil * 5.0005e6)
    machines = soil * (1000.0 + 20000.0 + 5.0005e6 * 0.05 / 0.5)
    assert steady["equipment_mass"] == pytest.approx(machines)
    assert steady["imported_mass"] == pytest.approx(machines / (10 * YEAR))


def test_streams_go_to_a_file(tmp_path):
    path = tmp_path / "streams.csv"
    call(balance.command, TOY, "--csv", path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    oven = {(row["commodity"], row["use"]): float(row["rate [unit/s]"]) for row in rows if row["node"] == "oven"}
    assert set(oven) == {
        ("regolith", "flow"), ("oxygen", "flow"), ("electricity", "flow"), ("toy-machine", "replacement"),
        ("waste", "place"), ("waste heat", "heat"),
    }  # fmt: skip
    soil = 4e4 / YEAR
    power = {row["commodity"]: float(row["power [W]"] or 0.0) for row in rows if row["node"] == "oven"}
    assert power["electricity"] == pytest.approx(-5e6 * soil)
    assert power["waste heat"] == pytest.approx(5e6 * soil)
    through = [row for row in rows if row["node"] == "oven" and row["use"] in ("flow", "place")]
    # what has no mass or is no energy has an empty cell, not a nought
    assert {row["commodity"] for row in through if not row["mass [kg/s]"]} == {"electricity"}
    assert {row["commodity"] for row in through if row["power [W]"]} == {"electricity"}
    mass = sum(float(row["mass [kg/s]"] or 0.0) for row in through)
    assert mass == pytest.approx(0.0, abs=1e-12)
    assert oven["oxygen", "flow"] == pytest.approx(1e4 / YEAR)
    assert oven["regolith", "flow"] < 0.0
    with pytest.raises(UsageError, match="cannot write"):
        call(balance.command, TOY, "--csv", tmp_path / "no" / "streams.csv")


def test_a_folder_takes_streams_units_and_elements(tmp_path):
    call(balance.command, TOY, "--out", tmp_path / "tables")
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {"streams.csv", "units.csv", "elements.csv"}
    text = (tmp_path / "tables" / "units.csv").read_text(encoding="utf-8")
    units = {row["node"]: row for row in csv.DictReader(text.splitlines())}
    assert float(units["sun"]["power_out [W]"]) == pytest.approx(4e4 / YEAR * 5.0005e6)
    assert units["oven"]["closes"] in ("mass", "elements")
    assert float(units["oven"]["mass_in [kg/s]"]) == pytest.approx(4e4 / YEAR)


def test_one_unit_has_a_sheet_of_its_own():
    text = call(balance.command, TOY, "--node", "oven").stdout
    assert text.startswith("oven at base")
    for part in ("regolith", "oxygen", "waste heat", "10 t/yr"):
        assert part in text
    assert "digger" not in text
    with pytest.raises(UsageError, match='nothing called "kiln" runs'):
        call(balance.command, TOY, "--node", "kiln")


def test_an_idle_mission_shows_no_empty_tables(tmp_path):
    path = tmp_path / "idle.toml"
    text = TOY.read_text(encoding="utf-8").replace(", from = 2033-01-01", ", from = 2033-01-01, until = 2034-01-01")
    path.write_text(text, encoding="utf-8")
    shown = call(balance.command, path).stdout
    assert "It takes 0 W of electricity" in shown
    for title in ("Units", "Totals", "Streams", "What comes"):
        assert title not in shown


def test_set_reaches_the_balance():
    halved = json.loads(call(balance.command, TOY, "--json", "--set", "oven.share=0.125").stdout)
    assert halved["activities"][1]["rate"] == pytest.approx(80000.0 / YEAR)


def test_growth_is_what_pencil_and_paper_give(forge):
    """A kilogram of soil a second gives 0.1 kg/s of machines and needs 601 t of them."""
    told = json.loads(call(growth.command, forge, "--json").stdout)
    rate, machines = told["closed"]["rate"], 1000.0 + 1e5 + 5.0005e6 * 0.05 / 0.5
    assert machines * rate / -math.expm1(-rate * 10 * YEAR) == pytest.approx(0.1, rel=1e-6)
    assert told["supplied"]["rate"] > rate


def test_growth_tells_speed_imports_and_prices(forge):
    text = call(growth.command, forge, "--import-share", "0.2").stdout
    assert max(map(len, text.splitlines())) <= 100
    for part in ("Without imports:", "With 20 %", "doubling in", "toy-machine", "Prices of balanced growth"):
        assert part in text


def test_a_base_without_a_forge_cannot_sustain_itself():
    assert "it cannot sustain itself" in call(growth.command, TOY).stdout
