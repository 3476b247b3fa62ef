"""Flights and machines that come whole: what rounding gives, and what branch and bound finds."""

import numpy as np
import pytest

from moonbase.graph.network import Capacity
from moonbase.mission.spec import Demand, Limit, Objective
from moonbase.planning import Options, plan, whole

WAYS = {way: Options(terminal="none", method="simplex", integer=way) for way in ("relax", "round", "exact")}


@pytest.fixture
def freight(sketch):
    """Big flights carry 10 for 7, small ones 1 for 1."""

    def build(amount, *, small):
        route = sketch([0.0, 1.0])
        route.good("cargo", wasteable=True)
        route.do("big", ("cargo", 10.0), cost=7.0, whole=True)
        if small:
            route.do("small", ("cargo", 1.0), cost=1.0, whole=True)
        return route.network(demands=(Demand(name="need", commodity="cargo", site="base", amount=amount),))

    return build


@pytest.mark.parametrize(("way", "cost"), [("relax", 17.5), ("round", 21.0), ("exact", 21.0)])
def test_two_and_a_half_flights_are_three(freight, way, cost):
    solved = plan(freight(25.0, small=False), WAYS[way])
    assert solved.objective == pytest.approx(cost)
    assert solved.effort.bound <= cost * (1.0 + 1e-9)


def test_ways_that_round_alike_are_planned_once(freight, monkeypatch):
    """25 in flights of 10 is 2.5 flights: up is 3, up at once is 3 again, and to the nearest is 3 too."""
    solved = []
    whole_plans = whole.solve
    monkeypatch.setattr(whole, "solve", lambda *given, **how: solved.append(how) or whole_plans(*given, **how))
    plan(freight(25.0, small=False), WAYS["round"])
    assert len(solved) == 2


def test_branch_and_bound_mixes_big_and_small(freight):
    exact = plan(freight(12.0, small=True), WAYS["exact"])
    np.testing.assert_allclose(exact.activity[:, 0], [1.0, 2.0])
    assert exact.objective == pytest.approx(9.0)


@pytest.mark.parametrize("amount", [7.0, 12.0, 29.0, 31.0, 48.5])
def test_rounding_is_whole_and_lies_between_the_bounds(freight, amount):
    network = freight(amount, small=True)
    relaxed, rounded, exact = (plan(network, WAYS[way]) for way in ("relax", "round", "exact"))
    np.testing.assert_array_equal(rounded.activity, np.rint(rounded.activity))
    assert rounded.activity[:, 0] @ [10.0, 1.0] >= amount
    assert relaxed.objective <= exact.objective * (1.0 + 1e-9)
    assert exact.objective <= rounded.objective * (1.0 + 1e-9)
    best = min(7.0 * big + np.ceil(max(0.0, amount - 10.0 * big)) for big in range(6))
    assert exact.objective == pytest.approx(best)


@pytest.mark.parametrize("way", ["round", "exact"])
def test_machines_come_in_their_size(sketch, way):
    shop = sketch(np.arange(6.0))
    shop.good("steel")
    shop.good("product", wasteable=True)
    shop.do("earth", ("steel", 1.0), cost=1.0)
    size = Capacity(equipment=shop.rows({"steel": 4.0}), unit=2.0, whole=True, lead_time=1.0)
    shop.do("machine", ("product", 1.0), capacity=size)
    network = shop.network(
        demands=(Demand(name="need", commodity="product", site="base", rate=3.0, start=2.0),),
        objective=Objective(sense="minimise", quantity="cost"),
    )
    solved = plan(network, WAYS[way])
    machines = solved.built[1] / 2.0
    np.testing.assert_allclose(machines, np.rint(machines), atol=1e-9)
    assert machines.sum() == pytest.approx(2.0)
    assert solved.objective == pytest.approx(2 * 2.0 * 4.0)


def test_a_budget_buys_whole_flights(sketch):
    route = sketch(np.arange(4.0))
    route.good("cargo", storable=True)
    route.do("flight", ("cargo", 10.0), cost=7.0, whole=True, ceiling=((0.0, 2.0),))
    network = route.network(
        limits=(Limit(name="budget", quantity="cost", most=30.0),),
        objective=Objective(sense="maximise", quantity="cargo"),
    )
    assert plan(network, WAYS["relax"]).objective == pytest.approx(300.0 / 7.0)
    for way in ("round", "exact"):
        assert plan(network, WAYS[way]).objective == pytest.approx(40.0), way
