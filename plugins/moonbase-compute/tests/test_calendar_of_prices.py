"""Launch prices and cadence over the calendar, slips, learning, and power that comes when it comes."""

from __future__ import annotations

import numpy as np
import pytest

import moonbase_compute
from moonbase import pipeline
from moonbase.api import ModelError, Site, constants
from moonbase.mission.source import Source
from moonbase_compute.earth_built_satellites import EarthBuiltSatellites
from moonbase_compute.earth_data_centre import EarthDataCentre
from moonbase_compute.earth_launch import EarthLaunch
from moonbase_compute.launch_curves import Vehicle
from moonbase_compute.prices import j2000_seconds
from moonbase_compute.time_to_power import connected_share

YEAR = constants.YEAR
EARTH = Site(name="virginia", kind="earth")
LOW = Site(name="low", kind="earth-orbit", radius=7e6)


def vehicle(**changes):
    given = {
        "first_flight": "2028-01-01", "flights_per_year": 100.0, "growth": 0.5, "most_flights": 1000.0,
        "payload": 100e3, "price": 800.0, "learning": 0.2, "flown_before": 1e6, "floor": 20.0,
    }  # fmt: skip
    return Vehicle(**{**given, **changes})


def test_price_halves_with_mass_flown_by_the_learning_rate():
    steps = vehicle(growth=0.0, floor=0.0).prices()
    flown = 1e6 + 100e3 * 100.0 * np.arange(len(steps))
    expected = 800.0 * (flown / 1e6) ** np.log2(0.8)
    np.testing.assert_allclose([price for _, price in steps], expected, rtol=1e-9)


def test_price_stops_at_the_floor():
    assert vehicle(floor=150.0).prices()[-1][1] == 150.0


def test_slip_stretches_what_comes_after_the_announcement():
    soon, late = vehicle(), vehicle(slip=2.0)
    announced = j2000_seconds("2026-01-01")
    for (date, rate), (slipped, same) in zip(soon.flights()[1:], late.flights()[1:], strict=True):
        assert (slipped - announced) / (date - announced) == pytest.approx(2.0)
        assert rate == same


def test_offers_carry_prices_by_date():
    flat, learned = (
        EarthLaunch(learning_rate=rate, flown_before=1e6).offer(LOW, ("electronics",)) for rate in (0, 0.2)
    )
    assert flat.transport_steps == ()
    assert learned.transport_steps[0][1] == flat.transport_price
    assert learned.transport_steps[-1][1] < 0.5 * flat.transport_price


def test_every_vehicle_of_the_table_is_a_preset_that_works():
    presets = [preset for preset in moonbase_compute.moonbase_presets() if preset.model == "earth-launch"]
    assert {"falcon-9", "starship-announced", "starship-slipped"} <= {preset.name for preset in presets}
    for preset in presets:
        offer = EarthLaunch(**preset.values).offer(LOW, ("electronics",))
        assert offer.flight_capacity > 0.0
        assert offer.transport_price > 0.0


def test_the_published_learning_curve_reaches_its_published_price():
    preset = next(preset for preset in moonbase_compute.moonbase_presets() if preset.name == "learning-2035")
    offer = EarthLaunch(**preset.values).offer(LOW, ("electronics",))
    launched = 370_000.0 - 400.0  # t, of 200 t and 180 a year
    years = launched / (180.0 * 200.0)
    dates = [(date - j2000_seconds("2026-01-01")) / YEAR for date, _ in offer.transport_steps[1:]]
    prices = [price for _, price in offer.transport_steps[1:]]
    assert np.interp(years, dates, prices) == pytest.approx(200.0, rel=0.01)


def test_satellites_from_earth_get_cheaper_with_what_was_launched():
    model = EarthBuiltSatellites(bus_learning=0.15, launch_learning=0.2)
    prices = [price for _, price in model.offer(LOW, ("compute",)).price_steps["compute"]]
    assert prices == sorted(prices, reverse=True)
    assert prices[0] == pytest.approx(EarthBuiltSatellites().offer(LOW, ("compute",)).prices["compute"])
    twice = model.yearly_cost(2.0)["satellite and launch"] / model.yearly_cost(1.0)["satellite and launch"]
    assert 0.80 < twice < 0.85


def test_time_to_power_is_a_distribution_function():
    times = (2.0, 3.0, 7.0)
    waits = np.linspace(0.0, 9.0, 2001)
    shares = np.array([connected_share(wait, times) for wait in waits])
    assert np.all(np.diff(shares) >= 0.0)
    late = 1.0 - shares
    assert np.diff(waits) @ (late[1:] + late[:-1]) / 2.0 == pytest.approx(sum(times) / 3.0, abs=1e-4)


def test_power_that_was_ordered_together_comes_over_a_span():
    spread = EarthDataCentre(
        time_to_power_low=2.0 * YEAR, time_to_power=3.0 * YEAR, time_to_power_high=7.0 * YEAR,
        first_power=1e9, connected=0.0,
    )  # fmt: skip
    amounts = spread.offer(EARTH, ("compute",)).amounts["compute"]
    powers = [power for _, power in amounts]
    assert powers[-1] == pytest.approx(1e9)
    assert sum(0.0 < power < 0.999e9 for power in powers) >= 18  # five years of quarters
    with pytest.raises(ModelError, match="between its low and its high"):
        EarthDataCentre(time_to_power=8.0 * YEAR, time_to_power_high=7.0 * YEAR).offer(EARTH, ("compute",))


def test_a_plan_pays_the_price_of_the_date():
    text = """
format = 1
name = "Prices by date"
time = { start = 2028-01-01, horizon = "4 yr", period = "1 yr" }
sites.low = { kind = "earth-orbit", radius = "7078 km" }
supplies.lift = { model = "earth-launch", site = "low", commodities = ["structure"], first_flight = "2028-01-01", \
flights_per_year = 100.0, growth = 0.0, learning_rate = 0.3, flown_before = "1000 t", lead_time = "0 d" }
demands.steady = { commodity = "structure", site = "low", rate = "10 t/yr" }
objective = { minimise = "cost" }
"""
    result = pipeline.run(Source(name="prices.toml", text=text))
    spent = next(one.values for one in result.series["costs"] if one.name == "lift:structure")
    bought = next(one.values for one in result.series["activities"] if one.name == "lift:structure")
    paid = np.array(spent) / np.array(bought) - 50.0
    learned = [price for _, price in vehicle(
        growth=0.0, price=500.0, learning=0.3, flown_before=1e6, floor=15.0).prices()[:4]]  # fmt: skip
    np.testing.assert_allclose(paid, learned, rtol=2e-3)
