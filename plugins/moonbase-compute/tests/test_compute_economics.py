"""Cost of computing on Earth and in space against an independent calculation."""

from __future__ import annotations

import dataclasses

import pytest
from click.testing import CliRunner

from moonbase.api import ModelError, Site, constants
from moonbase_compute.commands import compute
from moonbase_compute.crossover import compare, scenarios
from moonbase_compute.earth_built_satellites import EarthBuiltSatellites
from moonbase_compute.earth_data_centre import EarthDataCentre
from moonbase_compute.economics import EarthCentre, SpaceCentre, earth_cost, space_cost

EARTH = EarthCentre(
    chips=28e3,
    chip_life=5.0,
    facility=14e3,
    facility_life=18.0,
    energy=0.07,
    pue=1.2,
    wacc=0.085,
    replaced=0.04,
    power_delay=0.25,
)
GRANTED = SpaceCentre(
    chips=28e3,
    chip_life=5.0,
    adaptation=1.0,
    bus=5.0,
    mass=14.3,
    launch=200.0,
    life=5.0,
    hazard=0.02,
    wacc=0.09,
    operations=0.01,
    usable=0.97,
    deploy_delay=0.1,
)


def test_earth_baseline_and_its_shares():
    """11 100 USD per kW and year: chips 68 %, replacement 8 %, facility 18 %, energy 6.6 %."""
    cost = earth_cost(EARTH)
    total = sum(cost.values())
    assert total == pytest.approx(11_100.0, rel=2e-3)
    assert cost["chips"] / total == pytest.approx(0.68, abs=0.005)
    assert cost["replacement"] / total == pytest.approx(0.08, abs=0.005)
    assert cost["facility"] / total == pytest.approx(0.18, abs=0.005)
    assert cost["energy"] / total == pytest.approx(0.066, abs=0.001)


def test_free_infrastructure_in_space_saves_a_third_at_most():
    cost = earth_cost(EARTH)
    assert (cost["facility"] + cost["energy"]) / sum(cost.values()) < 0.36


@pytest.mark.parametrize(
    ("scenario", "ratios", "probability"),
    [
        ("2026", (3.7, 5.4, 8.3), 0.0),
        ("2028.8", (1.8, 2.5, 3.4), 0.0),
        ("2032", (1.3, 1.6, 2.0), 0.0),
        ("2036", (1.03, 1.23, 1.48), 0.026),
        ("2040", (0.87, 1.01, 1.18), 0.45),
        ("all-claims-true", (0.78, 0.87, 0.95), 0.99),
    ],
)
def test_crossover_by_date(scenario, ratios, probability):
    found = compare(scenario, samples=50_000)
    assert found.percentiles == pytest.approx(ratios, rel=0.01, abs=0.055)
    assert found.probability == pytest.approx(probability, abs=0.03)


def test_what_decides_at_the_claim_date():
    drivers = dict(compare("2028.8", samples=50_000).drivers)
    expected = {"launch": 0.49, "mass": 0.43, "bus": 0.42, "hazard": 0.32, "usable": -0.22, "power_delay": -0.19}
    for name, value in expected.items():
        assert drivers[name] == pytest.approx(value, abs=0.03), name


def test_waiting_three_years_for_power_doubles_the_cost_on_earth():
    late = dataclasses.replace(EARTH, power_delay=3.0)
    assert sum(earth_cost(late).values()) / sum(earth_cost(EARTH).values()) == pytest.approx(2.0, abs=0.25)
    assert compare("2032", samples=5000, power_delay=3.0).probability > compare("2032", samples=5000).probability


@pytest.mark.parametrize(
    ("changes", "price"),
    [
        ({}, 367.0),
        ({"hazard": 0.05}, 189.0),
        ({"bus": 8.0, "hazard": 0.04}, 37.0),
        ({"bus": 10.0, "mass": 20.0, "hazard": 0.04}, -74.0),
    ],
)
def test_break_even_launch_price(changes, price):
    """Launch price at which space costs as much as the Earth baseline, other entries as granted; below zero: none."""
    earth = sum(earth_cost(EARTH).values())
    low, high = -500.0, 5000.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        space = sum(space_cost(dataclasses.replace(GRANTED, launch=middle, **changes)).values())
        low, high = (middle, high) if space < earth else (low, middle)
    assert low == pytest.approx(price, abs=1.0)


def test_unknown_scenarios_are_named():
    with pytest.raises(ModelError, match="2050"):
        compare("2050")
    assert len(scenarios()) == 6


def test_earth_data_centre_sells_compute_at_the_baseline_and_within_its_power():
    site = Site(name="virginia", kind="earth")
    offer = EarthDataCentre(water_price=0.0).offer(site, ("compute",))
    assert offer.prices["compute"] * 1e3 * constants.YEAR == pytest.approx(11_104.0, rel=1e-3)
    powers = [power for _, power in offer.amounts["compute"]]
    assert powers[0] == 0.0
    assert powers == sorted(powers)
    assert powers[5] - powers[1] == pytest.approx(10e9)  # four quarters
    assert not offer.imported
    with pytest.raises(ModelError, match="sells compute"):
        EarthDataCentre().offer(site, ("compute", "oxygen"))
    with pytest.raises(ModelError, match="stands on Earth"):
        EarthDataCentre().offer(Site(name="base"), ("compute",))


def test_earth_built_satellites_cost_what_the_2032_modes_say_and_fill_a_fleet():
    site = Site(name="sunside", kind="heliocentric")
    offer = EarthBuiltSatellites().offer(site, ("compute",))
    ratio = offer.prices["compute"] * 1e3 * constants.YEAR / 11_103.0
    assert 1.3 < ratio < 1.8
    powers = [power for _, power in EarthBuiltSatellites(growth=0.0, losses=0.0, usable=1.0).fleet_power(20)]
    yearly = 10e6 / 18e-3
    assert powers[1] == pytest.approx(yearly)
    assert powers[-1] == pytest.approx(6.0 * yearly)
    with pytest.raises(ModelError, match="computes in space"):
        EarthBuiltSatellites().offer(Site(name="base"), ("compute",))
    with pytest.raises(ModelError, match="sells compute"):
        EarthBuiltSatellites().offer(site, ("oxygen",))


def test_command():
    done = CliRunner().invoke(compute, ["crossover", "--samples", "2000", "--drivers"])
    assert done.exit_code == 0
    assert "all-claims-true" in done.output
    assert "launch +" in done.output
