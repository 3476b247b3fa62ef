"""Closure: how much of what an industry is made of it makes itself, by mass, by kinds of parts and by energy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Activity, Network
from moonbase.models.daylight import ELECTRIC
from moonbase.planning.steady import replacement_rate

__all__ = ["Closure", "closure", "embodied_energy"]

Floats = NDArray[np.float64]

_OWN = ("process", "launcher", "assembly")
_ROUNDS = 500


@dataclass(frozen=True, kw_only=True)
class Closure:
    """Share of an industry's new equipment, spares and upkeep that it makes itself.

    Attributes
    ----------
    mass
        By mass; parts from Earth inside what is made at home count as imported [1].
    count
        By kinds of parts: the mean share of each kind that is not bought [1].
    energy
        By embodied energy, where an import embodies what making it in the mission's own lines would take [1]; None
        where no line takes electricity.
    kinds
        Number of kinds of parts.
    unknown
        Imports that no line of the mission could make; they count nothing in `energy`.
    """

    mass: float
    count: float
    energy: float | None
    kinds: int
    unknown: tuple[str, ...]

    @property
    def leverage(self) -> float:
        """Mass of equipment per mass of imports in it, ``1/(1 - C)`` [1]; infinite at full closure."""
        return 1.0 / (1.0 - self.mass) if self.mass < 1.0 else float("inf")


def closure(network: Network, rates: Floats, building: Floats, standing: Floats) -> Closure | None:
    """Trace what a mix of activities builds and wears back to the ground and to Earth.

    Parameters
    ----------
    network
        With flows that do not change with time, as `steady_network` gives it.
    rates, building, standing
        Activity [unit/s], capacity built [unit/s2] and capacity that stands [unit/s] of each activity, shape
        ``(n_activities,)``.

    Returns
    -------
    Closure
        None if nothing is built and nothing wears.
    """
    masses = np.array([each.commodity.mass for each in network.balances])
    used = _parts_used(network, rates, building, standing) * (masses > 0.0)
    weight = float(used @ masses)
    if weight <= 0.0:
        return None
    energies, makeable = embodied_energy(network)
    bought = _bought_shares(network, rates)
    kinds = np.flatnonzero(used * masses > 1e-9 * weight)
    embodied = float(used @ energies)
    carried = {
        name: float(used @ _from_earth(network, rates, bought, values))
        for name, values in (("mass", masses), ("energy", energies))
    }
    return Closure(
        mass=float(np.clip(1.0 - carried["mass"] / weight, 0.0, 1.0)),
        count=float(1.0 - bought[kinds].mean()),
        energy=float(np.clip(1.0 - carried["energy"] / embodied, 0.0, 1.0)) if embodied > 0.0 else None,
        kinds=len(kinds),
        unknown=tuple(network.balances[row].commodity.name for row in kinds if bought[row] > 0.0 and not makeable[row]),
    )


def _parts_used(network: Network, rates: Floats, building: Floats, standing: Floats) -> Floats:
    used = np.zeros(len(network.balances))
    for index, activity in enumerate(network.activities):
        if activity.role not in _OWN:
            continue
        for row, amount in activity.spares:
            used[row] += amount * rates[index]
        if activity.capacity is not None:
            for row, amount in activity.capacity.equipment:
                used[row] += amount * building[index]
            for row, amount in activity.capacity.upkeep:
                used[row] += amount * standing[index]
    return used


def _bought_shares(network: Network, rates: Floats) -> Floats:
    """Share of each commodity that comes from Earth rather than out of a line, shape ``(n_balances,)``."""
    made, bought = np.zeros((2, len(network.balances)))
    for index, activity in enumerate(network.activities):
        into = bought if activity.role == "purchase" and activity.imported_mass > 0.0 else made
        for flow in activity.flows:
            into[flow.balance] += max(float(flow.amount), 0.0) * rates[index]
    return np.asarray(bought / np.maximum(made + bought, 1e-300), dtype=float)


def _from_earth(network: Network, rates: Floats, bought: Floats, values: Floats) -> Floats:
    """Give what one unit of each commodity carries of a value that was bought, directly or inside its inputs."""
    masses = np.array([each.commodity.mass for each in network.balances])
    carried = bought * values
    lines = [
        (activity, rates[index])
        for index, activity in enumerate(network.activities)
        if activity.role in _OWN and rates[index] > 0.0
    ]
    made = np.zeros(len(values))
    for activity, rate in lines:
        for flow in activity.flows:
            made[flow.balance] += max(float(flow.amount), 0.0) * rate
    for _ in range(_ROUNDS):
        inherited = np.zeros(len(values))
        for activity, rate in lines:
            passed = sum(amount * carried[row] for row, amount in _inputs(activity)) * rate
            outputs = [(flow.balance, float(flow.amount)) for flow in activity.flows if flow.amount > 0.0]
            whole = sum(amount * masses[row] for row, amount in outputs) + activity.to_waste
            for row, amount in outputs:
                inherited[row] += passed * amount * masses[row] / max(whole, 1e-300)
        found = bought * values + (1.0 - bought) * np.minimum(inherited / np.maximum(made, 1e-300), values)
        if np.allclose(found, carried, rtol=1e-12, atol=0.0):
            break
        carried = found
    return np.asarray(carried, dtype=float)


def _inputs(activity: Activity) -> list[tuple[int, float]]:
    """List what goes into the product, without spares."""
    worn = dict(activity.spares)
    inputs = [(flow.balance, -float(flow.amount) - worn.get(flow.balance, 0.0)) for flow in activity.flows]
    return [(row, amount) for row, amount in inputs if amount > 0.0]


def embodied_energy(network: Network) -> tuple[Floats, NDArray[np.bool_]]:
    """Give the electricity that making one unit of each commodity takes, equipment worn in the making included.

    The least over the mission's own lines, each with all its outputs sharing by mass; the fixed point from below.

    Parameters
    ----------
    network
        With flows that do not change with time.

    Returns
    -------
    energies
        [J/unit], shape ``(n_balances,)``; 0 for what no line makes.
    makeable
        Whether some line makes it, shape ``(n_balances,)``.
    """
    size = len(network.balances)
    masses = np.array([each.commodity.mass for each in network.balances])
    electric = np.array([each.commodity.name in ELECTRIC for each in network.balances])
    lines = [_line(network, activity, masses) for activity in network.activities if activity.role in _OWN]
    energies = electric.astype(float)
    makeable = np.zeros(size, dtype=bool)
    for inputs, products, _ in lines:
        makeable |= (products > 0.0) & (inputs.sum() > 0.0)
    for _ in range(_ROUNDS):
        best = np.full(size, np.inf)
        for inputs, products, whole in lines:
            if whole > 0.0:
                share = float(inputs @ energies) / whole
                best = np.where(products > 0.0, np.minimum(best, share * masses), best)
        found = np.where(electric, 1.0, np.where(np.isfinite(best), best, 0.0))
        if np.allclose(found, energies, rtol=1e-9, atol=0.0):
            break
        energies = found
    return energies, makeable


def _line(network: Network, activity: Activity, masses: Floats) -> tuple[Floats, Floats, float]:
    """Give inputs per unit of activity with the wear of equipment, outputs, and the mass of the outputs."""
    inputs, products = np.zeros((2, len(network.balances)))
    for flow in activity.flows:
        (inputs if flow.amount < 0.0 else products)[flow.balance] += abs(float(flow.amount))
    capacity = activity.capacity
    if capacity is not None:
        need = 1.0 / max(capacity.availability, 1e-300)
        for row, amount in capacity.equipment:
            inputs[row] += amount * need * replacement_rate(capacity)
        for row, amount in capacity.upkeep:
            inputs[row] += amount * need
    return inputs, products * (masses > 0.0), float(products @ masses)
