"""The same network on fewer, longer periods."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.grid import Grid
from moonbase.graph.network import Activity, Exchange, Network

__all__ = ["coarsen", "merged_edges"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def merged_edges(grid: Grid, periods: int) -> Ints:
    """Choose boundaries to keep so that about `periods` periods of nearly equal length remain."""
    wanted = np.linspace(grid.edges[0], grid.edges[-1], periods + 1)
    nearest = np.abs(grid.edges[None, :] - wanted[:, None]).argmin(axis=1)
    return np.unique(np.concatenate([nearest, [0, grid.size]]))


def coarsen(network: Network, keep: Ints) -> Network:
    """Merge periods.

    What differs from period to period is averaged: amounts over the time that the leg's windows are open, windows over
    time.

    Parameters
    ----------
    network
        Network on the fine grid.
    keep
        Indices of the boundaries that remain, with the first and the last.
    """
    lengths = network.grid.lengths
    weights = {gate.leg: lengths * np.maximum(gate.open, 1e-9) for gate in network.gates}

    def mean(values: float | Floats, weight: Floats) -> float | Floats:
        if np.ndim(values) == 0:
            return values
        total = np.add.reduceat(weight, keep[:-1])
        return np.asarray(np.add.reduceat(np.asarray(values) * weight, keep[:-1]) / total, dtype=float)

    def thin(index: int, activity: Activity) -> Activity:
        weight = weights.get(index, lengths)
        flows = tuple(
            Exchange(balance=flow.balance, amount=mean(flow.amount, weight), lag=flow.lag) for flow in activity.flows
        )
        return replace(activity, flows=flows)

    return replace(
        network,
        grid=Grid(network.grid.edges[keep]),
        activities=tuple(thin(index, activity) for index, activity in enumerate(network.activities)),
        gates=tuple(
            replace(gate, open=np.asarray(mean(gate.open, lengths), dtype=float), use=mean(gate.use, weights[gate.leg]))
            for gate in network.gates
        ),
    )
