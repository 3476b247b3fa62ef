"""What the real Moon makes of a throw to a libration point.

The three-body throw is flown under Sun, Earth and Moon from a date on. The Moon's distance and the swing of its face
(libration) change the geometry; impulse, muzzle speed and time of arrival are corrected by Newton's method until the
payload meets the point, which moves on the line from Earth to Moon.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.cr3bp import collinear_point, earth_moon
from moonbase.trajectories.ensemble import fly_ephemeris
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.released import muzzle_direction, released
from moonbase.trajectories.throw import Throw

__all__ = ["RealThrow", "finished", "real_throw"]

Array = NDArray[np.float64]

_MONTH = 27.5545 * 86400.0  # s, from perigee to perigee
_DATES = 8
_PROBE = 0.2  # m/s
_RTOL = 1e-11
_ITERATIONS = 20
_FINISH = 8
_HIT = 3e5  # m
_CLOSE = 10.0  # m, how well a throw is finished that is to be shown
_FREEDOM = np.array([0.05, 1.0 / 21600.0])  # m/s of impulse that a m/s of muzzle speed and a second are worth
_STRIDE = np.array([8.0, 6.0 * 3600.0])
_STARTS = tuple(86400.0 * days for days in (0.0, -0.5, 0.5, -1.0, 1.0, 2.0))  # s, later arrivals to start from


@dataclass(frozen=True, kw_only=True)
class RealThrow:
    """A throw that meets the point under all bodies; `miss` says how well."""

    muzzle_speed: float
    """[m/s]."""
    midcourse_dv: float
    """[m/s]."""
    arrival_speed: float
    """Relative to the point, or to what moves on the orbit about it [m/s]."""
    miss: float
    """[m]."""
    moment: float = math.nan
    """When the impulse on the way is given [s, TDB after J2000]; NaN where there is none."""
    kick: tuple[float, ...] = (0.0, 0.0, 0.0)
    """The impulse, ICRF [m/s]."""
    arrive: float = math.nan
    """[s, TDB after J2000]."""
    goal_velocity: tuple[float, ...] = (0.0, 0.0, 0.0)
    """With which the point, or what moves on the orbit, moves relative to the Moon at arrival, ICRF [m/s]."""
    by_kick: tuple[tuple[float, ...], ...] = ()
    """Derivatives of the place at arrival by the impulse, ICRF, shape (3, 3) [s]."""


def _goal(point: int, throw: Throw, t: float) -> tuple[Array, Array, Array]:
    """Where the payload is to be, relative to the Moon, ICRF: position, its rate of change, velocity wanted there.

    The point, or the place on an orbit about it, stands still in axes that turn and breathe with the Moon; an orbit's
    own velocity comes on top.
    """
    system = earth_moon()
    goal = np.array(throw.goal or (collinear_point(system.mu, point), 0.0, 0.0, 0.0, 0.0, 0.0))
    r, v = state("moon", t, center="earth", ecliptic=False)
    distance, rate, axes = _turning(r, v)
    place = distance * axes @ (goal[:3] - np.array([1.0 - system.mu, 0.0, 0.0]))
    carried = float(v @ axes[:, 0]) / distance * place + rate * np.cross(axes[:, 2], place)
    return place, carried, carried + distance * rate * axes @ goal[3:]


def _turning(r: Array, v: Array) -> tuple[float, float, Array]:
    """Distance of the Moon [m], rate [rad/s] at which it turns about the Earth, and the axes that turn with it."""
    distance, momentum = float(np.linalg.norm(r)), np.cross(r, v)
    out, up = r / distance, momentum / np.linalg.norm(momentum)
    axes = np.column_stack([out, np.cross(up, out), up])
    return distance, float(np.linalg.norm(momentum)) / distance**2, axes


def _first_kick(throw: Throw, t: float) -> Array:
    """Give the impulse of the three-body problem, at the Moon's real distance, ICRF [m/s]."""
    if not throw.kick:
        return np.zeros(3)
    distance, rate, axes = _turning(*state("moon", t, center="earth", ecliptic=False))
    return np.asarray(distance * rate * axes @ np.array(throw.kick))


def real_throw(
    site: LaunchSite, point: int, throw: Throw, t: float, max_muzzle_speed: float, *, stops: bool
) -> RealThrow:
    """Correct a three-body throw for release at a date.

    Parameters
    ----------
    site
        Launcher; one that turns throws to the east.
    point
        1 or 2.
    throw
        Throw of the three-body problem to start from.
    t
        Release [s, TDB after J2000].
    max_muzzle_speed
        [m/s].
    stops
        Whether the payload stops there. Newton's method starts from earlier and later arrivals too, with and without
        the impulse of the three-body problem; the cheapest throw that it finds is given.
    """
    found: list[RealThrow] = []
    for later, kick in product(_STARTS, (throw.kick, ()) if throw.kick else ((),)):
        longer = replace(throw, time_of_flight=throw.time_of_flight + later, kick=kick)
        if longer.time_of_flight > throw.midcourse_time + 86400.0:
            found.append(_settled(site, point, longer, t, max_muzzle_speed))
    hits = [one for one in found if one.miss < _HIT]
    if not hits:
        return min(found, key=lambda one: one.miss)
    return min(hits, key=lambda one: one.midcourse_dv + (one.arrival_speed if stops else 0.0))


