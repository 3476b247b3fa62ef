"""Throws that fall to a perigee without any impulse on the way: the muzzle speed alone sets how low they come.

One number is wanted, the radius of the perigee, and one can be chosen, the muzzle speed; so that a launcher that
cannot turn has such a throw at most times, if it is fast enough.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.geocentric import perigee
from moonbase.trajectories.moon import orientation
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.problem import Costs, Problem
from moonbase.trajectories.reach import Reach, reach_of
from moonbase.trajectories.transfers import PerigeeFamily

__all__ = ["falls", "free_throw"]

Array = NDArray[np.float64]

_POINTS = 160  # of the curve of reachable excess velocities
_AZIMUTHS = 24
_FARTHEST = 1.2e9  # m, beyond which the Sun's pull is more than a correction


@lru_cache(maxsize=64)
def _reach(site: LaunchSite, fastest: float) -> Reach:
    return reach_of(site.latitude, site.longitude, site.azimuth, site.elevation, fastest)


def falls(problem: Problem, t: Array) -> Costs:
    """Give the cheapest fall to the perigee of a family at each departure, arrays of shape (n, 1).

    Parameters
    ----------
    problem
        Its family is a `PerigeeFamily`; for any other there are no falls.
    t
        Departures, shape (n,) [s, TDB after J2000].
    """
    none = np.full((len(t), 1), np.nan)
    best = Costs(np.full_like(none, np.inf), none, none, none)
    if not isinstance(problem.family, PerigeeFamily):
        return best
    for site in _sites(problem.site):
        found = _from(replace(problem, site=site, reach=_reach(site, problem.limits.max_muzzle_speed)), t)
        lower = found.onboard < best.onboard
        pairs = ((getattr(found, name), getattr(best, name)) for name in ("onboard", "muzzle", "tof", "arrival"))
        best = Costs(*(np.where(lower, new, old) for new, old in pairs))
    return best


def _sites(site: LaunchSite) -> list[LaunchSite]:
    if site.azimuth is not None:
        return [site]
    return [replace(site, azimuth=2.0 * math.pi * k / _AZIMUTHS) for k in range(_AZIMUTHS)]


def free_throw(problem: Problem, t: float, muzzle: float) -> Array:
    """Give the excess velocity at the Moon, ecliptic [m/s], of a throw at a muzzle speed, in the best direction."""
    best, least = np.full(3, np.nan), math.inf
    for site in _sites(problem.site):
        one = replace(problem, site=site, reach=_reach(site, problem.limits.max_muzzle_speed))
        costs = _from(one, np.array([t]))
        if costs.onboard[0, 0] < least and abs(costs.muzzle[0, 0] - muzzle) < 1.0:
            least = float(costs.onboard[0, 0])
            body = [np.interp(muzzle, one.reach.speeds, one.reach.curve[:, axis]) for axis in range(3)]
            best = orientation(np.array([t]))[0] @ np.array(body)
    return best


def _from(problem: Problem, t: Array) -> Costs:
    assert isinstance(problem.family, PerigeeFamily)
    pick = np.unique(np.linspace(0, len(problem.reach.speeds) - 1, _POINTS).astype(np.int64))
    speeds, curve = problem.reach.speeds[pick], problem.reach.curve[pick]
    moon, moon_v = state("moon", t, center="earth")
    velocity = moon_v[:, None, :] + np.einsum("nij,kj->nki", orientation(t), curve)
    place = np.broadcast_to(moon[:, None, :], velocity.shape)
    radius, at_perigee = (
        part.reshape(velocity.shape[:2]) for part in perigee(place.reshape(-1, 3), velocity.reshape(-1, 3))
    )
    tof = _time_down(place, velocity, radius)
    gap = np.where(np.isfinite(tof), radius - problem.family.perigee, np.nan)
    share = gap[:, :-1] / (gap[:, :-1] - gap[:, 1:])
    crosses = (gap[:, :-1] * gap[:, 1:] <= 0.0) & np.isfinite(share)

    def between(values: Array) -> Array:
        return np.asarray(values[:, :-1] + share * (values[:, 1:] - values[:, :-1]))

    arrival = between(problem.family.arrival(at_perigee))
    usable = crosses & (between(tof) <= problem.limits.max_time_of_flight)
    onboard = np.where(usable, arrival if problem.stops else 0.0, np.inf)
    row, best = np.arange(len(t)), np.argmin(onboard, axis=1)
    muzzle = between(np.broadcast_to(speeds, gap.shape))
    columns = (onboard, np.where(usable, muzzle, np.nan), between(tof), arrival)
    return Costs(*(values[row, best][:, None] for values in columns))


def _time_down(r: Array, v: Array, radius: Array) -> Array:
    """Time from geocentric states to the next perigee [s]; NaN where there is none or the way leads too far out."""
    distance = np.linalg.norm(r, axis=-1)
    inward = np.sum(r * v, axis=-1) < 0.0
    energy = 0.5 * np.sum(v * v, axis=-1) - EARTH_GM / distance
    with np.errstate(all="ignore"):
        a = -0.5 * EARTH_GM / energy
        ecc = 1.0 - radius / a
        rate = np.sqrt(np.abs(a) ** 3 / EARTH_GM)
        closed = np.arccos(np.clip((1.0 - distance / a) / ecc, -1.0, 1.0))
        before = rate * (closed - ecc * np.sin(closed))
        opened = np.arccosh(np.maximum((1.0 - distance / a) / ecc, 1.0))
        falling = rate * (ecc * np.sinh(opened) - opened)
        bound = np.where(inward, before, 2.0 * math.pi * rate - before)
    bound = np.where(a * (1.0 + ecc) < _FARTHEST, bound, np.nan)
    return np.asarray(np.where(energy < 0.0, bound, np.where(inward, falling, np.nan)))
