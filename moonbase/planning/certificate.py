r"""Check an answer outside the solver, in the units of the mission graph.

Every measure is relative to the size of what it is made of: a row's residual to the sum of its terms, a reduced cost
to the sum of the prices in it, the gap to the objective. One unit of the scaled row or column is the floor of that
size, because nothing smaller was told apart by the solver.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.scaling import Scales

__all__ = ["Certificate", "certify"]

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


def _support(dual: Floats, lower: Floats, upper: Floats) -> tuple[float, float]:
    """Dual objective of some bounds, and the sum of the sizes of its terms."""
    at_lower = np.maximum(dual, 0.0) * np.where(np.isfinite(lower), lower, 0.0)
    at_upper = np.maximum(-dual, 0.0) * np.where(np.isfinite(upper), upper, 0.0)
    return float(at_lower.sum() - at_upper.sum()), float(np.abs(at_lower).sum() + np.abs(at_upper).sum())


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
    matrix = programme.matrix
    size = abs(matrix)
    residual, bound = _primal_errors(programme, scales, primal)
    reduced = cost - matrix.T @ dual
    dual_floor = 1.0 / (scales.columns * scales.objective)
    column_terms = np.abs(cost) + size.T @ np.abs(dual) + dual_floor
    row_terms = np.abs(dual) + scales.rows / scales.objective
    wrong = max(
        float((_wrong_sign(reduced, programme.lower, programme.upper) / column_terms).max(initial=0.0)),
        float((_wrong_sign(dual, programme.row_lower, programme.row_upper) / row_terms).max(initial=0.0)),
    )
    by_rows, row_size = _support(dual, programme.row_lower, programme.row_upper)
    by_columns, column_size = _support(reduced, programme.lower, programme.upper)
    objective = float(cost @ primal)
    level = max(float(np.abs(cost * primal).sum()), 1.0 / scales.objective)
    gap = abs(objective - by_rows - by_columns) / max(level, 1e-6 * (row_size + column_size))
    return Certificate(
        residual=residual,
        bound=bound,
        dual=wrong,
        gap=gap,
        tolerance=options.tolerance,
        gap_tolerance=options.gap,
    )


def _primal_errors(programme: Programme, scales: Scales, primal: Floats) -> tuple[float, float]:
    values = programme.matrix @ primal
    terms = abs(programme.matrix) @ np.abs(primal) + 1.0 / scales.rows
    residual = _outside(values, programme.row_lower, programme.row_upper) / terms
    bound = _outside(primal, programme.lower, programme.upper) / (np.abs(primal) + scales.columns)
    return float(residual.max(initial=0.0)), float(bound.max(initial=0.0))
