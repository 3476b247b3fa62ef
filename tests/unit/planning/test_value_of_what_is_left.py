"""Capacity left at the horizon: worth what it can sustain, never at the price of a better plan overall."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.constants import YEAR
from moonbase.graph.network import Capacity
from moonbase.mission.spec import Objective
from moonbase.planning import Options, plan

PLAIN, WORTH = Options(terminal="none", method="simplex"), Options(method="simplex")


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_a_plan_with_an_afterlife_gives_up_less_than_it_gains(random_network, seed):
    network = random_network(seed)
    plain, worth = plan(network, PLAIN), plan(network, WORTH)
    assert plain.terminal_value == 0.0
    assert worth.objective <= plain.objective * (1.0 + 1e-6)
    assert worth.objective + worth.terminal_value >= plain.objective * (1.0 - 1e-6)


@pytest.fixture
def machines(sketch):
    """Machines last three years; a year of work of one makes another, or the product."""
    years = sketch(np.arange(13.0) * YEAR)
    years.good("work")
    years.good("product")
    size = Capacity(
        equipment=years.rows({"work": 1.0 * YEAR}), lifetime=3.0 * YEAR, initial=1.0 / YEAR, limit=8.0 / YEAR
    )
    years.do("machines", ("work", 1.0), capacity=size)
    years.do("finish", ("work", -1.0), ("product", 1.0))
    return years.network(objective=Objective(sense="maximise", quantity="product"))


def test_the_last_years_go_on_building(machines):
    plain, worth = plan(machines, PLAIN), plan(machines, WORTH)
    last = slice(-2, None)
    assert plain.built[0, last].sum() == pytest.approx(0.0, abs=1e-12)
    assert worth.built[0, last].sum() * YEAR > 1.0
    assert worth.terminal_value > 0.0
