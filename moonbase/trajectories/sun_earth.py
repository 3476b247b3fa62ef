"""Transfers to the libration points L1 and L2 of Sun and Earth.

Two-body arcs end long before these points, where Sun and Earth pull alike. The transfers are solved in the circular
restricted three-body problem of Sun and Earth-Moon barycentre, for places on the Moon's orbit and times of flight.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import ASTRONOMICAL_UNIT, EARTH_GM, MOON_DISTANCE, MOON_GM, SUN_GM
from moonbase.trajectories.aims import Aim
from moonbase.trajectories.backend import lambert_many
from moonbase.trajectories.cr3bp import System, collinear_point
from moonbase.trajectories.ensemble import fly_three_body
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.geocentric import clears_earth
from moonbase.trajectories.transfers import Transfers

__all__ = ["SunEarthFamily", "sun_earth", "sun_earth_family"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_DAY = 86400.0
_DAYS = np.array([18.0, 22.0, 27.0, 33.0, 40.0, 48.0, 58.0, 70.0, 85.0])
_PLACES = 60
_JUMP = 60.0  # m/s between neighbouring places that belong to different branches of solutions
_HEIGHT = 0.05  # of the Moon's distance, out of the ecliptic: the motion off the plane is linear
_PROBE = 1e-7
_CLOSE = 1e-8  # of the distance to the Sun, 1.5 km
_MARGIN = 0.04  # of the geocentric speed, for the change with the Moon's distance


def sun_earth() -> System:
    """Give the system of the Sun and the Earth-Moon barycentre."""
    near = EARTH_GM + MOON_GM
    total = SUN_GM + near
    return System(mu=near / total, length=ASTRONOMICAL_UNIT, time=math.sqrt(ASTRONOMICAL_UNIT**3 / total))


@dataclass(frozen=True)
class _Solver:
    system: System
    point: int

    @property
    def goal(self) -> Array:
        """The point, rotating axes, shape (3,)."""
        return np.array([collinear_point(self.system.mu, self.point), 0.0, 0.0])

    def starts(self, angles: Array, height: float) -> Array:
        """Places on the Moon's orbit by the angle from the Sun-Earth line, shape (n, 3)."""
        radius = MOON_DISTANCE / self.system.length
        flat = math.sqrt(1.0 - height**2)
        place = np.column_stack([flat * np.cos(angles), flat * np.sin(angles), np.full(len(angles), height)])
        return radius * place + [1.0 - self.system.mu, 0.0, 0.0]

    def guess(self, start: Array, days: float) -> Array:
        """Velocities in rotating axes by Lambert arcs about the Earth, shape (n, 3)."""
        system, tof = self.system, days * _DAY / self.system.time
        earth = np.array([1.0 - system.mu, 0.0, 0.0])
        reach = (self.goal - earth)[0]
        end = np.array([reach * math.cos(tof), reach * math.sin(tof), 0.0])
        r1, r2 = (start - earth) * system.length, np.broadcast_to(end * system.length, start.shape)
        v1, _ = lambert_many(EARTH_GM + MOON_GM, r1, r2, np.full(len(start), days * _DAY))
        return v1 / system.speed - np.cross([0.0, 0.0, 1.0], start - earth)

    def solve(self, start: Array, velocity: Array, days: float) -> tuple[Array, Array]:
        """Correct velocities until the point is hit; velocities at both ends, NaN where it fails."""
        tof = days * _DAY / self.system.time
        velocity, end = velocity.copy(), np.full((len(start), 6), np.nan)
        left = np.flatnonzero(np.isfinite(velocity).all(axis=1))
        for _ in range(9):
            lanes = np.repeat(np.column_stack([start[left], velocity[left]])[:, None, :], 4, axis=1)
            lanes[:, 1:, 3:] += _PROBE * np.eye(3)
            ends = fly_three_body(self.system, lanes.reshape(-1, 6), tof, rtol=1e-10).states.reshape(-1, 4, 6)
            end[left], miss = ends[:, 0], self.goal - ends[:, 0, :3]
            slopes = np.swapaxes(ends[:, 1:, :3] - ends[:, :1, :3], 1, 2) / _PROBE + 1e-12 * np.eye(3)
            open_ = np.abs(miss).max(axis=1) > _CLOSE
            left, miss, slopes = left[open_], miss[open_], slopes[open_]
            if left.size == 0:
                break
            step = np.linalg.solve(slopes, miss[:, :, None])[:, :, 0]
            size = np.linalg.norm(step, axis=1, keepdims=True)
            velocity[left] += step * np.minimum(1.0, 0.01 / np.maximum(size, 1e-15))
        wrong = ~(np.abs(self.goal - end[:, :3]).max(axis=1) < _CLOSE)
        return np.where(wrong[:, None], np.nan, velocity), np.where(wrong[:, None], np.nan, end[:, 3:])


def _turned(vectors: Array, angles: Array) -> Array:
    """Turn vectors of shape (n, ..., 3) about z by angles of shape (n,)."""
    shape = (-1,) + (1,) * (vectors.ndim - 2)
    c, s = np.cos(angles).reshape(shape), np.sin(angles).reshape(shape)
    x, y = vectors[..., 0], vectors[..., 1]
    return np.stack([c * x - s * y, s * x + c * y, vectors[..., 2]], axis=-1)


