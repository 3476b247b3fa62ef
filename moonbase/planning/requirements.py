"""Rows for what a mission requires: amounts by a date, and limits on money, mass, activity, capacity and stock."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import MissionError
from moonbase.mission.spec import Limit
from moonbase.planning.layout import Layout
from moonbase.planning.programme import Money
from moonbase.planning.timing import overlap
from moonbase.planning.triplets import Triplets

__all__ = ["amount_rows", "limit_rows"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bounds = tuple[Floats, Floats]


def amount_rows(layout: Layout, entries: Triplets, first: int) -> tuple[Bounds, Ints]:
    """Demand that enough has been delivered by a date; a period counts with the share that lies before it."""
    wanted = [index for index, demand in enumerate(layout.demands) if demand.amount > 0.0]
    lengths = layout.network.grid.lengths
    for place, index in enumerate(wanted):
        demand = layout.demands[index]
        share = layout.network.grid.repeat(overlap(layout.network.grid.edges, demand.start, demand.end)) / lengths
        entries.add(first + place, layout.columns("delivered", index)[0], share)
    least = np.array([layout.demands[index].amount for index in wanted], dtype=float)
    return (least, np.full(len(wanted), np.inf)), np.array(wanted, dtype=np.int64)


def limit_rows(layout: Layout, entries: Triplets, first: int, money: Money) -> tuple[Bounds, Ints]:
    """Write the limits of a mission.

    A limit over the whole span is one row; one that holds at any time or per time is one row per period. A period
    that lies partly inside the dates of a limit counts with that share.

    Raises
    ------
    MissionError
        If a limit names something that the network does not have.
    """
    low: list[Floats] = []
    high: list[Floats] = []
    owners: list[Ints] = []
    grid, periods = layout.network.grid, layout.periods
    for number, limit in enumerate(layout.network.limits):
        columns, weights = _counted(layout, limit, money)
        inside = grid.repeat(overlap(grid.edges, limit.start, limit.end))
        share = (inside / grid.lengths)[columns % periods]
        used = share > 0.0
        row = first + sum(len(part) for part in low)
        if limit.per_time or limit.quantity in ("capacity", "stock"):
            when = np.flatnonzero(inside > 0.0)
            row_of = np.cumsum(inside > 0.0) - 1
            entries.add(row + row_of[columns[used] % periods], columns[used], weights[used])
            size = grid.lengths[when] if limit.per_time else np.ones(len(when))
        else:
            when = np.array([-1])
            entries.add(row, columns[used], (weights * share)[used])
            size = np.ones(1)
        low.append(-np.inf * size if limit.least is None else limit.least * size)
        high.append(np.inf * size if limit.most is None else limit.most * size)
        owners.append(np.stack([np.full(len(when), number), when], axis=1))
    if not low:
        return (np.empty(0), np.empty(0)), np.empty((0, 2), dtype=np.int64)
    return (np.concatenate(low), np.concatenate(high)), np.concatenate(owners)


def _counted(layout: Layout, limit: Limit, money: Money) -> tuple[Ints, Floats]:
    """Columns that a limit counts, and how much one unit of each counts."""
    quantity = limit.quantity
    if quantity == "cost":
        spent = money.spending.reshape(-1, layout.periods).any(axis=1)
        columns = np.flatnonzero(np.repeat(spent, layout.periods))
        return columns, money.spending[columns]
    if quantity == "imported-mass":
        columns = layout.columns("activity", _activities(layout, limit) if limit.of else None).ravel()
        return columns, money.imported[columns]
    if quantity == "activity":
        chosen = layout.columns("activity", _activities(layout, limit))
    elif quantity in ("capacity", "build"):
        chosen = _capacity_columns(layout, limit)
    elif quantity == "stock":
        chosen = layout.columns("stock", _stocks(layout, limit))
    else:
        raise _unknown(limit, f"there is no such quantity as {quantity}")
    columns = chosen.ravel()
    return columns, np.ones(len(columns))


def _unknown(limit: Limit, what: str) -> MissionError:
    return MissionError(f"limit {limit.name}: {what}", help="correct the limit in the mission file")


def _activities(layout: Layout, limit: Limit) -> Ints:
    activities = layout.network.activities
    found = [index for index, activity in enumerate(activities) if activity.name == limit.of]
    found = found or [index for index, activity in enumerate(activities) if activity.owner == limit.of]
    if not found:
        raise _unknown(limit, f"nothing in the mission is called {limit.of}")
    return np.array(found, dtype=np.int64)


def _capacity_columns(layout: Layout, limit: Limit) -> Ints:
    wanted = set(_activities(layout, limit).tolist())
    members = [place for place, index in enumerate(layout.capped) if int(index) in wanted]
    family = "capacity"
    if limit.quantity == "build":
        family = "built"
        members = [place for place, member in enumerate(layout.builds) if int(member) in set(members)]
    if not members:
        raise _unknown(limit, f"{limit.of} has no capacity that could be limited")
    return layout.columns(family, np.array(members, dtype=np.int64))


def _stocks(layout: Layout, limit: Limit) -> Ints:
    balances = layout.network.balances
    found = [
        place
        for place, row in enumerate(layout.stored)
        if balances[row].commodity.name == limit.of and limit.site in ("", balances[row].site)
    ]
    if not found:
        raise _unknown(limit, f"no stock of {limit.of} is kept {f'at {limit.site}' if limit.site else 'anywhere'}")
    return np.array(found, dtype=np.int64)
