"""What was asked against what the plan gives: demands and limits, with the gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moonbase.report.result import Column, Table
from moonbase.report.units import human
from moonbase.report.yearly import Reading
from moonbase.report.years import date_text

__all__ = ["asked_table"]

Floats = NDArray[np.float64]
_YEAR = 365.25 * 86400.0
_MET = 1e-3


class _Row(NamedTuple):
    what: str
    asked: str
    got: str
    gap: str


def asked_table(reading: Reading) -> Table | None:
    """Put every demand and limit of the mission beside what became of it; None if there is neither."""
    rows = [*_demands(reading), *_limits(reading)]
    if not rows:
        return None
    heads = (("what", "what"), ("asked", "asked"), ("got", "in the plan"), ("gap", "gap"))
    return Table(
        title="Asked and answered",
        columns=tuple(
            Column(name=name, label=label, values=tuple(getattr(row, name) for row in rows)) for name, label in heads
        ),
    )


def _demands(reading: Reading) -> Iterator[_Row]:
    network, plan = reading.network, reading.plan
    edges = network.grid.edges
    for index, demand in enumerate(plan.demands):
        unit = network.balances[network.balance_index(demand.commodity, demand.site)].commodity.unit
        inside = _inside(edges, demand.start, demand.end)
        got = float(plan.delivered[index] @ (inside / network.grid.lengths))
        name = f"{demand.name}: {demand.commodity} to {demand.site}"
        if demand.amount:
            by = f" by {date_text(demand.end)}" if demand.end is not None else ""
            yield _Row(name, f"at least {human(demand.amount, unit)}{by}", human(got, unit), _gap(got, demand.amount))
        if demand.rate:
            least = demand.rate * float(inside.sum())
            since = f" from {date_text(demand.start)} on" if demand.start is not None else ""
            asked = f"at least {_rate(demand.rate, unit)}{since}"
            yield _Row(name, asked, f"{_rate(got / max(float(inside.sum()), 1.0), unit)} on average", _gap(got, least))
        if demand.most is not None:
            taken = demand.most * float(inside.sum())
            share = f"{got / taken:.3g} of it" if taken else "–"
            yield _Row(name, f"at most {_rate(demand.most, unit)}", human(got, unit), share)


def _inside(edges: Floats, start: float | None, end: float | None) -> Floats:
    low = np.maximum(edges[:-1], edges[0] if start is None else start)
    high = np.minimum(edges[1:], edges[-1] if end is None else end)
    return np.asarray(np.maximum(high - low, 0.0), dtype=float)


def _rate(rate: float, unit: str) -> str:
    return human(rate, "W") if unit == "J" else f"{human(rate * _YEAR, unit)} a year"


def _gap(got: float, asked: float) -> str:
    short = (asked - got) / asked if asked else 0.0
    if abs(short) <= _MET:
        return "met"
    if short > 0.0:
        return f"short by {short:.2%}"
    return f"met, {-short:.2g} times more" if short < -1.0 else f"met, {-short:.2%} more"


def _limits(reading: Reading) -> Iterator[_Row]:
    """Limits on money and landed mass; what else is limited shows in the bottlenecks."""
    plan, grid = reading.plan, reading.network.grid
    for limit in reading.network.limits:
        if limit.most is None or limit.of or limit.quantity not in ("cost", "imported-mass"):
            continue
        used = np.asarray(plan.spending if limit.quantity == "cost" else plan.imported_mass)
        unit = "USD" if limit.quantity == "cost" else "kg"
        inside = _inside(grid.edges, limit.start, limit.end) / grid.lengths
        what = f"limit {limit.name}: {limit.quantity}"
        if limit.per_time:
            rates = used / grid.lengths * (inside > 0.0)
            most = float(rates.max())
            full = float(np.mean(rates[inside > 0.0] > limit.most * (1.0 - 1e-6))) if inside.any() else 0.0
            told = f"at most {human(limit.most * _YEAR, unit)} a year"
            yield _Row(what, told, f"up to {human(most * _YEAR, unit)} a year", f"reached in {full:.0%} of the periods")
        else:
            total = float(used @ inside)
            left = (limit.most - total) / limit.most if limit.most else 0.0
            gap = "used up" if abs(left) <= _MET else f"{left:.1%} left"
            yield _Row(what, f"at most {human(limit.most, unit)}", human(total, unit), gap)
