r"""Scale rows and columns by powers of two, so that joules and counts meet on equal terms.

Each commodity gets a unit :math:`2^{u_b}` and each activity a unit :math:`2^{v_p}` such that the amounts of the
technology, :math:`|a_{bp}| 2^{v_p - u_b}`, are as near one as a least-squares fit of their logarithms allows. Stocks,
deliveries and balances are counted in the commodity's unit; activity, capacity and building in the activity's, with
the capacity per mean period. All periods of one member have the same unit: interior-point methods keep their footing
on such scales and lose it on scales fitted to the entries of the whole matrix, where chains of small coefficients
pull the units of capacity and of its use apart. Powers of two change no digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from moonbase.planning.layout import Layout
from moonbase.planning.programme import Programme

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix

__all__ = ["LARGEST_COST", "Scales", "find_scales", "fit_units"]

Floats = NDArray[np.float64]

_PASSES = 40
LARGEST_COST = 1024.0  # of the scaled programme, so that HiGHS does not take the costs that break ties for dust


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
        values = matrix.data * self.rows[matrix.indices]
        values *= np.repeat(self.columns, np.diff(matrix.indptr))
        return np.asarray(values, dtype=float)


def find_scales(programme: Programme, cost: Floats) -> Scales:
    """Choose the scales of a programme.

    Parameters
    ----------
    programme
        In the units of the mission graph.
    cost
        What is minimised, shape ``(columns,)``.
    """
    columns, rows = _units(programme)
    if programme.tail is not None:
        of_tail = _units(programme.tail)
        capacity = of_tail[0][programme.tail.layout.slot("capacity")]
        columns = np.concatenate([columns, of_tail[0]])
        rows = np.concatenate([rows, of_tail[1], -capacity])
    columns, rows = _fit_added(programme.matrix, columns, rows)
    bounds = [bound * np.exp2(-columns) for bound in (programme.lower, programme.upper)]
    bounds += [bound * np.exp2(rows) for bound in (programme.row_lower, programme.row_upper)]
    level = _middle(np.concatenate(bounds))
    columns, rows = np.rint(columns + level), np.rint(rows - level)
    largest = float(np.abs(cost * np.exp2(columns)).max(initial=0.0))
    objective = np.log2(LARGEST_COST) - np.rint(np.log2(largest)) if largest > 0.0 else 0.0
    return Scales(rows=np.exp2(rows), columns=np.exp2(columns), objective=float(np.exp2(objective)))


def _middle(values: Floats) -> float:
    """Exponent of the geometric mean of the finite non-zero values."""
    used = np.abs(values[np.isfinite(values) & (values != 0.0)])
    return float(np.log2(used).mean()) if len(used) else 0.0


def _typical(amount: float | Floats) -> float:
    size = np.abs(np.atleast_1d(amount))
    return float(size[size > 0.0].mean()) if (size > 0.0).any() else 0.0


def _technology(layout: Layout, period: float) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Activity, balance and logarithm of every amount of the technology, capacity counted per mean period."""
    items = [
        (index, flow.balance, _typical(flow.amount))
        for index, activity in enumerate(layout.network.activities)
        for flow in activity.flows
    ]
    items += [
        (int(index), balance, abs(amount) / period)
        for index, capacity in zip(layout.capped, layout.capacities, strict=True)
        for balance, amount in capacity.equipment
    ]
    kept = [item for item in items if item[2] > 0.0]
    if not kept:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)
    activities, balances, sizes = zip(*kept, strict=True)
    return np.array(activities), np.array(balances), np.log2(np.array(sizes))


def fit_units(layout: Layout) -> tuple[Floats, Floats, float]:
    """Fit the units of activities and balances to the amounts of the technology.

    Returns
    -------
    of_activity, of_balance
        Exponents of two.
    period
        Mean period, by which capacity is counted [s].
    """
    activities, balances = len(layout.network.activities), len(layout.network.balances)
    period = float(np.exp(np.log(layout.network.grid.lengths).mean()))
    one, other, size = _technology(layout, period)
    of_activity, of_balance = np.zeros(activities), np.zeros(balances)
    per_activity = np.maximum(np.bincount(one, minlength=activities), 1)
    per_balance = np.maximum(np.bincount(other, minlength=balances), 1)
    for _ in range(_PASSES):
        of_activity = np.bincount(one, of_balance[other] - size, activities) / per_activity
        of_balance = np.bincount(other, of_activity[one] + size, balances) / per_balance
    return of_activity, of_balance, period


def _units(programme: Programme) -> tuple[Floats, Floats]:
    """Exponents of the columns and of the rows."""
    layout, periods = programme.layout, programme.layout.periods
    of_activity, of_balance, period = fit_units(layout)
    alive = of_activity[layout.capped] - np.log2(period)
    families = {
        "activity": of_activity,
        "built": alive[layout.builds],
        "capacity": alive,
        "stock": of_balance[layout.stored],
        "delivered": of_balance[layout.demand_rows],
    }
    columns = np.concatenate([np.repeat(families[family], periods) for family in layout.members])
    rows = np.zeros(programme.families["limit"][1])
    rows[programme.rows("balance")] = -np.repeat(of_balance, periods)
    rows[programme.rows("dynamics")] = -np.repeat(alive[layout.builds], periods)
    rows[programme.rows("use")] = -np.repeat(of_activity[layout.capped], periods)
    _fit_rest(programme, columns, rows)
    return columns, rows


def _fit_added(matrix: csc_matrix, columns: Floats, rows: Floats) -> tuple[Floats, Floats]:
    """Bring the largest entry of rows and columns behind those of known unit to one."""
    many_rows, many_columns = matrix.shape
    known_rows, known_columns = len(rows), len(columns)
    if many_rows == known_rows and many_columns == known_columns:
        return columns, rows
    columns = np.append(columns, np.full(many_columns - known_columns, -np.inf))
    rows = np.append(rows, np.zeros(many_rows - known_rows))
    added = matrix[known_rows:].tocsr()
    if added.nnz:
        sizes = np.log2(np.abs(added.data)) + columns[added.indices]
        rows[known_rows:] = -np.maximum.reduceat(sizes, added.indptr[:-1])
    part = matrix[:, known_columns:]
    sizes = np.log2(np.abs(part.data)) + rows[part.indices]
    columns[known_columns:] = -np.maximum.reduceat(sizes, part.indptr[:-1])
    return columns, rows


def _fit_rest(programme: Programme, columns: Floats, rows: Floats) -> None:
    """Bring the largest entry of the rows of windows and requirements to one."""
    first, last = programme.families["gate"][0], programme.families["limit"][1]
    part = programme.by_row[first:last]
    columns = np.append(columns, np.full(part.shape[1] - len(columns), -np.inf))
    filled = np.diff(part.indptr) > 0
    if filled.any():
        sizes = np.log2(np.abs(part.data)) + columns[part.indices]
        rows[first:last][filled] = -np.maximum.reduceat(sizes, part.indptr[:-1][filled])
