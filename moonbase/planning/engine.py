"""From a network to a plan."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from moonbase.errors import SolverError
from moonbase.graph.network import Network
from moonbase.planning.assemble import assemble
from moonbase.planning.earliest import earliest
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.read import Story, Terminal, read_plan
from moonbase.planning.result import Plan
from moonbase.planning.solve import Solved, solve
from moonbase.planning.terminal import no_terminal_value, terminal_value

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
    programme = assemble(network)
    terminal = terminal_value(programme, chosen)
    built = perf_counter() - begin
    solved, terminal, notes = _solve(programme, terminal, chosen)
    return read_plan(programme, solved, terminal, Story(build_seconds=built, notes=notes))


def _solve(programme: Programme, terminal: Terminal, options: Options) -> tuple[Solved, Terminal, tuple[str, ...]]:
    """Solve with the terminal value, or without it where it would be earned without end."""
    try:
        return solve(programme, options, programme.cost - terminal.weights), terminal, ()
    except SolverError:
        if not terminal.weights.any():
            raise
    note = "capacity at the horizon was given no worth, because its worth could have been earned without end"
    return solve(programme, options), no_terminal_value(programme), (note,)


def _plan_for_date(network: Network, options: Options) -> Plan:
    """Find the earliest date, then the cheapest plan that keeps it."""
    due = earliest(network, options)
    answer = plan(due, options)
    date = next(new.end for new, old in zip(due.demands, network.demands, strict=True) if new is not old)
    assert date is not None
    note = "prices are in USD of the cheapest plan that keeps the earliest date"
    return replace(answer, network=network, objective=date, notes=(*answer.notes, note))
