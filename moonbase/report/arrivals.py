"""What was ordered from Earth against what has landed: orders fly for a while, and some are under way at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from moonbase.graph.network import Network
    from moonbase.planning import Plan

__all__ = ["landed", "landings", "under_way"]

Floats = NDArray[np.float64]


def landings(network: Network, plan: Plan, index: int) -> Floats:
    """Mass of a purchase that lands in each period [kg], shape ``(n_periods,)``.

    Parameters
    ----------
    network, plan
        The mission graph and its plan.
    index
        Of the purchase among the activities.
    """
    from moonbase.planning.timing import shift

    activity = network.activities[index]
    ordered = activity.imported_mass * np.asarray(plan.activity[index])
    lag = max((flow.lag for flow in activity.flows if np.mean(flow.amount) > 0.0), default=0.0)
    if lag <= 0.0:
        return ordered
    moved = shift(network.grid.edges, lag)
    arrived = np.zeros(network.grid.size)
    np.add.at(arrived, moved.target, moved.share * ordered[moved.source])
    return arrived


def landed(network: Network, plan: Plan) -> Floats:
    """Mass from Earth that lands in each period [kg], shape ``(n_periods,)``."""
    rows = [landings(network, plan, i) for i, each in enumerate(network.activities) if each.imported_mass > 0.0]
    return np.asarray(np.sum(rows, axis=0), dtype=float) if rows else np.zeros(network.grid.size)


def brings(network: Network) -> bool:
    """Tell whether the mission can bring anything from Earth at all."""
    return any(activity.imported_mass > 0.0 for activity in network.activities)


def under_way(network: Network, plan: Plan) -> float:
    """Mass from Earth that was ordered and has not landed when the plan ends [kg]; 0 below rounding."""
    ordered = float(np.sum(plan.imported_mass))
    left = ordered - float(np.sum(landed(network, plan)))
    return left if left > 1e-6 * ordered else 0.0
