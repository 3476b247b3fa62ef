"""Low-thrust laws against published numbers and against integration by Cowell's method."""

from __future__ import annotations

import math

import numpy as np
import pytest

from moonbase.errors import TrajectoryError
from moonbase.trajectories.lowthrust import (
    change_argument_of_pericentre,
    change_eccentricity,
    change_eccentricity_and_inclination,
    escape,
    spiral,
)
from moonbase.trajectories.spirals import Engine, Orbit, fly

EARTH, MOON, DAY = 3.986004418e14, 4.902800118e12, 86400.0
STRONG = Engine(thrust=5.0, specific_impulse=3000.0, mass=1000.0)
WEAK = Engine(thrust=0.35, specific_impulse=3000.0, mass=1000.0)


def elements(gm, state):
    """Semi-major axis, eccentricity, inclination and direction of the pericentre in the xy plane."""
    r, v = state[:3], state[3:]
    h, size = np.cross(r, v), np.linalg.norm(r)
    vector = np.cross(v, h) / gm - r / size
    inclination = math.acos(h[2] / np.linalg.norm(h))
    return 1.0 / (2.0 / size - v @ v / gm), np.linalg.norm(vector), inclination, math.atan2(vector[1], vector[0])


@pytest.mark.parametrize(
    ("inclination", "days", "km_s", "tolerance"),
    [(28.5, 191.26295, 5.78378, 1e-5), (90.0, 335.0, 10.13, 1e-3), (114.591, 351.0, 10.61, 1.1e-3)],
)
def test_kechichian_low_to_geostationary_orbit(inclination, days, km_s, tolerance):
    """J. Guid. Contr. Dyn. 20 (1997) 988: 7,000 to 42,166 km at 3.5e-7 km/s2; secondary, as in poliastro's tests."""
    start = Orbit(gm=EARTH, a=7e6, inc=math.radians(inclination))
    found = spiral(start, 4.2166e7, WEAK, inclination=0.0)
    assert found.delta_v / 1e3 == pytest.approx(km_s, rel=tolerance)
    assert found.steady_time / DAY == pytest.approx(days, rel=tolerance)


def test_poliastro_and_boinor_number():
    """dV 5.7814 km/s from 7,000 km at 28.5 degrees to 42,000 km in the equator, seen in both libraries."""
    found = spiral(Orbit(gm=EARTH, a=7e6, inc=math.radians(28.5)), 4.2e7, WEAK, inclination=0.0)
    assert found.delta_v == pytest.approx(5781.4, abs=0.1)
    assert found.propellant == pytest.approx(1000.0 * (1.0 - math.exp(-5781.4 / (3000.0 * 9.80665))), rel=1e-4)
    assert found.time == pytest.approx(found.propellant * 3000.0 * 9.80665 / 0.35)
    assert found.time < found.steady_time
    assert found.backend.split()[0] in ("boinor", "poliastro")


def test_spiral_up_with_a_turn_of_the_plane_arrives():
    a, ecc, inc, _ = elements(EARTH, fly(spiral(Orbit(gm=EARTH, a=7e6, inc=0.4974), 4.2166e7, STRONG, inclination=0.0)))
    assert a == pytest.approx(4.2166e7, rel=1e-3)
    assert ecc < 0.03
    assert inc < math.radians(0.4)


def test_spiral_down_to_a_low_lunar_orbit_arrives():
    engine = Engine(thrust=0.5, specific_impulse=1500.0, mass=1000.0)
    a, ecc, _, _ = elements(MOON, fly(spiral(Orbit(gm=MOON, a=1e7), 1.8374e6, engine)))
    assert a == pytest.approx(1.8374e6, rel=2e-3)
    assert ecc < 0.06


@pytest.mark.parametrize(("gm", "radius", "thrust"), [(MOON, 1.8374e6, 0.5), (EARTH, 7e6, 5.0)])
def test_escape_spirals_end_with_no_energy(gm, radius, thrust):
    engine = Engine(thrust=thrust, specific_impulse=1500.0, mass=1000.0)
    end = fly(escape(Orbit(gm=gm, a=radius), engine))
    energy = 0.5 * end[3:] @ end[3:] - gm / np.linalg.norm(end[:3])
    assert abs(energy) < 0.01 * gm / (2.0 * radius)


