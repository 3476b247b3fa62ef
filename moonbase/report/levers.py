"""What decides the answer: the first-order effect of every number of the programme on the objective.

The optimal objective V of a linear programme answers to a change of a coefficient a in the row with price π as
dV/da = π x, where x is the variable that a multiplies, and to a change of a bound b as dV/db = π (envelope theorem).
So the worth of a number is its price times the amount it stands for, discounted like the objective itself, and the
elasticity is that worth over the objective. Prices of an interior point lie inside the optimal face where several fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from moonbase.report.result import Lever
from moonbase.report.units import capacity_unit
from moonbase.report.yearly import Reading, clean

if TYPE_CHECKING:
    from moonbase.mission.spec import Limit

__all__ = ["levers_of"]

Floats = NDArray[np.float64]
_COUNTS = 1e-5  # of the strongest, below which a lever is left out


class _Money(NamedTuple):
    """What one more unit spent or landed takes from the objective in each period, shape ``(n_periods,)``."""

    dollar: Floats
    kilogram: Floats


def levers_of(reading: Reading) -> tuple[Lever, ...]:
    """Rank what the objective answers to; empty where dates are the objective.

    Parameters
    ----------
    reading
        Network and plan.

    Returns
    -------
    tuple of Lever
        The strongest first; those below a hundred-thousandth of the strongest are left out.
    """
    if reading.network.objective.quantity == "date":
        return ()
    money = _money(reading)
    found = [
        *_flows(reading),
        *_capacities(reading, money),
        *_costs(reading, money),
        *_bounds(reading),
        *_demands(reading),
        *_limits(reading),
    ]
    most = max((abs(lever.worth) for lever in found), default=0.0)
    kept = [lever for lever in found if abs(lever.worth) > _COUNTS * most]
    return tuple(sorted(kept, key=lambda one: (-abs(one.worth), one.owner, one.activity, one.kind, one.what)))


def _lever(names: tuple[str, str], kind: str, what: str, size: tuple[float, str], worth: float) -> Lever:
    number, gain = clean([size[0], worth])
    return Lever(owner=names[0], activity=names[1], kind=kind, what=what, size=number, unit=size[1], worth=gain)


def _money(reading: Reading) -> _Money:
    """Collect what the objective itself and every limit on money or landed mass make a dollar and a kilogram cost."""
    plan, goal = reading.plan, reading.network.objective
    minimised = goal.quantity if goal.sense == "minimise" else ""
    dollar = plan.discount * (minimised == "cost")
    kilogram = plan.discount * (minimised == "imported-mass")
    for number, limit in enumerate(reading.network.limits):
        if limit.quantity == "cost":
            dollar = dollar + plan.limit_prices[number]
        elif limit.quantity == "imported-mass" and not limit.of:
            kilogram = kilogram + plan.limit_prices[number]
    return _Money(np.asarray(dollar, dtype=float), np.asarray(kilogram, dtype=float))


def _flows(reading: Reading) -> Iterator[Lever]:
    """List inputs and outputs of every activity; a flow that comes later earns the price of its own time."""
    from moonbase.planning.timing import shift

    network, plan = reading.network, reading.plan
    edges = network.grid.edges
    later: dict[float, Floats] = {}

    def prices(balance: int, lag: float) -> Floats:
        if lag <= 0.0:
            return np.asarray(plan.prices[balance])
        if lag not in later:
            moved = shift(edges, lag)
            matrix = np.zeros((network.grid.size, network.grid.size))
            np.add.at(matrix, (moved.source, moved.target), moved.share)
            later[lag] = matrix
        return np.asarray(later[lag] @ plan.prices[balance], dtype=float)

    for index, activity in enumerate(network.activities):
        for flow in activity.flows:
            balance = network.balances[flow.balance]
            amount = np.asarray(flow.amount, dtype=float)
            worth = float(np.sum(amount * plan.activity[index] * prices(flow.balance, flow.lag)))
            kind = "output" if float(np.mean(amount)) > 0.0 else "input"
            size = abs(float(np.mean(amount)))
            unit = f"{balance.commodity.unit}/{activity.unit}"
            yield _lever((activity.owner, activity.name), kind, balance.label, (size, unit), worth)


def _capacities(reading: Reading, money: _Money) -> Iterator[Lever]:
    """Equipment, upkeep, availability, and what building and standing cost."""
    network, plan = reading.network, reading.plan
    lengths = network.grid.lengths
    for index, activity in enumerate(network.activities):
        capacity = activity.capacity
        if capacity is None:
            continue
        names, each = (activity.owner, activity.name), capacity_unit(activity.unit)
        for row, amount in capacity.equipment:
            unit = f"{network.balances[row].commodity.unit}/({each})"
            worth = -amount * float(plan.built[index] @ plan.prices[row])
            yield _lever(names, "equipment", network.balances[row].label, (amount, unit), worth)
        for row, amount in capacity.upkeep:
            unit = f"{network.balances[row].commodity.unit}/({each})/s"
            worth = -amount * float((plan.capacity[index] * lengths) @ plan.prices[row])
            yield _lever(names, "upkeep", network.balances[row].label, (amount, unit), worth)
        rent = float(plan.capacity_rents[index] @ plan.capacity[index])
        yield _lever(names, "availability", "output of each machine", (capacity.availability, "1"), rent)
        spent = -capacity.capital_cost * float(plan.built[index] @ money.dollar)
        yield _lever(names, "building cost", "USD", (capacity.capital_cost, f"USD/({each})"), spent)
        kept = -capacity.fixed_cost * float((plan.capacity[index] * lengths) @ money.dollar)
        yield _lever(names, "standing cost", "USD", (capacity.fixed_cost, f"USD/({each})/s"), kept)
        if capacity.limit is not None:
            worth = capacity.limit * float(np.sum(plan.node_limit_prices[index]))
            yield _lever(names, "highest capacity", "of the node", (capacity.limit, each), worth)


def _costs(reading: Reading, money: _Money) -> Iterator[Lever]:
    """Money and landed mass per unit of activity."""
    plan = reading.plan
    for index, activity in enumerate(reading.network.activities):
        names = (activity.owner, activity.name)
        spent = -float((activity.cost * plan.activity[index]) @ money.dollar)
        yield _lever(names, "running cost", "USD", (float(np.mean(activity.cost)), f"USD/{activity.unit}"), spent)
        landed = -activity.imported_mass * float(plan.activity[index] @ money.kilogram)
        yield _lever(names, "imported mass", "kg", (activity.imported_mass, f"kg/{activity.unit}"), landed)


def _bounds(reading: Reading) -> Iterator[Lever]:
    """Tell what supplies can bring at most, and how long windows are open."""
    from moonbase.planning.timing import step_totals

    network, plan = reading.network, reading.plan
    edges = network.grid.edges
    for index, activity in enumerate(network.activities):
        if activity.ceiling:
            worth = float(plan.ceiling_prices[index] @ plan.activity[index])
            rate = float(np.sum(step_totals(edges, activity.ceiling))) / float(edges[-1] - edges[0])
            yield _lever(
                (activity.owner, activity.name), "supply", "what it can bring", (rate, f"{activity.unit}/s"), worth
            )
    for number, gate in enumerate(network.gates):
        leg = network.activities[gate.leg]
        worth = float(np.sum(plan.gate_rents[number] * gate.use * plan.activity[gate.leg]))
        share = float(np.average(gate.open, weights=network.grid.lengths))
        yield _lever((leg.owner, leg.name), "window", "share of time the windows are open", (share, "1"), worth)


def _demands(reading: Reading) -> Iterator[Lever]:
    plan = reading.plan
    for index, demand in enumerate(plan.demands):
        unit = reading.network.balances[reading.network.balance_index(demand.commodity, demand.site)].commodity.unit
        names = (demand.name, demand.name)
        what = f"{demand.commodity} at {demand.site}"
        rate = float(plan.demand_costs[index] @ plan.delivered[index]) + float(plan.amount_costs[index]) * demand.amount
        size = (demand.amount, unit) if demand.amount else (demand.rate, f"{unit}/s")
        yield _lever(names, "demand", what, size, -rate)
        if demand.most is not None:
            taken = float(plan.demand_worths[index] @ plan.delivered[index])
            yield _lever(names, "demand", f"{what}, the most it takes", (demand.most, f"{unit}/s"), taken)


def _limits(reading: Reading) -> Iterator[Lever]:
    """Limits of the mission file, upper ones with a gain, lower ones with a loss."""
    lengths = reading.network.grid.lengths
    for number, limit in enumerate(reading.network.limits):
        prices = reading.plan.limit_prices[number]
        binding = prices[prices != 0.0]
        if not len(binding):
            continue
        bound = limit.most if float(binding.sum()) > 0.0 else limit.least
        if bound is None:
            continue
        if limit.per_time:
            worth = bound * float(prices @ lengths)
        elif limit.quantity in ("capacity", "stock"):
            worth = bound * float(prices.sum())
        else:
            worth = bound * float(binding[0])
        yield _lever(
            (limit.name, limit.name),
            "limit",
            f"{limit.quantity} {limit.of}".strip(),
            (bound, _limit_unit(reading, limit)),
            worth,
        )


def _limit_unit(reading: Reading, limit: Limit) -> str:
    """Give the unit of a bound; limits on nodes count what the node does."""
    whole = {"cost": "USD", "imported-mass": "kg"}.get(limit.quantity, "")
    if limit.quantity == "stock":
        balances = reading.network.balances
        return next(balance.commodity.unit for balance in balances if balance.commodity.name == limit.of)
    if not whole:
        owned = (one for one in reading.network.activities if one.owner == limit.of and one.role != "service")
        whole = next(owned).unit
    if limit.quantity in ("capacity", "build"):
        return capacity_unit(whole)
    return f"{whole}/s" if limit.per_time else whole
