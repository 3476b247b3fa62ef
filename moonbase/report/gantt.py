"""When everything is built: one row per machine, the stronger the colour the faster the building."""

from __future__ import annotations

import math
from typing import NamedTuple

from moonbase.constants import YEAR
from moonbase.report.heat import Heat, heat
from moonbase.report.plots import Figure, Plot
from moonbase.report.result import Column, Result, Table
from moonbase.report.units import human
from moonbase.report.years import calendar_year, date_text

__all__ = ["building"]

_DUST = 1e-4
_SPECK = 1e-6  # of the heaviest, below which building is rounding
_MOST_ROWS = 40
_SPOKEN = 5


class _Row(NamedTuple):
    name: str
    rates: tuple[float, ...]
    first: int
    last: int
    capacity: str
    mass: float


def building(result: Result) -> Figure | None:
    """Draw the order in which things are built; None if nothing is."""
    found = _rows(result)
    heaviest = max((row.mass for row in found), default=0.0)
    found = [row for row in found if row.mass >= _SPECK * heaviest]
    rows = sorted(found, key=lambda row: (row.first, row.last, row.name))
    if not rows:
        return None
    shown = sorted(rows, key=lambda row: -row.mass)[:_MOST_ROWS] if len(rows) > _MOST_ROWS else rows
    shown = [row for row in rows if row in shown]
    what = Heat(
        title="when each thing is built, and its largest capacity",
        edges=tuple(calendar_year(edge) for edge in result.edges),
        rows=tuple(row.name for row in shown),
        values=tuple(tuple(rate / max(row.rates) for rate in row.rates) for row in shown),
        notes=tuple(row.capacity for row in shown),
        colour=2,
    )
    told = "; ".join(f"{row.name} from {_month(result, row.first)} to {row.capacity}" for row in shown[:_SPOKEN])
    caption = (
        "When each machine, plant or launcher is built: the stronger the colour, the faster, against its own fastest. "
        "On the right the largest capacity that stood at any time."
    )
    plot = Plot(
        name="building",
        title=what.title,
        svg=heat(what),
        slim=heat(what, slim=True),
        table=_table(result, rows),
        told=f"{len(rows)} things are built. The first of them: {told}.",
        wide=True,
    )
    return Figure(key="building", title="What is built when", caption=caption, plots=(plot,))


def _month(result: Result, index: int) -> str:
    return date_text(result.edges[index])[:7]


def _rows(result: Result) -> list[_Row]:
    lengths = [end - start for start, end in zip(result.edges, result.edges[1:], strict=False)]
    capacity = {one.name: one for one in result.series.get("capacities", ())}
    masses = _built_mass(result)
    rows = []
    for one in result.series.get("built", ()):
        most = max(one.values)
        if one.role == "service" or most <= 0.0:
            continue
        when = [index for index, value in enumerate(one.values) if value > _DUST * most]
        alive = max(capacity[one.name].values) if one.name in capacity else math.fsum(one.values)
        rates = tuple(value / length for value, length in zip(one.values, lengths, strict=True))
        rows.append(_Row(one.name, rates, when[0], when[-1], _capacity(alive, one.unit), masses.get(one.name, 0.0)))
    return rows


def _capacity(value: float, unit: str) -> str:
    """Tell a capacity as people do: per year where it is a rate."""
    head, slash, _ = unit.rpartition("/s")
    if not slash:
        return human(value, unit)
    return f"{human(value * YEAR, head)}/yr"


def _built_mass(result: Result) -> dict[str, float]:
    """Mass built into each activity over the horizon [kg]."""
    found: dict[str, float] = {}
    for flow in result.series.get("flows", ()):
        if flow.role == "build" and flow.owner in result.masses:
            found[flow.name] = found.get(flow.name, 0.0) - math.fsum(flow.values) * result.masses[flow.owner]
    return found


def _table(result: Result, rows: list[_Row]) -> Table:
    return Table(
        title="Building",
        columns=(
            Column(name="name", label="what", values=tuple(row.name for row in rows)),
            Column(name="first", label="from", values=tuple(date_text(result.edges[row.first]) for row in rows)),
            Column(name="last", label="until", values=tuple(date_text(result.edges[row.last + 1]) for row in rows)),
            Column(name="capacity", label="largest capacity", values=tuple(row.capacity for row in rows)),
            Column(
                name="mass",
                label="mass built in",
                values=tuple(human(row.mass, "kg") if row.mass else "–" for row in rows),
            ),
        ),
    )
