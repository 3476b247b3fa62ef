"""The plan: what is done, built, kept and shipped in every period, and what everything is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.grid import Grid
from moonbase.graph.network import Network
from moonbase.mission.spec import Demand
from moonbase.planning.certificate import Certificate

__all__ = ["Effort", "Plan"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Effort:
    """What it took to solve.

    Attributes
    ----------
    solver
        Algorithm whose answer was taken, such as ``"hipo"``.
    version
        Of HiGHS.
    tried
        Every way that was tried, with its status.
    rows, columns, nonzeros
        Size of the programme.
    iterations
        Of that algorithm.
    build_seconds, handover_seconds, solve_seconds, check_seconds
        Time to assemble and scale, to pass to the solver, in the solver, and to check [s].
    bound
        Bound on the objective with terminal value that no plan in whole units can beat.
    """

    solver: str
    version: str
    tried: tuple[str, ...]
    rows: int
    columns: int
    nonzeros: int
    iterations: int
    build_seconds: float
    handover_seconds: float
    solve_seconds: float
    check_seconds: float
    bound: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """An optimal plan with its shadow prices.

    Worth is positive where more would improve the objective. It is counted in discounted units of the objective: units
    of the maximised commodity, USD, or kilograms from Earth. Prices of an interior-point plan lie inside the set of
    optimal prices and can differ from those of a vertex where several are optimal.

    Attributes
    ----------
    network
        What was planned.
    demands
        Demands in the order of `delivered`; the last may be the sink of a maximised commodity that no demand takes.
    activity
        Activity in each period [units], shape ``(n_activities, n_periods)``.
    built
        Capacity on which building was begun [activity/s], same shape.
    capacity
        Capacity alive, average of each period [activity/s], same shape.
    stock, waste
        Stock at the end of each period and amount thrown away [units], shape ``(n_balances, n_periods)``.
    delivered
        Amount taken by each demand [units], shape ``(n_demands, n_periods)``.
    lost
        Net arrivals that fall behind the horizon [units], shape ``(n_balances,)``.
    spending, income, imported_mass
        Per period, undiscounted [USD], [USD], [kg], shape ``(n_periods,)``.
    objective
        Value of the objective without terminal value; for ``date`` the date [TDB s after J2000].
    terminal_value
        Worth of the capacity at the horizon, as counted in the optimisation [objective].
    terminal_prices
        Worth of a unit of capacity at the horizon, shape ``(n_activities,)``.
    prices
        Worth of one unit of each commodity, shape ``(n_balances, n_periods)``.
    capacity_values
        Worth of one more unit of capacity that stands from a period on, shape ``(n_activities, n_periods)``.
    use_rents
        Worth of one more unit of activity within the period if only capacity stood in the way, same shape.
    capacity_rents
        Worth of one more unit of capacity during the period, same shape.
    node_limit_prices
        Worth of one more unit of the highest capacity allowed, same shape.
    ceiling_prices
        Worth of one more unit of a ceiling on activity, such as what a supply can bring, same shape.
    gate_rents
        Worth of one more unit of launcher use within the windows, shape ``(n_gates, n_periods)``.
    limit_prices
        Worth of one more unit of each limit; negative where a least value binds, shape ``(n_limits, n_periods)``.
        A limit on the whole span has its one price in all its periods.
    demand_costs
        What the objective loses per unit that a demand's rate asks for, shape ``(n_demands, n_periods)``.
    demand_worths
        Worth of one more unit that a demand would take, same shape.
    amount_costs
        What the objective loses per unit of each demand's amount, shape ``(n_demands,)``.
    discount
        Present value of one unit in the middle of each period [1], shape ``(n_periods,)``.
    certificate
        Errors of the answer, measured outside the solver.
    effort
        What it took.
    notes
        What a reader must know about how the plan was found.
    """

    network: Network
    demands: tuple[Demand, ...]
    activity: Floats
    built: Floats
    capacity: Floats
    stock: Floats
    waste: Floats
    delivered: Floats
    lost: Floats
    spending: Floats
    income: Floats
    imported_mass: Floats
    objective: float
    terminal_value: float
    terminal_prices: Floats
    prices: Floats
    capacity_values: Floats
    use_rents: Floats
    capacity_rents: Floats
    node_limit_prices: Floats
    ceiling_prices: Floats
    gate_rents: Floats
    limit_prices: Floats
    demand_costs: Floats
    demand_worths: Floats
    amount_costs: Floats
    discount: Floats
    certificate: Certificate
    effort: Effort
    notes: tuple[str, ...] = ()

    @property
    def grid(self) -> Grid:
        """Periods of the plan."""
        return self.network.grid

    @property
    def current_prices(self) -> Floats:
        """Prices in money (or product) of their own period: `prices` divided by the discount factor."""
        return self.prices / self.discount

    def activity_index(self, name: str) -> int:
        """Find an activity by name.

        Raises
        ------
        KeyError
            If there is none.
        """
        for index, activity in enumerate(self.network.activities):
            if activity.name == name:
                return index
        raise KeyError(name)

    def demand_index(self, name: str) -> int:
        """Find a demand by name.

        Raises
        ------
        KeyError
            If there is none.
        """
        for index, demand in enumerate(self.demands):
            if demand.name == name:
                return index
        raise KeyError(name)

    def limit_index(self, name: str) -> int:
        """Find a limit by name.

        Raises
        ------
        KeyError
            If there is none.
        """
        for index, limit in enumerate(self.network.limits):
            if limit.name == name:
                return index
        raise KeyError(name)

    def balance_index(self, commodity: str, site: str) -> int:
        """Find the balance of a commodity at a site; see `Network.balance_index`."""
        return self.network.balance_index(commodity, site)
