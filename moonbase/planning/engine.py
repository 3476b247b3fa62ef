"""From a network to a plan."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from moonbase.errors import InfeasibleError, SolverError
from moonbase.graph.network import Network
from moonbase.planning.assemble import assemble
from moonbase.planning.earliest import due_by, earliest
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.read import Story, read_plan
from moonbase.planning.result import Plan
from moonbase.planning.solve import Solved
from moonbase.planning.terminal import with_terminal_value
from moonbase.planning.whole import solve_whole

__all__ = ["plan"]


def plan(network: Network, options: Options | None = None) -> Plan:
    """Find the optimal plan of a mission graph.

    Parameters
    ----------
    network
        Mission graph with its grid, demands, limits and objective.
    options
        How to solve it.

    Raises
    ------
    InfeasibleError
        If no plan meets all requirements.
    MissionError
        If a demand, limit or the objective names something that the network does not have.
    SolverError
        If the objective has no limit, or no way of solving passes the certificate.
    """
    chosen = options or Options()
    if network.objective.sense == "minimise" and network.objective.quantity == "date":
        return _plan_for_date(network, chosen)
    begin = perf_counter()
    programme = with_terminal_value(assemble(network), chosen)
    built = perf_counter() - begin
    programme, solved, story = _solve(programme, chosen)
    return read_plan(programme, solved, replace(story, build_seconds=built))


def _solve(programme: Programme, options: Options) -> tuple[Programme, Solved, Story]:
    """Solve with the terminal value, or without it where it would be earned without end."""
    try:
        solved, bound, notes = solve_whole(programme, options)
    except SolverError:
        if programme.tail is None:
            raise
        note = "capacity at the horizon was given no worth, because its worth could have been earned without end"
        plain = programme.without_tail()
        solved, bound, notes = solve_whole(plain, options)
        return plain, solved, Story(bound=bound, notes=(note, *notes))
    return programme, solved, Story(bound=bound, notes=notes)


def _plan_for_date(network: Network, options: Options) -> Plan:
    """Find the earliest date, then the cheapest plan that keeps it; whole units may put the date off."""
    demand, first = earliest(network, options)
    note = "prices are in USD of the cheapest plan that keeps the earliest date"
    delay = 0
    while True:
        period = min(first + delay, network.grid.size - 1)
        try:
            answer = plan(due_by(network, demand, period), options)
        except InfeasibleError:
            if period == network.grid.size - 1:
                raise
            delay = 2 * delay or 1
        else:
            date = float(network.grid.edges[period + 1])
            return replace(answer, network=network, objective=date, notes=(*answer.notes, note))
