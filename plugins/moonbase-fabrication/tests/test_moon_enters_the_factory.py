"""Dust, vacuum, labour, learning, stores for the night, payback, and what a wafer needs from Earth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from click.testing import CliRunner

from moonbase.api import ModelError, Site
from moonbase_fabrication.commands import fabrication
from moonbase_fabrication.die_yield import negative_binomial
from moonbase_fabrication.solar_payback import embodied_energy, energy_payback, yearly_yield
from moonbase_fabrication.vitamins import imports_per_wafer

BASE = Site(name="base", illumination=0.86)
YEAR = 365.25 * 86400.0
KWH = 3.6e6


def used(recipe, commodity):
    return -sum(flow.amount for flow in recipe.flows if flow.commodity == commodity)


def test_dust_kills_dies(models):
    line = models["packaging-line"]
    clean, dusty = line(dust_particles="0 /cm2"), line(dust_particles="0.5 /cm2", dust_kill=0.4)
    assert clean.defects() < line().defects() < dusty.defects()
    assert dusty.defects() - clean.defects() == pytest.approx(0.2e4)
    area = 0.025 * 0.032
    assert dusty.accelerator().logic.die_yield == pytest.approx(negative_binomial(area * 0.3e4, 3.0))
    assert used(dusty.recipe(BASE), "wafer-logic") > used(clean.recipe(BASE), "wafer-logic")


def test_a_line_learns_with_age(models):
    line = models["packaging-line"]
    new, two_years, mature = (line(line_age=f"{age} yr", dust_particles="0 /cm2") for age in (0, 2, 100))
    assert new.defects() == pytest.approx(1e4)
    assert two_years.defects() == pytest.approx(1e4 * (0.1 + 0.9 / math.e))
    assert mature.defects() == pytest.approx(0.1e4)
    # a line whose mature yield is worse than the usual start does not get worse with age
    assert line(defect_density="2 /cm2", line_age="0 yr", dust_particles="0 /cm2").defects() == pytest.approx(2e4)


def test_vacuum_saves_purge_gas_and_clean_air_and_costs_heat(models):
    fab = models["wafer-fab-logic"]
    air = dict.fromkeys(("vacuum_saving", "purge_saving", "pump_saving", "vacuum_heat"), 0.0)
    plain = fab(**air).recipe(BASE)
    saving = fab(**air | {"vacuum_saving": 1.0, "purge_saving": 0.9, "pump_saving": 0.1}).recipe(BASE)
    assert used(saving, "electricity") == pytest.approx(0.83 * used(plain, "electricity"))
    assert used(saving, "fab-gases") == pytest.approx(0.1 * used(plain, "fab-gases"))
    assert saving.equipment["machinery"] == pytest.approx(0.9 * plain.equipment["machinery"])
    hot = fab(**air | {"vacuum_heat": 0.1}).recipe(BASE)
    assert used(hot, "electricity") == pytest.approx(1.1 * used(plain, "electricity"))
    # the Moon's own defaults take something of each
    moon = fab().recipe(BASE)
    assert used(saving, "electricity") < used(moon, "electricity") < used(hot, "electricity")
    assert used(saving, "fab-gases") < used(moon, "fab-gases") < used(plain, "fab-gases")


def test_dust_on_radiators_and_in_bearings(models):
    fab = models["wafer-fab-memory"]
    clean = fab(radiator_dust=1.0, dust_wear=1.0).recipe(BASE)
    dusty = fab(radiator_dust=0.5, dust_wear=3.0).recipe(BASE)
    assert dusty.equipment["radiator"] == pytest.approx(2.0 * clean.equipment["radiator"])
    assert dusty.spares["machinery"] == pytest.approx(3.0 * clean.spares["machinery"])


def test_labour_is_hired_in_proportion_to_running_plant(models):
    mill = models["wire-mill"](robots_per_mass="0.39 1/t", crew_per_mass="0.01 1/t")
    recipe = mill.recipe(BASE)
    mass = sum(recipe.equipment.values())
    assert used(recipe, "robot-time") == pytest.approx(0.39e-3 * mass)
    assert used(recipe, "crew-time") == pytest.approx(0.01e-3 * mass)
    assert used(models["wire-mill"]().recipe(BASE), "robot-time") == 0.0


def test_robots_of_the_2013_study(models):
    # three robots of 150 kg at 0.4 kW serve the first set; they work 70 % of the time
    fleet = models["robot-fleet"]().recipe(BASE)
    assert 3.0 * sum(fleet.equipment.values()) == pytest.approx(450.0)
    assert 3.0 * fleet.equipment["electronics"] == pytest.approx(45.0)
    assert used(fleet, "electricity") == 400.0
    assert fleet.availability == 0.70


def test_people_need_rooms_and_food_all_the_time(models):
    recipe = models["crew-habitat"](work_share=0.25).recipe(BASE)
    assert sum(recipe.equipment.values()) == pytest.approx(32_000.0)
    assert used(recipe, "food") == pytest.approx(4.0 * 1.8 / 86400.0)
    assert recipe.to_waste == pytest.approx(4.0 * 3.1 / 86400.0)


def test_stores_for_the_night_are_made_of_what_they_are(models):
    cell = models["fuel-cell-line"](loss=0.0).recipe(BASE)
    assert used(cell, "water") == 0.30
    assert used(cell, "machinery") == pytest.approx(0.15)
    battery = models["battery-line"](loss=0.0).recipe(BASE)
    assert used(battery, "structure") == pytest.approx(0.20)
    with pytest.raises(ModelError, match="weigh more than the product"):
        models["battery-line"](chemicals_part=0.95).recipe(BASE)


def test_arrays_pay_back_between_weeks_and_two_years():
    # 12 % at a pole lit nine tenths of the time: 1288 kWh/m2 a year, half of it at half the light
    assert yearly_yield(0.12, 0.90) / KWH == pytest.approx(1288, rel=1e-3)
    assert yearly_yield(0.12, 0.45) / KWH == pytest.approx(644, rel=1e-3)
    # 300 to 1200 kWh/m2 of published embodied energy: 0.25 to 1.9 years
    assert energy_payback(300 * KWH, 0.12, 0.90) / YEAR == pytest.approx(0.23, abs=0.02)
    assert energy_payback(1200 * KWH, 0.12, 0.45) / YEAR == pytest.approx(1.86, abs=0.05)
    low, middle, high = embodied_energy()
    assert 50 * KWH < low < middle < high < 1200 * KWH


def test_imports_of_a_wafer_are_a_distribution(models):
    drawn = imports_per_wafer("logic", 4000, seed=2)
    chemicals = drawn["fab-chemicals"]
    open_loop = imports_per_wafer("logic", 10, values={"chemical_recycle": 0.0, "chemicals_per_area": "45 g/cm2"})
    # 31.8 kg per started wafer without recycling (Williams et al. 2002)
    assert 31.8 / 0.97 < open_loop["fab-chemicals"].min() <= open_loop["fab-chemicals"].max() < 31.8 / 0.80
    assert np.percentile(chemicals, 90) > 3.0 * np.percentile(chemicals, 10)
    # even so the make-up weighs more than the wafer
    assert np.percentile(chemicals, 10) > 0.1276
    (best,) = (-flow.amount for flow in models["wafer-fab-logic"]().recipe(BASE).flows if flow.commodity == "fab-gases")
    assert drawn["fab-gases"].min() < best < drawn["fab-gases"].max()


def test_commands_print_vitamins_and_payback():
    run = CliRunner().invoke
    vitamins = run(fabrication, ["vitamins", "--kind", "memory", "--samples", "500"])
    assert vitamins.exit_code == 0
    low, half, high = (float(word) for word in vitamins.output.splitlines()[1].split()[1:])
    assert 0.0 < low < half < high
    payback = run(fabrication, ["payback", "--lit", "0.5"])
    assert payback.exit_code == 0
    assert payback.output.splitlines()[2].split()[0] == "default"


def test_dies_larger_than_the_wafer_and_radiators_colder_than_the_sky_are_refused(models):
    with pytest.raises(ModelError, match="no whole die of 320 mm x 32 mm fits on a wafer of 300 mm"):
        models["packaging-line"](logic_width="320 mm").recipe(BASE)
    with pytest.raises(ModelError, match="radiators at 250 K reject no heat to surroundings at 260 K"):
        models["wafer-fab-logic"](radiator_temperature="250 K", sink_temperature="260 K").recipe(BASE)
    with pytest.raises(ModelError, match="logic_dies"):
        models["packaging-line"](logic_dies=-1)


@pytest.mark.parametrize(
    "name",
    [
        "solar-array-line", "space-array-line", "machine-shop", "electronics-assembly", "battery-line",
        "fuel-cell-line", "track-shop", "packaging-line", "wafer-fab-logic", "wafer-fab-memory",
    ],
)  # fmt: skip
def test_lines_near_room_temperature_reject_all_their_heat(name, models):
    recipe = models[name]().recipe(BASE)
    # two faces of 0.85 at 310 K under a tenth of dust against 200 K: 662 W/m2
    flux = 0.9 * 2.0 * 0.85 * 5.670374e-8 * (310.0**4 - 200.0**4)
    assert recipe.equipment["radiator"] * flux == pytest.approx(used(recipe, "electricity"), rel=1e-6)
    assert flux == pytest.approx(662.0, abs=2.0)
