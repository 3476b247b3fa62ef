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
        Value of the capacity left at the horizon: ``"sustain"`` (the deliveries that it can sustain, where something is
        maximised; plans that minimise have their end in their demands) or ``"none"``.
    look_ahead
        Time behind the horizon over which sustained deliveries count [s]; None for a quarter of the horizon, at most
        five years.
    integer
        What comes in whole units: ``"round"`` solves the linear programme, rounds and solves again; ``"exact"``
        runs branch and bound; ``"relax"`` allows fractions.
    tie_break
        Cost on activity, building and stock that makes plans unique, as a share of the scaled objective [1]; 0 for
        none.
    tolerance
        Largest relative residual, bound violation or dual sign error that the certificate accepts [1].
    gap
        Largest relative gap between primal and dual objective that the certificate accepts [1]; for whole units the gap
        at which branch and bound stops.
    threads
        Threads of the solver; the answer does not depend on it.
    time_limit
        Longest time for one call of the solver [s].
    """

    method: str = "auto"
    terminal: str = "sustain"
    look_ahead: float | None = None
    integer: str = "round"
    tie_break: float = 1e-7
    tolerance: float = 1e-5
    gap: float = 1e-5
    threads: int = 1
    time_limit: float = 3600.0
