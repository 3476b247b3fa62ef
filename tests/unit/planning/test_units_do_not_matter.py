"""Counting in joules instead of terajoules, or in seconds instead of months, gives the same plan."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.graph.grid import Grid
from moonbase.planning import Options, plan

MONTH = 2_629_800.0
DECADES = (-6.0, 9.0)


def in_units(capacity, factors, time):
    return replace(
        capacity,
        equipment=tuple((row, amount * factors[row] * time) for row, amount in capacity.equipment),
        upkeep=tuple((row, amount * factors[row]) for row, amount in capacity.upkeep),
        lead_time=capacity.lead_time * time,
        wear=capacity.wear / time,
        lifetime=capacity.lifetime * time,
        initial=capacity.initial / time,
        limit=capacity.limit / time,
    )


def rescaled(network, factors, time):
    """The same network with each good counted in other units and time in another."""

    def activity(each):
        return replace(
            each,
            flows=tuple(
                replace(flow, amount=flow.amount * factors[flow.balance], lag=flow.lag * time) for flow in each.flows
            ),
            capacity=each.capacity and in_units(each.capacity, factors, time),
            ceiling=tuple((date * time, most / time) for date, most in each.ceiling),
        )

    def demand(each):
        factor = factors[network.balance_index(each.commodity, each.site)]
        return replace(each, most=each.most * factor / time, price=each.price / factor)

    return replace(
        network,
        grid=Grid(network.grid.edges * time),
        balances=tuple(
            replace(each, commodity=replace(each.commodity, loss=each.commodity.loss / time))
            for each in network.balances
        ),
        activities=tuple(activity(each) for each in network.activities),
        demands=tuple(demand(each) for each in network.demands),
        limits=tuple(replace(each, most=each.most / time) for each in network.limits),
        discount_rate=float(np.expm1(np.log1p(network.discount_rate) / time)),
    )


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), method=st.sampled_from(["simplex", "ipx", "hipo"]))
def test_units_do_not_matter(random_network, seed, method):
    network = random_network(seed)
    factors = 10.0 ** np.random.default_rng(seed).uniform(*DECADES, len(network.balances))
    options = Options(terminal="none", method=method)
    plain, other = plan(network, options), plan(rescaled(network, factors, MONTH), options)
    goal = factors[network.balance_index("far", "orbit")]
    assert other.objective / goal == pytest.approx(plain.objective, rel=1e-6)
    assert other.certificate.passed
