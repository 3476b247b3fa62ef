"""What held the plan back: the right name, cause, worth and words for each kind of scarcity."""

import numpy as np
import pytest

from moonbase.constants import YEAR
from moonbase.graph.network import Capacity, Gate
from moonbase.mission.spec import Demand, Limit, Objective
from moonbase.planning import bottlenecks, plan

START = -43_200.0  # 2000-01-01 in seconds after J2000
MOST = Objective(sense="maximise", quantity="ware", site="base")


@pytest.fixture
def mill(sketch):
    """A mill that turns grain of a supply into ware, for three years."""

    def make(*, supply=np.inf, capacity=np.inf, buildable=False, **rest):
        drawn = sketch(START + np.arange(4) * YEAR)
        drawn.good("grain", wasteable=True)
        drawn.good("ware")
        drawn.do("earth:grain", ("grain", 1.0), owner="earth", ceiling=((START, supply / YEAR),))
        machine = Capacity(
            initial=0.0 if buildable else capacity / YEAR,
            limit=capacity / YEAR if buildable else None,
            equipment=drawn.rows({"grain": 1.0}) if buildable else (),
            buildable=buildable,
        )
        drawn.do("mill", ("grain", -2.0), ("ware", 1.0), capacity=machine)
        return drawn.network(objective=MOST, **rest)

    return make


def test_a_supply_that_brings_too_little(mill, exact):
    found = bottlenecks(plan(mill(supply=10.0, capacity=100.0), exact))
    assert [(each.year, each.name, each.cause) for each in found] == [
        (year, "earth:grain", "supply") for year in (2000, 2001, 2002)
    ]
    np.testing.assert_allclose([each.worth for each in found], 5.0, rtol=3e-3)
    np.testing.assert_allclose([each.relief for each in found], 0.5, rtol=3e-3)
    assert found[0].share == pytest.approx(1.0)
    assert found[0].sentence.startswith("2000: limited by what earth can bring (grain); one more earth:grain per year")


def test_a_mill_of_which_no_more_can_be_built(mill, exact):
    found = bottlenecks(plan(mill(supply=1000.0, capacity=7.0), exact))
    assert {(each.name, each.cause) for each in found} == {("mill", "node limit")}
    np.testing.assert_allclose([each.worth for each in found], 7.0, rtol=3e-3)


def test_a_node_at_its_limit_is_told_from_one_still_growing(mill, exact):
    found = bottlenecks(plan(mill(supply=1000.0, capacity=7.0, buildable=True), exact))
    assert {each.cause for each in found if each.name == "mill"} == {"node limit"}


def test_a_limit_of_the_mission(mill, exact):
    limit = Limit(name="harvest", quantity="activity", of="mill", most=12.0)
    found = bottlenecks(plan(mill(supply=1000.0, capacity=100.0, limits=(limit,)), exact))
    assert {(each.name, each.cause) for each in found} == {("harvest", "limit")}
    assert sum(each.worth for each in found) == pytest.approx(12.0, rel=1e-6)
    np.testing.assert_allclose([each.relief for each in found], 1.0, rtol=1e-6)


def test_a_demand_that_takes_no_more(mill, exact):
    sale = Demand(name="market", commodity="ware", site="base", most=3.0 / YEAR)
    found = bottlenecks(plan(mill(supply=1000.0, capacity=100.0, demands=(sale,)), exact))
    assert {(each.name, each.cause) for each in found} == {("market", "demand")}


def test_windows_that_are_too_short(sketch, exact):
    drawn = sketch(START + np.arange(3) * YEAR)
    drawn.good("shots", wasteable=True)
    drawn.good("ware")
    gun = drawn.do("gun", ("shots", 1.0), capacity=Capacity(initial=10.0 / YEAR, buildable=False))
    leg = drawn.do("throw", ("shots", -1.0), ("ware", 1.0))
    gate = Gate(leg=leg, launcher=gun, open=np.array([0.25, 0.5]))
    found = bottlenecks(plan(drawn.network(gates=(gate,), objective=MOST), exact))
    assert {(each.name, each.cause) for each in found} == {("throw", "window")}
    np.testing.assert_allclose([each.worth for each in found], [2.5, 5.0], rtol=0.01)


def test_a_plan_with_enough_of_all_has_no_bottleneck(sketch, exact):
    drawn = sketch(START + np.arange(3) * YEAR)
    drawn.good("ware")
    drawn.do("earth", ("ware", 1.0), cost=2.0)
    want = Demand(name="want", commodity="ware", site="base", rate=1.0 / YEAR)
    assert bottlenecks(plan(drawn.network(demands=(want,)), exact)) == ()


def test_cheapest_plan_says_what_relief_saves(sketch, exact):
    drawn = sketch(START + np.arange(2) * YEAR)
    drawn.good("ware")
    drawn.do("near", ("ware", 1.0), cost=1.0e6, ceiling=((START, 4.0 / YEAR),))
    drawn.do("far", ("ware", 1.0), cost=3.0e6)
    want = Demand(name="want", commodity="ware", site="base", rate=10.0 / YEAR)
    (found,) = bottlenecks(plan(drawn.network(demands=(want,)), exact))
    assert found.cause == "supply"
    assert found.sentence.endswith("one more near per year saves 2 million USD")
