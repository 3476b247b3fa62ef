"""Invariant manifolds of periodic orbits of the restricted three-body problem: the tubes that lead to them and away.

A state on the orbit is moved a little along the eigenvector of the monodromy matrix that grows (unstable tube, away
from the orbit) or shrinks (stable tube, flown backwards: towards the orbit). The eigenvector at other points of the
orbit is the state-transition matrix times the one at the start, which is cheaper than a monodromy matrix each.

Source: Koon, Lo, Marsden, Ross, Dynamical Systems, the Three-Body Problem and Space Mission Design (2011), chapter 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.cr3bp import System, flow
from moonbase.trajectories.ensemble import Plane, fly_three_body
from moonbase.trajectories.periodic import PeriodicOrbit

__all__ = ["Tube", "tube"]

Array = NDArray[np.float64]

_REAL = 1e-6  # imaginary part over size, above which an eigenvalue counts as complex
_DISPLACEMENT = 1e-5  # in position, nondimensional: 4 km about the Moon
_WEAK = 1.01  # growth in a period, below which there is no tube


@dataclass(frozen=True, kw_only=True)
class Tube:
    """Flights on one branch of a manifold, nondimensional.

    Attributes
    ----------
    stable
        Whether they lead to the orbit (flown backwards) or away from it.
    growth
        Factor by which a displacement grows (or shrinks, if stable, backwards) in a period.
    phases
        Times after the orbit's start at which the flights touch it, shape (n,).
    starts
        States beside the orbit, shape (n, 6).
    states, times
        Ends of the flights, shapes (n, 6) and (n,); times from the start, negative if stable.
    crossed, hit
        Whether the section was crossed, and the smaller body hit, shape (n,).
    """

    stable: bool
    growth: float
    phases: Array
    starts: Array
    states: Array
    times: Array
    crossed: NDArray[np.bool_]
    hit: NDArray[np.bool_]


def _direction(orbit: PeriodicOrbit, *, stable: bool) -> tuple[Array, float]:
    """Eigenvector at the orbit's start and growth per period."""
    values, vectors = np.linalg.eig(orbit.monodromy())
    index = int(np.argmax(np.abs(values)))
    growth = float(np.abs(values[index]))
    if growth < _WEAK or abs(values[index].imag) > _REAL * growth:
        raise TrajectoryError(
            f"displacements grow by {growth:.4f} in a period of this orbit: no tube leads to it or away",
            help="choose a less stable member of the family",
        )
    vector = np.real(vectors[:, index])
    if stable:  # the orbit is its own mirror image in the x-z plane with time reversed
        vector = vector * np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
    return vector * np.sign(vector[0]), growth


def tube(
    orbit: PeriodicOrbit,
    system: System,
    duration: float,
    *,
    stable: bool,
    towards: float = 1.0,
    points: int = 50,
    section: Plane | None = None,
) -> Tube:
    """Fly one branch of a manifold.

    Parameters
    ----------
    orbit
        Periodic orbit.
    system
        Whose mass ratio is that of the orbit; its units tell the size of the smaller body.
    duration
        Longest flight, nondimensional, positive.
    stable
        Whether the tube leads to the orbit.
    towards
        Sign of the displacement along x at the orbit's start: the branch.
    points
        Flights, equally spaced in time along the orbit.
    section
        Plane in rotating axes that ends the flights, at rest.

    Raises
    ------
    TrajectoryError
        If the orbit is stable, or the system another.
    """
    if abs(system.mu - orbit.mu) > 1e-12 or duration <= 0.0 or points < 1:
        raise TrajectoryError("a tube needs the system of its orbit, a positive duration and a point or more")
    vector, growth = _direction(orbit, stable=stable)
    phases = orbit.period * np.arange(points) / points
    on_orbit, matrices = flow(orbit.mu, np.tile(orbit.state, (points, 1)), phases, stm=True, rtol=1e-12)
    directions = matrices @ vector
    directions /= np.linalg.norm(directions[:, :3], axis=1, keepdims=True)
    starts = on_orbit + np.copysign(_DISPLACEMENT, towards) * directions
    flights = fly_three_body(system, starts, -duration if stable else duration, section, rtol=1e-12)
    return Tube(
        stable=stable,
        growth=growth,
        phases=phases,
        starts=starts,
        states=flights.states,
        times=flights.times,
        crossed=flights.crossed,
        hit=flights.hit,
    )
