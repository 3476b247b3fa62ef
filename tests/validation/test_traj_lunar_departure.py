"""Lunar departure: arithmetic of the two-body problem with DE440's constants and a radius of 1737.4 km."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.constants import EARTH_GM, MOON_GM, MOON_RADIUS
from moonbase.trajectories.geocentric import clears_earth, speed_to_perigee, velocity_to_excess
from moonbase.trajectories.lunar_orbit import throw_to_apolune
from moonbase.trajectories.moon import ESCAPE_SPEED, asymptote, spin_velocity
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.reach import reach_of, slowest_escape

MOON = np.array([384400e3, 0.0, 0.0])
MOON_VELOCITY = np.array([0.0, 1024.55, 0.0])


def test_speeds_at_the_surface():
    assert pytest.approx(ESCAPE_SPEED, abs=0.005) == 2375.68
    assert ESCAPE_SPEED / math.sqrt(2.0) == pytest.approx(1679.86, abs=0.005)
    assert np.linalg.norm(spin_velocity(0.0, 0.3)) == pytest.approx(4.62, abs=0.005)
    assert slowest_escape(0.0, 0.0, math.pi / 2, 0.0) == pytest.approx(2375.68 - 4.62, abs=0.01)
    assert slowest_escape(0.0, 0.0, -math.pi / 2, 0.0) == pytest.approx(2375.68 + 4.62, abs=0.01)


def test_surface_and_low_orbit():
    radius = MOON_RADIUS + 100e3
    assert pytest.approx(1.62422, abs=5e-6) == MOON_GM / MOON_RADIUS**2
    assert math.sqrt(MOON_GM / radius) == pytest.approx(1633.50, abs=0.005)
    assert 2.0 * math.pi * math.sqrt(radius**3 / MOON_GM) / 60.0 == pytest.approx(117.79, abs=0.005)
    assert pytest.approx(66_183e3, abs=500.0) == 384400e3 * (MOON_GM / EARTH_GM) ** 0.4  # Laplace
    assert pytest.approx(61_524e3, abs=500.0) == 384400e3 * (MOON_GM / (3.0 * EARTH_GM)) ** (1.0 / 3.0)  # Hill


@pytest.mark.parametrize(
    ("height", "speed", "burn"), [(100e3, 1703.19, 23.0), (15e3, 1683.46, 3.6), (50e3, 1691.73, 11.8)]
)
def test_level_throw_to_an_apolune(height, speed, burn):
    pole = LaunchSite(latitude=math.pi / 2, longitude=0.0, azimuth=0.0)  # no rotation there
    muzzle, top, time = throw_to_apolune(pole, MOON_RADIUS + height)
    assert muzzle == pytest.approx(speed, abs=0.01)
    assert math.sqrt(MOON_GM / (MOON_RADIUS + height)) - top == pytest.approx(burn, abs=0.05)
    assert time == pytest.approx(math.pi * math.sqrt((MOON_RADIUS + height / 2) ** 3 / MOON_GM), rel=1e-6)


@pytest.mark.parametrize(
    ("c3", "excess", "best", "across", "worst"),
    [
        (0.0, 415.6, 2411.7, 2961.0, 3423.2),
        (9.182e6, 2330.4, 3327.9, 4236.7, 4982.4),
        (20e6, 3673.7, 4375.0, 5363.5, 6196.3),
    ],
)
def test_patched_conic_table(c3, excess, best, across, worst):
    """The wanted geocentric speed along, across and against the Moon's motion, as the Moon's excess speed."""
    speed = math.sqrt(c3 + 2.0 * EARTH_GM / 384400e3)
    own = (speed - 1024.55, math.hypot(speed, 1024.55), speed + 1024.55)
    assert own[0] == pytest.approx(excess, abs=0.1)
    for value, want in zip(own, (best, across, worst), strict=True):
        assert math.hypot(value, ESCAPE_SPEED) == pytest.approx(want, abs=0.1)


@pytest.mark.parametrize(("perigee", "excess"), [(6378.137e3 + 50e3, 839.9), (42164e3, 571.8)])
def test_fall_to_a_perigee(perigee, excess):
    transverse = float(speed_to_perigee(np.float64(384400e3), np.float64(0.0), perigee))
    assert 1024.55 - transverse == pytest.approx(excess, abs=0.5)
    surface = math.hypot(1024.55 - transverse, ESCAPE_SPEED)
    assert surface == pytest.approx({839.9: 2519.8, 571.8: 2443.5}[excess], abs=0.2)
    circle = math.sqrt(MOON_GM / (MOON_RADIUS + 100e3))
    if excess > 600.0:  # from a circular orbit 100 km high
        assert math.hypot(1024.55 - transverse, math.sqrt(2.0) * circle) - circle == pytest.approx(824.6, abs=0.3)


@pytest.mark.parametrize(("excess", "turn"), [(422.0, 70.2), (1000.0, 47.6), (2457.0, 18.6)])
def test_asymptote_of_a_level_throw_turns_by_the_published_angle(excess, turn):
    start = np.array([MOON_RADIUS, 0.0, 0.0])
    out = asymptote(start, np.array([0.0, math.hypot(excess, ESCAPE_SPEED), 0.0]))
    assert np.linalg.norm(out) == pytest.approx(excess, rel=1e-6)
    assert math.degrees(math.acos(out[1] / excess)) == pytest.approx(turn, abs=0.05)
    assert out[0] < 0.0


def test_vertical_throw_leaves_straight_up():
    """Radial orbits raise ZeroDivisionError in poliastro and boinor."""
    up = np.array([0.6, 0.0, 0.8])
    out = asymptote(MOON_RADIUS * up, 3000.0 * up)
    assert np.allclose(out, math.sqrt(3000.0**2 - ESCAPE_SPEED**2) * up, rtol=1e-12, atol=1e-9)
    assert np.isnan(asymptote(MOON_RADIUS * up, 2300.0 * up)).all()


@pytest.mark.parametrize("direction", [(1.0, 0.2, 0.1), (0.0, 1.0, 0.0), (-0.3, 1.0, -0.4), (0.2, -1.0, 0.6)])
def test_departure_velocity_has_the_wanted_excess(direction):
    wanted = 2500.0 * np.array(direction) / np.linalg.norm(direction)
    velocity = velocity_to_excess(MOON, wanted)
    assert np.allclose(asymptote(MOON, velocity, EARTH_GM), wanted, rtol=1e-9, atol=1e-6)


def test_ways_through_the_earth_are_found():
    slow, fast = np.array([0.0, 150.0, 0.0]), np.array([-2500.0, 20.0, 0.0])
    assert not clears_earth(np.array([MOON, MOON, MOON]), np.array([slow, fast, [-2500.0, 0.0, 0.0]])).any()
    assert clears_earth(np.array([MOON, MOON]), np.array([[2500.0, 0.0, 0.0], [0.0, 1024.55, 0.0]])).all()


@pytest.mark.parametrize("azimuth", [math.pi / 2, None])
def test_reach_finds_its_own_throws_again(azimuth):
    site = (math.radians(20.0), math.radians(40.0), azimuth, 0.0)
    reach = reach_of(*site, 4000.0)
    axes_up = reach.up
    east = np.array([-math.sin(site[1]), math.cos(site[1]), 0.0])
    thrown = asymptote(MOON_RADIUS * axes_up, 3123.0 * east + reach.spin)
    speed, miss = reach.nearest(thrown[None, :])
    assert speed[0] == pytest.approx(3123.0, abs=0.05)
    assert miss[0] < 0.05
