"""Activities of many samples joined into one whose numbers are arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Activity, Capacity, Exchange, Gate

__all__ = ["like", "same_numbers", "stack", "stack_activities", "stack_gates"]

_OF_ACTIVITY = ("cost", "imported_mass")
_OF_CAPACITY = ("availability", "wear", "lifetime", "fraction", "initial", "unit", "capital_cost", "fixed_cost")


def stack(values: Sequence[Any]) -> Any:
    """Give the number that all samples share, or one per sample, shape ``(n_samples,)``."""
    table = np.array(values, dtype=float)
    return float(table[0]) if (table == table[0]).all() else table


def like(nominal: Activity, activity: Activity) -> bool:
    """Tell whether an activity has the structure of the nominal one, so that only numbers differ."""
    one, other = nominal.capacity, activity.capacity
    if bool(nominal.ceiling) != bool(activity.ceiling) or (one is None) != (other is None):
        return False
    if one is None or other is None:
        return True
    return (one.buildable, one.limit is None, len(one.curve)) == (
        other.buildable, other.limit is None, len(other.curve),
    )  # fmt: skip


def stack_activities(activities: Sequence[Activity]) -> Activity:
    """Join the activities of samples, all of one structure, on a grid of one period."""
    first = activities[0]
    return replace(
        first,
        flows=tuple(
            Exchange(balance=row, amount=amount)
            for row, amount in _amounts(activities, lambda each: [(flow.balance, flow.amount) for flow in each.flows])
        ),
        capacity=_stack_capacities([each.capacity for each in activities if each.capacity is not None]),
        ceiling=((first.ceiling[0][0], stack([each.ceiling[0][1] for each in activities])),) if first.ceiling else (),
        **{name: stack([getattr(each, name) for each in activities]) for name in _OF_ACTIVITY},
    )


def _stack_capacities(capacities: Sequence[Capacity]) -> Capacity | None:
    if not capacities:
        return None
    first = capacities[0]
    return replace(
        first,
        equipment=_amounts(capacities, lambda each: each.equipment),
        upkeep=_amounts(capacities, lambda each: each.upkeep),
        curve=tuple(
            (stack([each.curve[point][0] for each in capacities]), stack([each.curve[point][1] for each in capacities]))
            for point in range(len(first.curve))
        ),
        limit=None if first.limit is None else stack([each.limit for each in capacities if each.limit is not None]),
        **{name: stack([getattr(each, name) for each in capacities]) for name in _OF_CAPACITY},
    )


def _amounts(items: Sequence[Any], pick: Callable[[Any], Sequence[tuple[int, Any]]]) -> tuple[tuple[int, Any], ...]:
    """Join ``(balance, amount)`` lists; what a sample does not have counts zero."""
    places: dict[tuple[int, int], list[float]] = {}
    for sample, item in enumerate(items):
        seen: dict[int, int] = {}
        for row, amount in pick(item):
            seen[row] = seen.get(row, -1) + 1
            places.setdefault((row, seen[row]), [0.0] * len(items))[sample] = amount
    return tuple((row, stack(amounts)) for (row, _), amounts in places.items())


def stack_gates(gates: Sequence[Gate]) -> Gate:
    """Join the averaged windows of samples."""
    return replace(gates[0], open=np.array([gate.open[0] for gate in gates]), use=stack([gate.use for gate in gates]))


def same_numbers(one: Activity, other: Activity, chosen: NDArray[np.bool_], tolerance: float) -> bool:
    """Tell whether two activities have the same structure and numbers.

    Parameters
    ----------
    one
        Numbers, or arrays with an entry per sample.
    other
        Numbers, or arrays with an entry per chosen sample.
    chosen
        Samples that `other` has, shape ``(n_samples,)``.
    tolerance
        Largest relative difference [1].
    """
    if not like(one, other):
        return False
    known, given = _numbers(one), _numbers(other)
    return all(
        np.allclose(
            np.broadcast_to(known.get(key, 0.0), chosen.shape)[chosen], given.get(key, 0.0), rtol=tolerance, atol=0.0
        )
        for key in {**known, **given}
    )


def _numbers(activity: Activity) -> dict[Any, Any]:
    """Every number of an activity that counts in a steady state."""
    capacity = activity.capacity
    lists = {"flow": [(flow.balance, flow.amount) for flow in activity.flows]}
    found: dict[Any, Any] = {name: getattr(activity, name) for name in _OF_ACTIVITY}
    found["ceiling"] = activity.ceiling[0][1] if activity.ceiling else 0.0
    if capacity is not None:
        lists.update(equipment=list(capacity.equipment), upkeep=list(capacity.upkeep))
        lists["age"] = [(point, age) for point, (age, _) in enumerate(capacity.curve)]
        lists["share"] = [(point, share) for point, (_, share) in enumerate(capacity.curve)]
        found.update({name: getattr(capacity, name) for name in _OF_CAPACITY})
        found["limit"] = 0.0 if capacity.limit is None else capacity.limit
    for family, items in lists.items():
        for row, amount in items:
            found[family, row] = found.get((family, row), 0.0) + amount
    return found
