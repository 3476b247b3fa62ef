"""Plan lunar industry and mass-driver missions.

::

    import moonbase

    result = moonbase.run("missions/first_satellite.toml")     # the whole line; nothing is written
    checked = moonbase.check("missions/first_satellite.toml")  # up to the mission graph
    plan = moonbase.plan(checked.network)                      # optimal activity, building, stocks, prices
"""

from __future__ import annotations

from typing import Any

from moonbase.version import __version__

__all__ = ["__version__", "check", "plan", "render", "run", "summarise"]


def __getattr__(name: str) -> Any:
    """Give the stages of the pipeline, imported on first use so that ``import moonbase`` stays light."""
    if name in __all__:
        from moonbase import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'moonbase' has no attribute {name!r}")
