r"""Value of the capacity left at the horizon, without which the last years would stop building.

What stands at the horizon is worth the deliveries that it can *sustain*: a steady state is appended to the programme
in which capacity that stands at the horizon runs, is replaced as it wears and ages out of what it makes itself, and
delivers at a constant rate. That rate, over a few years of looking ahead and discounted, is added to the objective of
a plan that maximises something, and reported apart from it. Nothing grows after the horizon, so that the value is
bounded by what the plan has built; supplies, limits, demands and windows go on as in the last years.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import YEAR
from moonbase.graph.network import Network
from moonbase.planning.assemble import assemble
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.steady import steady_network
from moonbase.planning.triplets import Triplets

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix

__all__ = ["capacity_at_end", "look_ahead", "with_terminal_value"]

Floats = NDArray[np.float64]

_LONGEST = 5.0 * YEAR
_SHARE = 0.25


def look_ahead(network: Network, options: Options) -> float:
    """Years beyond the horizon that count, as time [s]: a quarter of the horizon, at most five years."""
    if options.terminal == "none" or network.objective.sense != "maximise":
        return 0.0
    if options.look_ahead is not None:
        return options.look_ahead
    return min(_LONGEST, _SHARE * float(network.grid.edges[-1] - network.grid.edges[0]))


def with_terminal_value(programme: Programme, options: Options) -> Programme:
    """Append the steady state behind the horizon to a programme that maximises something.

    Returns
    -------
    Programme
        The same programme if there is nothing to value; else with more columns and rows behind its own.
    """
    network = programme.layout.network
    ahead = look_ahead(network, options)
    if ahead <= 0.0 or not len(programme.layout.builds):
        return programme
    first = int(np.searchsorted(network.grid.edges, network.grid.edges[-1] - ahead, side="right")) - 1
    steady = assemble(steady_network(network, first=max(first, 0), required=False), steady=True)
    upper = steady.upper.copy()
    goal = steady.layout.columns("delivered", steady.layout.goal).ravel()
    cost = np.zeros(steady.layout.size)
    cost[goal] = -_weight(network, ahead) / float(steady.layout.network.grid.lengths[0])
    steady = steady.changed(cost=cost, upper=upper)
    return _join(programme, steady)


def _weight(network: Network, ahead: float) -> float:
    """Present value of one unit per second over the time ahead [s]."""
    growth = np.log1p(network.discount_rate) / YEAR
    lasting = ahead if growth == 0.0 else -np.expm1(-growth * ahead) / growth
    return float(lasting * np.exp(-growth * (network.grid.edges[-1] - network.grid.edges[0])))


def _join(programme: Programme, steady: Programme) -> Programme:
    """Let the steady state use what stands at the horizon."""
    from scipy.sparse import bmat

    ends, standing = capacity_at_end(programme)
    members = len(programme.layout.capped)
    use = Triplets()
    use.add(np.arange(members), steady.layout.columns("capacity").ravel(), 1.0)
    matrix = bmat(
        [[programme.matrix, None], [None, steady.matrix], [-ends, use.matrix(members, steady.layout.size)]],
        format="csc",
    )
    return replace(
        programme,
        matrix=matrix,
        cost=np.concatenate([programme.cost, steady.cost]),
        lower=np.concatenate([programme.lower, np.zeros(len(steady.lower))]),
        upper=np.concatenate([programme.upper, steady.upper]),
        row_lower=np.concatenate([programme.row_lower, steady.row_lower, np.full(members, -np.inf)]),
        row_upper=np.concatenate([programme.row_upper, steady.row_upper, standing]),
        tail=steady,
    )


def capacity_at_end(programme: Programme) -> tuple[csc_matrix, Floats]:
    """Capacity at the horizon as a matrix over the columns and a constant, per member of ``layout.capped``.

    What is still being built at the horizon counts as much as what stands.
    """
    layout, last = programme.layout, programme.layout.periods
    entries = Triplets()
    standing = np.zeros(len(layout.capped))
    buildable = {int(member): place for place, member in enumerate(layout.builds)}
    alive, built = layout.columns("capacity"), layout.columns("built")
    for member, curve in enumerate(programme.curves):
        initial = layout.capacities[member].initial
        if member not in buildable:
            standing[member] = initial * curve.initial[last]
            continue
        standing[member] = initial * curve.step[last]
        now = curve.row == last
        columns = built[buildable[member]]
        entries.add(member, alive[member, -1], curve.ratio[last])
        entries.add(member, columns[curve.column[now]], curve.value[now])
        entries.add(member, columns, curve.pending)
    return entries.matrix(len(layout.capped), layout.size), standing
