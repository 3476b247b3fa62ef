"""Motion under all bodies, and the check of patched conics with it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.constants import ASTRONOMICAL_UNIT, MOON_GM, MOON_RADIUS
from moonbase.trajectories.backend import _interpreted, backend
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.nbody import GM, attractors, propagate
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits
from moonbase.trajectories.solve import opportunities

T0 = 9.5e8
HOUR = 3600.0


def test_attractors_stand_where_the_ephemeris_puts_them():
    places = attractors()(T0)
    for name, place in zip(GM, places, strict=True):
        want, _ = state(name, T0, center="barycentre", ecliptic=False)
        assert np.abs(place - want).max() < 1e-3


def test_close_to_the_moon_it_is_two_body_motion():
    moon, moon_v = state("moon", T0, center="barycentre", ecliptic=False)
    r, v = np.array([MOON_RADIUS, 0.0, 0.0]), np.array([800.0, 2500.0, 300.0])
    end = propagate(np.concatenate([moon + r, moon_v + v])[None], T0, T0 + HOUR)[0]
    later, _ = state("moon", T0 + HOUR, center="barycentre", ecliptic=False)
    kepler = _interpreted(backend().farnocchia_rv, {})(MOON_GM, r, v, HOUR)
    assert np.linalg.norm(end[:3] - later - kepler[0]) < 2000.0  # the Earth's tide over an hour
    assert np.linalg.norm(end[:3] - later - kepler[0]) > 1.0


def test_there_and_back_again():
    moon, moon_v = state("moon", T0, center="barycentre", ecliptic=False)
    kick = np.array([0.0, MOON_RADIUS, 0.0, 1200.0, 2500.0, 0.0])
    start = (np.concatenate([moon, moon_v]) + kick)[None]
    there = propagate(start, T0, T0 + 5 * 24 * HOUR)
    back = propagate(there, T0 + 5 * 24 * HOUR, T0)
    assert np.linalg.norm(back[0, :3] - start[0, :3]) < 200.0


def test_the_moon_itself_follows_its_ephemeris():
    moon, moon_v = state("moon", T0, center="barycentre", ecliptic=False)
    end = propagate(np.concatenate([moon, moon_v])[None], T0, T0 + 24 * HOUR, without="moon")
    want, _ = state("moon", T0 + 24 * HOUR, center="barycentre", ecliptic=False)
    assert np.linalg.norm(end[0, :3] - want) < 20.0  # the figures of Earth and Moon are left out


@pytest.mark.parametrize(
    "destination",
    [Destination(kind="heliocentric", radius=0.9 * ASTRONOMICAL_UNIT), Destination(kind="planet", body="mars")],
)
def test_opportunities_say_what_all_bodies_make_of_them(destination):
    site = LaunchSite(latitude=0.0, longitude=math.radians(33.1), azimuth=None)
    limits = Limits(max_muzzle_speed=5000.0, max_onboard_dv=1500.0, max_time_of_flight=400 * 24 * HOUR)
    found = opportunities(site, destination, T0, T0 + 3 * 365 * 24 * HOUR, limits)
    words = found.notes[0]
    assert "flown under Sun, Earth, Moon" in words
    full, patched = words.split("against")
    muzzle = [float(part.split("m/s at the muzzle")[0].split("takes")[-1]) for part in [full]]
    assert muzzle[0] == pytest.approx(float(patched.split(",")[0]), rel=0.05)
