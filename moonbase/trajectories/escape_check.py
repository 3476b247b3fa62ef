"""What Sun, Earth, Moon and planets make of a throw that just leaves the Earth-Moon system.

Near the parabola the Sun decides: the same throw leaves, or falls back, by the direction in which it goes. The muzzle
speed is moved from that of the patched conics to the slowest with which the throw leaves and stays away.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM, MOON_GM
from moonbase.trajectories.ephemeris import span, state
from moonbase.trajectories.flown import Arc, Flown
from moonbase.trajectories.journeys import Journey, Passage, journey
from moonbase.trajectories.libration_check import RealThrow
from moonbase.trajectories.moon import orientation, site_axes
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.near_flights import correction_of
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.released import muzzle_direction, released

__all__ = ["EDGE", "READ_AFTER", "along_the_moon", "c3_after", "real_escape"]

Array = NDArray[np.float64]

EDGE = 1.5e9
"""Distance from the Earth beyond which a payload has left, its Hill radius [m]."""
READ_AFTER = 120.0 * 86400.0
"""Time from release to where the energy of an escape is read off [s]."""
_LONGEST = 60.0 * 86400.0  # s to the edge; slower throws that wander about the Earth for months are left out
_AFTER = 90.0 * 86400.0  # s during which a payload that left has to stay away
_LADDER = (5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0)  # m/s from the speed of the patched conics
_FINE = 2.5  # m/s
_ROUNDS = 3
_SHARP = 1e3  # m, how well the edge is met
_RTOL = 1e-10
_MOST_STEPS = 20_000


def along_the_moon(site: LaunchSite, t: float) -> float:
    """Give the azimuth along the Moon's motion about the Earth [rad], the best one for a launcher that turns."""
    axes = site_axes(site.latitude, site.longitude)
    level = orientation(np.array([t]))[0].T @ state("moon", t, center="earth")[1]
    return math.atan2(float(level @ axes.east), float(level @ axes.north)) % (2.0 * math.pi)


def real_escape(
    site: LaunchSite, t: float, muzzle_speed: float, fastest: float, *, longest: float = _LONGEST
) -> Flown | None:
    """Fly an escape under all bodies at the slowest muzzle speed near that of the patched conics that leaves.

    Parameters
    ----------
    site
        Launcher with its azimuth.
    t
        Release [s, TDB after J2000].
    muzzle_speed
        By patched conics [m/s].
    fastest
        Fastest muzzle speed [m/s]; that of the patched conics, which may be rounded up beyond it, is flown in any case.
    longest
        Longest time of flight [s], 60 days at most.

    Returns
    -------
    Flown or None
        Up to 1.5 million kilometres from the Earth, with the muzzle speed good to 2.5 m/s where it is less than 20 m/s
        from that of the patched conics, else to a quarter of the difference; not converged if no speed up to 320 m/s
        above it leaves. None if the ephemeris ends too early.
    """
    longest = min(longest, _LONGEST)
    if t + longest + _AFTER > span()[1]:
        return None
    fastest = max(fastest, muzzle_speed)
    ways: dict[float, Journey] = {}

    def leaves(more: float) -> bool:
        if muzzle_speed + more > fastest:
            return False
        way = ways[more] = _fly(site, t, muzzle_speed + more, longest)
        return way.impact is None and way.end < t + longest and _stays_away(way)

    more = _slowest(leaves)
    way = ways[0.0 if more is None else more]
    return _flown(site, t, muzzle_speed + (more or 0.0), way, converged=more is not None)


def _slowest(leaves: Callable[[float], bool]) -> float | None:
    """Find the least addition to the muzzle speed with which a throw leaves [m/s]; None if none does."""
    sign = -1.0 if leaves(0.0) else 1.0
    edge = 0.0
    for size in _LADDER:
        if leaves(sign * size) == (sign > 0.0):
            break
        edge = sign * size
    else:
        return edge if sign < 0.0 else None
    low, high = sorted((edge, sign * size))
    for _ in range(_ROUNDS):
        if high - low <= _FINE:
            break
        middle = 0.5 * (low + high)
        low, high = (low, middle) if leaves(middle) else (middle, high)
    return high


def c3_after(site: LaunchSite, t: float, speed: float) -> tuple[float, float]:
    """Fly a throw for 120 days and give what it has by then.

    Parameters
    ----------
    site
        Launcher with its azimuth.
    t
        Release [s, TDB after J2000].
    speed
        At the muzzle [m/s].

    Returns
    -------
    c3, distance : float
        Twice the energy per mass relative to the barycentre of Earth and Moon [m2/s2], and the distance from it [m].
        Patched conics give a C3 of zero; NaN where the throw came down.
    """
    end = t + READ_AFTER
    last = propagate(_released(site, t, speed)[None], t, end, rtol=_RTOL, most=_MOST_STEPS)[0]
    centre, centre_v = state("emb", end, center="barycentre", ecliptic=False)
    distance = float(np.linalg.norm(last[:3] - centre))
    return float(np.sum((last[3:] - centre_v) ** 2)) - 2.0 * (EARTH_GM + MOON_GM) / distance, distance


def _released(site: LaunchSite, t: float, speed: float) -> Array:
    """Barycentric state at release, ICRF, shape (6,)."""
    moon, moon_v = state("moon", t, center="barycentre", ecliptic=False)
    return np.asarray(released(site, t, speed * muzzle_direction(site)[None])[0] + np.concatenate([moon, moon_v]))


def _fly(site: LaunchSite, t: float, speed: float, longest: float) -> Journey:
    edge = Passage(body="earth", radius=EDGE, ends=True)
    return journey(_released(site, t, speed), t, t + longest, passages=(edge,), rtol=_RTOL)


def _from_earth(what: Array, t: float) -> tuple[float, float]:
    """Distance [m] and speed [m/s] relative to the Earth."""
    r, v = state("earth", t, center="barycentre", ecliptic=False)
    return float(np.linalg.norm(what[:3] - r)), float(np.linalg.norm(what[3:] - v))


def _stays_away(way: Journey) -> bool:
    later = propagate(way.state[None], way.end, way.end + _AFTER, rtol=_RTOL)[0]
    return _from_earth(later, way.end + _AFTER)[0] > EDGE


def _flown(site: LaunchSite, t: float, speed: float, way: Journey, *, converged: bool) -> Flown:
    distance, arrival = _from_earth(way.state, way.end)
    real = RealThrow(
        muzzle_speed=speed,
        midcourse_dv=0.0,
        arrival_speed=arrival,
        miss=max(EDGE - distance, 0.0),
        arrive=way.end,
    )
    return Flown(
        muzzle=speed,
        impulse=0.0,
        burn=0.0,
        arrival=arrival,
        converged=converged,
        miss=real.miss,
        arrive=way.end,
        arcs=(Arc(start=t, end=way.end, state=_released(site, t, speed)),),
        correction=correction_of(real, hit=_SHARP),
    )
