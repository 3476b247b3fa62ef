r"""Value of the capacity left at the horizon, without which the last years would stop building.

What stands at the horizon is worth the deliveries that it can *sustain*: a steady state is appended to the programme
in which capacity that stands at the horizon runs, is replaced as it wears and ages out of what it makes itself, and
delivers at a constant rate. That rate, over a few years of looking ahead and discounted, is added to the objective of
a plan that maximises something, and reported apart from it. Nothing grows after the horizon, so that the value is
bounded by what the plan has built; supplies, limits, demands and windows go on as in the last years.

Payloads in service are not renewed by what they do themselves: they count with what is left of their lives, averaged
over the time ahead, and the steady state may send more, which serve from then on. Otherwise a plan would keep
satellites in store so that they stand at the horizon.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import YEAR
from moonbase.graph.network import Capacity, Network
from moonbase.planning.assemble import assemble
from moonbase.planning.layout import Layout
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.retention import life_of, make_subperiods, share_alive
from moonbase.planning.steady import steady_network
from moonbase.planning.triplets import Triplets

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix

__all__ = ["capacity_at_end", "look_ahead", "with_terminal_value"]

Floats = NDArray[np.float64]

_LONGEST = 5.0 * YEAR
_SHARE = 0.25
_AGES = 120  # steps of the time ahead


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
    steady = _sent_on(steady.changed(cost=cost, upper=upper))
    return _join(programme, steady, ahead)


def _serving(layout: Layout) -> list[int]:
    """Members of ``layout.capped`` that are payloads in service, which can be built and end."""
    buildable = set(layout.builds.tolist())
    return [
        member
        for member, index in enumerate(layout.capped)
        if member in buildable
        and layout.network.activities[index].role == "service"
        and (layout.capacities[member].lifetime > 0.0 or layout.capacities[member].wear > 0.0)
    ]


def _sent_on(steady: Programme) -> Programme:
    """Let the steady state send any number of payloads, not just those that keep their number constant."""
    place = {int(member): at for at, member in enumerate(steady.layout.builds)}
    rows = steady.families["dynamics"][0] + np.array([place[member] for member in _serving(steady.layout)], dtype=int)
    lower, upper = steady.row_lower.copy(), steady.row_upper.copy()
    lower[rows], upper[rows] = -np.inf, np.inf
    return replace(steady, row_lower=lower, row_upper=upper)


def _weight(network: Network, ahead: float) -> float:
    """Present value of one unit per second over the time ahead [s]."""
    growth = np.log1p(network.discount_rate) / YEAR
    lasting = ahead if growth == 0.0 else -np.expm1(-growth * ahead) / growth
    return float(lasting * np.exp(-growth * (network.grid.edges[-1] - network.grid.edges[0])))


def _join(programme: Programme, steady: Programme, ahead: float) -> Programme:
    """Let the steady state use what stands at the horizon."""
    from scipy.sparse import bmat

    ends, standing = capacity_at_end(programme, ahead)
    members = len(programme.layout.capped)
    use = Triplets()
    use.add(np.arange(members), steady.layout.columns("capacity").ravel(), 1.0)
    place = {int(member): at for at, member in enumerate(steady.layout.builds)}
    for member in _serving(programme.layout):
        sent = steady.layout.columns("built", place[member])[0]
        serves = _sent_share(programme.layout.capacities[member], ahead)
        use.add(member, sent, -serves / float(steady.layout.network.grid.lengths[0]))
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


def _sent_share(capacity: Capacity, ahead: float) -> float:
    """Mean number in service over the time ahead per payload sent per second [s], ``int (A - a) r(a) da / A``."""
    ages = (np.arange(_AGES) + 0.5) * ahead / _AGES
    alive = share_alive(life_of(capacity, 0.0), ages)
    return float(((ahead - ages) * alive).sum() / _AGES)


def _left_at_end(programme: Programme, member: int, ahead: float) -> tuple[Floats, float]:
    """Share of what each period builds that serves, averaged over the time ahead; the same for the initial payloads.

    As in the plan, what is built in a part of a period runs from the start of that part.
    """
    edges = programme.layout.network.grid.edges
    life = life_of(programme.layout.capacities[member], float(edges[0]))
    later = edges[-1] + (np.arange(_AGES) + 0.5) * ahead / _AGES
    subs = make_subperiods(edges)
    parts = subs.first[:-1]
    each = share_alive(life, later - subs.starts[: parts[-1], None]).mean(axis=1)
    shares = np.add.reduceat(each, parts[:-1]) / np.diff(parts)
    first = share_alive(life._replace(lead=0.0, fraction=1.0), later - edges[0]).mean()
    return shares, float(first)


def capacity_at_end(programme: Programme, ahead: float) -> tuple[csc_matrix, Floats]:
    """Capacity at the horizon as a matrix over the columns and a constant, per member of ``layout.capped``.

    What is still being built at the horizon counts as much as what stands; payloads in service count with what is left
    of their lives over the time ahead [s].
    """
    layout, last = programme.layout, programme.layout.periods
    entries = Triplets()
    standing = np.zeros(len(layout.capped))
    buildable = {int(member): place for place, member in enumerate(layout.builds)}
    alive, built = layout.columns("capacity"), layout.columns("built")
    serving = set(_serving(layout))
    for member, curve in enumerate(programme.curves):
        initial = layout.capacities[member].initial
        if member in serving:
            shares, first = _left_at_end(programme, member, ahead)
            entries.add(member, built[buildable[member]], shares)
            standing[member] = initial * first
            continue
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
