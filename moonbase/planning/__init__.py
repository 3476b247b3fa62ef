"""Planning: the mission graph as a linear programme, solved, checked and explained.

>>> from moonbase.planning import Options, plan  # doctest: +SKIP
>>> solved = plan(network, Options(terminal="none"))  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moonbase.planning.engine import plan
    from moonbase.planning.options import Options
    from moonbase.planning.result import Plan

__all__ = ["Options", "Plan", "plan"]

_HOMES = {"Options": "options", "Plan": "result", "plan": "engine"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the package itself stays light."""
    if name in _HOMES:
        return getattr(import_module(f"moonbase.planning.{_HOMES[name]}"), name)
    raise AttributeError(name)
