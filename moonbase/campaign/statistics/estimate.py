"""A number with its standard error, and what follows from the pair."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Estimate", "jackknife", "mean", "ratio_error", "share"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A statistic and how far it may be off.

    Attributes
    ----------
    value
        Estimate, in the unit of what was estimated.
    error
        Standard error: the truth lies within one of it in about 68 % of studies, within two in 95 %.
    count
        Samples behind it.
    """

    value: float
    error: float
    count: int

    def samples_for(self, error: float) -> int:
        r"""Give the number of samples that a wanted standard error needs, :math:`n (e / e_w)^2`.

        Parameters
        ----------
        error
            Standard error that is wanted, in the unit of `value`.

        Notes
        -----
        Errors of independent samples fall as :math:`n^{-1/2}`; low-discrepancy designs need fewer.

        Examples
        --------
        >>> Estimate(1.0, 0.1, 100).samples_for(0.05)
        400
        """
        if not math.isfinite(self.error) or error <= 0.0:
            raise ValueError("an error must be known and the wanted one positive")
        return math.ceil(self.count * (self.error / error) ** 2 - 1e-9)


def mean(values: Floats) -> Estimate:
    r"""Mean with its standard error :math:`s / \sqrt{n}`.

    Parameters
    ----------
    values
        Shape ``(n,)``; no NaN.

    Examples
    --------
    >>> mean(np.array([1.0, 2.0, 3.0]))
    Estimate(value=2.0, error=0.5773502691896258, count=3)
    """
    count = len(values)
    error = float(np.std(values, ddof=1)) / math.sqrt(count) if count > 1 else math.nan
    return Estimate(float(np.mean(values)) if count else math.nan, error, count)


def share(true: int, count: int) -> Estimate:
    r"""Share of samples with a property, with the error of Agresti and Coull.

    Two successes and two failures are added before the error :math:`\sqrt{p(1-p)/n}` is taken, which keeps it honest
    where all or none of the samples have the property (Agresti and Coull, The American Statistician 52, 1998,
    doi:10.1080/00031305.1998.10480550).

    Examples
    --------
    >>> share(0, 96)
    Estimate(value=0.0, error=0.014, count=96)
    """
    if not count:
        return Estimate(math.nan, math.nan, 0)
    near = (true + 2) / (count + 4)
    return Estimate(true / count, round(math.sqrt(near * (1.0 - near) / (count + 4)), 15), count)


def ratio_error(top: Floats, bottom: Floats) -> tuple[Floats, Floats]:
    r"""Ratio of means and its standard error, to first order.

    With :math:`r = \bar u / \bar v` the error is that of the mean of :math:`(u - r v) / \bar v`.

    Parameters
    ----------
    top, bottom
        Shapes ``(n, m)`` and ``(n,)``.

    Returns
    -------
    tuple
        Ratios and errors, shape ``(m,)`` each.
    """
    count = len(bottom)
    scale = float(np.mean(bottom))
    ratio = top.mean(axis=0) / scale
    spread = (top - ratio * bottom[:, None]) / scale
    return ratio, np.asarray(np.std(spread, axis=0, ddof=1) / math.sqrt(count), dtype=float)


def jackknife(left_out: Floats) -> Floats:
    r"""Give the standard error from estimates that each leave out one of g equal groups of samples.

    .. math:: e^2 = \frac{g-1}{g} \sum_j (\theta_{(j)} - \bar\theta)^2

    Parameters
    ----------
    left_out
        Estimates, shape ``(g, ...)``.
    """
    groups = len(left_out)
    return np.asarray(np.sqrt((groups - 1) / groups * ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0)))
