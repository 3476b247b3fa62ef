"""Every recipe of the plugin conserves mass and elements, respects its floor, and says where its numbers come from."""

from __future__ import annotations

import pytest

import moonbase_regolith as plugin
from moonbase.parameters.declare import params_of

NAMES = [ref.name for ref in plugin.moonbase_models()]
SITES = [site.name for site in plugin.moonbase_sites()]
POLAR = {site.name for site in plugin.moonbase_sites() if abs(site.latitude) > 1.2}
VARIANTS = [
    ("molten-regolith-electrolysis", {"aluminium_conversion": 0.7, "titanium_conversion": 0.9, "temperature": 2100.0}),
    ("molten-regolith-electrolysis", {"energy_basis": "cell"}),
    ("aluminium-electrolysis", {"energy_basis": "cell"}),
    ("metal-refining", {"aluminium_conversion": 0.7, "titanium_conversion": 0.9}),
    ("glass-furnace", {"feed": "regolith"}),
    ("glass-furnace", {"aluminium_conversion": 0.7}),
    ("acid-leaching", {"acid": "hydrochloric-acid"}),
    ("hauler", {"to": "plant", "climb": 300.0}),
    ("excavator", {"haul_distance": 2000.0, "overburden": 0.667}),
]
NEEDED = {"hauler": {"to": "plant"}}
CASES = [(name, NEEDED.get(name, {})) for name in NAMES] + VARIANTS
EVERYWHERE = [(*case, site) for case in CASES for site in SITES if case[0] != "ice-mining" or site in POLAR]


def suited(name, wanted):
    """Ice is nowhere but near the poles."""
    return "lunar-south-pole" if name == "ice-mining" else wanted


def balance(recipe, commodities):
    """Mass in minus mass out, and the same per element, per unit of activity."""
    mass = recipe.from_place - recipe.to_waste
    elements: dict[str, float] = {}

    def add(composition, amount):
        for element, share in composition.items():
            elements[element] = elements.get(element, 0.0) + share * amount

    add(recipe.place_composition or {}, recipe.from_place)
    add(recipe.waste_composition or {}, -recipe.to_waste)
    for flow in recipe.flows:
        commodity = commodities[flow.commodity]
        weight = flow.amount * commodity.mass
        mass -= weight
        composition = flow.composition if flow.composition is not None else commodity.composition
        if weight:
            assert composition is not None, flow.commodity
            assert sum(composition.values()) == pytest.approx(1.0, abs=1e-9)
            add(composition, -weight)
    return mass, elements


@pytest.mark.parametrize(("name", "values", "site"), EVERYWHERE)
def test_mass_and_elements_close(name, values, site, models, sites, commodities):
    recipe = models[name](**values).recipe(sites[site])
    mass, elements = balance(recipe, commodities)
    assert abs(mass) < 1e-12
    assert all(abs(part) < 1e-9 for part in elements.values()), elements


@pytest.mark.parametrize(("name", "values"), CASES)
def test_energy_is_above_the_floor(name, values, models, sites):
    recipe = models[name](**values).recipe(sites[suited(name, "apollo-16")])
    used = -sum(flow.amount for flow in recipe.flows if flow.commodity == "electricity")
    assert used >= recipe.energy_floor


@pytest.mark.parametrize("name", NAMES)
def test_equipment_is_complete_and_sourced(name, models, sites):
    model = models[name]
    recipe = model(**NEEDED.get(name, {})).recipe(sites[suited(name, "apollo-16")])
    assert set(recipe.equipment) == {"structure", "conductor", "electronics", "machinery"}
    assert all(amount >= 0.0 for amount in recipe.equipment.values())
    assert 0.0 < recipe.availability <= 1.0
    assert recipe.lifetime > 0.0
    known = {source.key for source in plugin.moonbase_sources()} | {"assumed", "mission"}
    assert {info.source for info in params_of(model)} <= known
    assert model.model_name == name


def test_presets_fit_their_models(models, sites):
    known = {source.key for source in plugin.moonbase_sources()} | {"assumed"}
    for preset in plugin.moonbase_presets():
        assert preset.source in known
        recipe = models[preset.model](**preset.values).recipe(sites[suited(preset.model, "highland-average")])
        assert recipe.flows


@pytest.mark.parametrize("name", NAMES)
def test_any_plant_can_idle_at_night(name, models, sites, commodities):
    site = sites[suited(name, "apollo-11")]
    run, idle = (models[name](night=way, **NEEDED.get(name, {})).recipe(site) for way in ("run", "idle"))
    power = {flow.commodity: flow.amount for flow in run.flows}["electricity"]
    assert {flow.commodity: flow.amount for flow in idle.flows}["daylight-electricity"] == power
    assert idle.availability == pytest.approx(run.availability * site.illumination)
    assert idle.upkeep["electricity"] == pytest.approx(-power * 0.0194 * (1.0 - site.illumination))


@pytest.mark.parametrize(("name", "values"), CASES)
def test_no_more_energy_stays_in_the_products_than_comes_in(name, values, models, sites):
    recipe = models[name](**values).recipe(sites[suited(name, "apollo-16")])
    used = -sum(flow.amount for flow in recipe.flows if flow.commodity == "electricity")
    assert recipe.stored_energy <= used
    assert (recipe.stored_energy < 0.0) == (name == "metal-refining")  # silicon burns there
    if recipe.stored_energy and name != "water-electrolysis":
        assert 1000.0 <= recipe.heat_temperature <= 2400.0


def test_heat_of_water_stays_in_its_gases(models, sites):
    # 285.83 kJ/mol of liquid water (NIST): 1.481 V, of 1.8 V at 95 %
    recipe = models["water-electrolysis"]().recipe(sites["apollo-16"])
    assert recipe.stored_energy / 3.6e6 == pytest.approx(4.407, abs=0.002)