def finished(site: LaunchSite, point: int, throw: Throw, t: float, real: RealThrow) -> RealThrow:
    """Take the rest of the miss out of a throw by its impulse alone, date and muzzle speed being kept.

    Parameters
    ----------
    site, point, throw, t
        As in `real_throw`.
    real
        What that gave.
    """
    best = real
    kick = np.array(real.kick)
    for _ in range(_FINISH):
        ends = _fly(site, t, real.muzzle_speed, real.moment, (kick, real.arrive))
        now = _judged(point, throw, ends, replace(real, kick=tuple(kick.tolist())))
        best = now if now.miss <= best.miss else best
        if now.miss < _CLOSE or not np.isfinite(ends).all():
            break
        place, _, _ = _goal(point, throw, real.arrive)
        kick = kick - np.linalg.solve(np.array(now.by_kick), ends[0, :3] - place)
    return best


def _judged(point: int, throw: Throw, ends: Array, what: RealThrow) -> RealThrow:
    """Read off the ends of the lanes of `_fly` how well a throw does."""
    place, _, wanted = _goal(point, throw, what.arrive)
    by_kick = (ends[1:4, :3] - ends[0, :3]).T / _PROBE
    return replace(
        what,
        midcourse_dv=float(np.linalg.norm(what.kick)),
        arrival_speed=float(np.linalg.norm(ends[0, 3:] - wanted)),
        miss=float(np.linalg.norm(ends[0, :3] - place)),
        goal_velocity=tuple(wanted.tolist()),
        by_kick=tuple(map(tuple, by_kick.tolist())),
    )


def _settled(site: LaunchSite, point: int, throw: Throw, t: float, max_muzzle_speed: float) -> RealThrow:
    """Correct a throw by Newton's method from one arrival."""
    speed, arrive = throw.muzzle_speed, t + throw.time_of_flight
    moment = t + (throw.midcourse_time or 0.4 * throw.time_of_flight)
    kick = _first_kick(throw, moment)
    best = RealThrow(muzzle_speed=speed, midcourse_dv=math.inf, arrival_speed=math.inf, miss=math.inf)
    for _ in range(_ITERATIONS):
        ends = _fly(site, t, speed, moment, (kick, arrive))
        place, carried, _ = _goal(point, throw, arrive)
        miss, relative = ends[0, :3] - place, ends[0, 3:] - carried
        if np.linalg.norm(miss) < best.miss:
            known = replace(best, muzzle_speed=speed, moment=moment, kick=tuple(kick.tolist()), arrive=arrive)
            best = _judged(point, throw, ends, known)
        if best.miss < _HIT:
            break
        by_kick = (ends[1:4, :3] - ends[0, :3]).T / _PROBE
        free = np.column_stack([(ends[4, :3] - ends[0, :3]) / _PROBE, relative])
        base, slopes = kick - np.linalg.solve(by_kick, miss), np.linalg.solve(by_kick, free)
        rows, right = np.concatenate([slopes, np.diag(_FREEDOM)]), np.concatenate([base, np.zeros(2)])
        change = np.clip(np.linalg.lstsq(rows, right, rcond=None)[0], -_STRIDE, _STRIDE)
        change[0] = min(change[0], max_muzzle_speed - speed)
        if not np.isfinite(change).all():
            break
        step = base - slopes @ change - kick
        kick = kick + step * min(1.0, 150.0 / float(np.linalg.norm(step)))
        speed, arrive = speed + float(change[0]), max(arrive + float(change[1]), moment + 3600.0)
    return best


def _fly(site: LaunchSite, t: float, speed: float, moment: float, end: tuple[Array, float]) -> Array:
    """Fly the nominal lane, three with changed impulses and one with changed muzzle speed; shape (5, 6)."""
    start = released(site, t, np.array([[speed], [speed + _PROBE]]) * muzzle_direction(site))
    half = fly_ephemeris(start, t, moment - t, rtol=_RTOL).states
    lanes = np.concatenate([np.repeat(half[:1], 4, axis=0), half[1:]])
    lanes[:, 3:] += end[0]
    lanes[1:4, 3:] += _PROBE * np.eye(3)
    return fly_ephemeris(lanes, moment, end[1] - moment, rtol=_RTOL).states
