"""What a plan is for, as a cost per column, and what each column costs in money and mass."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import MissionError
from moonbase.graph.network import Network
from moonbase.planning.layout import Layout, stacked
from moonbase.planning.programme import Money

__all__ = ["accounts", "discount_factors", "objective_cost"]

Floats = NDArray[np.float64]


def discount_factors(network: Network) -> Floats:
    r"""Present value of one unit in the middle of each period, :math:`(1 + r)^{-y}` with y in years."""
    return np.asarray((1.0 + network.discount_rate) ** -network.grid.mid_years, dtype=float)


def accounts(layout: Layout) -> Money:
    """Work out what one unit of each column costs, earns and brings from Earth."""
    activities, periods = layout.network.activities, layout.periods
    lengths = layout.network.grid.lengths

    def spread(values: Floats) -> Floats:
        return np.broadcast_to(values, (len(values), periods)).ravel()

    spending, income, imported = np.zeros(layout.size), np.zeros(layout.size), np.zeros(layout.size)
    spending[layout.slot("activity")] = spread(stacked([each.cost for each in activities], periods))
    imported[layout.slot("activity")] = spread(stacked([each.imported_mass for each in activities], periods))
    spending[layout.slot("built")] = spread(layout.stack(lambda each: each.capital_cost, buildable=True))
    spending[layout.slot("capacity")] = (layout.stack(lambda each: each.fixed_cost) * lengths).ravel()
    income[layout.slot("delivered")] = spread(stacked([demand.price for demand in layout.demands], periods))
    return Money(spending=spending, income=income, imported=imported)


def objective_cost(layout: Layout, money: Money, discount: Floats) -> Floats:
    """Give the cost of each column that a plan minimises.

    Raises
    ------
    MissionError
        If the objective is not one that planning knows.
    """
    objective = layout.network.objective
    if objective.sense == "maximise":
        value = np.zeros(layout.size)
        value[layout.columns("delivered", layout.goal)] = -1.0
    elif objective.quantity == "imported-mass":
        value = money.imported
    elif objective.quantity in ("cost", "date"):
        value = money.spending - money.income
    else:
        raise MissionError(
            f"objective: cannot minimise {objective.quantity}", help="minimise cost, imported-mass or date"
        )
    return np.asarray(value * np.tile(discount, layout.size // layout.periods), dtype=float)
