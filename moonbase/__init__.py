"""Plan lunar industry and mass-driver missions.

::

    import moonbase

    result = moonbase.run("missions/first_satellite.toml")     # the whole line; nothing is written
    checked = moonbase.check("missions/first_satellite.toml")  # up to the mission graph
    plan = moonbase.plan(checked.network)                      # optimal activity, building, stocks, prices
    study = moonbase.campaign("missions/first_satellite.toml", vary={"*": "declared"}, n=100)  # many runs of it
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from moonbase.version import __version__

if TYPE_CHECKING:
    from moonbase.campaign.entry import campaign
    from moonbase.pipeline import check, plan, render, run, summarise

__all__ = ["__version__", "campaign", "check", "plan", "render", "run", "summarise"]


def __getattr__(name: str) -> Any:
    """Give the stages of the pipeline, imported on first use so that ``import moonbase`` stays light."""
    if name == "campaign":
        return importlib.import_module("moonbase.campaign")
    if name in __all__:
        from moonbase import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'moonbase' has no attribute {name!r}")
