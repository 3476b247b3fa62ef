"""Break-even: where two results are equal, along an input, over a grid, and in a cloud of samples."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.statistics.estimate import Estimate, jackknife, mean

__all__ = ["Surface", "break_even_of_samples", "break_even_surface"]

Floats = NDArray[np.float64]

_GROUPS = 20


@dataclass(frozen=True, kw_only=True, eq=False)
class Surface:
    """Where two results cross along one input, for every setting of the others.

    Attributes
    ----------
    crossing
        Value of the input at the lowest crossing; NaN where there is none within its range. Shape of the other axes.
    below, above
        Whether the difference is negative all along, or positive all along, same shape.
    several
        Whether there is more than one crossing, same shape.
    """

    crossing: Floats
    below: NDArray[np.bool_]
    above: NDArray[np.bool_]
    several: NDArray[np.bool_]


def break_even_surface(axis: Floats, difference: Floats, along: int) -> Surface:
    """Interpolate the zero of a difference of two results along one axis of a grid.

    Parameters
    ----------
    axis
        Values of the input, increasing, shape ``(n,)``.
    difference
        First result minus second on the grid; its axis `along` has length n. A missing value breaks the line.
    along
        Which axis of the grid is the input.

    Examples
    --------
    >>> break_even_surface(np.array([1.0, 2.0, 3.0]), np.array([[-1.0, 1.0, 3.0], [1.0, 2.0, 3.0]]), 1).crossing
    array([1.5, nan])
    """
    lines = np.moveaxis(difference, along, -1)
    left, right = lines[..., :-1], lines[..., 1:]
    with np.errstate(invalid="ignore", divide="ignore"):
        crosses = (left * right < 0.0) | ((left == 0.0) & np.isfinite(right))
        place = axis[:-1] + (axis[1:] - axis[:-1]) * left / (left - right)
    at_end = lines[..., -1] == 0.0
    first = np.argmax(crosses, axis=-1)
    found = np.take_along_axis(place, first[..., None], axis=-1)[..., 0]
    has = crosses.any(axis=-1)
    crossing = np.where(has, found, np.where(at_end, axis[-1], math.nan))
    return Surface(
        crossing=np.asarray(crossing, dtype=float),
        below=np.asarray((lines < 0.0).all(axis=-1)),
        above=np.asarray((lines > 0.0).all(axis=-1)),
        several=np.asarray(crosses.sum(axis=-1) > 1),
    )


def break_even_of_samples(column: Floats, difference: Floats, bins: int = 0) -> Estimate:
    """Value of an input at which the mean of a difference of two results, over all other inputs, is zero.

    The samples are cut into bins of equal number along the input; the bins' means are interpolated.

    Parameters
    ----------
    column
        The input, shape ``(n,)``.
    difference
        First result minus second, shape ``(n,)``; samples with NaN are left out.
    bins
        Bins along the input; 0 for twenty samples in each, 3 to 12 of them.

    Returns
    -------
    Estimate
        NaN unless the means of the lowest and the highest third of the samples have opposite signs by two of their
        standard errors each: a crossing that chance could have made is none. The error is by leaving out each of twenty
        groups of samples; it is NaN if the crossing vanishes without one of them.
    """
    good = np.isfinite(difference)
    x, y = column[good], difference[good]
    count = len(x)
    bins = bins or min(12, max(3, count // 20))
    if count < 4 * bins or not _turns(x, y):
        return Estimate(math.nan, math.nan, count)
    edges = np.quantile(x, np.linspace(0.0, 1.0, bins + 1)[1:-1])
    cell = np.searchsorted(edges, x, side="right")
    key = (np.arange(count) % _GROUPS) * bins + cell
    size = _GROUPS * bins
    sums = np.stack([np.bincount(key, weights=w, minlength=size) for w in (np.ones(count), x, y)])
    sums = sums.reshape(3, _GROUPS, bins)
    whole = sums.sum(axis=1)
    value = _crossing(whole)
    left_out = np.array([_crossing(whole - sums[:, group]) for group in range(_GROUPS)])
    return Estimate(value, float(jackknife(left_out)), count)


def _turns(x: Floats, y: Floats) -> bool:
    """Tell whether the difference surely has another sign at one end of the input than at the other."""
    order = np.argsort(x, kind="stable")
    third = len(x) // 3
    low, high = mean(y[order[:third]]), mean(y[order[-third:]])
    sure = abs(low.value) > 2.0 * low.error and abs(high.value) > 2.0 * high.error
    return sure and low.value * high.value < 0.0


def _crossing(sums: Floats) -> float:
    number, x, y = sums
    full = number > 0
    if full.sum() < 2:
        return math.nan
    surface = break_even_surface(x[full] / number[full], y[full] / number[full], 0)
    return float(surface.crossing)
