"""What stands about a flight in a picture: libration points, orbits of bodies, the orbit that is the destination."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_DISTANCE, MOON_RADIUS, SUN_GM
from moonbase.trajectories.cr3bp import collinear_point, earth_moon, flow
from moonbase.trajectories.ephemeris import span, state, to_ecliptic
from moonbase.trajectories.halo import halo_orbit
from moonbase.trajectories.opportunities import Destination
from moonbase.trajectories.track import Track

__all__ = [
    "beside_the_earth",
    "destination_line",
    "halo_line",
    "libration_points",
    "orbit_line",
    "over_the_ground",
    "period_of",
    "planets_between",
]

Array = NDArray[np.float64]

_PLANETS = ("mercury", "venus", "emb", "mars", "jupiter", "saturn", "uranus", "neptune")
_POINTS = 181
_YEAR = 365.25 * 86400.0


def libration_points() -> dict[str, float]:
    """Give how far L1 and L2 are from the Earth at the Moon's mean distance [m]."""
    system = earth_moon()
    return {f"L{i}": (collinear_point(system.mu, i) + system.mu) * MOON_DISTANCE for i in (1, 2)}


def halo_line(destination: Destination) -> Array:
    """Follow a halo orbit once, in the axes of `moonbase.trajectories.track.rotating`, shape (n, 3) [m]."""
    point = 1 if (destination.body or "eml2").lower() == "eml1" else 2
    orbit = halo_orbit(point, float(destination.period or 0.0))
    steps = np.linspace(0.0, orbit.period, _POINTS)
    states, _ = flow(orbit.mu, np.repeat(orbit.state[None], _POINTS, axis=0), steps, rtol=1e-10)
    return np.asarray((states[:, :3] + [orbit.mu, 0.0, 0.0]) * MOON_DISTANCE)


def period_of(body: str, t: float) -> float:
    """Period of a planet from its distance and speed [s]."""
    r, v = state(body, t)
    axis = 1.0 / (2.0 / float(np.linalg.norm(r)) - float(v @ v) / SUN_GM)
    return 2.0 * math.pi * math.sqrt(axis**3 / SUN_GM)


def orbit_line(body: str, t: float) -> Array:
    """Follow a planet once about the Sun, or until the ephemeris ends; ecliptic, shape (n, 3) [m]."""
    last = min(t + period_of(body, t), span()[1])
    return state(body, np.linspace(min(t, last - _YEAR), last, _POINTS))[0]


def planets_between(nearest: float, farthest: float, t: float) -> list[str]:
    """Name the planets whose distance from the Sun at a time lies between two [m]."""
    away = {name: float(np.linalg.norm(state(name, t)[0])) for name in _PLANETS}
    return [name for name in _PLANETS if nearest <= away[name] <= farthest]


def destination_line(destination: Destination, t: float) -> Array | None:
    """Follow what a payload about the Sun is to reach: a planet, a small body or a circle; None elsewhere.

    Returns
    -------
    numpy.ndarray or None
        Ecliptic, shape (n, 3) [m].
    """
    if destination.kind == "planet":
        return orbit_line(str(destination.body), t)
    if destination.kind == "small-body" and destination.orbit is not None:
        r, v = destination.orbit.state(t)
        axis = 1.0 / (2.0 / float(np.linalg.norm(r)) - float(v @ v) / SUN_GM)
        turn = 2.0 * math.pi * math.sqrt(abs(axis) ** 3 / SUN_GM)
        return destination.orbit.state(t + np.linspace(0.0, turn, 2 * _POINTS))[0]
    if destination.kind == "heliocentric" and destination.radius:
        angle = np.linspace(0.0, 2.0 * math.pi, _POINTS)
        return destination.radius * np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=1)
    return None


def beside_the_earth(way: Track) -> Array:
    """Give a way in axes that turn with the Earth about the Sun, the Earth in the origin, shape (n, 3) [m].

    The first axis points away from the Sun, the second along the Earth's motion, the third to the north.
    """
    out, along = state("earth", way.t)
    up = np.cross(out, along)
    x, z = (part / np.linalg.norm(part, axis=1, keepdims=True) for part in (out, up))
    axes = np.stack([x, np.cross(z, x), z], axis=1)
    return np.asarray(np.einsum("nij,nj->ni", axes, to_ecliptic(way.relative("earth")[:, :3])))


def over_the_ground(way: Track) -> tuple[Array, Array]:
    """Give a way to a lunar orbit in the plane in which it begins, and the circle that it ends on.

    Returns
    -------
    places, circle : numpy.ndarray
        Shapes (n, 3) and (m, 3) [m] from the Moon's centre, in axes that do not turn: the first to the place of the
        release, the second along the flight, the third across.
    """
    states = way.relative("moon")
    x = states[0, :3] / np.linalg.norm(states[0, :3])
    z = np.cross(states[0, :3], states[0, 3:])
    z = z / np.linalg.norm(z)
    places = states[:, :3] @ np.stack([x, np.cross(z, x), z]).T
    angle = np.linspace(0.0, 2.0 * math.pi, _POINTS)
    radius = max(float(np.linalg.norm(places[-1])), MOON_RADIUS)
    return places, radius * np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=1)
