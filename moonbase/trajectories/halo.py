"""Throws to halo and near-rectilinear orbits about L1 and L2: the place on the orbit where they arrive is free."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.cr3bp import earth_moon, flow
from moonbase.trajectories.libration import LATEST, MARGIN, SPARE, azimuths
from moonbase.trajectories.midcourse import Search, cheapest
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.periodic import PeriodicOrbit, near_rectilinear
from moonbase.trajectories.seasons import always
from moonbase.trajectories.throw import Throw, least_muzzle_speed

__all__ = ["halo_orbit", "solve", "throw_to"]

_PLACES = 6  # on the orbit
_REFINED = 1
_NOTES = (
    (
        "circular restricted three-body problem with the mean distance; the real Moon's distance changes by 6 % in a "
        "month, and speeds with it"
    ),
    "the payload meets the orbit once a period; muzzle errors and their correction are not included",
)


@lru_cache(maxsize=8)
def halo_orbit(point: int, period: float) -> PeriodicOrbit:
    """Find the halo orbit of a period [s] about L1 or L2 (1 or 2); the southern one, or the northern if negative.

    Raises
    ------
    TrajectoryError
        If the family has no orbit of that period.
    """
    system = earth_moon()
    try:
        return near_rectilinear(system.mu, point, abs(period) / system.time, south=period > 0.0)
    except TrajectoryError as error:
        raise TrajectoryError(
            f"no halo orbit about L{point} has a period of {abs(period) / 86400:.2f} days",
            help="about L2 they have 14.8 days next to the plane and 6 to 8 days where they are nearly rectilinear; "
            "about L1 12 days next to the plane",
        ) from error


def solve(site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits) -> Opportunities:
    """Answer `moonbase.trajectories.solve.opportunities` for a halo orbit."""
    throw = throw_to(site, destination, limits)
    onboard = throw.midcourse_dv + (throw.arrival_speed if destination.stops else 0.0)
    if onboard > limits.max_onboard_dv:
        raise TrajectoryError(
            f"the cheapest throw to the halo orbit (muzzle {throw.muzzle_speed:.0f} m/s, "
            f"{throw.time_of_flight / 86400:.1f} days) takes {onboard:.0f} m/s on board: {throw.midcourse_dv:.0f} m/s "
            f"on the way and {throw.arrival_speed:.0f} m/s at arrival; "
            f"{onboard - limits.max_onboard_dv:.0f} m/s are missing",
            help="allow more propellant, turn the launcher, or choose another orbit",
        )
    way = f"one impulse of {throw.midcourse_dv:.1f} m/s {throw.midcourse_time / 3600:.1f} h after release"
    join = f"the payload joins the orbit with {throw.arrival_speed:.1f} m/s"
    return always(throw, onboard, (start, end), backend=str(backend()), notes=(f"{way}; {join}", *_NOTES))


def throw_to(site: LaunchSite, destination: Destination, limits: Limits) -> Throw:
    """Find the cheapest throw to a halo orbit in the three-body problem; its `goal` says where it is met.

    Raises
    ------
    TrajectoryError
        If there is no such orbit, or no throw that meets it.
    """
    point = 1 if (destination.body or "eml2").lower() == "eml1" else 2
    orbit = halo_orbit(point, float(destination.period or 0.0))
    return _best(site, point, orbit, limits, stops=destination.stops)


@lru_cache(maxsize=8)
def _best(site: LaunchSite, point: int, orbit: PeriodicOrbit, limits: Limits, *, stops: bool) -> Throw:
    """Try places round the orbit coarsely, then refine the best ones."""
    system = earth_moon()
    least = least_muzzle_speed(site, system, point)
    if limits.max_muzzle_speed < least:
        raise TrajectoryError(
            f"the muzzle speed is limited to {limits.max_muzzle_speed:.1f} m/s; passing L{point} takes at least "
            f"{least:.1f} m/s: {least - limits.max_muzzle_speed:.1f} m/s are missing",
            help="raise the muzzle speed, or choose a lunar orbit",
        )
    fastest = min(limits.max_muzzle_speed, least + MARGIN)
    phases = orbit.period * np.arange(_PLACES) / _PLACES
    states, _ = flow(orbit.mu, np.repeat(orbit.state[None], _PLACES, axis=0), phases, rtol=1e-11)
    search = Search(
        slowest=min(least + SPARE, fastest),
        fastest=fastest,
        latest=min(limits.max_time_of_flight, 1.6 * LATEST),
        azimuths=azimuths(site, point),
        turns=site.azimuth is None,
        stops=stops,
    )
    goals = [replace(search, goal=tuple(row)) for row in states.tolist()]
    rough = [_attempt(site, point, one, rounds=0) for one in goals]
    order = sorted(range(_PLACES), key=lambda i: _total(rough[i], stops=stops))
    fine = [_attempt(site, point, goals[i]) for i in order[:_REFINED]]
    best = min([*fine, *rough], key=lambda throw: _total(throw, stops=stops))
    if best is None:
        raise TrajectoryError(
            f"no throw from this site meets the halo orbit about L{point} within {search.latest / 86400:.1f} days",
            help="turn the launcher, allow more muzzle speed or a longer flight",
        )
    return best


def _attempt(site: LaunchSite, point: int, search: Search, rounds: int | None = None) -> Throw | None:
    try:
        return replace(cheapest(site, earth_moon(), point, search, rounds=rounds), goal=search.goal)
    except TrajectoryError:
        return None


def _total(throw: Throw | None, *, stops: bool) -> float:
    return np.inf if throw is None else throw.midcourse_dv + (throw.arrival_speed if stops else 0.0)
