"""Break-even dates and prices, fleets that grow, time to power, workloads, paybacks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from click.testing import CliRunner

from moonbase.api import Site, constants
from moonbase_compute import break_even, crossover, reliability, swarm, workloads
from moonbase_compute.commands import compute
from moonbase_compute.earth_data_centre import EarthDataCentre
from moonbase_compute.satellite import ComputeSatellite

YEAR = constants.YEAR
EARTH = Site(name="virginia", kind="earth")


def test_correlated_draws_keep_the_ratios_of_the_independent_ones():
    for date, ratios in break_even.dated_ratios(samples=40_000).items():
        median = crossover.compare(f"{date:g}", samples=40_000).percentiles[1]
        assert np.median(ratios) == pytest.approx(median, rel=0.02)


def test_break_even_date_agrees_with_the_chance_at_each_date():
    ratios = break_even.dated_ratios(samples=20_000)
    dates = break_even.break_even_date(ratios)
    for date in (2036.0, 2040.0):
        assert np.mean(dates <= date) == pytest.approx(np.mean(ratios[date] <= 1.0), abs=0.005)
    assert 2038 < np.median(dates) < 2042


def test_break_even_dates_of_known_ratios():
    ratios = {2030.0: np.array([0.9, 4.0, 4.0, 2.0, 2.0]), 2034.0: np.array([0.9, 0.25, 2.0, 2.0, 4.0])}
    assert break_even.break_even_date(ratios).tolist() == pytest.approx([2030.0, 2032.0, 2038.0, 2100.0, 2100.0])


def test_launch_price_that_breaks_even_rises_with_time():
    prices = [float(np.median(price)) for price in break_even.dated_launch_prices(samples=5000).values()]
    assert prices == sorted(prices)
    assert prices[0] < 0.0 < prices[-1]


def test_triangular_quantiles_are_those_of_the_distribution():
    rng = np.random.default_rng(1)
    drawn = rng.triangular(1.0, 2.0, 5.0, 200_000)
    ranks = np.array([0.05, 0.3, 0.7, 0.95])
    assert break_even.quantile((1.0, 2.0, 5.0), ranks) == pytest.approx(np.quantile(drawn, ranks), rel=0.01)


def test_a_fleet_settles_at_rate_times_life_and_grows_with_its_additions():
    assert swarm.fleet_power(2.0, 0.0, 5.0, 3.0) == 6.0
    assert swarm.fleet_power(2.0, 0.0, 5.0, 50.0) == 10.0
    ratio = swarm.fleet_power(2.0, 0.2, 5.0, 31.0) / swarm.fleet_power(2.0, 0.2, 5.0, 30.0)
    assert ratio == pytest.approx(1.2)
    time = swarm.fleet_growth_time(1000.0, 1.0, 0.2, 6.0)
    assert swarm.fleet_power(1.0, 0.2, 6.0, time) == pytest.approx(1000.0)
    assert time > swarm.growth_time(1000.0, 1.0, 0.2)
    assert swarm.fleet_growth_time(20.0, 10.0, 0.1, 50.0) == pytest.approx(swarm.growth_time(20.0, 10.0, 0.1))


def test_a_million_satellites_collide_as_the_reference_study_says():
    volume = 4.0 / 3.0 * math.pi * ((6378.137e3 + 2000e3) ** 3 - (6378.137e3 + 500e3) ** 3)
    yearly = swarm.collisions_of_one(1e6, 480.0, 10_000.0, volume) * YEAR
    assert yearly == pytest.approx(0.14, rel=0.05)
    assert 0.5e6 * yearly == pytest.approx(swarm.collisions(1e6, 480.0, 10_000.0, volume) * YEAR)


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({}, 0.0),
        ({"generation_price": 1.8}, 1800.0 * 1.4 * 1.22 * 0.1104),
        ({"water_use": 1.8}, 8760.0 * 0.9 * 0.002),
    ],
)
def test_own_generation_pays_for_reserve_and_the_hottest_hour(changes, difference):
    base = EarthDataCentre().offer(EARTH, ("compute",)).prices["compute"]
    price = EarthDataCentre(**changes).offer(EARTH, ("compute",)).prices["compute"]
    assert (price - base) * 1e3 * YEAR == pytest.approx(difference, rel=2e-3, abs=1e-6)


def test_time_to_power_moves_every_connection():
    soon, late = (
        EarthDataCentre(time_to_power=delay * YEAR).offer(EARTH, ("compute",)).amounts["compute"] for delay in (0, 3)
    )
    assert late[1][0] - soon[1][0] == pytest.approx(3.0 * YEAR)
    assert [power for _, power in late] == [power for _, power in soon]


def test_starship_and_mass_driver_pay_back_as_in_the_reference_study():
    """167 kWh/kg at 10 kg/kW takes 69 days, 1.6 kWh/kg takes 0.66 days, without what making it took."""
    site = Site(name="sun", kind="heliocentric", radius=constants.ASTRONOMICAL_UNIT)
    per_kwh = 3.6e6
    for energy, days in ((167.0, 69.6), (1.6, 0.667)):
        design = ComputeSatellite(embodied_energy=0.0, launch_energy=energy * per_kwh).design(site)
        found = design.figures["energy_payback"][0] / 86_400.0
        assert found / (design.figures["mass_per_it_power"][0] * 100.0) == pytest.approx(days, rel=0.01)


def setting(**changes):
    given = {
        "packages": 4096, "speed": 1e15, "downlink": 20e9, "packages_per_satellite": 64,
        "bisection": workloads.torus_bisection(64, 100e9), "latency": 0.03, "interruptions": 0.173 / YEAR, **changes,
    }  # fmt: skip
    return workloads.Setting(**given)


def test_training_is_held_back_by_the_network_and_batches_by_the_downlink():
    training = workloads.useful_share("training", setting())
    assert training.binding == "network"
    assert training.share == pytest.approx(2.0 * 8.0 * 100e9 / (1e-4 * 4096e15) * training.kept)
    assert workloads.useful_share("batch-inference", setting()).share == 1.0
    batch = workloads.useful_share("batch-inference", setting(downlink=0.1e9))
    assert batch.share == pytest.approx(0.1e9 / (1e-8 * 64e15))
    assert batch.binding == "downlink"


def test_far_satellites_are_useless_for_conversation_and_fine_for_batches():
    far = setting(latency=2.6)
    assert workloads.useful_share("interactive", far).share == 0.0
    assert workloads.useful_share("interactive", far).binding == "latency"
    assert workloads.useful_share("batch-inference", far).share > 0.0


def test_checkpoints_take_the_published_tenth_of_a_training_run():
    near = setting(packages=16_384, bisection=1e30)
    assert workloads.useful_share("training", near).kept == pytest.approx(0.9, abs=0.01)
    assert set(workloads.workloads()) == {"training", "batch-inference", "interactive", "rich-output"}


def test_torus_of_the_published_constellation():
    assert workloads.torus_bisection(8000, 100e9) / 8e12 == pytest.approx(2.25, rel=0.01)
    assert workloads.torus_bisection(8000, 100e9, dimensions=3) == pytest.approx(2.0 * 400.0 * 100e9)


def test_burn_in_of_the_reference_study():
    hazard = reliability.Hazard(weak_share=0.02, weak_scale=0.5 * YEAR, weak_shape=0.5, rate=0.03 / YEAR)
    gain = reliability.conditional_survival(hazard, 168 * 3600.0, 5 * YEAR) - reliability.survival(hazard, 5 * YEAR)
    assert gain == pytest.approx(0.004, abs=0.001)


def test_break_even_command():
    done = CliRunner().invoke(compute, ["break-even", "--samples", "2000", "--slip", "2"])
    assert done.exit_code == 0
    assert "break-even date: 205" in done.output
