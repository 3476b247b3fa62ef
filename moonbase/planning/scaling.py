r"""Scale rows and columns by powers of two, so that joules and counts meet on equal terms.

Matrix entries are brought near one by alternately dividing rows and columns by the geometric mean of their entries;
right-hand sides, bounds and objective are then moved as a whole. Powers of two change no digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix

__all__ = ["Scales", "find_scales"]

Floats = NDArray[np.float64]

_PASSES = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class Scales:
    """Factors from original to scaled units, all powers of two.

    Attributes
    ----------
    rows
        A row is multiplied by this, shape ``(rows,)``.
    columns
        A column's variable is divided by this, shape ``(columns,)``.
    objective
        The objective is multiplied by this.
    """

    rows: Floats
    columns: Floats
    objective: float

    def matrix(self, matrix: csc_matrix) -> Floats:
        """Values of the scaled matrix, in the order of ``matrix.data``."""
        return np.asarray(
            matrix.data * self.rows[matrix.indices] * np.repeat(self.columns, np.diff(matrix.indptr)), dtype=float
        )


def _geometric(matrix: csc_matrix) -> tuple[Floats, Floats]:
    """Exponents of rows and columns that bring the entries near one."""
    rows, columns = matrix.shape
    size = np.log2(np.abs(matrix.data))
    row, column = matrix.indices, np.repeat(np.arange(columns, dtype=np.int32), np.diff(matrix.indptr))
    in_row = np.maximum(np.bincount(row, minlength=rows), 1)
    in_column = np.maximum(np.diff(matrix.indptr), 1)
    row_exponent, column_exponent = np.zeros(rows), np.zeros(columns)
    row_size = np.bincount(row, weights=size, minlength=rows)
    column_size = np.bincount(column, weights=size, minlength=columns)
    for _ in range(_PASSES):
        row_exponent = -(row_size + np.bincount(row, weights=column_exponent[column], minlength=rows)) / in_row
        column_exponent = -(column_size + np.bincount(column, weights=row_exponent[row], minlength=columns)) / in_column
    return np.rint(row_exponent), np.rint(column_exponent)


def _middle(values: Floats) -> float:
    """Exponent of the geometric mean of the finite non-zero values."""
    used = np.abs(values[np.isfinite(values) & (values != 0.0)])
    return float(np.rint(np.log2(used).mean())) if len(used) else 0.0


def find_scales(matrix: csc_matrix, cost: Floats, bounds: tuple[Floats, ...], row_bounds: tuple[Floats, ...]) -> Scales:
    """Choose the scales of a programme.

    Parameters
    ----------
    matrix
        Non-zeros only.
    cost
        Objective, shape ``(columns,)``.
    bounds, row_bounds
        Lower and upper bounds of columns and rows.
    """
    row, column = _geometric(matrix)
    sizes = [bound * np.exp2(-column) for bound in bounds] + [bound * np.exp2(row) for bound in row_bounds]
    level = _middle(np.concatenate(sizes))
    column += level
    row -= level
    return Scales(
        rows=np.exp2(row), columns=np.exp2(column), objective=float(np.exp2(-_middle(cost * np.exp2(column))))
    )
