"""Shadow prices equal finite differences, and discounting is what the textbook says."""

from dataclasses import replace

import numpy as np
import pytest

from moonbase.constants import YEAR
from moonbase.graph.network import Capacity
from moonbase.mission.spec import Demand, Limit, Objective
from moonbase.planning import plan

STEP = 1e-5


@pytest.fixture
def base(sketch):
    """A base that grows from cargo, uses power, and sells a product at a falling price."""

    def build(cargo=1.0, gift=0.0, most=4.0, ceiling=3.0):
        years = sketch(YEAR * np.array([0.0, 0.5, 1.0, 2.0, 4.0, 7.0]))
        years.good("power", wasteable=True)
        years.good("metal", storable=True, loss=0.02 / YEAR)
        years.good("product")
        sun = Capacity(equipment=years.rows({"metal": 0.4 * YEAR}), initial=1.0 / YEAR, lead_time=0.2 * YEAR)
        mill = Capacity(
            equipment=years.rows({"metal": 0.5 * YEAR}), initial=1.0 / YEAR, wear=0.05 / YEAR, limit=most / YEAR
        )
        years.do("sun", ("power", 1.0), capacity=sun)
        years.do("mill", ("power", -0.7), ("metal", -0.2), ("product", 1.0), capacity=mill)
        years.do("dig", ("power", -0.3), ("metal", 0.25), ceiling=((0.0, ceiling / YEAR),))
        years.do("earth", ("metal", 1.0), imported_mass=1.0)
        given = Capacity(initial=1.0 / YEAR, buildable=False)
        years.do("gift", ("metal", np.array([0.0, gift, 0.0, 0.0, 0.0])), capacity=given)
        return years.network(
            limits=(Limit(name="cargo", quantity="imported-mass", most=cargo / YEAR, per_time=True),),
            demands=(Demand(name="life", commodity="metal", site="base", rate=0.1 / YEAR),),
            objective=Objective(sense="maximise", quantity="product"),
            discount_rate=0.07,
        )

    return build


def slope(build, exact, name, at):
    low, high = (plan(build(**{name: at + sign * STEP}), exact).objective for sign in (-1.0, 1.0))
    return (high - low) / (2.0 * STEP)


def test_price_of_cargo(base, exact):
    solved = plan(base(), exact)
    years = solved.grid.lengths / YEAR
    assert slope(base, exact, "cargo", 1.0) == pytest.approx(float(solved.limit_prices[0] @ years), rel=1e-5)


def test_price_of_a_commodity_in_a_period(base, exact):
    solved = plan(base(gift=0.05), exact)
    half_a_year = 0.5
    worth = half_a_year * solved.prices[solved.balance_index("metal", "base"), 1]
    assert worth > 0.0
    assert slope(base, exact, "gift", 0.05) == pytest.approx(worth, rel=1e-5)


def test_price_of_a_limit_on_capacity(base, exact):
    solved = plan(base(cargo=5.0, most=2.0), exact)
    worth = solved.node_limit_prices[solved.activity_index("mill")].sum() / YEAR
    assert worth > 0.0
    assert slope(lambda most: base(cargo=5.0, most=most), exact, "most", 2.0) == pytest.approx(worth, rel=1e-5)


def test_price_of_a_ceiling(base, exact):
    solved = plan(base(ceiling=0.4), exact)
    worth = solved.ceiling_prices[solved.activity_index("dig")] @ solved.grid.lengths / YEAR
    assert worth > 0.0
    assert slope(base, exact, "ceiling", 0.4) == pytest.approx(float(worth), rel=1e-5)


def test_cost_of_a_demand(base, exact):
    network = base()
    (life,) = network.demands

    def most(rate):
        return plan(replace(network, demands=(replace(life, rate=rate / YEAR),)), exact).objective

    costs = plan(network, exact).demand_costs[0]
    found = (most(0.1 - STEP) - most(0.1 + STEP)) / (2.0 * STEP)
    assert found == pytest.approx(float(costs @ network.grid.lengths) / YEAR, rel=1e-5)


def test_discounting_counts_from_the_middle_of_each_period(base, exact):
    solved = plan(base(), exact)
    middle = np.array([0.25, 0.75, 1.5, 3.0, 5.5])
    np.testing.assert_allclose(solved.discount, 1.07**-middle, rtol=1e-12)
    goal = solved.demand_index("product at base")
    assert solved.objective == pytest.approx(float(solved.delivered[goal] @ 1.07**-middle), rel=1e-9)
    np.testing.assert_allclose(solved.current_prices * 1.07**-middle, solved.prices, rtol=1e-12)


def test_present_value_of_an_annuity(sketch, exact):
    years = sketch(np.arange(31) * YEAR)
    years.good("rent")
    years.do("house", ("rent", 1.0), cost=1.0)
    solved = plan(
        years.network(
            demands=(Demand(name="live", commodity="rent", site="base", rate=100.0 / YEAR),), discount_rate=0.05
        ),
        exact,
    )
    assert solved.objective == pytest.approx(100.0 * (1 - 1.05**-30) / 0.05 * 1.05**0.5, rel=1e-9)
    assert solved.spending.sum() == pytest.approx(3000.0)
