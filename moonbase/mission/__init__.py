"""Mission files: text, positions in it, the checked mission, diagnostics.

::

    source = read("missions/first_satellite.toml")
    mission = check(source, moonbase.registry.load())

The names below are imported on first use: plugins import `moonbase.mission.diagnostics` through `moonbase.api`, and
need no checker for it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moonbase.mission.checker import check
    from moonbase.mission.source import Source, read

__all__ = ["Source", "check", "read"]

_HOMES = {"check": "checker", "Source": "source", "read": "source"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
