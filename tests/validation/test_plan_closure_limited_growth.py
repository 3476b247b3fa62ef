"""Case P7 of the campaign-planning reference: growth that runs into its imports.

Machines build machines at a tenth of their number per step; a tenth of each comes from Earth, which sends 2 per step:
``b = min(0.1 K, 2 / (1 - 0.9))``, exponential for 32 steps, linear afterwards. After 60 steps from K = 10 there are
771.1377675 machines. Grade: computed.
"""

import numpy as np
import pytest

from moonbase.graph.network import Capacity
from moonbase.mission.spec import Objective
from moonbase.planning import Options, plan

STEPS = 60
PUBLISHED = 771.1377675


def recursion():
    machines = [10.0]
    for _ in range(STEPS):
        machines.append(machines[-1] + min(0.1 * machines[-1], 2.0 / (1.0 - 0.9)))
    return np.array(machines)


@pytest.fixture
def colony(sketch):
    base = sketch(np.arange(STEPS + 2.0))
    for good in ("work", "vitamins", "tally"):
        base.good(good, wasteable=True)
    at_the_end = np.append(np.zeros(STEPS), 1.0)
    machine = Capacity(equipment=base.rows({"work": 1.0, "vitamins": 0.1}), lead_time=1.0, initial=10.0)
    base.do("machines", ("work", 0.1), ("tally", at_the_end), capacity=machine)
    base.do("earth", ("vitamins", 1.0), ceiling=((0.0, 2.0),))
    return base.network(objective=Objective(sense="maximise", quantity="tally"))


def test_the_recursion_itself():
    assert recursion()[-1] == pytest.approx(PUBLISHED, abs=5e-8)


@pytest.mark.parametrize("method", ["simplex", "hipo", "ipx"])
def test_most_machines(colony, method):
    best = plan(colony, Options(terminal="none", method=method)).objective
    assert best == pytest.approx(PUBLISHED, rel=1e-10 if method == "simplex" else 1e-6)


def test_every_step_of_the_way(colony, exact):
    np.testing.assert_allclose(plan(colony, exact).capacity[0], recursion(), rtol=1e-10)


def test_exponential_then_linear(colony, exact):
    grown = plan(colony, exact).built[0, :STEPS]
    np.testing.assert_allclose(grown[1:32] / grown[:31], 1.1, rtol=1e-9)
    np.testing.assert_allclose(grown[32:], 20.0, rtol=1e-9)


def test_imports_have_a_price_only_when_they_bind(colony, exact):
    solved = plan(colony, exact)
    price = solved.ceiling_prices[solved.activity_index("earth")]
    np.testing.assert_allclose(price[:32], 0.0, atol=1e-9)
    np.testing.assert_allclose(price[33:STEPS], 10.0, rtol=1e-9)
