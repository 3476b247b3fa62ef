"""Solve many small programmes of one pattern, each from the same basis.

A sample never starts from its neighbour's basis: where several plans are equally good, the one that is found would
depend on the order of the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import SolverError
from moonbase.planning.programme import Programme
from moonbase.planning.refill import Filled
from moonbase.planning.scaling import Scales, find_scales
from moonbase.planning.solve import scaled_model, tie_costs
from moonbase.planning.solver import Attempt, Model, new_solver, pass_model, run

if TYPE_CHECKING:
    import highspy

__all__ = ["HotSimplex", "Models", "Outcome"]

Floats = NDArray[np.float64]


class Outcome(NamedTuple):
    """What became of samples.

    Attributes
    ----------
    words
        ``optimal``, ``infeasible``, ``unbounded`` or the solver's own, one per sample.
    primal, dual, reduced
        In the units of the mission graph, shape ``(n_samples, columns or rows)``; NaN without an answer.
    """

    words: list[str]
    primal: Floats
    dual: Floats
    reduced: Floats


class HotSimplex:
    """A simplex solver that starts every sample from the optimal basis of the nominal programme.

    Parameters
    ----------
    nominal
        Programme whose scales and basis serve all samples.
    tie_break
        As in `moonbase.planning.options.Options`.

    Attributes
    ----------
    scales
        Of the nominal programme.
    word
        How solving the nominal programme ended; if not ``optimal``, samples start from no basis.
    """

    def __init__(self, nominal: Programme, tie_break: float) -> None:
        self.scales: Scales = find_scales(nominal, nominal.cost)
        self._ties = tie_costs(nominal, tie_break)
        self._solver = new_solver(Attempt(solver="simplex", presolve=False), **_BRISK)
        self._judge = new_solver(Attempt(solver="simplex", presolve=True))
        self._every = np.arange(len(nominal.cost), dtype=np.int32)
        model = scaled_model(nominal, self.scales, nominal.cost)
        pass_model(self._solver, model, model.cost + self._ties)
        self.word = run(self._solver)
        self._basis: highspy.HighsBasis | None = self._solver.getBasis() if self.word == "optimal" else None

    def __call__(self, filled: Filled, chosen: NDArray[np.bool_]) -> Outcome:
        """Solve the chosen samples."""
        count, columns = filled.cost.shape
        words = [""] * count
        primal, reduced = np.full((2, count, columns), np.nan)
        dual = np.full(filled.row_lower.shape, np.nan)
        models = self.models(filled)
        for sample in np.flatnonzero(chosen).tolist():
            words[sample] = word = self._word(models, sample)
            if word == "optimal":
                solution = self._solver.getSolution()
                primal[sample] = solution.col_value
                dual[sample] = solution.row_dual
                reduced[sample] = solution.col_dual
        scales = self.scales
        return Outcome(
            words,
            primal * scales.columns,
            dual * (scales.rows / scales.objective),
            reduced / (scales.columns * scales.objective),
        )

    def models(self, filled: Filled) -> Models:
        """Put the programmes of samples in the units of the solver."""
        scales, pattern = self.scales, filled.pattern
        entry = scales.rows[pattern.indices] * scales.columns[pattern.owners]
        return Models(
            pattern.starts,
            pattern.indices,
            filled.values * entry,
            filled.cost * (scales.columns * scales.objective),
            filled.lower / scales.columns,
            filled.upper / scales.columns,
            filled.row_lower * scales.rows,
            filled.row_upper * scales.rows,
        )

    def _word(self, models: Models, sample: int) -> str:
        """Solve one sample; numbers beyond all reason, which the solver refuses, are its own affair."""
        try:
            return self._solve(models, sample)
        except SolverError:
            return "refused"

    def _solve(self, models: Models, sample: int) -> str:
        model = models.model(sample)
        pass_model(self._solver, model, model.cost + self._ties)
        if self._basis is not None:
            self._solver.setBasis(self._basis)
        word = run(self._solver)
        if word == "optimal":
            self._solver.changeColsCost(len(self._every), self._every, model.cost)
            word = run(self._solver)
        if word == "infeasible":
            pass_model(self._judge, model, model.cost)
            word = word if run(self._judge) in (word, "unbounded or infeasible") else "doubtful"
        return word


class Models(NamedTuple):
    """Programmes in the units of the solver, one per row."""

    starts: NDArray[np.int32]
    indices: NDArray[np.int32]
    values: Floats
    cost: Floats
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats

    def model(self, sample: int) -> Model:
        """Give the programme of one sample."""
        return Model(
            cost=self.cost[sample],
            lower=self.lower[sample],
            upper=self.upper[sample],
            row_lower=self.row_lower[sample],
            row_upper=self.row_upper[sample],
            starts=self.starts,
            indices=self.indices,
            values=self.values[sample],
            whole=_NONE,
        )


_BRISK = {"simplex_scale_strategy": 0, "simplex_dual_edge_weight_strategy": 1}
"""Scaled already, and too few steps from the basis to repay the exact weights of its edges."""
_NONE = np.empty(0, dtype=np.int64)
