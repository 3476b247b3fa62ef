"""The path behind the muzzle over the ground, and the directions that a fixed track reaches through the month."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError, constants
from moonbase_launchers.geometry import asymptote_turn
from moonbase_launchers.tables import read_numbers

__all__ = ["Asymptotes", "Clearance", "asymptotes", "clearance_over", "read_profile"]

_Array = NDArray[np.float64]
_MONTH = 27.321661 * 86_400.0  # s, sidereal


@dataclass(frozen=True, kw_only=True, eq=False)
class Clearance:
    """How close a shot comes to the ground.

    Attributes
    ----------
    least
        Height over the terrain at its lowest [m].
    distance
        Along the ground, where that is [m].
    clears
        Whether it stays above the wanted height.
    elevation
        Of the muzzle that would clear it all [rad]; the given one if it does.
    """

    least: float
    distance: float
    clears: bool
    elevation: float


def _height(distance: _Array, speed: float, elevation: float) -> _Array:
    """Height of the conic over the sphere at an arc distance [m]."""
    radius, gm = constants.MOON_RADIUS, constants.MOON_GM
    angle = distance / radius
    momentum = (radius * speed * math.cos(elevation)) ** 2 / gm
    # r = p / (1 + (p/R - 1) cos f - (p/R) tan(e) sin f), the conic through the muzzle
    below = 1.0 + (momentum / radius - 1.0) * np.cos(angle) - momentum / radius * math.tan(elevation) * np.sin(angle)
    with np.errstate(divide="ignore"):
        return np.where(below > 0.0, momentum / np.where(below > 0.0, below, 1.0), np.inf) - radius


def clearance_over(
    speed: float, *, elevation: float = 0.0, profile: tuple[_Array, _Array] | None = None, wanted: float = 0.0
) -> Clearance:
    """Follow the conic behind the muzzle over the ground.

    Parameters
    ----------
    speed
        At the muzzle [m/s].
    elevation
        Of the muzzle [rad].
    profile
        Distance from the muzzle and height of the ground over the muzzle's level [m]; a smooth sphere by default.
    wanted
        Height to keep over the ground [m].

    Returns
    -------
    Clearance
        With the least elevation that keeps the wanted height, to a tenth of a milliradian.

    Raises
    ------
    ModelError
        If the profile is not in order, or no elevation below 30 degrees clears it.
    """
    distance, ground = profile if profile is not None else (np.linspace(0.0, 2e5, 2001), np.zeros(2001))
    if len(distance) < 2 or np.any(np.diff(distance) <= 0.0) or distance[0] < 0.0:
        raise ModelError("a terrain profile needs rising distances from 0 m on", help="sort its rows by distance")

    def lowest(angle: float) -> tuple[float, float]:
        gap = _height(distance, speed, angle) - ground
        gap = np.where(distance > 0.0, gap, np.inf)
        place = int(np.argmin(gap))
        return float(gap[place]), float(distance[place])

    least, place = lowest(elevation)
    if least >= wanted:
        return Clearance(least=least, distance=place, clears=True, elevation=elevation)
    low, high = elevation, math.radians(30.0)
    if lowest(high)[0] < wanted:
        raise ModelError("no elevation below 30 deg clears the terrain", help="turn the azimuth, or move the muzzle")
    while high - low > 1e-4:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if lowest(middle)[0] >= wanted else (middle, high)
    return Clearance(least=least, distance=place, clears=False, elevation=high)


@dataclass(frozen=True, kw_only=True, eq=False)
class Asymptotes:
    """Departure directions of a fixed track through a sidereal month.

    Attributes
    ----------
    inclination
        Of the launch plane to the lunar equator [rad].
    turn
        Angle from the muzzle's direction to the asymptote [rad].
    declination
        Of the asymptote over the lunar equator [rad]; the same all month.
    time, right_ascension
        After the start [s], and the direction in inertial axes whose zero is the Moon's prime meridian at the start
        [rad]; shape ``(n,)``.
    """

    inclination: float
    turn: float
    declination: float
    time: _Array
    right_ascension: _Array


def asymptotes(latitude: float, longitude: float, azimuth: float, excess_speed: float, *, days: int = 28) -> Asymptotes:
    """Directions that a level track reaches: all in one plane of the Moon, which turns once in a month.

    Parameters
    ----------
    latitude, longitude, azimuth
        Of site and track [rad].
    excess_speed
        Hyperbolic, relative to the Moon [m/s].
    days
        Rows, one a day.

    Notes
    -----
    ``cos i = cos(latitude) sin(azimuth)``; the asymptote lies `asin(1/e)` further along the plane than the muzzle
    points, as seen from the Moon's centre. The Moon's spin, at most 4.6 m/s, is left out.
    """
    up = np.array(
        [math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)]
    )
    east = np.array([-math.sin(longitude), math.cos(longitude), 0.0])
    muzzle = math.sin(azimuth) * east + math.cos(azimuth) * np.cross(up, east)
    turn = asymptote_turn(excess_speed)
    # the path bends towards the centre, by which the asymptote falls below the muzzle's horizon
    away = math.cos(turn) * muzzle - math.sin(turn) * up
    time = np.linspace(0.0, _MONTH, days, endpoint=False)
    fixed = math.atan2(float(away[1]), float(away[0]))
    return Asymptotes(
        inclination=math.acos(max(-1.0, min(1.0, math.cos(latitude) * math.sin(azimuth)))),
        turn=turn,
        declination=math.asin(float(away[2])),
        time=time,
        right_ascension=np.mod(fixed + 2.0 * math.pi * time / _MONTH, 2.0 * math.pi),
    )


def read_profile(path: str) -> tuple[_Array, _Array]:
    """Read a terrain profile: a CSV file with the columns ``distance_m`` and ``height_m``.

    Raises
    ------
    ModelError
        If it cannot be read.
    """
    rows = read_numbers(path, ("distance_m", "height_m"))
    return rows[:, 0], rows[:, 1]
