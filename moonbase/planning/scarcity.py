"""What held the plan back in each calendar year, and what relieving it would be worth.

Every binding constraint has a shadow price. Its *worth* in a year is the price times the whole amount of what is
scarce, summed over the periods of the year: what the scarce thing earns. Its sentence tells the price of one more
natural unit for that year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import YEAR
from moonbase.mission.spec import Limit
from moonbase.planning.result import Plan
from moonbase.planning.words import amount, calendar, rate_unit

__all__ = ["Bottleneck", "bottlenecks", "objective_unit"]

Floats = NDArray[np.float64]

_COUNTS = 1e-3  # of the worth of the year's first, below which nothing is told
_AT_LIMIT = 1e-6
_DUST = 1e-6  # of the objective, below which the worth of a year's first may be rounding


@dataclass(frozen=True, kw_only=True)
class Bottleneck:
    """One thing that was short in one year.

    Attributes
    ----------
    year
        Calendar year.
    name
        What was short, as the mission calls it.
    cause
        ``capacity`` (machines, of which more can be built), ``node limit`` (no more may be built), ``supply`` (what a
        supply or its flights can bring), ``limit`` (of the mission file), ``window`` (of a launch) or ``demand`` (no
        more is taken).
    share
        Share of this cause in the worth of all that was short in that year [1].
    worth
        What the scarce thing earns in that year [objective].
    relief
        Worth of one more natural unit, throughout the year where it is a rate [objective].
    unit
        Unit of `worth` and `relief`.
    sentence
        All that in words.
    """

    year: int
    name: str
    cause: str
    share: float
    worth: float
    relief: float
    unit: str
    sentence: str


@dataclass(frozen=True, kw_only=True, eq=False)
class _Scarce:
    """A constraint: its price per unit and the units that it allows, per period.

    The price of what is allowed once for many periods holds in each of them and does not add up over them.
    """

    name: str
    cause: str
    what: str
    more: str
    step: float
    price: Floats
    size: Floats
    once: bool = False


def objective_unit(plan: Plan) -> str:
    """Give the unit in which the objective and all worth counts."""
    objective = plan.network.objective
    if objective.sense == "maximise":
        return next(
            balance.commodity.unit for balance in plan.network.balances if balance.commodity.name == objective.quantity
        )
    return "kg" if objective.quantity == "imported-mass" else "USD"


def bottlenecks(plan: Plan) -> tuple[Bottleneck, ...]:
    """Rank what was short in each calendar year.

    Parameters
    ----------
    plan
        Solved plan.

    Returns
    -------
    tuple of Bottleneck
        By year, most valuable first; a year in which nothing was short has none.
    """
    years, share = calendar(plan.grid.edges)
    unit = objective_unit(plan)
    found = list(_scarce(plan))
    if not found:
        return ()
    worths = np.array([share @ (each.price * each.size) for each in found])
    reliefs = np.array([_relief(each, share) for each in found])
    told: list[Bottleneck] = []
    for column, year in enumerate(years):
        order = np.argsort(-worths[:, column], kind="stable")
        first = worths[order[0], column]
        total = worths[:, column].clip(min=0.0).sum()
        if first <= _DUST * abs(plan.objective):
            continue
        for index in order:
            worth = float(worths[index, column])
            if worth <= _COUNTS * first:
                break
            told.append(_tell(found[index], int(year), worth, worth / total, float(reliefs[index, column]), unit, plan))
    return tuple(told)


def _relief(scarce: _Scarce, share: Floats) -> Floats:
    """Worth of one more natural unit in each year."""
    if scarce.once:
        return np.asarray(np.where(share > 0.0, scarce.price, 0.0).max(axis=1) * scarce.step, dtype=float)
    return np.asarray(share @ scarce.price * scarce.step, dtype=float)


def _tell(scarce: _Scarce, year: int, worth: float, share: float, relief: float, unit: str, plan: Plan) -> Bottleneck:
    objective = plan.network.objective
    gained = amount(relief, unit)
    if objective.sense == "maximise":
        gained += f" of {objective.quantity}" if unit not in ("1", "") else f" {objective.quantity}"
        worth_words = f"is worth {gained}"
    else:
        worth_words = f"saves {gained}" + ("" if unit == "USD" else " from Earth")
    return Bottleneck(
        year=year,
        name=scarce.name,
        cause=scarce.cause,
        share=share,
        worth=worth,
        relief=relief,
        unit=unit,
        sentence=f"{year}: limited by {scarce.what}; {scarce.more} {worth_words}",
    )


def _scarce(plan: Plan) -> Iterator[_Scarce]:
    yield from _capacities(plan)
    yield from _ceilings(plan)
    yield from _windows(plan)
    yield from _limits(plan)
    yield from _demands(plan)


def _capacities(plan: Plan) -> Iterator[_Scarce]:
    """Machines that run all the time, told apart by whether more may be built.

    Payloads in service are left out: that more of them would serve more says nothing about what keeps them few.
    """
    for index, activity in enumerate(plan.network.activities):
        capacity, rents = activity.capacity, plan.capacity_rents[index]
        if capacity is None or activity.role == "service" or not (rents > 0.0).any():
            continue
        step, per = rate_unit(activity.unit)
        highest = capacity.limit if capacity.buildable else 0.0
        stuck = np.zeros(len(rents), dtype=bool)
        if highest is not None:
            stuck = plan.capacity[index] >= highest * (1.0 - _AT_LIMIT)
        more = f"one more {_unit_words(activity.label, activity.unit, per)}"
        what = f"the capacity of {activity.name}"
        size = plan.capacity[index]
        for at_limit, cause in ((False, "capacity"), (True, "node limit")):
            here = np.where(stuck == at_limit, rents, 0.0)
            if here.any():
                told = f"{what}, at its limit" if at_limit else what
                yield _Scarce(name=activity.name, cause=cause, what=told, more=more, step=step, price=here, size=size)


def _unit_words(label: str, unit: str, per: str) -> str:
    """``t per year of regolith``: the label without its leading unit, after the unit of a rate."""
    if unit in ("1", ""):
        return f"{label} per year"
    rest = label.removeprefix(f"{unit} of ").removeprefix(f"{unit} ")
    return f"{per} of {rest}"


def _ceilings(plan: Plan) -> Iterator[_Scarce]:
    """List what supplies cannot bring more of, flights among it."""
    lengths = plan.grid.lengths
    for index, activity in enumerate(plan.network.activities):
        prices = plan.ceiling_prices[index]
        if not activity.ceiling or not (prices > 0.0).any():
            continue
        step, per = rate_unit(activity.unit)
        yield _Scarce(
            name=activity.name,
            cause="supply",
            what=f"what {activity.owner} can bring ({activity.name.partition(':')[2] or activity.label})",
            more=f"one more {_unit_words(activity.label, activity.unit, per)}",
            step=step,
            price=prices * lengths,
            size=plan.activity[index] / lengths,
        )


def _windows(plan: Plan) -> Iterator[_Scarce]:
    for number, gate in enumerate(plan.network.gates):
        rents = plan.gate_rents[number]
        if (rents > 0.0).any():
            leg = plan.network.activities[gate.leg]
            yield _Scarce(
                name=leg.name,
                cause="window",
                what=f"the launch windows of {leg.name}",
                more="one more shot per year within the windows",
                step=rate_unit("1")[0],
                price=rents * plan.grid.lengths,
                size=gate.use * plan.activity[gate.leg] / plan.grid.lengths,
            )


def _limits(plan: Plan) -> Iterator[_Scarce]:
    """Limits of the mission file; one on the whole span counts in proportion to what each period uses of it."""
    for number, limit in enumerate(plan.network.limits):
        prices = plan.limit_prices[number]
        if not (prices > 0.0).any() or limit.most is None:
            continue
        unit, noun = _measure(plan, limit)
        step = {"USD": 1e6, "kg": 1e3}.get(unit, 1.0)
        every = np.ones(len(prices))
        if limit.per_time:
            price, size, per, step = prices * plan.grid.lengths, every * limit.most, " per year", step / YEAR
        elif limit.quantity == "capacity":
            price, size, per, step = prices, every * limit.most, " per year", step / YEAR
        elif limit.quantity == "stock":
            price, size, per = prices, every * limit.most, ""
        else:
            used = _used(plan, limit.quantity) * (prices > 0.0)
            price, size, per = prices * (used > 0.0), limit.most * used / max(float(used.sum()), 1e-300), ""
        yield _Scarce(
            name=limit.name,
            cause="limit",
            what=f"the limit {limit.name}",
            more=f"{amount(step * (YEAR if per else 1.0), unit)} more{noun}{per}",
            step=step,
            price=price,
            size=size,
            once=not limit.per_time and limit.quantity not in ("capacity", "stock"),
        )


def _measure(plan: Plan, limit: Limit) -> tuple[str, str]:
    """Give the unit of what a limit bounds and the words that follow it."""
    if limit.quantity in ("cost", "imported-mass"):
        return {"cost": ("USD", ""), "imported-mass": ("kg", " from Earth")}[limit.quantity]
    if limit.quantity == "stock":
        commodity = next(balance.commodity for balance in plan.network.balances if balance.commodity.name == limit.of)
        return commodity.unit, f" {commodity.name} in stock"
    activity = next(item for item in plan.network.activities if item.owner == limit.of and item.role != "service")
    noun = activity.label.removeprefix(f"{activity.unit} of ").removeprefix(f"{activity.unit} ")
    return activity.unit, f" of {noun}" if activity.unit not in ("1", "") else f" {noun}"


def _used(plan: Plan, quantity: str) -> Floats:
    return {"cost": plan.spending, "imported-mass": plan.imported_mass}.get(quantity, plan.grid.lengths)


def _demands(plan: Plan) -> Iterator[_Scarce]:
    for index, demand in enumerate(plan.demands):
        prices = plan.demand_worths[index]
        if demand.most is None or not (prices > 0.0).any():
            continue
        unit = plan.network.balances[plan.balance_index(demand.commodity, demand.site)].commodity.unit
        step, per = rate_unit(unit)
        yield _Scarce(
            name=demand.name,
            cause="demand",
            what=f"what {demand.name} takes",
            more=f"one more {per} of {demand.commodity}",
            step=step,
            price=prices * plan.grid.lengths,
            size=plan.delivered[index] / plan.grid.lengths,
        )
