"""What a caller can choose about solving."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Options"]


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a plan is solved.

    Attributes
    ----------
    method
        ``"auto"`` (simplex up to 2000 columns, interior point above), ``"simplex"``, ``"hipo"`` or ``"ipx"``.
    terminal
        Value of the capacity left at the horizon: ``"auto"`` (``"shadow"`` when something is maximised, else
        ``"none"``), ``"shadow"`` (price of capacity halfway through a coarse plan of the same mission), ``"growth"``
        (prices of balanced growth) or ``"none"``.
    integer
        What comes in whole units: ``"round"`` solves the linear programme, rounds and solves again; ``"exact"``
        runs branch and bound; ``"relax"`` allows fractions.
    tie_break
        Cost on activity, building and stock that makes plans unique, as a share of the scaled objective [1]; 0 for
        none.
    tolerance
        Largest relative residual, bound violation, dual sign error or gap that the certificate accepts [1].
    threads
        Threads of the solver; the answer does not depend on it.
    time_limit
        Longest time for one call of the solver [s].
    """

    method: str = "auto"
    terminal: str = "auto"
    integer: str = "round"
    tie_break: float = 5e-6
    tolerance: float = 1e-6
    threads: int = 1
    time_limit: float = 3600.0
