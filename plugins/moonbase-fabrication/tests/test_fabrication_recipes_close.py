"""Every recipe of the plugin conserves mass, and elements where the product is one material."""

from __future__ import annotations

import pytest

import moonbase_fabrication as plugin
from moonbase.api import Commodity, ModelError, Site
from moonbase.parameters.declare import params_of

NAMES = [ref.name for ref in plugin.moonbase_models()]
BASE = Site(name="base")
OWN_EQUIPMENT = {
    "robot-fleet": {"electronics", "machinery"},
    "crew-habitat": {"structure", "electronics", "machinery"},
    "replicating-factory": {"factory-parts", "factory-vitamins", "robot-time"},
}
CASES = [(name, {}) for name in NAMES] + [
    ("structure-shop", {"metal": "aluminium"}),
    ("wafer-fab-logic", {"chemical_recycle": 0.0, "gas_recycle": 0.0, "water_recycle": 0.0}),
    ("packaging-line", {"stacks": 4, "stack_height": 8, "defect_density": 5000.0}),
]
BOUGHT = {name: Commodity(name=name) for name in ("iron", "aluminium", "silicon", "glass")}
COMMODITIES = {
    "electricity": Commodity(name="electricity", unit="J", mass=0.0),
    **BOUGHT,
    **{item.name: item for item in plugin.moonbase_commodities()},
}


@pytest.mark.parametrize(("name", "values"), CASES)
def test_mass_closes(name, values, models):
    recipe = models[name](**values).recipe(BASE)
    masses = [flow.amount * COMMODITIES[flow.commodity].mass for flow in recipe.flows]
    through = sum(mass for mass in masses if mass > 0.0)
    assert abs(recipe.from_place - recipe.to_waste - sum(masses)) <= 1e-9 * through
    assert recipe.to_waste >= 0.0


@pytest.mark.parametrize(("name", "values"), CASES)
def test_flows_of_one_material_agree(name, values, models):
    recipe = models[name](**values).recipe(BASE)
    given = {str(flow.composition) for flow in recipe.flows if flow.commodity != "electricity"}
    assert len(given) == 1
    (composition,) = given
    assert composition == str(recipe.waste_composition)


@pytest.mark.parametrize("name", NAMES)
def test_equipment_is_complete_and_sourced(name, models):
    model = models[name]
    recipe = model().recipe(BASE)
    needed = {"structure", "conductor", "electronics", "machinery"}
    if name in OWN_EQUIPMENT:
        needed = OWN_EQUIPMENT[name]
    assert needed <= set(recipe.equipment)
    assert all(amount >= 0.0 for amount in recipe.equipment.values())
    assert recipe.lifetime > 0.0 or name == "replicating-factory"  # the studies let nothing wear out
    known = {source.key for source in plugin.moonbase_sources()} | {"assumed"}
    assert {info.source for info in params_of(model)} <= known
    assert model.model_name == name


def test_presets_fit_their_models(models):
    known = {source.key for source in plugin.moonbase_sources()} | {"assumed"}
    for preset in plugin.moonbase_presets():
        assert preset.source in known
        assert models[preset.model](**preset.values).recipe(BASE).flows


def test_a_product_heavier_than_its_parts_is_refused(models):
    with pytest.raises(ModelError, match="inputs only"):
        models["packaging-line"](lid_mass="1 g").recipe(BASE)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("solar-array-line", {"frame_mass": 5.0, "wiring_mass": 3.0}),
        ("space-array-line", {"glass_mass": 2.0}),
        ("track-shop", {"conductor_part": 0.9, "insulation_part": 0.2}),
        ("machine-shop", {"iron_part": 0.9}),
        ("electronics-assembly", {"conductor_part": 0.7}),
    ],
)
def test_parts_that_outweigh_the_product_are_refused(name, values, models):
    with pytest.raises(ModelError, match="weigh more than the product"):
        models[name](**values).recipe(BASE)


def test_shares_beyond_the_whole_plant_are_refused(models):
    with pytest.raises(ModelError, match="of the plant's mass"):
        models["wire-mill"](structure_share=0.9, electronics_share=0.2).recipe(BASE)
