"""Case P5 of the campaign-planning reference: generalised flow in a household, after Ishimatsu (2013).

Ishimatsu, "Generalized multi-commodity network flows: case studies in space logistics and complex infrastructure
systems", MIT thesis, 2013, explains generalised flows with water, electricity and diesel of a household; the numbers
here are a consistent version of that example, solved by hand: 5 + 0.2 * 3 = 5.6 electricity, 16.8 diesel. Grade:
computed.
"""

import pytest

from moonbase.mission.spec import Demand, Objective
from moonbase.planning import plan


@pytest.fixture
def household(sketch):
    home = sketch([0.0, 1.0])
    for good in ("ground water", "water", "electricity", "diesel"):
        home.good(good)
    home.do("extract", ("ground water", 1.0), cost=0.0001)
    home.do("pump", ("ground water", -1.0), ("electricity", -0.2), ("water", 1.0), cost=0.03)
    home.do("buy", ("diesel", 1.0), cost=0.20)
    home.do("generate", ("diesel", -3.0), ("electricity", 1.0), cost=0.01)
    return home.network(
        demands=(
            Demand(name="drink", commodity="water", site="base", rate=3.0),
            Demand(name="light", commodity="electricity", site="base", rate=5.0),
        ),
        objective=Objective(sense="minimise", quantity="cost"),
    )


def test_cost_of_a_household(household, exact):
    assert plan(household, exact).objective == pytest.approx(3.5063, abs=1e-12)


def test_what_runs(household, exact):
    assert plan(household, exact).activity[:, 0] == pytest.approx([3.0, 3.0, 16.8, 5.6], abs=1e-12)


def test_prices_follow_the_recipes(household, exact):
    electricity = 3 * 0.20 + 0.01
    expected = [0.0001, 0.0001 + 0.2 * electricity + 0.03, electricity, 0.20]
    assert plan(household, exact).prices[:, 0] == pytest.approx(expected, abs=1e-12)
