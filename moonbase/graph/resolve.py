"""Mission and installed models in, mission graph out."""

from __future__ import annotations

from moonbase.errors import GraphError
from moonbase.graph.builder import Builder, Problem
from moonbase.graph.grid import make_grid
from moonbase.graph.network import Network
from moonbase.graph.processes import add_process, add_supply
from moonbase.graph.reach import find_dead_ends
from moonbase.graph.throws import add_throws
from moonbase.mission.spec import Mission
from moonbase.models.catalogue import Catalogue

__all__ = ["resolve"]


def resolve(mission: Mission, catalogue: Catalogue) -> tuple[Network, tuple[Problem, ...]]:
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
    """
    grid = make_grid(mission.start, mission.horizon, mission.period)
    builder = Builder(mission=mission, catalogue=catalogue, grid=grid)
    for node in mission.nodes.values():
        if node.kind == "process":
            builder.attempt("nodes", node.name, add_process, builder, node)
    for supply in mission.supplies.values():
        builder.attempt("supplies", supply.name, add_supply, builder, supply)
    add_throws(builder)
    for demand in mission.demands.values():
        builder.attempt("demands", demand.name, builder.row, demand.commodity, demand.site)
    goal = mission.objective
    if goal.sense == "maximise":
        builder.attempt("objective", "maximise", builder.row, goal.quantity, goal.site)
    network = Network(
        title=mission.name,
        grid=grid,
        balances=tuple(builder.balances),
        activities=tuple(builder.activities),
        gates=tuple(builder.gates),
        demands=tuple(mission.demands.values()),
        limits=tuple(mission.limits.values()),
        objective=goal,
        discount_rate=mission.discount_rate,
        facts=builder.facts,
        notes=builder.notes,
        legs=builder.legs,
    )
    errors = [problem for problem in builder.problems if problem.severity == "error"]
    if not errors:
        builder.problems += find_dead_ends(network)
        errors = [problem for problem in builder.problems if problem.severity == "error"]
    if errors:
        raise GraphError(
            "\n".join(problem.message for problem in errors), diagnostics=_located(mission, builder.problems)
        )
    return network, tuple(builder.problems)


def _located(mission: Mission, problems: list[Problem]) -> list[object]:
    """Give each problem its place in the mission file."""
    from moonbase.mission.place import place

    return [
        place(mission, problem.section, problem.name, problem.code, problem.severity, problem.message, problem.help)
        for problem in problems
    ]
