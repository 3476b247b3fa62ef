"""Which of the inputs that nobody knows well decide the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["WEAK_GRADES", "Ranked", "rank_assumed"]

Floats = NDArray[np.float64]

WEAK_GRADES = ("assumed", "estimated", "recalled")
"""Grades of numbers that no source at hand backs."""


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One weakly known input and how much of the result's variance it decides.

    Attributes
    ----------
    factor
        Its index among the inputs.
    grade
        Grade of its range.
    index, error
        Share of the variance [1] and its standard error.
    certain
        Whether the share exceeds zero by two errors.
    """

    factor: int
    grade: str
    index: float
    error: float
    certain: bool


def rank_assumed(
    grades: Sequence[str], index: Floats, error: Floats, weak: Sequence[str] = WEAK_GRADES
) -> tuple[Ranked, ...]:
    """Order the inputs of weak grades by how much they decide.

    Parameters
    ----------
    grades
        Grade of each input.
    index, error
        Sensitivity index of each input and its standard error [1], shape ``(n_factors,)``; total indices where there
        are any, first-order otherwise.
    weak
        Grades that count as weakly known.

    Examples
    --------
    >>> found = rank_assumed(["assumed", "primary", "estimated"], np.array([0.1, 0.5, 0.3]), np.full(3, 0.01))
    >>> [(one.factor, one.grade) for one in found]
    [(2, 'estimated'), (0, 'assumed')]
    """
    chosen = [
        Ranked(
            factor=factor,
            grade=grade,
            index=float(index[factor]),
            error=float(error[factor]),
            certain=bool(index[factor] > 2.0 * error[factor]),
        )
        for factor, grade in enumerate(grades)
        if grade in weak and np.isfinite(index[factor])
    ]
    return tuple(sorted(chosen, key=lambda one: -one.index))
