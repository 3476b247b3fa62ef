"""Say in the words of the mission which requirements collide."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import InfeasibleError
from moonbase.planning.elastic import Elastic, Requirement, make_elastic
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.solve import Solved, solve
from moonbase.planning.words import amount, date

__all__ = ["Conflict", "require_feasible"]

Floats = NDArray[np.float64]

_MISSED = 1e-6  # relative to the requirement: below it is the dust of the interior point
_TAKES_PART = 1e-4  # of the whole price, from which a requirement takes part in the collision
_FILTER_COLUMNS = 4000  # up to which it costs nothing to try every requirement in turn


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One of the requirements that cannot all be met.

    Attributes
    ----------
    kind
        ``demand``, ``limit``, ``node limit``, ``supply`` or ``balance``.
    name
        As the mission calls it.
    commodity, site
        What and where; empty where it concerns neither.
    start
        Date from which it is missed [TDB s after J2000]; None if it has to give way nowhere as the others do.
    missing
        By how much it is missed in the cheapest way out, over all periods [unit].
    unit
        SI unit of `missing`.
    sentence
        All that in words.
    """

    kind: str
    name: str
    commodity: str
    site: str
    start: float | None
    missing: float
    unit: str
    sentence: str


def require_feasible(programme: Programme, options: Options) -> None:
    """Check that some plan meets every requirement.

    Raises
    ------
    InfeasibleError
        If none does; its `conflict` lists the requirements that collide, those that would have to give way first.
    """
    elastic = make_elastic(programme.without_tail())
    easy = replace(options, method="auto", tie_break=0.0)
    solved = solve(elastic.programme, easy, doubt="go on")
    missed = _missed(elastic, solved)
    if not (missed > _MISSED * elastic.sizes).any():
        return
    chosen = _taking_part(elastic, solved)
    if len(programme.cost) <= _FILTER_COLUMNS:
        chosen = _smallest(elastic, chosen, easy)
    conflict = tuple(
        sorted((_told(elastic, owner, missed) for owner in chosen), key=lambda each: (-bool(each.missing), each.name))
    )
    lines = "\n".join(f"  - {each.sentence}" for each in conflict)
    raise InfeasibleError(
        f"no plan meets all requirements; these collide:\n{lines}",
        conflict=conflict,
        help="relax one of them: any one is enough for this collision",
    )


def _missed(elastic: Elastic, solved: Solved) -> Floats:
    return solved.primal[len(solved.primal) - len(elastic.owners) :]


def _taking_part(elastic: Elastic, solved: Solved) -> list[Requirement]:
    """List the requirements with a price in the cheapest way out."""
    price = np.abs(solved.dual[elastic.rows]) * elastic.sizes
    weight: dict[Requirement, float] = {}
    for owner, worth in zip(elastic.owners, price, strict=True):
        weight[owner] = max(weight.get(owner, 0.0), float(worth))
    return [owner for owner, worth in weight.items() if worth > _TAKES_PART]


def _smallest(elastic: Elastic, chosen: list[Requirement], options: Options) -> list[Requirement]:
    """Drop, one after the other, requirements without which the rest still collides."""
    free = np.array([owner not in chosen for owner in elastic.owners])
    needed = list(chosen)
    for owner in chosen:
        trial = free | np.array([each == owner for each in elastic.owners])
        if _still_collides(elastic, trial, options):
            free = trial
            needed.remove(owner)
    return needed


def _still_collides(elastic: Elastic, free: NDArray[np.bool_], options: Options) -> bool:
    cost = elastic.programme.cost.copy()
    cost[len(cost) - len(free) :][free] = 0.0
    solved = solve(elastic.programme, options, cost, doubt="go on")
    return bool((_missed(elastic, solved)[~free] > _MISSED * elastic.sizes[~free]).any())


def _told(elastic: Elastic, owner: Requirement, missed: Floats) -> Conflict:
    layout = elastic.programme.layout
    mine = np.array([each == owner for each in elastic.owners]) & (missed > _MISSED * elastic.sizes)
    periods = elastic.periods[mine]
    start = float(layout.network.grid.starts[periods.min()]) if len(periods) and periods.min() >= 0 else None
    total = float(missed[mine].sum())
    name, commodity, site, unit, asks = _described(elastic, owner)
    if not mine.any():
        told = f"{asks}, which cannot be kept together with the others"
    else:
        when = f" from {date(start)}" if start is not None else ""
        short = (elastic.signs[mine] > 0.0).all()
        if owner.kind == "node limit":
            total = float(missed[mine].max())
        told = f"{asks}: {amount(total, unit)} too {'little' if short else 'tight'}{when}"
    return Conflict(
        kind=owner.kind, name=name, commodity=commodity, site=site, start=start, missing=total, unit=unit, sentence=told
    )


def _described(elastic: Elastic, owner: Requirement) -> tuple[str, str, str, str, str]:
    """Name, commodity, site, unit and description of a requirement."""
    layout = elastic.programme.layout
    network = layout.network
    if owner.kind == "demand":
        demand = layout.demands[owner.index]
        unit = network.balances[layout.demand_rows[owner.index]].commodity.unit
        wanted = (
            f"{amount(demand.amount, unit)} by {date(demand.end if demand.end is not None else network.grid.edges[-1])}"
            if demand.amount > 0.0
            else f"{amount(demand.rate * 86_400.0, unit)} per day"
        )
        what = f"demand {demand.name} ({wanted} of {demand.commodity} at {demand.site})"
        return demand.name, demand.commodity, demand.site, unit, what
    if owner.kind == "limit":
        limit = network.limits[owner.index]
        unit = {"cost": "USD", "imported-mass": "kg"}.get(limit.quantity, "1")
        of = f" of {limit.of}" if limit.of else ""
        return limit.name, limit.of, limit.site, unit, f"limit {limit.name} on {limit.quantity}{of}"
    if owner.kind == "balance":
        balance = network.balances[owner.index]
        what = f"upkeep needs {balance.label}"
        return balance.label, balance.commodity.name, balance.site, balance.commodity.unit, what
    activity = network.activities[owner.index]
    if owner.kind == "supply":
        return activity.name, activity.label, activity.site, activity.unit, f"supply {activity.name} brings no more"
    unit = "W" if activity.unit == "J" else f"{activity.unit}/s"
    return activity.owner, "", activity.site, unit, f"node {activity.owner} at its highest capacity"
