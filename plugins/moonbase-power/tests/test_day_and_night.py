"""Illumination series, stores sized from them, and the two qualities of electricity."""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.api import Flow, ModelError, Recipe, Site, by_daylight
from moonbase_power.illumination import dark_spells, illumination_series, store_energy, worst_month
from moonbase_power.storage import lightest

HOUR = 3600.0
POLE = Site(name="pole", illumination=0.86, longest_night=120 * HOUR)
EQUATOR = Site(name="equator", illumination=0.5, longest_night=354.4 * HOUR)


def amount(recipe, commodity):
    return sum(flow.amount for flow in recipe.flows if flow.commodity == commodity)


@pytest.mark.parametrize(("share", "hours"), [(0.86, 120), (0.923, 96), (0.71, 250), (0.5, 354.4), (0.956, 60)])
def test_series_meets_both_figures_of_its_site(share, hours):
    lit = illumination_series(Site(name="x", illumination=share, longest_night=hours * HOUR))
    assert lit.mean() == pytest.approx(share, abs=2e-4)
    assert dark_spells(lit).max() / HOUR == pytest.approx(hours, abs=1.0)


def test_polar_nights_differ_by_season_and_equatorial_ones_do_not():
    pole, equator = (dark_spells(illumination_series(site)) for site in (POLE, EQUATOR))
    assert pole.min() < 0.6 * pole.max()
    whole = equator[1:-1]  # the series begins and ends inside a night
    assert whole.min() > 0.99 * whole.max()


def test_the_best_ridge_is_lit_for_months_in_summer():
    # Glaeser et al. 2014: 92.27 % at two metres, nights of 3 to 5 days; Bussey et al. 2010: months of light in summer
    lit = illumination_series(Site(name="ridge", illumination=0.9227, longest_night=120 * HOUR))
    nights, days = dark_spells(lit), dark_spells(~lit)
    assert 90 * 24 * HOUR < days.max() < 183 * 24 * HOUR
    assert (nights > 24 * HOUR).mean() > 0.7


def test_darkness_that_the_longest_night_cannot_give_is_refused():
    with pytest.raises(ModelError, match="nights of at most 100 h cannot give"):
        illumination_series(Site(name="odd", illumination=0.7, longest_night=100 * HOUR))


def test_store_by_hand():
    # two hours of light, one of dark, one of light, two of dark: the worst fall is 1 - 0.5 + 2 hours of load
    lit = np.array([True, True, False, True, False, False])
    assert store_energy(lit, 1.0, 1.0) == pytest.approx(2.0 * HOUR)
    assert store_energy(np.array([True, True, True, False, True, False, False]), 1.0, 0.8) == pytest.approx(2.2 * HOUR)
    with pytest.raises(ModelError, match="runs empty"):
        store_energy(lit, 1.0, 0.9)


def test_a_store_charged_for_the_darkest_month_holds_little_more_than_the_longest_night():
    for site in (POLE, EQUATOR):
        lit = illumination_series(site)
        light = worst_month(lit)
        held = store_energy(lit, 1.0, (1.0 - light) / light)
        assert site.longest_night <= held + HOUR
        assert held < 1.15 * site.longest_night


def test_batteries_for_hours_and_fuel_cells_for_days():
    energy = 600 * HOUR
    assert lightest(1.0, 2.0 * HOUR, energy) == "battery"
    assert lightest(1.0, 3.0 * HOUR, energy) == "regenerative-fuel-cell"


def test_night_storage_conserves_energy(models):
    store = models["night-storage"](storage="regenerative-fuel-cell")
    recipe = store.recipe(EQUATOR)
    assert amount(recipe, "electricity") == 1.0
    assert amount(recipe, "daylight-electricity") == pytest.approx(-(0.5 + 0.5 / 0.5))
    series = models["night-storage"](storage="regenerative-fuel-cell", sizing="series").recipe(EQUATOR)
    assert series.equipment["fuel-cell"] == pytest.approx(recipe.equipment["fuel-cell"], rel=0.05)
    with pytest.raises(ModelError, match="no nights"):
        store.recipe(Site(name="always lit", illumination=1.0))


def test_daylight_arrays_have_no_store(models):
    recipe = models["solar-power"](quality="daylight").recipe(EQUATOR)
    assert amount(recipe, "daylight-electricity") == 1.0
    assert amount(recipe, "electricity") == 0.0
    bare = models["solar-power"](night_share=0.0).recipe(EQUATOR)
    assert recipe.equipment == bare.equipment


def test_arrays_and_store_apart_are_arrays_with_a_store(models):
    # the same continuous power from one node, or from daylight arrays and a night store
    whole = models["solar-power"](night_share=1.0, cable_loss=0.001, converter_mass=0.0).recipe(EQUATOR)
    day = models["solar-power"](quality="daylight", cable_loss=0.001, converter_mass=0.0).recipe(EQUATOR)
    store = models["night-storage"](storage="regenerative-fuel-cell", converter_mass=0.0).recipe(EQUATOR)
    taken = -amount(store, "daylight-electricity")
    assert taken * day.equipment["solar-array"] == pytest.approx(whole.equipment["solar-array"])
    assert store.equipment["fuel-cell"] == pytest.approx(
        whole.equipment["electronics"] + whole.equipment["machinery"] - 0.4 * whole.equipment["solar-array"]
    )


def test_idling_at_night_swaps_the_electricity_and_the_time():
    plain = Recipe(activity="kg", flows=(Flow(commodity="electricity", amount=-10.0),), availability=0.8)
    idle = by_daylight(plain, EQUATOR, idle_power=0.02)
    assert amount(idle, "daylight-electricity") == -10.0
    assert amount(idle, "electricity") == 0.0
    assert idle.availability == pytest.approx(0.4)
    assert idle.upkeep["electricity"] == pytest.approx(0.1)
    with pytest.raises(ModelError, match="run by daylight"):
        by_daylight(plain, Site(name="crater", illumination=0.0))


def test_load_shedding_of_the_2020_study(models):
    # Colozza 2020: 1154 kg of oxygen per 708 h; 25.83 kW around the clock on arrays and fuel cells weighs 11 789 kg,
    # a plant of twice the size by daylight with 0.5 kW through the night 2020 kg with the 865 kg of bigger plant.
    array = {"array": "space-array", "efficiency": 0.25, "pointing": 0.9, "mast_mass": 0.0, "cable_length": 0.0}
    day = models["solar-power"](quality="daylight", **array).recipe(EQUATOR).equipment
    arrays = (2.14 * day["space-array"] + day["electronics"]) * 1000.0  # kg per mean kW

    def store(energy):
        recipe = models["night-storage"](storage="regenerative-fuel-cell", storage_energy=energy).recipe(EQUATOR)
        return sum(recipe.equipment.values()) * 1000.0, -amount(recipe, "daylight-electricity")

    large, needed = store("832 Wh/kg")
    around_the_clock = 25.83 * (large + needed * arrays)
    small, needed = store("456 Wh/kg")
    by_day = 25.83 * arrays + 0.5 * (small + needed * arrays) + 865.0
    assert around_the_clock == pytest.approx(11_789, rel=0.08)
    assert by_day == pytest.approx(2020, rel=0.20)