@pytest.mark.parametrize("push", [3e-4, 1e-3])
def test_the_number_in_the_law_of_escape_comes_out_of_integration(push):
    """``dv = V0 - c (f GM)^(1/4)``, c = 0.8082 (computed).

    The averaged law lets a circle's speed fall by as much as the engine gives, dV = -f dt. It ends where the thrust is
    no longer small against gravity, at r = sqrt(GM/f). With that length, sqrt(r^3/GM) for the time and (f GM)^(1/4) for
    the speed, the equation of motion r'' = -r/r^3 + v/|v| holds no parameter, and a spiral from far inside arrives on
    one and the same curve: what it saves against losing all of V0 is one number c of that curve. Circle of radius 1,
    GM = 1, f/g = push, integrated along the velocity until the energy is zero.
    """
    from scipy.integrate import solve_ivp

    def rate(_t, y):
        r, v = math.hypot(y[0], y[1]), math.hypot(y[2], y[3])
        return [y[2], y[3], -y[0] / r**3 + push * y[2] / v, -y[1] / r**3 + push * y[3] / v]

    def energy(_t, y):
        return 0.5 * (y[2] ** 2 + y[3] ** 2) - 1.0 / math.hypot(y[0], y[1])

    energy.terminal = True
    end = solve_ivp(rate, (0.0, 1.0 / push), [1.0, 0.0, 0.0, 1.0], "DOP853", events=energy, rtol=1e-9, atol=1e-10)
    assert (1.0 - push * end.t[-1]) / push**0.25 == pytest.approx(0.8082, abs=3e-4)
    law = escape(Orbit(gm=EARTH, a=7e6), Engine(thrust=push * EARTH / 7e6**2, specific_impulse=3000.0, mass=1.0))
    assert law.delta_v / math.sqrt(EARTH / 7e6) == pytest.approx(push * end.t[-1], abs=1e-4)


def test_eccentricity_changes_at_the_same_size():
    found = change_eccentricity(Orbit(gm=EARTH, a=4.2164e7, ecc=0.4), 0.1, WEAK)
    a, ecc, _, _ = elements(EARTH, fly(found))
    assert (a, ecc) == (pytest.approx(4.2164e7, rel=5e-3), pytest.approx(0.1, abs=5e-3))


def test_eccentricity_and_inclination_change_together():
    engine = Engine(thrust=0.24, specific_impulse=3000.0, mass=1000.0)
    found = change_eccentricity_and_inclination(Orbit(gm=EARTH, a=4.2164e7, ecc=0.4), 0.0, math.radians(20.0), engine)
    a, ecc, inc, _ = elements(EARTH, fly(found))
    assert a == pytest.approx(4.2164e7, rel=5e-3)
    assert ecc < 0.02
    assert inc == pytest.approx(math.radians(20.0), rel=0.02)


def test_line_of_apsides_turns():
    found = change_argument_of_pericentre(Orbit(gm=EARTH, a=4e7, ecc=0.4, inc=1e-4), math.radians(5.0), WEAK)
    _, ecc, _, direction = elements(EARTH, fly(found))
    assert ecc == pytest.approx(0.4, abs=2e-3)
    assert math.degrees(direction) == pytest.approx(5.0, abs=0.1)


def test_what_the_laws_do_not_cover_is_refused():
    circle, eccentric = Orbit(gm=EARTH, a=7e6), Orbit(gm=EARTH, a=7e6, ecc=0.2)
    rocket = Engine(thrust=1e4, specific_impulse=300.0, mass=1000.0)
    for action, words in (
        (lambda: spiral(circle, 8e6, rocket), "of gravity at the start"),
        (lambda: spiral(eccentric, 8e6, STRONG), "circle to circle"),
        (lambda: spiral(circle, 8e6, STRONG, inclination=2.1), "114.6"),
        (lambda: escape(eccentric, STRONG), "starts from a circle"),
        (lambda: change_eccentricity(circle, 1.0, STRONG), "closed orbit"),
        (lambda: change_eccentricity_and_inclination(eccentric, 0.2, 0.1, STRONG), "change of eccentricity"),
        (lambda: change_argument_of_pericentre(circle, 1.0, STRONG), "apsides"),
        (lambda: spiral(Orbit(gm=EARTH, a=-7e6), 8e6, STRONG), "closed orbit"),
    ):
        with pytest.raises(TrajectoryError, match=words):
            action()
