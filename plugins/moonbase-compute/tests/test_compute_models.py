"""Payloads close in mass, answer everywhere they claim to, and refuse with a next step where they do not."""

from __future__ import annotations

import importlib
import math

import pytest

import moonbase_compute
from moonbase.api import ModelError, Site, constants
from moonbase_compute.container import BulkContainer
from moonbase_compute.earth_cargo import EarthCargo
from moonbase_compute.earth_launch import EarthLaunch
from moonbase_compute.prices import flight_steps
from moonbase_compute.satellite import ComputeSatellite
from moonbase_compute.tables import read

AU = constants.ASTRONOMICAL_UNIT
HELIO = Site(name="belt", kind="heliocentric", sun_distance=AU)
LOW = Site(name="low", kind="earth-orbit", radius=constants.EARTH_RADIUS + 600e3)
UNIT_MASS = {"compute-package": 0.4, "space-array": 2.14, "radiator": 5.0}


def weigh(parts):
    return sum(UNIT_MASS.get(name, 1.0) * amount for name, amount in parts.items())


def test_references_point_to_models_of_their_name_and_kind():
    for ref in moonbase_compute.moonbase_models():
        module, _, attribute = ref.target.partition(":")
        model = getattr(importlib.import_module(module), attribute)
        assert (model.model_name, model.kind) == (ref.name, ref.kind)


@pytest.mark.parametrize(
    "site",
    [
        HELIO,
        LOW,
        Site(name="inner", kind="heliocentric", sun_distance=0.3 * AU),
        Site(name="l2", kind="libration-point", body="EML2"),
        Site(name="llo", kind="lunar-orbit", radius=1.9374e6),
        Site(name="geo", kind="earth-orbit", radius=42_164e3),
    ],
    ids=lambda site: site.name,
)
def test_satellite_closes_in_mass_power_and_heat(site):
    design = ComputeSatellite().design(site)
    figures = {name: value for name, (value, _) in design.figures.items()}
    assert weigh(design.parts) == pytest.approx(design.mass + design.scrap, rel=1e-12)
    heat = figures["radiator_area"] * figures["radiator_flux"]
    assert heat == pytest.approx((figures["it_power"] * 1.055 + 20.0 / 0.12) / 0.94, rel=1e-12)
    assert figures["array_power"] >= heat * (1.0 - 1e-12)
    assert 0.0 < design.service.rate <= figures["it_power"]
    assert 0.0 < design.service.infant_mortality < 0.1
    shares = [value for name, value in figures.items() if name.startswith("mass_share_")]
    assert math.fsum(shares) == pytest.approx(1.0)


def test_ai1_as_described():
    preset = next(p for p in moonbase_compute.moonbase_presets() if p.name == "ai1")
    figures = ComputeSatellite(**preset.values).design(LOW).figures
    assert figures["radiator_area"][0] == pytest.approx(110.0, rel=0.03)
    assert figures["radiator_flux"][0] == pytest.approx(1400.0, rel=0.03)
    assert figures["radiator_temperature"][0] == pytest.approx(348.15, abs=1.0)


def test_presets_of_accelerators_build_satellites_of_their_power():
    for preset in moonbase_compute.moonbase_presets():
        if preset.model != "compute-satellite":
            continue
        satellite = ComputeSatellite(**preset.values)
        assert satellite.design(HELIO).figures["it_power"][0] == pytest.approx(
            satellite.packages * satellite.package_power * satellite.host_overhead
        )
    assert {"h100-sxm", "b300"} <= {preset.name for preset in moonbase_compute.moonbase_presets()}


def test_array_shrinks_towards_the_sun_and_grows_away_from_it():
    areas = [
        ComputeSatellite().design(Site(name="s", kind="heliocentric", sun_distance=r * AU)).figures["array_area"][0]
        for r in (0.7, 1.0, 1.5, 5.2)
    ]
    assert areas == sorted(areas)
    cold_gain = (1.0 - 0.003 * (200.0 - 298.15)) / (1.0 - 0.003 * (316.76 - 298.15))
    assert areas[3] / areas[1] == pytest.approx(5.2**2 / cold_gain, rel=1e-4)


def test_near_the_sun_the_array_tilts_to_its_limit():
    figures = ComputeSatellite().design(Site(name="s", kind="heliocentric", sun_distance=0.3 * AU)).figures
    assert figures["array_temperature"][0] == pytest.approx(420.0, abs=0.1)
    assert figures["array_tilt"][0] > 1.0


def test_high_dawn_dusk_orbits_need_no_battery_but_die_of_radiation():
    site = Site(name="high", kind="earth-orbit", radius=constants.EARTH_RADIUS + 1500e3)
    design = ComputeSatellite().design(site)
    assert design.figures["time_in_shadow"][0] == 0.0
    assert design.service.lifetime < 0.5 * constants.YEAR
    assert any("radiation" in note for note in design.notes)


