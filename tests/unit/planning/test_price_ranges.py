"""A price at a kink is an interval, elsewhere a number."""

import numpy as np
import pytest

from moonbase.constants import YEAR
from moonbase.mission.spec import Demand
from moonbase.planning.ranges import price_range


@pytest.fixture
def market(sketch):
    """A cheap field of 60 and a dear one of 60."""

    def make(wanted):
        land = sketch([0.0, YEAR])
        land.good("corn")
        land.do("cheap", ("corn", 1.0), cost=1.0, ceiling=((0.0, 60.0 / YEAR),))
        land.do("dear", ("corn", 1.0), cost=4.0, ceiling=((0.0, 60.0 / YEAR),))
        return land.network(demands=(Demand(name="bread", commodity="corn", site="base", rate=wanted / YEAR),))

    return make


def test_between_the_kinks_it_is_one_number(market):
    found = price_range(market(90.0), "corn", "base", 0)
    np.testing.assert_allclose([found.low, found.price, found.high], 4.0, rtol=1e-9)


def test_at_a_kink_it_is_what_a_little_more_saves_to_what_a_little_less_costs(market):
    found = price_range(market(60.0), "corn", "base", 0)
    assert found.low == pytest.approx(1.0, rel=1e-9)
    assert found.high == pytest.approx(4.0, rel=1e-9)
    assert found.low - 1e-9 <= found.price <= found.high + 1e-9


def test_what_cannot_be_spared_has_no_upper_bound(market):
    assert price_range(market(120.0), "corn", "base", 0).high == np.inf
