"""Families of transfers from the Moon's distance to a destination, as geocentric velocities at departure.

Each family has a fixed number of members (transfer angle and time, say) and answers for any departure time.
The heliocentric families start at the Earth-Moon barycentre and are solved with poliastro's Lambert solver.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM, SUN_GM
from moonbase.trajectories.aims import Aim, Gauge
from moonbase.trajectories.backend import lambert_many
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.geocentric import (
    clears_earth,
    perigee,
    speed_to_perigee,
    time_to_perigee,
    velocity_to_excess,
)

__all__ = ["CircleFamily", "Family", "PerigeeFamily", "Transfers", "circle_family", "from_excess"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_YEAR = 365.25636 * 86400.0  # s, sidereal
_REFERENCE = 1.0e9  # s after J2000 (2031-09-08): start of the year whose transfers stand for all years
_NODES = 24
_PERIGEE_HIT = 2e4  # m
_READ = 0.85  # of the time of flight, where the pulls of Sun and Moon are nearly over


@dataclass(frozen=True)
class Transfers:
    """Members of a family at given departure times.

    Attributes
    ----------
    velocity
        Geocentric velocity at the Moon's distance, ecliptic, shape (n, k, 3) [m/s]; NaN where there is none.
    arrival
        Speed relative to the destination, shape (n, k) [m/s].
    tof
        Time of flight, shape (n, k) [s].
    excess
        Excess velocity relative to the Earth, ecliptic, shape (n, k, 3) [m/s]; None inside the Earth-Moon system.
    """

    velocity: Array
    arrival: Array
    tof: Array
    excess: Array | None = None


class Family(Protocol):
    """Transfers to one destination."""

    size: int
    whole: bool
    """Whether members differ by date too much for a few of them to stand for all."""

    def at(self, t: Array, members: Index) -> Transfers:
        """Give the chosen members at departure times of shape (n,) [s]."""

    def worth(self, t: Array, fastest: float) -> NDArray[np.bool_]:
        """Tell at which times some member may leave the Earth with less than a fastest excess speed [m/s]."""

    def aim(self, t: float, member: int) -> Aim | Gauge | None:
        """Give the destination of a member that leaves at `t` [s]; None if it has no such transfer."""


def _radial_axes(r: Array, v: Array) -> Array:
    """Radial, transverse and normal unit vectors as the columns of (n, 3, 3)."""
    radial = r / np.linalg.norm(r, axis=-1, keepdims=True)
    normal = np.cross(r, v)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.stack([radial, np.cross(normal, radial), normal], axis=-1)


def from_excess(t: Array, excess: Array) -> Array:
    """Give the geocentric velocity at the Moon for excess velocities relative to the Earth of shape (n, k, 3) [m/s]."""
    moon, _ = state("moon", t, center="earth")
    return velocity_to_excess(np.broadcast_to(moon[:, None, :], excess.shape), excess)


class CircleFamily:
    """Transfers to a circle about the Sun in the plane of the Earth's orbit; the point of arrival is free.

    Transfer angle and time span a grid. The excess velocities in radial axes depend on the Earth's place on
    its (fixed) ellipse only: they are solved for 24 longitudes of one year and interpolated. The planets'
    pull on the Earth's orbit, a few m/s in velocity, is left out of the interpolation.

    Parameters
    ----------
    radius
        Radius of the circle [m].
    """

    whole = False
    _ANGLES = np.radians([70.0, 95.0, 120.0, 140.0, 160.0, 178.0, 200.0, 230.0])
    _PACE = np.linspace(0.65, 1.3, 8)

    def __init__(self, radius: float) -> None:
        from scipy.interpolate import CubicSpline

        r, v = state("emb", _REFERENCE + _YEAR * np.arange(_NODES) / _NODES)
        distance = np.linalg.norm(r, axis=1)
        radial = np.sum(r * v, axis=1) / distance
        transverse = np.linalg.norm(np.cross(r, v), axis=1) / distance
        hohmann = math.pi * math.sqrt((0.5 * (float(distance.mean()) + radius)) ** 3 / SUN_GM)
        angle, pace = (part.ravel() for part in np.meshgrid(self._ANGLES, self._PACE, indexing="ij"))
        tof = hohmann * angle / math.pi * pace
        out = np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=-1)
        across = np.stack([-np.sin(angle), np.cos(angle), 0.0 * angle], axis=-1)
        shape = (_NODES, len(angle), 3)
        start = np.zeros(shape)
        start[:, :, 0] = distance[:, None]
        v1, v2 = lambert_many(
            SUN_GM,
            start.reshape(-1, 3),
            np.broadcast_to(radius * out, shape).reshape(-1, 3),
            np.tile(tof, _NODES),
        )
        excess = v1.reshape(shape) - np.stack([radial, transverse, 0.0 * radial], axis=-1)[:, None, :]
        arrival = np.linalg.norm(v2.reshape(shape) - math.sqrt(SUN_GM / radius) * across, axis=-1)
        table = np.concatenate([excess, arrival[:, :, None]], axis=-1)
        good = np.isfinite(table).all(axis=(0, 2))
        longitude = np.unwrap(np.arctan2(r[:, 1], r[:, 0]))
        self.tof = tof[good]
        self._angle, self._radius = angle[good], radius
        self.size = int(good.sum())
        closed = np.concatenate([table[:, good], table[:1, good]])
        self._origin = float(longitude[0])
        nodes = np.append(longitude - longitude[0], 2.0 * math.pi)
        self._spline: Any = CubicSpline(nodes, closed, bc_type="periodic")

    def at(self, t: Array, members: Index) -> Transfers:
        """Give the chosen members at departure times of shape (n,) [s]."""
        r, v = state("emb", t)
        phase = np.mod(np.arctan2(r[:, 1], r[:, 0]) - self._origin, 2.0 * math.pi)
        table = self._spline(phase)[:, members]
        excess = np.einsum("nij,nkj->nki", _radial_axes(r, v), table[:, :, :3])
        tof = np.broadcast_to(self.tof[members], table.shape[:2])
        return Transfers(from_excess(t, excess), table[:, :, 3], tof, excess)

    def worth(self, t: Array, fastest: float) -> NDArray[np.bool_]:  # noqa: ARG002 - the protocol's signature
        """Tell that any time is worth a look."""
        return np.ones(len(t), dtype=bool)

    def aim(self, t: float, member: int) -> Aim | None:
        """Give the destination of a member that leaves at `t` [s]."""
        r, v = state("emb", np.array([t]))
        axes, speed = _radial_axes(r, v)[0], math.sqrt(SUN_GM / self._radius)

        def place(_: float, along: float) -> tuple[Array, Array]:
            angle = self._angle[member] + along / self._radius
            c, s = math.cos(angle), math.sin(angle)
            return self._radius * (axes @ [c, s, 0.0]), speed * (axes @ [-s, c, 0.0])

        return Aim(place=place, arrive=t + float(self.tof[member]), anywhere=True)


@lru_cache(maxsize=16)
def circle_family(radius: float) -> CircleFamily:
    """Give the family of a circle, solved once per process."""
    return CircleFamily(radius)


class PerigeeFamily:
    """Arcs from the Moon down to a perigee, in any plane through the Moon and with any inward speed up to 1 km/s.

    The arrival speed is the excess over the circular speed at the perigee; for a return to the ground it is the
    speed with which the perigee is met.

    Parameters
    ----------
    perigee
        Radius of the perigee and of the orbit to be joined [m].
    lands
        Whether the payload meets the atmosphere instead of joining an orbit.
    """

    whole = False

    def __init__(self, perigee: float, *, lands: bool = False) -> None:
        self.perigee, self.lands = perigee, lands
        planes = np.linspace(0.0, 2.0 * math.pi, 24, endpoint=False)
        inward = -np.linspace(0.0, 1000.0, 9)
        self._inward, self._plane = (part.ravel() for part in np.meshgrid(inward, planes, indexing="ij"))
        self.size = len(self._plane)

    def at(self, t: Array, members: Index) -> Transfers:
        """Give the chosen members at departure times of shape (n,) [s]."""
        r, v = state("moon", t, center="earth")
        distance = np.linalg.norm(r, axis=1)[:, None]
        radial = np.broadcast_to(self._inward[members], (len(t), len(members)))
        transverse = speed_to_perigee(distance, radial, self.perigee)
        plane = self._plane[members]
        local = np.stack([radial, transverse * np.cos(plane), transverse * np.sin(plane)], axis=-1)
        velocity = np.einsum("nij,nkj->nki", _radial_axes(r, v), local)
        clear = np.logical_or(clears_earth(np.broadcast_to(r[:, None, :], velocity.shape), velocity), self.lands)
        arrival = self.arrival(transverse * distance / self.perigee)
        tof = time_to_perigee(np.broadcast_to(distance, radial.shape), radial, self.perigee)
        return Transfers(np.where(clear[..., None], velocity, np.nan), arrival, tof)

    def arrival(self, speed: Array) -> Array:
        """Give the arrival speed that goes with a speed at the perigee [m/s]."""
        return speed if self.lands else speed - math.sqrt(EARTH_GM / self.perigee)

    def worth(self, t: Array, fastest: float) -> NDArray[np.bool_]:  # noqa: ARG002 - the protocol's signature
        """Tell that any time is worth a look."""
        return np.ones(len(t), dtype=bool)

    def gauge(self, end: float) -> Gauge:
        """Ask for the perigee, read at a time [s, TDB after J2000] shortly before it."""

        def read(states: Array, when: float) -> Array:
            return perigee(*_from_earth(states, when))[0]

        def arrival(one: Array, when: float) -> float:
            return float(self.arrival(perigee(*_from_earth(one[None], when))[1])[0])

        return Gauge(end=end, read=read, wanted=self.perigee, hit=_PERIGEE_HIT, arrival=arrival)

    def aim(self, t: float, member: int) -> Gauge | None:
        """Give the perigee that a member that leaves at `t` [s] is to have."""
        tof = float(self.at(np.array([t]), np.array([member])).tof[0, 0])
        return self.gauge(t + _READ * tof) if np.isfinite(tof) else None


def _from_earth(states: Array, when: float) -> tuple[Array, Array]:
    earth, speed = state("earth", when, center="barycentre", ecliptic=False)
    return states[:, :3] - earth, states[:, 3:] - speed
