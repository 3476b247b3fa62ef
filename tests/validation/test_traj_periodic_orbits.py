"""Periodic orbits found from scratch against the JPL Three-Body Periodic Orbits catalogue (API v1.0)."""

from __future__ import annotations

import numpy as np
import pytest

from moonbase.errors import TrajectoryError
from moonbase.trajectories.cr3bp import flow
from moonbase.trajectories.periodic import PeriodicOrbit, correct, distant_retrograde, family, halo, lyapunov

MU = 1.215058560962404e-2
L1, L2 = 0.836915125772357, 1.155682165444884


def assert_is(orbit, x, z, vy, period):
    assert orbit.x == pytest.approx(x, abs=1e-8)
    assert orbit.z == pytest.approx(z, abs=1e-8)
    assert orbit.vy == pytest.approx(vy, abs=1e-7)
    assert orbit.period == pytest.approx(period, abs=1e-7)


@pytest.mark.parametrize(
    ("point", "x", "vy", "period"),
    [
        (1, 0.830023864314168, 0.06088309999599009, 2.702881200253821),
        (2, 1.1599891825364728, -0.023755466801822275, 3.3740716677049702),
    ],
)
def test_lyapunov_orbits_from_the_linear_theory(point, x, vy, period):
    assert_is(lyapunov(MU, point, x - (L1 if point == 1 else L2)), x, 0.0, vy, period)


def test_halo_orbit_from_its_branching():
    orbit = halo(MU, 1, 0.020094689995809854)
    assert_is(orbit, 0.8233817099599398, 0.020094689995809854, 0.13277938547316961, 2.7457245134756847)
    assert orbit.jacobi == pytest.approx(3.17090835020532, abs=1e-9)
    assert orbit.stability == pytest.approx(1112.581839959, rel=1e-5)


def test_southern_halo_orbit_mirrors_the_northern_one():
    orbit = halo(MU, 1, -0.020094689995809854)
    assert_is(orbit, 0.8233817099599398, -0.020094689995809854, 0.13277938547316961, 2.7457245134756847)


@pytest.mark.parametrize("fixed", ["x", "z", "vy", "period"])
def test_a_rounded_catalogue_entry_is_restored(fixed):
    want = {"x": 1.1782368583041956, "z": 0.05004782863118049, "vy": -0.16885146321447977, "period": 3.394810180515136}
    rounded = {name: value if name == fixed else round(value, 3) for name, value in want.items()}
    orbit = correct(PeriodicOrbit(mu=MU, **rounded), fixed=fixed)
    for name, value in want.items():
        assert getattr(orbit, name) == pytest.approx(value, abs=3e-6)


def test_gateway_like_near_rectilinear_orbit():
    """The 9:2 lunar synodic resonance, recalled as x = 1.0221, z = -0.1821, vy = -0.1033, period 1.5111."""
    orbit = correct(PeriodicOrbit(mu=MU, x=1.0221, z=-0.1821, vy=-0.1033, period=1.5111), fixed="period")
    assert_is(orbit, 1.022020669, -0.182096202, -0.103254517, 1.5111)
    final, _ = flow(MU, orbit.state[None], np.array([orbit.period]), rtol=1e-13)
    assert np.abs(final[0] - orbit.state).max() < 1e-8
    assert orbit.stability < 1.5


def test_distant_retrograde_orbit_is_stable_and_retrograde():
    orbit = distant_retrograde(MU, 0.08)
    assert orbit.vy < 0.0
    assert orbit.stability == pytest.approx(1.0, abs=1e-6)


def test_continuation_walks_along_the_family():
    start = lyapunov(MU, 2, 0.004)
    members = [orbit for orbit, _ in zip(family(start, 0.01), range(3), strict=False)]
    assert all(after.x > before.x for before, after in zip([start, *members], members, strict=False))
    assert all(abs(flow(MU, m.state[None], np.array([m.period]))[0][0] - m.state).max() < 1e-5 for m in members)


def test_hopeless_guesses_are_refused():
    with pytest.raises(TrajectoryError, match="does not lead to a periodic orbit"):
        correct(PeriodicOrbit(mu=MU, x=0.5, z=0.3, vy=0.9, period=0.3))
    with pytest.raises(TrajectoryError, match="about L3"):
        halo(MU, 3, 0.01)
