"""Terminal value: building goes on where it pays behind the horizon, and nothing is hoarded."""

from dataclasses import replace

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


@pytest.fixture
def fleet(sketch):
    """Satellites bought in growing numbers serve for three years; they could wait in store."""
    drawn = sketch(np.arange(YEARS + 1) * YEAR)
    drawn.good("satellite", storable=True)
    drawn.good("compute", wasteable=True)
    growing = tuple((year * YEAR, 1.5**year / YEAR) for year in range(YEARS))
    drawn.do("launch", ("satellite", 1.0), ceiling=growing)
    serving = Capacity(equipment=drawn.rows({"satellite": YEAR}), wear=0.05 / YEAR, lifetime=3.0 * YEAR)
    drawn.do("service", ("compute", 1.0), capacity=serving)
    drawn.activities[-1] = replace(drawn.activities[-1], role="service")
    return drawn.network(objective=Objective(sense="maximise", quantity="compute", site="base"), discount_rate=0.08)


def test_payloads_are_not_kept_in_store_to_stand_at_the_horizon(fleet):
    solved = plan(fleet, Options(look_ahead=3.0 * YEAR))
    np.testing.assert_allclose(solved.built[1] * YEAR, 1.5 ** np.arange(YEARS), rtol=1e-6)
    assert solved.stock.max() == pytest.approx(0.0, abs=1e-6)


def test_payloads_count_with_what_is_left_of_their_lives(fleet):
    """By hand: fleets of the last three years wear and retire, and launches go on for the three years ahead."""
    solved = plan(fleet, Options(look_ahead=3.0 * YEAR))
    ahead = np.linspace(0.0, 3.0, 30_001)
    middle = 0.5 * (ahead[1:] + ahead[:-1])
    standing = 0.0
    for year in range(YEARS):
        age = YEARS + middle - year
        standing += 1.5**year * np.mean(np.where(age < 3.0, np.exp(-0.05 * age), 0.0))
    rate = np.mean([1.5**year for year in range(YEARS - 3, YEARS)])
    sent = rate * np.mean((3.0 - middle) * np.exp(-0.05 * middle))
    present = (1.0 - 1.08**-3.0) / np.log(1.08) * 1.08 ** -float(YEARS)
    assert solved.terminal_value == pytest.approx((standing + sent) * present, rel=0.01)
