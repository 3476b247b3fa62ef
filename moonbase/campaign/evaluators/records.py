"""What of a steady state can be recorded, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import Column
from moonbase.errors import UsageError
from moonbase.graph.network import Network
from moonbase.parameters.closest import did_you_mean
from moonbase.planning.ensemble import SteadyStates
from moonbase.planning.steadytables import added
from moonbase.report.yearly import objective_unit

__all__ = ["Record", "available", "chosen"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Record:
    """A column and where its values come from: a function of the steady states and their network."""

    column: Column
    pick: Callable[[SteadyStates, Network], Floats]
    usual: bool = False


def available(network: Network) -> dict[str, Record]:
    """List everything that can be recorded of the steady states of a network, by name.

    ``rate.digger``, ``capacity.digger``, ``price.oxygen@base``, ``import.earth_cargo:machinery``, ``limit.budget``;
    the names are those of ``moonbase balance --json``.
    """
    records = [*_totals(network), *_activities(network), *_commodities(network), *_limits(network)]
    return {record.column.name: record for record in records}


def chosen(network: Network, names: Sequence[str]) -> tuple[Record, ...]:
    """Choose what to record.

    Parameters
    ----------
    network
        Its activities, commodities and limits name the columns.
    names
        What is wanted; empty for totals, rates and limits.

    Raises
    ------
    UsageError
        If a name is unknown.
    """
    known = available(network)
    if not names:
        return tuple(record for record in known.values() if record.usual)
    for name in names:
        if name not in known:
            raise UsageError(f'a steady state has no "{name}" to record', help=did_you_mean(name, known))
    return tuple(known[name] for name in names)


def _of(table: str, row: int) -> Callable[[SteadyStates, Network], Floats]:
    def pick(states: SteadyStates, _network: Network) -> Floats:
        found: Floats = getattr(states.tables, table)
        return found[row] if found.ndim > 1 else found

    return pick


def _totals(network: Network) -> list[Record]:
    unit = objective_unit(network)
    facts = {
        "objective": (f"{unit}/s" if unit != "1" else "1/s", "Value of the objective per second."),
        "power": ("W", "Electricity made."),
        "imported_mass": ("kg/s", "Mass from Earth per second."),
        "spending": ("USD/s", "Money spent per second."),
    }
    found = [
        Record(Column(name=name, unit=unit, doc=doc), _of(name, 0), usual=True) for name, (unit, doc) in facts.items()
    ]
    mass = Column(name="equipment_mass", unit="kg", doc="Mass of all equipment that stands.")
    found.append(Record(mass, lambda states, _: added(states.tables.equipment_mass), usual=True))
    errors = {"residual": "Largest relative error of the answer.", "gap": "Between primal and dual objective."}
    return found + [
        Record(Column(name=name, unit="1", doc=doc), lambda states, _, name=name: getattr(states, f"{name}s"))  # type: ignore[misc]
        for name, doc in errors.items()
    ]


def _activities(network: Network) -> list[Record]:
    found = []
    for index, activity in enumerate(network.activities):
        per_second = _per_second(activity.unit)
        facts = {
            "rate": ("rates", per_second, f"Activity: {activity.label}."),
            "capacity": ("standing", per_second, "Capacity that stands."),
            "machines": ("machines", "1", "The same in whole machines' worth."),
            "replaced": ("replaced", f"{per_second}/s", "Capacity built to replace what wears and ages."),
            "equipment_mass": ("equipment_mass", "kg", "Mass of the equipment that stands."),
            "limit_worth": ("limit_worth", "", "Worth of one more unit of its highest capacity or ceiling."),
        }
        if activity.capacity is None:
            facts = {key: facts[key] for key in ("rate", "limit_worth")}
        for key, (table, unit, doc) in facts.items():
            column = Column(name=f"{key}.{activity.name}", unit=unit, doc=doc)
            found.append(Record(column, _of(table, index), usual=key == "rate"))
        if np.any(activity.imported_mass):
            column = Column(name=f"import.{activity.name}", unit="kg/s", doc="Mass that it brings from Earth.")
            found.append(Record(column, _imported(index)))
    return found


def _imported(index: int) -> Callable[[SteadyStates, Network], Floats]:
    return lambda states, network: states.tables.rates[index] * network.activities[index].imported_mass


def _commodities(network: Network) -> list[Record]:
    words = {
        "made": "Made", "bought": "Bought", "used": "Used", "spent": "Built in", "delivered": "Delivered",
        "wasted": "Thrown away", "prices": "Worth of one more unit",
    }  # fmt: skip
    found = []
    for row, balance in enumerate(network.balances):
        for table, word in words.items():
            name = f"{'price' if table == 'prices' else table}.{balance.commodity.name}@{balance.site}"
            unit = "" if table == "prices" else _per_second(balance.commodity.unit)
            found.append(Record(Column(name=name, unit=unit, doc=f"{word}: {balance.label}."), _of(table, row)))
    return found


def _limits(network: Network) -> list[Record]:
    return [
        Record(
            Column(name=f"limit.{limit.name}", doc="Worth of one more unit of the limit; 0 if it does not bind."),
            _of("limit_prices", row),
            usual=True,
        )
        for row, limit in enumerate(network.limits)
    ]


def _per_second(unit: str) -> str:
    return {"J": "W", "1": "1/s", "s": "1"}.get(unit, f"{unit}/s")


def lax(record: Record) -> Record:
    """Allow samples to lack a column, where their structure may differ."""
    return replace(record, column=replace(record.column, optional=True))
