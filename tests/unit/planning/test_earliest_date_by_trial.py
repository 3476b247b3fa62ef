"""The earliest date by which an amount can be delivered, against trying every period."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.errors import InfeasibleError
from moonbase.mission.spec import Demand, Objective
from moonbase.planning import Options, plan

OPTIONS = Options(terminal="none", method="simplex")


def most_by(network, date):
    """Most that can have been delivered in orbit by a date."""
    near, far = network.demands[0], Demand(name="far", commodity="far", site="orbit", price=1.0, end=date)
    goal = Objective(sense="maximise", quantity="far", site="orbit")
    return plan(replace(network, demands=(near, far), objective=goal, discount_rate=0.0), OPTIONS).objective


def earliest(network, amount):
    near, far = network.demands[0], Demand(name="far", commodity="far", site="orbit", amount=amount)
    goal = Objective(sense="minimise", quantity="date", demand="far")
    return plan(replace(network, demands=(near, far), objective=goal), OPTIONS).objective


@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), share=st.floats(0.1, 0.95))
def test_earliest_date(random_network, seed, share):
    network = random_network(seed)
    ends = network.grid.edges[1:]
    reached = [most_by(network, float(end)) for end in ends]
    amount = share * reached[-1]
    assert earliest(network, amount) == min(end for end, most in zip(ends, reached, strict=True) if most >= amount)
    with pytest.raises(InfeasibleError):
        earliest(network, 1.01 * reached[-1])
