"""Limits on cost, mass, activity, capacity, building and stock, whole and per time."""

from dataclasses import replace

import numpy as np
import pytest

from moonbase.errors import MissionError
from moonbase.graph.network import Capacity
from moonbase.mission.spec import Limit, Objective
from moonbase.planning import plan

EDGES = np.array([0.0, 1.0, 3.0, 4.0, 8.0])


@pytest.fixture
def works(sketch):
    """Import parts, store them, build a machine from them, run it."""

    def build(*limits):
        drawn = sketch(EDGES)
        drawn.good("parts", storable=True)
        drawn.good("product")
        drawn.do("earth", ("parts", 1.0), owner="cargo", cost=2.0, imported_mass=4.0, ceiling=((0.0, 10.0),))
        size = Capacity(equipment=drawn.rows({"parts": 1.0}), capital_cost=1.0)
        drawn.do("machine", ("product", 1.0), cost=0.5, capacity=size)
        return drawn.network(limits=limits, objective=Objective(sense="maximise", quantity="product"))

    return build


def test_limit_on_cost(works, exact):
    solved = plan(works(Limit(name="budget", quantity="cost", most=14.0)), exact)
    assert solved.spending.sum() == pytest.approx(14.0)
    machines = 14.0 / (2.0 + 1.0 + 0.5 * 8.0)
    assert solved.objective == pytest.approx(8.0 * machines)
    np.testing.assert_allclose(solved.limit_prices[0], 8.0 / 7.0, rtol=1e-9)


def test_limit_on_imported_mass_in_all(works, exact):
    solved = plan(works(Limit(name="mass", quantity="imported-mass", most=10.0)), exact)
    assert solved.objective == pytest.approx(8.0 * 10.0 / 4.0)
    np.testing.assert_allclose(solved.limit_prices[0], 2.0, rtol=1e-9)


def test_limit_on_imported_mass_per_time(works, exact):
    solved = plan(works(Limit(name="mass", quantity="imported-mass", most=2.0, per_time=True, end=3.0)), exact)
    np.testing.assert_allclose(solved.imported_mass[:2], 2.0 * np.array([1.0, 2.0]), rtol=1e-9)
    assert solved.imported_mass[2] == pytest.approx(4.0 * 10.0)


def test_limit_between_dates_counts_shares_of_periods(works, exact):
    closed = Limit(name="gap", quantity="imported-mass", most=0.0, start=0.0, end=2.0)
    solved = plan(works(closed), exact)
    np.testing.assert_allclose(solved.imported_mass[:2], 0.0, atol=1e-9)
    assert solved.imported_mass[2] > 0.0


@pytest.mark.parametrize("of", ["machine", "cargo"])
def test_limit_on_activity(works, exact, of):
    most = Limit(name="run", quantity="activity", of=of, most=3.0)
    solved = plan(works(most, Limit(name="mass", quantity="imported-mass", most=100.0)), exact)
    assert solved.activity[1 if of == "machine" else 0].sum() == pytest.approx(3.0)


def test_limit_on_activity_per_time(works, exact):
    solved = plan(works(Limit(name="run", quantity="activity", of="machine", most=0.3, per_time=True)), exact)
    np.testing.assert_allclose(solved.activity[1], 0.3 * np.diff(EDGES), rtol=1e-9)


def test_limit_on_capacity_and_its_price(works, exact):
    solved = plan(works(Limit(name="size", quantity="capacity", of="machine", most=5.0)), exact)
    np.testing.assert_allclose(solved.capacity[1], 5.0, rtol=1e-9)
    np.testing.assert_allclose(solved.limit_prices[0].sum(), 8.0, rtol=1e-9)


def test_least_capacity_is_a_requirement_with_a_negative_price(works, exact):
    least = Limit(name="size", quantity="capacity", of="machine", least=2.0, start=3.0)
    goal = Objective(sense="minimise", quantity="cost")
    solved = plan(replace(works(least), objective=goal), exact)
    assert solved.objective == pytest.approx(2.0 * (2.0 + 1.0))
    assert solved.limit_prices[0].sum() == pytest.approx(-3.0)


def test_limit_on_building(works, exact):
    solved = plan(works(Limit(name="shop", quantity="build", of="machine", most=1.5)), exact)
    assert solved.built[1].sum() == pytest.approx(1.5)
    assert solved.objective == pytest.approx(1.5 * 8.0)


def test_limit_on_stock(works, exact):
    full = Limit(name="shed", quantity="stock", of="parts", site="base", most=0.5)
    late = Limit(name="late", quantity="build", of="machine", most=0.0, end=4.0)
    early = Limit(name="early", quantity="imported-mass", most=0.0, start=4.0)
    solved = plan(works(full, late, early), exact)
    assert solved.stock[0].max() == pytest.approx(0.5)
    built_month_by_month = (4.0 + 3.0 + 2.0 + 1.0) / 4.0
    assert solved.objective == pytest.approx(0.5 * built_month_by_month)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(name="a", quantity="activity", of="ghost", most=1.0), "nothing in the mission is called ghost"),
        (Limit(name="b", quantity="capacity", of="earth", most=1.0), "earth has no capacity that could be limited"),
        (Limit(name="c", quantity="stock", of="product", site="base", most=1.0), "no stock of product is kept at base"),
        (Limit(name="d", quantity="beauty", most=1.0), "there is no such quantity as beauty"),
    ],
)
def test_a_limit_on_nothing_known_is_named(works, exact, limit, words):
    with pytest.raises(MissionError, match=f"limit {limit.name}: {words}"):
        plan(works(limit), exact)
