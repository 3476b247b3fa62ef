"""Where the payload burns: right after release, at the edge of the Moon's sphere, at a perigee, or not at all."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.constants import EARTH_GM, EARTH_RADIUS, MOON_RADIUS
from moonbase.quantities import parse_date
from moonbase.trajectories.calendar import PLACES, calendar
from moonbase.trajectories.destinations import family_of
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.falls import falls
from moonbase.trajectories.geocentric import perigee
from moonbase.trajectories.moon import asymptote, orientation, site_axes, spin_velocity
from moonbase.trajectories.muzzle import clearance
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.problem import PASS_RADIUS, Problem, at_perigee, at_sphere, fall_at, needed_at_release
from moonbase.trajectories.reach import reach_of

DAY = 86400.0
START = parse_date("2030-11-01")
MARS = Destination(kind="planet", body="mars")


def problem(destination, *, longitude=-53.0, azimuth=90.0, muzzle=3500.0):
    angle = None if azimuth is None else math.radians(azimuth)
    site = LaunchSite(latitude=0.0, longitude=math.radians(longitude), azimuth=angle)
    limits = Limits(max_muzzle_speed=muzzle, max_onboard_dv=5000.0, max_time_of_flight=500 * DAY)
    return Problem(
        site,
        limits,
        destination.stops,
        family_of(destination, START, START + 120 * DAY, limits.max_time_of_flight),
        reach_of(0.0, site.longitude, angle, 0.0, muzzle),
    )


def test_a_velocity_at_release_leads_to_its_excess():
    up = np.array([0.6, 0.8, 0.0])
    wanted = np.array([[900.0, 400.0, 300.0], [200.0, 2000.0, -500.0], [-3000.0, 0.0, 0.0]])
    found = needed_at_release(wanted, up)
    reached = asymptote(np.broadcast_to(MOON_RADIUS * up, (2, 3)), found[:2])
    assert reached == pytest.approx(wanted[:2], rel=1e-9)
    assert np.isnan(found[2]).all()  # it would have to come down through the ground first


def test_a_fall_passes_the_perigee_and_a_burn_there_gives_the_excess():
    one = problem(MARS)
    members = np.arange(one.family.size)
    t = START + 80 * DAY
    costs = at_perigee(one, np.array([t]), members)
    member = int(np.argmin(costs.onboard[0]))
    velocity, aim = fall_at(one, t, member)
    moon, _ = state("moon", t, center="earth")
    radius, speed = perigee(moon[None], velocity[None])
    assert radius[0] == pytest.approx(PASS_RADIUS, rel=1e-6)
    low = aim.place(aim.arrive, 0.0)[0] - state("earth", aim.arrive)[0]
    assert np.linalg.norm(low) == pytest.approx(PASS_RADIUS, rel=1e-9)
    excess = one.family.at(np.array([t + 4.8 * DAY]), np.array([member])).excess[0, 0]
    fast = math.sqrt(float(excess @ excess) + 2.0 * EARTH_GM / PASS_RADIUS)
    momentum = np.cross(moon, velocity)
    along = np.cross(momentum / np.linalg.norm(momentum), low / PASS_RADIUS)
    after = asymptote(low, fast * along, EARTH_GM)
    assert after == pytest.approx(excess, abs=1e-3 * np.linalg.norm(excess))
    assert costs.onboard[0, member] >= fast - float(speed[0]) - 1e-6


def test_a_slow_launcher_on_the_western_near_side_does_best_by_a_perigee():
    one = problem(MARS, muzzle=3200.0)
    t = START + np.arange(0.0, 120.0, 0.5) * DAY
    members = np.arange(one.family.size)
    assert at_perigee(one, t, members).onboard.min() < 0.6 * at_sphere(one, t, members).onboard.min()


def test_a_calendar_takes_the_cheapest_place_and_tells_all():
    one = problem(MARS)
    t = START + np.arange(0.0, 60.0, 1.0) * DAY
    found = calendar([one], t)
    assert found.by_place.shape == (len(t), len(PLACES))
    row = np.arange(len(t))
    assert np.array_equal(found.onboard, found.by_place[row, found.place])
    assert np.all(found.muzzle[np.isfinite(found.onboard)] <= 3500.0 + 1e-9)


def test_a_choice_of_azimuths_is_never_worse():
    t = START + np.arange(0.0, 60.0, 1.0) * DAY
    alone = calendar([problem(MARS)], t)
    both = calendar([problem(MARS), problem(MARS, azimuth=70.0)], t)
    cost = [one.onboard + 0.05 * np.nan_to_num(one.muzzle) for one in (alone, both)]
    assert np.all((cost[1] <= cost[0] + 1e-9) | ~np.isfinite(cost[0]))
    assert set(both.site[np.isfinite(both.onboard)].tolist()) == {0, 1}


@pytest.mark.parametrize("azimuth", [90.0, None])
def test_a_fall_to_the_earth_needs_no_impulse(azimuth):
    entry = EARTH_RADIUS + 50e3
    one = problem(Destination(kind="earth-return", radius=entry), azimuth=azimuth)
    t = START + np.arange(0.0, 28.0, 4.0) * DAY
    costs = falls(one, t)
    assert np.isfinite(costs.onboard).all()
    assert np.all(costs.onboard == 0.0)
    assert np.all((costs.tof > 2 * DAY) & (costs.tof < 14 * DAY))
    if azimuth is not None:
        site = one.site
        axes, spin = site_axes(0.0, site.longitude), spin_velocity(0.0, site.longitude)
        thrown = costs.muzzle * axes.direction(site.azimuth, 0.0) + spin
        away = asymptote(np.broadcast_to(axes.up * MOON_RADIUS, thrown.shape), thrown)
        moon, moon_v = state("moon", t, center="earth")
        radius, _ = perigee(moon, moon_v + np.einsum("nij,nj->ni", orientation(t), away))
        assert radius == pytest.approx(entry, rel=0.02)


def test_clearance_is_that_of_the_conic():
    assert clearance(0.0, 2400.0, 0.0) == pytest.approx(0.0, abs=1e-6)
    assert clearance(math.radians(5.0), 2400.0, 50e3) == pytest.approx(50e3 * math.tan(math.radians(5.0)), rel=0.1)
    assert clearance(0.0, 1679.86, 500e3) == pytest.approx(0.0, abs=5.0)  # a circle grazes the ground
