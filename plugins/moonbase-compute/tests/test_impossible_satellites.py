"""Satellites and data centres that cannot be are refused with words that help."""

from __future__ import annotations

import pytest

from moonbase import pipeline
from moonbase.api import ModelError, Site, constants
from moonbase.errors import MissionError
from moonbase.mission.source import Source
from moonbase_compute.satellite import ComputeSatellite


def orbit(altitude):
    return Site(name="shell", kind="earth-orbit", radius=constants.EARTH_RADIUS + altitude)


def test_an_orbit_inside_the_atmosphere():
    with pytest.raises(ModelError, match="shell lies 90 km above the Earth, inside the atmosphere"):
        ComputeSatellite().design(orbit(90e3))
    with pytest.raises(ModelError, match="inside the body"):
        ComputeSatellite().design(orbit(-500e3))
    assert ComputeSatellite().design(orbit(500e3)).mass > 0.0


def test_a_radiator_colder_than_its_surroundings():
    near = 0.05 * constants.ASTRONOMICAL_UNIT
    site = Site(name="close", kind="heliocentric", radius=near, sun_distance=near)
    with pytest.raises(ModelError, match="gives off no heat at close") as refused:
        ComputeSatellite(junction_temperature=270.0, pointing_error=0.3).design(site)
    assert "go farther from the Sun" in refused.value.help


@pytest.mark.parametrize("value", ["-3 yr", "0 s"])
def test_a_life_that_is_negative_or_nothing(value):
    text = f"""
format = 1
name = "Wrong"
time = {{ start = 2030-01-01, horizon = "5 yr" }}
sites.shell = {{ kind = "earth-orbit", radius = "7078 km" }}
nodes.satellite = {{ model = "compute-satellite", site = "shell", life = "{value}" }}
objective = {{ maximise = "compute", at = "shell" }}
"""
    with pytest.raises(MissionError) as caught:
        pipeline.check(Source(name="wrong.toml", text=text))
    assert any(item.code == "M011" and "life" in item.message for item in caught.value.diagnostics)


def test_one_satellite_is_designed_within_a_millisecond_or_little_more():
    from time import perf_counter

    satellite, site = ComputeSatellite(), orbit(700e3)
    satellite.design(site)
    fastest = min(_timed(satellite, site, perf_counter) for _ in range(20))
    assert fastest < 3e-3


def _timed(satellite, site, clock):
    start = clock()
    satellite.design(site)
    return clock() - start
