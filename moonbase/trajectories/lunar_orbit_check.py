"""What Earth and Sun make of a throw to the highest point of a lunar orbit."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_GM
from moonbase.trajectories.ensemble import fly_ephemeris
from moonbase.trajectories.libration_check import RealThrow
from moonbase.trajectories.opportunities import LaunchSite
from moonbase.trajectories.released import muzzle_direction, released

__all__ = ["real_apolune"]

Array = NDArray[np.float64]

_PROBE = 0.1  # m/s
_ITERATIONS = 6
_HIT = 1.0  # m


def real_apolune(site: LaunchSite, apolune: float, t: float, throw: tuple[float, float]) -> RealThrow:
    """Correct the muzzle speed of a throw to an apolune under Sun, Earth and Moon (Newton's method).

    The apolune is that of the orbit about the Moon at the end of the two-body flight, which is minutes from it.

    Parameters
    ----------
    site
        Launcher with its azimuth.
    apolune
        Radius wanted [m].
    t
        Release [s, TDB after J2000].
    throw
        Muzzle speed [m/s] and time of flight [s] by two-body motion.

    Returns
    -------
    RealThrow
        With the impulse that makes the orbit a circle as `arrival_speed`, the error of the radius as `miss` and the
        time of the highest point as `arrive`.
    """
    speed, duration = throw
    for _ in range(_ITERATIONS):
        ends = _fly(site, t, np.array([speed, speed + _PROBE]), duration)
        radii, tops = _highest(ends)
        gap = float(radii[0]) - apolune
        if abs(gap) < _HIT:
            break
        speed -= gap * _PROBE / float(radii[1] - radii[0])
    burn = abs(math.sqrt(MOON_GM / float(radii[0])) - float(tops[0]))
    arrive = t + duration + _until_highest(ends[0])
    return RealThrow(muzzle_speed=speed, midcourse_dv=0.0, arrival_speed=burn, miss=abs(gap), arrive=arrive)


def _fly(site: LaunchSite, t: float, speeds: Array, duration: float) -> Array:
    start = released(site, t, speeds[:, None] * muzzle_direction(site))
    return fly_ephemeris(start, t, duration, rtol=1e-12).states


def _highest(states: Array) -> tuple[Array, Array]:
    """Radius and speed at the highest point of the orbits through states relative to the Moon."""
    r, v = states[:, :3], states[:, 3:]
    distance, square = np.linalg.norm(r, axis=1), np.sum(v**2, axis=1)
    momentum = np.linalg.norm(np.cross(r, v), axis=1)
    energy = 0.5 * square - MOON_GM / distance
    eccentricity = np.sqrt(np.maximum(0.0, 1.0 + 2.0 * energy * momentum**2 / MOON_GM**2))
    top = momentum**2 / MOON_GM / (1.0 - eccentricity)
    return top, momentum / top


def _until_highest(end: Array) -> float:
    """Time from a state relative to the Moon to the highest point of its orbit that is nearest in time [s]."""
    r, v = end[:3], end[3:]
    distance = float(np.linalg.norm(r))
    a = 1.0 / (2.0 / distance - float(v @ v) / MOON_GM)
    rate = math.sqrt(MOON_GM / a**3)
    across, radial = 1.0 - distance / a, float(r @ v) / math.sqrt(MOON_GM * a)  # e cos E, e sin E
    anomaly = math.atan2(radial, across) - radial
    return ((math.pi - anomaly + math.pi) % (2.0 * math.pi) - math.pi) / rate
