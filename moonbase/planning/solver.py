"""Hand a scaled programme to HiGHS and take back primal and dual values.

Interior point without crossover is the right choice for staircase programmes; HiPO comes from the separate package
``highspy-extras`` and IPX is always there. Every option is checked: an option that HiGHS does not accept is an error,
never a silent fall back to the default.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import SolverError

if TYPE_CHECKING:
    import highspy

__all__ = ["Attempt", "Model", "Raw", "new_solver", "pass_model", "run", "solve_once"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """A programme in the units of the solver, the matrix by columns."""

    cost: Floats
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    starts: NDArray[np.int32]
    indices: NDArray[np.int32]
    values: Floats
    whole: Ints


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One way to solve: ``simplex``, ``hipo``, ``ipx`` or ``mip``, with or without presolve."""

    solver: str
    presolve: bool = True
    threads: int = 1
    time_limit: float = 3600.0
    gap: float = 1e-6
    feasibility: float = 1e-9

    @property
    def label(self) -> str:
        """``"hipo without presolve"``."""
        return self.solver if self.presolve else f"{self.solver} without presolve"


@dataclass(frozen=True, kw_only=True, eq=False)
class Raw:
    """What the solver said.

    Attributes
    ----------
    status
        ``optimal``, ``infeasible``, ``unbounded`` or HiGHS's own words.
    primal, dual, reduced
        Values of columns, duals of rows, reduced costs of columns; empty without a solution.
    iterations
        Of the algorithm used.
    bound
        Best bound on the objective of a programme with whole units; the objective itself otherwise.
    handover, seconds
        Time to pass the model and to solve it [s].
    """

    status: str
    primal: Floats
    dual: Floats
    reduced: Floats
    iterations: int
    bound: float
    handover: float
    seconds: float
    version: str
    label: str


def _options(attempt: Attempt) -> dict[str, Any]:
    options: dict[str, Any] = {
        "output_flag": False,
        "threads": attempt.threads,
        "presolve": "on" if attempt.presolve else "off",
        "time_limit": attempt.time_limit,
        "small_matrix_value": 1e-12,
        "random_seed": 0,
    }
    if attempt.solver == "mip":
        options["mip_rel_gap"] = attempt.gap
    else:
        options["solver"] = attempt.solver
        options["run_crossover"] = "off"
    if attempt.solver == "simplex":
        options["primal_feasibility_tolerance"] = attempt.feasibility
        options["dual_feasibility_tolerance"] = attempt.feasibility
    return options


@lru_cache(maxsize=1)
def _schedule(threads: int) -> int:
    """Let HiGHS start its workers afresh when their number changes: a second number in one process is an error."""
    import highspy

    highspy.Highs.resetGlobalScheduler(True)
    return threads


def _checked(status: Any, what: str) -> None:
    import highspy

    if status == highspy.HighsStatus.kError:
        raise SolverError(
            f"HiGHS refused {what}",
            help="install highspy-extras of the same version as highspy" if "hipo" in what else None,
        )


def new_solver(attempt: Attempt, **more: Any) -> highspy.Highs:
    """Make a solver with the options of an attempt and `more` of HiGHS's own.

    Raises
    ------
    SolverError
        If HiGHS refuses an option.
    """
    import highspy

    _schedule(attempt.threads)
    solver = highspy.Highs()
    for name, value in {**_options(attempt), **more}.items():
        _checked(solver.setOptionValue(name, value), f"the option {name} = {value}")
    return solver


def pass_model(solver: highspy.Highs, model: Model, cost: Floats) -> None:
    """Hand a model over, with a cost of its own.

    Raises
    ------
    SolverError
        If HiGHS refuses it.
    """
    import highspy

    whole = np.zeros(len(model.cost), dtype=np.int32)
    whole[model.whole] = int(highspy.HighsVarType.kInteger)
    status = solver.passModel(
        len(model.cost),
        len(model.row_lower),
        len(model.values),
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        cost,
        model.lower,
        model.upper,
        model.row_lower,
        model.row_upper,
        model.starts,
        model.indices,
        model.values,
        whole,
    )
    _checked(status, "the model")


def _word(solver: highspy.Highs) -> str:
    import highspy

    status = solver.getModelStatus()
    words = {
        highspy.HighsModelStatus.kOptimal: "optimal",
        highspy.HighsModelStatus.kInfeasible: "infeasible",
        highspy.HighsModelStatus.kUnbounded: "unbounded",
        highspy.HighsModelStatus.kUnboundedOrInfeasible: "unbounded or infeasible",
    }
    return words.get(status) or str(solver.modelStatusToString(status)).lower()


def run(solver: highspy.Highs) -> str:
    """Run and say how it ended; an error of the algorithm is an answer too, so that another can be tried."""
    import highspy

    return "failed" if solver.run() == highspy.HighsStatus.kError else _word(solver)


def solve_once(model: Model, attempt: Attempt, exact_cost: Floats | None = None) -> Raw:
    """Solve a model in one way.

    Parameters
    ----------
    model
        Scaled programme.
    attempt
        How to solve it.
    exact_cost
        If given and a simplex basis is at hand, the costs to finish with from that basis, so that duals carry no trace
        of the costs that break ties.

    Raises
    ------
    SolverError
        If HiGHS refuses an option or the model.
    """
    solver = new_solver(attempt)
    begin = perf_counter()
    pass_model(solver, model, model.cost)
    passed = perf_counter()
    status = run(solver)
    info = solver.getInfo()
    iterations = info.simplex_iteration_count if attempt.solver == "simplex" else info.ipm_iteration_count
    if exact_cost is not None and attempt.solver == "simplex" and status == "optimal":
        every = np.arange(len(exact_cost), dtype=np.int32)
        _checked(solver.changeColsCost(len(every), every, exact_cost), "the costs")
        status = run(solver)
    solution = solver.getSolution()
    solved = solution.value_valid
    bound = info.mip_dual_bound if attempt.solver == "mip" else info.objective_function_value
    return Raw(
        status=status,
        primal=np.array(solution.col_value) if solved else np.empty(0),
        dual=np.array(solution.row_dual) if solution.dual_valid else np.empty(0),
        reduced=np.array(solution.col_dual) if solution.dual_valid else np.empty(0),
        iterations=int(iterations),
        bound=float(bound),
        handover=passed - begin,
        seconds=perf_counter() - passed,
        version=str(solver.version()),
        label=attempt.label,
    )
