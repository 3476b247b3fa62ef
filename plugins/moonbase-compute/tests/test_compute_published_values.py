"""Published and independently computed numbers that the satellite's physics reproduces."""

from __future__ import annotations

import math

import pytest

from moonbase.api import ModelError, constants
from moonbase_compute import links, radiation, radiator, reliability, scale, sunlight, swarm, view_factors

EARTH = 6_378_137.0
YEAR = constants.YEAR


@pytest.mark.parametrize(("altitude", "share"), [(550e3, 0.3723), (2000e3, 0.2754), (35_786e3, 0.0483)])
def test_longest_shadow_of_circular_orbits(altitude, share):
    assert sunlight.eclipse_fraction(EARTH + altitude, 0.0) == pytest.approx(share, abs=5e-4)


def test_dawn_dusk_year_at_650_km():
    year = sunlight.dawn_dusk_year(EARTH + 650e3)
    assert math.degrees(year.inclination) == pytest.approx(97.986, abs=0.01)
    assert math.degrees(year.least_beta) == pytest.approx(58.57, abs=0.3)
    assert year.mean_eclipse == pytest.approx(0.039, abs=0.002)
    assert year.longest_shadow / 60.0 == pytest.approx(19.7, abs=0.3)
    assert 87 <= year.shadow_days <= 91


@pytest.mark.parametrize(
    ("altitude", "inclination", "share"),
    [(500e3, 30.0, 0.361), (1000e3, 30.0, 0.307), (2000e3, 30.0, 0.231), (550e3, 53.0, 0.313)],
)
def test_mean_shadow_of_inclined_shells(altitude, inclination, share):
    assert sunlight.mean_eclipse(EARTH + altitude, math.radians(inclination)) == pytest.approx(share, abs=1.5e-3)


def test_geostationary_shadow_is_rare():
    assert 0.005 < sunlight.mean_eclipse(EARTH + 35_786e3, 0.0) < 0.012


def test_far_orbits_cannot_be_sun_synchronous():
    with pytest.raises(ModelError, match="Sun-synchronous"):
        sunlight.sun_synchronous_inclination(13e6)


def test_dawn_dusk_orbits_are_free_of_shadow_from_1391_km():
    assert sunlight.dawn_dusk_year(EARTH + 1380e3).mean_eclipse > 0.0
    assert sunlight.dawn_dusk_year(EARTH + 1405e3).mean_eclipse == 0.0


@pytest.mark.parametrize(("height", "factor"), [(550.0, 0.2578), (1000.0, 0.1939), (2000.0, 0.1182)])
def test_edge_on_plate(height, factor):
    ratio = 1.0 + height / 6371.0
    assert view_factors.edge_on_factor(ratio) == pytest.approx(factor, abs=1e-4)
    assert view_factors.plate_factor(ratio, math.pi / 2.0) == pytest.approx(factor, abs=1e-4)


def test_tilted_and_nadir_plates():
    assert view_factors.plate_factor(1.0 + 650.0 / 6371.0, math.radians(60.0)) == pytest.approx(0.4788, abs=1e-4)
    assert view_factors.plate_factor(1.0 + 550.0 / 6371.0, 0.0) == pytest.approx(0.8474, abs=1e-4)


@pytest.mark.parametrize("tilt", [0.3, 0.9, 1.3, 1.6, 2.0, 2.6])
def test_view_factor_agrees_with_quadrature(tilt):
    """Integrate cos(angle) over the cap of directions that hit the sphere."""
    ratio, total, steps = 1.1, 0.0, 400
    limb = math.asin(1.0 / ratio)
    for i in range(steps):
        polar = (i + 0.5) * limb / steps
        for j in range(steps):
            around = (j + 0.5) * 2.0 * math.pi / steps
            cosine = math.cos(tilt) * math.cos(polar) + math.sin(tilt) * math.sin(polar) * math.cos(around)
            total += max(cosine, 0.0) * math.sin(polar)
    total *= limb / steps * 2.0 * math.pi / steps / math.pi
    assert view_factors.plate_factor(ratio, tilt) == pytest.approx(total, abs=2e-5)


