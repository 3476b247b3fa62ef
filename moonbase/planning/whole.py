"""Plans in whole flights and whole machines.

Rounding is the default. The fractional plan says how many flights or machines are due by each date; whole ones are
taken when they are due, and everything else is planned again around them. Branch and bound, on request, is exact and
can take very long; it lets a flight that was not flown be flown later, as rounding does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import InfeasibleError, SolverError
from moonbase.planning.layout import Layout
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.scaling import Scales, find_scales
from moonbase.planning.solve import Solved, scaled_model, solve
from moonbase.planning.solver import Attempt, solve_once
from moonbase.planning.triplets import Triplets

__all__ = ["solve_whole"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_POOR = 0.05  # of the bound: worse than that, another way is tried
_NEARLY = 1e-6  # of a unit, within which a fractional plan is whole already


def solve_whole(programme: Programme, options: Options) -> tuple[Solved, float, tuple[str, ...]]:
    """Solve a programme with its whole units.

    Parameters
    ----------
    programme
        With ``whole`` columns.
    options
        `Options.integer` says how.

    Returns
    -------
    solved
        Whole where it must be. Duals are those of the fractional programme: prices of whole units do not exist.
    bound
        Minimised objective that no whole plan can beat.
    notes
        What a reader must know.

    Raises
    ------
    InfeasibleError
        If the requirements cannot be met even in fractions, or no whole plan was found.
    """
    fractional = solve(programme, options)
    bound = float(programme.cost @ fractional.primal)
    columns, sizes = programme.whole
    if options.integer == "relax" or not len(columns):
        return fractional, bound, ()
    counts = fractional.primal[columns] / sizes
    if np.abs(counts - np.rint(counts)).max() <= _NEARLY:
        return fractional, bound, ()
    if options.integer == "exact":
        chosen, bound = _branch_and_bound(programme, options)
        solved = solve(_fixed(programme, chosen * sizes), options, doubt="believe")
        how = "branch and bound"
    else:
        solved, how = _round(programme, fractional, options)
    gap = abs(float(programme.cost @ solved.primal) - bound) / max(abs(bound), 1e-300)
    note = f"whole units by {how}: within {gap:.2%} of the best bound; prices are those of the plan in fractions"
    kept = replace(solved, dual=fractional.dual, reduced=fractional.reduced)
    return kept, bound, (note,)


def _fixed(programme: Programme, values: Floats) -> Programme:
    lower, upper = programme.lower.copy(), programme.upper.copy()
    lower[programme.whole[0]] = upper[programme.whole[0]] = values
    return programme.changed(lower=lower, upper=upper)


def _round(programme: Programme, fractional: Solved, options: Options) -> tuple[Solved, str]:
    """Take whole units as they come due, in a few ways, plan the rest around each and keep the best."""
    layout = programme.layout
    columns, sizes = programme.whole
    counts = fractional.primal[columns] / sizes
    due = np.cumsum(counts.reshape(-1, layout.periods), axis=1)
    machines = columns.reshape(-1, layout.periods)[:, 0] >= layout.offsets["built"]
    tries: list[tuple[float, Solved, str]] = []
    known: set[bytes] = set()  # two ways may come to the same whole units, which need planning once

    def attempt(taken: Floats, how: str) -> None:
        whole = np.diff(taken, axis=1, prepend=0.0).ravel()
        if whole.tobytes() in known:
            return
        known.add(whole.tobytes())
        try:
            solved = solve(_fixed(programme, whole * sizes), options, doubt="believe")
        except (InfeasibleError, SolverError):
            return
        tries.append((float(programme.cost @ solved.primal), solved, how))

    for how, flown, built in _ways(layout.network.objective.sense == "maximise"):
        attempt(np.where(machines[:, None], built(due), flown(due)), how)
    bound = float(programme.cost @ fractional.primal)
    poor = not tries or min(tries, key=lambda each: each[0])[0] > bound + _POOR * abs(bound)
    if machines.any() and poor:
        try:
            attempt(_soonest(programme, due, machines, options), "flights up and machines as soon as they can be had")
        except InfeasibleError:
            if not tries:
                raise
    if not tries:
        raise InfeasibleError(
            "the requirements can be met in fractions, but no rounding to whole units meets them",
            help="give it more time, cargo or money, or take away whole = true; from Python, "
            'Options(integer="exact") tries every whole plan',
        )
    best = min(tries, key=lambda each: each[0])
    return best[1], f"rounding {best[2]}"


def _soonest(programme: Programme, due: Floats, machines: NDArray[np.bool_], options: Options) -> Floats:
    """Find when whole machines can be ready at the soonest, and not before the fractional plan begins them.

    Raises
    ------
    InfeasibleError
        If some machine that the fractional plan has in part cannot be had as a whole within the horizon.
    """
    from scipy.sparse import vstack

    layout, periods = programme.layout, programme.layout.periods
    columns, sizes = (part.reshape(-1, periods)[machines] for part in programme.whole)
    total = _up(due[machines, -1])
    rows = Triplets()
    rows.add(np.arange(len(total))[:, None], columns, 1.0 / sizes)
    limited = programme.changed(
        matrix=vstack([programme.matrix, rows.matrix(len(total), len(programme.cost))], format="csc"),
        row_lower=np.append(programme.row_lower, np.full(len(total), -np.inf)),
        row_upper=np.append(programme.row_upper, total),
    )
    cost = np.zeros(len(programme.cost))
    cost[columns] = -np.linspace(1.0, 0.1, periods) / sizes
    solved = solve(limited, options, cost, doubt="believe")
    ready = np.cumsum(solved.primal[columns] / sizes, axis=1)
    short = np.flatnonzero(ready[:, -1] < total - 1e-4)
    if len(short):
        names = [
            layout.network.activities[layout.capped[layout.builds[_builder(layout, int(columns[row, 0]))]]].name
            for row in short
        ]
        raise InfeasibleError(
            f"the requirements need {', '.join(names)}, of which no whole machine can be built within the horizon "
            f"(at most {ready[short[0], -1]:.3g})",
            help="allow fractions, raise the supplies that it is built from, or give it at the start",
        )
    taken = _up(due)
    taken[machines] = np.minimum(np.floor(ready + 1e-4), _up(due[machines]))
    return taken


def _builder(layout: Layout, column: int) -> int:
    return (column - layout.offsets["built"]) // layout.periods


_Step = Callable[[Floats], Floats]


def _down(due: Floats) -> Floats:
    return np.asarray(np.floor(due + _NEARLY), dtype=float)


def _near(due: Floats) -> Floats:
    return np.asarray(np.floor(due + 0.5), dtype=float)


def _up(due: Floats) -> Floats:
    return np.asarray(np.ceil(due - _NEARLY), dtype=float)


def _filled(due: Floats) -> Floats:
    """Round the last total up and keep the pace: a machine comes when the fraction of it would have been ready."""
    total = due[:, -1:]
    pace = np.where(total > _NEARLY, _up(total) / np.maximum(total, _NEARLY), 0.0)
    return _down(due * pace)


def _ways(maximise: bool) -> Iterator[tuple[str, _Step, _Step]]:  # noqa: FBT001 - one call, one meaning
    """List how flights and machines are rounded."""
    if maximise:
        yield "flights down and machines up at their pace", _down, _filled
        yield "flights down and machines to the nearest", _down, _near
        yield "flights down and machines up at once", _down, _up
    else:
        yield "flights up and machines up at their pace", _up, _filled
        yield "flights to the nearest and machines up at their pace", _near, _filled
        yield "flights up and machines up at once", _up, _up


def _branch_and_bound(programme: Programme, options: Options) -> tuple[Floats, float]:
    """Find the best whole counts and the bound that no plan can beat."""
    open_ended = _with_cumulative_ceilings(programme)
    columns, sizes = programme.whole
    scales = find_scales(open_ended, open_ended.cost)
    scaled = scales.columns.copy()
    scaled[columns] = sizes
    scales = Scales(rows=scales.rows, columns=scaled, objective=scales.objective)
    model = replace(scaled_model(open_ended, scales, open_ended.cost), whole=columns)
    attempt = Attempt(solver="mip", threads=options.threads, time_limit=options.time_limit, gap=options.gap)
    raw = solve_once(model, attempt)
    if not len(raw.primal):
        raise InfeasibleError(
            f"no plan in whole units meets all requirements ({raw.status})", help='try integer = "round" or "relax"'
        )
    return np.rint(raw.primal[columns]), raw.bound / scales.objective


def _with_cumulative_ceilings(programme: Programme) -> Programme:
    """Let a whole flight wait until it is due: bound what has been flown so far instead of each period."""
    from scipy.sparse import vstack

    periods = programme.layout.periods
    columns, sizes = programme.whole
    upper = programme.upper.copy()
    rows, most = Triplets(), [np.empty(0)]
    for member, size in zip(columns.reshape(-1, periods), sizes.reshape(-1, periods)[:, 0], strict=True):
        ceiling = programme.upper[member]
        if not np.isfinite(ceiling).all() or not ceiling.any():
            continue
        upper[member] = np.ceil(ceiling / size - _NEARLY) * size
        later, earlier = np.tril_indices(periods)
        rows.add((len(most) - 1) * periods + later, member[earlier], 1.0)
        most.append(np.cumsum(ceiling) * (1.0 + _NEARLY))
    bounds = np.concatenate(most)
    if not len(bounds):
        return programme
    return programme.changed(
        matrix=vstack([programme.matrix, rows.matrix(len(bounds), len(programme.cost))], format="csc"),
        upper=upper,
        row_lower=np.append(programme.row_lower, np.full(len(bounds), -np.inf)),
        row_upper=np.append(programme.row_upper, bounds),
    )
