"""Conservation: mass and elements of every recipe, energy against its declared floor.

Mass out equals mass in when the soil taken from the place and the waste given back to it are counted. Elements are
checked wherever every stream that carries mass has a known composition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from moonbase.models.commodity import Commodity
from moonbase.models.recipe import Recipe
from moonbase.models.samples import larger, largest, middle, nothing, smaller

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
    return -sum(smaller(flow.amount, 0.0) for flow in recipe.flows if flow.commodity in recipe.energy_commodities)


def check_recipe(recipe: Recipe, commodities: _Commodities) -> Closure:
    """Check mass, elements and energy floor of a recipe; of samples, the worst is told.

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
    if largest(abs(gap) - TOLERANCE * larger(scale, 1e-300)) > 0.0:
        word = "too much comes out" if largest(gap) > 0 else "is missing from the output"
        missing = f"{largest(abs(gap)):.6g} kg {word}"
        violations.append(f"mass does not close: {missing} per unit of activity ({recipe.activity})")
    known = all(composition is not None for mass, composition in streams if not nothing(mass)) and bool(streams)
    if known:
        violations += _element_gaps(streams, scale)
    floor = recipe.energy_floor
    used = energy_in(recipe)
    if largest(floor) > 0.0 and largest(floor * (1.0 - TOLERANCE) - used) > 0.0:
        violations.append(
            f"energy is under the thermodynamic floor: {middle(used):.6g} J used, "
            f"at least {middle(floor):.6g} J needed per unit of activity ({recipe.activity})"
        )
    return Closure(violations=tuple(violations), elements=known)


def _streams(recipe: Recipe, commodities: _Commodities) -> list[tuple[float, Mapping[str, float] | None]]:
    """List (signed mass, composition) of everything that crosses the boundary and has mass."""
    streams: list[tuple[float, Mapping[str, float] | None]] = []
    for flow in recipe.flows:
        commodity = commodities[flow.commodity]
        mass = flow.amount * commodity.mass
        if not nothing(mass):
            streams.append((mass, flow.composition if flow.composition is not None else commodity.composition))
    if not nothing(recipe.from_place):
        streams.append((-recipe.from_place, recipe.place_composition))
    if not nothing(recipe.to_waste):
        streams.append((recipe.to_waste, recipe.waste_composition))
    return streams


def _element_gaps(streams: list[tuple[float, Mapping[str, float] | None]], scale: float) -> list[str]:
    totals: dict[str, float] = {}
    for mass, composition in streams:
        for element, fraction in (composition or {}).items():
            totals[element] = totals.get(element, 0.0) + mass * fraction
    return [
        f"{element} does not close: {largest(abs(gap)):.6g} kg "
        f"{'too much comes out' if largest(gap) > 0 else 'is missing'} per unit of activity"
        for element, gap in sorted(totals.items())
        if largest(abs(gap) - TOLERANCE * scale) > 0.0
    ]
