"""Fleets that are spared, serviced or refreshed, and what keeps a satellite where it works."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.api import ModelError, Site, constants
from moonbase_compute import atmosphere, fleets, radiation, station_keeping
from moonbase_compute.satellite import ComputeSatellite

YEAR = constants.YEAR
AU = constants.ASTRONOMICAL_UNIT
HELIO = Site(name="belt", kind="heliocentric", radius=AU, sun_distance=AU)


def shell(altitude):
    return Site(name="shell", kind="earth-orbit", radius=constants.EARTH_RADIUS + altitude)


def output(satellite, site, age):
    design = satellite.design(site)
    kept = fleets.fleet_of(satellite, dry_mass=design.mass, dose=0.0, computing=design.figures["it_power"][0])
    return fleets.output_at(kept, age)


@pytest.mark.parametrize("installed", [72, 80, 400])
@pytest.mark.parametrize("alive", [0.3, 0.81, 0.97])
@pytest.mark.parametrize("least", [0, 50])
def test_working_share_is_the_binomial_mean(installed, alive, least):
    needed = 72
    chances = [math.comb(installed, k) * alive**k * (1.0 - alive) ** (installed - k) for k in range(installed + 1)]
    mean = sum(min(k, needed) * p for k, p in enumerate(chances) if k >= least) / needed
    assert fleets.working_share(installed, needed, least, alive) == pytest.approx(mean, abs=1e-9)


def test_spares_cost_mass_and_hold_output_until_they_are_used_up():
    plain, spared = ComputeSatellite(), ComputeSatellite(fleet="spared", spare_share=0.4)
    assert spared.design(HELIO).parts["compute-package"] == math.ceil(1.4 * 64)
    assert spared.design(HELIO).mass > plain.design(HELIO).mass
    alone = math.exp(-2.0 * 0.02)  # whole satellites are still lost
    assert output(spared, HELIO, 2.0 * YEAR) == pytest.approx(alone, rel=1e-3)
    assert output(plain, HELIO, 2.0 * YEAR) == pytest.approx(alone * math.exp(-2.0 * 0.06), rel=1e-6)


def test_k_of_n_gives_up_all_at_once():
    stubborn = ComputeSatellite(least_working=0.9, package_failures=0.1 / YEAR)
    lenient = ComputeSatellite(package_failures=0.1 / YEAR)
    late = 4.0 * YEAR
    assert output(stubborn, HELIO, late) < 0.05
    assert output(lenient, HELIO, late) > 0.5


def test_serviced_satellites_keep_their_output_and_ask_for_parts():
    design = ComputeSatellite(fleet="serviced").design(HELIO)
    assert design.service.degradation == 0.0
    brought = sum(
        amount * (0.4 if name == "compute-package" else 1.0) for name, amount in design.service.upkeep.items()
    )
    assert brought * YEAR == pytest.approx(0.11 * design.mass, rel=1e-9)
    assert design.service.upkeep["compute-package"] * YEAR == pytest.approx(64 * 0.04 * 1.5, rel=1e-9)


def test_refreshed_satellites_outlive_their_packages():
    once, again = (ComputeSatellite(fleet=name).design(HELIO) for name in ("serviced", "refreshed"))
    assert once.service.lifetime == 5.0 * YEAR
    assert again.service.lifetime == 15.0 * YEAR
    more = (again.service.upkeep["compute-package"] - once.service.upkeep["compute-package"]) * YEAR
    assert more == pytest.approx(64 / 5.0, rel=1e-9)
    assert again.mass > once.mass  # the array ages longer, and more propellant is on board


@pytest.mark.parametrize(("altitude", "published"), [(400e3, 3.725e-12), (700e3, 3.614e-14), (1000e3, 3.019e-15)])
def test_air_at_the_altitudes_of_the_table(altitude, published):
    assert atmosphere.density(altitude) == pytest.approx(published, rel=1e-12)


def test_air_is_continuous_between_layers():
    for altitude in (200e3, 350e3, 600e3, 900e3):
        below, above = (atmosphere.density(altitude + step) for step in (-1.0, 1.0))
        assert below / above == pytest.approx(1.0, abs=0.03)


def test_decay_time_follows_from_density_and_scale_height():
    """Well inside a layer the time is about H / (rho C A/m sqrt(GM a))."""
    altitude, area = 420e3, 0.01
    sinking = atmosphere.density(altitude) * 2.2 * area * math.sqrt(constants.EARTH_GM * (6_378_137.0 + altitude))
    assert atmosphere.decay_time(altitude, area) == pytest.approx(58.5e3 / sinking, rel=0.15)
    assert atmosphere.decay_time(altitude, area, activity=5.0) == pytest.approx(
        atmosphere.decay_time(altitude, area) / 5.0
    )


def test_propellant_against_drag_balances_the_force_all_life_long():
    satellite = ComputeSatellite(correction=0.0)
    low, high = (satellite.design(shell(height)) for height in (450e3, 900e3))
    area = 0.15 * (low.figures["array_area"][0] + low.figures["radiator_area"][0])
    impulse = atmosphere.drag_force(450e3, area) * 5.0 * YEAR
    others = -math.expm1(-10.0 * 5.0 / 17_700.0) * low.mass
    assert low.figures["keeping_propellant"][0] == pytest.approx(impulse / 17_700.0 + others, rel=1e-3)
    assert low.figures["keeping_propellant"][0] > 5.0 * high.figures["keeping_propellant"][0]
    assert low.parts["hall-propellant"] == low.figures["keeping_propellant"][0]


@pytest.mark.parametrize(
    ("site", "speed"),
    [
        (Site(name="geo", kind="earth-orbit", radius=42_164e3), 50.0),
        (Site(name="l2", kind="libration-point", body="EML2"), 10.0),
        (Site(name="webb", kind="libration-point", body="SEL2"), 4.0),
    ],
    ids=lambda item: getattr(item, "name", ""),
)
def test_keeping_a_place_costs_velocity_each_year(site, speed):
    assert station_keeping.keeping_acceleration(site) * YEAR == pytest.approx(speed)


def test_an_orbit_in_thin_air_says_how_long_it_lasts():
    with pytest.raises(ModelError, match=r"inside the atmosphere.* comes down within [0-9.]+ days"):
        ComputeSatellite().design(shell(220e3))


def test_shields_trade_mass_for_dose():
    doses, masses = [], []
    for areal in (8.1, 27.0, 54.0):
        design = ComputeSatellite(shield_mass=areal, life=1.0 * YEAR).design(shell(550e3))
        doses.append(design.figures["life_dose"][0])
        masses.append(design.mass)
    assert doses == sorted(doses, reverse=True)
    assert masses == sorted(masses)
    assert doses[0] / doses[1] == pytest.approx(4804.9 / 560.28, rel=1e-3)


@pytest.mark.parametrize(("degrees", "published"), [(30.0, 1195.0), (50.0, 883.0), (70.0, 627.0), (90.0, 558.0)])
def test_dose_of_any_inclination_meets_the_table(degrees, published):
    found = radiation.inclined_dose_rate(math.radians(degrees), 550e3) * 5.0 * YEAR * 100.0
    assert found == pytest.approx(published, rel=1e-3)


def test_deep_space_dose_thins_with_distance_and_depth():
    near, here, mars = (radiation.deep_space_dose(r * AU) for r in (0.3, 1.0, 1.524))
    assert near > 5.0 * here > 5.0 * mars
    assert mars * YEAR * 100.0 > 12.0  # cosmic rays stay
    assert radiation.deep_space_dose(AU, depth=0.05) < radiation.deep_space_dose(AU, depth=0.005)
    assert radiation.deep_space_dose(AU, covered=0.5) == pytest.approx(0.5 * here)


def test_inclined_shells_take_their_own_shadow_and_dose():
    flat, steep = (
        ComputeSatellite(orbit="inclined", inclination=np.radians(angle)).design(shell(550e3)).figures
        for angle in (53.0, 85.0)
    )
    assert flat["time_in_shadow"][0] == pytest.approx(0.313, abs=2e-3)
    assert flat["life_dose"][0] > steep["life_dose"][0]
