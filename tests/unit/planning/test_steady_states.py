"""The steady state: sizes, replacement, prices, and what is left out."""

from dataclasses import replace

import numpy as np
import pytest

from moonbase.constants import YEAR
from moonbase.errors import InfeasibleError, SolverError
from moonbase.graph.network import Capacity, Gate
from moonbase.mission.spec import Demand, Limit, Objective
from moonbase.planning import balance
from moonbase.planning.steady import replacement_rate


@pytest.fixture
def base(sketch):
    """A maker of ware whose machines are built of parts from Earth."""

    def make(demand=2.0, limits=(), **capacity):
        drawn = sketch(np.arange(5) * YEAR)
        drawn.good("parts", storable=True)
        drawn.good("ware")
        drawn.do("earth:parts", ("parts", 1.0), imported_mass=1.0, cost=5.0)
        drawn.do(
            "maker",
            ("ware", 1.0),
            ("parts", -0.1),
            capacity=Capacity(
                equipment=drawn.rows({"parts": 3.0}), upkeep=drawn.rows({"parts": 0.5 / YEAR}), **capacity
            ),
        )
        want = Demand(name="want", commodity="ware", site="base", rate=demand)
        return drawn.network(demands=(want,) if demand else (), limits=limits)

    return make


def test_capacity_runs_wears_and_is_kept_up(base):
    state = balance(base(availability=0.8, wear=0.25 / YEAR))
    maker = state.activity("maker")
    assert maker.rate == pytest.approx(2.0)
    assert maker.capacity == pytest.approx(2.5)
    assert maker.replaced == pytest.approx(2.5 * 0.25 / YEAR)
    parts = state.commodity("parts", "base")
    assert parts.used == pytest.approx(0.1 * 2.0 + 2.5 * 0.5 / YEAR)
    assert parts.spent_on_capacity == pytest.approx(3.0 * 2.5 * 0.25 / YEAR)
    assert parts.made == pytest.approx(parts.used + parts.spent_on_capacity)
    assert parts.price == pytest.approx(5.0)
    assert state.imported_mass == pytest.approx(parts.made)
    assert state.spending == state.objective == pytest.approx(5.0 * parts.made)


def test_lifetime_is_replaced_once_per_lifetime(base):
    assert balance(base(lifetime=10.0 * YEAR)).activity("maker").replaced == pytest.approx(2.0 / (10.0 * YEAR))


def test_wear_and_lifetime_together():
    rate = replacement_rate(Capacity(wear=0.3, lifetime=2.0, fraction=0.5))
    alive = 0.5 * np.exp(-0.3 * (np.arange(100_000) + 0.5) * 2e-5)
    assert rate == pytest.approx(1.0 / (alive.sum() * 2e-5), rel=1e-8)


def test_limits_of_the_whole_span_become_rates(base):
    cargo = Limit(name="cargo", quantity="imported-mass", most=8.0)
    network = base(demand=0.0, limits=(cargo,), wear=0.25 / YEAR)
    state = balance(_maximise(network))
    assert state.imported_mass == pytest.approx(2.0 / YEAR)
    assert state.limits["cargo"] * state.imported_mass == pytest.approx(state.objective)


def _maximise(network):
    return replace(network, objective=Objective(sense="maximise", quantity="ware", site="base"))


def test_nothing_without_end(base):
    with pytest.raises(SolverError, match="no limit"):
        balance(_maximise(base(demand=0.0)))


def test_a_limit_that_cannot_be_kept_is_named(base):
    with pytest.raises(InfeasibleError) as caught:
        balance(base(limits=(Limit(name="small hall", quantity="capacity", of="maker", most=1.0),)))
    assert {each.name for each in caught.value.conflict} == {"want", "small hall"}


def test_windows_count_on_average(sketch):
    drawn = sketch(np.array([0.0, 1.0, 4.0]) * YEAR)
    drawn.good("shots", wasteable=True)
    drawn.good("ware")
    gun = drawn.do("gun", ("shots", 1.0), capacity=Capacity(initial=8.0, buildable=False))
    leg = drawn.do("throw", ("shots", -1.0), ("ware", np.array([1.0, 3.0])))
    gate = Gate(leg=leg, launcher=gun, open=np.array([1.0, 0.0]))
    state = balance(_maximise(drawn.network(gates=(gate,))))
    assert state.activity("throw").rate == pytest.approx(2.0)
    assert state.objective == pytest.approx(2.0, rel=1e-6)
