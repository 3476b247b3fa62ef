"""Aim under many bodies: the B-plane of a body, a libration point, and the impulse that meets them.

The B-plane lies across the incoming asymptote S through the body. With the body's (ecliptic) pole as reference,
T = S x pole / |S x pole| and R = S x T; B points from the body to the asymptote, with the length
``|B| = (GM / v^2) sqrt(e^2 - 1)``. Miss distance and timing are nearly linear in it, however strong the
flyby. Source: W. Kizner, JPL TR 32-65 (1961), equations as in any textbook since.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.cr3bp import collinear_point, earth_moon
from moonbase.trajectories.ephemeris import state, to_ecliptic
from moonbase.trajectories.nbody import GM, Forces, propagate

__all__ = ["BPlane", "Impulse", "b_plane", "meet", "to_b_plane", "to_libration_point"]

Array = NDArray[np.float64]

_ALL = Forces()
_PROBE = 0.01  # m/s
_LEAP = 200.0  # m/s, most that one iteration changes the impulse


@dataclass(frozen=True, kw_only=True)
class BPlane:
    """A hyperbola about a body, seen from afar.

    Attributes
    ----------
    b_t, b_r
        Components of B [m].
    excess
        Excess speed [m/s].
    pericentre
        Radius of the pericentre [m].
    time_to_pericentre
        [s]; negative after it.
    """

    b_t: float
    b_r: float
    excess: float
    pericentre: float
    time_to_pericentre: float


def b_plane(gm: float, r: Array, v: Array) -> BPlane:
    """Give the B-plane coordinates of a state relative to a body.

    Parameters
    ----------
    gm
        Gravitational parameter [m3/s2].
    r, v
        Position [m] and velocity [m/s] relative to the body, axes whose z is the reference pole, shape (3,).

    Raises
    ------
    TrajectoryError
        If the state is on an ellipse.
    """
    distance = float(np.linalg.norm(r))
    energy = 0.5 * float(v @ v) - gm / distance
    if energy <= 0.0:
        raise TrajectoryError("a B-plane belongs to a hyperbola; this orbit is closed")
    h = np.cross(r, v)
    vector = np.cross(v, h) / gm - r / distance
    ecc, a = float(np.linalg.norm(vector)), 0.5 * gm / energy
    normal = h / np.linalg.norm(h)
    towards = vector / ecc
    across = np.cross(normal, towards)
    incoming = (towards + math.sqrt(ecc**2 - 1.0) * across) / ecc
    b = a * math.sqrt(ecc**2 - 1.0) * np.cross(incoming, normal)
    t_axis = np.cross(incoming, [0.0, 0.0, 1.0])
    t_axis /= np.linalg.norm(t_axis)
    anomaly = math.asinh(float(r @ v) / (ecc * math.sqrt(gm * a)))
    return BPlane(
        b_t=float(b @ t_axis),
        b_r=float(b @ np.cross(incoming, t_axis)),
        excess=math.sqrt(2.0 * energy),
        pericentre=a * (ecc - 1.0),
        time_to_pericentre=-math.sqrt(a**3 / gm) * (ecc * math.sinh(anomaly) - anomaly),
    )


@dataclass(frozen=True, kw_only=True)
class Impulse:
    """An impulse that meets a target.

    Attributes
    ----------
    velocity
        Change of velocity, ICRF, shape (3,) [m/s].
    miss
        What is left of each of the three conditions.
    iterations
        How many corrections it took.
    """

    velocity: Array
    miss: Array
    iterations: int

    @property
    def size(self) -> float:
        """[m/s]."""
        return float(np.linalg.norm(self.velocity))


def meet(
    first: Array,
    times: tuple[float, float],
    miss: Callable[[Array], Array],
    small: Array,
    *,
    forces: Forces = _ALL,
) -> Impulse:
    """Find the impulse at the start that meets three conditions at the end, by Newton's method under all bodies.

    Parameters
    ----------
    first
        State before the impulse, shape (6,), barycentric, ICRF [m, m/s].
    times
        Start and end [s, TDB after J2000].
    miss
        The three conditions as a function of the state at the end; zero where met.
    small
        Misses that are small enough, shape (3,).
    forces
        What acts.

    Raises
    ------
    TrajectoryError
        If 25 corrections do not meet the conditions.
    """
    kick, left = np.zeros(3), np.full(3, np.nan)
    for iteration in range(25):
        lanes = np.tile(first, (4, 1))
        lanes[:, 3:] += kick
        lanes[1:, 3:] += _PROBE * np.eye(3)
        ends = propagate(lanes, *times, forces=forces)
        left = miss(ends[0])
        if np.all(np.abs(left) <= small):
            return Impulse(velocity=kick, miss=left, iterations=iteration)
        slopes = np.column_stack([(miss(end) - left) / _PROBE for end in ends[1:]])
        scaled, _, _, _ = np.linalg.lstsq(slopes / small[:, None], -left / small, rcond=None)
        kick = kick + scaled * min(1.0, _LEAP / max(float(np.linalg.norm(scaled)), 1e-12))
    raise TrajectoryError(
        f"25 corrections of the impulse leave misses of {', '.join(f'{one:.3g}' for one in left)}",
        help="start nearer to the target, or measure the miss at an earlier time",
    )


def to_b_plane(
    first: Array, times: tuple[float, float], body: str, wanted: tuple[float, float, float], *, forces: Forces = _ALL
) -> Impulse:
    """Find the impulse that takes a flight to a point of a body's B-plane at a time of pericentre.

    Parameters
    ----------
    first
        State before the impulse, shape (6,), barycentric, ICRF [m, m/s].
    times
        Time of the impulse, and a time shortly before the encounter at which the hyperbola is read off, best where the
        body's sphere of influence is entered [s, TDB after J2000].
    body
        Name out of `moonbase.trajectories.nbody.GM`.
    wanted
        B along T and along R [m], ecliptic pole; time of the pericentre [s, TDB after J2000].
    forces
        What acts.
    """
    r, v = state(body, times[1], center="barycentre")

    def miss(end: Array) -> Array:
        found = b_plane(GM[body], to_ecliptic(end[:3]) - r, to_ecliptic(end[3:]) - v)
        return np.array([found.b_t - wanted[0], found.b_r - wanted[1], times[1] + found.time_to_pericentre - wanted[2]])

    return meet(first, times, miss, np.array([1e3, 1e3, 1.0]), forces=forces)


def to_libration_point(first: Array, times: tuple[float, float], point: int, *, forces: Forces = _ALL) -> Impulse:
    """Find the impulse that takes a flight to L1 or L2 of Earth and Moon, which follow the Moon's changing distance.

    Parameters
    ----------
    first
        State before the impulse, shape (6,), barycentric, ICRF [m, m/s].
    times
        Time of the impulse and of the arrival [s, TDB after J2000].
    point
        1 or 2.
    forces
        What acts.
    """
    mu = earth_moon().mu
    share = collinear_point(mu, point) + mu
    moon, _ = state("moon", times[1], center="earth", ecliptic=False)
    earth, _ = state("earth", times[1], center="barycentre", ecliptic=False)
    return meet(first, times, lambda end: end[:3] - earth - share * moon, np.full(3, 1e3), forces=forces)
