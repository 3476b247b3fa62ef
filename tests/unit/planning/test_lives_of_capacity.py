"""Lead time, wear, lifetime, first date and highest capacity, on periods of unequal length."""

from dataclasses import replace

import numpy as np
import pytest

from moonbase.errors import InfeasibleError
from moonbase.graph.network import Capacity
from moonbase.mission.spec import Demand, Limit, Objective
from moonbase.planning import plan
from moonbase.planning.lives import present_life

EDGES = np.array([0.0, 1.0, 2.0, 4.0, 5.0, 9.0])


@pytest.fixture
def works(sketch):
    """One good made by machines that cost nothing but their number in the first period."""

    def build(*, once=True, demands=(), objective=None, **life):
        drawn = sketch(EDGES)
        drawn.good("product")
        drawn.do("machine", ("product", 1.0), capacity=Capacity(**life))
        limits = [Limit(name="once", quantity="build", of="machine", most=1.0, end=1.0)]
        limits += [Limit(name="never again", quantity="build", of="machine", most=0.0, start=1.0)]
        goal = objective or Objective(sense="maximise", quantity="product")
        return drawn.network(limits=tuple(limits) if once else (), demands=demands, objective=goal)

    return build


def test_lead_time_inside_a_long_period_counts_by_its_share(works, exact):
    solved = plan(works(lead_time=3.0), exact)
    np.testing.assert_allclose(solved.capacity[0], [0.0, 0.0, 0.5, 1.0, 1.0], atol=1e-9)


def test_lifetime_ends_inside_a_long_period(works, exact):
    solved = plan(works(lead_time=1.0, lifetime=5.0), exact)
    np.testing.assert_allclose(solved.capacity[0], [0.0, 1.0, 1.0, 1.0, 0.25], atol=1e-9)
    assert solved.objective == pytest.approx(5.0)


def test_infant_losses_and_wear_take_their_share(works, exact):
    wear = 0.1
    solved = plan(works(wear=wear, fraction=0.8), exact)
    months = 0.8 * np.exp(-wear * np.arange(9.0))
    expected = [months[0], months[1], months[2:4].mean(), months[4], months[5:].mean()]
    np.testing.assert_allclose(solved.capacity[0], expected, rtol=1e-9)


def test_a_curve_of_its_own_multiplies_wear_and_life(works, exact):
    curve = ((0.0, 1.0), (4.0, 1.0), (8.0, 0.0))
    solved = plan(works(wear=0.1, lifetime=7.0, curve=curve), exact)
    months = np.exp(-0.1 * np.arange(9.0)) * np.interp(np.arange(9.0) + 0.5, *zip(*curve, strict=True))
    months[7:] = 0.0
    expected = [months[0], months[1], months[2:4].mean(), months[4], months[5:].mean()]
    np.testing.assert_allclose(solved.capacity[0], expected, rtol=1e-9)


@pytest.mark.parametrize("lifetime", [0.0, 6.0, 9.0])
def test_time_in_service_is_the_integral_of_the_share_alive(lifetime):
    curve = ((0.0, 1.0), (4.0, 1.0), (8.0, 0.2))
    capacity = Capacity(wear=0.1, lifetime=lifetime, fraction=0.9, curve=curve)
    ages = np.linspace(0.0, lifetime or 400.0, 400_001)
    share = 0.9 * np.exp(-(0.1 + 0.05) * ages) * np.interp(ages, *zip(*curve, strict=True))
    assert present_life(capacity, 0.05) == pytest.approx(np.diff(ages) @ (share[1:] + share[:-1]) / 2.0, rel=1e-5)


def test_initial_capacity_wears_and_retires(works, exact):
    solved = plan(works(initial=3.0, wear=0.2, lifetime=4.0, buildable=False, once=False), exact)
    months = 3.0 * np.exp(-0.2 * np.arange(4.0))
    np.testing.assert_allclose(solved.capacity[0], [months[0], months[1], months[2:].mean(), 0.0, 0.0], atol=1e-9)


def test_availability_is_a_share_of_the_time(works, exact):
    solved = plan(works(initial=2.0, availability=0.6, buildable=False, once=False), exact)
    np.testing.assert_allclose(solved.activity[0], 2.0 * 0.6 * np.diff(EDGES), rtol=1e-9)


def test_nothing_is_built_before_its_first_date(works, exact):
    bounded = Limit(name="size", quantity="build", of="machine", most=5.0)
    network = works(once=False, available_from=4.0)
    solved = plan(replace(network, limits=(bounded,)), exact)
    np.testing.assert_allclose(solved.built[0, :3], 0.0, atol=1e-9)
    assert solved.objective == pytest.approx(5.0 * 5.0)


def test_highest_capacity_counts_what_stands_already(works, exact):
    solved = plan(works(once=False, initial=2.0, limit=3.0), exact)
    np.testing.assert_allclose(solved.capacity[0], 3.0, rtol=1e-9)
    standing = plan(works(once=False, initial=4.0, limit=3.0, wear=0.1), exact)
    assert (standing.capacity[0] <= np.maximum(3.0, 4.0) + 1e-9).all()
    np.testing.assert_allclose(standing.capacity[0, -1], 3.0, rtol=1e-9)


def test_what_is_needed_early_must_have_been_built_before(works, exact):
    early = Demand(name="early", commodity="product", site="base", rate=1.0, end=2.0)
    with pytest.raises(InfeasibleError):
        plan(
            works(once=False, lead_time=1.0, demands=(early,), objective=Objective(sense="minimise", quantity="cost")),
            exact,
        )
