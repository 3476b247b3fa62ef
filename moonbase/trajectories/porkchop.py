"""Departure and arrival of heliocentric transfers over a grid of dates, solved with poliastro's Lambert solver.

States are heliocentric: taking them relative to the solar-system barycentre, which drifts by more than a
solar radius, would put 7 % on the least C3 to Mars of 2026.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import LambertOptions, backend, compiles, lambert, lambert_many
from moonbase.trajectories.ephemeris import BODIES, require_span, state, to_equatorial
from moonbase.trajectories.grids import arrival_states, departure_states, solve_grid

__all__ = ["DEPARTURES", "Porkchop", "declination", "porkchop", "require_route", "right_ascension", "transfer"]

Array = NDArray[np.float64]

DEPARTURES: Final = {"earth": "earth", "emb": "emb", "moon": "emb"}
"""Where a transfer may start, and the body whose heliocentric motion it starts with."""
_DIRECT = LambertOptions()


@dataclass(frozen=True, kw_only=True)
class Porkchop:
    """Transfers over a grid of departure dates and times of flight; NaN where there is none.

    Attributes
    ----------
    start, target
        Names of the departure and of the planet.
    depart, tof
        Departure times, shape (n,), and times of flight, shape (m,) [s].
    excess
        Hyperbolic excess velocity at departure, equatorial frame (ICRF), shape (n, m, 3) [m/s].
    arrival_excess
        Excess velocity at the planet, equatorial frame, shape (n, m, 3) [m/s].
    long_way
        Whether the transfer angle, less full turns, exceeds 180 degrees (types II, IV, ...), shape (n, m).
    backend
        Library that solved it.
    options
        Number of revolutions and branch.
    """

    start: str
    target: str
    depart: Array
    tof: Array
    excess: Array
    arrival_excess: Array
    long_way: NDArray[np.bool_]
    backend: str
    options: LambertOptions = _DIRECT

    @property
    def c3(self) -> Array:
        """Twice the specific energy with which the departure body is left, shape (n, m) [m2/s2]."""
        return np.asarray(np.sum(self.excess**2, axis=-1))


def declination(excess: Array) -> Array:
    """Declination of the launch asymptote (DLA) of excess velocities of shape (..., 3) [rad]."""
    return np.asarray(np.arcsin(excess[..., 2] / np.linalg.norm(excess, axis=-1)))


def right_ascension(excess: Array) -> Array:
    """Right ascension of the launch asymptote (RLA) of excess velocities of shape (..., 3), 0 to 2 pi [rad]."""
    return np.asarray(np.mod(np.arctan2(excess[..., 1], excess[..., 0]), 2.0 * math.pi))


def require_route(start: str, target: str) -> str:
    """Give the body with which a transfer starts.

    Raises
    ------
    TrajectoryError
        If departure or target are unknown.
    """
    if start not in DEPARTURES:
        raise TrajectoryError(f'no departure from "{start}"', help="known: " + ", ".join(DEPARTURES))
    planets = [name for name in BODIES if name not in ("sun", "emb", "earth", "moon")]
    if target not in planets:
        raise TrajectoryError(
            f'no planet "{target}" to fly to',
            help="known: " + ", ".join(planets) + "; small bodies, orbits and libration points need a launcher",
        )
    return DEPARTURES[start]


def porkchop(start: str, target: str, depart: Array, tof: Array, options: LambertOptions = _DIRECT) -> Porkchop:
    """Solve a grid of prograde transfers.

    Parameters
    ----------
    start
        ``earth``; ``emb``, the Earth-Moon barycentre, as NASA's window tables do; or ``moon``, which leaves
        with the barycentre too.
    target
        Name of a planet.
    depart
        Departure times, shape (n,) [s, TDB after J2000].
    tof
        Times of flight, shape (m,) [s].
    options
        Number of full turns about the Sun and branch; direct transfers by default.

    Raises
    ------
    TrajectoryError
        If a name is unknown or a date lies outside the ephemeris.
    """
    body = require_route(start, target)
    require_span(float(depart.min()), float(depart.max() + tof.max()))
    n, m = len(depart), len(tof)
    here = departure_states(body, depart)
    if compiles(n * m):
        excess, arrival, long_way = solve_grid(here, arrival_states(target, depart, tof), tof, options)
    else:
        r1 = np.repeat(here[:, :3], m, axis=0)
        r2, v2 = state(target, (depart[:, None] + tof).ravel())
        a, b = lambert_many(SUN_GM, r1, r2, np.tile(tof, n), options)
        long_way = np.cross(r1, r2)[:, 2].reshape(n, m) < 0.0
        excess = to_equatorial(a.reshape(n, m, 3) - here[:, None, 3:])
        arrival = to_equatorial((b - v2).reshape(n, m, 3))
    return Porkchop(
        start=start,
        target=target,
        depart=depart,
        tof=tof,
        excess=excess,
        arrival_excess=arrival,
        long_way=long_way,
        backend=str(backend()),
        options=options,
    )


def transfer(
    start: str, target: str, depart: float, tof: float, options: LambertOptions = _DIRECT
) -> tuple[Array, Array, bool]:
    """Solve one transfer.

    Returns
    -------
    excess, arrival_excess : numpy.ndarray
        Equatorial frame, shape (3,) [m/s].
    long_way : bool
        Whether the transfer angle, less full turns, exceeds 180 degrees.
    """
    body = require_route(start, target)
    (r1, v1), (r2, v2) = state(body, depart), state(target, depart + tof)
    a, b = lambert(SUN_GM, r1, r2, tof, options)
    return to_equatorial(a - v1), to_equatorial(b - v2), bool(r1[0] * r2[1] < r1[1] * r2[0])
