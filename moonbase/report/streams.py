"""The stream table of a steady state: what flows into and out of every node, and what it takes to run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Network
from moonbase.report.ledger import machine_mass
from moonbase.report.sections import Column, Table
from moonbase.report.units import human, per_year

__all__ = ["Rates", "Stream", "equipment_table", "stream_table", "streams"]

_Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Rates:
    """A steady state of a mission graph.

    Attributes
    ----------
    network
        The graph, in one period.
    activity
        Activity [units/s], shape ``(n_activities,)``.
    capacity
        Capacity that stands [units/s], same shape.
    renewal
        Capacity built to replace what is lost [units/s per s], same shape.
    """

    network: Network
    activity: _Array
    capacity: _Array
    renewal: _Array


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
    unit, display
        SI unit of the commodity; its unit for people.
    """

    node: str
    role: str
    commodity: str
    site: str
    use: str
    rate: float
    unit: str
    display: str


def streams(rates: Rates) -> tuple[Stream, ...]:
    """List every flow that is not dust beside the others of its commodity, in the order of the graph."""
    found = list(_all(rates))
    largest: dict[tuple[str, str], float] = {}
    for stream in found:
        key = (stream.commodity, stream.site)
        largest[key] = max(largest.get(key, 0.0), abs(stream.rate))
    return tuple(s for s in found if abs(s.rate) > 1e-9 * largest[s.commodity, s.site])


def _all(rates: Rates) -> Iterator[Stream]:
    for index, activity in enumerate(rates.network.activities):
        parts = [(flow.balance, "flow", float(np.mean(flow.amount)) * rates.activity[index]) for flow in activity.flows]
        if activity.capacity is not None:
            parts += [
                (balance, "replacement", -amount * rates.renewal[index])
                for balance, amount in activity.capacity.equipment
            ]
            parts += [
                (balance, "upkeep", -amount * rates.capacity[index]) for balance, amount in activity.capacity.upkeep
            ]
        for row, use, rate in parts:
            balance = rates.network.balances[row]
            yield Stream(
                node=activity.name,
                role=activity.role,
                commodity=balance.commodity.name,
                site=balance.site,
                use=use,
                rate=float(rate),
                unit=balance.commodity.unit,
                display=balance.commodity.display,
            )


def stream_table(rates: Rates) -> Table:
    """Lay streams out as a table: one row per flow, rates per year (power as power)."""
    rows = streams(rates)
    written = [_rate(abs(row.rate), row.unit) for row in rows]
    return Table(
        title="Streams",
        columns=(
            Column(name="node", label="node", values=tuple(row.node for row in rows)),
            Column(name="direction", label="", values=tuple("out" if row.rate > 0 else "in" for row in rows)),
            Column(name="commodity", label="commodity", values=tuple(row.commodity for row in rows)),
            Column(name="site", label="at", values=tuple(row.site for row in rows)),
            Column(name="use", label="for", values=tuple(row.use for row in rows)),
            Column(name="rate", label="rate", values=tuple(written)),
        ),
    )


def _rate(rate: float, unit: str) -> str:
    value, name = per_year(rate, unit)
    return human(value, name)


def equipment_table(rates: Rates) -> Table:
    """List what stands: capacity, how much of it is used, mass of its machines, power that it takes."""
    rows = [
        (activity, index)
        for index, activity in enumerate(rates.network.activities)
        if activity.capacity is not None and rates.capacity[index] > 0.0
    ]
    masses = [machine_mass(rates.network, activity) * rates.capacity[index] for activity, index in rows]
    return Table(
        title="Equipment",
        columns=(
            Column(name="node", label="node", values=tuple(activity.name for activity, _ in rows)),
            Column(name="does", label="unit", values=tuple(activity.label for activity, _ in rows)),
            Column(
                name="capacity",
                label="capacity",
                values=tuple(_rate(float(rates.capacity[index]), activity.unit) for activity, index in rows),
            ),
            Column(
                name="used",
                label="used",
                unit="%",
                values=tuple(float(100.0 * rates.activity[i] / rates.capacity[i]) for _, i in rows),
            ),
            Column(name="mass", label="machines", unit="kg", values=tuple(float(mass) for mass in masses)),
            Column(name="power", label="power taken", unit="W", values=tuple(_power(rates, i) for _, i in rows)),
        ),
    )


def _power(rates: Rates, index: int) -> float:
    activity = rates.network.activities[index]
    taken = -sum(
        float(np.mean(flow.amount)) * rates.activity[index]
        for flow in activity.flows
        if rates.network.balances[flow.balance].commodity.name == "electricity"
    )
    assert activity.capacity is not None
    kept = sum(
        amount * rates.capacity[index]
        for row, amount in activity.capacity.upkeep
        if rates.network.balances[row].commodity.name == "electricity"
    )
    return float(max(taken, 0.0) + kept)
