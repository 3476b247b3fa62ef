"""What must hold for every compute satellite, whatever its parameters and place."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moonbase.api import Site, constants
from moonbase_compute import radiator, sunlight, view_factors
from moonbase_compute.panel import Cells, panel_in_sunlight
from moonbase_compute.satellite import ComputeSatellite

FAST = settings(max_examples=60, deadline=None, derandomize=True)
UNIT_MASS = {"compute-package": 0.4, "space-array": 2.14, "radiator": 5.0}


@FAST
@given(
    distance=st.floats(0.3, 6.0),
    packages=st.integers(1, 5000),
    power=st.floats(100.0, 3000.0),
    junction=st.floats(330.0, 400.0),
    pull=st.floats(10.0, 2e4),
)
def test_satellites_close_in_mass_and_heat(distance, packages, power, junction, pull):
    satellite = ComputeSatellite(
        packages=packages, package_power=power, junction_temperature=junction, launch_acceleration=pull
    )
    site = Site(name="s", kind="heliocentric", sun_distance=distance * constants.ASTRONOMICAL_UNIT)
    design = satellite.design(site)
    figures = {name: value for name, (value, _) in design.figures.items()}
    parts = sum(UNIT_MASS.get(name, 1.0) * amount for name, amount in design.parts.items())
    assert parts == pytest.approx(design.mass, rel=1e-12)
    assert figures["radiator_area"] * figures["radiator_flux"] == pytest.approx(figures["array_power"], rel=1e-12)
    assert figures["radiator_temperature"] < junction
    assert figures["array_temperature"] <= 420.0 + 1e-6
    efficiency = figures["array_power"] / (figures["array_area"] * figures["sunlight"])
    assert 0.0 < efficiency < 0.34


@FAST
@given(flux=st.floats(10.0, 2e4), efficiency=st.floats(0.05, 0.4), cosine=st.floats(0.05, 1.0))
def test_panels_balance(flux, efficiency, cosine):
    cells = Cells(efficiency=efficiency, slope=-0.003, packing=0.9, absorptance=0.9, emissivity=0.85)
    panel = panel_in_sunlight(cells, flux, tilt_cosine=cosine)
    emitted = 2.0 * cells.emissivity * constants.STEFAN_BOLTZMANN * panel.temperature**4
    assert emitted + panel.output == pytest.approx(cells.absorptance * flux * cosine, rel=1e-9)


@FAST
@given(height=st.floats(1.01, 20.0), tilt=st.floats(0.0, math.pi))
def test_both_sides_of_a_plate_see_what_geometry_allows(height, tilt):
    front, back = (view_factors.plate_factor(height, angle) for angle in (tilt, math.pi - tilt))
    assert 0.0 <= back <= 1.0
    assert front - back == pytest.approx(math.cos(tilt) / height**2, abs=1e-9)


@FAST
@given(altitude=st.floats(2e5, 4e7), beta=st.floats(0.0, 1.5))
def test_shadow_falls_with_beta_and_height(altitude, beta):
    radius = constants.EARTH_RADIUS + altitude
    share = sunlight.eclipse_fraction(radius, beta)
    assert 0.0 <= share < 0.5
    assert sunlight.eclipse_fraction(radius, min(beta + 0.05, 1.57)) <= share + 1e-12
    assert sunlight.eclipse_fraction(1.1 * radius, beta) <= share + 1e-12


@FAST
@given(temperature=st.floats(150.0, 600.0), infrared=st.floats(0.0, 200.0), sun=st.floats(0.0, 300.0))
def test_radiator_temperature_inverts_its_flux(temperature, infrared, sun):
    around = radiator.Surroundings(infrared=infrared, sunlight=sun)
    flux = radiator.net_flux(temperature, around, fin_efficiency=0.9)
    assert radiator.surface_temperature(flux, around, fin_efficiency=0.9) == pytest.approx(temperature, rel=1e-9)
