"""The streams of a steady state: what flows into and out of every node, as rows and as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from moonbase.report.sections import Column, Table

if TYPE_CHECKING:
    from moonbase.graph.network import Network
    from moonbase.planning import Balance

__all__ = ["Stream", "power_taken", "stream_table", "streams"]


@dataclass(frozen=True, kw_only=True)
class Stream:
    """One flow of one node.

    Attributes
    ----------
    node, role
        Activity and its role.
    commodity, site
        What flows and where.
    use
        ``"flow"``, ``"replacement"`` of worn equipment, or ``"upkeep"``.
    rate
        Out of the node (+) or into it (-) [unit/s].
    unit
        SI unit of the commodity.
    """

    node: str
    role: str
    commodity: str
    site: str
    use: str
    rate: float
    unit: str


def streams(network: Network, steady: Balance) -> tuple[Stream, ...]:
    """List every flow that is not dust beside the others of its commodity, in the order of the graph."""
    found = list(_all(network, steady))
    largest: dict[tuple[str, str], float] = {}
    for stream in found:
        key = (stream.commodity, stream.site)
        largest[key] = max(largest.get(key, 0.0), abs(stream.rate))
    return tuple(s for s in found if abs(s.rate) > 1e-9 * largest[s.commodity, s.site])


def _all(network: Network, steady: Balance) -> Iterator[Stream]:
    for activity, row in zip(network.activities, steady.activities, strict=True):
        parts = [(flow.balance, "flow", float(np.mean(flow.amount)) * row.rate) for flow in activity.flows]
        if activity.capacity is not None:
            parts += [(index, "replacement", -amount * row.replaced) for index, amount in activity.capacity.equipment]
            parts += [(index, "upkeep", -amount * row.capacity) for index, amount in activity.capacity.upkeep]
        for index, use, rate in parts:
            balance = network.balances[index]
            yield Stream(
                node=activity.name,
                role=activity.role,
                commodity=balance.commodity.name,
                site=balance.site,
                use=use,
                rate=float(rate),
                unit=balance.commodity.unit,
            )


def stream_table(network: Network, steady: Balance) -> Table:
    """Lay the streams out for files: one row per flow, numbers in SI units per second."""
    rows = streams(network, steady)
    words = ("node", "role", "commodity", "site", "use", "unit")
    columns = [Column(name=name, label=name, values=tuple(str(getattr(row, name)) for row in rows)) for name in words]
    rates = Column(name="rate", label="rate", unit="unit/s", values=tuple(row.rate for row in rows))
    return Table(title="Streams", columns=(*columns, rates))


def power_taken(network: Network, steady: Balance) -> tuple[float, ...]:
    """Electricity that each activity takes, running and kept [W], shape ``(n_activities,)``."""
    taken = dict.fromkeys((activity.name for activity in network.activities), 0.0)
    for stream in _all(network, steady):
        if stream.commodity == "electricity" and stream.rate < 0.0:
            taken[stream.node] -= stream.rate
    return tuple(taken[activity.name] for activity in network.activities)
