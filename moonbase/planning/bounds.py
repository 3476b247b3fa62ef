"""Bounds of columns: ceilings, windows of building, limits of nodes, rates of demands, and what comes whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import MissionError
from moonbase.graph.network import Activity
from moonbase.planning.layout import Layout
from moonbase.planning.retention import Curve
from moonbase.planning.timing import overlap, step_totals

__all__ = ["column_bounds", "whole_columns"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def column_bounds(layout: Layout, curves: tuple[Curve, ...]) -> tuple[Floats, Floats]:
    """Give the lower and upper bounds of all columns; without curves capacity is free to be what it needs to be."""
    lower, upper = np.zeros(layout.size), np.full(layout.size, np.inf)
    _bound_activities(layout, upper)
    _bound_deliveries(layout, lower, upper)
    if not curves:
        _free_capacity(layout, upper)
        return lower, upper
    periods = layout.periods
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
    return lower, upper


def _bound_activities(layout: Layout, upper: Floats) -> None:
    grid = layout.network.grid
    activity = layout.table("activity", upper)
    for index, each in enumerate(layout.network.activities):
        if any(np.ndim(rate) for _, rate in each.ceiling):
            activity[index] = sum(
                rate * grid.repeat(step_totals(grid.edges, ((date, 1.0),))) for date, rate in each.ceiling
            )
        elif each.ceiling:
            activity[index] = grid.repeat(step_totals(grid.edges, each.ceiling))


def _bound_deliveries(layout: Layout, lower: Floats, upper: Floats) -> None:
    grid = layout.network.grid
    least, most = layout.table("delivered", lower), layout.table("delivered", upper)
    for index, demand in enumerate(layout.demands):
        inside = grid.repeat(overlap(grid.edges, demand.start, demand.end))
        least[index] = demand.rate * inside
        most[index, inside <= 0.0] = 0.0
        if demand.most is not None:
            most[index] = demand.most * inside


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


def _free_capacity(layout: Layout, upper: Floats) -> None:
    """Bound capacity by its limit alone; what cannot be built by what there is at the start."""
    alive = layout.table("capacity", upper)
    buildable = set(layout.builds.tolist())
    for member, capacity in enumerate(layout.capacities):
        most = capacity.limit if member in buildable else capacity.initial
        alive[member] = np.inf if most is None else most
