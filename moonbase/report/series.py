"""Everything that a plan says, period by period, with names and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Activity
from moonbase.report.arrivals import landed, landings
from moonbase.report.ledger import ledger, machine_mass
from moonbase.report.result import Series
from moonbase.report.units import capacity_unit
from moonbase.report.yearly import Reading, clean

__all__ = ["price_unit", "series_of"]

_Array = NDArray[np.float64]


def series_of(reading: Reading) -> Mapping[str, tuple[Series, ...]]:
    """Collect the series of a plan by table.

    A series that is zero in every period is left out.
    """
    tables = {
        "activities": _of_activities(reading, reading.plan.activity, "{unit}"),
        "built": _of_capacities(reading, reading.plan.built),
        "capacities": _of_capacities(reading, reading.plan.capacity),
        "machines": _machines(reading),
        "stocks": _of_balances(reading, reading.plan.stock),
        "waste": _of_balances(reading, reading.plan.waste),
        "prices": _prices(reading),
        "flows": _flows(reading),
        "delivered": _delivered(reading),
        "landings": _landings(reading),
        "costs": _costs(reading),
        "totals": _totals(reading),
    }
    return {name: tuple(one for one in found if any(one.values)) for name, found in tables.items()}


def _of_activities(reading: Reading, values: _Array, unit: str) -> Iterator[Series]:
    for index, activity in enumerate(reading.network.activities):
        yield _series(activity, unit.format(unit=activity.unit), values[index])


def _series(activity: Activity, unit: str, values: _Array) -> Series:
    return Series(
        name=activity.name,
        owner=activity.owner,
        role=activity.role,
        site=activity.site,
        unit=unit,
        values=clean(values),
    )


def _of_capacities(reading: Reading, values: _Array) -> Iterator[Series]:
    for index, activity in enumerate(reading.network.activities):
        if activity.capacity is not None:
            yield _series(activity, capacity_unit(activity.unit), values[index])


def _machines(reading: Reading) -> Iterator[Series]:
    """Mass of the equipment in place."""
    for index, activity in enumerate(reading.network.activities):
        mass = machine_mass(reading.network, activity)
        if mass > 0.0 and activity.role != "service":
            yield _series(activity, "kg", mass * np.asarray(reading.plan.capacity[index]))


def _of_balances(reading: Reading, values: _Array) -> Iterator[Series]:
    for index, balance in enumerate(reading.network.balances):
        yield Series(
            name=balance.label,
            role=balance.commodity.name,
            site=balance.site,
            unit=balance.commodity.unit,
            values=clean(values[index]),
            display=balance.commodity.display,
        )


def price_unit(objective_unit: str, unit: str) -> str:
    """Name the unit of a shadow price.

    Examples
    --------
    >>> price_unit("USD", "kg")
    'USD/kg'
    >>> price_unit("USD", "1")
    'USD'
    """
    return objective_unit if unit == "1" else f"{objective_unit}/{unit}"


def _prices(reading: Reading) -> Iterator[Series]:
    objective = reading.objective_unit
    for index, balance in enumerate(reading.network.balances):
        yield Series(
            name=balance.label,
            role=balance.commodity.name,
            site=balance.site,
            unit=price_unit(objective, balance.commodity.unit),
            values=clean(reading.plan.prices[index]),
        )


def _flows(reading: Reading) -> Iterator[Series]:
    for entry in ledger(reading.network, reading.plan):
        activity, balance = reading.network.activities[entry.activity], reading.network.balances[entry.balance]
        yield Series(
            name=activity.name,
            owner=balance.commodity.name,
            role=entry.use,
            site=balance.site,
            unit=balance.commodity.unit,
            values=clean(entry.amounts),
            display=balance.commodity.display,
        )


def _delivered(reading: Reading) -> Iterator[Series]:
    for index, demand in enumerate(reading.plan.demands):
        commodity = reading.network.balances[reading.network.balance_index(demand.commodity, demand.site)].commodity
        yield Series(
            name=demand.name,
            role=demand.commodity,
            site=demand.site,
            unit=commodity.unit,
            values=clean(reading.plan.delivered[index]),
            display=commodity.display,
        )


def _landings(reading: Reading) -> Iterator[Series]:
    """Mass landed by purchase, when it lands."""
    for index, activity in enumerate(reading.network.activities):
        if activity.imported_mass > 0.0:
            yield _series(activity, "kg", landings(reading.network, reading.plan, index))


def _costs(reading: Reading) -> Iterator[Series]:
    """Money by activity: running, building and keeping it."""
    lengths = reading.network.grid.lengths
    for index, activity in enumerate(reading.network.activities):
        spent = activity.cost * np.asarray(reading.plan.activity[index])
        if activity.capacity is not None:
            spent = spent + activity.capacity.capital_cost * np.asarray(reading.plan.built[index])
            spent = spent + activity.capacity.fixed_cost * np.asarray(reading.plan.capacity[index]) * lengths
        yield _series(activity, "USD", spent)


def _totals(reading: Reading) -> Iterator[Series]:
    yield Series(name="cost", unit="USD", values=clean(reading.plan.spending))
    yield Series(name="income", unit="USD", values=clean(reading.plan.income))
    yield Series(name="landed", unit="kg", values=clean(landed(reading.network, reading.plan)))
    yield Series(name="ordered", unit="kg", values=clean(reading.plan.imported_mass))
