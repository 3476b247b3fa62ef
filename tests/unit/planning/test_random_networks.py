"""Conservation laws of plans of random networks, checked from the arrays of the plan with loops of their own."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.planning import Options, plan

FEW = settings(max_examples=12, deadline=None, derandomize=True)
CLOSE = {"rtol": 1e-6, "atol": 1e-5}


@pytest.fixture(scope="module")
def solved_network(random_network):
    """Plans by seed, each solved once."""
    known = {}

    def get(seed):
        if seed not in known:
            method = ("simplex", "ipx", "hipo")[seed % 3]
            known[seed] = plan(random_network(seed), Options(terminal="none", method=method, tolerance=1e-7))
        return known[seed]

    return get


def share_that_lands(edges, lag):
    """Share of the departures of each period (column) that arrives in each period (row)."""
    lo = np.maximum(edges[:-1, None], edges[None, :-1] + lag)
    hi = np.minimum(edges[1:, None], edges[None, 1:] + lag)
    return np.maximum(hi - lo, 0.0) / np.diff(edges)


def moved(solved):
    """Net arrivals of every flow, shape ``(n_balances, n_periods)``."""
    total = np.zeros_like(solved.prices)
    for activity, amount in zip(solved.network.activities, solved.activity, strict=True):
        for flow in activity.flows:
            total[flow.balance] += share_that_lands(solved.grid.edges, flow.lag) @ (flow.amount * amount)
    return total


def used_by_capacity(solved):
    total = np.zeros_like(solved.prices)
    for index, activity in enumerate(solved.network.activities):
        if activity.capacity is not None:
            for row, amount in activity.capacity.equipment:
                total[row] += amount * solved.built[index]
            for row, amount in activity.capacity.upkeep:
                total[row] += amount * solved.capacity[index] * solved.grid.lengths
    return total


def alive(capacity, built, lengths):
    """Average capacity of each period, month by month and batch by batch."""
    owner = np.repeat(np.arange(len(lengths)), lengths.astype(int))
    months = np.zeros(len(owner))
    batches = [(0, capacity.initial)]
    lead = int(capacity.lead_time)
    batches += [(month + lead, capacity.fraction * built[own] / lengths[own]) for month, own in enumerate(owner)]
    for start, size in batches:
        for month in range(start, len(owner)):
            if not capacity.lifetime or month - start < capacity.lifetime:
                months[month] += size * np.exp(-capacity.wear * (month - start))
    return np.bincount(owner, weights=months) / lengths


seeds = st.integers(0, 10_000)


@FEW
@given(seed=seeds)
def test_every_balance_closes(solved_network, seed):
    solved = solved_network(seed)
    network, lengths = solved.network, solved.grid.lengths
    loss = np.array([balance.commodity.loss for balance in network.balances])
    kept = np.zeros_like(solved.stock)
    kept[:, 1:] = solved.stock[:, :-1] * np.exp(-loss[:, None] * lengths[1:])
    taken = np.zeros_like(solved.stock)
    for demand, amount in zip(solved.demands, solved.delivered, strict=True):
        taken[network.balance_index(demand.commodity, demand.site)] += amount
    left = kept + moved(solved) - used_by_capacity(solved) - taken - solved.waste
    np.testing.assert_allclose(left, solved.stock, **CLOSE)
    for row, balance in enumerate(network.balances):
        assert balance.commodity.storable or not solved.stock[row].any()
        assert balance.commodity.wasteable or not solved.waste[row].any()


@FEW
@given(seed=seeds)
def test_capacity_follows_what_was_built_month_by_month(solved_network, seed):
    solved = solved_network(seed)
    for index, activity in enumerate(solved.network.activities):
        if activity.capacity is not None:
            expected = alive(activity.capacity, solved.built[index], solved.grid.lengths)
            np.testing.assert_allclose(solved.capacity[index], expected, **CLOSE)


@FEW
@given(seed=seeds)
def test_nothing_exceeds_its_bounds(solved_network, seed):
    solved = solved_network(seed)
    network, lengths = solved.network, solved.grid.lengths
    for name in ("activity", "built", "capacity", "stock", "waste", "delivered"):
        assert getattr(solved, name).min() >= 0.0, name
    for index, activity in enumerate(network.activities):
        if activity.capacity is not None:
            room = activity.capacity.availability * solved.capacity[index] * lengths
            assert (solved.activity[index] <= room * (1 + 1e-6) + 1e-6).all()
            assert (solved.capacity[index] <= activity.capacity.limit * (1 + 1e-6)).all()
    (gate,) = network.gates
    gun = network.activities[gate.launcher].capacity
    room = gate.open * gun.availability * solved.capacity[gate.launcher] * lengths
    assert (gate.use * solved.activity[gate.leg] <= room * (1 + 1e-6) + 1e-6).all()
    assert (solved.imported_mass <= 4.0 * lengths * (1 + 1e-6)).all()
    assert (solved.delivered[0] <= 0.3 * lengths * (1 + 1e-6)).all()


@FEW
@given(seed=seeds)
def test_prices_leave_no_activity_a_profit_and_no_busy_one_a_loss(solved_network, seed):
    solved = solved_network(seed)
    (gate,) = solved.network.gates
    cargo = solved.limit_prices[0]
    for index, activity in enumerate(solved.network.activities):
        earned = np.zeros(solved.grid.size)
        for flow in activity.flows:
            earned += flow.amount * (solved.prices[flow.balance] @ share_that_lands(solved.grid.edges, flow.lag))
        paid = solved.use_rents[index] + solved.ceiling_prices[index] + activity.imported_mass * cargo
        closed = np.zeros(solved.grid.size, dtype=bool)
        if index == gate.leg:
            paid = paid + gate.use * solved.gate_rents[0]
            closed = gate.open <= 0.0
        scale = 1e-4 * max(1.0, float(np.abs(solved.prices).max()))
        assert (earned <= paid + scale)[~closed].all()
        busy = solved.activity[index] > 1e-3
        np.testing.assert_allclose(earned[busy], paid[busy], atol=scale)


@FEW
@given(seed=seeds)
def test_objective_and_accounts_add_up(solved_network, seed):
    solved = solved_network(seed)
    years = 0.5 * (solved.grid.edges[1:] + solved.grid.edges[:-1]) / (365.25 * 86400.0)
    goal = solved.demand_index("far at orbit")
    assert solved.objective == pytest.approx(float(solved.delivered[goal] @ 1.08**-years), rel=1e-9, abs=1e-12)
    np.testing.assert_allclose(solved.income, 1.0 * solved.delivered[0], rtol=1e-12)
    earth = solved.activity_index("earth")
    np.testing.assert_allclose(solved.imported_mass, 2.0 * solved.activity[earth], rtol=1e-12)
