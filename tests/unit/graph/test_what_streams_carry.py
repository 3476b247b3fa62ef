"""The graph keeps what a process engineer asks of a stream: composition, place, waste, and energy that stays."""

from __future__ import annotations

import pytest

from moonbase import pipeline

MISSION = """
format = 1
name = "Streams"
time = { start = 2030-01-01, horizon = "2 yr", period = "1 yr" }
sites.base = { like = "apollo-16" }
nodes.digger = { model = "excavator", site = "base" }
nodes.sieve = { model = "beneficiation", site = "base" }
nodes.smelter = { model = "molten-regolith-electrolysis", site = "base", initial = "1 t/d" }
nodes.sunfield = { model = "solar-power", site = "base" }
objective = { maximise = "oxygen", at = "base" }

[supplies.cargo]
model = "earth-cargo"
site = "base"
commodities = ["machinery", "electronics", "structure", "conductor", "solar-array"]
"""


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    path = tmp_path_factory.mktemp("streams") / "streams.toml"
    path.write_text(MISSION, encoding="utf-8")
    return pipeline.check(path).network


def of(network, name):
    (found,) = (activity for activity in network.activities if activity.name == name)
    return found


def test_elements_close_over_the_streams_of_the_graph(network):
    smelter = of(network, "smelter")
    gaps: dict[str, float] = {}
    for flow in smelter.flows:
        weight = flow.amount * network.balances[flow.balance].commodity.mass
        for element, share in (flow.composition or {}).items():
            gaps[element] = gaps.get(element, 0.0) + weight * share
    assert {"O", "Si", "Fe", "Al", "Ca"} <= set(gaps)
    # spares carry conductors and structure of known elements; they are far below a thousandth of the flows
    assert max(map(abs, gaps.values())) < 1e-3


def test_soil_comes_from_the_place(network):
    digger = of(network, "digger")
    assert digger.from_place == 1.0
    assert digger.place_composition["O"] == pytest.approx(0.4502, abs=1e-3)
    sieve = of(network, "sieve")
    assert sieve.to_waste == pytest.approx(0.1)
    assert sieve.waste_composition["O"] == pytest.approx(0.4502, abs=1e-3)


def test_part_of_the_energy_stays_in_the_products(network):
    smelter = of(network, "smelter")
    (used,) = (-flow.amount for flow in smelter.flows if network.balances[flow.balance].commodity.name == "electricity")
    assert 0.0 < smelter.stored_energy < used
    assert smelter.heat_temperature == 1900.0
