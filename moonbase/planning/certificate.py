r"""Check an answer outside the solver, in the units of the mission graph.

Every measure is relative to the size of what it is made of: a row's residual to the sum of its terms, a reduced cost
to the sum of the prices in it, the gap to the objective. One unit of the scaled row or column is the floor of that
size, because nothing smaller was told apart by the solver.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.scaling import Scales

__all__ = ["Answer", "Bounded", "Certificate", "Errors", "certify", "measure"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Largest relative errors of an answer [1].

    Attributes
    ----------
    residual
        By which a row leaves its bounds, over the sum of its terms.
    bound
        By which a column leaves its bounds, over its size.
    dual
        By which a dual or reduced cost has the wrong sign, over the sum of its terms.
    gap
        Between primal and dual objective, over the objective.
    tolerance
        What was accepted for the first three.
    gap_tolerance
        What was accepted for the gap.
    """

    residual: float
    bound: float
    dual: float
    gap: float
    tolerance: float
    gap_tolerance: float

    @property
    def passed(self) -> bool:
        """Whether every error is within the tolerance."""
        return max(self.residual, self.bound, self.dual) <= self.tolerance and self.gap <= self.gap_tolerance


def _outside(values: Floats, lower: Floats, upper: Floats) -> Floats:
    return np.maximum(np.maximum(lower - values, values - upper), 0.0)


def _wrong_sign(dual: Floats, lower: Floats, upper: Floats) -> Floats:
    """Part of a dual that no finite bound explains."""
    missing_lower = np.where(np.isfinite(lower), 0.0, np.maximum(dual, 0.0))
    missing_upper = np.where(np.isfinite(upper), 0.0, np.maximum(-dual, 0.0))
    return missing_lower + missing_upper


def _support(dual: Floats, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Dual objective of some bounds, and the sum of the sizes of its terms."""
    at_lower = np.maximum(dual, 0.0) * np.where(np.isfinite(lower), lower, 0.0)
    at_upper = np.maximum(-dual, 0.0) * np.where(np.isfinite(upper), upper, 0.0)
    return at_lower.sum(axis=-1) - at_upper.sum(axis=-1), np.abs(at_lower).sum(axis=-1) + np.abs(at_upper).sum(axis=-1)


class Bounded(Protocol):
    """Bounds of one programme, or of many that differ in their numbers alone, one per row."""

    @property
    def lower(self) -> Floats:
        """Lowest values of the columns, shape ``(..., columns)``."""

    @property
    def upper(self) -> Floats:
        """Highest values of the columns, shape ``(..., columns)``."""

    @property
    def row_lower(self) -> Floats:
        """Lowest values of the rows, shape ``(..., rows)``."""

    @property
    def row_upper(self) -> Floats:
        """Highest values of the rows, shape ``(..., rows)``."""


class Answer(NamedTuple):
    """Primal and dual values with their products with the matrix and with the sizes of its entries.

    One programme's, or one row per programme.
    """

    cost: Floats
    primal: Floats
    dual: Floats
    value: Floats
    value_size: Floats
    priced: Floats
    priced_size: Floats


class Errors(NamedTuple):
    """Largest relative errors, as in `Certificate`; one number, or one per programme."""

    residual: Floats
    bound: Floats
    dual: Floats
    gap: Floats

    def passed(self, tolerance: float, gap_tolerance: float) -> NDArray[np.bool_]:
        """Tell whether every error is within the tolerance; what is no number is not."""
        worst = np.maximum(np.maximum(self.residual, self.bound), self.dual)
        return np.asarray((worst <= tolerance) & (self.gap <= gap_tolerance))


def measure(bounds: Bounded, scales: Scales, answer: Answer) -> Errors:
    """Measure the errors of answers.

    Parameters
    ----------
    bounds
        Of the programmes.
    scales
        Floors of the relative measures.
    answer
        What is to be checked.
    """
    cost, primal, dual = answer.cost, answer.primal, answer.dual
    reduced = np.ascontiguousarray(cost - answer.priced)
    column_terms = np.abs(cost) + answer.priced_size + 1.0 / (scales.columns * scales.objective)
    row_terms = np.abs(dual) + scales.rows / scales.objective
    residual = _outside(answer.value, bounds.row_lower, bounds.row_upper) / (answer.value_size + 1.0 / scales.rows)
    outside = _outside(primal, bounds.lower, bounds.upper) / (np.abs(primal) + scales.columns)
    wrong = np.maximum(
        (_wrong_sign(reduced, bounds.lower, bounds.upper) / column_terms).max(axis=-1, initial=0.0),
        (_wrong_sign(dual, bounds.row_lower, bounds.row_upper) / row_terms).max(axis=-1, initial=0.0),
    )
    by_rows, row_size = _support(dual, bounds.row_lower, bounds.row_upper)
    by_columns, column_size = _support(reduced, bounds.lower, bounds.upper)
    terms = cost * primal
    level = np.maximum(np.abs(terms).sum(axis=-1), 1.0 / scales.objective)
    gap = np.abs(terms.sum(axis=-1) - by_rows - by_columns) / np.maximum(level, 1e-6 * (row_size + column_size))
    return Errors(residual.max(axis=-1, initial=0.0), outside.max(axis=-1, initial=0.0), wrong, gap)


def certify(
    programme: Programme, scales: Scales, cost: Floats, primal: Floats, dual: Floats, options: Options
) -> Certificate:
    """Measure how well a primal and a dual answer solve a programme.

    Parameters
    ----------
    programme
        What was to be solved.
    scales
        Floors of the relative measures.
    cost
        The objective actually minimised, with terminal value and tie-breaking costs.
    primal
        Values of the columns.
    dual
        Duals of the rows: change of the objective per unit of right-hand side.
    options
        Accepted errors.
    """
    matrix, size = programme.matrix, abs(programme.matrix)
    answer = Answer(cost, primal, dual, matrix @ primal, size @ np.abs(primal), matrix.T @ dual, size.T @ np.abs(dual))
    found = measure(programme, scales, answer)
    return Certificate(
        residual=float(found.residual),
        bound=float(found.bound),
        dual=float(found.dual),
        gap=float(found.gap),
        tolerance=options.tolerance,
        gap_tolerance=options.gap,
    )
