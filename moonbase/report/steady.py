"""Steady state and balanced growth in the shell, at most 100 columns wide."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from moonbase.report.sections import Column, Table
from moonbase.report.streams import Stream, streams
from moonbase.report.streamscreen import (
    rate_text,
    sheet_tables,
    sites_told,
    stream_screen_table,
    unit_screen_table,
)
from moonbase.report.terminal import text_table
from moonbase.report.unitrows import UnitRow, unit_rows
from moonbase.report.units import human, number
from moonbase.report.yearly import objective_unit

if TYPE_CHECKING:
    from moonbase.graph.network import Network
    from moonbase.planning import Balance, Growth
    from moonbase.planning.homemade import Closure

__all__ = ["balance_screen", "growth_screen", "sheet_screen"]

_YEAR = 365.25 * 86400.0
_DUST = 1e-9
_MOST_ROWS = 12


def balance_screen(network: Network, steady: Balance) -> str:
    """Tell a steady state: what it takes as a whole, the units, the streams between them, what comes from Earth."""
    rows = streams(network, steady)
    whole = (
        f"It takes {human(steady.power, 'W')} of electricity, {human(steady.equipment_mass, 'kg')} of equipment, "
        f"{rate_text(steady.imported_mass, 'kg') if steady.imported_mass else 'nothing'} from Earth "
        f"and {rate_text(steady.spending, 'USD') if steady.spending else 'no money'}."
    )
    tables = [unit_screen_table(rows, steady), _sites(rows, steady)]
    tables += [stream_screen_table(rows, site) for site in sites_told(rows)]
    tables += [_flows(steady), _imports(network, steady)]
    parts = [f"{network.title}: steady state", whole, *(_text(table) for table in tables if table.size)]
    if steady.closure:
        parts.append(_closed(steady.closure))
    binding = [*_binding(network, steady), *_full(network, steady)]
    if binding:
        parts.append("\n".join(["Limits that bind", *binding]))
    return "\n\n".join(parts) + "\n"


def sheet_screen(network: Network, steady: Balance, node: str) -> str:
    """Tell one unit of a steady state: its streams, power, heat, and the closure of its elements.

    Raises
    ------
    UsageError
        If nothing of that name runs.
    """
    return "\n\n".join(_text(table) for table in sheet_tables(streams(network, steady), node)) + "\n"


def _sites(rows: tuple[Stream, ...], steady: Balance) -> Table:
    """Show the totals of each site, and of all."""
    units = unit_rows(rows).values()
    sites = list(dict.fromkeys(unit.site for unit in units if unit.role != "purchase"))

    def of_site(value: Callable[[UnitRow], float]) -> tuple[float, ...]:
        sums = [sum(value(unit) for unit in units if unit.site == site) for site in sites]
        return tuple([*sums, sum(sums)] if len(sites) > 1 else sums)

    def place(sign: float) -> Callable[[UnitRow], float]:
        taken: dict[str, float] = {}
        for row in rows:
            if row.use == "place" and sign * row.rate > 0.0:
                taken[row.node] = taken.get(row.node, 0.0) + abs(row.mass) * _YEAR
        return lambda unit: taken.get(unit.node, 0.0)

    return Table(
        title="Totals by site",
        columns=(
            Column(name="site", label="site", values=tuple([*sites, "all"] if len(sites) > 1 else sites)),
            Column(
                name="equipment",
                label="equipment",
                unit="kg",
                values=of_site(lambda unit: steady.activity(unit.node).equipment_mass),
            ),
            Column(
                name="made",
                label="power made",
                unit="W",
                values=of_site(lambda unit: max(unit.power_out - unit.power_in, 0.0)),
            ),
            Column(
                name="taken",
                label="power taken",
                unit="W",
                values=of_site(lambda unit: max(unit.power_in - unit.power_out, 0.0)),
            ),
            Column(name="heat", label="heat out", unit="W", values=of_site(lambda unit: unit.heat)),
            Column(name="soil", label="soil taken", unit="kg/yr", values=of_site(place(-1.0))),
            Column(name="waste", label="waste left", unit="kg/yr", values=of_site(place(1.0))),
        ),
    )


def _binding(network: Network, steady: Balance) -> Iterator[str]:
    unit = objective_unit(network)
    steps = {"cost": (1e6, "1 million USD"), "imported-mass": (1e3, "1 t")}
    of = {limit.name: limit.quantity for limit in network.limits}
    for name, price in sorted(steady.limits.items()):
        step, words = steps.get(of.get(name, ""), (1.0, "one unit"))
        yield f"  {name}: {words} more is worth {human(price * step, unit)}"


def _closed(closure: Closure) -> str:
    shares = (("mass", closure.mass), (f"{closure.kinds} kinds of parts", closure.count), ("energy", closure.energy))
    told = ", ".join(f"{100.0 * share:.3g} % by {name}" for name, share in shares if share is not None)
    text = f"Closure of its own equipment and spares: {told}.\nOne tonne from Earth in it stands for "
    text += f"{number(closure.leverage)} t of equipment."
    if closure.unknown and closure.energy is not None:
        text += f"\nNo line here could make {', '.join(closure.unknown)}: nothing of it is counted by energy."
    return text


def _full(network: Network, steady: Balance) -> Iterator[str]:
    """Tell the units that are at their highest capacity, the most valuable first."""
    unit = objective_unit(network)
    rows = [row for row in steady.activities if row.limit_worth > 0.0]
    for row in sorted(rows, key=lambda row: -row.limit_worth * row.rate):
        worth = rate_text(0.01 * row.limit_worth * (row.capacity or row.rate), unit)
        yield f"  {row.name}: at its highest, {rate_text(row.capacity or row.rate, row.unit)}; 1 % more gives {worth}"


def _text(table: Table) -> str:
    text, dropped = text_table(table, keep=("to",))
    told = [f"left out for width: {', '.join(dropped)}; --json has all"] if dropped else []
    notes = "".join(f"\n({note})" for note in [*([table.note] if table.note else []), *told])
    return f"{table.title}\n{text}{notes}"


def _flows(steady: Balance) -> Table:
    """Show what comes of each commodity: made and bought, used, built in, delivered, wasted."""
    names = ("used", "spent_on_capacity", "delivered", "wasted")
    labels = ("used", "built in", "delivered", "wasted")
    rows = [row for row in steady.commodities if row.made + row.bought > 0.0]
    sites = [row.site for row in rows]
    usual = max(sites, key=lambda site: (sites.count(site), site), default="")
    told = tuple(row.commodity if row.site == usual else f"{row.commodity} at {row.site}" for row in rows)
    columns = [
        Column(name="commodity", label="commodity", values=told),
        Column(name="in", label="made, bought", values=tuple(rate_text(r.made + r.bought, r.unit) for r in rows)),
    ]
    for name, label in zip(names, labels, strict=True):
        cells = tuple(_beside(getattr(row, name), row.made + row.bought, row.unit) for row in rows)
        columns.append(Column(name=name, label=label, values=cells))
    return Table(title=f"What comes of it, at {usual} where no other place is named", columns=tuple(columns))


def _beside(rate: float, whole: float, unit: str) -> str:
    return rate_text(rate if rate > _DUST * whole else 0.0, unit)


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
            Column(name="mass", label="mass", values=tuple(rate_text(mass, "kg") for _, mass in kept)),
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
    if supplied.closure:
        parts.append(_closed(supplied.closure))
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