def test_ai1_radiator_closes_at_75_celsius():
    factor = view_factors.edge_on_factor(1.0 + 600.0 / 6371.0)
    around = radiator.Surroundings(infrared=237.0 * factor)
    assert radiator.surface_temperature(1400.0, around) == pytest.approx(348.5, abs=0.3)
    assert radiator.surface_temperature(1400.0, radiator.Surroundings()) == pytest.approx(342.2, abs=0.3)
    assert radiator.surface_temperature(1400.0, radiator.Surroundings(), sides=1) == pytest.approx(406.9, abs=0.3)


def test_starcloud_radiator_with_its_own_error_and_without():
    """The published 633 W/m2 absorbs infrared with the solar absorptance; Kirchhoff's law takes 20 % of it away."""
    sun, reflected, infrared = 1366.0, 0.3 * 1366.0 * 0.25, 0.25 * 239.0
    as_published = radiator.Surroundings(sunlight=sun + reflected + infrared)
    corrected = radiator.Surroundings(sunlight=sun + reflected, infrared=infrared / 2.0)
    flux = [
        radiator.net_flux(293.15, around, emissivity=0.92, absorptance=0.09) for around in (as_published, corrected)
    ]
    assert flux[0] == pytest.approx(633.0, rel=2e-3)
    assert 520.0 < flux[1] < 590.0


@pytest.mark.parametrize(
    ("mass", "power", "life", "price"),
    [
        (575.0, 28.0, 5.0, {3600.0: 14_700, 200.0: 810}),
        (260.0, 7.0, 5.0, {3600.0: 26_600, 200.0: 1_470}),
        (150.0, 0.8, 5.0, {3600.0: 135_800, 200.0: 7_500}),
        (860.0, 2.0, 12.5, {3600.0: 124_600, 200.0: 6_900}),
    ],
)
def test_suncatcher_price_of_launched_power(mass, power, life, price):
    for per_kg, expected in price.items():
        assert swarm.launched_power_price(mass, power, life, per_kg) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize(("total", "price"), [(370_000.0, 200.0), (104_000.0, 300.0)])
def test_suncatcher_learning_curve(total, price):
    assert swarm.learned_price(1800.0, 400.0, total, 0.2) == pytest.approx(price, rel=0.01)


def test_optical_link_of_suncatcher():
    gain = links.antenna_gain(0.1, 1.55e-6)
    assert 10.0 * math.log10(gain) == pytest.approx(105.1, abs=0.1)
    assert links.received_power(5.0, (gain, gain), 1.55e-6, 5e6, 0.5) == pytest.approx(1.6e-6, rel=0.04)
    assert links.confocal_distance(0.05, 1.55e-6) == pytest.approx(5070.0, rel=0.01)


def test_upsets_of_the_proton_test():
    assert radiation.upsets_per_year(150.0, 17.0) == pytest.approx(8.8, rel=0.02)
    assert YEAR / radiation.upsets_per_year(150.0, 17.0) == pytest.approx(3.6e6, rel=0.02)
    assert pytest.approx(8.8e-9, rel=0.02) == 1.27e-7 / 14.4


@pytest.mark.parametrize(
    ("orbit", "rad"),
    [("30-degrees", 1195.0), ("50-degrees", 883.0), ("70-degrees", 627.0), ("90-degrees", 558.0), ("dawn-dusk", 560.0)],
)
def test_five_year_dose_at_550_km(orbit, rad):
    assert radiation.dose_rate(orbit, 550e3) * 5.0 * YEAR * 100.0 == pytest.approx(rad, rel=0.01)


def test_dawn_dusk_dose_stays_below_two_krad_in_five_years_up_to_756_km():
    low, high = (radiation.dose_rate("dawn-dusk", h) * 5.0 * YEAR * 100.0 for h in (730e3, 780e3))
    assert low < 2000.0 < high


def test_interruptions_of_the_llama_run():
    years = 54.0 * 86_400.0 / YEAR
    assert 148 / (16_384 * years) == pytest.approx(0.0611, rel=3e-3)
    assert 220 / (16_384 * years) == pytest.approx(0.0908, rel=3e-3)
    assert reliability.mean_time_to_failure(419 / (16_384 * 54.0 * 24.0), 16_384) == pytest.approx(3.093, rel=3e-3)
    assert reliability.mean_time_to_failure(6.5e-3 / 24.0, 2048) == pytest.approx(1.803, rel=3e-3)


@pytest.mark.parametrize(("rate", "penalty"), [(0.10, 1.271), (0.20, 1.582)])
def test_price_of_a_short_life(rate, penalty):
    assert reliability.lifetime_penalty(rate, 5.0) == pytest.approx(penalty, rel=2e-3)


