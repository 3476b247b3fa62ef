"""What is left when products are taken out of feeds: the waste that closes a recipe's mass and elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from moonbase.api import ModelError
from moonbase_regolith.tables import DATA

__all__ = ["composition_of", "residue"]

_DUST = 1e-12  # kg/kg: rounding of a sum of compositions


@lru_cache(maxsize=1)
def _compositions() -> dict[str, Mapping[str, float]]:
    return {item.name: item.composition for item in DATA.commodities() if item.composition}


def composition_of(commodity: str) -> Mapping[str, float]:
    """Give the mass fraction by element of a commodity of this plugin.

    Raises
    ------
    ModelError
        If its composition is not fixed.
    """
    known = _compositions()
    if commodity not in known:
        raise ModelError(f'"{commodity}" has no fixed composition')
    return known[commodity]


def residue(
    feeds: Iterable[tuple[float, Mapping[str, float]]], products: Iterable[tuple[float, Mapping[str, float]]]
) -> tuple[float, dict[str, float]]:
    """Subtract products from feeds, element by element.

    Parameters
    ----------
    feeds, products
        Mass [kg] and mass fraction by element of each stream.

    Returns
    -------
    tuple[float, dict[str, float]]
        Mass [kg] and composition of the rest.

    Raises
    ------
    ModelError
        If the products hold more of an element than the feeds.
    """
    left: dict[str, float] = {}
    for sign, streams in ((1.0, feeds), (-1.0, products)):
        for mass, composition in streams:
            for element, share in composition.items():
                left[element] = left.get(element, 0.0) + sign * mass * share
    short = {element: amount for element, amount in left.items() if amount < -_DUST}
    if short:
        named = ", ".join(f"{-amount:.3g} kg of {element}" for element, amount in sorted(short.items()))
        raise ModelError(f"the products hold {named} more than the feeds per unit of activity", help="lower a yield")
    left = {element: amount for element, amount in left.items() if amount > _DUST}
    total = sum(left.values())
    return total, {element: amount / total for element, amount in left.items()}
