"""Quantiles, distribution and convergence of one recorded result."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.statistics.estimate import Estimate, mean

__all__ = ["Convergence", "converge", "cumulative", "quantile"]

Floats = NDArray[np.float64]


def quantile(values: Floats, level: float) -> Estimate:
    r"""Quantile with its standard error from order statistics.

    The rank of the true quantile is binomial, so its standard error is half the distance between the values at ranks
    :math:`n p \pm \sqrt{n p (1-p)}`; no density is estimated.

    Parameters
    ----------
    values
        Shape ``(n,)``; no NaN.
    level
        Between 0 and 1.

    References
    ----------
    David and Nagaraja, Order Statistics, 3rd ed., Wiley 2003, section 7.1.

    Examples
    --------
    >>> quantile(np.arange(101.0), 0.5).value
    50.0
    """
    count = len(values)
    if not count:
        return Estimate(math.nan, math.nan, 0)
    step = math.sqrt(level * (1.0 - level) / count)
    low, value, high = np.quantile(values, [max(level - step, 0.0), level, min(level + step, 1.0)])
    return Estimate(float(value), float(high - low) / 2.0 if count > 1 else math.nan, count)


def cumulative(values: Floats, points: int = 200) -> tuple[Floats, Floats]:
    """Points of the cumulative distribution, for drawing.

    Parameters
    ----------
    values
        Shape ``(n,)``; no NaN.
    points
        At most so many.

    Returns
    -------
    tuple
        Values and the share of samples that do not exceed them [1].
    """
    ordered = np.sort(values)
    count = len(ordered)
    place = np.unique(np.linspace(0, count - 1, min(points, count)).round().astype(np.int64))
    return ordered[place], (place + 1) / count


@dataclass(frozen=True, kw_only=True, eq=False)
class Convergence:
    """How a statistic settled as samples came in.

    Attributes
    ----------
    counts
        Samples, doubling, shape ``(n_steps,)``; the last is all of them.
    values, errors
        The statistic over the first so many samples, and its standard error.
    """

    counts: NDArray[np.int64]
    values: Floats
    errors: Floats

    @property
    def last(self) -> Estimate:
        """The statistic over all samples."""
        return Estimate(float(self.values[-1]), float(self.errors[-1]), int(self.counts[-1]))

    @property
    def settled(self) -> bool:
        """Whether the second half of the samples moved the statistic by less than three of its errors."""
        if len(self.values) < 2:
            return False
        return bool(abs(self.values[-1] - self.values[-2]) <= 3.0 * self.errors[-2])


def converge(values: Floats, level: float | None = None, least: int = 16) -> Convergence:
    """Follow the mean, or a quantile, over growing numbers of samples.

    Parameters
    ----------
    values
        In the order of the samples, shape ``(n,)``; no NaN.
    level
        Quantile to follow; None for the mean.
    least
        Smallest number of samples shown.
    """
    count = len(values)
    counts = [count]
    while counts[-1] // 2 >= least:
        counts.append(counts[-1] // 2)
    counts.reverse()
    found = [mean(values[:n]) if level is None else quantile(values[:n], level) for n in counts]
    return Convergence(
        counts=np.array(counts, dtype=np.int64),
        values=np.array([one.value for one in found]),
        errors=np.array([one.error for one in found]),
    )
