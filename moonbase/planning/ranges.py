"""Between which values a price may lie: what a little more and a little less really change.

A plan from an interior point gives one price where a whole interval would do. The programme is solved twice more, with
a small amount given and with the same amount taken away. The objective is concave in that amount, so that the two
slopes enclose every valid price.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import InfeasibleError
from moonbase.graph.network import Network
from moonbase.planning.assemble import assemble
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.solve import solve
from moonbase.planning.terminal import with_terminal_value

__all__ = ["PriceRange", "price_range"]

_STEP = 1e-2  # of what flows through the balance in the period


@dataclass(frozen=True, kw_only=True)
class PriceRange:
    """Bounds of the price of a commodity at a site in a period.

    Attributes
    ----------
    low, high
        Worth per unit of a little more, and loss per unit of a little less [objective]; infinite if none can be spared.
    price
        What the plan says.
    amount
        The little [units].
    """

    low: float
    high: float
    price: float
    amount: float


def price_range(network: Network, commodity: str, site: str, period: int, options: Options | None = None) -> PriceRange:
    """Find the bounds of a price.

    Parameters
    ----------
    network
        Mission graph; whole units are allowed fractions, because they have no prices.
    commodity, site, period
        Whose price.
    options
        How to solve.

    Raises
    ------
    KeyError
        If nothing touches the commodity at that site.
    """
    chosen = replace(options or Options(), integer="relax", tie_break=0.0)
    programme = with_terminal_value(assemble(network), chosen)
    row = network.balance_index(commodity, site) * programme.layout.periods + period
    plain = solve(programme, chosen)
    value = float(programme.cost @ plain.primal)
    amount = _STEP * max(_through(programme, row, plain.primal), 1e-300)
    changes = []
    for sign in (1.0, -1.0):
        moved = _given(programme, row, sign * amount)
        try:
            changes.append(
                sign * (value - float(programme.cost @ solve(moved, chosen, doubt="believe").primal)) / amount
            )
        except InfeasibleError:
            changes.append(np.inf)
    return PriceRange(low=changes[0], high=changes[1], price=float(plain.dual[row]), amount=amount)


def _through(programme: Programme, row: int, primal: NDArray[np.float64]) -> float:
    """Give what goes into a balance, or one unit if nothing does."""
    line = programme.by_row[row]
    flows = line.data * primal[line.indices]
    return float(flows[flows > 0.0].sum()) or 1.0


def _given(programme: Programme, row: int, amount: float) -> Programme:
    lower, upper = programme.row_lower.copy(), programme.row_upper.copy()
    lower[row] -= amount
    upper[row] -= amount
    return programme.changed(row_lower=lower, row_upper=upper)
