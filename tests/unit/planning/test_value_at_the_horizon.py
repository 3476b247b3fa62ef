"""Terminal value: building goes on where it pays behind the horizon, and nothing is hoarded."""

import numpy as np
import pytest

from moonbase.constants import YEAR
from moonbase.graph.network import Capacity
from moonbase.mission.spec import Demand, Objective
from moonbase.planning import Options, plan

YEARS = 10


@pytest.fixture
def orchard(sketch):
    """Trees of Earth cost a fruit-year and a half each; fruit is what counts."""

    def make(**rest):
        drawn = sketch(np.arange(YEARS + 1) * YEAR)
        drawn.good("sapling")
        drawn.good("fruit", wasteable=True)
        drawn.do("nursery", ("fruit", -1.5), ("sapling", 1.0), ceiling=((0.0, 1.0 / YEAR),))
        tree = Capacity(equipment=drawn.rows({"sapling": YEAR}), lead_time=YEAR, initial=2.0 / YEAR, wear=0.1 / YEAR)
        drawn.do("tree", ("fruit", 1.0), capacity=tree)
        return drawn.network(objective=Objective(sense="maximise", quantity="fruit", site="base"), **rest)

    return make


def planted(solved):
    return solved.built[1] * YEAR


def test_without_it_planting_stops_before_the_end(orchard):
    assert planted(plan(orchard(), Options(terminal="none")))[-2:].max() == pytest.approx(0.0, abs=1e-9)


def test_with_it_planting_goes_on(orchard):
    solved = plan(orchard(), Options(look_ahead=5.0 * YEAR))
    np.testing.assert_allclose(planted(solved), 1.0, rtol=1e-6)
    assert solved.terminal_prices[1] > 0.0


def test_the_reported_objective_is_what_was_delivered(orchard):
    solved = plan(orchard(), Options(look_ahead=5.0 * YEAR))
    assert solved.objective == pytest.approx(solved.delivered.sum(), rel=1e-9)


def test_it_is_the_sustained_delivery_times_the_time_ahead(orchard):
    solved = plan(orchard(), Options(look_ahead=5.0 * YEAR))
    ends = solved.capacity[1, -1] * np.exp(-0.1) + solved.built[1, -1]
    sustained = ends - 1.5 * min(0.1 * ends * YEAR, 1.0) / YEAR
    assert solved.terminal_value == pytest.approx(5.0 * YEAR * sustained, rel=1e-6)


def test_a_demand_that_takes_no_more_makes_more_capacity_worthless(orchard):
    sale = Demand(name="sale", commodity="fruit", site="base", most=0.1 / YEAR)
    solved = plan(orchard(demands=(sale,)), Options(look_ahead=5.0 * YEAR))
    assert solved.terminal_prices[1] == pytest.approx(0.0, abs=1e-9)


def test_plans_that_minimise_have_none(sketch):
    drawn = sketch(np.arange(4) * YEAR)
    drawn.good("ware")
    drawn.do("shop", ("ware", 1.0), capacity=Capacity(capital_cost=5.0))
    want = Demand(name="want", commodity="ware", site="base", rate=1.0)
    solved = plan(drawn.network(demands=(want,)))
    assert solved.terminal_value == 0.0
    assert not solved.terminal_prices.any()
