"""The elastic programme: every requirement of the mission may be missed, at a price.

If no plan meets all requirements, the cheapest way to miss some of them shows which ones collide: the requirements
whose prices are not zero in that answer cannot all be met together (Farkas), and how far they are missed says how much
is lacking, of what, where and when.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.planning.programme import Programme
from moonbase.planning.triplets import Triplets

__all__ = ["Elastic", "Requirement", "make_elastic"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_LAST_RESORT = 1e3  # price of missing a balance, so that it is only done where no requirement can give way


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """Something a mission asks for, that may have to give way.

    Attributes
    ----------
    kind
        ``demand``, ``limit``, ``node limit``, ``supply`` or ``balance``.
    index
        Of the demand, limit, activity or balance.
    """

    kind: str
    index: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Elastic:
    """A programme with a column for every way to miss a requirement.

    Attributes
    ----------
    programme
        Minimises the price of what is missed.
    owners
        What each further column misses.
    periods
        In which period; -1 for the whole span.
    rows
        Row whose dual is the price of the requirement, or -1 where it is the reduced cost of `column`.
    signs
        1 where missing means to have too little, -1 where it means too much.
    sizes
        Size of the requirement over all its periods, by which missing it is measured.
    """

    programme: Programme
    owners: tuple[Requirement, ...]
    periods: Ints
    rows: Ints
    signs: Floats
    sizes: Floats


class _Slacks:
    """Collect columns that let rows give way."""

    def __init__(self, first_row: int) -> None:
        self.entries = Triplets()
        self.first_row = first_row
        self.added_low: list[Floats] = []
        self.added_high: list[Floats] = []
        self.owners: list[Requirement] = []
        self.periods: list[Ints] = []
        self.rows: list[Ints] = []
        self.signs: list[Floats] = []
        self.sizes: list[Floats] = []
        self.count = 0

    def give(self, owner: Requirement, rows: Ints, sign: float, sizes: Floats, periods: Ints) -> None:
        """Let rows of one requirement give way."""
        many = len(rows)
        self.entries.add(rows, self.count + np.arange(many), sign)
        self.owners += [owner] * many
        self.rows.append(rows)
        self.periods.append(periods)
        self.signs.append(np.full(many, sign))
        self.sizes.append(np.full(many, float(np.abs(sizes).sum())))
        self.count += many

    def row_for(self, columns: Ints, low: Floats, high: Floats, entries: Triplets) -> Ints:
        """Turn bounds of columns into rows."""
        rows = self.first_row + sum(len(part) for part in self.added_low) + np.arange(len(columns))
        entries.add(rows, columns, 1.0)
        self.added_low.append(low)
        self.added_high.append(high)
        return rows


def make_elastic(programme: Programme) -> Elastic:
    """Let the requirements of a mission give way.

    Parameters
    ----------
    programme
        As assembled, without terminal value.
    """
    lower, upper = programme.lower.copy(), programme.upper.copy()
    slacks = _Slacks(len(programme.row_lower))
    moved = Triplets()
    _demands(programme, slacks, moved, lower)
    _limits(programme, slacks)
    _ceilings(programme, slacks, moved, upper)
    _node_limits(programme, slacks, moved, upper)
    _balances(programme, slacks)
    return _finish(programme, slacks, moved, (lower, upper))


def _demands(programme: Programme, slacks: _Slacks, moved: Triplets, lower: Floats) -> None:
    layout = programme.layout
    for index, demand in enumerate(layout.demands):
        columns = layout.columns("delivered", index)[0]
        when = np.flatnonzero(lower[columns] > 0.0)
        if demand.rate > 0.0 and len(when):
            least = lower[columns[when]].copy()
            lower[columns[when]] = 0.0
            rows = slacks.row_for(columns[when], least, np.full(len(when), np.inf), moved)
            slacks.give(Requirement(kind="demand", index=index), rows, 1.0, least, when)
    first = programme.families["amount"][0]
    for place, index in enumerate(programme.amounts):
        row = np.array([first + place])
        slacks.give(Requirement(kind="demand", index=int(index)), row, 1.0, programme.row_lower[row], np.array([-1]))


def _limits(programme: Programme, slacks: _Slacks) -> None:
    first, last = programme.families["limit"]
    rows = np.arange(first, last)
    for number in range(len(programme.layout.network.limits)):
        own = rows[programme.limits[:, 0] == number]
        for bounds, sign in ((programme.row_upper, -1.0), (programme.row_lower, 1.0)):
            bound = own[np.isfinite(bounds[own])]
            if len(bound):
                when = programme.limits[bound - first, 1]
                slacks.give(Requirement(kind="limit", index=number), bound, sign, bounds[bound], when)


def _ceilings(programme: Programme, slacks: _Slacks, moved: Triplets, upper: Floats) -> None:
    layout = programme.layout
    for index, activity in enumerate(layout.network.activities):
        if not activity.ceiling:
            continue
        columns = layout.columns("activity", index)[0]
        when = np.flatnonzero(np.isfinite(upper[columns]))
        most = upper[columns[when]].copy()
        upper[columns[when]] = np.inf
        rows = slacks.row_for(columns[when], np.full(len(when), -np.inf), most, moved)
        slacks.give(Requirement(kind="supply", index=index), rows, -1.0, most, when)


def _node_limits(programme: Programme, slacks: _Slacks, moved: Triplets, upper: Floats) -> None:
    layout = programme.layout
    for member in layout.builds:
        columns = layout.columns("capacity", int(member))[0]
        when = np.flatnonzero(np.isfinite(upper[columns]))
        if len(when):
            most = upper[columns[when]].copy()
            upper[columns[when]] = np.inf
            rows = slacks.row_for(columns[when], np.full(len(when), -np.inf), most, moved)
            owner = Requirement(kind="node limit", index=int(layout.capped[member]))
            slacks.give(owner, rows, -1.0, most, when)


def _balances(programme: Programme, slacks: _Slacks) -> None:
    """Let upkeep of what stands at the start go unmet, where nothing else could give way."""
    layout = programme.layout
    needed = {row for capacity in layout.capacities if capacity.initial > 0.0 for row, _ in capacity.upkeep}
    every = np.arange(layout.periods)
    for row in sorted(needed):
        rows = row * layout.periods + every
        use = sum(
            capacity.initial * amount * layout.network.grid.lengths
            for capacity in layout.capacities
            for place, amount in capacity.upkeep
            if place == row
        )
        slacks.give(Requirement(kind="balance", index=row), rows, 1.0, np.asarray(use), every)


def _finish(programme: Programme, slacks: _Slacks, moved: Triplets, bounds: tuple[Floats, Floats]) -> Elastic:
    from scipy.sparse import bmat

    low = np.concatenate([programme.row_lower, *slacks.added_low])
    high = np.concatenate([programme.row_upper, *slacks.added_high])
    columns = len(programme.cost)
    added = len(low) - len(programme.row_lower)
    own = moved.matrix(len(low), columns)
    base = bmat([[programme.matrix], [own[len(programme.row_lower) :]]], format="csc") if added else programme.matrix
    matrix = bmat([[base, slacks.entries.matrix(len(low), slacks.count)]], format="csc")
    sizes = np.concatenate(slacks.sizes) if slacks.sizes else np.empty(0)
    typical = float(np.median(sizes[sizes > 0.0])) if (sizes > 0.0).any() else 1.0
    sizes = np.where(sizes > 0.0, sizes, typical)
    price = np.array([_LAST_RESORT if owner.kind == "balance" else 1.0 for owner in slacks.owners])
    joined = replace(
        programme,
        matrix=matrix,
        cost=np.concatenate([np.zeros(columns), price / sizes]),
        lower=np.concatenate([bounds[0], np.zeros(slacks.count)]),
        upper=np.concatenate([bounds[1], np.full(slacks.count, np.inf)]),
        row_lower=low,
        row_upper=high,
        tail=None,
    )
    return Elastic(
        programme=joined,
        owners=tuple(slacks.owners),
        periods=np.concatenate(slacks.periods) if slacks.periods else np.empty(0, dtype=np.int64),
        rows=np.concatenate(slacks.rows) if slacks.rows else np.empty(0, dtype=np.int64),
        signs=np.concatenate(slacks.signs) if slacks.signs else np.empty(0),
        sizes=sizes,
    )
