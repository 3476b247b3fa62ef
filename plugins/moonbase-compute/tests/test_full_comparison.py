"""The comparison of Earth, Earth-launched and lunar-made computing as a pure function of arrays."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

from moonbase_compute import comparison
from moonbase_compute.commands import compute
from moonbase_compute.crossover import earth_total
from moonbase_compute.satellite import ComputeSatellite


@pytest.fixture(scope="module")
def drawn():
    return comparison.draw("2032", samples=400, seed=3)


@pytest.fixture(scope="module")
def found(drawn):
    return comparison.evaluate(drawn)


def test_each_sample_stands_for_itself(drawn, found):
    some = comparison.evaluate({name: values[7:9] for name, values in drawn.items()})
    for name, values in found.items():
        np.testing.assert_allclose(some[name], values[7:9], rtol=1e-12, err_msg=name)


def test_the_satellite_is_that_of_a_mission(drawn, found):
    names = ("package_power", "host_mass", "cell_efficiency", "junction_temperature", "array_mass", "drag_share")
    others = ("conditioning_efficiency", "array_ageing", "radiator_mass", "loop_mass", "solar_activity")
    for sample in (0, 11, 200):
        given = {name: float(drawn[name][sample]) for name in names + others}
        satellite = ComputeSatellite(
            **given, launch_acceleration=60.0, life=float(drawn["life"][sample]) * 31_557_600.0, dose_limit=1e9
        )
        design = satellite.design(comparison.PLACES["dawn-dusk"])
        assert found["mass"][sample] == pytest.approx(1e3 * design.figures["mass_per_it_power"][0], rel=1e-9)
        imported = design.parts["electronics"] + 0.4 * design.parts["compute-package"] + design.parts["hall-propellant"]
        assert found["lunar_share"][sample] == pytest.approx(1.0 - imported / design.mass, rel=1e-9)


def test_the_grid_costs_what_the_baseline_says(drawn, found):
    own = {**drawn, "energy": drawn["grid.energy"], "power_delay": 0.0 * drawn["pue"]}
    water = 8760.0 * drawn["grid.water"] * drawn["earth.water_price"]
    np.testing.assert_allclose(found["cost.grid"], earth_total(own) + water, rtol=1e-12)


def test_waiting_for_power_never_makes_it_cheaper(found):
    assert np.all(found["cost.earth-available"] >= found["cost.earth-cheapest"] - 1e-9)
    assert np.all(found["cost.earth-cheapest"] <= found["cost.grid"])


def test_at_the_break_even_launch_price_space_costs_what_earth_does(drawn, found):
    paid = np.maximum(found["break_even_launch"], 0.0)
    again = comparison.evaluate({**drawn, "launch": paid})
    met = found["break_even_launch"] > 0.0
    np.testing.assert_allclose(again["cost.launched"][met], again["cost.earth-cheapest"][met], rtol=1e-9)
    assert np.all(again["cost.launched"][~met] > again["cost.earth-cheapest"][~met])


def test_cheap_lunar_plant_and_landing_favour_the_moon(drawn, found):
    eased = {**drawn, "moon.plant": 0.05 * drawn["moon.plant"], "moon.landing_launches": 0.0 * drawn["launch"]}
    assert np.all(comparison.evaluate(eased)["cost.lunar"] < found["cost.lunar"])


def test_a_hundred_thousand_samples_are_finite():
    found = comparison.evaluate(comparison.draw("2032", samples=100_000))
    assert all(np.isfinite(values).all() for values in found.values())


def test_the_command_prints_boundaries_and_deciders():
    shown = CliRunner().invoke(compute, ["options", "--samples", "2000"])
    assert shown.exit_code == 0, shown.output
    for words in ("Earth: gas turbine", "space: made on the Moon", "inside: ", "outside: ", "is decided by"):
        assert words in shown.output
    told = json.loads(CliRunner().invoke(compute, ["options", "--samples", "2000", "--json"]).output)
    assert 0.0 <= told["outputs"]["cost.lunar"]["below_earth"] <= 1.0
    assert CliRunner().invoke(compute, ["options", "--place", "nowhere"]).exit_code == 2


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["fleets"], "refreshed"),
        (["fleets", "--place", "sun", "--launch-price", "1000"], "serviced"),
        (["shields"], "10 mm"),
        (["swarm"], "mass of the swarm: 0.521 of the Moon"),
        (["swarm", "--growth", "0"], "never reached"),
        (["swarm", "--share", "0.03"], "does not hold it"),
    ],
)
def test_other_tables(command, words):
    shown = CliRunner().invoke(compute, command)
    assert shown.exit_code == 0, shown.output
    assert words in shown.output
