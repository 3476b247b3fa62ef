"""Planning: the mission graph as a linear programme, solved, checked and explained.

::

    from moonbase.planning import Options, plan

    solved = plan(network, Options(terminal="none"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moonbase.planning.conflict import Conflict
    from moonbase.planning.engine import plan
    from moonbase.planning.gridcheck import grid_error
    from moonbase.planning.options import Options
    from moonbase.planning.ranges import PriceRange, price_range
    from moonbase.planning.result import Plan
    from moonbase.planning.scarcity import Bottleneck, bottlenecks
    from moonbase.planning.sizing import Balance, balance
    from moonbase.planning.vonneumann import Growth, growth

__all__ = [
    "Balance",
    "Bottleneck",
    "Conflict",
    "Growth",
    "Options",
    "Plan",
    "PriceRange",
    "balance",
    "bottlenecks",
    "grid_error",
    "growth",
    "plan",
    "price_range",
]

_HOMES = {
    "Balance": "sizing",
    "Bottleneck": "scarcity",
    "Conflict": "conflict",
    "Growth": "vonneumann",
    "Options": "options",
    "Plan": "result",
    "PriceRange": "ranges",
    "balance": "sizing",
    "bottlenecks": "scarcity",
    "grid_error": "gridcheck",
    "growth": "vonneumann",
    "plan": "engine",
    "price_range": "ranges",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the package itself stays light."""
    if name in _HOMES:
        return getattr(import_module(f"moonbase.planning.{_HOMES[name]}"), name)
    raise AttributeError(name)
