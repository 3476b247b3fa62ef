"""Simulate a decided plan many times: outcomes of a decision under what may go wrong."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import Column
from moonbase.campaign.forward.disturbance import Disturbances, fate_of
from moonbase.campaign.forward.make import make_tables
from moonbase.campaign.forward.slots import At, Packed, pack
from moonbase.campaign.forward.state import FIXED, Fate, State, make_state
from moonbase.campaign.forward.stepping import begin, run_batch, step
from moonbase.campaign.forward.tables import Tables
from moonbase.constants import YEAR
from moonbase.graph.network import Network
from moonbase.planning.result import Plan

__all__ = ["Simulation", "columns_of", "simulation"]

Floats = NDArray[np.float64]

_NAMES = ("objective", "lateness", "spending", "income", "imported_mass", "lost_mass")


@dataclass(frozen=True, eq=False)
class Simulation:
    """A plan and its world, ready to be simulated.

    Attributes
    ----------
    tables
        What compiled code reads.
    packed
        The same with room for one sample; a simulation therefore serves one thread at a time.
    """

    tables: Tables
    packed: Packed

    def meet(self, fate: Fate) -> None:
        """Change what can happen, from now on."""
        d, n, _ = self.packed
        for name, values in fate._asdict().items():
            place = n[At[f"FATE_{name}".upper()]]
            d[place : place + values.size] = values

    def run(self, seed: int, samples: NDArray[np.int64]) -> Floats:
        """Simulate samples.

        Parameters
        ----------
        seed
            Of the study.
        samples
            Their numbers: with the seed the key of all random numbers, so that a sample meets the same fate in any
            batch. Shape ``(n_samples,)``.

        Returns
        -------
        numpy.ndarray
            As `columns_of` says but for ``share``, in SI units, shape ``(n_samples, n_results)``.
        """
        out = np.empty((len(samples), len(self.packed.state.out)))
        run_batch(self.packed.d, self.packed.n, np.uint64(seed), samples.astype(np.uint64), out)
        return out

    def walk(self, seed: int, sample: int) -> list[State]:
        """Simulate one sample and keep a copy of its state after every step."""
        d, n, state = self.packed
        key = np.uint64(seed), np.uint64(sample)
        begin(d, n, key[0], key[1], len(state.out))
        states = []
        for m in range(self.tables.clock.steps):
            step(d, n, m, key[0], key[1])
            states.append(copy.deepcopy(state))
        return states


def simulation(
    network: Network, plan: Plan, disturbances: Disturbances | None = None, step_length: float | None = None
) -> Simulation:
    """Prepare a simulation.

    Parameters
    ----------
    network
        What is true in the world: the network that was planned, or one with other numbers.
    plan
        What was decided.
    disturbances
        What may go wrong; None for nothing.
    step_length
        Length of a step [s]; None for the plan's finest period.

    Raises
    ------
    MissionError
        If the plan cannot be simulated in this network.
    UsageError
        If a disturbance names nothing.
    """
    tables = make_tables(network, plan, step_length)
    return Simulation(tables, pack(tables, fate_of(network, disturbances or Disturbances()), make_state(tables)))


def columns_of(plan: Plan, tables: Tables) -> tuple[Column, ...]:
    """Describe the results of a simulation.

    Parameters
    ----------
    plan, tables
        What is simulated.
    """
    network = plan.network
    goal = network.objective
    own = {"cost": "USD", "date": "USD", "imported-mass": "kg"}.get(goal.quantity, "")
    rows = [network.balances[plan.balance_index(demand.commodity, demand.site)] for demand in plan.demands]
    units = [row.commodity.unit if row.commodity.unit != "1" else "" for row in rows]
    unit = own or (units[-1] if units else "")
    first = int(np.floor(network.grid.calendar_years[0] + 1e-9))
    years = first + int(tables.clock.year.max())
    fixed = (
        Column(name="objective", unit=unit, doc="What the plan is for, discounted as in the plan."),
        Column(name="share", doc="Objective as a share of the plan's, when nothing goes wrong."),
        Column(name="lateness", unit="yr", doc="Mean time by which deliveries come later than planned."),
        Column(name="spending", unit="USD", doc="Money spent, undiscounted."),
        Column(name="income", unit="USD", doc="Money earned, undiscounted."),
        Column(name="imported_mass", unit="kg", doc="Mass bought on Earth."),
        Column(name="lost_mass", unit="kg", doc="Mass lost with payloads, cargo and worse yields."),
    )
    delivered = [
        Column(name=f"delivered.{demand.name}", unit=one, doc=f"Delivered to {demand.name} over the horizon.")
        for demand, one in zip(plan.demands, units, strict=True)
    ]
    told = [
        Column(name=f"in.{year}", unit=units[-1] if units else "", doc=f"Delivered toward the goal in {year}.")
        for year in range(first, years + 1)
    ]
    return (*fixed, *delivered, *told)


def table_of(out: Floats, nominal: float) -> Floats:
    """Arrange results as `columns_of` names them.

    Parameters
    ----------
    out
        From `Simulation.run`.
    nominal
        Objective when nothing goes wrong.
    """
    share = out[:, :1] / nominal if nominal else np.full((len(out), 1), np.nan)
    fixed = out[:, :FIXED].copy()
    fixed[:, _NAMES.index("lateness")] /= YEAR
    return np.concatenate([fixed[:, :1], share, fixed[:, 1:], out[:, FIXED:]], axis=1)
