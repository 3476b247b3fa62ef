"""Power plants: what a kilowatt weighs, day and night, and the declarations behind it."""

from __future__ import annotations

import math

import pytest

import moonbase_power as plugin
from moonbase.api import ModelError, Site
from moonbase.parameters.declare import params_of

HOUR = 3600.0
POLE = Site(name="pole", illumination=0.86, longest_night=120 * HOUR)
EQUATOR = Site(name="equator", illumination=0.5, longest_night=354 * HOUR)


def made(recipe, commodity):
    return sum(flow.amount for flow in recipe.flows if flow.commodity == commodity)


def test_array_area_follows_the_sunlight(models):
    recipe = models["solar-power"](night_share=0.0, cable_loss=0.001, converter_efficiency=1.0).recipe(POLE)
    watts_per_area = 1361.0 * 0.13 * 0.90 * 0.86 * 0.999
    assert recipe.equipment["solar-array"] == pytest.approx(1.0 / watts_per_area, rel=1e-12)


def test_yearly_yield_of_a_polar_array(models):
    # 12 % at a pole lit 90 % of the time: 1288 kWh per square metre and year
    site = Site(name="ridge", illumination=0.9, longest_night=72 * HOUR)
    plant = models["solar-power"](
        efficiency=0.12, pointing=1.0, night_share=0.0, cable_loss=0.001, converter_efficiency=1.0
    )
    watts = 1.0 / (plant.recipe(site).equipment["solar-array"] * (1.0 - plant.cable_loss))
    assert watts * 8.766 == pytest.approx(1288.0, rel=0.002)


def test_twice_the_distance_takes_four_times_the_area(models):
    far = Site(name="far", illumination=0.86, longest_night=120 * HOUR, sun_distance=2 * POLE.sun_distance)
    near_area, far_area = (models["solar-power"]().recipe(site).equipment["solar-array"] for site in (POLE, far))
    assert far_area == pytest.approx(4.0 * near_area)


def test_energy_balance_over_a_day_and_night(models):
    plant = models["solar-power"](night_share=0.5)
    recipe = plant.recipe(EQUATOR)
    load = 1.0 / (0.5 + 0.5 * 0.5)
    line = plant.converter_efficiency * (1.0 - plant.cable_loss)
    from_array = recipe.equipment["solar-array"] * 1361.0 * plant.efficiency * plant.pointing * line * 0.5
    by_day, by_night = 0.5 * load, 0.5 * 0.5 * load
    assert from_array == pytest.approx(by_day + by_night / plant.storage_efficiency)
    assert by_day + by_night == pytest.approx(1.0)


def test_a_full_load_through_the_equatorial_night_is_storage_dominated(models):
    def mass(**values):
        parts = models["solar-power"](**values).recipe(EQUATOR).equipment
        return 1000.0 * sum(amount * {"solar-array": 8.0}.get(name, 1.0) for name, amount in parts.items())

    battery = mass(night_share=1.0, storage="battery", storage_efficiency=0.95)
    fuel_cell = mass(night_share=1.0)
    by_day = mass(night_share=0.0)
    assert 2200 < battery < 2600  # Colozza 2020: 2345 kg/kW
    assert by_day < fuel_cell < battery / 2


def test_darkness_is_refused(models):
    with pytest.raises(ModelError, match="no sunlight"):
        models["solar-power"]().recipe(Site(name="crater", illumination=0.0))


def test_fission_is_an_imported_mass_per_power(models):
    recipe = models["fission-power"]().recipe(POLE)
    assert recipe.equipment["fission-reactor"] == pytest.approx(0.185 / 0.95)
    assert recipe.unit_capacity == 40e3


def test_power_line_loses_what_it_says(models):
    line = models["power-line"](to="crater")
    recipe = line.recipe(POLE)
    sent = -sum(flow.amount for flow in recipe.flows if flow.site == "")
    received = sum(flow.amount for flow in recipe.flows if flow.site == "crater")
    assert received / sent == pytest.approx(0.95**2 * 0.95)
    with pytest.raises(ModelError, match="another site"):
        models["power-line"](to="pole").recipe(POLE)


@pytest.mark.parametrize("name", [ref.name for ref in plugin.moonbase_models()])
def test_parameters_are_sourced(name, models):
    model = models[name]
    known = {source.key for source in plugin.moonbase_sources()} | {"assumed", "mission"}
    assert {info.source for info in params_of(model)} <= known
    assert model.model_name == name


def test_presets_fit_their_models(models):
    for preset in plugin.moonbase_presets():
        recipe = models[preset.model](**preset.values).recipe(EQUATOR)
        assert max(made(recipe, name) for name in ("electricity", "daylight-electricity")) == 1.0
        assert all(math.isfinite(amount) for amount in recipe.equipment.values())
