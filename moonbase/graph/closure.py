"""Conservation: mass and elements of every recipe, energy against its declared floor.

Mass out equals mass in when the soil taken from the place and the waste given back to it are counted. Elements are
checked wherever every stream that carries mass has a known composition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from moonbase.models.commodity import Commodity
from moonbase.models.recipe import Recipe

__all__ = ["Closure", "check_recipe", "energy_in"]

TOLERANCE = 1e-9
_Commodities = Mapping[str, Commodity]


@dataclass(frozen=True, kw_only=True)
class Closure:
    """What the check of one recipe found.

    Attributes
    ----------
    violations
        Sentences, each with the missing amount; empty if all laws hold.
    elements
        Whether elements could be checked too.
    """

    violations: tuple[str, ...]
    elements: bool


def energy_in(recipe: Recipe) -> float:
    """Give the energy used per unit of activity [J]."""
    return -sum(
        flow.amount for flow in recipe.flows if flow.commodity in recipe.energy_commodities and flow.amount < 0.0
    )


def check_recipe(recipe: Recipe, commodities: _Commodities) -> Closure:
    """Check mass, elements and energy floor of a recipe.

    Parameters
    ----------
    recipe
        As the model answered it.
    commodities
        Every commodity that its flows name.

    Returns
    -------
    Closure
        Violations in words.
    """
    violations = []
    streams = _streams(recipe, commodities)
    scale = sum(abs(mass) for mass, _ in streams) / 2.0
    gap = sum(mass for mass, _ in streams)
    if abs(gap) > TOLERANCE * max(scale, 1e-300):
        word = "too much comes out" if gap > 0 else "is missing from the output"
        violations.append(f"mass does not close: {abs(gap):.6g} kg {word} per unit of activity ({recipe.activity})")
    known = all(composition is not None for mass, composition in streams if mass != 0.0) and bool(streams)
    if known:
        violations += _element_gaps(streams, scale)
    floor = recipe.energy_floor
    if floor > 0.0 and energy_in(recipe) < floor * (1.0 - TOLERANCE):
        violations.append(
            f"energy is under the thermodynamic floor: {energy_in(recipe):.6g} J used, "
            f"at least {floor:.6g} J needed per unit of activity ({recipe.activity})"
        )
    return Closure(violations=tuple(violations), elements=known)


def _streams(recipe: Recipe, commodities: _Commodities) -> list[tuple[float, Mapping[str, float] | None]]:
    """List (signed mass, composition) of everything that crosses the boundary and has mass."""
    streams: list[tuple[float, Mapping[str, float] | None]] = []
    for flow in recipe.flows:
        commodity = commodities[flow.commodity]
        mass = flow.amount * commodity.mass
        if mass != 0.0:
            streams.append((mass, flow.composition if flow.composition is not None else commodity.composition))
    if recipe.from_place:
        streams.append((-recipe.from_place, recipe.place_composition))
    if recipe.to_waste:
        streams.append((recipe.to_waste, recipe.waste_composition))
    return streams


def _element_gaps(streams: list[tuple[float, Mapping[str, float] | None]], scale: float) -> list[str]:
    totals: dict[str, float] = {}
    for mass, composition in streams:
        for element, fraction in (composition or {}).items():
            totals[element] = totals.get(element, 0.0) + mass * fraction
    return [
        f"{element} does not close: {abs(gap):.6g} kg {'too much comes out' if gap > 0 else 'is missing'}"
        " per unit of activity"
        for element, gap in sorted(totals.items())
        if abs(gap) > TOLERANCE * scale
    ]
