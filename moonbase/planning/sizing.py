"""The steady state: what must run and stand so that a demand is met for ever, or the most that limits allow."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Network
from moonbase.planning.assemble import assemble
from moonbase.planning.certificate import Certificate
from moonbase.planning.homemade import Closure, closure
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.solve import Solved, solve
from moonbase.planning.steady import replacement_rate, steady_network

__all__ = ["ActivityRow", "Balance", "CommodityRow", "balance"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class ActivityRow:
    """One activity in the steady state.

    Attributes
    ----------
    name, owner, role, label, unit
        As in the network.
    rate
        Activity per second [unit/s].
    capacity
        Capacity that has to stand [unit/s]; 0 where none is needed.
    machines
        The same in whole machines' worth [1]; 0 where the size of a machine is unknown.
    replaced
        Capacity built per second to replace what wears and ages [unit/s2].
    equipment_mass
        Mass of the equipment that stands [kg].
    limit_worth
        Worth of one more unit per second of the highest capacity or ceiling [objective per second for it].
    """

    name: str
    owner: str
    role: str
    label: str
    unit: str
    rate: float
    capacity: float
    machines: float
    replaced: float
    equipment_mass: float
    limit_worth: float


@dataclass(frozen=True, kw_only=True)
class CommodityRow:
    """One commodity at one site in the steady state, all flows per second.

    Attributes
    ----------
    commodity, site, unit
        As in the network.
    made, bought, used, spent_on_capacity, delivered, wasted
        Flows [unit/s].
    price
        Worth of one more unit [objective].
    """

    commodity: str
    site: str
    unit: str
    made: float
    bought: float
    used: float
    spent_on_capacity: float
    delivered: float
    wasted: float
    price: float


@dataclass(frozen=True, kw_only=True)
class Balance:
    """A steady state.

    Attributes
    ----------
    activities, commodities
        Rows, in the order of the network.
    objective
        Value of the objective per second.
    power
        Electricity made, continuous and daylight-only; what stores and lines pass on is not counted again [W].
    imported_mass, spending
        Per second [kg/s], [USD/s].
    equipment_mass
        Mass of all equipment that stands [kg].
    limits
        Worth of one more unit of each limit that binds [objective per unit].
    closure
        How much of its own equipment and spares the industry makes; None where nothing is built or worn.
    certificate
        Errors of the answer.
    """

    activities: tuple[ActivityRow, ...]
    commodities: tuple[CommodityRow, ...]
    objective: float
    power: float
    imported_mass: float
    spending: float
    equipment_mass: float
    limits: dict[str, float]
    closure: Closure | None
    certificate: Certificate

    def activity(self, name: str) -> ActivityRow:
        """Find an activity by name."""
        return next(row for row in self.activities if row.name == name)

    def commodity(self, name: str, site: str) -> CommodityRow:
        """Find a commodity at a site."""
        return next(row for row in self.commodities if (row.commodity, row.site) == (name, site))


def balance(network: Network, options: Options | None = None) -> Balance:
    """Find the steady state of a mission graph: one period that repeats for ever.

    Capacity is free to be what it needs to be, up to its limit, and is replaced as it wears and ages. Demands hold with
    their rate, or their amount spread over their dates; limits on the whole span become rates.

    Parameters
    ----------
    network
        Mission graph; what changes with the date is averaged.
    options
        How to solve it.

    Raises
    ------
    InfeasibleError
        If no steady state meets the demands within the limits.
    SolverError
        If something can be had without end.
    """
    chosen = replace(options or Options(), method="simplex", terminal="none")
    if network.objective.quantity == "date":
        network = replace(network, objective=replace(network.objective, quantity="cost"))
    programme = assemble(steady_network(network), steady=True)
    return _read(programme, solve(programme, chosen))


def _read(programme: Programme, solved: Solved) -> Balance:
    layout, network = programme.layout, programme.layout.network
    seconds = float(network.grid.lengths[0])
    masses = np.array([each.commodity.mass for each in network.balances])
    standing = np.zeros(len(network.activities))
    standing[layout.capped] = layout.table("capacity", solved.primal)[:, 0]
    worth = np.maximum(-np.where(np.isfinite(programme.upper), solved.reduced, 0.0), 0.0)
    ceiling = layout.table("activity", worth)[:, 0]
    ceiling[layout.capped] += layout.table("capacity", worth)[:, 0] / seconds
    rates = layout.table("activity", solved.primal)[:, 0] / seconds
    activities = tuple(
        _activity_row(network, index, (float(rates[index]), float(standing[index]), float(ceiling[index])), masses)
        for index in range(len(network.activities))
    )
    sign = -1.0 if network.objective.sense == "maximise" else 1.0
    prices = -solved.dual[programme.rows("limit")]
    return Balance(
        activities=activities,
        commodities=_commodity_rows(programme, solved, rates, standing),
        objective=sign * float(programme.cost @ solved.primal) / seconds,
        power=_power(network, rates),
        imported_mass=float(programme.money.imported @ solved.primal) / seconds,
        spending=float(programme.money.spending @ solved.primal) / seconds,
        equipment_mass=sum(row.equipment_mass for row in activities),
        limits={
            network.limits[number].name: float(price)
            for number, price in zip(programme.limits[:, 0], prices, strict=True)
            if price != 0.0
        },
        closure=closure(network, rates, np.array([row.replaced for row in activities]), standing),
        certificate=solved.certificate,
    )


def _activity_row(network: Network, index: int, numbers: tuple[float, float, float], masses: Floats) -> ActivityRow:
    activity, (rate, standing, worth) = network.activities[index], numbers
    capacity = activity.capacity
    equipment = sum(masses[row] * each for row, each in capacity.equipment) if capacity else 0.0
    return ActivityRow(
        name=activity.name,
        owner=activity.owner,
        role=activity.role,
        label=activity.label,
        unit=activity.unit,
        rate=rate,
        capacity=standing,
        machines=standing / capacity.unit if capacity and capacity.unit > 0.0 else 0.0,
        replaced=standing * replacement_rate(capacity) if capacity else 0.0,
        equipment_mass=float(equipment * standing),
        limit_worth=worth,
    )


def _power(network: Network, rates: Floats) -> float:
    return float(
        sum(
            max(float(np.mean(network.electricity(activity))), 0.0) * rate
            for activity, rate in zip(network.activities, rates, strict=True)
        )
    )


def _commodity_rows(programme: Programme, solved: Solved, rates: Floats, standing: Floats) -> tuple[CommodityRow, ...]:
    layout, network = programme.layout, programme.layout.network
    seconds = float(network.grid.lengths[0])
    made, bought, used, spent, out = np.zeros((5, len(network.balances)))
    for index, activity in enumerate(network.activities):
        for flow in activity.flows:
            amount = float(np.mean(flow.amount)) * rates[index]
            into = used if amount < 0.0 else bought if activity.role == "purchase" else made
            into[flow.balance] += abs(amount)
        if activity.capacity:
            for row, each in activity.capacity.upkeep:
                used[row] += each * standing[index]
            for row, each in activity.capacity.equipment:
                spent[row] += each * standing[index] * replacement_rate(activity.capacity)
    np.add.at(out, layout.demand_rows, layout.table("delivered", solved.primal)[:, 0] / seconds)
    prices = solved.dual[programme.rows("balance")]
    left = made + bought - used - spent - out
    return tuple(
        CommodityRow(
            commodity=each.commodity.name,
            site=each.site,
            unit=each.commodity.unit,
            made=float(made[row]),
            bought=float(bought[row]),
            used=float(used[row]),
            spent_on_capacity=float(spent[row]),
            delivered=float(out[row]),
            wasted=float(max(left[row], 0.0)) if each.commodity.wasteable else 0.0,
            price=float(prices[row]),
        )
        for row, each in enumerate(network.balances)
    )
