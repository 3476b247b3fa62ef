"""The mission graph in the one mechanism that planning knows: activities, flows, capacities, gates.

A process, a leg, a cargo flight, a satellite in service are all activities. A flow is (balance, lag, amount per
unit of activity); cargo space, launcher shots and crew hours are commodities that cannot be stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.grid import Grid
from moonbase.mission.spec import Demand, Limit, Objective
from moonbase.models.commodity import Commodity
from moonbase.models.daylight import ELECTRIC

__all__ = ["Activity", "Balance", "Capacity", "Exchange", "Gate", "Network", "Steps"]

Steps = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Balance:
    """One commodity at one site: a row of the programme in every period.

    Attributes
    ----------
    commodity
        What is balanced, in its SI unit.
    site
        Name of the place.
    """

    commodity: Commodity
    site: str

    @property
    def label(self) -> str:
        """``"oxygen at base"``."""
        return f"{self.commodity.name} at {self.site}"


@dataclass(frozen=True, kw_only=True, eq=False)
class Exchange:
    """A flow of an activity into (+) or out of (-) a balance.

    Attributes
    ----------
    balance
        Index into `Network.balances`.
    amount
        Units per unit of activity; a number, or one value per period of departure, shape ``(n_periods,)``.
    lag
        Time from the activity to the flow [s].
    composition
        Mass fraction by element; None where unknown or where there is no mass.
    """

    balance: int
    amount: float | NDArray[np.float64]
    lag: float = 0.0
    composition: Mapping[str, float] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Capacity:
    """What limits an activity and how more of it is built.

    The share of built capacity alive at an age is ``fraction * exp(-wear * age)`` up to `lifetime`.

    Attributes
    ----------
    equipment
        ``(balance, units per unit of capacity)`` used when capacity is built; capacity is activity per second.
    upkeep
        ``(balance, units per unit of capacity and second)``.
    availability
        Share of time it can run [1].
    lead_time
        From using the equipment to running [s].
    wear
        Exponential loss rate [1/s].
    lifetime
        [s]; 0 for no limit.
    fraction
        Share of what is built that ever runs [1].
    curve
        ``(age [s], share)`` points of a share that multiplies this, straight between them and constant beyond; empty
        for 1.
    initial
        Capacity at the start [activity/s], of age zero.
    limit
        Highest capacity [activity/s]; None for no limit.
    unit
        Size of one whole machine [activity/s]; 0 if unknown.
    whole
        Whether it is built in whole machines.
    buildable
        Whether more can be built at all.
    available_from
        Earliest build date [TDB s after J2000]; None for the start.
    capital_cost
        [USD per activity/s]
    fixed_cost
        [USD/s per activity/s]
    """

    equipment: tuple[tuple[int, float], ...] = ()
    upkeep: tuple[tuple[int, float], ...] = ()
    availability: float = 1.0
    lead_time: float = 0.0
    wear: float = 0.0
    lifetime: float = 0.0
    fraction: float = 1.0
    curve: Steps = ()
    initial: float = 0.0
    limit: float | None = None
    unit: float = 0.0
    whole: bool = False
    buildable: bool = True
    available_from: float | None = None
    capital_cost: float = 0.0
    fixed_cost: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Activity:
    """One column family of the programme: something done at a rate that the plan chooses.

    Attributes
    ----------
    name
        Unique: the node's or leg's name, or ``"supply:commodity"``.
    owner
        Node, leg or supply of the mission file that it belongs to.
    role
        ``process``, ``launcher``, ``assembly``, ``service``, ``leg``, ``flight``, ``purchase`` or ``stock``.
    unit
        SI unit of one unit of activity; ``label`` says it in words.
    site
        Name of the site where it stands, or where a leg departs.
    flows
        Everything it moves.
    spares
        ``(balance, units per unit of activity)`` of worn parts replaced, contained in `flows`; scrap of the same mass
        leaves.
    capacity
        None if nothing but `ceiling` limits it.
    cost
        Money per unit of activity [USD]; a number, or one value per period, shape ``(n_periods,)``.
    imported_mass
        Mass brought from Earth per unit of activity [kg].
    ceiling
        ``(date, most activity per second)`` steps; empty for none.
    whole
        Whether the activity comes in whole units per period (flights).
    from_place, to_waste
        Mass taken from and given up to the place per unit of activity [kg].
    place_composition, waste_composition
        Mass fraction by element of these; None where unknown.
    stored_energy, heat_temperature, circulating
        As in `moonbase.models.recipe.Recipe` [J per unit of activity], [K], [units per unit of activity].
    """

    name: str
    owner: str
    role: str
    unit: str
    label: str
    site: str
    flows: tuple[Exchange, ...] = ()
    spares: tuple[tuple[int, float], ...] = ()
    capacity: Capacity | None = None
    cost: float | NDArray[np.float64] = 0.0
    imported_mass: float = 0.0
    ceiling: Steps = ()
    whole: bool = False
    from_place: float = 0.0
    to_waste: float = 0.0
    place_composition: Mapping[str, float] | None = None
    waste_composition: Mapping[str, float] | None = None
    stored_energy: float = 0.0
    heat_temperature: float = 0.0
    circulating: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class Gate:
    """Windows: activity `leg` uses capacity of `launcher` only in a share of each period.

    ``use * x[leg, t] <= open[t] * availability * K[launcher, t] * length[t]``

    Attributes
    ----------
    leg, launcher
        Indices into `Network.activities`.
    open
        Share of each period inside the windows [1], shape ``(n_periods,)``.
    use
        Shots per unit of the leg's activity; a number, or one value per period, shape ``(n_periods,)``.
    """

    leg: int
    launcher: int
    open: NDArray[np.float64]
    use: float | NDArray[np.float64] = 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Network:
    """A mission graph as planning sees it.

    Attributes
    ----------
    title
        Name of the mission.
    grid
        Periods.
    balances
        Rows: one per commodity and site.
    activities
        Columns.
    gates
        Launch windows.
    demands, limits, objective
        Of the mission file, in SI units.
    discount_rate
        Per year [1].
    facts
        Results of the models worth reporting, by node: ``{"driver": {"track length": (288.0, "m")}}``.
    notes
        What models said about their answers, by node.
    legs
        Departure tables by leg, for reports.
    """

    title: str
    grid: Grid
    balances: tuple[Balance, ...]
    activities: tuple[Activity, ...]
    gates: tuple[Gate, ...] = ()
    demands: tuple[Demand, ...] = ()
    limits: tuple[Limit, ...] = ()
    objective: Objective = field(default_factory=lambda: Objective(sense="minimise", quantity="cost"))
    discount_rate: float = 0.0
    facts: Mapping[str, Mapping[str, tuple[float, str]]] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    legs: Mapping[str, Any] = field(default_factory=dict)

    def balance_index(self, commodity: str, site: str) -> int:
        """Find the row of a commodity at a site: an index into `balances`.

        Raises
        ------
        KeyError
            If nothing in the mission touches that commodity there.
        """
        for index, balance in enumerate(self.balances):
            if balance.commodity.name == commodity and balance.site == site:
                return index
        raise KeyError(f"{commodity} at {site}")

    def electricity(self, activity: Activity) -> float | NDArray[np.float64]:
        """Net electricity of either quality, over all sites, per unit of activity [J]; positive where it is made.

        A store, a line or a battery gives back less than it takes: it makes nothing.
        """
        amounts = [flow.amount for flow in activity.flows if self.balances[flow.balance].commodity.name in ELECTRIC]
        return sum(amounts, start=0.0)
