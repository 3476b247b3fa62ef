"""Every process of regolith, fabrication and power at the corners of all its ranges: conserves, or refuses in words."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from moonbase.errors import ModelError
from moonbase.graph.closure import check_recipe, energy_in
from moonbase.models.ask import unfit_number
from moonbase.parameters.declare import params_of
from moonbase.registry import load

OWNERS = ("regolith", "fabrication", "power")
TRIES = 40
SHARE = 1e-12


@lru_cache(maxsize=1)
def registry():
    return load()


def processes():
    return [
        name for name, ref in registry().refs.items() if ref.kind == "process" and registry().owners[name] in OWNERS
    ]


def ends(info):
    """The default, the ends of the distribution and of the allowed range, ten times more where nothing ends it."""
    if info.choices:
        return list(info.choices)
    if info.kind not in ("quantity", "number", "integer") or info.default is None:
        return []
    default = float(info.si(info.default))
    spread = [info.distribution[0], info.distribution[2]] if info.distribution else []
    allowed = [info.lo, info.hi]
    found = [default, *(float(info.si(value)) for value in [*spread, *allowed] if value is not None)]
    if info.hi is None:
        found.append(10.0 * default)
    return sorted({int(value) if info.kind == "integer" else value for value in found})


def faults(recipe):
    """What no process may do, in words."""
    known = registry().commodities
    found = list(check_recipe(recipe, {flow.commodity: known[flow.commodity] for flow in recipe.flows}).violations)
    found.append(unfit_number(recipe))
    made_of = {flow.commodity: flow.composition for flow in recipe.flows}
    made_of |= {"waste": recipe.waste_composition, "place": recipe.place_composition}
    for name, composition in made_of.items():
        found += [f"{name}: {share} of {element}" for element, share in (composition or {}).items() if share < -SHARE]
    for use in ("equipment", "spares", "upkeep", "circulating"):
        found += [f"{use}: {amount} of {name}" for name, amount in getattr(recipe, use).items() if amount < -SHARE]
    given_out = sum(
        flow.amount for flow in recipe.flows if flow.commodity in recipe.energy_commodities and flow.amount > 0
    )
    used = energy_in(recipe)
    if used > 0.0 and given_out > used * (1.0 + 1e-9):
        found.append(f"gives {given_out} J for {used} J")
    if recipe.to_waste < -SHARE or not 0.0 < recipe.availability <= 1.0:
        found.append(f"{recipe.to_waste} kg of waste, available {recipe.availability}")
    return [fault for fault in found if fault]


def test_what_is_tried_reaches_the_ends():
    info = {info.name: info for info in params_of(registry().model("power-line"))}
    assert ends(info["converter_efficiency"]) == [0.5, 0.95, 1.0]
    assert ends(info["length"]) == [1.0, 5e3, 5e4]
    assert len(processes()) > 35


@pytest.mark.parametrize("name", processes())
def test_corners_of_all_ranges(name):
    model = registry().model(name)
    corners = {info.name: some.sampled_from(ends(info)) for info in params_of(model) if ends(info)}
    given_values = {"to": "elsewhere"} if any(info.name == "to" for info in params_of(model)) else {}
    answered = []

    @settings(
        max_examples=TRIES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(
        values=some.fixed_dictionaries({}, optional=corners),
        place=some.sampled_from([site for site in registry().sites.values() if site.soil]),
    )
    def holds(values, place):
        try:
            recipe = model(**given_values, **values).recipe(place)
        except ModelError:
            return
        answered.append(place.name)
        assert faults(recipe) == []

    holds()
    assert answered, "every corner was refused"
