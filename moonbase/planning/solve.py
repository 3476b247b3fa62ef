"""Scale a programme, solve it, check the answer, and try another way if the check fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import InfeasibleError, SolverError, UnboundedError
from moonbase.planning.certificate import Certificate, certify
from moonbase.planning.options import Options
from moonbase.planning.programme import Programme
from moonbase.planning.scaling import LARGEST_COST, Scales, find_scales
from moonbase.planning.solver import Attempt, Model, Raw, solve_once

__all__ = ["Solved", "attempts", "scaled_model", "solve", "tie_costs"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_SMALL = 2000  # columns up to which simplex is quicker
_MIDDLE = 120_000  # non-zeros up to which IPX is quicker than HiPO
_TIE_SHARE = 1e-4
_TIED = ("activity", "built", "stock")


@dataclass(frozen=True, kw_only=True, eq=False)
class Solved:
    """A checked answer in the units of the mission graph.

    Attributes
    ----------
    primal, dual, reduced
        Values of the columns, duals of the rows and reduced costs of the columns of the minimised programme.
    certificate
        Errors measured outside the solver.
    raw
        What the solver said in the end.
    tried
        Every way that was tried, with its status.
    scale_seconds, check_seconds
        Time to scale and to check [s].
    """

    primal: Floats
    dual: Floats
    reduced: Floats
    certificate: Certificate
    raw: Raw
    tried: tuple[str, ...]
    scale_seconds: float
    check_seconds: float


def attempts(options: Options, columns: int, nonzeros: int) -> Iterator[Attempt]:
    """List the ways to solve, best first."""
    first = options.method
    if first == "auto":
        first = "simplex" if columns <= _SMALL else "ipx" if nonzeros <= _MIDDLE else "hipo"
    others = [name for name in ("ipx", "hipo", "simplex") if name != first]
    for name, presolve in [(first, True), (others[0], True), (first, False), (others[1], True)]:
        yield Attempt(solver=name, presolve=presolve, threads=options.threads, time_limit=options.time_limit)


def solve(programme: Programme, options: Options, cost: Floats | None = None, *, doubt: str = "explain") -> Solved:
    """Solve a programme until an answer passes its certificate.

    Parameters
    ----------
    programme
        What to solve.
    options
        How.
    cost
        Objective to minimise instead of ``programme.cost``.
    doubt
        What to do if the solver finds no answer: ``"explain"`` asks the elastic programme which requirements collide,
        ``"believe"`` takes its word, ``"go on"`` tries the other ways.

    Raises
    ------
    InfeasibleError
        If no answer exists, with the requirements that collide.
    SolverError
        If the programme is unbounded or no way gives an answer that passes.
    """
    goal = programme.cost if cost is None else cost
    begin = perf_counter()
    scales = find_scales(programme, goal)
    task = _Task(programme, scales, goal, scaled_model(programme, scales, goal), options)
    ties = tie_costs(programme, options.tie_break)
    scale_seconds = perf_counter() - begin
    tried: list[str] = []
    for attempt in attempts(options, len(goal), programme.matrix.nnz):
        raw, ties = _attempt(task, attempt, ties)
        tried.append(f"{raw.label}: {raw.status}")
        if raw.status == "unbounded":
            raise UnboundedError(
                "the objective has no limit: something can be had without end",
                help="give a budget, a ceiling on supplies, a limit on capacity or the most that a demand takes",
            )
        if raw.status == "optimal" or (len(raw.primal) and len(raw.dual)):
            begin = perf_counter()
            certificate = _certified(task, attempt, ties, raw)
            if certificate.passed:
                return _answer(task, raw, certificate, tried, (scale_seconds, perf_counter() - begin))
            tried[-1] += f" but refused: {certificate}"
        if raw.status != "optimal" and doubt == "believe":
            raise InfeasibleError(f"no plan meets all requirements: {tried[-1]}")
        if raw.status != "optimal" and doubt == "explain":
            from moonbase.planning.conflict import require_feasible

            require_feasible(programme, options)
            doubt = "go on"
    raise SolverError(
        f"no way of solving gives a plan that passes its certificate: {'; '.join(tried)}",
        help="look for parameters of wildly different size, or loosen Options.tolerance",
    )


class _Task(NamedTuple):
    programme: Programme
    scales: Scales
    cost: Floats
    model: Model
    options: Options


def _attempt(task: _Task, attempt: Attempt, ties: Floats) -> tuple[Raw, Floats]:
    """Solve once, and again with smaller costs on ties if they weigh more than they may."""
    raw = solve_once(_with_cost(task.model, task.model.cost + ties), attempt, task.model.cost)
    share = _tie_share(task.model.cost, ties, raw.primal) if raw.status == "optimal" else 0.0
    if share > _TIE_SHARE:
        ties = ties * (0.1 * _TIE_SHARE / share)
        raw = solve_once(_with_cost(task.model, task.model.cost + ties), attempt, task.model.cost)
    return raw, ties


def _certified(task: _Task, attempt: Attempt, ties: Floats, raw: Raw) -> Certificate:
    kept = np.zeros(len(ties)) if attempt.solver == "simplex" else ties
    scales = task.scales
    return certify(
        task.programme,
        scales,
        task.cost + kept / (scales.columns * scales.objective),
        raw.primal * scales.columns,
        raw.dual * scales.rows / scales.objective,
        task.options,
    )


def _answer(task: _Task, raw: Raw, certificate: Certificate, tried: list[str], seconds: tuple[float, float]) -> Solved:
    """Put an answer in the units of the mission graph.

    Dust outside the bounds, which the certificate has just found negligible, is removed.
    """
    scales = task.scales
    return Solved(
        primal=np.clip(raw.primal * scales.columns, task.programme.lower, task.programme.upper),
        dual=raw.dual * scales.rows / scales.objective,
        reduced=raw.reduced / (scales.columns * scales.objective),
        certificate=certificate,
        raw=raw,
        tried=tuple(tried),
        scale_seconds=seconds[0],
        check_seconds=seconds[1],
    )


def scaled_model(programme: Programme, scales: Scales, cost: Floats) -> Model:
    """Put a programme in the units of the solver."""
    matrix = programme.matrix
    return Model(
        cost=cost * scales.columns * scales.objective,
        lower=programme.lower / scales.columns,
        upper=programme.upper / scales.columns,
        row_lower=programme.row_lower * scales.rows,
        row_upper=programme.row_upper * scales.rows,
        starts=matrix.indptr.astype(np.int32, copy=False),
        indices=matrix.indices.astype(np.int32, copy=False),
        values=scales.matrix(matrix),
        whole=np.empty(0, dtype=np.int64),
    )


def _with_cost(model: Model, cost: Floats) -> Model:
    return Model(**{**vars(model), "cost": cost})


def tie_costs(programme: Programme, size: float) -> Floats:
    """Equal small costs per scaled unit of activity, building and stock."""
    ties = np.zeros(len(programme.cost))
    for family in _TIED:
        ties[programme.layout.slot(family)] = size * LARGEST_COST
    return ties


def _tie_share(cost: Floats, ties: Floats, primal: Floats) -> float:
    """Costs that break ties, as a share of the objective."""
    objective = float(np.abs(cost * primal).sum())
    return float(ties @ np.abs(primal)) / objective if objective > 0.0 else 0.0
