"""Case P6 of the campaign-planning reference: invest everything first, then consume everything.

Maximise consumption over 40 periods with ``K' = K + 0.07 u`` and ``u + c <= K`` from K = 1. A unit invested with m
periods to go is worth 0.07 m, so that investing pays while m > 1 / 0.07 = 14.29: 25 periods of investing and 15 of
consuming, ``15 * 1.07**25``. The discrete form of the linear optimal growth problem (bang-bang control). Grade:
computed.
"""

import numpy as np
import pytest

from moonbase.graph.network import Capacity
from moonbase.mission.spec import Objective
from moonbase.planning import Options, plan

WEEK = 604_800.0
PERIODS = 40


@pytest.fixture
def growth(sketch):
    economy = sketch(np.arange(PERIODS + 1) * WEEK)
    economy.good("output")
    machines = Capacity(equipment=economy.rows({"output": WEEK / 0.07}), lead_time=WEEK, initial=1.0 / WEEK)
    economy.do("machines", ("output", 1.0), capacity=machines)
    return economy.network(objective=Objective(sense="maximise", quantity="output"))


@pytest.mark.parametrize("method", ["simplex", "hipo", "ipx"])
def test_most_consumption(growth, method):
    best = plan(growth, Options(terminal="none", method=method)).objective
    assert best == pytest.approx(81.41148960, rel=1e-9 if method == "simplex" else 3e-7)


def test_invest_first_then_consume(growth, exact):
    eaten = plan(growth, exact).delivered[0]
    np.testing.assert_allclose(eaten[:25], 0.0, atol=1e-9)
    np.testing.assert_allclose(eaten[25:], 1.07**25, rtol=1e-12)


def test_capacity_is_worth_what_it_can_still_make(growth, exact):
    worth = plan(growth, exact).capacity_values[0] / WEEK
    left = PERIODS - np.arange(PERIODS)
    expected = np.where(left <= 15, left, 15 * 1.07 ** np.maximum(left - 15, 0))
    np.testing.assert_allclose(worth, expected, rtol=1e-9)
