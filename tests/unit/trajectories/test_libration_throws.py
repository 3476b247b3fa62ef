"""Throws to the libration points: ballistic where possible, corrected elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.errors import TrajectoryError
from moonbase.trajectories.cr3bp import collinear_point, earth_moon, flow, jacobi
from moonbase.trajectories.libration_check import real_throw
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.solve import opportunities
from moonbase.trajectories.throw import ballistic, crossing, least_muzzle_speed, release

SYSTEM = earth_moon()
BOUNDS = Limits(max_muzzle_speed=2600.0, max_onboard_dv=1200.0, max_time_of_flight=10 * 86400.0)


def site(latitude, longitude, azimuth=90.0):
    free = azimuth is None
    return LaunchSite(
        latitude=math.radians(latitude),
        longitude=math.radians(longitude),
        azimuth=None if free else math.radians(azimuth),
    )


def to_l2(place, bounds=BOUNDS):
    return opportunities(place, Destination(kind="eml2"), 1e9, 1.1e9, bounds)


def test_beyond_the_achromat_two_speeds_hit_the_point_before_it_none():
    slow, fast = ballistic(site(0.0, 35.0), SYSTEM, 2, 2500.0)
    assert slow.muzzle_speed == pytest.approx(2333.583, abs=0.01)
    assert fast.muzzle_speed == pytest.approx(2361.867, abs=0.01)
    assert fast.time_of_flight / 3600 == pytest.approx(32.94, abs=0.01)
    assert ballistic(site(0.0, 30.0), SYSTEM, 2, 2500.0) == []


def test_arrival_speed_follows_from_the_jacobi_constant():
    place = site(0.0, 35.0)
    least = least_muzzle_speed(place, SYSTEM, 2)
    for throw in ballistic(place, SYSTEM, 2, 2500.0):
        assert throw.arrival_speed == pytest.approx(math.sqrt(throw.muzzle_speed**2 - least**2), abs=0.01)


def test_a_throw_back_towards_the_moon_is_no_crossing():
    ends = crossing(SYSTEM, 2, release(site(0.0, 33.0, 270.0), SYSTEM, np.array([1500.0, 2300.0])))
    assert np.isnan(ends).all()


def test_flow_keeps_the_jacobi_constant_and_its_matrix_is_the_derivative():
    start = release(site(20.0, 10.0, 45.0), SYSTEM, np.array([2400.0]))
    time = np.array([0.3])
    final, phi = flow(SYSTEM.mu, start, time, stm=True, rtol=1e-12)
    assert jacobi(SYSTEM.mu, final) == pytest.approx(jacobi(SYSTEM.mu, start), abs=1e-9)
    nudge = 1e-7 * np.eye(6)
    plus, _ = flow(SYSTEM.mu, start + nudge, np.full(6, 0.3), rtol=1e-12)
    minus, _ = flow(SYSTEM.mu, start - nudge, np.full(6, 0.3), rtol=1e-12)
    assert np.allclose((plus - minus).T / 2e-7, phi[0], rtol=1e-3, atol=1e-2)
    back, _ = flow(SYSTEM.mu, final, -time, rtol=1e-12)
    assert np.allclose(back, start, atol=1e-8)


@pytest.mark.parametrize(
    ("latitude", "longitude", "azimuth"), [(0.0, 0.0, 90.0), (10.0, 33.0, 90.0), (-89.5, 0.0, 0.0), (-85.0, 30.0, None)]
)
def test_every_reachable_site_has_a_corrected_throw(latitude, longitude, azimuth):
    found = to_l2(site(latitude, longitude, azimuth))
    assert len(found) == 1
    assert 2320.0 < found.muzzle_speed[0] < 2600.0
    assert 100.0 < found.onboard_dv[0] < 900.0
    assert found.time_of_flight[0] <= 120.01 * 3600.0
    assert found.arrival_speed[0] < found.onboard_dv[0]
    assert "one impulse" in found.notes[0]


@pytest.mark.parametrize("match", [True, False])
def test_a_launcher_that_turns_is_never_worse_than_one_that_points_east(match):
    place = Destination(kind="eml2", match=match)
    east, free = (
        opportunities(site(0.0, 33.0972, azimuth), place, 1e9, 1.1e9, BOUNDS).onboard_dv[0] for azimuth in (90.0, None)
    )
    assert free <= east + 1e-9


def test_a_caught_payload_needs_no_impulse_where_the_throw_hits():
    found = opportunities(site(0.0, 33.0972, None), Destination(kind="eml2", match=False), 1e9, 1.1e9, BOUNDS)
    assert found.onboard_dv[0] == 0.0
    assert found.arrival_speed[0] == pytest.approx(266.6, abs=0.4)
    assert any("caught" in note for note in found.notes)


def test_a_caught_payload_from_off_the_equator_pays_for_the_correction_only():
    place = site(10.0, 33.0)
    caught = opportunities(place, Destination(kind="eml2", match=False), 1e9, 1.1e9, BOUNDS)
    stops = to_l2(place)
    assert caught.onboard_dv[0] < stops.onboard_dv[0]
    assert 0.0 < caught.onboard_dv[0] < 150.0


def test_a_wrong_side_is_told_with_the_missing_velocity_change():
    bounds = Limits(max_muzzle_speed=2400.0, max_onboard_dv=300.0, max_time_of_flight=10 * 86400.0)
    with pytest.raises(TrajectoryError, match=r"mid-course and .* at arrival; .* are missing"):
        to_l2(site(0.0, 180.0), bounds)


def test_collinear_points_balance():
    for point in (1, 2, 3):
        x = collinear_point(SYSTEM.mu, point)
        state = np.array([[x, 0.0, 0.0, 0.0, 0.0, 0.0]])
        moved, _ = flow(SYSTEM.mu, state, np.array([0.1]))
        assert np.abs(moved - state).max() < 1e-10
    with pytest.raises(TrajectoryError, match="L4"):
        collinear_point(SYSTEM.mu, 4)


def test_a_real_throw_meets_the_point_under_all_bodies():
    place = site(0.0, 35.0)
    throw = ballistic(place, SYSTEM, 2, 2500.0)[0]
    found = real_throw(place, 2, throw, 9.5e8, 2500.0, stops=True)
    assert found.miss < 3e5
