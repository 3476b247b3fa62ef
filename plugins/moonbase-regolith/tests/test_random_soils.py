"""Conservation and bounds for any soil, not only the published ones."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moonbase.api import Site
from moonbase_regolith.oxides import elements_of

OXIDES = ("SiO2", "TiO2", "Al2O3", "FeO", "MnO", "MgO", "CaO", "Na2O", "K2O", "P2O5")
SOIL_PROCESSES = (
    "excavator",
    "beneficiation",
    "molten-regolith-electrolysis",
    "aluminium-electrolysis",
    "carbothermal-reduction",
    "molten-salt-electrolysis",
    "vacuum-pyrolysis",
    "fluorination",
    "acid-leaching",
    "metal-refining",
    "glass-furnace",
    "ilmenite-beneficiation",
    "hydrogen-reduction",
    "ice-mining",
)
soils = st.fixed_dictionaries({oxide: st.floats(0.01, 1.0) for oxide in OXIDES})


def site_of(masses):
    total = sum(masses.values())
    return Site(name="somewhere", latitude=-1.5, soil={oxide: mass / total for oxide, mass in masses.items()})


def amount(recipe, commodity):
    return sum(flow.amount for flow in recipe.flows if flow.commodity == commodity)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(masses=soils)
@pytest.mark.parametrize("name", SOIL_PROCESSES)
def test_any_soil_closes(name, masses, models, commodities):
    recipe = models[name]().recipe(site_of(masses))
    gaps: dict[str, float] = {}
    streams = [(recipe.from_place, recipe.place_composition), (-recipe.to_waste, recipe.waste_composition)]
    for flow in recipe.flows:
        commodity = commodities[flow.commodity]
        streams.append((-flow.amount * commodity.mass, flow.composition or commodity.composition))
    assert abs(sum(mass for mass, _ in streams)) < 1e-12
    for mass, composition in streams:
        for element, share in (composition or {}).items():
            assert share > -1e-12
            gaps[element] = gaps.get(element, 0.0) + mass * share
    assert max(map(abs, gaps.values())) < 1e-9
    assert recipe.to_waste >= -1e-12
    assert -amount(recipe, "electricity") >= recipe.energy_floor


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(masses=soils, less=st.floats(0.0, 0.5), more=st.floats(0.5, 1.0))
def test_deeper_reduction_gives_more_oxygen_and_never_more_than_there_is(masses, less, more, models):
    site = site_of(masses)
    shallow, deep = (
        models["molten-regolith-electrolysis"](silicon_conversion=share).recipe(site) for share in (less, more)
    )
    assert amount(shallow, "oxygen") <= amount(deep, "oxygen") <= elements_of(site.soil)["O"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(poor=st.floats(0.005, 0.04), rich=st.floats(0.04, 0.10))
def test_richer_ice_costs_less_energy_per_water(poor, rich, models, sites):
    costs = []
    for ice in (poor, rich):
        recipe = models["ice-mining"](ice=ice).recipe(sites["cabeus"])
        costs.append(-amount(recipe, "electricity") / amount(recipe, "water"))
    assert costs[0] >= costs[1]
