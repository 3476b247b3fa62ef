"""What Sun, Earth, Moon and planets make of a throw that just leaves the Earth-Moon system."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM, MOON_GM, MOON_RADIUS
from moonbase.trajectories.closest import through
from moonbase.trajectories.ephemeris import state, to_equatorial
from moonbase.trajectories.flown import Arc
from moonbase.trajectories.moon import orientation, site_axes, spin_velocity
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.opportunities import LaunchSite

__all__ = ["READ_AFTER", "RealEscape", "best_azimuth", "real_escape"]

Array = NDArray[np.float64]

READ_AFTER = 120.0 * 86400.0
"""Time from release to where an escape is read off [s]."""
_OUTSIDE = 3.0e9  # m from the Earth, twice its Hill radius
_SLOWER, _FASTER, _STEP = 400.0, 200.0, 10.0  # m/s about the speed by patched conics
_SLOWEST = 2360.0  # m/s, with which a throw hardly leaves the Moon
_FINE = 0.25  # m/s
_MOST_STEPS = 20_000


@dataclass(frozen=True, kw_only=True)
class RealEscape:
    """The slowest throw that escapes under all bodies.

    Attributes
    ----------
    muzzle_speed
        [m/s]; the fastest that was tried where none escapes.
    c3
        Twice the energy per mass relative to the Earth-Moon barycentre, 120 days after release [m2/s2].
    distance
        From it then [m].
    patched_c3, patched_distance
        The same for the throw at the speed that patched conics give; NaN if it comes down.
    escapes
        Whether it is more than 3 million kilometres away then, and going.
    """

    muzzle_speed: float
    c3: float
    distance: float
    patched_c3: float
    patched_distance: float
    escapes: bool


def best_azimuth(site: LaunchSite, t: float) -> float:
    """Give the direction of a launcher that turns: along the Moon's motion [rad]."""
    axes = site_axes(site.latitude, site.longitude)
    moving = orientation(np.array([t]))[0].T @ state("moon", t, center="earth")[1]
    return math.atan2(float(moving @ axes.east), float(moving @ axes.north)) % (2.0 * math.pi)


def real_escape(site: LaunchSite, t: float, patched: float, fastest: float) -> RealEscape:
    """Find the slowest muzzle speed, near that by patched conics, from which on throws leave under all bodies.

    Throws 10 m/s apart are flown for 120 days, and the last step below the slowest that escapes is halved until it is
    0.25 m/s.

    Parameters
    ----------
    site
        Launcher with its azimuth.
    t
        Release [s, TDB after J2000].
    patched
        Muzzle speed by patched conics [m/s].
    fastest
        Of the launcher [m/s].
    """
    own = _after(site, t, patched)
    speeds = np.arange(max(patched - _SLOWER, _SLOWEST), min(patched + _FASTER, fastest) + 1e-6, _STEP)
    ends = [_after(site, t, float(speed)) for speed in speeds]
    left = np.array([one[2] for one in ends])
    stays = np.flatnonzero(~left)
    first = int(stays[-1]) + 1 if len(stays) else 0
    if first >= len(speeds):
        return _escape(float(speeds[-1]), ends[-1], own)
    high, best = float(speeds[first]), ends[first]
    low = high - _STEP
    while first > 0 and high - low > _FINE:
        middle = 0.5 * (low + high)
        one = _after(site, t, middle)
        low, high, best = (low, middle, one) if one[2] else (middle, high, best)
    return _escape(high, best, own)


def _escape(speed: float, end: tuple[float, float, bool], own: tuple[float, float, bool]) -> RealEscape:
    return RealEscape(
        muzzle_speed=speed, c3=end[0], distance=end[1], patched_c3=own[0], patched_distance=own[1], escapes=end[2]
    )


def _after(site: LaunchSite, t: float, speed: float) -> tuple[float, float, bool]:
    """C3 and distance of a throw from the barycentre of Earth and Moon after 120 days, and whether it has left."""
    axes, spin = site_axes(site.latitude, site.longitude), spin_velocity(site.latitude, site.longitude)
    turn = orientation(np.array([t]))[0]
    azimuth = best_azimuth(site, t) if site.azimuth is None else site.azimuth
    moon, moon_v = state("moon", t, center="barycentre", ecliptic=False)
    place = moon + to_equatorial(turn @ axes.up * MOON_RADIUS)
    velocity = moon_v + to_equatorial(turn @ (speed * axes.direction(azimuth, site.elevation) + spin))
    first, end = np.concatenate([place, velocity]), t + READ_AFTER
    last = propagate(first[None], t, end, rtol=1e-11, most=_MOST_STEPS)[0]
    centre, centre_v = state("emb", end, center="barycentre", ecliptic=False)
    r, v = last[:3] - centre, last[3:] - centre_v
    distance = float(np.linalg.norm(r))
    c3 = float(v @ v) - 2.0 * (EARTH_GM + MOON_GM) / distance
    gone = distance > _OUTSIDE and float(r @ v) > 0.0  # never for a flight that was given up, which has no numbers
    return c3, distance, gone and through((Arc(start=t, end=end, state=first),)) is None
