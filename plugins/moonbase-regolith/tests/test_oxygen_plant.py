"""The default flowsheet closes, repeats, and its samples are those of the models one by one."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

from moonbase.parameters.declare import params_of
from moonbase_regolith.commands import regolith
from moonbase_regolith.oxygen_plant import oxygen_plant
from moonbase_regolith.soil_spread import soil_samples


def test_defaults_by_hand(sites, models):
    site = sites["apollo-16"]
    result = oxygen_plant(site).evaluate()
    smelter = models["molten-regolith-electrolysis"]().recipe(site)
    made = {flow.commodity: flow.amount for flow in smelter.flows}
    refined = models["metal-refining"]().recipe(site)
    burnt = {flow.commodity: flow.amount for flow in refined.flows}["oxygen"] * made["ferrosilicon"]
    assert result.activity["smelter"][0] == pytest.approx(1.0 / (made["oxygen"] + burnt))
    assert result.net["liquid-oxygen"][0] == pytest.approx(1.0)
    for inner in ("regolith", "feedstock", "ferrosilicon", "slag", "oxygen"):
        assert result.net[inner][0] == pytest.approx(0.0, abs=1e-9)


def test_a_recipe_of_samples_is_the_recipes_of_each_sample(sites, models):
    from moonbase.flowsheet.draw import sampled

    site, count = sites["apollo-17"], 5
    for name in ("excavator", "beneficiation", "molten-regolith-electrolysis", "metal-refining", "glass-furnace"):
        many = sampled(models[name], {}, count, np.random.default_rng(8), {})
        together = many.recipe(site)
        drawn = [info.name for info in params_of(models[name]) if info.distribution]
        for index in range(count):
            alone = models[name](**{key: float(getattr(many, key)[index]) for key in drawn}).recipe(site)
            for flow, single in zip(together.flows, alone.flows, strict=True):
                assert np.broadcast_to(flow.amount, count)[index] == pytest.approx(single.amount, rel=1e-12)
            for part, mass in alone.equipment.items():
                assert np.broadcast_to(together.equipment[part], count)[index] == pytest.approx(mass, rel=1e-12)


def test_uncertain_soils_widen_the_answer(sites):
    plant = oxygen_plant(sites["apollo-17"])
    fixed, uncertain = (plant.monte_carlo(4000, seed=7, soils=soils).net["iron"] for soils in (None, soil_samples))
    assert uncertain.std() > 1.2 * fixed.std()


def test_repeats_with_any_number_of_workers(sites):
    plant = oxygen_plant(sites["lunar-south-pole"])
    one, two = (plant.monte_carlo(20_500, seed=1, workers=workers, soils=soil_samples) for workers in (1, 2))
    for commodity in one.net:
        np.testing.assert_array_equal(one.net[commodity], two.net[commodity])


def test_command_shows_defaults_and_percentiles():
    shown = CliRunner().invoke(regolith, ["flowsheet", "--samples", "500", "--seed", "3"])
    assert shown.exit_code == 0
    (line,) = (line for line in shown.output.splitlines() if "electricity" in line)
    best, low, half, high = (float(word) for word in line.split()[2:])
    assert low < half < high
    assert 50.0 < best < high
