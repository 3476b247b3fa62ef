"""Planning: the mission graph as a linear programme, solved, checked and explained.

>>> from moonbase.planning import Options, plan  # doctest: +SKIP
>>> solved = plan(network, Options(terminal="none"))  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moonbase.planning.balance import Balance, balance
    from moonbase.planning.bottlenecks import Bottleneck, bottlenecks
    from moonbase.planning.check import grid_error
    from moonbase.planning.conflict import Conflict
    from moonbase.planning.engine import plan
    from moonbase.planning.growth import Growth, growth
    from moonbase.planning.options import Options
    from moonbase.planning.result import Plan

__all__ = [
    "Balance",
    "Bottleneck",
    "Conflict",
    "Growth",
    "Options",
    "Plan",
    "balance",
    "bottlenecks",
    "grid_error",
    "growth",
    "plan",
]

_HOMES = {
    "Balance": "balance",
    "Bottleneck": "bottlenecks",
    "Conflict": "conflict",
    "Growth": "growth",
    "Options": "options",
    "Plan": "result",
    "balance": "balance",
    "bottlenecks": "bottlenecks",
    "grid_error": "check",
    "growth": "growth",
    "plan": "engine",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the package itself stays light."""
    if name in _HOMES:
        return getattr(import_module(f"moonbase.planning.{_HOMES[name]}"), name)
    raise AttributeError(name)
