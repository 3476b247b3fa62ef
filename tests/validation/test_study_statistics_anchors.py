"""Statistics of studies against functions whose answers are known in closed form.

Ishigami and Homma, ISUMA 1990: f = sin x1 + a sin² x2 + b x3⁴ sin x1 on (-π, π)³ with a = 7, b = 0.1 has
S1 = 0.313905, S2 = 0.442411, S3 = 0, T1 = 0.557589, T3 = 0.243684. A serial chain of five capacities U(0, 1) passes
the least of them: mean 1/6, standard deviation sqrt(5/252) = 0.140859. Each statistic must come out within a few of the
errors that it states itself, and those errors must be small enough to mean something.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import qmc

from moonbase.campaign.statistics.distribution import quantile
from moonbase.campaign.statistics.estimate import mean
from moonbase.campaign.statistics.indices import first_order, saltelli_indices
from moonbase.campaign.statistics.screening import morris

FIRST = np.array([0.313905, 0.442411, 0.0])
TOTAL = np.array([0.557589, 0.442411, 0.243684])


def ishigami(x):
    return np.sin(x[..., 0]) + 7.0 * np.sin(x[..., 1]) ** 2 + 0.1 * x[..., 2] ** 4 * np.sin(x[..., 0])


def saltelli(pairs):
    """Results of a Saltelli design in three dimensions, from points in six."""
    a, b = (pairs[:, :3] * 2 - 1) * math.pi, (pairs[:, 3:] * 2 - 1) * math.pi
    mixed = np.stack([ishigami(np.where(np.arange(3) == i, b, a)) for i in range(3)], axis=1)
    return ishigami(a), ishigami(b), mixed


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ishigami_by_saltelli_with_independent_points(seed):
    found = saltelli_indices(*saltelli(np.random.default_rng(seed).random((8192, 6))))
    assert (np.abs(found.first - FIRST) < 3.5 * found.first_error).all()
    assert (np.abs(found.total - TOTAL) < 3.5 * found.total_error).all()
    assert found.first_error.max() < 0.02
    assert found.total_error.max() < 0.02


def test_ishigami_by_saltelli_with_a_sobol_sequence():
    found = saltelli_indices(*saltelli(qmc.Sobol(6, seed=5).random_base2(13)))
    assert found.first == pytest.approx(FIRST, abs=0.005)
    assert found.total == pytest.approx(TOTAL, abs=0.005)


def test_stated_errors_of_saltelli_indices_match_the_scatter_of_repeated_studies():
    rng = np.random.default_rng(11)
    studies = [saltelli_indices(*saltelli(rng.random((512, 6)))) for _ in range(200)]
    for name in ("first", "total"):
        scatter = np.std([getattr(one, name) for one in studies], axis=0)
        stated = np.mean([getattr(one, f"{name}_error") for one in studies], axis=0)
        assert stated == pytest.approx(scatter, rel=0.2)


def test_ishigami_by_plain_monte_carlo():
    x = (np.random.default_rng(3).random((50_000, 3)) * 2 - 1) * math.pi
    found = first_order(x, ishigami(x))
    assert (np.abs(found.first - FIRST) < 3.5 * found.first_error + 0.003).all()
    assert found.first_error.max() < 0.01


def test_indices_without_influence_are_zero_on_average():
    rng = np.random.default_rng(8)
    found = [first_order(rng.random((400, 1)), rng.random(400)).first[0] for _ in range(300)]
    assert abs(np.mean(found)) < 3.5 * np.std(found) / math.sqrt(300)


def test_serial_chain():
    flow = np.random.default_rng(4).random((100_000, 5)).min(axis=1)
    found = mean(flow)
    assert abs(found.value - 1 / 6) < 3.5 * found.error
    assert found.error == pytest.approx(0.140859 / math.sqrt(100_000), rel=0.01)
    for level in (0.1, 0.5, 0.9):
        exact = 1.0 - (1.0 - level) ** 0.2
        estimate = quantile(flow, level)
        assert abs(estimate.value - exact) < 3.5 * estimate.error
        assert estimate.error < 0.01


def test_morris_of_a_straight_line_is_its_slopes():
    slopes = np.array([3.0, -2.0, 0.5])
    rng = np.random.default_rng(2)
    start = rng.integers(0, 2, (10, 1, 3)) / 3.0
    order = np.argsort(rng.random((10, 3)), axis=1)
    steps = np.zeros((10, 4, 3))
    for t in range(10):
        for k in range(3):
            steps[t, k + 1 :, order[t, k]] = 2.0 / 3.0
    points = start + steps
    found = morris(points, points @ slopes)
    assert found.mean == pytest.approx(slopes)
    assert found.strength == pytest.approx(np.abs(slopes))
    assert found.spread == pytest.approx(np.zeros(3), abs=1e-12)
    assert found.count.tolist() == [10, 10, 10]