def test_without_a_battery_it_computes_in_sunlight_only_and_is_lighter():
    with_battery, without = (ComputeSatellite(battery=flag).design(LOW) for flag in (True, False))
    assert without.mass < with_battery.mass
    assert without.service.rate == pytest.approx(with_battery.service.rate * (1.0 - 0.0449), rel=1e-3)


def test_harder_launch_makes_a_heavier_frame():
    soft, hard = (ComputeSatellite(launch_acceleration=a).design(HELIO).mass for a in (300.0, 10_000.0))
    assert hard > 1.1 * soft


@pytest.mark.parametrize(
    ("changes", "site", "words"),
    [
        ({}, Site(name="base"), "works in space"),
        ({}, Site(name="deep", kind="earth-orbit", radius=1e6), "inside the body"),
        ({}, Site(name="belt", kind="earth-orbit", radius=15e6), "no radiation dose"),
        ({"launch_acceleration": 1e5}, HELIO, "frame would be"),
        ({"junction_temperature": 260.0, "junction_resistance": 0.15}, HELIO, "gives off no heat"),
        (
            {"cell_slope": -0.02, "hottest_cells": 800.0},
            Site(name="s", kind="heliocentric", sun_distance=0.2 * AU),
            "no power",
        ),
    ],
)
def test_impossible_satellites_are_refused(changes, site, words):
    with pytest.raises(ModelError, match=words):
        ComputeSatellite(**changes).design(site)


def test_container_delivers_its_cargo_and_no_more():
    design = BulkContainer(commodity="oxygen", cargo_mass=100.0, shell_ratio=0.1).design(HELIO)
    assert design.mass == pytest.approx(110.0)
    assert weigh(design.parts) == pytest.approx(110.0)
    assert [(flow.commodity, flow.amount) for flow in design.delivers] == [("oxygen", 100.0)]


def test_container_of_its_own_shell_material():
    design = BulkContainer(commodity="structure", cargo_mass=100.0, shell_ratio=0.1).design(HELIO)
    assert design.parts == {"structure": pytest.approx(110.0)}


def test_cargo_knows_its_prices_and_names_what_it_does_not_know():
    offer = EarthCargo(goods_factor=2.0).offer(Site(name="base"), ("machinery", "compute-package"))
    assert offer.prices["machinery"] == 2.0 * 500.0
    assert offer.imported
    with pytest.raises(ModelError, match="unobtainium"):
        EarthCargo().offer(Site(name="base"), ("machinery", "unobtainium"))
    with pytest.raises(ModelError, match="lands on the Moon"):
        EarthCargo().offer(HELIO, ("machinery",))


def test_flights_grow_to_their_ceiling():
    steps = flight_steps("2030-01-01", 4.0, 0.3, 100.0)
    rates = [rate for _, rate in steps]
    assert rates[0] == 0.0
    assert rates == sorted(rates)
    assert rates[-1] * constants.YEAR == pytest.approx(100.0)
    assert flight_steps("2030-01-01", 4.0, 0.0, 100.0)[-1][1] * constants.YEAR == pytest.approx(4.0)
    with pytest.raises(ModelError, match="is not a date"):
        flight_steps("soon", 4.0, 0.0, 100.0)


def test_going_beyond_low_orbit_costs_more_and_carries_less():
    low, far = (EarthLaunch().offer(site, ("electronics",)) for site in (LOW, HELIO))
    assert low.transport_price == 500.0
    assert far.transport_price > 2.0 * low.transport_price
    assert far.flight_capacity < 0.5 * low.flight_capacity
    with pytest.raises(ModelError, match="serves orbits"):
        EarthLaunch().offer(Site(name="base"), ("electronics",))


@pytest.mark.parametrize(
    "table", ["goods_prices.csv", "accelerators.csv", "dose.csv", "bodies.csv", "from_low_orbit.csv"]
)
def test_every_row_has_a_source_and_a_grade(table):
    grades = {"primary", "secondary", "computed", "recalled", "estimated", "assumed"}
    for row in read(table):
        assert row["source"]
        assert row["grade"] in grades


def test_prices_lie_in_their_ranges():
    for row in read("goods_prices.csv"):
        assert float(row["low"]) <= float(row["usd_per_unit"]) <= float(row["high"]), row["commodity"]


@pytest.mark.parametrize("changes", [{"radiator_mass": 2.4}, {"array_mass": 1.0}, {"package_mass": 12.0}])
def test_lighter_parts_take_fewer_units_of_their_commodity(changes):
    design = ComputeSatellite(**changes).design(HELIO)
    assert weigh(design.parts) == pytest.approx(design.mass, rel=1e-12)
