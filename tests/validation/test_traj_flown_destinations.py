"""Throws to every kind of destination settle under all bodies, and another integrator brings them there as well.

The corrected throws are flown again from their first state by scipy's integrator (`journey`); tolerance: 10,000 km at
places, which is worth less than 1 m/s, 100 km in the height of a perigee, 0.2 km2/s2 in C3. Graded computed.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.constants import ASTRONOMICAL_UNIT, SUN_GM
from moonbase.quantities import parse_date
from moonbase.trajectories.cr3bp import collinear_point
from moonbase.trajectories.ephemeris import state, to_ecliptic
from moonbase.trajectories.journeys import journey
from moonbase.trajectories.launch import Question, launch_windows
from moonbase.trajectories.nbody import GM, Forces
from moonbase.trajectories.nearby import nearby_windows
from moonbase.trajectories.opportunities import LaunchSite, Limits
from moonbase.trajectories.places import named_destination
from moonbase.trajectories.sun_earth import sun_earth

DAY = 86400.0
START = parse_date("2031-01-01")


def answer(to, days, muzzle, onboard, tof, *, longitude=33.1):
    question = Question(
        sites=(LaunchSite(latitude=0.0, longitude=math.radians(longitude), azimuth=math.radians(90.0)),),
        destination=named_destination(to),
        start=START,
        end=START + days * DAY,
        limits=Limits(max_muzzle_speed=muzzle, max_onboard_dv=onboard, max_time_of_flight=tof * DAY),
    )
    return (nearby_windows if to == "escape" else launch_windows)(question)


def ends_of(found, without=None):
    bodies = tuple(name for name in GM if name != without)
    for flight in found.flights:
        last = flight.arcs[-1]
        done = journey(last.state, last.start, last.end, near=(), forces=Forces(bodies=bodies), rtol=1e-11)
        yield done.state, done.end


def joined(found):
    """Check that each arc ends where the next begins, and that all rows settle."""
    assert all(row["flown"]["converged"] and row["flown"]["note"] is None for row in found.rows)
    for flight in found.flights:
        for one, two in zip(flight.arcs[:-1], flight.arcs[1:], strict=True):
            done = journey(one.state, one.start, one.end, near=(), rtol=1e-11)
            assert np.linalg.norm(done.state[:3] - two.state[:3]) < 1e5


@pytest.mark.parametrize("point", [1, 2])
def test_throws_to_the_libration_points_of_sun_and_earth_arrive(point):
    found = answer(f"sel{point}", 40, 3500.0, 1500.0, 120.0)
    joined(found)
    system = sun_earth()
    share = collinear_point(system.mu, point) + system.mu
    for end, t in ends_of(found):
        sun, _ = state("sun", t, center="barycentre", ecliptic=False)
        emb, _ = state("emb", t, center="barycentre", ecliptic=False)
        assert np.linalg.norm(end[:3] - sun - share * (emb - sun)) < 1e7
    assert all(abs(row["flown"]["difference_m_s"]) < 600.0 for row in found.rows)


@pytest.mark.parametrize("radius", [0.7, 1.2])
def test_throws_to_circles_about_the_sun_arrive(radius):
    found = answer(f"{radius} AU", 40, 5000.0, 3500.0, 800.0)
    joined(found)
    for end, t in ends_of(found):
        place = to_ecliptic(end[:3] - state("sun", t, center="barycentre", ecliptic=False)[0])
        assert abs(np.linalg.norm(place) - radius * ASTRONOMICAL_UNIT) < 1e7


def test_throws_to_mars_arrive_also_by_way_of_the_earth():
    found = answer("mars", 250, 3500.0, 2000.0, 400.0)
    joined(found)
    assert "perigee" in {row["kick_at"] for row in found.rows}
    for end, t in ends_of(found, without="mars"):
        assert np.linalg.norm(end[:3] - state("mars", t, center="barycentre", ecliptic=False)[0]) < 1e7


def test_throws_out_of_the_solar_system_have_the_speed_for_it():
    found = answer("solar-escape", 60, 12000.0, 4000.0, 300.0)
    joined(found)
    for end, t in ends_of(found):
        sun, sun_v = state("sun", t, center="barycentre", ecliptic=False)
        c3 = np.sum((end[3:] - sun_v) ** 2) - 2.0 * SUN_GM / np.linalg.norm(end[:3] - sun)
        earth, _ = state("earth", t, center="barycentre", ecliptic=False)
        assert abs(c3 - 2.0 * GM["earth"] / np.linalg.norm(end[:3] - earth)) < 2e5


def test_escapes_leave_and_say_what_they_have_months_later():
    found = answer("escape", 40, 3500.0, 0.0, 60.0)
    for row in found.rows:
        flown = row["flown"]
        assert flown["converged"]
        assert flown["distance_km"] > 1.5e6  # the Hill radius of the Earth
        assert flown["read_after_days"] == 120.0
        assert abs(flown["muzzle_difference_m_s"]) < 330.0
        # beside the Earth, with a speed of at most some hundreds of m/s relative to it
        assert -2.0 < flown["c3_km2_s2"] < 10.0


def test_falls_to_orbits_about_the_earth_have_their_perigee():
    found = answer("geo", 10, 3500.0, 2500.0, 30.0, longitude=-53.0)
    joined(found)
    for end, t in ends_of(found):
        earth, earth_v = state("earth", t, center="barycentre", ecliptic=False)
        r, v = end[:3] - earth, end[3:] - earth_v
        energy = 0.5 * v @ v - GM["earth"] / np.linalg.norm(r)
        momentum = np.linalg.norm(np.cross(r, v))
        ecc = math.sqrt(1.0 + 2.0 * energy * (momentum / GM["earth"]) ** 2)
        assert momentum**2 / GM["earth"] / (1.0 + ecc) == pytest.approx(42_164.2e3, abs=1e5)
