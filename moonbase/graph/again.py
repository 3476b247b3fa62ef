"""Evaluate some nodes of a mission again, with other parameters, in the rows of the graph that is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from moonbase.errors import GraphError, ModelError, raise_broken
from moonbase.graph.builder import Builder
from moonbase.graph.network import Activity, Gate, Network
from moonbase.graph.processes import add_process, add_supply
from moonbase.graph.resolve import resolve_limits
from moonbase.graph.throws import add_throws
from moonbase.mission.spec import Limit, Mission
from moonbase.models.catalogue import Catalogue
from moonbase.models.commodity import Commodity

__all__ = ["Renewed", "limits_of", "renew", "touched"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Renewed:
    """Parts of a mission graph that were evaluated again.

    Attributes
    ----------
    activities
        By index into `Network.activities`.
    gates
        By index into `Network.gates`.
    commodities
        Those of changed mass, by index into `Network.balances`.
    """

    activities: Mapping[int, Activity]
    gates: Mapping[int, Gate]
    commodities: Mapping[int, Commodity]


def touched(mission: Mission, names: Iterable[str]) -> frozenset[str]:
    """Add to some nodes, supplies and legs whatever has to be evaluated with them.

    A leg depends on its payload and launcher; evaluating a leg takes both.
    """
    found = set(names)
    legs = {leg.name: leg for leg in mission.legs.values() if found & {leg.name, leg.payload, leg.launcher}}
    for leg in legs.values():
        found |= {leg.name, leg.payload, leg.launcher}
    return frozenset(found)


def renew(network: Network, mission: Mission, catalogue: Catalogue, names: frozenset[str]) -> Renewed:
    """Evaluate some nodes, supplies and legs of a mission.

    Parameters
    ----------
    network
        Graph of the mission with other parameters.
    mission
        With the parameters that count.
    catalogue
        Commodities of the installed plugins.
    names
        What to evaluate, from `touched`.

    Raises
    ------
    ModelError, TrajectoryError, MissionError, PluginError
        If a model refuses or fails.
    GraphError
        If a conservation law is broken, or the structure is another: other balances, activities or windows.
    """
    builder = Builder.on(network, mission, catalogue)
    builder.own.update(_own(network, catalogue, mission, names))
    for node in mission.nodes.values():
        if node.kind == "process" and node.name in names:
            add_process(builder, node)
    for supply in mission.supplies.values():
        if supply.name in names:
            add_supply(builder, supply)
    add_throws(builder, names)
    raise_broken(builder.broken)
    for finding in builder.findings:
        if finding.severity == "error":
            raise ModelError(finding.message)
    return _renewed(network, builder, names)


def _own(network: Network, catalogue: Catalogue, mission: Mission, names: frozenset[str]) -> dict[str, Commodity]:
    """List the commodities that belong to the mission alone, without those that are declared again."""
    again = {node.name for node in mission.nodes.values() if node.kind == "payload" and node.name in names}
    return {
        each.commodity.name: each.commodity
        for each in network.balances
        if each.commodity.name not in catalogue.commodities and each.commodity.name not in again
    }


def _renewed(network: Network, builder: Builder, names: frozenset[str]) -> Renewed:
    places = {activity.name: index for index, activity in enumerate(network.activities)}
    expected = {activity.name for activity in network.activities if activity.owner in names}
    if len(builder.balances) > len(network.balances) or {each.name for each in builder.activities} != expected:
        raise GraphError("the mission graph has another structure with these parameters")
    renamed = [places[activity.name] for activity in builder.activities]
    gates = {gate.leg: position for position, gate in enumerate(network.gates)}
    return Renewed(
        activities=dict(zip(renamed, builder.activities, strict=True)),
        gates={
            gates[renamed[own.leg]]: replace(own, leg=renamed[own.leg], launcher=renamed[own.launcher])
            for own in builder.gates
        },
        commodities={
            row: builder.own[each.commodity.name]
            for row, each in enumerate(network.balances)
            if each.commodity.name in names and each.commodity.name in builder.own
        },
    )


def limits_of(network: Network, mission: Mission, catalogue: Catalogue) -> tuple[Limit, ...]:
    """Give the limits of a mission the units of the activities of its graph.

    Raises
    ------
    ModelError
        If a limit is written in another kind of unit.
    """
    builder = Builder.on(network, mission, catalogue)
    builder.activities = list(network.activities)
    limits = resolve_limits(builder)
    for finding in builder.findings:
        raise ModelError(finding.message)
    return limits
