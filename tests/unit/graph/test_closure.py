"""Mass, elements and energy of recipes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.api import Commodity, Flow, Recipe
from moonbase.graph.closure import check_recipe, energy_in

COMMODITIES = {
    "rust": Commodity(name="rust", composition={"Fe": 0.6994, "O": 0.3006}),
    "iron": Commodity(name="iron", composition={"Fe": 1.0}),
    "oxygen": Commodity(name="oxygen", composition={"O": 1.0}),
    "electricity": Commodity(name="electricity", unit="J", mass=0.0),
    "dust": Commodity(name="dust"),
    "bolt": Commodity(name="bolt", unit="1", mass=0.25),
}


def recipe(*flows, **more):
    moved = tuple(Flow(commodity=name, amount=amount) for name, amount in flows)
    return Recipe(activity="kg of rust", flows=moved, **more)


def test_closed_recipe_passes_with_elements():
    closure = check_recipe(recipe(("rust", -1.0), ("iron", 0.6994), ("oxygen", 0.3006)), COMMODITIES)
    assert closure.violations == ()
    assert closure.elements


def test_missing_mass_is_told_in_kilograms():
    closure = check_recipe(recipe(("rust", -1.0), ("iron", 0.6), ("dust", 0.3)), COMMODITIES)
    assert len(closure.violations) == 1
    assert "0.1 kg is missing" in closure.violations[0]
    assert not closure.elements


def test_elements_are_checked_where_mass_alone_would_pass():
    closure = check_recipe(recipe(("rust", -1.0), ("iron", 0.8), ("oxygen", 0.2)), COMMODITIES)
    assert [text.split()[0] for text in closure.violations] == ["Fe", "O"]
    assert "0.1006 kg too much comes out" in closure.violations[0]


def test_counted_things_weigh_what_their_commodity_says():
    assert check_recipe(recipe(("iron", -0.5), ("bolt", 2.0)), COMMODITIES).violations == ()


def test_soil_and_tailings_count():
    soil = {"Fe": 1.0}
    closure = check_recipe(
        recipe(("iron", 0.4), from_place=1.0, to_waste=0.6, place_composition=soil, waste_composition=soil), COMMODITIES
    )
    assert closure.violations == ()
    assert closure.elements


def test_energy_under_the_floor_is_refused_with_both_numbers():
    closure = check_recipe(recipe(("electricity", -5.0), energy_floor=9.0), COMMODITIES)
    assert closure.violations == (
        "energy is under the thermodynamic floor: 5 J used, at least 9 J needed per unit of activity (kg of rust)",
    )


def test_only_energy_that_goes_in_counts():
    assert energy_in(recipe(("electricity", -5.0), ("iron", -1.0))) == pytest.approx(5.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=6), st.floats(1e-6, 0.5))
def test_any_split_of_the_feed_closes_and_any_leak_is_found(parts, leak):
    total = sum(parts)
    flows = [("dust", part) for part in parts]
    assert check_recipe(recipe(("rust", -total), *flows), COMMODITIES).violations == ()
    assert check_recipe(recipe(("rust", -total * (1 + leak)), *flows), COMMODITIES).violations
