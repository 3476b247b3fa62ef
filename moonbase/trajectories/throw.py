"""Release from the Moon in rotating axes, and throws that hit a libration point without correction."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_RADIUS
from moonbase.trajectories.cr3bp import System, collinear_point, jacobi
from moonbase.trajectories.ensemble import Plane, fly_three_body
from moonbase.trajectories.moon import SiteAxes, site_axes
from moonbase.trajectories.opportunities import LaunchSite

__all__ = ["Throw", "ballistic", "crossing", "least_muzzle_speed", "release", "rotating_axes"]

Array = NDArray[np.float64]

_LATEST = 12.0 * 86400.0  # s; a direct throw arrives within about five days
_LANES = 48
_SLOWEST_ARRIVAL = 20.0  # m/s
_SPEED_ACCURACY = 1e-4  # m/s; some 10 m at the point


@dataclass(frozen=True, kw_only=True)
class Throw:
    """One way to a libration point, or to an orbit about it."""

    muzzle_speed: float
    """Relative to the track [m/s]."""
    midcourse_dv: float = 0.0
    """Impulse on the way [m/s]."""
    midcourse_time: float = 0.0
    """Time from release to the impulse [s]."""
    time_of_flight: float
    """Release to arrival [s]."""
    arrival_speed: float
    """Relative to the libration point [m/s]."""
    azimuth: float
    """From north through east [rad]."""
    kick: tuple[float, ...] = ()
    """The impulse in rotating axes, nondimensional, three numbers; empty if there is none."""
    goal: tuple[float, ...] = ()
    """State on an orbit that is met instead of the point itself, nondimensional, six numbers."""


def rotating_axes(site: LaunchSite) -> SiteAxes:
    """Up, east and north of a site in the rotating axes, where the Moon's prime meridian faces the Earth (-x)."""
    axes = site_axes(site.latitude, site.longitude)
    turn = np.array([-1.0, -1.0, 1.0])
    return SiteAxes(up=axes.up * turn, east=axes.east * turn, north=axes.north * turn)


def release(site: LaunchSite, system: System, muzzle_speeds: Array, azimuths: Array | None = None) -> Array:
    """Give the states at release in rotating axes.

    Parameters
    ----------
    site, system
        Launcher and Earth-Moon system.
    muzzle_speeds
        Shape (n,) [m/s].
    azimuths
        Shape (n,) [rad]; by default the site's, or east for a launcher that turns.

    Returns
    -------
    numpy.ndarray
        Nondimensional, shape (n, 6).
    """
    axes = rotating_axes(site)
    if azimuths is None:
        azimuths = np.full(len(muzzle_speeds), math.pi / 2 if site.azimuth is None else site.azimuth)
    level = np.sin(azimuths)[:, None] * axes.east + np.cos(azimuths)[:, None] * axes.north
    along = math.cos(site.elevation) * level + math.sin(site.elevation) * axes.up
    states = np.empty((len(muzzle_speeds), 6))
    states[:, :3] = np.array([1.0 - system.mu, 0.0, 0.0]) + axes.up * (MOON_RADIUS / system.length)
    states[:, 3:] = along * (muzzle_speeds / system.speed)[:, None]
    return states


def least_muzzle_speed(site: LaunchSite, system: System, point: int) -> float:
    """Muzzle speed below which the Jacobi constant forbids reaching the point [m/s]."""
    rest = release(site, system, np.zeros(1))
    goal = np.array([collinear_point(system.mu, point), 0.0, 0.0, 0.0, 0.0, 0.0])
    return math.sqrt(float(jacobi(system.mu, rest)[0] - jacobi(system.mu, goal))) * system.speed


def crossing(system: System, point: int, states: Array) -> Array:
    """Find where trajectories first cross the plane through the point across the Earth-Moon line.

    Parameters
    ----------
    system, point
        Earth-Moon system; 1 or 2.
    states
        States at release, shape (n, 6).

    Returns
    -------
    numpy.ndarray
        Nondimensional states and times at the crossing, shape (n, 7); NaN where the Moon is hit first or
        nothing is crossed within 12 days.
    """
    goal = np.array([collinear_point(system.mu, point), 0.0, 0.0])
    plane = Plane(normal=np.array([1.0, 0.0, 0.0]), point=goal, velocity=np.zeros(3), time=0.0)
    flights = fly_three_body(system, states, _LATEST / system.time, plane, rtol=1e-12)
    ends = np.column_stack([flights.states, flights.times])
    return np.where(flights.crossed[:, None], ends, np.nan)


def _interesting(lateral: Array) -> list[tuple[int, int]]:
    """Brackets of sign changes and of extrema that come nearest to zero, as pairs of indices."""
    pairs = [
        (i, i + 1)
        for i in range(len(lateral) - 1)
        if np.isfinite(lateral[i : i + 2]).all() and lateral[i] * lateral[i + 1] <= 0.0
    ]
    if pairs:
        return pairs
    size = np.where(np.isfinite(lateral), np.abs(lateral), np.inf)
    best = int(np.argmin(size))
    inner = 0 < best < len(size) - 1 and np.isfinite(size[best - 1 : best + 2]).all()
    return [(best - 1, best + 1)] if inner else []


def ballistic(site: LaunchSite, system: System, point: int, max_muzzle_speed: float) -> list[Throw]:
    """Find the muzzle speeds that hit a libration point without correction.

    Exists only where the muzzle lies in the plane of the Moon's orbit; elsewhere the list is empty.

    Parameters
    ----------
    site, system, point
        Launcher with a fixed azimuth, Earth-Moon system, 1 or 2.
    max_muzzle_speed
        Fastest throw tried [m/s].

    Returns
    -------
    list of Throw
        By rising muzzle speed: the slow branch, then the fast one.
    """
    least = least_muzzle_speed(site, system, point)
    fastest_arrival = math.sqrt(max(max_muzzle_speed**2 - least**2, 0.0))
    out_of_plane = np.abs(release(site, system, np.array([least]))[0, [2, 5]]).max() > 1e-12
    if out_of_plane or fastest_arrival <= _SLOWEST_ARRIVAL:
        return []
    found: list[Throw] = []
    brackets = [(least + 1e-3, max_muzzle_speed, 0)]
    while brackets:
        low, high, depth = brackets.pop(0)
        speeds = np.linspace(low, high, 9)
        if depth == 0:  # evenly in arrival speed: slow throws differ most
            speeds = np.hypot(least, np.linspace(_SLOWEST_ARRIVAL, fastest_arrival, _LANES))
        ends = crossing(system, point, release(site, system, speeds))
        if high - low < _SPEED_ACCURACY:
            middle = ends[len(ends) // 2]
            if abs(middle[1]) * system.length < 100.0:
                found.append(
                    Throw(
                        muzzle_speed=float(speeds[len(ends) // 2]),
                        time_of_flight=float(middle[6]) * system.time,
                        arrival_speed=float(np.linalg.norm(middle[3:6])) * system.speed,
                        azimuth=math.pi / 2 if site.azimuth is None else site.azimuth,
                    )
                )
            continue
        brackets += [(float(speeds[i]), float(speeds[j]), depth + 1) for i, j in _interesting(ends[:, 1])]
    return sorted(found, key=lambda throw: throw.muzzle_speed)
