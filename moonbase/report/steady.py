"""Steady state and balanced growth in the shell, at most 100 columns wide."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from moonbase.report.sections import Column, Table
from moonbase.report.streams import power_taken
from moonbase.report.terminal import text_table
from moonbase.report.units import human, number, per_year
from moonbase.report.yearly import objective_unit

if TYPE_CHECKING:
    from moonbase.graph.network import Network
    from moonbase.planning import Balance, Growth

__all__ = ["balance_screen", "growth_screen"]

_YEAR = 365.25 * 86400.0
_DUST = 1e-9
_MOST_ROWS = 12


def _rate(rate: float, unit: str) -> str:
    value, name = per_year(rate, unit)
    return human(value, name) if rate else "–"


def balance_screen(network: Network, steady: Balance) -> str:
    """Tell a steady state: what it takes as a whole, what stands and runs, what flows, what comes from Earth."""
    whole = (
        f"It takes {human(steady.power, 'W')} of electricity, {human(steady.equipment_mass, 'kg')} of equipment, "
        f"{_rate(steady.imported_mass, 'kg') if steady.imported_mass else 'nothing'} from Earth "
        f"and {_rate(steady.spending, 'USD') if steady.spending else 'no money'}."
    )
    parts = [f"{network.title}: steady state", whole, _text(_equipment(network, steady)), _text(_flows(steady))]
    imports = _imports(network, steady)
    if imports.size:
        parts.append(_text(imports))
    if steady.limits:
        parts.append("\n".join(["Limits that bind", *_binding(network, steady)]))
    return "\n\n".join(parts) + "\n"


def _binding(network: Network, steady: Balance) -> Iterator[str]:
    unit = objective_unit(network)
    steps = {"cost": (1e6, "1 million USD"), "imported-mass": (1e3, "1 t")}
    of = {limit.name: limit.quantity for limit in network.limits}
    for name, price in sorted(steady.limits.items()):
        step, words = steps.get(of.get(name, ""), (1.0, "one unit"))
        yield f"  {name}: {words} more is worth {human(price * step, unit)}"


def _text(table: Table) -> str:
    text, dropped = text_table(table)
    note = f"\n(left out for width: {', '.join(dropped)}; --json has all)" if dropped else ""
    return f"{table.title}\n{text}{note}"


def _equipment(network: Network, steady: Balance) -> Table:
    power = power_taken(network, steady)
    most = max((row.equipment_mass for row in steady.activities), default=0.0)
    rows = [
        (row, taken)
        for row, taken in zip(steady.activities, power, strict=True)
        if row.role != "purchase" and (row.rate > 0.0 or row.equipment_mass > _DUST * most)
    ]
    standing = tuple(_standing(row.capacity, row.unit) for row, _ in rows)
    return Table(
        title="What runs",
        columns=(
            Column(name="node", label="node", values=tuple(row.name for row, _ in rows)),
            Column(name="capacity", label="capacity", values=standing),
            Column(name="used", label="used", unit="%", values=tuple(_used(row.rate, row.capacity) for row, _ in rows)),
            Column(
                name="mass",
                label="equipment",
                unit="kg",
                values=tuple(row.equipment_mass if row.capacity else None for row, _ in rows),
            ),
            Column(name="power", label="power taken", unit="W", values=tuple(taken for _, taken in rows)),
            Column(name="does", label="unit of activity", values=tuple(row.label for row, _ in rows)),
        ),
    )


def _standing(capacity: float, unit: str) -> str:
    return human(capacity, "1") if unit == "s" else _rate(capacity, unit)


def _used(rate: float, capacity: float) -> float | None:
    return 100.0 * rate / capacity if capacity > 0.0 else None


def _flows(steady: Balance) -> Table:
    """Show what is made, bought, used, built in, delivered and wasted of each commodity."""
    names = ("made", "bought", "used", "spent_on_capacity", "delivered", "wasted")
    labels = ("made", "bought", "used", "built in", "delivered", "wasted")
    rows = [row for row in steady.commodities if row.made + row.bought > 0.0]
    sites = [row.site for row in rows]
    usual = max(sites, key=lambda site: (sites.count(site), site), default="")
    told = tuple(row.commodity if row.site == usual else f"{row.commodity} at {row.site}" for row in rows)
    columns = [Column(name="commodity", label="commodity", values=told)]
    for name, label in zip(names, labels, strict=True):
        cells = tuple(_beside(getattr(row, name), row.made + row.bought, row.unit) for row in rows)
        columns.append(Column(name=name, label=label, values=cells))
    return Table(title=f"What flows, at {usual} where no other place is named", columns=tuple(columns))


def _beside(rate: float, whole: float, unit: str) -> str:
    return _rate(rate if rate > _DUST * whole else 0.0, unit)


def _imports(network: Network, steady: Balance) -> Table:
    rows = [
        (row.name.rpartition(":")[2], activity.imported_mass * row.rate)
        for activity, row in zip(network.activities, steady.activities, strict=True)
        if activity.imported_mass > 0.0
    ]
    whole = sum(mass for _, mass in rows)
    kept = sorted((row for row in rows if row[1] > _DUST * whole), key=lambda row: (-row[1], row[0]))
    return Table(
        title="What comes from Earth",
        columns=(
            Column(name="commodity", label="commodity", values=tuple(name for name, _ in kept)),
            Column(name="mass", label="mass", values=tuple(_rate(mass, "kg") for _, mass in kept)),
            Column(
                name="share", label="share", unit="%", values=tuple(100.0 * mass / (whole or 1.0) for _, mass in kept)
            ),
        ),
    )


def growth_screen(title: str, closed: Growth, supplied: Growth) -> str:
    """Tell how fast a base can grow by itself and with imports, and which import is best made at home.

    Parameters
    ----------
    title
        Name of the mission.
    closed
        Growth without any import.
    supplied
        Growth with imports.
    """
    share = f"{100.0 * supplied.import_share:.3g} % of its new equipment's mass"
    parts = [
        f"{title}: balanced growth",
        f"Without imports: {_speed(closed)}.\nWith {share} from Earth: {_speed(supplied)}.",
    ]
    if supplied.imports:
        parts.append(_text(_localise(supplied)))
    if supplied.prices:
        parts.append(_text(_prices(supplied)))
    return "\n\n".join(parts) + "\n"


def _speed(growth: Growth) -> str:
    if growth.rate <= 0.0:
        return "it cannot sustain itself"
    return f"{_percent(growth.rate)} a year, doubling in {human(growth.doubling_time, 's')}"


def _percent(rate: float) -> str:
    """Write a rate [1/s] as the growth of one year."""
    return f"{number(100.0 * math.expm1(rate * _YEAR))} %"


def _localise(growth: Growth) -> Table:
    rows = growth.imports[:_MOST_ROWS]
    return Table(
        title="What making an import at home would give, best first",
        columns=(
            Column(name="commodity", label="commodity", values=tuple(row.commodity for row in rows)),
            Column(name="share", label="share of imports", unit="%", values=tuple(100.0 * row.share for row in rows)),
            Column(name="rate", label="growth a year", values=tuple(_percent(row.rate) for row in rows)),
            Column(
                name="doubling",
                label="doubling in",
                values=tuple(human(math.log(2.0) / row.rate, "s") if row.rate > 0.0 else "never" for row in rows),
            ),
        ),
    )


def _prices(growth: Growth) -> Table:
    rows = [row for row in growth.prices if row.price > 0.0][:_MOST_ROWS]
    return Table(
        title="Prices of balanced growth per unit, relative to the dearest",
        columns=(
            Column(name="commodity", label="commodity", values=tuple(f"{row.commodity} at {row.site}" for row in rows)),
            Column(name="unit", label="per", values=tuple("one" if row.unit == "1" else row.unit for row in rows)),
            Column(name="price", label="price", values=tuple(number(row.price) for row in rows)),
        ),
    )
