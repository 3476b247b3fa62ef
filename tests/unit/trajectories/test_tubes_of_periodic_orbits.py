"""Invariant manifolds: they keep their energy, lead to the orbit, and stop at sections and at the Moon."""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.errors import TrajectoryError
from moonbase.trajectories.cr3bp import earth_moon, flow, jacobi
from moonbase.trajectories.ensemble import Plane, fly_three_body
from moonbase.trajectories.manifolds import tube
from moonbase.trajectories.periodic import distant_retrograde, lyapunov

SYSTEM = earth_moon()
ORBIT = lyapunov(SYSTEM.mu, 1, -0.01)


def distance_to_orbit(states):
    around = flow(ORBIT.mu, np.tile(ORBIT.state, (400, 1)), ORBIT.period * np.arange(400) / 400)[0]
    return np.linalg.norm(states[:, None, :3] - around[None, :, :3], axis=2).min(axis=1)


@pytest.mark.parametrize("stable", [True, False])
def test_flights_keep_the_energy_of_the_orbit_and_leave_it(stable):
    found = tube(ORBIT, SYSTEM, 1.2 * ORBIT.period, stable=stable, points=16)
    assert np.abs(jacobi(SYSTEM.mu, found.states) - ORBIT.jacobi).max() < 1e-6
    assert distance_to_orbit(found.starts).max() < 2e-4
    assert distance_to_orbit(found.states).min() > 2e-3
    assert found.growth == pytest.approx(2.0 * ORBIT.stability, rel=1e-3)
    assert (found.times < 0.0).all() == stable


def test_the_stable_tube_leads_to_the_orbit():
    found = tube(ORBIT, SYSTEM, 1.2 * ORBIT.period, stable=True, points=12, towards=-1.0)
    back = fly_three_body(SYSTEM, found.states, -found.times, rtol=1e-12).states
    assert distance_to_orbit(back).max() < 2e-4


def test_stable_and_unstable_tubes_mirror_each_other():
    away = tube(ORBIT, SYSTEM, 3.0, stable=False, points=8)
    towards = tube(ORBIT, SYSTEM, 3.0, stable=True, points=8)
    mirror = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
    for phase in range(8):
        assert towards.states[-phase % 8] * mirror == pytest.approx(away.states[phase], abs=1e-6)


def test_a_section_stops_the_inner_branch_at_the_moon_side():
    moon = np.array([1.0 - SYSTEM.mu, 0.0, 0.0])
    section = Plane(normal=np.array([1.0, 0.0, 0.0]), point=moon, velocity=np.zeros(3), time=0.0)
    found = tube(ORBIT, SYSTEM, 12.0, stable=False, towards=1.0, points=20, section=section)
    assert (found.crossed | found.hit).all()
    assert np.abs(found.states[found.crossed, 0] - moon[0]).max() < 1e-9
    outer = tube(ORBIT, SYSTEM, 6.0, stable=False, towards=-1.0, points=20, section=section)
    assert not outer.crossed.any()


def test_stable_orbits_have_no_tubes():
    with pytest.raises(TrajectoryError, match="no tube"):
        tube(distant_retrograde(SYSTEM.mu, 0.08), SYSTEM, 3.0, stable=True)
    with pytest.raises(TrajectoryError, match="positive duration"):
        tube(ORBIT, SYSTEM, -3.0, stable=True)
