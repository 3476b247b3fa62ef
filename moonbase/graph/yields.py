"""Refuse what comes out of a process and never went in, where only part of the compositions is known.

`check_recipe` closes the elements of a recipe that states them all. A recipe that takes soil without saying what is in
it would pass; here the makers of the soil are asked. Where everything that goes in is known, what comes out of each
element among the outputs that are known may not be more.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from moonbase.graph.builder import Builder
from moonbase.graph.network import Activity

__all__ = ["find_impossible_yields"]

_SLACK = 1e-6  # of the mass that goes in: products whose tables are rounded


def find_impossible_yields(builder: Builder) -> None:
    """Report every process that gives more of an element than everything that goes into it holds."""
    offered = _offered(builder)
    for activity in builder.activities:
        if activity.role != "process" or _states_all(builder, activity):
            continue
        taken, given = _taken(builder, activity, offered), _given(builder, activity)
        if taken is None:
            continue
        holds, mass = taken
        for element, amount in sorted(given.items()):
            if amount > holds.get(element, 0.0) + _SLACK * mass:
                builder.report(
                    "G010",
                    ("nodes", activity.owner),
                    f"node {activity.owner}: {amount:.6g} kg of {element} come out and only "
                    f"{holds.get(element, 0.0):.6g} kg go in per unit of activity ({activity.label})",
                    "lower the yield, or feed it what holds more of that element",
                )


def _states_all(builder: Builder, activity: Activity) -> bool:
    """Whether `check_recipe` could close the elements by itself."""
    worn = dict(activity.spares)
    flows = [
        flow.composition
        for flow in activity.flows
        if builder.balances[flow.balance].commodity.mass
        and abs(float(np.mean(flow.amount)) + worn.get(flow.balance, 0.0)) > 0.0
    ]
    places = [(activity.from_place, activity.place_composition), (activity.to_waste, activity.waste_composition)]
    return None not in [*flows, *(made_of for mass, made_of in places if mass)]


def _offered(builder: Builder) -> dict[int, dict[str, float]]:
    """Give the most of each element that any process puts into a kilogram of a commodity, by balance."""
    offered: dict[int, dict[str, float]] = {}
    for activity in builder.activities:
        for flow in activity.flows:
            if flow.composition is not None and float(np.mean(flow.amount)) > 0.0:
                most = offered.setdefault(flow.balance, {})
                for element, share in flow.composition.items():
                    most[element] = max(most.get(element, 0.0), share)
    return offered


def _taken(
    builder: Builder, activity: Activity, offered: Mapping[int, Mapping[str, float]]
) -> tuple[dict[str, float], float] | None:
    """Sum what goes in by element [kg], and its mass [kg]; None where an input is unknown."""
    holds: dict[str, float] = {}
    parts: list[tuple[float, Mapping[str, float] | None]] = [(activity.from_place, activity.place_composition)]
    worn = dict(activity.spares)
    for flow in activity.flows:
        mass = (
            -(float(np.mean(flow.amount)) + worn.get(flow.balance, 0.0)) * builder.balances[flow.balance].commodity.mass
        )
        parts.append((mass, flow.composition if flow.composition is not None else offered.get(flow.balance)))
    for mass, composition in parts:
        if mass <= 1e-12:
            continue
        if composition is None:
            return None
        for element, share in composition.items():
            holds[element] = holds.get(element, 0.0) + mass * share
    return holds, sum(max(mass, 0.0) for mass, _ in parts)


def _given(builder: Builder, activity: Activity) -> dict[str, float]:
    """Sum what comes out by element over the outputs whose composition is known [kg]."""
    given: dict[str, float] = {}
    outputs = [
        (float(np.mean(flow.amount)) * builder.balances[flow.balance].commodity.mass, flow.composition)
        for flow in activity.flows
    ]
    for mass, composition in [*outputs, (activity.to_waste, activity.waste_composition)]:
        for element, share in (composition or {}).items():
            given[element] = given.get(element, 0.0) + max(mass, 0.0) * share
    return given
