"""What a plan moves: every activity's flow into and out of every balance, period by period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from moonbase.graph.network import Activity, Network
    from moonbase.planning import Plan

__all__ = ["Entry", "ledger", "machine_mass", "net_output"]


@dataclass(frozen=True, eq=False)
class Entry:
    """One flow of one activity.

    Attributes
    ----------
    activity, balance
        Indices into the network.
    use
        ``"flow"`` per unit of activity, ``"build"`` for equipment, ``"upkeep"`` per capacity and time.
    lag
        Time from the activity to the flow [s].
    amounts
        Into (+) or out of (-) the balance, by period of the activity [units], shape ``(n_periods,)``.
    """

    activity: int
    balance: int
    use: str
    lag: float
    amounts: NDArray[np.float64]


def ledger(network: Network, plan: Plan) -> Iterator[Entry]:
    """Walk over every flow of a plan, in the order of the network."""
    lengths = network.grid.lengths
    for index, activity in enumerate(network.activities):
        for flow in activity.flows:
            yield Entry(index, flow.balance, "flow", flow.lag, np.asarray(flow.amount) * plan.activity[index])
        if activity.capacity is None:
            continue
        for balance, amount in activity.capacity.equipment:
            yield Entry(index, balance, "build", 0.0, -amount * plan.built[index])
        for balance, amount in activity.capacity.upkeep:
            yield Entry(index, balance, "upkeep", 0.0, -amount * plan.capacity[index] * lengths)


def net_output(network: Network, plan: Plan, activity: int, *commodities: str) -> NDArray[np.float64]:
    """Net amount of commodities that an activity makes over all sites, at least 0, shape ``(n_periods,)``.

    A battery or a line takes what it gives, so it makes nothing; one that turns daylight electricity into continuous
    makes nothing either when both are asked for.
    """
    total = np.zeros(network.grid.size)
    for flow in network.activities[activity].flows:
        if network.balances[flow.balance].commodity.name in commodities:
            total += np.asarray(flow.amount) * plan.activity[activity]
    return np.maximum(total, 0.0)


def machine_mass(network: Network, activity: Activity) -> float:
    """Mass of the equipment in one unit of capacity [kg per activity/s]."""
    if activity.capacity is None:
        return 0.0
    return sum(amount * network.balances[balance].commodity.mass for balance, amount in activity.capacity.equipment)
