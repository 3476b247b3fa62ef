"""Case P9 of the campaign-planning reference: a year of wind, sun, batteries and hydrogen in 2920 periods.

The model-energy network of PyPSA chooses the sizes of wind, solar, battery, electrolysis, hydrogen store and turbine
for a constant kind of demand. A store of a size to be chosen is an activity that takes a good and gives it back one
period later; that the year ends as it began is a loan from its last period to its first. PyPSA 1.4.0 with HiGHS gives
8,078,135,675.45. Data: see ``data/pypsa/README.md``. Grade: computed with PyPSA.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from moonbase.graph.network import Capacity, Gate
from moonbase.mission.spec import Demand, Objective
from moonbase.planning import Options, plan

STEP = 3 * 3600.0  # one period of the published network, s
DATA = Path(__file__).parent / "data" / "pypsa" / "model-energy"


def table(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def series(name):
    rows = table(name)
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0] if key}


def size(row, availability=1.0):
    """A size in MW, chosen; one unit of activity is the energy of 1 MW through one step."""
    return Capacity(capital_cost=float(row["capital_cost"]) * STEP, availability=availability)


def hold(year, good, room):
    """Keep a good for one period, and let the first period borrow what the last one keeps."""
    span = year.edges[-2] - year.edges[0]
    year.do(f"hold {good}", (good, -1.0), (good, 1.0, STEP), (room, -1.0))
    first_only = ((0.0, 1e9), (STEP, 0.0))
    year.do(f"loan {good}", (good, 1.0), (good, -1.0, span), (room, -1.0, span), ceiling=first_only)


def add_supply(year):
    gates, shape = [], series("generators-p_max_pu")
    for row in table("generators"):
        name, cost = row["name"], 3.0 * float(row["marginal_cost"])
        if name in shape:
            park = year.do(f"{name} park", capacity=size(row))
            gates.append(Gate(leg=year.do(name, ("electricity", 1.0), cost=cost), launcher=park, open=shape[name]))
        else:
            most = ((0.0, float(row["p_nom"]) / STEP),)
            year.do(name, ("electricity", 1.0), cost=cost, ceiling=most)
    return tuple(gates)


def add_storage(year):
    for row in table("links"):
        year.do(row["name"], (row["bus0"], -1.0), (row["bus1"], float(row["efficiency"])), capacity=size(row))
    (battery,), (store,) = table("storage_units"), table("stores")
    hours = float(battery["max_hours"])
    ways = ("charging", 1.0), ("discharging", 1.0), ("cells", hours / 3.0)
    year.do("battery", *ways, capacity=size(battery))
    year.do("charge", ("electricity", -1.0), ("charging", -1.0), ("charge", float(battery["efficiency_store"])))
    year.do(
        "discharge",
        ("charge", -1.0 / float(battery["efficiency_dispatch"])),
        ("discharging", -1.0),
        ("electricity", 1.0),
    )
    year.do("tank", ("room", 1.0 / 3.0), capacity=size(store))
    hold(year, "charge", "cells")
    hold(year, "hydrogen", "room")


@pytest.fixture
def year(sketch):
    load = series("loads-p_set")["demand"]
    drawn = sketch(np.arange(len(load) + 1) * STEP)
    for good in ("electricity", "hydrogen", "charge", "steps served"):
        drawn.good(good)
    for room in ("charging", "discharging", "cells", "room"):
        drawn.good(room, wasteable=True)
    gates = add_supply(drawn)
    add_storage(drawn)
    drawn.do("load", ("steps served", 1.0), ("electricity", -load))
    return drawn.network(
        gates=gates,
        demands=(Demand(name="serve", commodity="steps served", site="base", rate=1.0 / STEP),),
        objective=Objective(sense="minimise", quantity="cost"),
    )


def test_cost_of_a_year(year):
    solved = plan(year, Options(terminal="none", method="hipo", tie_break=0.0))
    assert solved.objective == pytest.approx(8_078_135_675.45, rel=1e-7)
    assert solved.effort.solver == "hipo"
    room = solved.capacity[solved.activity_index("tank"), -1] * STEP
    kept = solved.activity[solved.activity_index("hold hydrogen")]
    borrowed = solved.activity[solved.activity_index("loan hydrogen"), 0]
    assert kept.max() <= room * (1.0 + 1e-6)
    assert 0.0 <= borrowed <= room * (1.0 + 1e-6)
