"""Pareto fronts and the volume that they dominate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["front", "hypervolume"]

Floats = NDArray[np.float64]


def front(costs: Floats) -> NDArray[np.int64]:
    """Find the samples that no other sample beats in every objective.

    Parameters
    ----------
    costs
        Objectives to be minimised, shape ``(n, m)``; turn the sign of those to be maximised. Samples with NaN are on
        no front.

    Returns
    -------
    numpy.ndarray
        Indices, in order of the first objective. Of equal samples the first stays.

    Examples
    --------
    >>> front(np.array([[1.0, 3.0], [2.0, 2.0], [3.0, 3.0], [3.0, 1.0]]))
    array([0, 1, 3])
    """
    usable = np.flatnonzero(np.isfinite(costs).all(axis=1))
    order = usable[np.lexsort(costs[usable].T[::-1])]
    kept: list[int] = []
    if costs.shape[1] == 2:
        least = np.minimum.accumulate(costs[order, 1]) if len(order) else np.empty(0)
        fresh = np.ones(len(order), dtype=bool)
        fresh[1:] = costs[order[1:], 1] < least[:-1]
        return np.asarray(order[fresh], dtype=np.int64)
    best = np.empty((0, costs.shape[1]))
    for index in order:
        if not (best <= costs[index]).all(axis=1).any():
            kept.append(int(index))
            best = costs[kept]
    return np.array(kept, dtype=np.int64)


def hypervolume(costs: Floats, reference: Floats) -> float:
    """Volume between a front and a reference point that is worse in everything: larger is better.

    Parameters
    ----------
    costs
        Objectives to be minimised, shape ``(n, m)``; points that do not beat the reference count nothing.
    reference
        Shape ``(m,)``.

    Notes
    -----
    Exact, by slicing along the last objective (While et al., IEEE Trans. Evol. Comput. 10 (2006) 29,
    doi:10.1109/TEVC.2005.851275): quick for two objectives, fit for three or four with some hundred points.

    Examples
    --------
    >>> hypervolume(np.array([[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]]), np.array([4.0, 4.0]))
    6.0
    """
    inside = costs[(costs < reference).all(axis=1)]
    points = inside[front(inside)] if len(inside) else inside
    if not len(points):
        return 0.0
    if costs.shape[1] == 1:
        return float(reference[0] - points.min())
    if costs.shape[1] == 2:
        right = np.append(points[1:, 0], reference[0])
        return float(((right - points[:, 0]) * (reference[1] - points[:, 1])).sum())
    points = points[np.argsort(points[:, -1], kind="stable")]
    upper = np.append(points[1:, -1], reference[-1])
    volume = 0.0
    for index, thickness in enumerate(upper - points[:, -1]):
        if thickness > 0.0:
            volume += float(thickness) * hypervolume(points[: index + 1, :-1], reference[:-1])
    return volume
