"""The steady state of a network: one period that repeats for ever, without stocks and delays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Balance, Capacity, Gate, Network
from moonbase.mission.spec import Demand, Limit
from moonbase.planning.lives import present_life, present_lives
from moonbase.planning.timing import overlap, step_totals

__all__ = [
    "opening",
    "replacement_rate",
    "settled",
    "settled_demands",
    "settled_gate",
    "settled_limits",
    "steady_network",
]

Floats = NDArray[np.float64]


def replacement_rate(capacity: Capacity) -> Any:
    r"""Share of capacity to be built per second to keep it constant [1/s].

    With wear :math:`w`, lifetime :math:`L` and a share :math:`f` of what is built that ever runs,
    :math:`w / (f (1 - e^{-w L}))`, or :math:`1 / (f L)` without wear. Numbers and arrays of samples alike.
    """
    numbers = (
        capacity.wear,
        capacity.lifetime,
        capacity.fraction,
        *(each for point in capacity.curve for each in point),
    )
    if any(np.ndim(number) for number in numbers):
        return 1.0 / present_lives(capacity)
    return 1.0 / present_life(capacity)


def steady_network(network: Network, *, first: int = 0, required: bool = True) -> Network:
    """Average the periods from `first` on into one.

    Amounts that change with the date are averaged over the time that their windows are open; limits over the whole
    span become rates; limits and demands that have ended before the last date are left out.

    Parameters
    ----------
    network
        On any grid.
    first
        First period that counts.
    required
        Whether demands and least values of limits have to be met; otherwise they are only an outlet.
    """
    edges = network.grid.edges[first:]
    lengths = edges[1:] - edges[:-1]
    weights = {gate.leg: opening(network.grid, gate, first) for gate in network.gates}
    step = float(lengths.mean())
    grid = Grid(np.array([edges[-1] - step, edges[-1]]))

    return replace(
        network,
        grid=grid,
        balances=tuple(_unstored(balance) for balance in network.balances),
        activities=tuple(
            settled(network.grid, activity, weights.get(index, lengths), first)
            for index, activity in enumerate(network.activities)
        ),
        gates=tuple(settled_gate(network.grid, gate, first) for gate in network.gates),
        demands=settled_demands(network, required=required),
        limits=settled_limits(network, required=required),
    )


def opening(grid: Grid, gate: Gate, first: int = 0) -> Floats:
    """Time that a leg is open in each period from `first` on, by which its amounts are averaged [s]."""
    return np.asarray(grid.lengths[first:] * np.maximum(gate.open[first:], 1e-9), dtype=float)


def settled(grid: Grid, activity: Activity, weight: Floats, first: int = 0) -> Activity:
    """Average one activity over the periods from `first` on.

    Parameters
    ----------
    grid
        Periods of the mission.
    activity
        Its flows are numbers, or one value per period.
    weight
        Of each period in the averages [s].
    first
        First period that counts.
    """
    flows = tuple(replace(flow, amount=_mean(flow.amount, weight, first), lag=0.0) for flow in activity.flows)
    ceiling = activity.ceiling
    if activity.role == "stock":
        ceiling = ((float(grid.edges[0]), 0.0),)
    elif ceiling:
        edges = grid.edges[first:]
        total = step_totals(edges, ceiling).sum() / (edges[1:] - edges[:-1]).sum()
        ceiling = ((float(grid.edges[0]), float(total)),)
    cost = _mean(activity.cost, weight, first)
    return replace(activity, flows=flows, ceiling=ceiling, cost=cost, whole=False)


def settled_gate(grid: Grid, gate: Gate, first: int = 0) -> Gate:
    """Average the windows of one leg."""
    share = _mean(gate.open, grid.lengths[first:], first)
    return replace(gate, open=np.array([share]), use=_mean(gate.use, opening(grid, gate, first), first))


def _mean(values: float | Floats, weight: Floats, first: int) -> float:
    return float(values) if np.ndim(values) == 0 else float(np.average(np.asarray(values)[first:], weights=weight))


def _unstored(balance: Balance) -> Balance:
    return replace(balance, commodity=replace(balance.commodity, storable=False))


def _lasts(network: Network, item: Demand | Limit) -> bool:
    end = float(network.grid.edges[-1])
    return item.end is None or item.end >= end - 1e-6 * float(network.grid.lengths[-1])


def _span(network: Network, item: Demand | Limit) -> float:
    return float(overlap(network.grid.edges, item.start, item.end).sum())


def settled_demands(network: Network, *, required: bool = True) -> tuple[Demand, ...]:
    """Turn what demands ask for into rates; those that end before the last date ask for nothing."""
    return tuple(_settled_demand(network, demand, required=required) for demand in network.demands)


def settled_limits(network: Network, *, required: bool = True) -> tuple[Limit, ...]:
    """Turn limits into rates; those on stock and building, and those that end before the last date, are left out."""
    return tuple(
        _settled_limit(network, limit, required=required)
        for limit in network.limits
        if limit.quantity not in ("stock", "build") and _lasts(network, limit)
    )


def _settled_demand(network: Network, demand: Demand, *, required: bool) -> Demand:
    lasts = _lasts(network, demand)
    rate = demand.rate + demand.amount / max(_span(network, demand), 1.0)
    return replace(
        demand,
        rate=rate if required and lasts else 0.0,
        amount=0.0,
        most=demand.most if lasts else 0.0,
        start=None,
        end=None,
    )


def _settled_limit(network: Network, limit: Limit, *, required: bool) -> Limit:
    share = 1.0 if limit.per_time or limit.quantity == "capacity" else 1.0 / _span(network, limit)
    return replace(
        limit,
        most=None if limit.most is None else limit.most * share,
        least=None if limit.least is None or not required else limit.least * share,
        per_time=limit.quantity != "capacity",
        start=None,
        end=None,
    )
