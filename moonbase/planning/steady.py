"""The steady state of a network: one period that repeats for ever, without stocks and delays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Balance, Capacity, Gate, Network
from moonbase.mission.spec import Demand, Limit
from moonbase.planning.retention import present_life
from moonbase.planning.timing import overlap, step_totals

__all__ = ["replacement_rate", "steady_network"]

Floats = NDArray[np.float64]


def replacement_rate(capacity: Capacity) -> float:
    r"""Share of capacity to be built per second to keep it constant [1/s].

    With wear :math:`w`, lifetime :math:`L` and a share :math:`f` of what is built that ever runs,
    :math:`w / (f (1 - e^{-w L}))`, or :math:`1 / (f L)` without wear.
    """
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
    weights = {gate.leg: lengths * np.maximum(gate.open[first:], 1e-9) for gate in network.gates}
    step = float(lengths.mean())
    grid = Grid(np.array([edges[-1] - step, edges[-1]]))

    def mean(values: float | Floats, weight: Floats) -> float:
        return float(values) if np.ndim(values) == 0 else float(np.average(np.asarray(values)[first:], weights=weight))

    def settle(index: int, activity: Activity) -> Activity:
        weight = weights.get(index, lengths)
        flows = tuple(replace(flow, amount=mean(flow.amount, weight), lag=0.0) for flow in activity.flows)
        ceiling = activity.ceiling
        if activity.role == "stock":
            ceiling = ((float(grid.edges[0]), 0.0),)
        elif ceiling:
            ceiling = ((float(grid.edges[0]), float(step_totals(edges, ceiling).sum() / lengths.sum())),)
        return replace(activity, flows=flows, ceiling=ceiling, whole=False, cost=mean(activity.cost, weight))

    return replace(
        network,
        grid=grid,
        balances=tuple(_unstored(balance) for balance in network.balances),
        activities=tuple(settle(index, activity) for index, activity in enumerate(network.activities)),
        gates=tuple(
            _averaged(gate, mean(gate.open, lengths), mean(gate.use, weights[gate.leg])) for gate in network.gates
        ),
        demands=tuple(_settled_demand(network, demand, required=required) for demand in network.demands),
        limits=tuple(
            _settled_limit(network, limit, required=required)
            for limit in network.limits
            if limit.quantity not in ("stock", "build") and _lasts(network, limit)
        ),
    )


def _unstored(balance: Balance) -> Balance:
    return replace(balance, commodity=replace(balance.commodity, storable=False))


def _averaged(gate: Gate, share: float, use: float) -> Gate:
    return replace(gate, open=np.array([share]), use=use)


def _lasts(network: Network, item: Demand | Limit) -> bool:
    end = float(network.grid.edges[-1])
    return item.end is None or item.end >= end - 1e-6 * float(network.grid.lengths[-1])


def _span(network: Network, item: Demand | Limit) -> float:
    return float(overlap(network.grid.edges, item.start, item.end).sum())


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
