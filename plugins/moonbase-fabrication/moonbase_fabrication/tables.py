"""Data files of the plugin."""

from __future__ import annotations

from functools import lru_cache

from moonbase.api import Commodity, DataFolder, ModelError

__all__ = ["DATA", "commodity"]

DATA = DataFolder("moonbase_fabrication")


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Commodity]:
    own = {item.name: item for item in DATA.commodities()}
    bought = ("iron", "aluminium", "silicon", "glass")
    return {**{name: Commodity(name=name) for name in bought}, **own}


def commodity(name: str) -> Commodity:
    """Give the unit and mass of a commodity that this plugin makes or uses.

    Raises
    ------
    ModelError
        If it is neither made nor used here.
    """
    known = _by_name()
    if name not in known:
        raise ModelError(f'"{name}" is not a commodity of this plugin', help=f"known: {', '.join(sorted(known))}")
    return known[name]
