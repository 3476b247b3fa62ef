"""Recipes of replicating factories follow the tables that they are taken from."""

from __future__ import annotations

import pytest

import moonbase_fabrication as plugin
from moonbase.api import Site
from moonbase_fabrication.replication import metzger_generations, metzger_seed

BASE = Site(name="base")
PRESETS = {preset.name: preset.values for preset in plugin.moonbase_presets() if preset.model == "replicating-factory"}


def test_defaults_are_the_first_set(models):
    factory, seed = models["replicating-factory"](), metzger_seed()
    assert factory.mass + factory.vitamins == seed.mass
    assert factory.vitamins == seed.electronics
    assert factory.power == pytest.approx(seed.power)
    assert factory.assets == seed.assets
    recipe = factory.recipe(BASE)
    assert recipe.equipment["factory-parts"] * factory.output == pytest.approx(7285.0)
    assert recipe.from_place - recipe.to_waste == pytest.approx(1.0)


@pytest.mark.parametrize("generation", metzger_generations(), ids=lambda generation: generation.name)
def test_presets_are_the_generations(generation, models):
    factory = models["replicating-factory"](**PRESETS[f"metzger-{generation.name}"])
    assert factory.crudeness == generation.crudeness
    assert factory.local_vitamins == generation.local_electronics
    assert factory.robot_weeks == generation.robot_weeks


def test_the_factory_of_1980_copies_itself_in_its_working_year(models):
    factory = models["replicating-factory"](**PRESETS["cp-2255"])
    recipe = factory.recipe(BASE)
    two_years = 2 * 365.25 * 86400.0
    assert recipe.equipment["factory-parts"] == pytest.approx(two_years)
    assert recipe.equipment["factory-vitamins"] / recipe.equipment["factory-parts"] == pytest.approx(4.0 / 96.0)
    assert "robot-time" not in recipe.equipment
