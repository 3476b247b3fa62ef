"""Variance-based sensitivity: how much of a result's variance each input decides."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.statistics.estimate import jackknife, ratio_error

__all__ = ["Indices", "first_order", "saltelli_indices"]

Floats = NDArray[np.float64]

_GROUPS = 20


@dataclass(frozen=True, kw_only=True, eq=False)
class Indices:
    """Sensitivity indices of one result.

    Attributes
    ----------
    first, first_error
        Share of the variance that goes when the input is known, alone [1], shape ``(n_factors,)``.
    total, total_error
        Share that stays while everything but the input is known [1]; empty where the design cannot tell.
    count
        Rows of the design (base points of a Saltelli design, samples otherwise) that took part.
    """

    first: Floats
    first_error: Floats
    total: Floats
    total_error: Floats
    count: int


def saltelli_indices(base: Floats, other: Floats, mixed: Floats) -> Indices:
    r"""First-order and total indices of a Saltelli design.

    .. math::

        S_i = \frac{\overline{f_B (f_{AB_i} - f_A)}}{V} \qquad
        T_i = \frac{\overline{(f_A - f_{AB_i})^2}}{2 V}

    with results centred on their mean, which lowers the error and changes no expectation. Errors follow from the
    spread over base points to first order; they are those of independent base points, hence on the safe side for a
    low-discrepancy sequence.

    Parameters
    ----------
    base, other
        Results of the rows of matrices A and B, shape ``(n,)``.
    mixed
        Results of the rows of A with column i from B, shape ``(n, n_factors)``.

    Notes
    -----
    Base points with any missing result (NaN) are left out whole.

    References
    ----------
    Saltelli et al., Computer Physics Communications 181 (2010) 259, doi:10.1016/j.cpc.2009.09.018; Jansen, Computer
    Physics Communications 117 (1999) 35, doi:10.1016/S0010-4655(98)00154-4.
    """
    whole = np.isfinite(base) & np.isfinite(other) & np.isfinite(mixed).all(axis=1)
    a, b, ab = base[whole], other[whole], mixed[whole]
    count = len(a)
    if count < 2 or float(np.ptp(np.concatenate([a, b]))) <= 0.0:
        empty = np.full(mixed.shape[1], math.nan)
        return Indices(first=empty, first_error=empty, total=empty, total_error=empty, count=count)
    centre = 0.5 * float(a.mean() + b.mean())
    a, b, ab = a - centre, b - centre, ab - centre
    variance = 0.5 * (a**2 + b**2)
    first, first_error = ratio_error(b[:, None] * (ab - a[:, None]), variance)
    total, total_error = ratio_error(0.5 * (a[:, None] - ab) ** 2, variance)
    return Indices(first=first, first_error=first_error, total=total, total_error=total_error, count=count)


def first_order(inputs: Floats, result: Floats, bins: int = 0) -> Indices:
    r"""First-order indices from any sample of independent inputs, such as plain Monte Carlo.

    The sample is cut into bins of equal number along each input; the variance of the bins' means is corrected for
    what chance alone would give:

    .. math:: S_i = \frac{\sum_b n_b (\bar y_b - \bar y)^2 - (m - 1) s_w^2}{\sum (y - \bar y)^2}

    with :math:`s_w^2` the variance within bins (the epsilon-squared of analysis of variance). Errors by leaving out
    each of twenty groups of samples.

    Parameters
    ----------
    inputs
        Shape ``(n, n_factors)``.
    result
        Shape ``(n,)``; samples with NaN are left out.
    bins
        Per input; 0 for about the square root of a quarter of the samples, at most 64. Inputs with fewer distinct
        values have one bin for each.

    Notes
    -----
    Where inputs are correlated an index counts what they share with others too. Structure finer than a bin is missed:
    with b bins over a full wave the index is low by a share of :math:`(\pi/b)^2/3`.

    References
    ----------
    Kelley, PNAS 21 (1935) 554, doi:10.1073/pnas.21.9.554; Plischke et al., European Journal of Operational Research
    226 (2013) 536, doi:10.1016/j.ejor.2012.11.047.
    """
    good = np.isfinite(result)
    x, y = inputs[good], result[good]
    count, factors = x.shape
    empty = np.empty(0)
    if count < 4 * _GROUPS or float(np.ptp(y)) <= 0.0:
        none = np.full(factors, math.nan)
        return Indices(first=none, first_error=none, total=empty, total_error=empty, count=count)
    wanted = bins or int(np.clip(math.sqrt(count / 4), 4, 64))
    group = np.arange(count) % _GROUPS
    centred = y - y.mean()
    first, errors = np.empty(factors), np.empty(factors)
    for i in range(factors):
        cell = _cells(x[:, i], wanted)
        first[i], errors[i] = _epsilon(cell, group, centred)
    return Indices(first=first, first_error=errors, total=empty, total_error=empty, count=count)


def _cells(column: Floats, wanted: int) -> NDArray[np.int64]:
    """Give the number of the bin of each sample; equal values share a bin."""
    values, place = np.unique(column, return_inverse=True)
    if len(values) <= wanted:
        return place.astype(np.int64)
    edges = np.quantile(column, np.linspace(0.0, 1.0, wanted + 1)[1:-1])
    return np.searchsorted(edges, column, side="right").astype(np.int64)


def _epsilon(cell: NDArray[np.int64], group: NDArray[np.int64], y: Floats) -> tuple[float, float]:
    """Give epsilon squared and its jackknife error, from sums by group and bin."""
    bins = int(cell.max()) + 1
    key = group * bins + cell
    size = _GROUPS * bins
    sums = np.stack(
        [np.bincount(key, weights=weight, minlength=size) for weight in (np.ones_like(y), y, y * y)]
    ).reshape(3, _GROUPS, bins)
    whole = sums.sum(axis=1)
    left_out = whole[:, None, :] - sums
    return float(_epsilon_of(whole)), float(jackknife(_epsilon_of(left_out)))


def _epsilon_of(sums: Floats) -> Floats:
    """Epsilon squared from counts, sums and squares, shape ``(3, ..., bins)``."""
    number, total, square = sums
    used = (number > 0).sum(axis=-1)
    n = number.sum(axis=-1)
    between = np.divide(total**2, number, out=np.zeros_like(total), where=number > 0).sum(axis=-1)
    between = between - total.sum(axis=-1) ** 2 / n
    everything = square.sum(axis=-1) - total.sum(axis=-1) ** 2 / n
    within = (everything - between) / np.maximum(n - used, 1)
    return np.asarray((between - (used - 1) * within) / everything, dtype=float)
