"""A few samples over the range of a study's factors, to try things out on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.study import Law, Varied

__all__ = ["probes"]

_COUNT = 5
_WIDE = 2.0  # standard deviations


def probes(varied: tuple[Varied, ...]) -> NDArray[np.float64]:
    """Draw samples over the ranges of the factors, always the same, shape ``(5, n_factors)``."""
    generator = np.random.Generator(np.random.Philox(0))
    draws = generator.random((_COUNT, len(varied)))
    ends = np.array([_ends(item.law) for item in varied], dtype=float).reshape(-1, 2)
    found: NDArray[np.float64] = ends[:, 0] + draws * (ends[:, 1] - ends[:, 0])
    for column, item in enumerate(varied):
        if item.factor.choices or item.law.kind in ("list", "discrete"):
            found[:, column] = np.array(item.law.values)[(draws[:, column] * len(item.law.values)).astype(int)]
    return found


def _ends(law: Law) -> tuple[float, float]:
    first, last = law.values[0], law.values[-1]
    if law.kind == "normal":
        first, last = first - _WIDE * last, first + _WIDE * last
    elif law.kind == "lognormal":
        first, last = first * np.exp(-_WIDE * last), first * np.exp(_WIDE * last)
    return max(first, -np.inf if law.lo is None else law.lo), min(last, np.inf if law.hi is None else law.hi)