def test_half_working_satellites():
    alive = math.exp(-0.04 * 5.0)
    assert reliability.at_least(64, 72, alive) == pytest.approx(0.076, abs=5e-4)
    assert reliability.at_least(54, 72, alive) == pytest.approx(0.947, abs=1e-3)


def test_burn_in_hardly_helps_when_random_failures_prevail():
    hazard = reliability.Hazard(weak_share=0.02, weak_scale=0.5 * YEAR, weak_shape=0.5, rate=0.03 / YEAR)
    bare = reliability.survival(hazard, 5.0 * YEAR)
    tested = reliability.conditional_survival(hazard, 168 * 3600.0, 5.0 * YEAR)
    assert 0.0 < tested - bare < 0.01


@pytest.mark.parametrize(("power", "number"), [(2e13, 0.7301), (1e12, 0.6), (3.828e26, 2.0583), (3.828e24, 1.8583)])
def test_kardashev_numbers(power, number):
    assert swarm.kardashev(power) == pytest.approx(number, abs=1e-4)


def test_earth_takes_half_a_billionth_of_the_sun():
    share = math.pi * (6371e3) ** 2 / (4.0 * math.pi * constants.ASTRONOMICAL_UNIT**2)
    assert share == pytest.approx(4.534e-10, rel=1e-3)


def test_one_percent_of_the_sun_takes_112_years_at_20_percent_growth():
    assert swarm.growth_time(0.01 * swarm.SUN_LUMINOSITY, 1e15, 0.2) == pytest.approx(112.0, abs=1.0)
    assert swarm.growth_time(0.01 * swarm.SUN_LUMINOSITY, 1e15, 0.0) == pytest.approx(3.8e9, rel=0.01)


def test_natural_collisions_of_eighty_thousand_satellites():
    low, high = 6378.137e3 + 500e3, 6378.137e3 + 800e3
    volume = 4.0 / 3.0 * math.pi * (high**3 - low**3)
    yearly = swarm.collisions(80_000, 480.0, 10_000.0, volume) * YEAR
    assert yearly == pytest.approx(2608.0, rel=5e-3)


def test_checkpoint_interval_of_daly():
    interval, useful = reliability.checkpoint(3.093 * 3600.0, 60.0)
    assert interval == pytest.approx(1156.0, rel=1e-3)
    assert useful == pytest.approx(0.8997, rel=1e-3)


@pytest.mark.parametrize(("distance", "flux"), [(0.3, 15_122.0), (0.5, 5444.0), (1.524, 586.0)])
def test_flux_by_distance(distance, flux):
    assert sunlight.flux(distance * constants.ASTRONOMICAL_UNIT) == pytest.approx(flux, rel=1e-3)


@pytest.mark.parametrize(("distance", "milliseconds"), [(550e3, 3.67), (35_786e3, 238.7), (384_400e3, 2564.0)])
def test_light_time(distance, milliseconds):
    assert links.round_trip(distance) * 1e3 == pytest.approx(milliseconds, rel=1e-3)


@pytest.mark.parametrize(
    ("rack", "reserve", "thousands"),
    [(120e3, 1.25, 342.9), (132e3, 1.2, 324.7), (132e3, 1.25, 311.7), (142e3, 1.25, 289.7)],
)
def test_packages_per_gigawatt_at_the_generator(rack, reserve, thousands):
    assert scale.packages_on(1e9, rack, reserve=reserve) / 1e3 == pytest.approx(thousands, rel=1e-3)


def test_a_million_tonnes_a_year():
    assert scale.flights_per_day(1e9, 200e3) == pytest.approx(13.69, rel=2e-3)
    assert scale.ships_in_rotation(10_000.0, 30.0 * 3600.0) == pytest.approx(34.2, rel=2e-3)
    assert pytest.approx(6667.0, rel=2e-3) == 1e9 / 150e3


def test_one_percent_of_the_sun_weighs_half_the_moon():
    power = 0.01 * swarm.SUN_LUMINOSITY
    assert scale.swarm_mass(power, 100.0) / scale.MOON_MASS == pytest.approx(0.52, rel=0.01)
    assert pytest.approx(constants.MOON_GM / 6.6743e-11, rel=1e-3) == scale.MOON_MASS
