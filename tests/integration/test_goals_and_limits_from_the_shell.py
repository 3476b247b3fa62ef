"""Small missions through the command line: every goal, every kind of limit, whole flights, income."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TOY = Path(__file__).parents[1] / "fixtures" / "toy_plugin.py"
MISSION = """
format = 1
name = "Toy oxygen"
time = { start = 2030-01-01, horizon = "6 yr", period = "1 month" }
sites.crater = { like = "toy-crater" }
nodes.sun = { model = "toy-sun", site = "crater" }
nodes.digger = { model = "toy-digger", site = "crater" }
nodes.oven = { model = "toy-oven", site = "crater" }
supplies.shop = { model = "toy-shop", site = "crater", commodities = ["toy-machine"] }
"""
AMOUNT = 'demands.air = { commodity = "oxygen", site = "crater", amount = "100 t" }\n'
SALE = 'demands.air = { commodity = "oxygen", site = "crater", price = "50 USD/kg", most = "30 t/yr" }\n'
MOST = 'objective = { maximise = "oxygen", at = "crater" }\n'
BUDGET = 'limits.budget = { quantity = "imported-mass", most = "2 t" }\n'


@pytest.fixture
def planned(tmp_path):
    """Run a mission made of these lines and give its result as JSON."""

    def run(*lines, code=0, text=MISSION):
        path = tmp_path / "mission.toml"
        path.write_text(text + "".join(lines), encoding="utf-8")
        words = [sys.executable, "-m", "moonbase", "--no-plugins", "--plugin", TOY, "-q", "run", path, "--json"]
        done = subprocess.run(list(map(str, words)), capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout) if code == 0 else done.stderr

    return run


def total(result, name):
    (values,) = [column["values"] for column in result["yearly"]["columns"] if column["name"] == name]
    return sum(values)


def activity(result, name):
    (found,) = [item for item in result["series"]["activities"] if item["name"] == name]
    return found["values"]


def test_minimise_imported_mass_lands_less_than_minimise_cost(planned):
    forge = 'nodes.forge = { model = "toy-forge", site = "crater" }\n'
    cheapest = total(planned(AMOUNT, 'objective = { minimise = "cost" }\n'), "imported")
    lightest = total(planned(AMOUNT, forge, 'objective = { minimise = "imported-mass" }\n'), "imported")
    assert 0.0 <= lightest < 0.01 * cheapest


def test_minimise_date_is_later_with_less_cargo(planned):
    goal = 'objective = { minimise = "date", demand = "air" }\n'
    few = 'limits.mass = { quantity = "imported-mass", most = "1 t/yr" }\n'
    many = 'limits.mass = { quantity = "imported-mass", most = "20 t/yr" }\n'
    slow, fast = planned(AMOUNT, goal, few), planned(AMOUNT, goal, many)
    assert slow["answer"]["value"] > fast["answer"]["value"]
    assert "is met on 20" in fast["answer"]["sentence"]
    assert total(fast, "delivered_air") == pytest.approx(1e5, rel=1e-5)


def test_minimise_date_that_cannot_be_met_says_so(planned):
    words = planned(
        AMOUNT.replace("100 t", "100 Mt"), BUDGET, 'objective = { minimise = "date", demand = "air" }\n', code=4
    )
    assert "demand air" in words
    assert "horizon" in words


def test_limit_of_activity(planned):
    free = planned(MOST, BUDGET)
    bound = planned(MOST, BUDGET, 'limits.dig = { quantity = "activity", of = "digger", most = "60 t/yr" }\n')
    assert sum(activity(bound, "digger")) == pytest.approx(6 * 60e3, rel=1e-3)
    assert sum(activity(free, "digger")) > 1.5 * sum(activity(bound, "digger"))


def test_limit_of_capacity_by_limit_and_by_node(planned):
    by_limit = planned(MOST, BUDGET, 'limits.size = { quantity = "capacity", of = "oven", most = "2 t/yr" }\n')
    node = 'nodes.oven = { model = "toy-oven", site = "crater"'
    by_node = planned(MOST, BUDGET, text=MISSION.replace(node, node + ', limit = "2 t/yr"'))
    assert by_limit["answer"]["value"] == pytest.approx(by_node["answer"]["value"], rel=1e-4)
    assert 0.0 < sum(activity(by_node, "oven")) <= 12e3 * (1 + 1e-6)


def test_limit_of_stock(planned):
    late = 'demands.air = { commodity = "oxygen", site = "crater", amount = "5 t", from = 2035-10-01 }\n'
    goal = 'objective = { minimise = "cost" }\n'
    pile = 'limits.pile = { quantity = "stock", of = "oxygen", site = "crater", most = "0.5 t" }\n'
    free, bound = planned(late, goal), planned(late, goal, pile)
    assert bound["answer"]["value"] > 1.5 * free["answer"]["value"]


def test_income_counts_against_cost(planned):
    result = planned(SALE, 'objective = { minimise = "cost" }\n')
    income, cost = total(result, "income"), total(result, "cost")
    assert income == pytest.approx(50.0 * total(result, "delivered_air"), rel=1e-6)
    assert income > cost > 0.0


def test_whole_flights_come_in_whole_numbers(tmp_path):
    text = (Path(__file__).parents[2] / "moonbase" / "templates" / "missions" / "oxygen.toml").read_text(
        encoding="utf-8"
    )
    path = tmp_path / "whole.toml"
    path.write_text(text.replace('model = "earth-cargo"', 'model = "earth-cargo"\nwhole = true'), encoding="utf-8")
    words = [sys.executable, "-m", "moonbase", "-q", "run", str(path), "--json"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    flights = activity(json.loads(done.stdout), "earth_cargo:flights")
    assert sum(flights) >= 1.0
    assert flights == pytest.approx([round(count) for count in flights], abs=1e-6)
