"""Case P12 of the campaign-planning reference: replication with a delay between building and running.

``K' = 0.99 K + 0.05 K[six periods ago]``: the growth factor is the largest root of ``g**7 = 0.99 g**6 + 0.05``,
1.031508200 per period, doubling in 22.3437 periods; without the delay 1.04 and 17.6730. Wear of 1 % per period is the
exponential rate ``-ln(0.99)``. Grade: computed.
"""

import numpy as np
import pytest

from moonbase.graph.network import Capacity
from moonbase.mission.spec import Objective
from moonbase.planning import plan

MONTH = 2_629_800.0
CASES = [pytest.param(6, 1.031508200, 22.3437, id="six-months"), pytest.param(0, 1.04, 17.6730, id="at-once")]


def recursion(delay, periods):
    machines = np.zeros(periods)
    machines[0] = 1.0
    for month in range(periods - 1):
        born = 0.05 * machines[month - delay] if month >= delay else 0.0
        machines[month + 1] = 0.99 * machines[month] + born
    return machines


@pytest.fixture
def replication(sketch):
    def build(delay, periods):
        base = sketch(np.arange(periods + 1) * MONTH)
        base.good("work")
        base.good("tally", wasteable=True)
        at_the_end = np.append(np.zeros(periods - 1), 1.0)
        machine = Capacity(
            equipment=base.rows({"work": MONTH / 0.05}),
            lead_time=(delay + 1) * MONTH,
            wear=-np.log(0.99) / MONTH,
            initial=1.0 / MONTH,
        )
        base.do("machines", ("work", 1.0), ("tally", at_the_end), capacity=machine)
        return base.network(objective=Objective(sense="maximise", quantity="tally"))

    return build


@pytest.mark.parametrize(("delay", "factor", "doubling"), CASES)
def test_root_of_the_recursion(delay, factor, doubling):
    roots = np.roots([1.0, -0.99, *[0.0] * (delay - 1), -0.05] if delay else [1.0, -1.04])
    largest = roots[np.abs(roots).argmax()].real
    assert largest == pytest.approx(factor, abs=5e-10)
    assert np.log(2.0) / np.log(largest) == pytest.approx(doubling, abs=5e-5)


@pytest.mark.parametrize(("delay", "factor", "doubling"), CASES)
def test_a_plan_that_only_grows_follows_the_recursion(replication, exact, delay, factor, doubling):
    periods = 180
    machines = plan(replication(delay, periods), exact).capacity[0] * MONTH
    np.testing.assert_allclose(machines, recursion(delay, periods), rtol=1e-9)
    assert machines[-1] / machines[-2] == pytest.approx(factor, abs=1e-9)
    months = np.arange(periods)[-60:]
    rate = np.polyfit(months, np.log(machines[-60:]), 1)[0]
    assert np.log(2.0) / rate == pytest.approx(doubling, abs=1e-4)
