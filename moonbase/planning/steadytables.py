"""Read steady states out of the vectors of a solved programme, as many side by side as its grid has periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Network
from moonbase.planning.layout import stacked
from moonbase.planning.programme import Programme
from moonbase.planning.steady import replacement_rate

__all__ = ["SteadyTables", "added", "read_steady"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class SteadyTables:
    """Steady states side by side, one per period of the grid: ``n`` below.

    Attributes
    ----------
    rates
        Activity per second [unit/s], shape ``(n_activities, n)``.
    standing
        Capacity that has to stand [unit/s]; 0 where none is needed, same shape.
    machines
        The same in whole machines' worth [1]; 0 where the size of a machine is unknown.
    replaced
        Capacity built per second to replace what wears and ages [unit/s2].
    equipment_mass
        Mass of the equipment that stands [kg].
    limit_worth
        Worth of one more unit of the highest capacity or ceiling [objective per unit].
    made, bought, used, spent, delivered, wasted
        Flows of each balance [unit/s], shape ``(n_balances, n)``.
    prices
        Worth of one more unit of each commodity [objective], same shape.
    limits
        Limit of each row of `limit_prices`, shape ``(n_limit_rows,)``.
    limit_prices
        Worth of one more unit of each limit [objective per unit], shape ``(n_limit_rows, n)``.
    objective, power, imported_mass, spending
        Per second [objective/s], [W], [kg/s], [USD/s], shape ``(n,)``.
    """

    rates: Floats
    standing: Floats
    machines: Floats
    replaced: Floats
    equipment_mass: Floats
    limit_worth: Floats
    made: Floats
    bought: Floats
    used: Floats
    spent: Floats
    delivered: Floats
    wasted: Floats
    prices: Floats
    limits: NDArray[np.int64]
    limit_prices: Floats
    objective: Floats
    power: Floats
    imported_mass: Floats
    spending: Floats


def read_steady(programme: Programme, primal: Floats, dual: Floats, reduced: Floats) -> SteadyTables:
    """Read steady states.

    Parameters
    ----------
    programme
        Of a network from `moonbase.planning.steady.steady_network`.
    primal, dual, reduced
        Values of the columns, duals of the rows, reduced costs, in the units of the mission graph.
    """
    layout, network = programme.layout, programme.layout.network
    count, seconds = layout.periods, float(network.grid.lengths[0])
    standing = np.zeros((len(network.activities), count))
    standing[layout.capped] = layout.table("capacity", primal)
    worth = np.maximum(-np.where(np.isfinite(programme.upper), reduced, 0.0), 0.0)
    ceiling = layout.table("activity", worth).copy()
    ceiling[layout.capped] += layout.table("capacity", worth) / seconds
    rates = layout.table("activity", primal) / seconds
    machines, replaced, equipment_mass = _of_capacities(network, standing)
    sign = -1.0 if network.objective.sense == "maximise" else 1.0

    def total(weights: Floats) -> Floats:
        return added((weights * primal).reshape(-1, count)) / seconds

    return SteadyTables(
        rates=rates,
        standing=standing,
        machines=machines,
        replaced=replaced,
        equipment_mass=equipment_mass,
        limit_worth=ceiling,
        **_flows(programme, primal, rates, standing),
        prices=dual[programme.rows("balance")].reshape(-1, count),
        limits=programme.limits[::count, 0],
        limit_prices=-dual[programme.rows("limit")].reshape(-1, count),
        objective=sign * total(programme.cost),
        power=_power(network, rates),
        imported_mass=total(programme.money.imported),
        spending=total(programme.money.spending),
    )


def added(table: Floats) -> Floats:
    """Add up the rows of a table one after the other, so that a sum does not depend on how many stand beside it."""
    return np.add.accumulate(table, axis=0)[-1] if len(table) else np.zeros(table.shape[1])


def _of_capacities(network: Network, standing: Floats) -> tuple[Floats, Floats, Floats]:
    """Machines, replacement and mass of the equipment of each activity."""
    masses = stacked([each.commodity.mass for each in network.balances], standing.shape[1])
    machines, replaced, mass = np.zeros((3, *standing.shape))
    for index, activity in enumerate(network.activities):
        capacity = activity.capacity
        if capacity is None:
            continue
        if np.ndim(capacity.unit) or capacity.unit > 0.0:
            with np.errstate(divide="ignore", invalid="ignore"):
                machines[index] = np.where(np.asarray(capacity.unit) > 0.0, standing[index] / capacity.unit, 0.0)
        replaced[index] = standing[index] * replacement_rate(capacity)
        for row, each in capacity.equipment:
            mass[index] += masses[row] * each
        mass[index] *= standing[index]
    return machines, replaced, mass


def _power(network: Network, rates: Floats) -> Floats:
    power = np.zeros(rates.shape[1])
    for index, activity in enumerate(network.activities):
        power += np.maximum(network.electricity(activity), 0.0) * rates[index]
    return power


def _flows(programme: Programme, primal: Floats, rates: Floats, standing: Floats) -> dict[str, Floats]:
    layout, network = programme.layout, programme.layout.network
    seconds = float(network.grid.lengths[0])
    made, bought, used, spent, out = np.zeros((5, len(network.balances), layout.periods))
    for index, activity in enumerate(network.activities):
        for flow in activity.flows:
            amount = flow.amount * rates[index]
            used[flow.balance] += np.maximum(-amount, 0.0)
            into = bought if activity.role == "purchase" else made
            into[flow.balance] += np.maximum(amount, 0.0)
        if activity.capacity:
            for row, each in activity.capacity.upkeep:
                used[row] += each * standing[index]
            for row, each in activity.capacity.equipment:
                spent[row] += each * standing[index] * replacement_rate(activity.capacity)
    np.add.at(out, layout.demand_rows, layout.table("delivered", primal) / seconds)
    left = made + bought - used - spent - out
    wasteable = np.array([each.commodity.wasteable for each in network.balances], dtype=bool)
    wasted = np.where(wasteable[:, None], np.maximum(left, 0.0), 0.0)
    return {"made": made, "bought": bought, "used": used, "spent": spent, "delivered": out, "wasted": wasted}
