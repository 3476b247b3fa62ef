"""Where every quantity of a plan sits among the columns of the linear programme.

A family such as activity holds ``n_periods`` consecutive columns for each of its members, so that a family is an
array of shape ``(members, n_periods)`` cut out of the solution, and the period of any column is its index modulo the
number of periods.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import MissionError
from moonbase.graph.network import Capacity, Network
from moonbase.mission.spec import Demand

__all__ = ["Layout", "make_layout", "stacked"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Layout:
    """Column families of a programme.

    Attributes
    ----------
    network
        What is planned.
    demands
        Demands of the mission, and the sink of a maximised commodity if no demand takes it.
    demand_rows
        Balance of each demand.
    goal
        Demands whose delivery is maximised; empty if something is minimised.
    capped
        Activities with a capacity, in order.
    builds
        Members of `capped` that can be built.
    stored
        Balances that keep a stock.
    """

    network: Network
    demands: tuple[Demand, ...]
    demand_rows: Ints
    goal: Ints
    capped: Ints
    builds: Ints
    stored: Ints

    @property
    def periods(self) -> int:
        """Number of periods."""
        return self.network.grid.size

    @cached_property
    def capacities(self) -> tuple[Capacity, ...]:
        """Capacity of each member of `capped`."""
        found = (self.network.activities[index].capacity for index in self.capped)
        return tuple(capacity for capacity in found if capacity is not None)

    @cached_property
    def members(self) -> dict[str, int]:
        """Members of each family, in the order of the columns."""
        return {
            "activity": len(self.network.activities),
            "built": len(self.builds),
            "capacity": len(self.capped),
            "stock": len(self.stored),
            "delivered": len(self.demands),
        }

    @cached_property
    def offsets(self) -> dict[str, int]:
        """First column of each family."""
        offsets, total = {}, 0
        for family, count in self.members.items():
            offsets[family] = total
            total += count * self.periods
        return offsets

    @property
    def size(self) -> int:
        """Number of columns."""
        return sum(self.members.values()) * self.periods

    def columns(self, family: str, members: Ints | int | None = None) -> Ints:
        """Columns of some members of a family, shape ``(members, n_periods)``."""
        chosen = np.arange(self.members[family]) if members is None else np.atleast_1d(members)
        return self.offsets[family] + chosen[:, None] * self.periods + np.arange(self.periods)

    def slot(self, family: str) -> slice:
        """Cut of a whole family."""
        start = self.offsets[family]
        return slice(start, start + self.members[family] * self.periods)

    def table(self, family: str, values: Floats) -> Floats:
        """Take a family out of a vector over all columns, shape ``(members, n_periods)``."""
        return values[self.slot(family)].reshape(self.members[family], self.periods)

    def gather(self, pick: Callable[[Capacity], float], *, buildable: bool = False) -> Floats:
        """Collect one number of each capacity, shape ``(members,)``."""
        chosen = [self.capacities[index] for index in self.builds] if buildable else self.capacities
        return np.array([pick(capacity) for capacity in chosen], dtype=float)

    def stack(self, pick: Callable[[Capacity], float | Floats], *, buildable: bool = False) -> Floats:
        """Collect one number, or one per period, of each capacity, shape ``(members, 1 or n_periods)``."""
        chosen = [self.capacities[index] for index in self.builds] if buildable else self.capacities
        return stacked([pick(capacity) for capacity in chosen], self.periods)


def stacked(values: Sequence[float | Floats], periods: int) -> Floats:
    """Put numbers below each other, shape ``(members, 1)``, or ``(members, n_periods)`` where one is an array."""
    if all(np.ndim(value) == 0 for value in values):
        return np.array(values, dtype=float).reshape(len(values), 1)
    table = np.empty((len(values), periods))
    for row, value in enumerate(values):
        table[row] = value
    return table


def make_layout(network: Network) -> Layout:
    """Lay out the columns of a network.

    Raises
    ------
    MissionError
        If a demand or the objective names a commodity that nothing touches at its site.
    """
    demands, goal = _demands(network)
    rows = [_row(network, demand) for demand in demands]
    capped = [index for index, activity in enumerate(network.activities) if activity.capacity is not None]
    builds = [
        position
        for position, index in enumerate(capped)
        if (capacity := network.activities[index].capacity) is not None and capacity.buildable
    ]
    stored = [index for index, balance in enumerate(network.balances) if balance.commodity.storable]
    return Layout(
        network=network,
        demands=demands,
        demand_rows=np.array(rows, dtype=np.int64),
        goal=np.array(goal, dtype=np.int64),
        capped=np.array(capped, dtype=np.int64),
        builds=np.array(builds, dtype=np.int64),
        stored=np.array(stored, dtype=np.int64),
    )


def _demands(network: Network) -> tuple[tuple[Demand, ...], list[int]]:
    objective, demands = network.objective, network.demands
    if objective.sense != "maximise":
        return demands, []
    goal = [
        index
        for index, demand in enumerate(demands)
        if demand.commodity == objective.quantity and objective.site in ("", demand.site)
    ]
    if goal:
        return demands, goal
    site = objective.site or _only_site(network)
    sink = Demand(name=f"{objective.quantity} at {site}", commodity=objective.quantity, site=site)
    return (*demands, sink), [len(demands)]


def _only_site(network: Network) -> str:
    sites = [balance.site for balance in network.balances if balance.commodity.name == network.objective.quantity]
    if len(sites) == 1:
        return sites[0]
    raise MissionError(
        f"objective: {network.objective.quantity} is at {len(sites)} sites",
        help="name the site at which it is to be maximised",
    )


def _row(network: Network, demand: Demand) -> int:
    try:
        return network.balance_index(demand.commodity, demand.site)
    except KeyError:
        raise MissionError(
            f"demand {demand.name}: nothing makes, brings or keeps {demand.commodity} at {demand.site}",
            help="add a node, leg or supply that does, or correct the site",
        ) from None
