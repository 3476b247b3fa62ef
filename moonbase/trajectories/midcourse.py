"""The cheapest throw to a libration point with one impulse on the way and a stop at the end.

Candidates over muzzle speed, azimuth (if the launcher turns), time of the impulse and time of arrival are
ranked by Lambert arcs about the Moon (poliastro), the best are corrected in the three-body problem by
Newton's method, and the times and speeds are then refined by a pattern search.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_GM, MOON_RADIUS
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import LambertOptions, lambert_many
from moonbase.trajectories.cr3bp import System, collinear_point
from moonbase.trajectories.ensemble import fly_three_body
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.throw import Throw, release

__all__ = ["Search", "cheapest"]

Array = NDArray[np.float64]

_HOUR = 3600.0
_PROBE = 1e-6  # nondimensional, 1 mm/s
_KEEP = 48
_ROUNDS = 25


@dataclass(frozen=True, kw_only=True)
class Search:
    """Bounds of the search: muzzle speeds [m/s], latest arrival [s], azimuths to start from [rad]."""

    slowest: float
    fastest: float
    latest: float
    azimuths: tuple[float, ...]
    turns: bool
    stops: bool
    """Whether the arrival speed counts, or the payload is caught."""
    goal: tuple[float, ...] = ()
    """State to be met, rotating axes, nondimensional; the libration point at rest if left out."""


@dataclass(frozen=True)
class _Problem:
    """Rows of parameters: muzzle speed [m/s], azimuth [rad], impulse time and arrival time [s]."""

    site: LaunchSite
    system: System
    point: int
    search: Search

    @property
    def goal(self) -> Array:
        """Where the throw is to arrive, shape (3,)."""
        if self.search.goal:
            return np.array(self.search.goal[:3])
        return np.array([collinear_point(self.system.mu, self.point), 0.0, 0.0])

    @property
    def speed(self) -> Array:
        """With which velocity, rotating axes, shape (3,)."""
        return np.array(self.search.goal[3:] or (0.0, 0.0, 0.0))

    def coast(self, rows: Array) -> Array:
        """States just before the impulse, shape (n, 6)."""
        states = release(self.site, self.system, rows[:, 0], rows[:, 1])
        return fly_three_body(self.system, states, rows[:, 2] / self.system.time).states

    def clip(self, rows: Array) -> Array:
        """Keep parameters inside their bounds."""
        rows = rows.copy()
        rows[:, 0] = np.clip(rows[:, 0], self.search.slowest, self.search.fastest)
        rows[:, 3] = np.clip(rows[:, 3], 8.0 * _HOUR, self.search.latest)
        rows[:, 2] = np.clip(rows[:, 2], 1.0 * _HOUR, rows[:, 3] - 2.0 * _HOUR)
        return rows


def _guess(problem: _Problem, rows: Array, states: Array) -> tuple[Array, Array]:
    """Velocity after the impulse by a Lambert arc about the Moon, and the cost that goes with it."""
    system = problem.system
    moon = np.array([1.0 - system.mu, 0.0, 0.0])
    spin = np.array([0.0, 0.0, 1.0])
    tof = (rows[:, 3] - rows[:, 2]) / system.time
    r1, offset = states[:, :3] - moon, problem.goal - moon
    c, s = np.cos(tof), np.sin(tof)
    x, y, z = offset
    r2 = np.column_stack([c * x - s * y, s * x + c * y, np.full(len(tof), z)])
    best_v, best_cost = np.full_like(r1, np.nan), np.full(len(rows), np.inf)
    for prograde in (True, False):
        v1, v2 = lambert_many(
            MOON_GM,
            r1 * system.length,
            r2 * system.length,
            tof * system.time,
            LambertOptions(prograde=prograde),
        )
        after = v1 / system.speed - np.cross(spin, r1)
        arrive = v2 / system.speed - np.cross(spin, r2)
        vx, vy, vz = problem.speed
        arrive = arrive - np.column_stack([c * vx - s * vy, s * vx + c * vy, np.full(len(tof), vz)])
        cost = np.linalg.norm(after - states[:, 3:], axis=1) + problem.search.stops * np.linalg.norm(arrive, axis=1)
        better = cost < best_cost
        best_v[better], best_cost[better] = after[better], cost[better]
    return best_v, best_cost


def _target(problem: _Problem, rows: Array, states: Array, velocity: Array, iterations: int) -> tuple[Array, Array]:
    """Correct the velocity after the impulse so that the point is hit; velocity at both ends, NaN if it fails."""
    tof = (rows[:, 3] - rows[:, 2]) / problem.system.time
    velocity = velocity.copy()
    end = np.full((len(rows), 6), np.nan)
    left = np.arange(len(rows))
    for _ in range(iterations):
        lanes = np.repeat(np.column_stack([states[left, :3], velocity[left]])[:, None, :], 4, axis=1)
        lanes[:, 1:, 3:] += _PROBE * np.eye(3)
        flights = fly_three_body(problem.system, lanes.reshape(-1, 6), np.repeat(tof[left], 4), rtol=1e-11)
        ends = flights.states.reshape(-1, 4, 6)
        end[left] = ends[:, 0]
        miss = problem.goal - end[left, :3]
        slopes = np.swapaxes(ends[:, 1:, :3] - ends[:, :1, :3], 1, 2) / _PROBE
        step = np.linalg.solve(slopes + 1e-12 * np.eye(3), miss[:, :, None])[:, :, 0]
        size = np.linalg.norm(step, axis=1, keepdims=True)
        velocity[left] += step * np.minimum(1.0, 0.3 / np.maximum(size, 1e-12))
        left = left[np.linalg.norm(miss, axis=1) > 1e-7]
        if left.size == 0:
            break
    missed = np.linalg.norm(problem.goal - end[:, :3], axis=1) > 1e-4
    velocity[missed], end[missed] = np.nan, np.nan
    return velocity, end[:, 3:]


def _costs(problem: _Problem, rows: Array, velocity: Array, iterations: int) -> tuple[Array, Array, Array, Array]:
    """Total on-board change of rows, with the impulse, the arrival speed and the velocity after the impulse."""
    states = problem.coast(rows)
    height = np.linalg.norm(states[:, :3] - [1.0 - problem.system.mu, 0.0, 0.0], axis=1) * problem.system.length
    after, arrive = _target(problem, rows, states, velocity, iterations)
    kick = np.linalg.norm(after - states[:, 3:], axis=1) * problem.system.speed
    stop = np.linalg.norm(arrive - problem.speed, axis=1) * problem.system.speed
    total = np.where(np.isfinite(kick + stop) & (height > MOON_RADIUS), kick + problem.search.stops * stop, np.inf)
    return total, kick, stop, after


def _start(problem: _Problem) -> tuple[Array, Array, Array]:
    """Best corrected candidates of the grid: rows, velocities after the impulse, total costs."""
    search = problem.search
    arrivals = np.linspace(min(22.0 * _HOUR, 0.8 * search.latest), search.latest, 7)
    grid = np.meshgrid(
        np.linspace(search.slowest, search.fastest, 8),
        search.azimuths,
        np.array([0.12, 0.3, 0.5, 0.7, 0.85]),
        arrivals,
    )
    rows = np.column_stack([part.ravel() for part in grid])
    rows[:, 2] *= rows[:, 3]
    rows = problem.clip(rows)
    states = problem.coast(rows)
    high = np.linalg.norm(states[:, :3] - [1.0 - problem.system.mu, 0.0, 0.0], axis=1) * problem.system.length
    rows, states = rows[high > MOON_RADIUS], states[high > MOON_RADIUS]
    guess, rank = _guess(problem, rows, states)
    order = np.argsort(rank)[:_KEEP]
    order = order[np.isfinite(rank[order])]
    total, _, _, after = _costs(problem, rows[order], guess[order], 7)
    best = np.argsort(total)[:4]
    return rows[order][best], after[best], total[best]


def cheapest(site: LaunchSite, system: System, point: int, search: Search, *, rounds: int | None = None) -> Throw:
    """Find the throw with the least sum of mid-course impulse and, if the payload stops itself, arrival speed.

    Parameters
    ----------
    site, system, point
        Launcher, Earth-Moon system, 1 or 2.
    search
        Bounds.
    rounds
        Of the refinement; as many as are needed if left out.

    Raises
    ------
    TrajectoryError
        If no candidate can be corrected to hit the point.
    """
    problem = _Problem(site, system, point, search)
    rows, after, total = _start(problem)
    if not np.isfinite(total).any():
        raise TrajectoryError(
            f"no throw from latitude {np.degrees(site.latitude):.2f}, longitude "
            f"{np.degrees(site.longitude):.2f} deg "
            f"reaches L{point} within {search.latest / _HOUR:.0f} h at up to {search.fastest:.0f} m/s",
            help="turn the launcher, allow more muzzle speed or a longer flight, or choose the other libration point",
        )
    rows, after, total = rows[np.isfinite(total)], after[np.isfinite(total)], total[np.isfinite(total)]
    steps = np.array([0.08 * (search.fastest - search.slowest), 0.05, 5.0 * _HOUR, 6.0 * _HOUR])
    axes = [0, 1, 2, 3] if search.turns else [0, 2, 3]
    moves = np.concatenate([np.eye(4)[axes], -np.eye(4)[axes]])
    for _ in range(_ROUNDS if rounds is None else rounds):
        trial = problem.clip((rows[:, None, :] + moves * steps).reshape(-1, 4))
        cost, _, _, found = _costs(problem, trial, np.repeat(after, len(moves), axis=0), 3)
        cost = cost.reshape(len(rows), -1)
        pick = np.argmin(cost, axis=1)
        lower = cost[np.arange(len(rows)), pick] < total
        chosen = np.arange(len(rows)) * len(moves) + pick
        rows[lower], after[lower] = trial[chosen[lower]], found[chosen[lower]]
        total = np.minimum(total, cost.min(axis=1))
        steps = steps if lower.any() else 0.4 * steps
    best = int(np.argmin(total))
    _, kick, stop, velocity = _costs(problem, rows[best : best + 1], after[best : best + 1], 3)
    return Throw(
        muzzle_speed=float(rows[best, 0]),
        midcourse_dv=float(kick[0]),
        midcourse_time=float(rows[best, 2]),
        time_of_flight=float(rows[best, 3]),
        arrival_speed=float(stop[0]),
        azimuth=float(rows[best, 1]),
        kick=tuple((velocity - problem.coast(rows[best : best + 1])[:, 3:])[0].tolist()),
    )
