"""The order in which goods flow through a network, and who takes what from each balance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Activity, Network

__all__ = ["RANKS", "Taker", "followers", "order_of", "takers"]

Ints = NDArray[np.int64]
Taker = tuple[int, ...]

RANKS = {"ship": 0, "build": 1, "make": 2, "follow": 3, "upkeep": 4}
"""Who gives way where a good is short: shipping first, then building, then production, then makers of what cannot be
stored, then upkeep and spare parts: parts that a process wears out are little, and without them nothing is made.

A lack of what cannot be stored itself (power, launcher shots, crew hours) is shared by all in proportion, except that
makers of other such things come before: with upkeep first, a base short of power would tend machines that stand still.
"""

_UPKEEP, _ACTIVITY, _BUILD, _DELIVERY = range(4)
_SHIPPING = ("leg", "flight", "purchase")


def followers(network: Network) -> NDArray[np.bool_]:
    """Find the activities that follow need instead of the plan.

    They make, within a capacity, one thing that cannot be stored, and nothing else: power plants, launcher shots,
    crew hours, satellites in service.
    """

    def follows(activity: Activity) -> bool:
        given = [flow for flow in activity.flows if np.sum(flow.amount) > 0.0]
        if activity.capacity is None or len(given) != 1 or activity.role in _SHIPPING:
            return False
        return given[0].lag == 0.0 and not network.balances[given[0].balance].commodity.storable

    return np.array([follows(activity) for activity in network.activities], dtype=bool)


def order_of(network: Network) -> Ints:
    """Sort balances from the soil to the payload: what is taken before what is made of it; loops are cut anywhere."""
    count = len(network.balances)
    after: list[set[int]] = [set() for _ in range(count)]
    for activity in network.activities:
        taken = {flow.balance for flow in activity.flows if np.sum(flow.amount) < 0.0}
        given = {flow.balance for flow in activity.flows if np.sum(flow.amount) > 0.0 and flow.lag == 0.0}
        for row in taken:
            after[row] |= given - {row}
    waiting = np.zeros(count, dtype=np.int64)
    for targets in after:
        for target in targets:
            waiting[target] += 1
    left, order = set(range(count)), []
    while left:
        row = min(left, key=lambda one: (waiting[one], one))
        left.discard(row)
        order.append(row)
        for target in after[row]:
            waiting[target] -= 1
    return np.array(order, dtype=np.int64)


def takers(network: Network, follow: NDArray[np.bool_], rows: Sequence[int]) -> list[list[Taker]]:
    """List the takers of each balance, those that give way first in front.

    Parameters
    ----------
    network
        Mission graph.
    follow
        From `followers`.
    rows
        Balance of each demand.

    Returns
    -------
    list
        For each balance ``(rank, kind, member, item)``; `item` is the flow, equipment or upkeep of the member.
    """
    found: list[list[Taker]] = [[] for _ in network.balances]
    for index, activity in enumerate(network.activities):
        rank = RANKS["ship" if activity.role in _SHIPPING else "follow" if follow[index] else "make"]
        spares = {row for row, _ in activity.capacity.equipment} if activity.capacity else set()
        for item, flow in enumerate(activity.flows):
            if np.sum(flow.amount) < 0.0:
                worn = flow.balance in spares and activity.role in ("process", "launcher")
                found[flow.balance].append((RANKS["upkeep"] if worn else rank, _ACTIVITY, index, item))
        if activity.capacity is not None:
            for item, (row, _) in enumerate(activity.capacity.equipment):
                found[row].append((RANKS["build"], _BUILD, index, item))
            for item, (row, _) in enumerate(activity.capacity.upkeep):
                found[row].append((RANKS["upkeep"], _UPKEEP, index, item))
    for index, row in enumerate(rows):
        found[row].append((RANKS["ship"], _DELIVERY, index, 0))
    return [
        sorted(items if balance.commodity.storable else [(_shared(rank), *rest) for rank, *rest in items])
        for balance, items in zip(network.balances, found, strict=True)
    ]


def _shared(rank: int) -> int:
    """Share a lack of what cannot be stored among all but the makers of other such things."""
    return RANKS["follow"] if rank == RANKS["follow"] else RANKS["make"]
