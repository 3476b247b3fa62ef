"""Campaign studies: many runs of one mission with varied inputs, their store and their statistics.

The module can be called::

    import moonbase

    study = moonbase.campaign("missions/oxygen_depot.toml", vary={"smelter.lifetime": "declared"}, n=200)
    print(study.table)

which is `moonbase.campaign.entry.campaign`, imported on first use.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

__all__ = ["Campaign", "Study", "open_campaign", "resume"]

_HOMES = {"Campaign": "campaign", "Study": "study", "open_campaign": "campaign", "resume": "entry"}


class _Callable(ModuleType):
    """The package, which is also the function that users call most."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Run a campaign; see `moonbase.campaign.entry.campaign`."""
        return importlib.import_module(f"{__name__}.entry").campaign(*args, **options)


sys.modules[__name__].__class__ = _Callable


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
