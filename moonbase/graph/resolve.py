"""Mission and installed models in, mission graph out."""

from __future__ import annotations

from dataclasses import replace

from moonbase.errors import GraphError, raise_broken
from moonbase.graph.builder import Builder
from moonbase.graph.grid import make_grid
from moonbase.graph.mixing import find_mismatched_streams
from moonbase.graph.network import Activity, Network
from moonbase.graph.processes import add_process, add_stock, add_supply
from moonbase.graph.reach import find_dead_ends
from moonbase.graph.throws import add_throws
from moonbase.graph.yields import find_impossible_yields
from moonbase.mission.diagnostics import Diagnostic
from moonbase.mission.raw import per_second
from moonbase.mission.spec import Limit, Mission
from moonbase.models.catalogue import Catalogue

__all__ = ["resolve", "resolve_limits"]


def resolve(mission: Mission, catalogue: Catalogue) -> tuple[Network, tuple[Diagnostic, ...]]:
    """Evaluate every model of a mission and join the answers through the commodities they exchange.

    Parameters
    ----------
    mission
        As `moonbase.mission.check` gave it.
    catalogue
        Commodities of the installed plugins.

    Returns
    -------
    network
        Arrays for planning and drawing.
    warnings
        What a reader should know although it stops nothing.

    Raises
    ------
    GraphError
        With every problem found: a model that refuses, a balance that does not close, a destination out of reach.
    PluginError
        With every failure of a plugin that the mission needs; such a failure may be the cause of other problems.
    """
    grid = make_grid(mission.start, mission.horizon, mission.period)
    builder = Builder(mission=mission, catalogue=catalogue, grid=grid)
    for node in mission.nodes.values():
        if node.kind == "process":
            builder.attempt(("nodes", node.name), add_process, builder, node)
    for supply in mission.supplies.values():
        builder.attempt(("supplies", supply.name), add_supply, builder, supply)
    add_throws(builder)
    for stock in mission.stocks.values():
        builder.attempt(("stocks", stock.name), add_stock, builder, stock)
    for demand in mission.demands.values():
        builder.attempt(("demands", demand.name), builder.row, demand.commodity, demand.site)
    goal = mission.objective
    if goal.sense == "maximise":
        builder.attempt(("objective", "maximise"), builder.row, goal.quantity, goal.site)
    limits = resolve_limits(builder)
    _stop_on_errors(builder)
    network = Network(
        title=mission.name,
        grid=grid,
        balances=tuple(builder.balances),
        activities=tuple(builder.activities),
        gates=tuple(builder.gates),
        demands=tuple(mission.demands.values()),
        limits=limits,
        objective=goal,
        discount_rate=mission.discount_rate,
        facts=builder.facts,
        notes=builder.notes,
        legs=builder.legs,
    )
    find_dead_ends(builder, network)
    find_mismatched_streams(builder)
    find_impossible_yields(builder)
    builder.findings += catalogue.call("moonbase_check", graph=network)
    _stop_on_errors(builder)
    return network, (*mission.warnings, *builder.findings)


def resolve_limits(builder: Builder) -> tuple[Limit, ...]:
    """Give limits on nodes their unit, which is that of the node's activity."""
    resolved: list[Limit] = []

    def resolve_one(limit: Limit) -> None:
        if limit.quantity not in ("activity", "capacity", "build"):
            resolved.append(limit)
            return
        activity = _limited(builder, limit)
        if activity is None:
            return
        counted = activity.role == "launcher" and activity.capacity is not None
        found = limit.resolved(activity.unit, "1" if counted else per_second(activity.unit))
        if counted and activity.capacity is not None and limit.quantity != "activity":
            found = _scaled(found, activity.capacity.unit)
        resolved.append(found)

    for limit in builder.mission.limits.values():
        builder.attempt(("limits", limit.name), resolve_one, limit)
    return tuple(resolved)


def _limited(builder: Builder, limit: Limit) -> Activity | None:
    found = [activity for activity in builder.activities if activity.owner == limit.of and activity.role != "service"]
    return found[0] if found else None


def _scaled(limit: Limit, factor: float) -> Limit:
    return replace(
        limit,
        most=None if limit.most is None else limit.most * factor,
        least=None if limit.least is None else limit.least * factor,
    )


def _stop_on_errors(builder: Builder) -> None:
    raise_broken(builder.broken)
    findings = sorted((*builder.mission.warnings, *builder.findings), key=lambda finding: finding.sort_key)
    errors = sum(finding.severity == "error" for finding in findings)
    if errors:
        name = builder.mission.source.name
        raise GraphError(f"{name}: {errors} error{'s' * (errors != 1)}", diagnostics=findings)
