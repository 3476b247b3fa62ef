"""Missions become activities, balances and gates; what cannot be is told at its place, all at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from moonbase import registry
from moonbase.errors import GraphError
from moonbase.graph.resolve import resolve
from moonbase.mission import Source, check

PLUGIN = Path(__file__).with_name("quarry_plugin.py")
MISSION = """
format = 1
name = "Quarry"
time = {{ start = 2030-01-01, horizon = "2 yr", period = "1 month" }}
objective = {{ maximise = "gravel", at = "l2" }}
[sites.base]
latitude = "0 deg"
longitude = "33.1 deg"
[sites.l2]
kind = "libration-point"
body = "EML2"
[nodes.quarry]
model = "quarry"
site = "base"
initial = "2 kg/s"
[nodes.mill]
model = "mill"
site = "base"
limit = "36 t/h"
{mill}
[nodes.crate]
model = "crate"
site = "base"
{crate}
[nodes.gun]
model = "gun"
site = "base"
initial = "3"
{gun}
[legs.throw]
payload = "crate"
launcher = "gun"
to = "l2"
{leg}
[supplies.shop]
model = "shop"
site = "base"
commodities = [{goods}]
{more}
"""


@pytest.fixture(scope="module")
def catalogue():
    return registry.load([PLUGIN], no_plugins=True)


def graph_of(catalogue, **parts):
    parts = {"mill": "", "crate": "", "gun": "", "leg": 'capture = "destination"', "more": "", **parts}
    parts.setdefault("goods", '"tool", "electricity"')
    return resolve(check(Source("quarry.toml", MISSION.format(**parts)), catalogue), catalogue)


def codes(catalogue, **parts):
    with pytest.raises(GraphError) as caught:
        graph_of(catalogue, **parts)
    return {finding.code: finding for finding in caught.value.diagnostics if finding.severity == "error"}


@pytest.fixture(scope="module")
def network(catalogue):
    network, warnings = graph_of(catalogue)
    assert warnings == ()
    return network


def named(network, name):
    return next(activity for activity in network.activities if activity.name == name)


def amount(network, activity, commodity, site="base"):
    row = network.balance_index(commodity, site)
    return next(flow for flow in activity.flows if flow.balance == row)


def test_every_node_leg_and_purchase_is_one_activity(network):
    assert sorted(activity.name for activity in network.activities) == [
        "crate",
        "gun",
        "mill",
        "quarry",
        "shop:electricity",
        "shop:flights",
        "shop:tool",
        "throw",
    ]


def test_capacities_arrive_in_si(network):
    assert named(network, "quarry").capacity.initial == pytest.approx(2.0)
    assert named(network, "mill").capacity.limit == pytest.approx(10.0)
    assert named(network, "gun").capacity.initial == pytest.approx(3 / 3600)


def test_equipment_of_a_launcher_is_per_shot_per_second(network):
    gun = named(network, "gun").capacity
    assert gun.equipment == ((network.balance_index("tool", "base"), pytest.approx(7200.0 * 3600)),)


def test_a_purchase_takes_cargo_space_and_pays_price_and_transport(network):
    tool = named(network, "shop:tool")
    assert tool.cost == pytest.approx(5.0)
    assert tool.imported_mass == pytest.approx(1.0)
    assert amount(network, tool, "shop cargo space").amount == pytest.approx(-1.0)
    assert amount(network, tool, "tool").lag == pytest.approx(86400.0)


def test_what_weighs_nothing_takes_no_cargo_space(network):
    electricity = named(network, "shop:electricity")
    assert electricity.cost == pytest.approx(3.0)
    assert len(electricity.flows) == 1


def test_the_leg_uses_payload_shot_and_energy_and_delivers_with_its_flight_time(network):
    throw = named(network, "throw")
    speed = network.legs["throw"].muzzle_speed
    assert amount(network, throw, "crate").amount == pytest.approx(-1.0)
    np.testing.assert_allclose(amount(network, throw, "gun shots").amount, -1.0)
    np.testing.assert_allclose(amount(network, throw, "electricity").amount, -10 * 0.5 * 12.0 * speed**2)
    arrival = amount(network, throw, "gravel", "l2")
    assert arrival.amount == pytest.approx(10.0)
    assert 1.0 < arrival.lag / 86400.0 < 4.0
    assert 2300.0 < speed.mean() < 2500.0


def test_the_gate_opens_no_more_than_the_whole_period(network):
    (gate,) = network.gates
    assert network.activities[gate.leg].name == "throw"
    assert network.activities[gate.launcher].name == "gun"
    assert np.all((gate.open >= 0.0) & (gate.open <= 1.0))
    assert gate.open.shape == (network.grid.size,)


def test_a_payload_that_brakes_itself_carries_propellant_by_the_rocket_equation(catalogue):
    network, _ = graph_of(catalogue, leg='max_onboard_dv = "1 km/s"', crate='exhaust = "4 km/s"')
    dv = network.legs["throw"].onboard_dv
    used = amount(network, named(network, "throw"), "gravel").amount
    np.testing.assert_allclose(used, -12.0 * np.expm1(dv / 4000.0))
    assert dv.min() > 100.0


def test_leaking_recipe_names_node_and_missing_kilograms(catalogue):
    finding = codes(catalogue, mill="leak = 0.25")["G010"]
    assert "node mill" in finding.message
    assert "0.25 kg is missing" in finding.message
    assert finding.span.line == 16


def test_energy_under_the_floor_is_refused(catalogue):
    assert "5 J used, at least 20 J" in codes(catalogue, mill='power = "5 J/kg"')["G010"].message


def test_payload_heavier_than_its_parts_is_refused(catalogue):
    assert "0.5 kg are missing" in codes(catalogue, crate='overweight = "0.5 kg"')["G011"].message


def test_shot_below_its_kinetic_energy_is_refused(catalogue):
    assert "leg throw" in codes(catalogue, gun="cheat = true")["G012"].message


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"crate": "tough = false"}, "accelerates at 1000 m/s2"),
        ({"leg": 'capture = "payload"\nmax_onboard_dv = "2 km/s"'}, "has no propulsion"),
        (
            {"more": '[sites.pad]\nkind = "earth"\n[nodes.other]\nmodel = "quarry"\nsite = "pad"'},
            "nothing to dig at pad",
        ),
    ],
)
def test_models_refuse_with_a_reason(catalogue, parts, words):
    assert words in codes(catalogue, **parts)["G020"].message


def test_unreachable_speed_is_a_finding_of_the_leg(catalogue):
    finding = codes(catalogue, leg='max_muzzle_speed = "2 km/s"')["G030"]
    assert "2" in finding.message
    assert finding.span.line > 20


def test_initial_capacity_in_a_wrong_unit_points_at_the_value(catalogue):
    text = MISSION.replace('initial = "2 kg/s"', 'initial = "2 W"')
    parts = {"mill": "", "crate": "", "gun": "", "leg": "", "goods": '"tool"', "more": ""}
    source = Source("quarry.toml", text.format(**parts))
    with pytest.raises(GraphError) as caught:
        resolve(check(source, catalogue), catalogue)
    assert [finding.span.line for finding in caught.value.diagnostics if finding.code == "M010"] == [15]


def test_what_nothing_feeds_is_a_warning_and_an_empty_goal_an_error(catalogue):
    _, warnings = graph_of(catalogue, goods='"electricity"')
    assert {finding.code for finding in warnings} == {"G040", "G041"}
    assert "tool at base" in " ".join(finding.message for finding in warnings)


def test_several_problems_are_told_at_once(catalogue):
    found = codes(catalogue, mill="leak = 0.25", crate='overweight = "0.5 kg"', gun="cheat = true")
    assert set(found) == {"G010", "G011", "G012"}
