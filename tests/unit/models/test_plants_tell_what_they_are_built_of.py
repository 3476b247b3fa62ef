"""`Plant.built` gives a recipe everything that a plant says of itself."""

from __future__ import annotations

import pytest

from moonbase.api import Flow, Plant, Recipe, Site


class Kiln(Plant):
    """Burns nothing."""

    def continuous_recipe(self, site: Site) -> Recipe:
        return Recipe(
            activity="s of heat",
            flows=(Flow(commodity="electricity", amount=-1.0),),
            **self.built(100.0, beside={"radiator": 3.0}),
        )


def test_a_recipe_takes_parts_spares_life_and_lead_time_from_the_plant():
    kiln = Kiln(lifetime="3 yr", availability=0.5, lead_time="1 month", structure_share=0.2, dust_wear=2.0)
    recipe = kiln.recipe(Site(name="here", kind="moon"))
    assert recipe.equipment == {**kiln.parts(100.0), "radiator": 3.0}
    assert sum(kiln.parts(100.0).values()) == pytest.approx(100.0)
    assert recipe.equipment["structure"] == pytest.approx(20.0)
    assert recipe.spares == kiln.spare_parts(100.0)
    assert "radiator" not in recipe.spares
    assert (recipe.lifetime, recipe.availability, recipe.lead_time) == (kiln.lifetime, 0.5, kiln.lead_time)
