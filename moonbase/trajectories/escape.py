"""Throws that just leave the Earth-Moon system: parabolic speed relative to the Earth, no propulsion on board."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.ephemeris import require_span, state
from moonbase.trajectories.geocentric import clears_earth
from moonbase.trajectories.moon import orientation
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.reach import Reach, reach_of
from moonbase.trajectories.seasons import Departures, collect, sample_times

__all__ = ["at_the_slowest", "least_speeds", "solve"]

Array = NDArray[np.float64]

_STEP = 43200.0  # s
_CHUNK = 2048
_EDGE = 1.5e9  # m, the Earth's Hill radius, where the flight counts as over
_NOTES = (
    (
        "patched conics: the slowest throw that leaves depends on the Sun's pull and on the Moon's motion while it is "
        "left; flown under all bodies it may take some 100 m/s less or more at the muzzle"
    ),
    (
        "the payload leaves with no excess speed and then circles the Sun beside the Earth; time of flight "
        "is counted "
        "from the Moon's distance to 1.5 million km"
    ),
)


def _least_speed(reach: Reach, t: Array) -> Array:
    """Slowest muzzle speed that escapes the Earth at each time; infinite where none does."""
    moon, velocity = state("moon", t, center="earth")
    axes = orientation(t)
    body = np.einsum("nji,nj->ni", axes, velocity)
    if reach.curve.shape[1] == 3:
        dots = body @ reach.curve.T
    else:
        up = body @ reach.up
        dots = np.stack([np.linalg.norm(body - up[:, None] * reach.up, axis=1), up], axis=1) @ reach.curve.T
    excess = np.sum(reach.curve**2, axis=1)
    square = excess + np.sum(velocity**2, axis=1)[:, None] + 2.0 * dots
    distance = np.linalg.norm(moon, axis=1)
    escapes = square >= (2.0 * EARTH_GM / distance)[:, None]
    first = np.argmax(escapes, axis=1)
    speed = np.where(escapes.any(axis=1), reach.speeds[first], np.inf)
    if reach.curve.shape[1] == 3:
        thrown = velocity + np.einsum("nij,nj->ni", axes, reach.curve[first])
        speed = np.where(clears_earth(moon, thrown), speed, np.inf)
    return speed


def least_speeds(site: LaunchSite, start: float, end: float, fastest: float) -> tuple[Array, Array]:
    """Find the slowest muzzle speed that escapes the Earth by patched conics, twice a day.

    Parameters
    ----------
    site
        Launcher.
    start, end
        First and last departure [s, TDB after J2000].
    fastest
        Fastest muzzle speed [m/s].

    Returns
    -------
    t, speeds : numpy.ndarray
        Shape (n,) [s] and (n,) [m/s]; infinite where nothing escapes.
    """
    reach = reach_of(site.latitude, site.longitude, site.azimuth, site.elevation, fastest)
    t = sample_times(start, end, _STEP)
    return t, np.concatenate([_least_speed(reach, t[part : part + _CHUNK]) for part in range(0, len(t), _CHUNK)])


def at_the_slowest(found: Opportunities, t: Array, speeds: Array) -> Opportunities:
    """Leave at the time within each opportunity when the slowest muzzle will do.

    Parameters
    ----------
    found
        Opportunities to escape.
    t, speeds
        What `least_speeds` gives for the same dates.
    """
    inside = (t >= found.start[:, None]) & (t <= found.end[:, None])
    at = np.argmin(np.where(inside, speeds, np.inf), axis=1)
    return replace(found, best=t[at], muzzle_speed=speeds[at])


def solve(site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits) -> Opportunities:
    """Answer `moonbase.trajectories.solve.opportunities` for an escape from Earth and Moon."""
    require_span(start, end)
    t, speed = least_speeds(site, start, end, limits.max_muzzle_speed)
    near = np.linalg.norm(state("moon", t, center="earth")[0], axis=1)
    tof = math.sqrt(2.0 / EARTH_GM) / 3.0 * (_EDGE**1.5 - near**1.5)
    if tof.min() > limits.max_time_of_flight:
        raise TrajectoryError(
            f"an escape takes {tof.min() / 86400:.1f} days to leave the Earth's sphere; the limit is "
            f"{(tof.min() - limits.max_time_of_flight) / 86400:.1f} days short",
            help=f'raise the largest time of flight for the destination "{destination.kind}"',
        )
    onboard = np.where(np.isfinite(speed) & (tof <= limits.max_time_of_flight), 0.0, np.inf)
    zero = np.zeros_like(t)
    departures = Departures(t=t, muzzle_speed=speed, onboard_dv=onboard, time_of_flight=tof, arrival_speed=zero)
    found = collect(departures, limits.max_onboard_dv, backend=str(backend()), notes=_NOTES)
    if len(found) == 0:
        fast = reach_of(site.latitude, site.longitude, site.azimuth, site.elevation, 8000.0)
        least = float(_least_speed(fast, t[:: max(1, len(t) // 400)]).min())
        raise TrajectoryError(
            f"escaping the Earth from this site takes at least {least:.0f} m/s at the muzzle; "
            f"{least - limits.max_muzzle_speed:.0f} m/s are missing",
            help="raise the muzzle speed, or point the launcher along the Moon's motion",
        )
    return found
