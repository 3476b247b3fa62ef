"""Flights under many bodies with events, light pressure, and impulses that meet a target."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.constants import ASTRONOMICAL_UNIT, MOON_GM, MOON_RADIUS
from moonbase.errors import TrajectoryError
from moonbase.trajectories.bplane import b_plane, meet, to_b_plane, to_libration_point
from moonbase.trajectories.ephemeris import state, to_ecliptic
from moonbase.trajectories.journeys import Passage, journey
from moonbase.trajectories.nbody import GM, Forces, propagate

T0 = 9.5e8
HOUR, DAY = 3600.0, 86400.0


def beside(body, r, v, t=T0):
    place, speed = state(body, t, center="barycentre", ecliptic=False)
    return np.concatenate([place + r, speed + v])


def test_a_slow_throw_falls_back_on_the_moon():
    speed = 1500.0
    up = beside("moon", np.array([MOON_RADIUS + 1.0, 0.0, 0.0]), np.array([speed, 0.0, 0.0]))
    found = journey(up, T0, T0 + 10 * HOUR, passages=[Passage(body="moon", radius=MOON_RADIUS + 1e5)])
    assert found.impact == "moon"
    assert found.end < T0 + 2 * HOUR
    passages = [one for one in found.events if one.kind == "passage"]
    assert [one.distance for one in passages] == pytest.approx([MOON_RADIUS + 1e5] * 2, abs=1.0)
    assert passages[0].speed == pytest.approx(passages[1].speed, rel=1e-3)
    assert found.events[-1].kind == "impact"


def test_closest_approaches_are_those_of_the_conic():
    apolune, perilune = 4.0e6, 2.0e6
    a = 0.5 * (apolune + perilune)
    speed = math.sqrt(MOON_GM * (2.0 / apolune - 1.0 / a))
    first = beside("moon", np.array([apolune, 0.0, 0.0]), np.array([0.0, speed, 0.0]))
    period = 2.0 * math.pi * math.sqrt(a**3 / MOON_GM)
    found = journey(first, T0, T0 + 1.9 * period, near=["moon"])
    nearest = found.closest("moon")
    assert nearest is not None
    assert nearest.distance == pytest.approx(perilune, rel=2e-3)
    assert found.impact is None
    times = [one.t - T0 for one in found.events if one.body == "moon"]
    assert times == pytest.approx([0.5 * period, 1.5 * period], rel=2e-3)
    assert found.closest("earth") is None


def test_a_passage_may_end_the_flight():
    fast = beside("moon", np.array([MOON_RADIUS + 1.0, 0.0, 0.0]), np.array([2600.0, 0.0, 0.0]))
    found = journey(fast, T0, T0 + 5 * DAY, passages=[Passage(body="moon", radius=6.6e7, ends=True)])
    assert found.end < T0 + 2 * DAY
    assert found.events[-1].kind == "passage"
    assert found.impact is None


def test_light_pushes_away_from_the_sun():
    r, v = np.array([ASTRONOMICAL_UNIT, 0.0, 0.0]), np.array([0.0, 2.9e4, 0.0])
    first, span = beside("sun", r, v), 2 * DAY
    calm, pushed = Forces(bodies=("sun",)), Forces(bodies=("sun",), area_to_mass=0.1, reflectivity=1.5)
    ends = [propagate(first[None], T0, T0 + span, forces=forces)[0] for forces in (calm, pushed)]
    push = 1.5 * 0.1 * 1361.0 / 299792458.0
    assert ends[1][0] - ends[0][0] == pytest.approx(0.5 * push * span**2, rel=0.01)
    assert GM["sun"] > pushed.push > 0.0


def test_fewer_bodies_make_a_difference():
    first = beside("moon", np.array([3e7, 0.0, 0.0]), np.array([0.0, 500.0, 0.0]))
    ends = [propagate(first[None], T0, T0 + DAY, forces=Forces(bodies=b))[0] for b in (tuple(GM), ("moon", "earth"))]
    assert np.linalg.norm(ends[0][:3] - ends[1][:3]) > 1e6
    with pytest.raises(TrajectoryError, match="no mass"):
        propagate(first[None], T0, T0 + DAY, forces=Forces(bodies=("vulcan",)))


def test_b_plane_of_a_known_hyperbola():
    gm, excess, b = MOON_GM, 1000.0, 8e6
    r, v = np.array([-1e12, b, 0.0]), np.array([excess, 0.0, 0.0])
    found = b_plane(gm, r, v)
    assert found.excess == pytest.approx(excess, rel=1e-5)
    assert math.hypot(found.b_t, found.b_r) == pytest.approx(b, rel=1e-4)
    assert found.b_t == pytest.approx(-b, rel=1e-4)  # S = x, T = x cross z = -y
    a = gm / excess**2
    assert found.pericentre == pytest.approx(math.hypot(a, b) - a, rel=1e-4)
    assert found.time_to_pericentre == pytest.approx(1e9, rel=1e-3)
    with pytest.raises(TrajectoryError, match="closed"):
        b_plane(gm, np.array([2e6, 0.0, 0.0]), np.array([0.0, 1000.0, 0.0]))


def test_an_impulse_meets_a_point_of_the_moons_b_plane():
    half, read, wanted = T0 - 2 * DAY, T0 + 0.1 * DAY, (9.0e6, 3.0e6, T0 + 0.5 * DAY)
    moon, _ = state("moon", half, center="earth", ecliptic=False)
    earth, _ = state("earth", half, center="barycentre", ecliptic=False)
    there, _ = state("moon", read, center="barycentre", ecliptic=False)
    place = earth + 0.45 * moon
    guess = np.concatenate([place, (there - place) / (read - half)])
    impulse = to_b_plane(guess, (half, read), "moon", wanted)
    flown = guess.copy()
    flown[3:] += impulse.velocity
    end = propagate(flown[None], half, read)[0]
    r, v_moon = state("moon", read, center="barycentre")
    found = b_plane(GM["moon"], to_ecliptic(end[:3]) - r, to_ecliptic(end[3:]) - v_moon)
    assert (found.b_t, found.b_r) == (pytest.approx(9.0e6, abs=1e3), pytest.approx(3.0e6, abs=1e3))
    assert read + found.time_to_pericentre == pytest.approx(wanted[2], abs=1.0)
    nearest = journey(flown, half, wanted[2] + 6 * HOUR).closest("moon")
    assert nearest is not None
    assert nearest.distance == pytest.approx(found.pericentre, rel=0.06)  # the Earth pulls for half a day
    assert nearest.t == pytest.approx(wanted[2], abs=0.5 * HOUR)


def test_an_impulse_meets_a_libration_point():
    moon, _ = state("moon", T0, center="earth", ecliptic=False)
    out = moon / np.linalg.norm(moon)
    first = beside("moon", 2.0e7 * out, 400.0 * out)
    arrive = T0 + 2 * DAY
    impulse = to_libration_point(first, (T0, arrive), 2)
    flown = first.copy()
    flown[3:] += impulse.velocity
    end = propagate(flown[None], T0, arrive)[0]
    earth, _ = state("earth", arrive, center="barycentre", ecliptic=False)
    later, _ = state("moon", arrive, center="earth", ecliptic=False)
    assert np.linalg.norm(end[:3] - earth) / np.linalg.norm(later) == pytest.approx(1.16783, abs=2e-4)
    assert impulse.size < 700.0
    assert impulse.iterations > 0


def test_impossible_journeys_are_refused():
    first = beside("moon", np.array([3e7, 0.0, 0.0]), np.zeros(3))
    with pytest.raises(TrajectoryError, match="no mass"):
        journey(first, T0, T0 + 1.0, near=("vulcan",))
    with pytest.raises(TrajectoryError, match="ends after it starts"):
        journey(first, T0, T0)
    with pytest.raises(TrajectoryError, match="corrections of the impulse leave"):
        meet(first, (T0, T0 + 1.0), lambda _: np.ones(3), np.full(3, 1e-3))
