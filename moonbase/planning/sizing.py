"""The steady state: what must run and stand so that a demand is met for ever, or the most that limits allow."""

from __future__ import annotations

from dataclasses import dataclass, replace

from moonbase.graph.network import Network
from moonbase.planning.assemble import assemble
from moonbase.planning.certificate import Certificate
from moonbase.planning.homemade import Closure, closure
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.solve import Solved, solve
from moonbase.planning.steady import steady_network
from moonbase.planning.steadytables import SteadyTables, read_steady

__all__ = ["ActivityRow", "Balance", "CommodityRow", "balance", "steady_programme"]


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
    programme = steady_programme(network)
    return _read(programme, solve(programme, chosen))


def steady_programme(network: Network) -> Programme:
    """Write the steady state of a mission graph as a linear programme; the earliest date becomes the least cost."""
    if network.objective.quantity == "date":
        network = replace(network, objective=replace(network.objective, quantity="cost"))
    return assemble(steady_network(network), steady=True)


def _read(programme: Programme, solved: Solved) -> Balance:
    network = programme.layout.network
    tables = read_steady(programme, solved.primal, solved.dual, solved.reduced)
    activities = tuple(
        ActivityRow(
            name=activity.name,
            owner=activity.owner,
            role=activity.role,
            label=activity.label,
            unit=activity.unit,
            rate=float(tables.rates[index, 0]),
            capacity=float(tables.standing[index, 0]),
            machines=float(tables.machines[index, 0]),
            replaced=float(tables.replaced[index, 0]),
            equipment_mass=float(tables.equipment_mass[index, 0]),
            limit_worth=float(tables.limit_worth[index, 0]),
        )
        for index, activity in enumerate(network.activities)
    )
    prices = zip(tables.limits, tables.limit_prices[:, 0], strict=True)
    return Balance(
        activities=activities,
        commodities=tuple(_commodity_row(network, tables, row) for row in range(len(network.balances))),
        objective=float(tables.objective[0]),
        power=float(tables.power[0]),
        imported_mass=float(tables.imported_mass[0]),
        spending=float(tables.spending[0]),
        equipment_mass=sum(row.equipment_mass for row in activities),
        limits={network.limits[number].name: float(price) for number, price in prices if price != 0.0},
        closure=closure(network, tables.rates[:, 0], tables.replaced[:, 0], tables.standing[:, 0]),
        certificate=solved.certificate,
    )


def _commodity_row(network: Network, tables: SteadyTables, row: int) -> CommodityRow:
    each = network.balances[row]
    return CommodityRow(
        commodity=each.commodity.name,
        site=each.site,
        unit=each.commodity.unit,
        made=float(tables.made[row, 0]),
        bought=float(tables.bought[row, 0]),
        used=float(tables.used[row, 0]),
        spent_on_capacity=float(tables.spent[row, 0]),
        delivered=float(tables.delivered[row, 0]),
        wasted=float(tables.wasted[row, 0]),
        price=float(tables.prices[row, 0]),
    )
