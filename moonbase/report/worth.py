"""Shadow prices for people: what one more unit of each commodity is worth, early, midway and late."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.report.ledger import ledger
from moonbase.report.result import Column, Table
from moonbase.report.series import price_unit
from moonbase.report.units import human
from moonbase.report.yearly import Reading

__all__ = ["worth_table"]

_NOTE = (
    "Worth of one more unit at that place and time, in units of the objective. Prices of an interior-point plan: "
    "where several price systems fit one plan, they are a middle one."
)


def worth_table(reading: Reading) -> Table | None:
    """Rank commodities by price times amount moved; None if every price is zero."""
    prices = np.asarray(reading.plan.prices)
    moved = np.zeros_like(prices)
    for entry in ledger(reading.network, reading.plan):
        moved[entry.balance] += np.abs(entry.amounts) / 2.0
    weight = (np.abs(prices) * moved).sum(axis=1)
    order = [int(row) for row in np.argsort(-weight, kind="stable") if weight[row] > 1e-9 * weight.max()]
    if not order:
        return None
    thirds = np.array_split(np.arange(reading.network.grid.size), min(3, reading.network.grid.size))
    names = ("early", "midway", "late")[: len(thirds)]
    columns = [
        Column(name="commodity", label="commodity", values=tuple(reading.network.balances[row].label for row in order))
    ]
    for name, periods in zip(names, thirds, strict=True):
        columns.append(
            Column(name=name, label=name, values=tuple(_price(reading, prices, row, periods) for row in order))
        )
    return Table(title="What one more unit is worth", columns=tuple(columns), note=_NOTE)


def _price(reading: Reading, prices: NDArray[np.float64], row: int, periods: NDArray[np.intp]) -> str:
    unit = reading.network.balances[row].commodity.unit
    mean = float(np.average(prices[row, periods], weights=reading.network.grid.lengths[periods]))
    return human(mean, price_unit(reading.objective_unit, unit))
