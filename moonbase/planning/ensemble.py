"""Steady states of many samples of one mission: refilled, solved from one basis, checked outside the solver."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import InfeasibleError, SolverError, UnboundedError
from moonbase.graph.network import Network
from moonbase.planning.certificate import measure
from moonbase.planning.hot import HotSimplex, Outcome
from moonbase.planning.options import Options
from moonbase.planning.refill import Filled, Refill
from moonbase.planning.sizing import steady_programme
from moonbase.planning.solve import solve
from moonbase.planning.steadytables import SteadyTables, read_steady

__all__ = ["SteadyEnsemble", "SteadyStates"]

Floats = NDArray[np.float64]

_INFEASIBLE = (
    "no steady state meets the demands within the limits; moonbase balance with these values tells which collide"
)
_UNBOUNDED = "the objective has no limit: something can be had without end"
_NOT_FINITE = "a coefficient of the mission graph is not a finite number"


@dataclass(frozen=True, kw_only=True, eq=False)
class SteadyStates:
    """Steady states of samples.

    Attributes
    ----------
    words
        ``ok``, ``infeasible``, ``unbounded``, ``nonfinite`` or ``raised``, one per sample.
    messages
        Why a sample has no answer; empty where it has one.
    tables
        What there is to know, NaN where a sample has no answer.
    residuals, gaps
        Largest error of each answer and its gap between primal and dual objective, as in
        `moonbase.planning.certificate.Certificate`, shape ``(n_samples,)``.
    """

    words: list[str]
    messages: list[str]
    tables: SteadyTables
    residuals: Floats
    gaps: Floats


class SteadyEnsemble:
    """Steady states of samples that share the structure of a nominal mission.

    The pattern of the programme is compiled once, samples refill its numbers, every sample starts from the nominal
    basis, and every answer passes the certificate that `moonbase.planning.solve.solve` asks for. A sample whose
    answer does not pass is solved by itself, in every way that a plan is.

    Parameters
    ----------
    network
        The nominal mission graph.
    options
        Accepted errors and the size of the costs that break ties.

    Attributes
    ----------
    nominal
        Programme of the nominal mission.
    simplex
        What solves the samples.
    """

    def __init__(self, network: Network, options: Options | None = None) -> None:
        self._options = replace(options or Options(), method="simplex", terminal="none")
        self.nominal = steady_programme(network)
        self.simplex = HotSimplex(self.nominal, self._options.tie_break)
        self._refill = Refill()

    @property
    def steady(self) -> Network:
        """The nominal steady network, whose numbers samples replace."""
        return self.nominal.layout.network

    def fill(self, network: Network) -> Filled:
        """Write the programmes of samples, as `solve` does.

        Raises
        ------
        ValueError
            If their structure is not that of the nominal mission.
        """
        filled = self._refill(network)
        if filled.pattern.shape != self.nominal.matrix.shape:
            raise ValueError("samples differ in structure from the nominal mission")
        return filled

    def solve(self, network: Network) -> SteadyStates:
        """Find the steady states of samples.

        Parameters
        ----------
        network
            `steady` with one copy of its period per sample; numbers that vary are arrays of shape ``(n_samples,)``.
        """
        filled = self.fill(network)
        finite = filled.finite
        found = self.simplex(filled, finite)
        passed, residuals, gaps = self._checked(filled, found)
        words, messages = ["ok"] * len(finite), [""] * len(finite)
        for sample in np.flatnonzero(~passed).tolist():
            if not finite[sample]:
                words[sample], messages[sample] = "nonfinite", _NOT_FINITE
            elif found.words[sample] == "infeasible":
                words[sample], messages[sample] = "infeasible", _INFEASIBLE
            elif found.words[sample] == "unbounded":
                words[sample], messages[sample] = "unbounded", _UNBOUNDED
            else:
                words[sample], messages[sample] = self._alone(filled, found, sample)
        lost = [place for place, word in enumerate(words) if word != "ok"]
        for values in (found.primal, found.dual, found.reduced):
            values[lost] = np.nan
        programme = filled.programme
        tables = read_steady(programme, _side_by_side(found.primal), _side_by_side(found.dual),
                             _side_by_side(found.reduced))  # fmt: skip
        return SteadyStates(words=words, messages=messages, tables=tables, residuals=residuals, gaps=gaps)

    def _checked(self, filled: Filled, found: Outcome) -> tuple[NDArray[np.bool_], Floats, Floats]:
        """Check all answers at once, and remove dust outside the bounds from those that pass."""
        with np.errstate(invalid="ignore", over="ignore"):
            errors = measure(filled, self.simplex.scales, filled.answer(found.primal, found.dual))
            passed = errors.passed(self._options.tolerance, self._options.gap)
        np.clip(found.primal, filled.lower, filled.upper, out=found.primal)
        return passed, np.maximum(np.maximum(errors.residual, errors.bound), errors.dual), errors.gap

    def _alone(self, filled: Filled, found: Outcome, sample: int) -> tuple[str, str]:
        """Solve one sample in every way there is; fill in its answer and say what became of it."""
        programme = filled.single(sample, self.nominal)
        try:
            solved = solve(programme, self._options, doubt="go on")
        except InfeasibleError:
            return "infeasible", _INFEASIBLE
        except UnboundedError:
            return "unbounded", _UNBOUNDED
        except SolverError as error:
            return "raised", error.message
        found.primal[sample], found.dual[sample], found.reduced[sample] = solved.primal, solved.dual, solved.reduced
        return "ok", ""


def _side_by_side(values: Floats) -> Floats:
    """Order values as the columns or rows of samples that stand side by side."""
    return np.ascontiguousarray(values.T).ravel()
