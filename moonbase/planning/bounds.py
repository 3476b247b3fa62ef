"""Bounds of columns: ceilings, windows of building, limits of nodes, rates of demands, and what comes whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import MissionError
from moonbase.graph.network import Activity
from moonbase.planning.layout import Layout
from moonbase.planning.retention import Curve
from moonbase.planning.timing import overlap, step_totals

__all__ = ["column_bounds", "free_capacity", "whole_columns"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def column_bounds(layout: Layout, curves: tuple[Curve, ...]) -> tuple[Floats, Floats]:
    """Give the lower and upper bounds of all columns."""
    network, periods = layout.network, layout.periods
    edges = network.grid.edges
    lower, upper = np.zeros(layout.size), np.full(layout.size, np.inf)
    activity = layout.table("activity", upper)
    for index, each in enumerate(network.activities):
        if each.ceiling:
            activity[index] = step_totals(edges, each.ceiling)
    alive_low, alive_high = layout.table("capacity", lower), layout.table("capacity", upper)
    buildable = set(layout.builds.tolist())
    for member, (capacity, curve) in enumerate(zip(layout.capacities, curves, strict=True)):
        standing = capacity.initial * curve.initial[:periods]
        if member not in buildable:
            alive_low[member] = alive_high[member] = standing
        elif capacity.limit is not None:
            alive_high[member] = np.maximum(capacity.limit, standing)
    built = layout.table("built", upper)
    for place, member in enumerate(layout.builds):
        built[place, ~curves[member].allowed] = 0.0
    least, most = layout.table("delivered", lower), layout.table("delivered", upper)
    for index, demand in enumerate(layout.demands):
        inside = overlap(edges, demand.start, demand.end)
        least[index] = demand.rate * inside
        most[index, inside <= 0.0] = 0.0
        if demand.most is not None:
            most[index] = demand.most * inside
    return lower, upper


def whole_columns(layout: Layout) -> tuple[Ints, Floats]:
    """List the columns that come in whole units, machines built and flights, and the size of a unit."""
    columns: list[Ints] = []
    sizes: list[Floats] = []

    def add(family: str, member: int, size: float) -> None:
        columns.append(layout.columns(family, member)[0])
        sizes.append(np.full(layout.periods, size))

    for index, activity in enumerate(layout.network.activities):
        if activity.whole:
            add("activity", index, 1.0)
    for place, member in enumerate(layout.builds):
        capacity = layout.capacities[member]
        if capacity.whole:
            add("built", place, _unit(layout.network.activities[layout.capped[member]]))
    if not columns:
        return np.empty(0, dtype=np.int64), np.empty(0)
    return np.concatenate(columns), np.concatenate(sizes)


def _unit(activity: Activity) -> float:
    assert activity.capacity is not None
    if activity.capacity.unit <= 0.0:
        raise MissionError(
            f"{activity.owner} is to be built in whole machines, but its model does not say how large one machine is",
            help="drop the request for whole machines or give the model a unit capacity",
        )
    return activity.capacity.unit


def free_capacity(layout: Layout, lower: Floats, upper: Floats) -> None:
    """Bound capacity by its limit alone; what cannot be built by what there is at the start."""
    layout.table("built", upper)[:] = np.inf
    alive = layout.table("capacity", upper)
    buildable = set(layout.builds.tolist())
    for member, capacity in enumerate(layout.capacities):
        most = capacity.limit if member in buildable else capacity.initial
        alive[member] = np.inf if most is None else most
    layout.table("capacity", lower)[:] = 0.0
