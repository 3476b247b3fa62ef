"""Shadow prices and bottlenecks over time, as heat maps."""

from __future__ import annotations

import math
from collections import defaultdict

from moonbase.report.causes import bottleneck_strips, strength
from moonbase.report.heat import Heat, heat
from moonbase.report.live import live_heat
from moonbase.report.plots import Plot
from moonbase.report.result import Bottleneck, Result
from moonbase.report.units import human
from moonbase.report.years import calendar_year, date_text

__all__ = ["bottleneck_plot", "price_plot"]

_MOST_ROWS = 20
_DECADES = 3.0
_SPOKEN = 3
_HOUR = 3600.0


def price_plot(result: Result) -> Plot | None:
    """Draw what one more unit of each commodity is worth in each period, against its own highest price.

    Rows are ranked by what the commodity earns: its price times the amount moved.
    """
    moved: dict[tuple[str, str], list[float]] = {}
    for flow in result.series.get("flows", ()):
        key = (flow.owner, flow.site)
        sums = moved.setdefault(key, [0.0] * len(flow.values))
        for index, value in enumerate(flow.values):
            sums[index] += abs(value)
    ranked = []
    for one in result.series.get("prices", ()):
        amounts = moved.get((one.role, one.site))
        earned = math.fsum(abs(p) * a for p, a in zip(one.values, amounts, strict=True)) if amounts else 0.0
        if earned > 0.0:
            ranked.append((earned, one))
    ranked.sort(key=lambda pair: (-pair[0], pair[1].name))
    chosen = [one for _, one in ranked[:_MOST_ROWS]]
    if not chosen:
        return None
    rows = tuple(one.name for one in chosen)
    values = tuple(tuple(_shade(value, max(map(abs, one.values))) for value in one.values) for one in chosen)
    title = "what one more unit is worth, against its own highest price"
    counted = {flow.owner for flow in result.series.get("flows", ()) if flow.unit == "1"}
    notes = tuple(_price(max(one.values, key=abs), one.unit, each=one.role in counted) for one in chosen)
    edges = tuple(calendar_year(edge) for edge in result.edges)
    told = [[_price(value, one.unit, each=one.role in counted) for value in one.values] for one in chosen]
    live = live_heat(title, rows, [date_text(edge) for edge in result.edges[:-1]], values, told)
    what = Heat(title=title, edges=edges, rows=rows, values=values, notes=notes)
    spoken = "; ".join(f"{name} {note}" for name, note in zip(rows[:_SPOKEN], notes, strict=False))
    return Plot(
        name="prices",
        title=title,
        svg=heat(what),
        slim=heat(what, slim=True),
        live=live,
        told=f"Highest price of what earns most: {spoken}.",
        wide=True,
    )


def _price(value: float, unit: str, *, each: bool) -> str:
    """Write a price: of counted things each, of machine time by the hour."""
    head, slash, _ = unit.rpartition("/s")
    if slash:
        return f"{human(value * _HOUR, head)}/h"
    return human(value, unit) + (" each" if each else "")


def _shade(value: float, most: float) -> float:
    """Shade a price by its logarithm, from a thousandth of the highest up: prices of a growing base fall that fast."""
    return max(1.0 + math.log10(abs(value) / most) / _DECADES, 0.0) if value else 0.0


def bottleneck_plot(result: Result) -> Plot | None:
    """Draw the share of each bottleneck in all that could be gained in each year."""
    found: dict[str, dict[int, Bottleneck]] = defaultdict(dict)
    for one in result.bottlenecks:
        old = found[one.name].get(one.year)
        if one.share > (old.share if old else 0.0):
            found[one.name][one.year] = one
    ranked = sorted(found.items(), key=lambda row: (-sum(one.share for one in row[1].values()), row[0]))[:_MOST_ROWS]
    if not ranked:
        return None
    first, last = calendar_year(result.edges[0]), calendar_year(result.edges[-1])
    years = list(range(int(first), math.ceil(last - 1e-6)))
    rows = tuple(name for name, _ in ranked)
    values = tuple(tuple(strength(by[year].share) if year in by else 0.0 for year in years) for _, by in ranked)
    told = [[by[year].sentence if year in by else "not short" for year in years] for _, by in ranked]
    title = "what held the plan back, by its share of all that could be gained"
    live = live_heat(title, rows, [str(year) for year in years], values, told)
    return Plot(
        name="bottlenecks",
        title=title,
        svg=bottleneck_strips(result),
        slim=bottleneck_strips(result, slim=True),
        live=live,
        told=f"Most of the time: {', '.join(rows[:_SPOKEN])}. The table below says it year by year.",
        wide=True,
    )
