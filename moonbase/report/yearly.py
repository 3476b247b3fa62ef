"""What happened in each calendar year: one table, with only the columns that this mission has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from moonbase.models.daylight import ELECTRIC
from moonbase.report.arrivals import brings, landed, under_way
from moonbase.report.ledger import net_output
from moonbase.report.result import Bottleneck, Cell, Column, Table
from moonbase.report.units import human
from moonbase.report.years import Years

if TYPE_CHECKING:
    from moonbase.graph.network import Network
    from moonbase.mission.spec import Demand
    from moonbase.planning import Plan

__all__ = ["Reading", "clean", "objective_unit", "yearly_table"]

_Array = NDArray[np.float64]
_NOTE = (
    "Flows are totals or means over the calendar year; what is in service is counted at its end, "
    "in units of a payload that has just arrived."
)


@dataclass(frozen=True, eq=False)
class Reading:
    """A plan together with what it is a plan of, and its calendar years."""

    network: Network
    plan: Plan
    years: Years

    def of_role(self, *roles: str) -> list[int]:
        """List the activities with one of the roles, by index."""
        return [index for index, activity in enumerate(self.network.activities) if activity.role in roles]

    @property
    def objective_unit(self) -> str:
        """Unit in which the objective and every shadow price counts."""
        return objective_unit(self.network)


def objective_unit(network: Network) -> str:
    """Name the unit in which the objective of a mission counts."""
    goal = network.objective
    if goal.sense == "maximise":
        return network.balances[network.balance_index(goal.quantity, goal.site)].commodity.unit
    return {"imported-mass": "kg", "date": "s"}.get(goal.quantity, "USD")


def clean(values: Iterable[float]) -> tuple[float, ...]:
    """Round to twelve significant digits, far below the tolerance of any plan, so that files stay small."""
    return tuple(float(f"{value:.12g}") + 0.0 for value in values)


def yearly_table(reading: Reading, bottlenecks: tuple[Bottleneck, ...]) -> Table:
    """Build the table of calendar years.

    Parameters
    ----------
    reading
        Network, plan and years.
    bottlenecks
        The most valuable one of a year is named in the last column.
    """
    makers: tuple[Callable[[Reading], Iterable[Column]], ...] = (_made, _thrown, _service, _delivered, _money)
    columns = [Column(name="year", label="year", values=tuple(str(year) for year in reading.years.labels))]
    columns += [column for maker in makers for column in maker(reading) if _has_something(column)]
    first: dict[int, str] = {}
    for bottleneck in bottlenecks:
        first.setdefault(bottleneck.year, bottleneck.name)
    columns.append(
        Column(name="bottleneck", label="bottleneck", values=tuple(first.get(y, "none") for y in reading.years.labels))
    )
    return Table(title="Year by year", columns=tuple(columns), note=_NOTE + _flying(reading))


def _flying(reading: Reading) -> str:
    """Tell what was ordered too late to be in any year."""
    mass = under_way(reading.network, reading.plan)
    return f" {human(mass, 'kg')} that was ordered is still under way at the end and in no year." if mass else ""


def _has_something(column: Column) -> bool:
    return column.name in ("imported", "cost") or any(value for value in column.values)


def _cells(values: _Array) -> tuple[Cell, ...]:
    return clean(values)


def _made(reading: Reading) -> Iterable[Column]:
    """Mean power and soil moved, over every process of the mission."""
    power = _net(reading, *ELECTRIC) / reading.years.seconds
    yield Column(name="power", label="power made", unit="W", values=_cells(power), display="MW")
    yield Column(name="regolith", label="regolith dug", unit="kg", values=_cells(_net(reading, "regolith")))


def _net(reading: Reading, *commodities: str) -> _Array:
    total = np.zeros(reading.network.grid.size)
    for index in reading.of_role("process"):
        total += net_output(reading.network, reading.plan, index, *commodities)
    return reading.years.total(total)


def _thrown(reading: Reading) -> Iterable[Column]:
    assembled, thrown = reading.of_role("assembly"), reading.of_role("leg")
    what = reading.network.activities[assembled[0]].name if len(assembled) == 1 else "payloads"
    yield Column(name="assembled", label=f"{what} made", unit="1", values=_sum(reading, assembled))
    yield Column(name="thrown", label=f"{what} launched", unit="1", values=_sum(reading, thrown))


def _sum(reading: Reading, activities: list[int]) -> tuple[Cell, ...]:
    return _cells(reading.years.total(np.asarray(reading.plan.activity[activities]).sum(axis=0)))


def _service(reading: Reading) -> Iterable[Column]:
    """Payloads in service and the mean rate of what they do."""
    services = reading.of_role("service")
    if not services:
        return
    fleet = np.asarray(reading.plan.capacity[services]).sum(axis=0)
    yield Column(name="in_service", label="in service", unit="1", values=_cells(reading.years.at_end(fleet)))
    done: dict[int, _Array] = {}
    for index in services:
        for flow in reading.network.activities[index].flows:
            amount = np.asarray(flow.amount) * reading.plan.activity[index]
            done[flow.balance] = done.get(flow.balance, np.zeros(reading.network.grid.size)) + amount
    for balance, amounts in done.items():
        commodity = reading.network.balances[balance].commodity
        unit = "W" if commodity.unit == "J" else f"{commodity.unit}/s"
        rate = reading.years.total(amounts) / reading.years.seconds
        yield Column(name=f"service_{commodity.name}", label=commodity.name, unit=_rate_unit(unit), values=_cells(rate))


def _rate_unit(unit: str) -> str:
    """Name a rate: what is counted in unit-seconds comes out in that unit."""
    return unit.removesuffix(" s/s") if unit.endswith(" s/s") else unit


def _delivered(reading: Reading) -> Iterable[Column]:
    shown = {flow.balance for index in reading.of_role("service") for flow in reading.network.activities[index].flows}
    for index, demand in enumerate(reading.plan.demands):
        balance = reading.network.balance_index(demand.commodity, demand.site)
        if balance in shown:
            continue
        commodity = reading.network.balances[balance].commodity
        yield Column(
            name=f"delivered_{demand.name}",
            label=f"{demand.commodity} to {demand.site}" + (f": {demand.name}" if _shared(reading, demand) else ""),
            unit=commodity.unit,
            values=_cells(reading.years.total(np.asarray(reading.plan.delivered[index]))),
            display=commodity.display,
        )


def _shared(reading: Reading, demand: Demand) -> bool:
    """Whether several demands want the same thing at the same place."""
    same = [one for one in reading.plan.demands if (one.commodity, one.site) == (demand.commodity, demand.site)]
    return len(same) > 1


def _money(reading: Reading) -> Iterable[Column]:
    if brings(reading.network):
        imported = reading.years.total(landed(reading.network, reading.plan))
        yield Column(name="imported", label="landed", unit="kg", values=_cells(imported), display="t")
    spent, earned = reading.years.total(reading.plan.spending), reading.years.total(reading.plan.income)
    yield Column(name="cost", label="cost", unit="USD", values=_cells(spent))
    yield Column(name="income", label="income", unit="USD", values=_cells(earned))
