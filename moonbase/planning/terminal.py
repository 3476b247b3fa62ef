"""Value of the capacity left at the horizon, without which the last years would stop building.

A plan that maximises deliveries up to the horizon sees no use in capacity that outlives it. The remedy here is the
price that capacity has *halfway through* a coarse plan of the same mission, when half of the horizon is still ahead,
carried to the horizon with the discount rate. Where something is scarce it is worth something, where a limit or a
saturated demand makes more capacity useless it is worth nothing; prices of balanced growth, the other choice, know
neither limits nor demands.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import InfeasibleError, SolverError
from moonbase.planning.assemble import assemble
from moonbase.planning.coarsen import coarsen, merged_edges
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.read import Terminal
from moonbase.planning.solve import solve

__all__ = ["no_terminal_value", "terminal_value"]

Floats = NDArray[np.float64]

_COARSE_PERIODS = 16
_FEWEST_PERIODS = 4
_NEGLIGIBLE = 1e-6  # of the objective: dust of the interior point, not a price


def no_terminal_value(programme: Programme) -> Terminal:
    """Give capacity at the horizon no worth."""
    return Terminal(prices=np.zeros(len(programme.layout.capped)), weights=np.zeros(programme.layout.size))


def terminal_value(programme: Programme, options: Options) -> Terminal:
    """Choose the worth of capacity at the horizon.

    Parameters
    ----------
    programme
        Of the mission, on its own grid.
    options
        `Options.terminal` says how.

    Raises
    ------
    ValueError
        If `Options.terminal` is not a way that exists.
    """
    network = programme.layout.network
    way = options.terminal
    if way == "auto":
        way = "shadow" if network.objective.sense == "maximise" else "none"
    if way == "none" or not len(programme.layout.builds):
        return no_terminal_value(programme)
    if way == "shadow":
        prices = _shadow_prices(programme, options)
    else:
        raise ValueError(f'terminal = "{way}" is not one of auto, shadow, none')
    return _weigh(programme, prices)


def _shadow_prices(programme: Programme, options: Options) -> Floats:
    """Worth of capacity halfway through a coarse plan, at the horizon, per member of ``layout.capped``."""
    network = programme.layout.network
    prices = np.zeros(len(programme.layout.capped))
    keep = merged_edges(network.grid, _COARSE_PERIODS)
    if len(keep) <= _FEWEST_PERIODS:
        return prices
    coarse = assemble(coarsen(network, keep))
    try:
        solved = solve(coarse, replace(options, method="auto", tolerance=max(options.tolerance, 1e-5)))
    except (InfeasibleError, SolverError):
        return prices
    periods = coarse.layout.periods
    values = -solved.dual[coarse.rows("dynamics")].reshape(-1, periods)
    middle = periods // 2
    rate = 1.0 + network.discount_rate
    left = network.grid.edges[-1] - coarse.layout.network.grid.edges[middle]
    carried = values[:, middle] * rate ** (-left / (365.25 * 86400.0))
    standing = coarse.layout.table("capacity", solved.primal)[coarse.layout.builds].max(axis=1)
    worth = np.abs(carried) * standing
    matters = worth > _NEGLIGIBLE * np.abs(coarse.cost * solved.primal).sum()
    prices[programme.layout.builds] = np.where(matters & (carried > 0.0), carried, 0.0)
    return prices


def _weigh(programme: Programme, prices: Floats) -> Terminal:
    """Turn the worth of capacity at the horizon into a weight per column.

    What is still being built at the horizon counts as much as what stands.
    """
    layout, periods = programme.layout, programme.layout.periods
    weights = np.zeros(layout.size)
    alive, built = layout.table("capacity", weights), layout.table("built", weights)
    constant = 0.0
    for place, member in enumerate(layout.builds):
        price, curve = prices[member], programme.curves[member]
        if price <= 0.0:
            continue
        last = curve.row == periods
        alive[member, -1] += price * curve.ratio[periods]
        np.add.at(built[place], curve.column[last], price * curve.value[last])
        built[place] += price * curve.pending
        constant += price * float(curve.step[periods]) * layout.capacities[member].initial
    return Terminal(prices=prices, weights=weights, constant=constant)
