"""How dates, rates and delays fall on the periods of a grid."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Shift", "expand", "overlap", "shift", "step_totals", "unmoved"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_SNAP = 9  # digits kept of a share of a period, so that dates that differ by rounding do not leave dust
_TOLERANCE = 1e-6  # of the finest period, within which two dates are the same


class Shift(NamedTuple):
    """Share of what leaves in period `source` that arrives in period `target`."""

    target: Ints
    source: Ints
    share: Floats


def tolerance(edges: Floats) -> float:
    """Time within which two dates count as one [s]."""
    return float(_TOLERANCE * (edges[1:] - edges[:-1]).min())


def overlap(edges: Floats, start: float | None, end: float | None) -> Floats:
    """Length of each period that lies between two dates [s].

    Parameters
    ----------
    edges
        Boundaries of the periods [s], shape ``(n_periods + 1,)``.
    start, end
        Dates [s]; None for the first and last boundary.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_periods,)``; exactly the period's length where it lies inside.
    """
    lo = edges[0] if start is None else start
    hi = edges[-1] if end is None else end
    lengths = edges[1:] - edges[:-1]
    share = (np.minimum(edges[1:], hi) - np.maximum(edges[:-1], lo)) / lengths
    return np.asarray(lengths * np.round(np.clip(share, 0.0, 1.0), _SNAP), dtype=float)


def step_totals(edges: Floats, steps: tuple[tuple[float, float], ...]) -> Floats:
    """Integrate a step function over each period.

    Parameters
    ----------
    edges
        Boundaries of the periods [s], shape ``(n_periods + 1,)``.
    steps
        ``(date, value per second)``, each valid until the next date; zero before the first.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_periods,)``.
    """
    ordered = sorted(steps)
    total = np.zeros(len(edges) - 1)
    for index, (date, rate) in enumerate(ordered):
        until = ordered[index + 1][0] if index + 1 < len(ordered) else np.inf
        inside = overlap(edges, date, until)
        total[inside > 0.0] += rate * inside[inside > 0.0]
    return total


def expand(first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Write out ranges: for range i its owner i and its members ``first[i], first[i] + 1, ...``."""
    owner = np.repeat(np.arange(len(first)), count)
    offset = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    return owner, first[owner] + offset


def unmoved(periods: int) -> Shift:
    """Leave everything in the period in which it is done."""
    every = np.arange(periods)
    return Shift(every, every, np.ones(periods))


def shift(edges: Floats, lag: float) -> Shift:
    """Spread what is done evenly over each period on the periods in which it arrives.

    What arrives after the last boundary is in no period.

    Parameters
    ----------
    edges
        Boundaries of the periods [s], shape ``(n_periods + 1,)``.
    lag
        Delay [s].
    """
    periods = len(edges) - 1
    if lag == 0.0:
        return unmoved(periods)
    slack = tolerance(edges)
    start, end = edges[:-1] + lag, edges[1:] + lag
    first = np.searchsorted(edges, start + slack, side="right") - 1
    last = np.minimum(np.searchsorted(edges, end - slack, side="left"), periods)
    source, target = expand(first, np.maximum(last - first, 0))
    inside = np.minimum(edges[target + 1], end[source]) - np.maximum(edges[target], start[source])
    share = np.round(inside / (end - start)[source], _SNAP)
    keep = share > 0.0
    return Shift(target[keep], source[keep], share[keep])
