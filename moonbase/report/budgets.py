"""The mass budget and the cost breakdown of a run, from its result alone."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple

from moonbase.report.result import Column, Result, Table
from moonbase.report.units import human
from moonbase.report.years import calendar_year

__all__ = ["cost_table", "mass_table"]

_DUST = 1e-6
_KINDS = {
    "purchase": "bought on Earth, with freight",
    "flight": "flights bought whole",
    "leg": "transfer",
    "launcher": "launcher",
    "process": "built and kept running",
    "assembly": "built and kept running",
    "service": "operation of payloads",
}


class _Budget(NamedTuple):
    made: float = 0.0
    landed: float = 0.0
    used: float = 0.0
    built: float = 0.0
    upkeep: float = 0.0
    delivered: float = 0.0
    wasted: float = 0.0
    left: float = 0.0

    def plus(self, **more: float) -> _Budget:
        return self._replace(**{name: getattr(self, name) + value for name, value in more.items()})


_HEADS = (
    ("made", "made there"),
    ("landed", "landed from Earth"),
    ("used", "used up"),
    ("built", "built in"),
    ("upkeep", "spares and upkeep"),
    ("delivered", "delivered"),
    ("wasted", "thrown away"),
    ("left", "left in stock"),
)


def mass_table(result: Result) -> Table | None:
    """Balance every commodity that has mass over the horizon, the largest first; None if there is none.

    Made and landed on one side; used by processes, built into machines and payloads, kept for upkeep, delivered, thrown
    away and left over on the other. What is under way at the horizon makes the difference.
    """
    budgets = _budgets(result)
    rows = sorted(budgets.items(), key=lambda row: (-(row[1].made + row[1].landed), row[0]))
    most = max((row.made + row.landed for _, row in rows), default=0.0)
    rows = [(name, row) for name, row in rows if row.made + row.landed > _DUST * most]
    if not rows:
        return None
    columns = [Column(name="commodity", label="commodity", values=tuple(name for name, _ in rows))]
    for key, label in _HEADS:
        amounts = [getattr(row, key) for _, row in rows]
        if any(amount > _DUST * most for amount in amounts):
            columns.append(Column(name=key, label=label, values=tuple(_told(amount, most) for amount in amounts)))
    shares = tuple(_share(row, most) for _, row in rows)
    columns.append(Column(name="share", label="share from Earth", values=shares))
    return Table(
        title="Mass budget",
        columns=tuple(columns),
        note="Sums over the whole horizon. Payloads on their way when it ends are in no column on the right.",
    )


def _told(amount: float, most: float) -> str:
    return human(amount, "kg") if amount > 0.1 * _DUST * most else "–"


def _share(row: _Budget, most: float) -> str:
    if _told(row.landed, most) == "–":
        return "–"
    share = row.landed / (row.made + row.landed)
    return f"{share:.1%}" if share >= 0.0005 else "below 0.1%"


def _budgets(result: Result) -> dict[str, _Budget]:
    found: dict[str, _Budget] = defaultdict(_Budget)
    roles = {one.name: one.role for one in result.series.get("activities", ())}

    def add(commodity: str, site: str, key: str, amount: float) -> None:
        name = f"{commodity} at {site}"
        found[name] = found[name].plus(**{key: amount * result.masses[commodity]})

    for flow in result.series.get("flows", ()):
        if flow.owner not in result.masses:
            continue
        amount = math.fsum(flow.values)
        if amount > 0.0:
            add(flow.owner, flow.site, "landed" if roles.get(flow.name) == "purchase" else "made", amount)
        else:
            key = {"build": "built", "upkeep": "upkeep"}.get(flow.role, "used")
            add(flow.owner, flow.site, key, -amount)
    for table, key in (("delivered", "delivered"), ("waste", "wasted")):
        for one in result.series.get(table, ()):
            if one.role in result.masses:
                add(one.role, one.site, key, math.fsum(one.values))
    for one in result.series.get("stocks", ()):
        if one.role in result.masses:
            add(one.role, one.site, "left", one.values[-1])
    return dict(found)


def cost_table(result: Result) -> Table | None:
    """Take the cost apart by who spends it and on what, the largest first; None if nothing is spent."""
    spent: dict[tuple[str, str], tuple[float, float]] = {}
    lengths = [end - start for start, end in zip(result.edges, result.edges[1:], strict=False)]
    middles = [calendar_year(start + 0.5 * length) for start, length in zip(result.edges, lengths, strict=False)]
    for one in result.series.get("costs", ()):
        kind = _KINDS.get(one.role, one.role)
        what = one.name.partition(":")[2] if one.role in ("purchase", "flight") else ""
        key = (f"{one.owner}: {what}" if what else one.name, kind)
        total = math.fsum(one.values)
        dates = math.fsum(value * date for value, date in zip(one.values, middles, strict=True))
        old = spent.get(key, (0.0, 0.0))
        spent[key] = (old[0] + total, old[1] + dates)
    whole = math.fsum(row[0] for row in spent.values())
    rows = sorted(spent.items(), key=lambda row: (-row[1][0], row[0]))
    rows = [row for row in rows if row[1][0] > _DUST * whole]
    if not rows or whole <= 0.0:
        return None
    return Table(
        title="Cost",
        columns=(
            Column(name="what", label="what", values=tuple(key[0] for key, _ in rows)),
            Column(name="kind", label="kind", values=tuple(key[1] for key, _ in rows)),
            Column(name="cost", label="cost", unit="USD", values=tuple(row[0] for _, row in rows)),
            Column(name="share", label="share", unit="%", values=tuple(100.0 * row[0] / whole for _, row in rows)),
            Column(name="when", label="spent about", values=tuple(f"{row[1] / row[0]:.0f}" for _, row in rows)),
        ),
        note="Undiscounted. The year in the last column is the mean date of the spending, weighted by amount.",
    )
