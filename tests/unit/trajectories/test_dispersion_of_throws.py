"""Compiled flights against the plain integrators, and Monte Carlo against the linear theory."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.errors import TrajectoryError
from moonbase.trajectories.achromat import sensitivity
from moonbase.trajectories.cr3bp import collinear_point, earth_moon, flow
from moonbase.trajectories.dispersion import MuzzleErrors, at_libration_point, in_flight
from moonbase.trajectories.ensemble import Plane, fly_ephemeris, fly_three_body
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.throw import crossing, release

SYSTEM = earth_moon()
DAY = 86400.0
T0 = 9.5e8


def site(longitude=35.0, elevation=0.0):
    return LaunchSite(
        latitude=0.0, longitude=math.radians(longitude), azimuth=math.pi / 2, elevation=math.radians(elevation)
    )


def test_three_body_flight_equals_the_plain_integrator():
    start = release(site(20.0), SYSTEM, np.array([2400.0, 2500.0]))
    flights = fly_three_body(SYSTEM, start, 1.0, rtol=1e-12)
    plain, _ = flow(SYSTEM.mu, start, np.ones(2), rtol=1e-12)
    assert np.abs(flights.states - plain).max() < 1e-8
    assert np.all(flights.times == 1.0)
    assert not flights.crossed.any()


def test_flights_end_on_the_plane():
    start = release(site(35.0), SYSTEM, np.array([2361.867, 2333.583]))
    goal = collinear_point(SYSTEM.mu, 2)
    plane = Plane(normal=np.array([1.0, 0.0, 0.0]), point=np.array([goal, 0.0, 0.0]), velocity=np.zeros(3), time=0.0)
    flights = fly_three_body(SYSTEM, start, 3.0, plane, rtol=1e-12)
    ends = crossing(SYSTEM, 2, start)
    assert flights.crossed.all()
    assert np.abs(flights.states - ends[:, :6]).max() < 1e-7
    assert np.abs(flights.times - ends[:, 6]).max() < 1e-7


def test_a_slow_throw_hits_the_moon():
    flights = fly_three_body(SYSTEM, release(site(0.0, 45.0), SYSTEM, np.array([1500.0, 2600.0])), 1.0)
    assert flights.hit.tolist() == [True, False]


def test_ephemeris_flight_equals_motion_under_all_bodies():
    start = np.array([[1737400.0, 0.0, 0.0, 0.0, 2500.0, 900.0]])
    flights = fly_ephemeris(start, T0, 5 * DAY, rtol=1e-12)
    (m0, v0), (m1, v1) = (state("moon", t, center="barycentre", ecliptic=False) for t in (T0, T0 + 5 * DAY))
    full = propagate(start + np.concatenate([m0, v0]), T0, T0 + 5 * DAY)[0] - np.concatenate([m1, v1])
    assert np.linalg.norm(flights.states[0, :3] - full[:3]) < 200.0  # figures of Earth and Moon
    assert np.linalg.norm(flights.states[0, 3:] - full[3:]) < 2e-3


def test_monte_carlo_agrees_with_the_sensitivities():
    errors = MuzzleErrors(speed=2e-3, vertical=1e-3, lateral=3e-3)
    found = at_libration_point(SYSTEM, 2, site(), 2361.867, errors, n=4000, seed=7)
    slope = sensitivity(SYSTEM, 2, site(), 2361.867)
    spread = np.sqrt(np.diag(found.covariance))
    assert found.lost == 0.0
    assert spread[0] == pytest.approx(math.hypot(slope.along * 2e-3, slope.vertical * 1e-3), rel=0.05)
    assert spread[1] == pytest.approx(slope.lateral * 3e-3, rel=0.05)
    assert found.radius(0.5) < found.radius(0.9) < found.radius(0.99)
    assert found.time_of_flight / 3600 == pytest.approx(32.94, abs=0.01)


def test_at_the_achromat_speed_errors_count_in_second_order_only():
    errors = MuzzleErrors(speed=0.1, vertical=0.0, lateral=0.0)
    place = LaunchSite(latitude=0.0, longitude=math.radians(33.0972), azimuth=math.pi / 2)
    found = at_libration_point(SYSTEM, 2, place, 2341.662, errors, n=4000, seed=1)
    assert abs(found.mean[0]) == pytest.approx(10823.0 * 0.01, rel=0.08)  # quadratic term times the variance
    assert found.radius(0.99) < 1000.0
    far = at_libration_point(SYSTEM, 2, site(), 2361.867, errors, n=500, seed=1)
    assert far.radius(0.5) > 50.0 * found.radius(0.5)


def test_samples_repeat_with_the_seed_and_change_with_it():
    errors = MuzzleErrors(speed=1e-2, vertical=1e-2, lateral=1e-2)
    first, again, other = (in_flight(site(), T0, 2500.0, 2 * DAY, errors, n=50, seed=s) for s in (3, 3, 4))
    assert np.array_equal(first.misses, again.misses)
    assert not np.array_equal(first.misses, other.misses)


def test_spread_in_flight_grows_with_time_and_errors():
    small = MuzzleErrors(speed=1e-2, vertical=1e-2, lateral=1e-2)
    large = MuzzleErrors(speed=2e-2, vertical=2e-2, lateral=2e-2)
    day, three = (in_flight(site(), T0, 2600.0, days * DAY, small, n=200).radius(0.9) for days in (1, 3))
    assert three > 2.0 * day
    assert in_flight(site(), T0, 2600.0, 3 * DAY, large, n=200).radius(0.9) == pytest.approx(2.0 * three, rel=0.02)


def test_nominal_throws_that_go_nowhere_are_refused():
    errors = MuzzleErrors(speed=0.1, vertical=0.1, lateral=0.1)
    with pytest.raises(TrajectoryError, match="does not come past L2"):
        at_libration_point(SYSTEM, 2, site(), 2000.0, errors)
    with pytest.raises(TrajectoryError, match="falls back"):
        in_flight(site(0.0, 40.0), T0, 1500.0, DAY, errors)
