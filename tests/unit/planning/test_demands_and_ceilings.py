"""Demands by rate and by amount, what they would take, and ceilings on supplies."""

import numpy as np
import pytest

from moonbase.errors import InfeasibleError, MissionError
from moonbase.mission.spec import Demand, Objective
from moonbase.planning import plan

EDGES = [0.0, 1.0, 3.0, 4.0, 8.0]


@pytest.fixture
def shop(sketch):
    def build(*demands, ceiling=((0.0, 2.0),), storable=True, **rest):
        drawn = sketch(EDGES)
        drawn.good("ore", storable=storable)
        drawn.do("mine", ("ore", 1.0), cost=3.0, ceiling=ceiling)
        return drawn.network(demands=demands, **rest)

    return build


def ore(name="sale", **rest):
    return Demand(name=name, commodity="ore", site="base", **rest)


def test_a_rate_is_met_in_every_period(shop, exact):
    solved = plan(shop(ore(rate=1.5)), exact)
    np.testing.assert_allclose(solved.delivered[0], 1.5 * np.diff(EDGES), rtol=1e-9)
    np.testing.assert_allclose(solved.demand_costs[0], 3.0, rtol=1e-9)


def test_dates_inside_a_period_count_by_their_share(shop, exact):
    solved = plan(shop(ore(rate=1.0, start=0.5, end=6.0)), exact)
    np.testing.assert_allclose(solved.delivered[0], [0.5, 2.0, 1.0, 2.0], rtol=1e-9)


def test_an_amount_is_there_by_its_date(shop, exact):
    solved = plan(shop(ore(amount=5.0, end=4.0)), exact)
    assert solved.delivered[0, :3].sum() == pytest.approx(5.0)
    assert solved.objective == pytest.approx(15.0)
    assert solved.amount_costs[0] == pytest.approx(3.0)


def test_too_much_by_a_date_has_no_plan(shop, exact):
    with pytest.raises(InfeasibleError):
        plan(shop(ore(amount=8.1, end=4.0)), exact)


def test_no_more_is_taken_than_a_demand_takes(shop, exact):
    solved = plan(shop(ore(price=5.0, most=0.7)), exact)
    np.testing.assert_allclose(solved.delivered[0], 0.7 * np.diff(EDGES), rtol=1e-9)
    np.testing.assert_allclose(solved.demand_worths[0], 5.0 - 3.0, rtol=1e-9)
    assert solved.objective == pytest.approx(-2.0 * 0.7 * 8.0)


def test_what_does_not_pay_is_not_done(shop, exact):
    assert plan(shop(ore(price=2.9)), exact).activity.sum() == 0.0


def test_a_ceiling_in_steps_binds_and_has_a_price(shop, exact):
    solved = plan(shop(ore(price=5.0), ceiling=((1.0, 2.0), (5.0, 0.5))), exact)
    np.testing.assert_allclose(solved.delivered[0].sum(), 2.0 * 4.0 + 0.5 * 3.0, rtol=1e-9)
    np.testing.assert_allclose(solved.activity[0], [0.0, 4.0, 2.0, 2.0 * 1.0 + 0.5 * 3.0], atol=1e-9)
    np.testing.assert_allclose(solved.ceiling_prices[0, 1:], 2.0, rtol=1e-9)


def test_stock_bridges_a_ceiling(shop, exact):
    solved = plan(shop(ore(rate=1.0, start=4.0), ceiling=((0.0, 1.0), (4.0, 0.25))), exact)
    np.testing.assert_allclose(solved.stock[0, 2], 4.0 - 4.0 * 0.25, rtol=1e-9)
    with pytest.raises(InfeasibleError):
        plan(shop(ore(rate=1.0, start=4.0), ceiling=((0.0, 1.0), (4.0, 0.25)), storable=False), exact)


def test_earliest_date_is_the_end_of_the_first_period_that_can(shop, exact):
    goal = Objective(sense="minimise", quantity="date", demand="sale")
    assert plan(shop(ore(amount=5.0), objective=goal), exact).objective == 3.0
    assert plan(shop(ore(amount=6.1), objective=goal), exact).objective == 4.0
    with pytest.raises(InfeasibleError, match="at most 16 of 17 ore"):
        plan(shop(ore(amount=17.0), objective=goal), exact)


def test_a_demand_for_nothing_known_is_named(shop, exact):
    with pytest.raises(MissionError, match="demand tea: nothing makes, brings or keeps tea at base"):
        plan(shop(Demand(name="tea", commodity="tea", site="base", rate=1.0)), exact)
