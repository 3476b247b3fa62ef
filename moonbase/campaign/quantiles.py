"""Points of the unit cube to SI values: quantile functions of the laws, and rank correlation by a Gaussian copula."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import special

from moonbase.campaign.correlation import copula_of
from moonbase.campaign.study import Law, Varied

__all__ = ["correlated", "quantile", "values_of"]

Array = NDArray[np.float64]

_EDGE: Final = 1e-3
"""Where a design touches the faces of the cube, laws without an end are taken at these quantiles."""


def values_of(points: Array, varied: tuple[Varied, ...], correlation: tuple[tuple[float, ...], ...] = ()) -> Array:
    """Turn points of the unit cube into SI values.

    Parameters
    ----------
    points
        Shape ``(n_samples, n_factors)``, each coordinate uniform on [0, 1].
    varied
        The factors and their laws.
    correlation
        Rank correlation, ``n_factors`` square; empty for none.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_samples, n_factors)``.
    """
    if correlation:
        points = correlated(points, np.array(correlation))
    columns = [quantile(item.law, points[:, index]) for index, item in enumerate(varied)]
    values = np.stack(columns, axis=1) if columns else np.empty((len(points), 0))
    for index, item in enumerate(varied):
        if item.factor.whole:
            values[:, index] = np.rint(values[:, index])
    return values


def correlated(points: Array, rank: Array) -> Array:
    r"""Give independent uniform points a rank correlation, leaving each coordinate uniform.

    :math:`v = \Phi(L\,\Phi^{-1}(u))` with :math:`L L^T = 2\sin(\pi r_S/6)`.

    Parameters
    ----------
    points
        Shape ``(n_samples, n_factors)``.
    rank
        Spearman's rank correlations, shape ``(n_factors, n_factors)``.

    References
    ----------
    Nelsen, *An Introduction to Copulas*, 2nd ed. (2006), section 2.3.
    """
    values, vectors = np.linalg.eigh(copula_of(rank))
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    lower = np.asarray(np.linalg.qr(root.T, mode="r")).T
    lower *= np.where(np.diag(lower) < 0.0, -1.0, 1.0)
    normal = special.ndtri(np.clip(points, 1e-16, 1.0 - 1e-16))
    mixed = np.zeros_like(normal)
    for column in range(normal.shape[1]):
        for row in range(column + 1):
            mixed[:, column] += lower[column, row] * normal[:, row]
    found: Array = special.ndtr(mixed)
    return found


def quantile(law: Law, u: Array) -> Array:
    """Give the values that a law exceeds with probability 1 - u.

    Parameters
    ----------
    law
        The law; ``range`` counts as uniform, or as uniform in the logarithm.
    u
        Probabilities, shape ``(n_samples,)``.

    Examples
    --------
    >>> quantile(Law(kind="triangular", values=(0.0, 1.0, 2.0)), np.array([0.0, 0.125, 0.5, 1.0])).tolist()
    [0.0, 0.5, 1.0, 2.0]
    """
    if law.kind in ("list", "discrete"):
        weights = np.array(law.weights or [1.0 / len(law.values)] * len(law.values))
        edges = np.cumsum(weights)[:-1]
        return np.array(law.values)[np.searchsorted(edges, u, side="right")]
    if law.kind in ("normal", "lognormal"):
        return _normal(law, u)
    first, last = law.values[0], law.values[-1]
    if law.kind == "loguniform" or law.log:
        spread: Array = np.clip(np.exp(np.log(first) + u * (np.log(last) - np.log(first))), first, last)
        return spread
    if law.kind == "triangular":
        return _triangular(law.values, u)
    if law.kind == "pert":
        return _pert(law.values, u)
    found: Array = first + u * (last - first)
    return found


def _normal(law: Law, u: Array) -> Array:
    centre, spread = (np.log(law.values[0]), law.values[1]) if law.kind == "lognormal" else law.values
    lo, hi = law.lo, law.hi
    if law.kind == "lognormal":
        lo, hi = None if lo is None or lo <= 0 else float(np.log(lo)), None if hi is None else float(np.log(hi))
    below = 0.0 if lo is None else float(special.ndtr((lo - centre) / spread))
    above = 1.0 if hi is None else float(special.ndtr((hi - centre) / spread))
    inside = below + u * (above - below)
    inside = np.clip(inside, _EDGE * (u <= 0.0) * (lo is None), 1.0 - _EDGE * (u >= 1.0) * (hi is None))
    found = centre + spread * special.ndtri(inside)
    found = np.exp(found) if law.kind == "lognormal" else found
    result: Array = np.clip(found, -np.inf if law.lo is None else law.lo, np.inf if law.hi is None else law.hi)
    return result


def _triangular(values: tuple[float, ...], u: Array) -> Array:
    low, mode, high = values
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - u) * (high - low) * (high - mode))
    found: Array = np.where(u < turn, rising, falling)
    return found


def _pert(values: tuple[float, ...], u: Array) -> Array:
    """Beta-PERT: mean (low + 4 mode + high) / 6 (Malcolm et al., Operations Research 7 (1959), 646-669)."""
    low, mode, high = values
    alpha = 1.0 + 4.0 * (mode - low) / (high - low)
    beta = 1.0 + 4.0 * (high - mode) / (high - low)
    found: Array = low + (high - low) * special.betaincinv(alpha, beta, u)
    return found
