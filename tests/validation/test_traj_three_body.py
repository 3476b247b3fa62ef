"""Three-body problem against the JPL Three-Body Periodic Orbits catalogue and the achromatic launch site.

Catalogue: API v1.0, ssd-api.jpl.nasa.gov/doc/periodic_orbits.html. Achromat: 33.1 degrees east in the space-settlement
studies of the 1970s (NASA SP-413 era); the digits are from two independent integrators.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.trajectories.achromat import achromat, sensitivity
from moonbase.trajectories.cr3bp import collinear_point, earth_moon, flow, jacobi
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.solve import opportunities

EARTH_MOON = 1.215058560962404e-2
SATURN_TITAN = 2.366393158331484e-4
ORBITS = {
    "L1 halo": (
        EARTH_MOON, 0.8233817099599398, 0.020094689995809854, 0.13277938547316961,
        3.17090835020532, 2.7457245134756847, 1112.581839959,
    ),
    "L1 halo, large": (
        EARTH_MOON, 0.8279735162167183, 0.09991400182670837, 0.21535645073113321,
        3.10327926695392, 2.7857622899062684, 294.356283370431,
    ),
    "L2 halo": (
        EARTH_MOON, 1.1782368583041956, 0.05004782863118049, -0.16885146321447977,
        3.1414237032152, 3.394810180515136, 501.635928730163,
    ),
    "L1 Lyapunov": (
        EARTH_MOON, 0.830023864314168, 0.0, 0.06088309999599009,
        3.18515736797775, 2.702881200253821, 1300.72578337944,
    ),
    "L2 Lyapunov": (
        EARTH_MOON, 1.1599891825364728, 0.0, -0.023755466801822275,
        3.1717305860487, 3.3740716677049702, 724.023759109433,
    ),
    "Titan butterfly": (
        SATURN_TITAN, 0.97753007347844856, 0.039522030056289147, -0.011884747036685137,
        3.0091858300914192, 3.6919029518069890, 1.0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ORBITS)
def test_catalogue_orbits_close(name):
    mu, x, z, vy, constant, period, stability = ORBITS[name]
    start = np.array([[x, 0.0, z, 0.0, vy, 0.0]])
    assert jacobi(mu, start)[0] == pytest.approx(constant, abs=1e-12)
    final, phi = flow(mu, start, np.array([period]), stm=True, rtol=1e-13)
    assert np.abs(final - start).max() < 1e-10
    largest = np.abs(np.linalg.eigvals(phi[0])).max()
    assert 0.5 * (largest + 1.0 / largest) == pytest.approx(stability, rel=1e-6)


@pytest.mark.parametrize(
    ("point", "x", "constant"),
    [
        (1, 0.836915125772357, 3.188341117749),
        (2, 1.155682165444884, 3.172160460969),
        (3, -1.005062645810278, 3.012147150681),
    ],
)
def test_libration_points(point, x, constant):
    found = collinear_point(EARTH_MOON, point)
    assert found == pytest.approx(x, abs=1e-12)
    assert jacobi(EARTH_MOON, np.array([found, 0.0, 0.0, 0.0, 0.0, 0.0])) == pytest.approx(constant, abs=1e-11)


def test_triangular_points():
    place = np.array([0.5 - EARTH_MOON, math.sqrt(0.75), 0.0, 0.0, 0.0, 0.0])
    assert place[:2] == pytest.approx([0.48784941439, 0.86602540378], abs=1e-11)
    for sign in (1.0, -1.0):
        place[1] *= sign
        assert jacobi(EARTH_MOON, place) == pytest.approx(2.987997051121, abs=1e-11)
        final, _ = flow(EARTH_MOON, place[None], np.array([10.0]), rtol=1e-13)
        assert np.abs(final[0] - place).max() < 1e-11


def test_achromatic_site():
    found = achromat(earth_moon())
    assert math.degrees(found.longitude) == pytest.approx(33.0972, abs=0.002)
    assert found.muzzle_speed == pytest.approx(2341.662, abs=0.01)
    assert found.time_of_flight / 3600 == pytest.approx(44.188, abs=0.002)
    assert found.arrival_speed == pytest.approx(266.61, abs=0.01)
    assert found.sensitivity.along == pytest.approx(0.0, abs=1.0)
    assert found.sensitivity.along_squared / 1e3 == pytest.approx(-10.824, rel=1e-3)
    assert found.sensitivity.vertical / 1e3 == pytest.approx(-45.579, rel=1e-3)
    assert found.sensitivity.lateral / 1e3 == pytest.approx(3.233, rel=1e-3)


@pytest.mark.parametrize(
    ("elevation", "distance", "longitude", "speed"),
    [
        (0.5, 384400e3, 34.119, 2341.702),
        (1.0, 384400e3, 35.139, 2341.744),
        (0.0, 363300e3, 33.37, 2338.8),
        (0.0, 405500e3, 32.84, 2344.2),
    ],
)
def test_achromat_moves_with_elevation_and_distance(elevation, distance, longitude, speed):
    found = achromat(earth_moon(distance), elevation=math.radians(elevation))
    assert math.degrees(found.longitude) == pytest.approx(longitude, abs=0.005)
    assert found.muzzle_speed == pytest.approx(speed, abs=0.06)


def test_the_catalogues_unit_of_length_would_move_the_site():
    assert math.degrees(achromat(earth_moon(389703264.8292776)).longitude) == pytest.approx(33.03, abs=0.002)


def test_fast_branch_at_35_degrees_is_not_achromatic():
    site = LaunchSite(latitude=0.0, longitude=math.radians(35.0), azimuth=math.pi / 2)
    found = sensitivity(earth_moon(), 2, site, 2361.867)
    assert found.along / 1e3 == pytest.approx(-131.0, rel=1e-3)
    assert found.vertical / 1e3 == pytest.approx(-50.0, rel=2e-3)
    assert found.lateral / 1e3 == pytest.approx(7.3, rel=2e-3)


def test_the_mission_graph_gets_the_achromatic_throw():
    site = LaunchSite(latitude=0.0, longitude=math.radians(33.0972), azimuth=math.pi / 2)
    limits = Limits(max_muzzle_speed=2500.0, max_onboard_dv=400.0, max_time_of_flight=6 * 86400.0)
    found = opportunities(site, Destination(kind="eml2"), 9e8, 2e9, limits)
    assert found.muzzle_speed[0] == pytest.approx(2341.66, abs=0.05)
    assert found.time_of_flight[0] / 3600 == pytest.approx(44.19, abs=0.05)
    assert found.onboard_dv[0] == pytest.approx(266.6, abs=0.4)
