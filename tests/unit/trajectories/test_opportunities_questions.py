"""The narrow function: shapes, physics that must hold, and refusals that say what is missing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.constants import ASTRONOMICAL_UNIT
from moonbase.errors import TrajectoryError
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.solve import opportunities

START = 30.0 * 365.25 * 86400.0
YEAR = 365.25 * 86400.0
EAST = LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=math.pi / 2)
TURNS = LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=None)
INNER = Destination(kind="heliocentric", radius=0.9 * ASTRONOMICAL_UNIT)


def limits(muzzle=4000.0, onboard=1500.0, days=400.0):
    return Limits(max_muzzle_speed=muzzle, max_onboard_dv=onboard, max_time_of_flight=days * 86400.0)


@pytest.fixture(scope="module")
def season():
    return opportunities(EAST, INNER, START, START + 2 * YEAR, limits())


def test_rows_are_sorted_apart_and_inside_the_limits(season):
    assert np.all(season.end > season.start)
    assert np.all(season.start[1:] >= season.end[:-1])
    assert season.start[0] >= START
    assert season.end[-1] <= START + 2 * YEAR
    assert np.all(season.onboard_dv <= 1500.0)
    assert np.all(season.best_onboard_dv <= season.onboard_dv + 1e-9)
    assert np.all(season.peak_muzzle_speed <= 4000.0 + 1e-9)
    assert np.all(season.muzzle_speed <= season.peak_muzzle_speed + 1e-9)
    assert np.all((season.best >= season.start - 43200.0) & (season.best <= season.end + 43200.0))


def test_a_fixed_track_has_a_season_each_month(season):
    gaps = np.diff(season.best)
    assert 22 <= len(season) <= 30
    assert 26.0 < np.median(gaps) / 86400.0 < 31.0


def test_arrival_is_part_of_the_onboard_change_and_can_be_left_out(season):
    assert np.all(season.best_onboard_dv >= 0.9 * season.arrival_speed.min())
    fly_by = Destination(kind="heliocentric", radius=INNER.radius, match=False)
    assert opportunities(EAST, fly_by, START, START + YEAR, limits()).best_onboard_dv.min() < 50.0


def test_a_launcher_that_turns_is_never_worse(season):
    free = opportunities(TURNS, INNER, START, START + 2 * YEAR, limits())
    assert free.best_onboard_dv.min() <= season.best_onboard_dv.min() + 5.0
    assert np.sum(free.end - free.start) > np.sum(season.end - season.start)


def test_more_onboard_change_opens_more_time(season):
    tight = opportunities(EAST, INNER, START, START + 2 * YEAR, limits(onboard=1150.0))
    assert 0.0 < np.sum(tight.end - tight.start) < np.sum(season.end - season.start)


def test_answers_are_shared_and_cannot_be_written(season):
    assert opportunities(EAST, INNER, START, START + 2 * YEAR, limits()) is season
    with pytest.raises(ValueError, match="read-only"):
        season.start[0] = 0.0


def test_mars_opens_every_synodic_period():
    found = opportunities(
        TURNS, Destination(kind="planet", body="mars"), START, START + 6 * YEAR, limits(5000.0, 300.0, 400.0)
    )
    groups = 1 + int(np.sum(np.diff(found.best) > 200.0 * 86400.0))
    assert groups == 3
    assert np.all(found.arrival_speed > 2300.0)


def test_escape_needs_no_propulsion_and_less_speed_along_the_moons_motion():
    found = opportunities(TURNS, Destination(kind="escape"), START, START + YEAR, limits())
    assert np.all(found.onboard_dv == 0.0)
    assert 2400.0 < found.muzzle_speed.min() < 2440.0
    across = opportunities(EAST, Destination(kind="escape"), START, START + YEAR, limits())
    assert across.muzzle_speed.min() > found.muzzle_speed.max()


def test_geostationary_orbit_can_be_reached_from_the_trailing_side():
    site = LaunchSite(latitude=0.0, longitude=math.radians(-60.0), azimuth=math.pi / 2)
    found = opportunities(site, Destination(kind="earth-orbit", radius=42164e3), START, START + YEAR, limits(3000.0))
    assert np.all(found.muzzle_speed > 2400.0)
    assert 1000.0 < found.best_onboard_dv.min() < 1300.0


def test_lunar_orbit_from_an_elevated_muzzle_costs_more_on_board():
    place = Destination(kind="lunar-orbit", radius=1837.4e3)
    steep = LaunchSite(latitude=0.0, longitude=0.0, azimuth=math.pi / 2, elevation=math.radians(5.0))
    level, raised = (opportunities(site, place, START, START + YEAR, limits()) for site in (EAST, steep))
    assert len(level) == 1
    assert raised.onboard_dv[0] > level.onboard_dv[0] + 10.0


@pytest.mark.parametrize(
    ("destination", "bounds", "words"),
    [
        (INNER, limits(muzzle=2300.0), r"71\.1 m/s are missing"),
        (INNER, limits(onboard=100.0), r"m/s of on-board velocity change are missing"),
        (INNER, limits(days=20.0), r"days of flight time are missing"),
        (Destination(kind="escape"), limits(muzzle=2400.0), r"296 m/s are missing"),
        (Destination(kind="lunar-orbit", radius=1837.4e3), limits(muzzle=1600.0), r"98\.6 m/s short"),
        (Destination(kind="lunar-orbit", radius=1e6), limits(), r"outside 1737\.4"),
        (Destination(kind="planet", body="pluto"), limits(), "no planet"),
        (Destination(kind="planet", body="mars"), limits(days=30.0), "days short"),
        (Destination(kind="eml2"), limits(muzzle=2300.0), r"26\.4 m/s are missing"),
        (Destination(kind="heliocentric"), limits(), "needs a radius"),
        (Destination(kind="moonbase"), limits(), "not a destination"),
    ],
)
def test_refusals_say_what_is_missing(destination, bounds, words):
    with pytest.raises(TrajectoryError, match=words):
        opportunities(EAST, destination, START, START + YEAR, bounds)


def test_questions_without_meaning_are_refused():
    with pytest.raises(TrajectoryError, match="empty"):
        opportunities(EAST, INNER, START, START, limits())
    with pytest.raises(TrajectoryError, match="out of range"):
        opportunities(LaunchSite(latitude=2.0, longitude=0.0, azimuth=None), INNER, START, START + YEAR, limits())
    with pytest.raises(TrajectoryError, match="the ephemeris covers"):
        opportunities(EAST, INNER, START, START + 80 * YEAR, limits())
