"""Designs cover what they promise, the same in any stretch; laws have their moments; correlations their rank."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from moonbase.campaign.correlation import copula_of, nearest_correlation
from moonbase.campaign.designs import sample_values, unit_points
from moonbase.campaign.factor import Factor
from moonbase.campaign.layout import divide
from moonbase.campaign.numbers import generator, unit_uniforms
from moonbase.campaign.quantiles import quantile, values_of
from moonbase.campaign.size import rows_of
from moonbase.campaign.study import Design, Law, Study, Varied
from moonbase.mission.source import Source

DESIGNS = {"monte-carlo": 300, "latin-hypercube": 300, "sobol": 256, "saltelli": 32, "morris": 20, "grid": 4}
UNIT = Law(kind="uniform", values=(0.0, 1.0))


def _study(kind, n, laws=(UNIT,) * 3, correlation=(), seed=4, **settings):
    varied = tuple(Varied(factor=Factor(name=f"a.b{index}"), law=law) for index, law in enumerate(laws))
    design = Design(kind=kind, n=n, seed=seed, settings=settings)
    return Study(name="s", mission=Source("", ""), varied=varied, correlation=correlation, design=design, what="steady")


@pytest.mark.parametrize("kind", DESIGNS)
def test_any_stretch_of_samples_is_that_of_the_whole(kind):
    study = _study(kind, DESIGNS[kind], levels=4)
    whole, rows = sample_values(study), rows_of(study)
    assert whole.shape == (rows, 3)
    parts = [sample_values(study, first, min(11, rows - first)) for first in range(0, rows, 11)]
    assert (np.concatenate(parts) == whole).all()
    other = sample_values(_study(kind, DESIGNS[kind], levels=4, seed=5))
    assert (other == whole).all() == (kind == "grid")


def test_latin_hypercube_has_one_sample_in_each_slice():
    points = unit_points(_study("latin-hypercube", 50), 0, 50)
    for column in points.T:
        assert sorted((column * 50).astype(int)) == list(range(50))


def test_morris_changes_one_input_by_one_step_at_a_time():
    points = unit_points(_study("morris", 20, levels=6), 0, 80).reshape(20, 4, 3)
    steps = np.diff(points, axis=1)
    assert ((np.abs(steps) > 1e-12).sum(axis=2) == 1).all()
    assert np.abs(steps).max() == pytest.approx(6 / (2 * 5))
    assert ((np.abs(steps) > 1e-12).sum(axis=1) == 1).all()


@pytest.mark.parametrize("second", [False, True])
def test_saltelli_rows_swap_one_column_at_a_time(second):
    block = 8 if second else 5
    rows = unit_points(_study("saltelli", 16, second_order=second), 0, 16 * block).reshape(16, block, 3)
    a, b = rows[:, 0], rows[:, -1]
    for factor in range(3):
        others = [index for index in range(3) if index != factor]
        assert (rows[:, 1 + factor, factor] == b[:, factor]).all()
        assert (rows[:, 1 + factor][:, others] == a[:, others]).all()
        if second:
            assert (rows[:, 4 + factor, factor] == a[:, factor]).all()
            assert (rows[:, 4 + factor][:, others] == b[:, others]).all()


def test_grid_takes_ends_of_ranges_and_all_values_of_lists():
    laws = (Law(kind="range", values=(1.0, 100.0), log=True, points=3), Law(kind="list", values=(5.0, 7.0)))
    values = sample_values(_study("grid", 0, laws))
    assert values == pytest.approx(np.array([[1, 5], [1, 7], [10, 5], [10, 7], [100, 5], [100, 7]]))


@pytest.mark.parametrize(
    ("law", "mean", "deviation"),
    [
        (Law(kind="uniform", values=(2.0, 8.0)), 5.0, 6.0 / 12**0.5),
        (Law(kind="loguniform", values=(1.0, np.e)), np.e - 1.0, ((np.e**2 - 1) / 2 - (np.e - 1) ** 2) ** 0.5),
        (Law(kind="triangular", values=(0.0, 1.0, 5.0)), 2.0, (21.0 / 18.0) ** 0.5),
        (Law(kind="pert", values=(0.0, 1.0, 5.0)), 1.5, (1.5 * 3.5 / 7.0) ** 0.5),
        (Law(kind="normal", values=(3.0, 2.0)), 3.0, 2.0),
        (Law(kind="lognormal", values=(2.0, 0.5)), 2.0 * np.exp(0.125), 2.0 * np.exp(0.125) * np.expm1(0.25) ** 0.5),
        (Law(kind="discrete", values=(1.0, 4.0), weights=(0.75, 0.25)), 1.75, 3.0 * 0.1875**0.5),
        (Law(kind="list", values=(1.0, 2.0, 6.0)), 3.0, (14.0 / 3.0) ** 0.5),
    ],
    ids=lambda value: value.kind if isinstance(value, Law) else "",
)
def test_laws_have_their_moments(law, mean, deviation):
    u = (np.arange(200_000) + 0.5) / 200_000
    values = quantile(law, u)
    assert values.mean() == pytest.approx(mean, rel=2e-4)
    assert values.std() == pytest.approx(deviation, rel=3e-3)
    assert (np.diff(values) >= 0.0).all()


def test_normal_is_cut_where_it_is_told_and_finite_at_the_faces():
    law = Law(kind="normal", values=(0.0, 1.0), lo=-0.5, hi=2.0)
    values = quantile(law, np.array([0.0, 0.3, 1.0]))
    assert (values[0], values[-1]) == (-0.5, 2.0)
    ends = quantile(Law(kind="normal", values=(0.0, 1.0)), np.array([0.0, 1.0]))
    assert ends == pytest.approx(stats.norm.ppf([1e-3, 1.0 - 1e-3]))
    assert (quantile(Law(kind="lognormal", values=(2.0, 1.0), lo=0.0, hi=3.0), np.linspace(0, 1, 50)) <= 3.0).all()


def test_ranks_are_correlated_and_each_input_keeps_its_law():
    rank = np.array([[1.0, 0.7, -0.2], [0.7, 1.0, 0.1], [-0.2, 0.1, 1.0]])
    laws = (UNIT, Law(kind="lognormal", values=(1.0, 1.0)), Law(kind="triangular", values=(0.0, 0.0, 1.0)))
    values = sample_values(_study("latin-hypercube", 20_000, laws, tuple(map(tuple, rank))))
    assert stats.spearmanr(values).statistic == pytest.approx(rank, abs=0.02)
    assert stats.kstest(values[:, 0], "uniform").statistic < 0.01
    assert np.log(values[:, 1]).std() == pytest.approx(1.0, rel=0.02)


def test_nearest_correlation_is_possible_and_leaves_possible_ones_nearly_alone():
    wanted = np.array([[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]])
    found = nearest_correlation(wanted)
    assert np.linalg.eigvalsh(copula_of(wanted))[0] < -0.5
    assert np.linalg.eigvalsh(copula_of(np.round(found, 4)))[0] > 0.0
    fine = np.array([[1.0, 0.5], [0.5, 1.0]])
    assert nearest_correlation(fine) == pytest.approx(fine, abs=1e-3)


def test_whole_numbers_and_choices_stay_what_they_are():
    varied = (
        Varied(factor=Factor(name="a.n", whole=True), law=Law(kind="uniform", values=(0.0, 5.0))),
        Varied(factor=Factor(name="a.m", choices=("x", "y")), law=Law(kind="list", values=(0.0, 1.0))),
    )
    values = values_of(np.array([[0.49, 0.2], [0.51, 0.9]]), varied)
    assert values.tolist() == [[2.0, 0.0], [3.0, 1.0]]
    assert [varied[0].factor.text(2.0), varied[1].factor.text(1.0)] == ["2", "y"]
    assert Factor(name="t", unit="date").text(0.0) == "2000-01-01"


def test_random_numbers_of_a_sample_are_its_own():
    first, again = generator(3, 10**6).normal(size=5), generator(3, 10**6).normal(size=5)
    assert (first == again).all()
    assert not (first == generator(3, 10**6 + 1).normal(size=5)).any()
    assert not (first == generator(4, 10**6).normal(size=5)).any()
    far = unit_uniforms(3, 2**40, 4, 5)
    assert far.shape == (4, 5)
    assert stats.kstest(unit_uniforms(3, 0, 20_000, 3).ravel(), "uniform").pvalue > 0.001


def test_division_depends_on_the_study_alone_and_suits_its_size():
    assert divide(_study("monte-carlo", 10)).rows == 1
    assert divide(_study("monte-carlo", 100_000)).rows == 1000
    assert divide(_study("monte-carlo", 100_000), wish=7).rows == 7
    assert divide(_study("monte-carlo", 10**9)).shards == 20_000
    assert divide(_study("optimise", 100, goals={"y": "minimise"}, population=12), wish=5).rows == 4
    division = divide(_study("monte-carlo", 103), wish=10)
    assert division.span(division.shards - 1) == (98, 5)
