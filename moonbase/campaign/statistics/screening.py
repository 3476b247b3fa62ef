"""Screening: elementary effects of Morris, and swings for a tornado."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Morris", "Swing", "morris", "swings"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Morris:
    """Elementary effects of each input on one result, per full range of the input.

    Attributes
    ----------
    mean
        Mean effect, mu, shape ``(n_factors,)``.
    strength, strength_error
        Mean absolute effect, mu*, and its standard error.
    spread
        Standard deviation of the effect, sigma: curvature and interaction.
    count
        Effects behind each input.
    """

    mean: Floats
    strength: Floats
    strength_error: Floats
    spread: Floats
    count: NDArray[np.int64]


def morris(points: Floats, results: Floats) -> Morris:
    r"""Measures of Morris from trajectories in which each step changes one input.

    .. math:: d_i = \frac{f(x + \Delta e_i) - f(x)}{\Delta}, \quad \mu_i = \bar{d_i}, \quad \mu^*_i = \overline{|d_i|}

    Parameters
    ----------
    points
        In shares of each input's range, shape ``(n_trajectories, n_factors + 1, n_factors)``.
    results
        Shape ``(n_trajectories, n_factors + 1)``; a step with a missing result is left out.

    References
    ----------
    Morris, Technometrics 33 (1991) 161, doi:10.1080/00401706.1991.10484804; Campolongo et al., Environmental Modelling
    & Software 22 (2007) 1509, doi:10.1016/j.envsoft.2006.10.004.
    """
    factors = points.shape[2]
    moved = np.diff(points, axis=1)
    which = np.abs(moved).argmax(axis=2).ravel()
    size = np.take_along_axis(moved.reshape(-1, factors), which[:, None], axis=1)[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        effect = np.diff(results, axis=1).ravel() / size
    good = np.isfinite(effect)
    which, effect = which[good], effect[good]
    count = np.bincount(which, minlength=factors)

    def per_factor(values: Floats) -> Floats:
        total = np.bincount(which, weights=values, minlength=factors)
        return np.asarray(np.divide(total, count, out=np.full(factors, math.nan), where=count > 0), dtype=float)

    def deviation(values: Floats, centre: Floats) -> Floats:
        square = np.bincount(which, weights=(values - centre[which]) ** 2, minlength=factors)
        variance = np.divide(square, count - 1, out=np.full(factors, math.nan), where=count > 1)
        return np.asarray(np.sqrt(variance), dtype=float)

    mean, strength = per_factor(effect), per_factor(np.abs(effect))
    error = deviation(np.abs(effect), strength) / np.sqrt(np.maximum(count, 1))
    return Morris(
        mean=mean, strength=strength, strength_error=error, spread=deviation(effect, mean), count=count.astype(np.int64)
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Swing:
    """What a result does when one input goes from low to high.

    Attributes
    ----------
    low, high
        Mean result with the input low and high, shape ``(n_factors,)``.
    error
        Standard error of the difference, same shape; NaN where the design gives none.
    middle
        Result in the middle.
    explained
        Share of the variance that straight lines explain [1]; 1 for a one-at-a-time design.
    """

    low: Floats
    high: Floats
    error: Floats
    middle: float
    explained: float

    @property
    def order(self) -> NDArray[np.int64]:
        """Inputs from the widest swing to the narrowest."""
        width = np.nan_to_num(np.abs(self.high - self.low), nan=-1.0)
        return np.asarray(np.argsort(-width, kind="stable"), dtype=np.int64)


def swings(inputs: Floats, result: Floats, span: tuple[float, float] = (0.1, 0.9)) -> Swing:
    """Swings by linear regression: each input from its 10 % to its 90 % quantile, the others at their means.

    Parameters
    ----------
    inputs
        Shape ``(n, n_factors)``.
    result
        Shape ``(n,)``; samples with NaN are left out.
    span
        Quantiles of the inputs that count as low and high [1].

    Notes
    -----
    `Swing.explained` says how far straight lines can be trusted; below about 0.7 look at the indices instead.
    """
    good = np.isfinite(result)
    x, y = inputs[good], result[good]
    count, factors = x.shape
    low, high = np.quantile(x, span, axis=0) if count else np.zeros((2, factors))
    scale = np.std(x, axis=0) if count else np.zeros(factors)
    moves = scale > 0.0
    if count <= factors + 1:
        none = np.full(factors, math.nan)
        return Swing(low=none, high=none, error=none, middle=math.nan, explained=math.nan)
    unit = np.where(moves, scale, 1.0)
    design = np.column_stack([np.ones(count), (x - x.mean(axis=0)) / unit])
    slope, *_ = np.linalg.lstsq(design, y, rcond=None)
    residual = y - design @ slope
    noise = float(residual @ residual) / (count - 1 - int(moves.sum()))
    inverse = np.linalg.pinv(design.T @ design)
    spread = np.sqrt(np.maximum(noise * np.diag(inverse), 0.0))[1:]
    middle, everything = float(slope[0]), float(((y - y.mean()) ** 2).sum())
    return Swing(
        low=middle + slope[1:] * (low - x.mean(axis=0)) / unit,
        high=middle + slope[1:] * (high - x.mean(axis=0)) / unit,
        error=spread * (high - low) / unit,
        middle=middle,
        explained=1.0 - float(residual @ residual) / everything if everything > 0.0 else math.nan,
    )
