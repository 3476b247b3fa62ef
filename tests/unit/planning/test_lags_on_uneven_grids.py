"""What leaves arrives: lags on periods of any length."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.mission.spec import Demand, Objective
from moonbase.planning import plan
from moonbase.planning.timing import shift

lengths = st.lists(st.floats(0.1, 50.0), min_size=1, max_size=12)


def arrivals_by_integration(edges, lag):
    """Share of each period's departures in each later period, by cutting every period into many parts."""
    parts = 4000
    share = np.zeros((len(edges) - 1, len(edges) - 1))
    for source in range(len(edges) - 1):
        leaves = edges[source] + (np.arange(parts) + 0.5) * (edges[source + 1] - edges[source]) / parts
        found = np.searchsorted(edges, leaves + lag, side="right") - 1
        for target in found[found < len(edges) - 1]:
            share[target, source] += 1.0 / parts
    return share


@settings(max_examples=25, deadline=None, derandomize=True)
@given(lengths, st.floats(0.0, 60.0))
def test_shares_are_the_overlap_of_shifted_periods(periods, lag):
    edges = np.concatenate(([0.0], np.cumsum(periods)))
    moved = shift(edges, lag)
    share = np.zeros((len(periods), len(periods)))
    share[moved.target, moved.source] = moved.share
    np.testing.assert_allclose(share, arrivals_by_integration(edges, lag), atol=1e-3)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(lengths, st.floats(0.0, 60.0))
def test_all_that_lands_before_the_horizon_is_counted_once(periods, lag):
    edges = np.concatenate(([0.0], np.cumsum(periods)))
    moved = shift(edges, lag)
    arrived = np.bincount(moved.source, weights=moved.share, minlength=len(periods))
    in_time = np.clip((edges[-1] - lag - edges[:-1]) / np.diff(edges), 0.0, 1.0)
    np.testing.assert_allclose(arrived, in_time, atol=1e-6)


def test_a_month_from_months_to_quarters_moves_no_mass():
    edges = np.concatenate((np.arange(7.0), 6.0 + 3.0 * np.arange(1, 5)))
    moved = shift(edges, 1.0)
    matrix = np.zeros((10, 10))
    matrix[moved.target, moved.source] = moved.share
    expected = np.zeros((10, 10))
    expected[np.arange(1, 7), np.arange(6)] = 1.0
    expected[np.arange(6, 10), np.arange(6, 10)] = 2.0 / 3.0
    expected[np.arange(7, 10), np.arange(6, 9)] = 1.0 / 3.0
    np.testing.assert_allclose(matrix, expected, atol=1e-9)


@pytest.mark.parametrize("lag", [0.0, 0.4, 1.0, 2.7, 9.0])
def test_what_a_plan_ships_is_delivered_or_still_under_way(sketch, exact, lag):
    route = sketch([0.0, 1.0, 1.5, 4.0, 4.25, 9.0])
    route.good("ore")
    route.good("cargo", site="orbit")
    route.do("dig", ("ore", 1.0), ceiling=((0.0, 2.0),))
    route.do("ship", ("ore", -1.0), ("cargo", 0.9, lag))
    solved = plan(
        route.network(
            demands=(Demand(name="sale", commodity="cargo", site="orbit", price=1.0),),
            objective=Objective(sense="minimise", quantity="cost"),
        ),
        exact,
    )
    assert solved.delivered.sum() == pytest.approx(max(0.0, 9.0 - lag) * 2.0 * 0.9, rel=1e-8, abs=1e-12)
    shipped = solved.activity[1].sum()
    assert solved.delivered.sum() + solved.lost[1] == pytest.approx(0.9 * shipped, rel=1e-8, abs=1e-12)


def test_amounts_are_those_of_the_departure(sketch, exact):
    route = sketch(np.arange(5.0))
    route.good("cargo")
    yields = np.array([1.0, 2.0, 3.0, 4.0])
    route.do("ship", ("cargo", yields, 2.0), ceiling=((0.0, 1.0),))
    solved = plan(route.network(objective=Objective(sense="maximise", quantity="cargo")), exact)
    np.testing.assert_allclose(solved.delivered[0], [0.0, 0.0, 1.0, 2.0], atol=1e-12)
