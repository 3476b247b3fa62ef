"""The matrix of a growing economy and the small programmes asked of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import YEAR
from moonbase.errors import SolverError
from moonbase.graph.network import Activity, Network
from moonbase.planning.layout import Layout, make_layout
from moonbase.planning.lives import present_life
from moonbase.planning.scaling import fit_units
from moonbase.planning.solver import Attempt, Model, solve_once

__all__ = ["Economy"]

Floats = NDArray[np.float64]

_FASTEST = 1e3 / YEAR
_STEPS = 60
_EXACT = Attempt(solver="simplex", feasibility=1e-10)
_IMPORTS = ("purchase", "flight")


@dataclass(frozen=True, eq=False)
class Economy:
    """Columns: activities, then capacities. Rows: balances, use of capacities, and the import share if any.

    Attributes
    ----------
    network
        Mission graph.
    import_share
        Imported mass allowed per mass of new equipment [1].
    free
        Purchases that do not count as imports.
    """

    network: Network
    import_share: float
    free: frozenset[int] = frozenset()

    def without_import(self, index: int) -> Economy:
        """Count one purchase no longer as import."""
        return Economy(self.network, self.import_share, self.free | {index})

    def matrix(self, rate: float) -> tuple[Floats, Floats, Floats]:
        """Net output of every column at a growth rate, and the units of rows and columns."""
        network = self.network
        layout = make_layout(network)
        of_activity, of_balance, _ = fit_units(layout)
        balances, activities = len(network.balances), len(network.activities)
        shares = int(self.import_share > 0.0)
        table = np.zeros((balances + len(layout.capped) + shares, activities + len(layout.capped)))
        for index, activity in enumerate(network.activities):
            if self._takes_part(activity):
                for flow in activity.flows:
                    table[flow.balance, index] += float(np.mean(flow.amount)) * np.exp(-rate * flow.lag)
                if shares and index not in self.free:
                    table[-1, index] -= activity.imported_mass
        self._capacity_columns(layout, table, rate)
        columns = np.exp2(np.append(of_activity, of_activity[layout.capped]))
        rows = np.exp2(-np.append(of_balance, of_activity[layout.capped]))
        if shares:
            sizes = np.abs(table[-1] * columns)
            rows = np.append(rows, 1.0 / max(float(sizes.max()), 1e-300))
        return table * rows[:, None] * columns, rows, columns

    def _takes_part(self, activity: Activity) -> bool:
        if activity.role == "stock" or (activity.capacity is not None and not activity.capacity.buildable):
            return False
        return self.import_share > 0.0 or activity.role not in _IMPORTS

    def _capacity_columns(self, layout: Layout, table: Floats, rate: float) -> None:
        balances, activities = len(self.network.balances), len(self.network.activities)
        masses = np.array([each.commodity.mass for each in self.network.balances])
        for place, (index, capacity) in enumerate(zip(layout.capped, layout.capacities, strict=True)):
            column, use = activities + place, balances + place
            table[use, index] = -1.0
            if not capacity.buildable:
                continue
            table[use, column] = capacity.availability
            built = np.exp(rate * capacity.lead_time) / present_life(capacity, rate)
            for row, amount in capacity.equipment:
                table[row, column] -= amount * built
                if self.import_share > 0.0:
                    table[-1, column] += self.import_share * masses[row] * amount * built
            for row, amount in capacity.upkeep:
                table[row, column] -= amount

    def _counted(self, columns: int) -> Floats:
        """Columns of which some must be there for an economy to be one: capacities built from something, if any."""
        capacities = [activity.capacity for activity in self.network.activities if activity.capacity is not None]
        capital = np.array([bool(each.equipment) and each.buildable for each in capacities], dtype=float)
        if not capital.any():
            return np.ones(columns)
        return np.append(np.zeros(columns - len(capital)), capital)

    def _bounds(self, rows: int) -> Floats:
        """Highest value of each row: nothing is left of what cannot be thrown away."""
        kept = [0.0 if not each.commodity.wasteable else np.inf for each in self.network.balances]
        return np.append(kept, np.full(rows - len(kept), np.inf))

    def mix_at(self, rate: float) -> Floats:
        """Activities per second of some mix that grows at a rate; empty if there is none."""
        table, _, columns = self.matrix(rate)
        total = self._counted(table.shape[1])[None, :]
        model = _model(
            np.vstack([table, total]),
            (np.zeros(table.shape[1]), np.full(table.shape[1], np.inf)),
            np.append(np.zeros(len(table)), 1.0),
            np.append(self._bounds(len(table)), 1.0),
        )
        primal = _solved(model)
        return primal * columns if len(primal) else primal

    def prices_at(self, rate: float, basket: Floats | None = None) -> Floats:
        """Prices per unit at which no column makes a profit at an interest rate; empty if there are none.

        The basket of commodities that is worth one is one scaled unit of each if none is given.
        """
        table, rows, _ = self.matrix(rate)
        balances = len(self.network.balances)
        total = np.zeros((1, len(table)))
        total[0, :balances] = 1.0 if basket is None else basket * rows[:balances]
        lowest = np.where(np.isfinite(self._bounds(len(table))), -np.inf, 0.0)
        model = _model(
            np.vstack([table.T, total]),
            (lowest, np.full(len(table), np.inf)),
            np.append(np.full(table.shape[1], -np.inf), 1.0),
            np.append(np.zeros(table.shape[1]), 1.0),
        )
        primal = _solved(model)
        return (primal * rows)[:balances] if len(primal) else primal

    def fastest(self) -> float:
        """Largest growth rate [1/s], 0 if none is positive."""
        tiny = 1e-9 / YEAR
        if not len(self.mix_at(tiny)):
            return 0.0
        return _bisect(lambda rate: len(self.mix_at(rate)) > 0, tiny, _FASTEST)

    def lowest_interest(self) -> float:
        """Lowest interest rate without profit, from zero on [1/s]."""
        if len(self.prices_at(0.0)):
            return 0.0
        return _bisect(lambda rate: not len(self.prices_at(rate)), 0.0, _FASTEST)

    def used(self, rate: float) -> Floats:
        """Use of each commodity by the mix at the fastest growth, largest scaled use 1 [units per second]."""
        table, rows, columns = self.matrix(rate)
        found = self.mix_at(rate - 1e-9 * abs(rate))
        balances = len(self.network.balances)
        scaled = np.minimum(table, 0.0)[:balances] @ (found / columns)
        return np.asarray(scaled / scaled.min() / rows[:balances], dtype=float)

    def mix(self, rate: float) -> Floats:
        """Mix of activities just below the fastest growth, the largest scaled to 1."""
        count = len(self.network.activities)
        found = self.mix_at(rate - 1e-9 * abs(rate)) if rate > 0.0 else np.empty(0)
        if not len(found):
            return np.zeros(count)
        return np.asarray(found[:count] / max(float(found[:count].max()), 1e-300), dtype=float)

    def building(self, rate: float) -> tuple[Floats, Floats, Floats]:
        """Activity, capacity built per second and capacity of each activity in that mix, shape ``(n_activities,)``."""
        count = len(self.network.activities)
        found = self.mix_at(rate - 1e-9 * abs(rate))
        built, standing = np.zeros((2, count))
        for place, (index, capacity) in enumerate(
            (index, each.capacity) for index, each in enumerate(self.network.activities) if each.capacity is not None
        ):
            standing[index] = found[count + place]
            built[index] = standing[index] / present_life(capacity, rate)
        return found[:count], built, standing


def _solved(model: Model) -> Floats:
    """Solve a small programme; empty if it has no answer, or coefficients beyond all reason."""
    try:
        answer = solve_once(model, _EXACT)
    except SolverError:
        return np.empty(0)
    return answer.primal if answer.status == "optimal" else np.empty(0)


def _bisect(below: Callable[[float], bool], low: float, high: float) -> float:
    """Find where a condition that holds at `low` ends; first by doubling the step, then by halves."""
    step = 1e-3 / YEAR
    top = low + step
    while top < high and below(top):
        low, step = top, 2.0 * step
        top = low + step
    high = min(top, high)
    for _ in range(_STEPS):
        middle = 0.5 * (low + high)
        if below(middle):
            low = middle
        else:
            high = middle
        if high - low <= 1e-13 * max(abs(low), abs(high)):
            break
    return 0.5 * (low + high)


def _model(table: Floats, bounds: tuple[Floats, Floats], low: Floats, high: Floats) -> Model:
    from scipy.sparse import csc_matrix

    sparse = csc_matrix(table)
    return Model(
        cost=np.zeros(table.shape[1]),
        lower=bounds[0],
        upper=bounds[1],
        row_lower=low,
        row_upper=high,
        starts=sparse.indptr.astype(np.int32),
        indices=sparse.indices.astype(np.int32),
        values=sparse.data,
        whole=np.empty(0, dtype=np.int64),
    )
