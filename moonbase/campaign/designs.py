"""Where samples lie: each design gives the unit-cube points of any stretch of samples, the same in any order."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.numbers import unit_uniforms
from moonbase.campaign.quantiles import quantile, values_of
from moonbase.campaign.size import points_of, rows_of
from moonbase.campaign.study import Law, Study

__all__ = ["sample_values", "unit_points"]

Array = NDArray[np.float64]

_PERMUTATION: Final = 3
_TRAJECTORY: Final = 4


def sample_values(study: Study, first: int = 0, count: int | None = None) -> Array:
    """Give the inputs of some samples.

    Parameters
    ----------
    study
        The study; its design must not be an optimisation, whose samples depend on results.
    first, count
        Which samples; all of them by default.

    Returns
    -------
    numpy.ndarray
        SI values, shape ``(count, n_factors)``.
    """
    total = rows_of(study)
    count = total - first if count is None else count
    if study.design.kind == "grid":
        return _grid(study, first, count)
    points = unit_points(study, first, count)
    return values_of(points, study.varied, study.correlation)


def unit_points(study: Study, first: int, count: int) -> Array:
    """Give the points of some samples in the unit cube, shape ``(count, n_factors)``."""
    return _DESIGNS[study.design.kind](study, first, count)


def _grid(study: Study, first: int, count: int) -> Array:
    shape = points_of(study)
    axes = [_axis(item.law, points) for item, points in zip(study.varied, shape, strict=True)]
    places = np.unravel_index(np.arange(first, first + count), shape)
    values = np.stack([axis[place] for axis, place in zip(axes, places, strict=True)], axis=1)
    for index, item in enumerate(study.varied):
        if item.factor.whole:
            values[:, index] = np.rint(values[:, index])
    return values


def _axis(law: Law, points: int) -> Array:
    """Place points along one input: ends included where it has ends, else the middles of equal probabilities."""
    if law.kind in ("list", "discrete"):
        return np.array(law.values)
    if points == 1:
        return quantile(law, np.array([0.5]))
    ends = law.kind in ("range", "uniform", "loguniform")
    return quantile(law, np.linspace(0.0, 1.0, points) if ends else (np.arange(points) + 0.5) / points)


def _monte_carlo(study: Study, first: int, count: int) -> Array:
    return unit_uniforms(study.design.seed, first, count, len(study.varied))


def _latin_hypercube(study: Study, first: int, count: int) -> Array:
    """Put one sample into each of n slices of every input (McKay, Beckman, Conover, Technometrics 21 (1979))."""
    design = study.design
    jitter = unit_uniforms(design.seed, first, count, len(study.varied))
    columns = [
        (_permutation(design.seed, factor, design.n)[first : first + count] + jitter[:, factor]) / design.n
        for factor in range(len(study.varied))
    ]
    return np.stack(columns, axis=1)


@lru_cache(maxsize=64)
def _permutation(seed: int, factor: int, n: int) -> NDArray[np.int64]:
    key, counter = np.array([seed, _PERMUTATION], dtype=np.uint64), np.array([0, 0, factor, 0], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key, counter=counter)).permutation(n)


def _sobol(study: Study, first: int, count: int) -> Array:
    return _sobol_points(len(study.varied), study.design.seed, first, count)


def _sobol_points(dimensions: int, seed: int, first: int, count: int) -> Array:
    """Scrambled Sobol points (Owen 1998; directions of Joe and Kuo 2008), by scipy."""
    from scipy.stats import qmc

    sampler = qmc.Sobol(dimensions, scramble=True, seed=np.random.default_rng(seed))
    if first:
        sampler.fast_forward(first)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        found: Array = sampler.random(count)
    return np.clip(found, 2.0**-54, 1.0 - 2.0**-53)


def _saltelli(study: Study, first: int, count: int) -> Array:
    """Two Sobol matrices A and B, and A with one column of B at a time.

    Each base point gives the rows A, AB_1 … AB_d, (BA_1 … BA_d), B.

    References
    ----------
    Saltelli et al., "Variance based sensitivity analysis of model output", Comput. Phys. Commun. 181 (2010), 259-270.
    """
    factors = len(study.varied)
    block = 2 * factors + 2 if study.design.settings.get("second_order") else factors + 2
    base, last = first // block, (first + count - 1) // block
    both = _sobol_points(2 * factors, study.design.seed, base, last - base + 1)
    a, b = both[:, :factors], both[:, factors:]
    rows = np.repeat(a[:, None, :], block, axis=1)
    for factor in range(factors):
        rows[:, 1 + factor, factor] = b[:, factor]
        if block > factors + 2:
            rows[:, 1 + factors + factor] = b
            rows[:, 1 + factors + factor, factor] = a[:, factor]
    rows[:, -1] = b
    start = first - base * block
    return rows.reshape(-1, factors)[start : start + count]


def _morris(study: Study, first: int, count: int) -> Array:
    """Trajectories that change one input at a time by half the range and a bit.

    References
    ----------
    Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33 (1991), 161-174.
    """
    factors, levels = len(study.varied), int(study.design.settings.get("levels", 4))
    block = factors + 1
    base, last = first // block, (first + count - 1) // block
    rows = [_trajectory(study.design.seed, index, factors, levels) for index in range(base, last + 1)]
    start = first - base * block
    found: Array = np.concatenate(rows)[start : start + count]
    return found


def _trajectory(seed: int, index: int, factors: int, levels: int) -> Array:
    key, counter = np.array([seed, _TRAJECTORY], dtype=np.uint64), np.array([0, 0, index, 0], dtype=np.uint64)
    bits = np.random.Generator(np.random.Philox(key=key, counter=counter))
    step = levels / (2.0 * (levels - 1))
    start = bits.integers(0, levels // 2, size=factors) / (levels - 1)
    up = bits.integers(0, 2, size=factors).astype(bool)
    order = bits.permutation(factors)
    rows = np.tile(np.where(up, start, start + step), (factors + 1, 1))
    for row, factor in enumerate(order, start=1):
        rows[row:, factor] += step if up[factor] else -step
    found: Array = np.clip(rows, 0.0, 1.0)
    return found


_DESIGNS: Final[dict[str, Callable[[Study, int, int], Array]]] = {
    "monte-carlo": _monte_carlo,
    "latin-hypercube": _latin_hypercube,
    "sobol": _sobol,
    "saltelli": _saltelli,
    "morris": _morris,
}
