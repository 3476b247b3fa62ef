"""Statistics of studies: small cases that can be checked by hand, failures, and an independent implementation."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.campaign.evaluation import STATUSES
from moonbase.campaign.statistics.breakeven import break_even_of_samples, break_even_surface
from moonbase.campaign.statistics.distribution import converge, cumulative, quantile
from moonbase.campaign.statistics.estimate import Estimate, mean
from moonbase.campaign.statistics.indices import first_order, saltelli_indices
from moonbase.campaign.statistics.pareto import front, hypervolume
from moonbase.campaign.statistics.regions import regions
from moonbase.campaign.statistics.screening import morris, swings
from moonbase.campaign.statistics.survival import survival


def test_saltelli_indices_agree_with_an_independent_library():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from SALib.analyze import sobol
        from SALib.sample import sobol as sampler
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-math.pi, math.pi]] * 3}
    points = sampler.sample(problem, 1024, calc_second_order=False, seed=1)
    results = np.sin(points[:, 0]) + 7 * np.sin(points[:, 1]) ** 2 + 0.1 * points[:, 2] ** 4 * np.sin(points[:, 0])
    table = results.reshape(-1, 5)
    found = saltelli_indices(table[:, 0], table[:, 4], table[:, 1:4])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = sobol.analyze(problem, results, calc_second_order=False, seed=2)
    assert found.first == pytest.approx(theirs["S1"], abs=0.02)
    assert found.total == pytest.approx(theirs["ST"], abs=0.02)
    assert 1.96 * found.total_error == pytest.approx(theirs["ST_conf"], rel=0.35)


def test_saltelli_indices_leave_out_base_points_with_a_failed_sample():
    rng = np.random.default_rng(1)
    a, b = rng.random((64, 2)), rng.random((64, 2))
    mixed = np.stack([np.where(np.arange(2) == i, b, a).sum(axis=1) for i in range(2)], axis=1)
    whole = saltelli_indices(a[:60].sum(axis=1), b[:60].sum(axis=1), mixed[:60])
    mixed[60:, 1] = np.nan
    assert saltelli_indices(a.sum(axis=1), b.sum(axis=1), mixed).count == 60
    assert saltelli_indices(a.sum(axis=1), b.sum(axis=1), mixed).total == pytest.approx(whole.total)


def test_a_constant_result_has_no_indices():
    assert np.isnan(saltelli_indices(np.ones(8), np.ones(8), np.ones((8, 2))).first).all()
    assert np.isnan(first_order(np.random.default_rng(1).random((100, 2)), np.ones(100)).first).all()


def test_a_choice_that_decides_all_has_index_one():
    x = np.random.default_rng(1).integers(0, 3, (300, 1)).astype(float)
    assert first_order(x, x[:, 0] * 2).first[0] == pytest.approx(1.0)


def test_linear_swings():
    x = np.random.default_rng(1).random((500, 2))
    found = swings(x, 3 * x[:, 0] - 10 * x[:, 1])
    assert found.explained == pytest.approx(1.0)
    assert found.high - found.low == pytest.approx([3 * 0.8, -10 * 0.8], rel=0.05)
    assert found.order.tolist() == [1, 0]
    assert np.isnan(swings(x[:3], x[:3, 0]).low).all()


def test_morris_leaves_out_steps_with_failures():
    points = np.array([[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]] * 2)
    found = morris(points, np.array([[0.0, 2.0, 5.0], [0.0, np.nan, 4.0]]))
    assert found.count.tolist() == [1, 1]
    assert found.mean.tolist() == [2.0, 3.0]


def test_quantile_errors_cover():
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        found = quantile(rng.normal(size=200), 0.8)
        hits += abs(found.value - 0.8416212) < found.error
    assert hits / 400 == pytest.approx(0.68, abs=0.08)


def test_more_samples_for_a_smaller_error():
    found = mean(np.random.default_rng(1).normal(size=1000))
    assert found.samples_for(found.error / 10) == 100_000
    with pytest.raises(ValueError, match="must be known"):
        Estimate(1.0, math.nan, 1).samples_for(0.1)


def test_convergence_doubles_and_ends_with_everything():
    values = np.random.default_rng(1).normal(size=1000)
    found = converge(values)
    assert found.counts.tolist() == [31, 62, 125, 250, 500, 1000]
    assert found.last.value == pytest.approx(values.mean())
    assert found.settled
    drifting = converge(np.linspace(0.0, 1.0, 1000), level=0.5)
    assert not drifting.settled


def test_cumulative_ends_at_one():
    values, shares = cumulative(np.arange(1000.0), points=11)
    assert (values[0], values[-1], shares[-1]) == (0.0, 999.0, 1.0)
    assert len(values) == 11


def test_break_even_surface_over_two_inputs():
    price, learning = np.array([100.0, 200.0, 400.0]), np.array([0.8, 0.9, 1.0])
    difference = price[:, None] * learning[None, :] - 180.0
    found = break_even_surface(price, difference, 0)
    assert found.crossing == pytest.approx([225.0, 200.0, 180.0])
    assert not found.below.any()
    beyond = break_even_surface(price, difference - 1000.0, 0)
    assert beyond.below.all()
    assert np.isnan(beyond.crossing).all()
    twice = break_even_surface(np.arange(3.0), np.array([1.0, -1.0, 1.0]), 0)
    assert (float(twice.crossing), bool(twice.several)) == (0.5, True)
    assert float(break_even_surface(np.arange(2.0), np.array([-1.0, 0.0]), 0).crossing) == 1.0


def test_break_even_of_samples_with_noise():
    rng = np.random.default_rng(5)
    x = rng.random(4000) * 10.0
    found = break_even_of_samples(x, x - 4.0 + rng.normal(size=4000))
    assert abs(found.value - 4.0) < 3.5 * found.error
    assert found.error < 0.1
    assert math.isnan(break_even_of_samples(x, x + 1.0).value)


def test_chance_makes_no_break_even():
    rng = np.random.default_rng(9)
    found = [break_even_of_samples(rng.random(60), rng.normal(size=60) + 0.1).value for _ in range(200)]
    assert np.isfinite(found).mean() < 0.02


def test_three_objectives_dominate_a_volume_that_adds_up():
    cube = np.array([[0.0, 0.0, 0.5], [0.5, 0.0, 0.0], [0.0, 0.5, 0.0], [0.6, 0.6, 0.6], [np.nan, 0.0, 0.0]])
    assert sorted(front(cube).tolist()) == [0, 1, 2]
    # Inclusion and exclusion of three slabs of half the cube: 3/2 - 3/4 + 1/8.
    assert hypervolume(cube[:4], np.ones(3)) == pytest.approx(0.875)
    assert hypervolume(cube[:4] + 2.0, np.ones(3)) == 0.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 6)] * 3), min_size=1, max_size=20))
def test_front_holds_exactly_what_nothing_beats(points):
    costs = np.array(points, dtype=float)
    kept = front(costs)
    for index, cost in enumerate(costs):
        beaten = ((costs <= cost).all(axis=1) & (costs < cost).any(axis=1)).any()
        twin = (costs[kept] == cost).all(axis=1).any()
        assert beaten != twin
        assert index not in kept or not beaten
    two = front(costs[:, :2])
    assert hypervolume(costs[:, :2], np.full(2, 7.0)) == pytest.approx(hypervolume(costs[two, :2], np.full(2, 7.0)))


def test_regions_find_a_corner_and_know_their_accuracy():
    rng = np.random.default_rng(6)
    x = rng.random((2000, 4))
    holds = (x[:, 1] > 0.6) & (x[:, 3] <= 0.5)
    found = regions(x, holds)
    best = found.regions[0]
    assert {(factor, above) for factor, _, above in best.bounds} == {(1, True), (3, False)}
    assert [round(threshold, 1) for _, threshold, _ in sorted(best.bounds)] == [0.6, 0.5]
    assert found.accuracy.value > 0.98
    assert sum(box.weight for box in found.regions) == pytest.approx(1.0)


def test_regions_do_not_boast_about_noise():
    rng = np.random.default_rng(6)
    found = regions(rng.random((1000, 4)), rng.random(1000) < 0.5)
    assert found.accuracy.value == pytest.approx(0.5, abs=0.06)


def test_survival_tells_where_samples_fail():
    rng = np.random.default_rng(2)
    x = rng.random((1000, 2))
    status = np.where(x[:, 0] > 0.9, STATUSES.index("infeasible"), 0).astype(np.int8)
    found = survival(status, x)
    assert set(found.shares) == {"ok", "infeasible"}
    assert found.shares["infeasible"].value == pytest.approx(0.1, abs=0.03)
    assert found.biased.tolist() == [True, False]
    assert not survival(np.zeros(10, dtype=np.int8), x[:10]).biased.any()
