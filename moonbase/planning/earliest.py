"""The earliest date by which an amount can be delivered."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import InfeasibleError, MissionError
from moonbase.graph.network import Network
from moonbase.mission.spec import Demand
from moonbase.planning.assemble import assemble
from moonbase.planning.conflict import Conflict
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.solve import solve
from moonbase.planning.words import amount as amount_text

__all__ = ["due_by", "earliest"]

Floats = NDArray[np.float64]

_ENOUGH = 1.0 - 1e-6


def earliest(network: Network, options: Options) -> tuple[int, int]:
    """Find the first period by whose end a demand's amount can have been delivered, in fractions.

    Bisection over the periods: each step asks how much can be delivered by the end of a period, all other requirements
    met.

    Parameters
    ----------
    network
        Network whose objective is ``date``.
    options
        How to solve each step.

    Returns
    -------
    demand, period
        Index of the demand and of that period.

    Raises
    ------
    InfeasibleError
        If the amount cannot be delivered within the horizon.
    MissionError
        If the objective names no demand with an amount.
    """
    index, amount = _wanted(network)
    demand = network.demands[index]
    probe = replace(network, objective=replace(network.objective, quantity="cost"))
    programme = assemble(probe)
    delivered = programme.layout.columns("delivered", index)[0]
    row = programme.families["amount"][0] + int(np.flatnonzero(programme.amounts == index)[0])
    share = np.asarray(programme.by_row[row].toarray()).ravel()[delivered]

    def reach(period: int) -> float:
        until = _up_to(programme, row, delivered, amount, period)
        goal = np.zeros_like(programme.cost)
        goal[delivered[: period + 1]] = -share[: period + 1]
        answer = solve(until, options, goal)
        return float(share[: period + 1] @ answer.primal[delivered[: period + 1]])

    first, last = 0, network.grid.size - 1
    most = reach(last)
    if most < _ENOUGH * amount:
        raise InfeasibleError(
            f"demand {demand.name}: at most {most:.6g} of {amount:.6g} {demand.commodity} can be delivered "
            f"at {demand.site} within the horizon",
            conflict=(_shortage(network, demand, amount - most),),
            help="extend the horizon, ask for less, or relax what limits it",
        )
    while first < last:
        middle = (first + last) // 2
        if reach(middle) >= _ENOUGH * amount:
            last = middle
        else:
            first = middle + 1
    return index, last


def due_by(network: Network, index: int, period: int) -> Network:
    """Make a demand due at the end of a period, and cost the objective."""
    demand = network.demands[index]
    due = replace(demand, amount=demand.amount * _ENOUGH, end=float(network.grid.edges[period + 1]))
    return replace(
        network,
        objective=replace(network.objective, quantity="cost"),
        demands=(*network.demands[:index], due, *network.demands[index + 1 :]),
    )


def _shortage(network: Network, demand: Demand, missing: float) -> Conflict:
    unit = network.balances[network.balance_index(demand.commodity, demand.site)].commodity.unit
    return Conflict(
        kind="demand",
        name=demand.name,
        commodity=demand.commodity,
        site=demand.site,
        start=None,
        missing=missing,
        unit=unit,
        sentence=f"demand {demand.name}: {amount_text(missing, unit)} too little within the horizon",
    )


def _wanted(network: Network) -> tuple[int, float]:
    name = network.objective.demand
    for index, demand in enumerate(network.demands):
        if demand.amount > 0.0 and name in ("", demand.name):
            return index, demand.amount
    raise MissionError(
        f"objective: no demand {name or 'of the mission'} asks for an amount",
        help="minimise date needs a demand with an amount",
    )


def _up_to(programme: Programme, row: int, delivered: NDArray[np.int64], amount: float, period: int) -> Programme:
    """Allow deliveries only up to a period, of at most the amount, and require none."""
    upper, lower = programme.upper.copy(), programme.lower.copy()
    upper[delivered[period + 1 :]] = 0.0
    lower[delivered[period + 1 :]] = 0.0
    row_lower, row_upper = programme.row_lower.copy(), programme.row_upper.copy()
    row_lower[row], row_upper[row] = 0.0, amount
    return programme.changed(lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper)
