"""Small programmes with closed forms: what the answer must be, from pencil and paper. Grade: computed.

The mine: an ore body of 120 sold over three years whose prices are discounted, so that the most is sold early. The
two fields: Ricardo's rent, the better field earns the difference to the worse one. The tank: what is kept decays at a
rate, so that a delivery of D after the time T asks for ``D exp(loss T)``.
"""

import numpy as np
import pytest

from moonbase.constants import YEAR
from moonbase.graph.network import Capacity
from moonbase.mission.spec import Demand, Limit, Objective
from moonbase.planning import plan


def test_exhaustible_mine_sells_early_and_the_ore_earns_the_last_price(sketch, exact):
    years = sketch(np.arange(4) * YEAR)
    years.good("ore")
    years.do("mine", ("ore", 1.0), cost=2.0, ceiling=((0.0, 50.0 / YEAR),))
    solved = plan(
        years.network(
            limits=(Limit(name="body", quantity="activity", of="mine", most=120.0),),
            demands=(Demand(name="sale", commodity="ore", site="base", price=10.0),),
            discount_rate=0.1,
        ),
        exact,
    )
    factor = 1.1 ** -np.array([0.5, 1.5, 2.5])
    np.testing.assert_allclose(solved.delivered[0], [50.0, 50.0, 20.0], rtol=1e-12)
    assert -solved.objective == pytest.approx(8.0 * (factor @ [50.0, 50.0, 20.0]), rel=1e-12)
    np.testing.assert_allclose(solved.limit_prices[0], 8.0 * factor[2], rtol=1e-9)
    np.testing.assert_allclose(solved.ceiling_prices[0], 8.0 * (factor - factor[2]), rtol=1e-9, atol=1e-12)


def test_rent_of_the_better_field(sketch, exact):
    land = sketch([0.0, 1.0])
    land.good("corn")
    land.do("good field", ("corn", 1.0), cost=1.0, capacity=Capacity(initial=60.0, buildable=False))
    land.do("poor field", ("corn", 1.0), cost=4.0, capacity=Capacity(initial=60.0, buildable=False))
    wanted = Demand(name="bread", commodity="corn", site="base", rate=100.0)
    solved = plan(land.network(demands=(wanted,)), exact)
    assert solved.objective == pytest.approx(60.0 * 1.0 + 40.0 * 4.0, rel=1e-12)
    np.testing.assert_allclose(solved.prices[0], 4.0, rtol=1e-12)
    np.testing.assert_allclose(solved.use_rents[:, 0], [3.0, 0.0], atol=1e-12)
    np.testing.assert_allclose(solved.demand_costs[0], 4.0, rtol=1e-12)


def test_boil_off_of_a_tank_on_uneven_periods(sketch, exact):
    edges = np.array([0.0, 1.0, 3.0, 3.5, 7.0])
    loss = 0.13
    tank = sketch(edges)
    tank.good("oxygen", storable=True, loss=loss)
    tank.do("earth", ("oxygen", 1.0), imported_mass=1.0, ceiling=((0.0, 100.0), (1.0, 0.0)))
    solved = plan(
        tank.network(
            demands=(Demand(name="breath", commodity="oxygen", site="base", amount=5.0, start=3.5, end=7.0),),
            objective=Objective(sense="minimise", quantity="imported-mass"),
        ),
        exact,
    )
    held = edges[-1] - edges[1]
    assert solved.objective == pytest.approx(5.0 * np.exp(loss * held), rel=1e-9)
    np.testing.assert_allclose(solved.stock[0, :3], 5.0 * np.exp(loss * (edges[-1] - edges[1:4])), rtol=1e-9)
    np.testing.assert_allclose(solved.prices[0], np.exp(loss * (edges[1:] - edges[1])), rtol=1e-9)
