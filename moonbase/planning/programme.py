"""The linear programme of a mission, in the units of the mission graph."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moonbase.planning.layout import Layout
from moonbase.planning.retention import Curve

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix

__all__ = ["Money", "Programme"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Money:
    """What one unit of each column costs and brings, undiscounted, each of shape ``(columns,)``.

    Attributes
    ----------
    spending
        [USD]
    income
        [USD]
    imported
        Mass from Earth [kg].
    """

    spending: Floats
    income: Floats
    imported: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Programme:
    """Minimise ``cost @ x`` subject to ``row_lower <= matrix @ x <= row_upper`` and ``lower <= x <= upper``.

    Attributes
    ----------
    layout
        Meaning of the columns.
    matrix
        Shape ``(rows, columns)``.
    cost
        What is minimised: discounted money or mass, or minus what is maximised; without terminal value and ties.
    lower, upper, row_lower, row_upper
        Bounds.
    families
        First and last row of each family: ``balance``, ``dynamics``, ``use``, ``gate``, ``amount``, ``limit``.
    gates
        Gate and period of each row of family ``gate``.
    amounts
        Demand of each row of family ``amount``.
    limits
        Limit and period of each row of family ``limit``; period -1 for a bound on the whole span.
    money
        Cost accounting per column.
    discount
        Present value of one unit in the middle of each period [1], shape ``(n_periods,)``.
    curves
        Capacity recursion of each member of ``layout.capped``.
    whole
        ``(column, size)`` of what comes in whole units.
    tail
        Steady state behind the horizon, whose columns and rows follow the programme's own, and then one row per
        capacity that it uses; None without terminal value.
    """

    layout: Layout
    matrix: csc_matrix
    cost: Floats
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    families: dict[str, tuple[int, int]]
    gates: Ints
    amounts: Ints
    limits: Ints
    money: Money
    discount: Floats
    curves: tuple[Curve, ...]
    whole: tuple[Ints, Floats] = field(default_factory=lambda: (np.empty(0, dtype=np.int64), np.empty(0)))
    tail: Programme | None = None

    @cached_property
    def by_row(self) -> Any:
        """The matrix stored by rows."""
        return self.matrix.tocsr()

    def rows(self, family: str) -> slice:
        """Cut of a family of rows."""
        return slice(*self.families[family])

    def without_tail(self) -> Programme:
        """Cut off the steady state behind the horizon."""
        if self.tail is None:
            return self
        columns, rows = self.layout.size, self.families["limit"][1]
        return replace(
            self,
            matrix=self.matrix[:rows, :columns],
            cost=self.cost[:columns],
            lower=self.lower[:columns],
            upper=self.upper[:columns],
            row_lower=self.row_lower[:rows],
            row_upper=self.row_upper[:rows],
            tail=None,
        )

    def changed(self, **changes: Any) -> Programme:
        """Copy with some arrays replaced."""
        return replace(self, **changes)
