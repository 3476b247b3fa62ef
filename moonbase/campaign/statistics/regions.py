"""Regional maps: where in the space of inputs something holds, as a few rules that people can read.

A decision tree of at most a few levels splits the samples by one input at a time. How often its rules are right is
measured on samples that it did not see.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.statistics.estimate import Estimate, share

__all__ = ["Region", "RegionalMap", "regions"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Bound = tuple[int, float, bool]

_FOLDS = 5


@dataclass(frozen=True, kw_only=True)
class Region:
    """A box of inputs and how often something holds in it.

    Attributes
    ----------
    bounds
        ``(input, threshold, whether above)``, all of which hold in the box; the tightest of each side only.
    holds
        Share of the samples in the box for which it holds.
    weight
        Share of all samples that lie in the box [1].
    """

    bounds: tuple[Bound, ...]
    holds: Estimate
    weight: float


@dataclass(frozen=True, kw_only=True)
class RegionalMap:
    """A map and how well it can be trusted.

    Attributes
    ----------
    regions
        Boxes that together cover everything, the surest first.
    accuracy
        Share of samples kept aside that the rules get right.
    baseline
        Share that "always the commoner answer" gets right: rules are worth something above it.
    """

    regions: tuple[Region, ...]
    accuracy: Estimate
    baseline: float


@dataclass(frozen=True)
class _Leaf:
    holds: int
    count: int


@dataclass(frozen=True)
class _Split:
    factor: int
    threshold: float
    low: _Leaf | _Split
    high: _Leaf | _Split


def regions(inputs: Floats, holds: Flags, *, depth: int = 3, least: int = 0) -> RegionalMap:
    """Find boxes in which something mostly holds or mostly does not.

    Parameters
    ----------
    inputs
        Shape ``(n, n_factors)``; only samples for which the answer is known.
    holds
        Shape ``(n,)``.
    depth
        Most bounds per box.
    least
        Fewest samples in a box; 0 for a fiftieth of them, at least five.

    Notes
    -----
    Splits lower the Gini impurity most (Breiman et al., Classification and Regression Trees, 1984). The accuracy is
    that of five-fold cross-validation with folds taken by sample number.
    """
    count = len(holds)
    fewest = least or max(5, count // 50)
    tree = _grow(inputs, holds, depth, fewest)
    fold = np.arange(count) % _FOLDS
    right = 0
    for number in range(_FOLDS):
        seen = fold != number
        if seen.any() and not seen.all():
            trained = _grow(inputs[seen], holds[seen], depth, fewest)
            right += int((_predict(trained, inputs[~seen]) == holds[~seen]).sum())
    boxes = [
        Region(bounds=_tidy(bounds), holds=share(leaf.holds, leaf.count), weight=leaf.count / count)
        for bounds, leaf in _leaves(tree, ())
        if leaf.count
    ]
    boxes.sort(key=lambda box: -box.holds.value)
    most = max(float(holds.mean()), 1.0 - float(holds.mean())) if count else math.nan
    return RegionalMap(regions=tuple(boxes), accuracy=share(right, count), baseline=most)


def _grow(x: Floats, y: Flags, depth: int, fewest: int) -> _Leaf | _Split:
    leaf = _Leaf(int(y.sum()), len(y))
    if depth == 0 or len(y) < 2 * fewest or leaf.holds in (0, leaf.count):
        return leaf
    candidates = [_best(x[:, i], y, fewest) for i in range(x.shape[1])]
    factor = max(range(len(candidates)), key=lambda i: candidates[i][0])
    best = candidates[factor]
    if best[0] <= 1e-3:  # of the impurity: not worth a rule
        return leaf
    low = x[:, factor] <= best[1]
    first, second = _grow(x[low], y[low], depth - 1, fewest), _grow(x[~low], y[~low], depth - 1, fewest)
    if isinstance(first, _Leaf) and isinstance(second, _Leaf) and _says(first) == _says(second):
        return leaf if _alike(first, second) else _Split(factor, best[1], first, second)
    return _Split(factor, best[1], first, second)


def _alike(first: _Leaf, second: _Leaf) -> bool:
    """Whether two boxes say the same with about the same certainty."""
    return abs(first.holds / first.count - second.holds / second.count) < 0.2


def _best(column: Floats, y: Flags, fewest: int) -> tuple[float, float]:
    """Give the share of the impurity that the best split of an input removes, and its threshold."""
    order = np.argsort(column, kind="stable")
    ordered, ones = column[order], np.cumsum(y[order].astype(float))
    count, total = len(y), float(ones[-1])
    left = np.arange(1, count)
    allowed = (left >= fewest) & (count - left >= fewest) & (ordered[1:] > ordered[:-1])
    if not allowed.any():
        return 0.0, math.nan
    inside = ones[:-1]
    impurity = inside * (1.0 - inside / left) + (total - inside) * (1.0 - (total - inside) / (count - left))
    impurity = np.where(allowed, impurity, np.inf)
    place = int(impurity.argmin())
    before = total * (1.0 - total / count)
    return float(1.0 - impurity[place] / before), float(0.5 * (ordered[place] + ordered[place + 1]))


def _says(leaf: _Leaf) -> bool:
    return 2 * leaf.holds >= leaf.count


def _predict(tree: _Leaf | _Split, x: Floats) -> Flags:
    if isinstance(tree, _Leaf):
        return np.full(len(x), _says(tree))
    low = x[:, tree.factor] <= tree.threshold
    found = np.empty(len(x), dtype=bool)
    found[low], found[~low] = _predict(tree.low, x[low]), _predict(tree.high, x[~low])
    return found


def _leaves(tree: _Leaf | _Split, bounds: tuple[Bound, ...]) -> list[tuple[tuple[Bound, ...], _Leaf]]:
    if isinstance(tree, _Leaf):
        return [(bounds, tree)]
    low = _leaves(tree.low, (*bounds, (tree.factor, tree.threshold, False)))
    return low + _leaves(tree.high, (*bounds, (tree.factor, tree.threshold, True)))


def _tidy(bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
    """Keep the tightest bound of each side of each input."""
    tight: dict[tuple[int, bool], float] = {}
    for factor, threshold, above in bounds:
        known = tight.get((factor, above), threshold)
        tight[factor, above] = max(known, threshold) if above else min(known, threshold)
    return tuple((factor, threshold, above) for (factor, above), threshold in tight.items())