def _tabulate(solver: _Solver, angles: Array, height: float) -> Array:
    """Velocity after leaving the Moon, in axes along and across the Moon's direction, and arrival speed.

    Shape (places, times, 4) [m/s]; NaN where there is no transfer.
    """
    start = solver.starts(angles, height)
    velocity = np.full_like(start, np.nan)
    rows = np.full((len(angles), len(_DAYS), 4), np.nan)
    for column, days in enumerate(_DAYS):
        first = np.where(np.isfinite(velocity), velocity, solver.guess(start, float(days)))
        velocity, arrival = solver.solve(start, first, float(days))
        rows[:, column, :3], rows[:, column, 3] = _turned(velocity, -angles), np.linalg.norm(arrival, axis=1)
    return rows * solver.system.speed


class SunEarthFamily:
    """Transfers to L1 or L2 of Sun and Earth, one member per time of flight.

    Parameters
    ----------
    point
        1 or 2.
    """

    whole = True

    def __init__(self, point: int) -> None:
        solver = _Solver(sun_earth(), point)
        angles = 2.0 * math.pi * np.arange(_PLACES) / _PLACES
        flat, high = (_tabulate(solver, angles, height) for height in (0.0, _HEIGHT))
        slope = np.where(np.abs(high - flat).max(axis=2, keepdims=True) > _JUMP, np.nan, high - flat) / _HEIGHT
        table = np.concatenate([flat, slope], axis=2)
        jumps = np.abs(np.diff(table[..., :4], axis=0, append=table[:1, :, :4])).max(axis=2) > _JUMP
        self._table, self._jumps = np.concatenate([table, table[:1]]), jumps
        self._tof, self._system, self._point = _DAYS * _DAY, solver.system, point
        self.size = len(_DAYS)

    def at(self, t: Array, members: Index) -> Transfers:
        """Give the chosen members at departure times of shape (n,) [s]."""
        moon, _ = state("moon", t, center="earth")
        axes, spin = self._frame(t)
        distance = np.linalg.norm(moon, axis=1)
        local = np.einsum("nij,ni->nj", axes, moon)
        angle = np.mod(np.arctan2(local[:, 1], local[:, 0]), 2.0 * math.pi)
        row = self._row(angle, members)
        row = row[..., :4] + (local[:, 2] / distance)[:, None, None] * row[..., 4:]
        velocity = _turned(row[..., :3], angle)
        velocity = velocity + np.cross(np.array([0.0, 0.0, 1.0]) * spin[:, None], local)[:, None, :]
        gain = 2.0 * EARTH_GM * (1.0 / distance - 1.0 / MOON_DISTANCE)
        square = np.sum(velocity**2, axis=2)
        velocity = velocity * np.sqrt(np.maximum(1.0 + gain[:, None] / square, _MARGIN))[..., None]
        out = np.einsum("nij,nkj->nki", axes, velocity)
        clear = clears_earth(np.broadcast_to(moon[:, None, :], out.shape), out)
        tof = np.broadcast_to(self._tof[members], row.shape[:2])
        return Transfers(np.where(clear[..., None], out, np.nan), np.abs(row[..., 3]), tof)

    def _row(self, angle: Array, members: Index) -> Array:
        """Interpolate the table over the place on the Moon's orbit; NaN between branches."""
        place = angle * _PLACES / (2.0 * math.pi)
        left = np.minimum(place.astype(np.int64), _PLACES - 1)
        share = (place - left)[:, None, None]
        table = self._table[:, members]
        row = table[left] * (1.0 - share) + table[left + 1] * share
        return np.where(self._jumps[left][:, members][..., None], np.nan, row)

    def _frame(self, t: Array) -> tuple[Array, Array]:
        """Axes that turn with Sun and Earth as the columns of (n, 3, 3), and their rate (n,) [rad/s]."""
        r, v = state("emb", t)
        out = r / np.linalg.norm(r, axis=1, keepdims=True)
        momentum = np.cross(r, v)
        size = np.linalg.norm(momentum, axis=1, keepdims=True)
        up = momentum / size
        rate = (size / np.sum(r * r, axis=1, keepdims=True))[:, 0]
        return np.stack([out, np.cross(up, out), up], axis=-1), rate

    def worth(self, t: Array, fastest: float) -> NDArray[np.bool_]:  # noqa: ARG002 - the protocol's signature
        """Tell that any time is worth a look."""
        return np.ones(len(t), dtype=bool)

    def aim(self, t: float, member: int) -> Aim | None:
        """Give the point, which moves with Sun and Earth."""
        share = 1.0 + (collinear_point(self._system.mu, self._point) - 1.0 + self._system.mu)

        def place(when: float, _: float) -> tuple[Array, Array]:
            r, v = state("emb", when)
            return share * r, share * v

        return Aim(place=place, arrive=t + float(self._tof[member]), anywhere=False)


@lru_cache(maxsize=2)
def sun_earth_family(point: int) -> SunEarthFamily:
    """Give the family of a point, solved once per process."""
    return SunEarthFamily(point)
