"""The compiled motion under all bodies, against scipy's integrator over an independent right-hand side."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from moonbase.constants import MOON_RADIUS
from moonbase.errors import TrajectoryError
from moonbase.trajectories.ephemeris import span, state
from moonbase.trajectories.nbody import GM, Forces, propagate, rate_of

T0 = 9.5e8
DAY = 86400.0


def thrown(n: int, speed: float) -> np.ndarray:
    moon, moon_v = state("moon", T0, center="barycentre", ecliptic=False)
    first = np.concatenate([moon, moon_v]) + np.array([0.0, MOON_RADIUS, 0.0, speed, 1200.0, 0.0])
    states = np.tile(first, (n, 1))
    states[:, 3:] += 0.5 * np.arange(n)[:, None]
    return states


@pytest.mark.parametrize(
    ("days", "forces", "metres"),
    [
        (5.0, Forces(), 5.0),
        (-3.0, Forces(), 5.0),
        (60.0, Forces(bodies=("sun", "earth", "moon")), 300.0),
        (60.0, Forces(area_to_mass=0.02), 300.0),
    ],
)
def test_the_compiled_flight_is_that_of_scipy(days, forces, metres):
    states = thrown(4, 2500.0)
    found = propagate(states, T0, T0 + days * DAY, forces=forces)
    done = solve_ivp(
        rate_of(forces, T0, 4),
        (0.0, days * DAY),
        states.T.ravel(),
        method="DOP853",
        rtol=1e-12,
        atol=np.repeat([1e-2, 1e-8], 12),
        first_step=1.0,
    )
    wanted = done.y[:, -1].reshape(6, 4).T
    assert np.abs(found[:, :3] - wanted[:, :3]).max() < metres
    assert np.abs(found[:, 3:] - wanted[:, 3:]).max() < 1e-5 * metres


def test_light_and_single_bodies_are_felt():
    states = thrown(1, 2500.0)
    full = propagate(states, T0, T0 + 30.0 * DAY)
    for forces in (Forces(area_to_mass=0.02), Forces(bodies=tuple(name for name in GM if name != "earth"))):
        assert np.linalg.norm(propagate(states, T0, T0 + 30.0 * DAY, forces=forces) - full) > 1e5
    left_out = propagate(states, T0, T0 + 30.0 * DAY, without="earth")
    alone = propagate(states, T0, T0 + 30.0 * DAY, forces=Forces(bodies=tuple(name for name in GM if name != "earth")))
    assert (left_out == alone).all()


def test_nothing_happens_in_no_time_and_short_steps_end():
    states = thrown(2, 2500.0)
    assert (propagate(states, T0, T0) == states).all()
    soon = propagate(states, T0, T0 + 0.25)
    assert np.abs(soon[:, :3] - states[:, :3] - 0.25 * states[:, 3:]).max() < 0.1


def test_states_without_a_number_stay_without_one_and_end():
    states = thrown(2, 2500.0)
    states[1, 0] = np.nan
    assert np.isnan(propagate(states, T0, T0 + DAY)).all()


def test_times_outside_the_ephemeris_are_refused():
    with pytest.raises(TrajectoryError):
        propagate(thrown(1, 2500.0), span()[1] - 10.0, span()[1] + 10.0)
    with pytest.raises(TrajectoryError, match="vulcan"):
        propagate(thrown(1, 2500.0), T0, T0 + 10.0, forces=Forces(bodies=("vulcan",)))


def test_what_is_flown_is_left_as_it_was():
    for n in (1, 3):
        states = thrown(n, 2500.0)
        before = states.copy()
        propagate(states, T0, T0 + DAY)
        assert (states == before).all()
