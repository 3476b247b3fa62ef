"""Flights to libration points, halo and lunar orbits and out of the Earth-Moon system, and what muzzle errors do."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from moonbase.constants import MOON_DISTANCE, MOON_RADIUS
from moonbase.quantities import parse_date
from moonbase.trajectories.arrival_spread import arrival_spread, sampled_arrivals, within
from moonbase.trajectories.cr3bp import earth_moon
from moonbase.trajectories.dispersion import MuzzleErrors, error_axes
from moonbase.trajectories.ensemble import fly_ephemeris
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.escape_check import EDGE, real_escape
from moonbase.trajectories.halo import throw_to
from moonbase.trajectories.launch import Question
from moonbase.trajectories.libration_check import finished, real_throw
from moonbase.trajectories.moon import site_axes
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.near_flights import near_flight
from moonbase.trajectories.nearby import nearby_windows
from moonbase.trajectories.opportunities import LaunchSite, Limits
from moonbase.trajectories.places import named_destination
from moonbase.trajectories.released import muzzle_direction, released
from moonbase.trajectories.surroundings import beside_the_earth, halo_line, libration_points, over_the_ground
from moonbase.trajectories.throw import ballistic
from moonbase.trajectories.track import onwards, rotating, track

DAY = 86400.0
START = parse_date("2031-01-07")
LIMITS = Limits(max_muzzle_speed=2400.0, max_onboard_dv=2000.0, max_time_of_flight=30 * DAY)
ERRORS = MuzzleErrors(speed=2e-3, vertical=1e-3, lateral=3e-3)
HALO = named_destination("halo-eml1:-12 d")


def site(longitude, azimuth=90.0):
    return LaunchSite(latitude=0.0, longitude=math.radians(longitude), azimuth=math.radians(azimuth))


@pytest.fixture(scope="module")
def to_halo():
    place = site(-53.0)
    throw = throw_to(place, HALO, LIMITS)
    place = replace(place, azimuth=throw.azimuth)
    real = finished(place, 1, throw, START, real_throw(place, 1, throw, START, 2400.0, stops=True))
    return place, throw, near_flight(place, START, real, hit=2e6)


@pytest.fixture(scope="module")
def to_l2():
    place = site(35.0)
    throw = ballistic(place, earth_moon(), 2, 2400.0)[0]
    real = finished(place, 2, throw, START, real_throw(place, 2, throw, START, 2400.0, stops=True))
    return place, throw, near_flight(place, START, real, hit=2e6)


def test_a_flight_to_a_halo_orbit_ends_on_it(to_halo):
    _, throw, flight = to_halo
    way = track(flight)
    _, places = rotating(way, flight.arrive)
    wanted = (np.array(throw.goal[:3]) + np.array([earth_moon().mu, 0.0, 0.0])) * MOON_DISTANCE
    assert np.linalg.norm(places[-1] - wanted) < 200.0
    assert np.linalg.norm(halo_line(HALO) - wanted, axis=1).min() < 2e6
    assert np.linalg.norm(way.relative("moon")[0, :3]) == pytest.approx(MOON_RADIUS, abs=1.0)


def test_its_arcs_join_in_place_and_jump_by_the_impulse(to_halo):
    _, _, flight = to_halo
    way = track(flight)
    (k,) = np.flatnonzero(np.diff(way.arcs))
    gap = way.states[k + 1] - way.states[k]
    assert np.linalg.norm(gap[:3]) < 1.0
    assert gap[3:] == pytest.approx(flight.correction.kick, abs=1e-5)
    assert np.all(np.diff(way.t)[way.arcs[1:] == way.arcs[:-1]] > 0.0)


def test_the_motion_under_all_bodies_agrees_with_what_was_flown(to_halo):
    _, _, flight = to_halo
    for arc in flight.arcs:
        end = propagate(arc.state[None], arc.start, arc.end)[0]
        followed = track(replace(flight, arcs=(arc,))).states[-1]
        assert np.linalg.norm(end[:3] - followed[:3]) < 3e3  # planets and figures of Earth and Moon


@pytest.mark.parametrize("name", ["to_halo", "to_l2"])
def test_monte_carlo_of_arrivals_agrees_with_the_transition_matrix(name, request):
    place, _, flight = request.getfixturevalue(name)
    spread = arrival_spread(place, flight, ERRORS)
    found = sampled_arrivals(place, flight, ERRORS, n=4000, seed=5)
    assert found.lost == 0.0
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(np.sqrt(np.diag(spread.miss)), rel=0.05)
    assert found.covariance[0, 1] == pytest.approx(
        spread.miss[0, 1], abs=0.05 * math.sqrt(spread.miss[0, 0] * spread.miss[1, 1])
    )
    assert found.radius(0.99) == pytest.approx(within(spread.miss, 0.99), rel=0.08)


def test_the_correction_is_what_newtons_method_finds_for_each_error(to_halo):
    place, _, flight = to_halo
    spread = arrival_spread(place, flight, ERRORS)
    axes = error_axes(muzzle_direction(place), site_axes(place.latitude, place.longitude).up)
    nominal = flight.muzzle * muzzle_direction(place)
    size = np.diag([ERRORS.speed, ERRORS.vertical, ERRORS.lateral])
    start, after = flight.arcs
    edge = fly_ephemeris(
        released(place, START, nominal + np.concatenate([np.zeros((1, 3)), size @ axes])), START, start.end - START,
        rtol=1e-12,
    ).states  # fmt: skip
    edge[:, 3:] += flight.correction.kick
    last = after.end - after.start
    goal = fly_ephemeris(edge[:1], after.start, last, rtol=1e-12).states[0]
    kicks, stops = [], []
    for row in edge[1:]:
        kick = np.zeros(3)
        for _ in range(6):
            lanes = np.repeat(row[None], 4, axis=0)
            lanes[:, 3:] += kick
            lanes[1:, 3:] += 0.05 * np.eye(3)
            ends = fly_ephemeris(lanes, after.start, last, rtol=1e-12).states
            kick = kick - np.linalg.solve((ends[1:, :3] - ends[0, :3]).T / 0.05, ends[0, :3] - goal[:3])
        kicks.append(kick)
        stops.append(ends[0, 3:] - goal[3:])
    assert spread.correction == pytest.approx(
        np.array(kicks).T @ kicks, rel=0.03, abs=0.02 * np.trace(spread.correction)
    )
    assert spread.stop == pytest.approx(np.array(stops).T @ stops, rel=0.03, abs=0.02 * np.trace(spread.stop))
    assert spread.correction_time == start.end


def test_larger_errors_miss_by_more():
    covariance = np.diag([9.0, 16.0, 0.0])
    assert within(np.diag([1.0]), 0.99) == pytest.approx(2.576, rel=0.05)
    assert within(4.0 * covariance, 0.9) == pytest.approx(2.0 * within(covariance, 0.9))


def test_a_flight_to_a_lunar_orbit_ends_at_its_highest_point():
    question = Question(
        sites=(site(33.1),), destination=named_destination("llo"), start=START, end=START + 3 * DAY, limits=LIMITS
    )
    answer = nearby_windows(question)
    way = track(answer.flights[0])
    end = way.relative("moon")[-1]
    assert np.linalg.norm(end[:3]) == pytest.approx(MOON_RADIUS + 100e3, abs=300.0)
    assert end[:3] @ end[3:] / np.linalg.norm(end[:3]) == pytest.approx(0.0, abs=0.5)
    assert answer.flights[0].arrival == pytest.approx(answer.rows[0]["flown"]["arrival_m_s"], abs=0.05)
    places, circle = over_the_ground(way)
    assert places[0] == pytest.approx([MOON_RADIUS, 0.0, 0.0], abs=1.0)
    assert np.abs(places[:, 2]).max() < 2e3
    assert np.linalg.norm(circle, axis=1) == pytest.approx(MOON_RADIUS + 100e3, abs=300.0)
    assert len(answer.t) == 3
    assert np.linalg.norm(np.diff(places[:20], axis=0), axis=1).max() < 2e5  # the first minutes are dense


@pytest.fixture(scope="module")
def escapes():
    limits = Limits(max_muzzle_speed=2900.0, max_onboard_dv=100.0, max_time_of_flight=100 * DAY)
    question = Question(
        sites=(site(33.1),), destination=named_destination("escape"), start=START, end=START + 30 * DAY, limits=limits,
        flown=1,
    )  # fmt: skip
    return nearby_windows(question)


def test_escapes_leave_when_the_slowest_muzzle_will_do_and_are_flown(escapes):
    assert [flight is not None for flight in escapes.flights].count(True) == 1
    assert escapes.muzzle.min() == pytest.approx(min(row["muzzle_m_s"] for row in escapes.rows), abs=0.1)
    (k,) = [k for k, flight in enumerate(escapes.flights) if flight is not None]
    flown = escapes.rows[k]["flown"]
    assert flown["converged"]
    assert flown["muzzle_m_s"] <= 2900.0
    flight = escapes.flights[k]
    end = track(flight).relative("earth")[-1]
    assert np.linalg.norm(end[:3]) == pytest.approx(EDGE, rel=1e-4)
    assert np.linalg.norm(end[3:]) == pytest.approx(flown["arrival_m_s"], abs=0.1)


def test_an_escape_stays_away_and_a_slower_throw_does_not_leave(escapes):
    flight = next(one for one in escapes.flights if one is not None)
    way = track(flight)
    later = onwards(way, 90 * DAY)[-1]
    earth, _ = state("earth", float(way.t[-1]) + 90 * DAY)
    assert np.linalg.norm(later - earth) > EDGE
    start = flight.arcs[0].start
    assert real_escape(site(33.1), start, flight.muzzle, flight.muzzle + 1.0).muzzle == pytest.approx(
        flight.muzzle, abs=45.0
    )
    slow = real_escape(site(33.1), start, 2250.0, 2300.0)
    assert (slow.converged, slow.muzzle) == (False, 2250.0)
    hasty = real_escape(site(33.1), start, flight.muzzle, 2900.0, longest=17 * DAY)
    assert hasty.muzzle > flight.muzzle
    assert hasty.arrive < start + 17 * DAY < flight.arrive
    rounded = real_escape(site(33.1), start, 2250.0, 2249.96)
    assert rounded.muzzle == 2250.0
    assert real_escape(site(33.1), parse_date("2099-12-01"), 2700.0, 2900.0) is None


def test_axes_beside_the_earth_hold_the_sun_on_the_left(escapes):
    way = track(next(one for one in escapes.flights if one is not None))
    places = beside_the_earth(way)
    assert np.linalg.norm(places, axis=1) == pytest.approx(np.linalg.norm(way.relative("earth")[:, :3], axis=1))
    away = np.linalg.norm(way.relative("sun")[:, :3], axis=1) - np.linalg.norm(state("earth", way.t)[0], axis=1)
    assert places[:, 0] == pytest.approx(away, abs=2e7)  # small beside the distance of the Sun


def test_libration_points_are_where_textbooks_have_them():
    points = libration_points()
    assert (points["L1"] / 1e6, points["L2"] / 1e6) == pytest.approx((326.4, 448.9), abs=0.6)
