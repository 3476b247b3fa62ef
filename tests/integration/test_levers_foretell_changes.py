"""What the report says one percent more of a number does is what planning again with that number gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from moonbase import mission, planning, registry
from moonbase.graph.resolve import resolve
from moonbase.mission import Source
from moonbase.report.levers import levers_of
from moonbase.report.yearly import Reading
from moonbase.report.years import years_of

STEP = 1e-3
OPTIONS = planning.Options(terminal="none", integer="relax")
FIXTURES = Path(__file__).parents[1] / "fixtures"
CHEAPEST = (FIXTURES / "toy_oxygen.toml").read_text(encoding="utf-8")
MOST = CHEAPEST.replace(
    'objective = { minimise = "cost" }', 'objective = { maximise = "oxygen", at = "base" }'
).replace(
    'demands.air = { commodity = "oxygen", site = "base", rate = "10 t/yr", from = 2033-01-01 }',
    'limits.budget = { quantity = "cost", most = "100 MUSD" }',
)


def resolved(text):
    plugins = registry.load([str(FIXTURES / "toy_plugin.py")], no_plugins=True)
    return resolve(mission.check(Source("toy.toml", text), plugins, {}), plugins)[0]


def ranked(network, planned):
    return levers_of(Reading(network, planned, years_of(network.grid.edges)))


@pytest.fixture(scope="module")
def network():
    return resolved(CHEAPEST)


@pytest.fixture(scope="module")
def planned(network):
    return planning.plan(network, OPTIONS)


@pytest.fixture(scope="module")
def levers(network, planned):
    return ranked(network, planned)


def the(levers, activity, kind, what=""):
    (found,) = (one for one in levers if (one.activity, one.kind) == (activity, kind) and what in one.what)
    return found


def changed(network, name, **fields):
    """Give the network with other fields of one activity."""
    activities = tuple(replace(one, **fields) if one.name == name else one for one in network.activities)
    return replace(network, activities=activities)


def gain(network, planned):
    """Improvement of the objective per step: more of what is maximised, less of what is minimised."""
    sign = 1.0 if network.objective.sense == "maximise" else -1.0
    return sign * (planning.plan(network, OPTIONS).objective - planned.objective) / STEP


def named(network, name):
    return next(one for one in network.activities if one.name == name)


def agrees(foretold, seen):
    assert foretold.worth != 0.0
    assert seen == pytest.approx(foretold.worth, rel=0.02)


def test_what_a_purchase_costs(network, planned, levers):
    lever = max((one for one in levers if one.kind == "running cost"), key=lambda one: abs(one.worth))
    dearer = changed(network, lever.activity, cost=named(network, lever.activity).cost * (1.0 + STEP))
    agrees(lever, gain(dearer, planned))


def test_equipment_of_a_machine(network, planned, levers):
    lever = max((one for one in levers if one.kind == "equipment" and one.size != 1.0), key=lambda one: abs(one.worth))
    capacity = named(network, lever.activity).capacity
    more = tuple(
        (row, amount * (1.0 + STEP * (network.balances[row].label == lever.what))) for row, amount in capacity.equipment
    )
    agrees(lever, gain(changed(network, lever.activity, capacity=replace(capacity, equipment=more)), planned))


def test_what_is_used_and_made(network, planned, levers):
    for kind in ("input", "output"):
        lever = max((one for one in levers if one.kind == kind), key=lambda one: abs(one.worth))
        flows = tuple(
            replace(flow, amount=np.asarray(flow.amount) * (1.0 + STEP))
            if network.balances[flow.balance].label == lever.what and (np.mean(flow.amount) > 0.0) == (kind == "output")
            else flow
            for flow in named(network, lever.activity).flows
        )
        agrees(lever, gain(changed(network, lever.activity, flows=flows), planned))


def test_a_demand_that_must_be_met(network, planned, levers):
    demands = tuple(replace(one, rate=one.rate * (1.0 + STEP)) for one in network.demands)
    agrees(the(levers, "air", "demand"), gain(replace(network, demands=demands), planned))


def test_a_limit_on_what_is_spent():
    network = resolved(MOST)
    planned = planning.plan(network, OPTIONS)
    limits = tuple(replace(one, most=one.most * (1.0 + STEP)) for one in network.limits)
    lever = the(ranked(network, planned), "budget", "limit")
    assert lever.worth > 0.0
    agrees(lever, gain(replace(network, limits=limits), planned))


def test_prices_count_through_the_limit_that_binds():
    network = resolved(MOST)
    planned = planning.plan(network, OPTIONS)
    lever = max((one for one in ranked(network, planned) if one.kind == "running cost"), key=lambda one: abs(one.worth))
    dearer = changed(network, lever.activity, cost=named(network, lever.activity).cost * (1.0 + STEP))
    agrees(lever, gain(dearer, planned))
