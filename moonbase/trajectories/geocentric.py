"""Two-body motion about the Earth between the Moon's distance and the edge of the Earth-Moon system."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM, EARTH_RADIUS

__all__ = ["clears_earth", "perigee", "speed_to_perigee", "time_to_perigee", "velocity_to_excess"]

Array = NDArray[np.float64]

_ATMOSPHERE = 200e3  # m; a passage below this height counts as a hit


def clears_earth(r: Array, v: Array) -> Array:
    """Tell which geocentric states of shape (..., 3) do not lead through the Earth or its atmosphere.

    States that move outwards and escape never return; all others must have their perigee above 200 km.
    """
    h = np.cross(r, v)
    distance = np.linalg.norm(r, axis=-1)
    energy = 0.5 * np.sum(v * v, axis=-1) - EARTH_GM / distance
    p = np.sum(h * h, axis=-1) / EARTH_GM
    ecc = np.sqrt(np.maximum(1.0 + 2.0 * energy * p / EARTH_GM, 0.0))
    outwards = (np.sum(r * v, axis=-1) >= 0.0) & (energy >= 0.0)
    return np.asarray(outwards | (p / (1.0 + ecc) > EARTH_RADIUS + _ATMOSPHERE))


def velocity_to_excess(r: Array, excess: Array) -> Array:
    """Give the geocentric velocity at `r` whose outgoing hyperbola has a wanted excess velocity.

    ``v = (D + v_inf/2) s + (D - v_inf/2) r/|r|`` with ``D^2 = gm / (|r| (1 + cos(s, r))) + v_inf^2/4`` and s
    the direction of the excess velocity.

    Parameters
    ----------
    r
        Geocentric position, shape (..., 3) [m].
    excess
        Excess velocity relative to the Earth, shape (..., 3) [m/s].

    Returns
    -------
    numpy.ndarray
        Velocity [m/s], shape (..., 3); NaN where the way out leads through the Earth.

    Notes
    -----
    R. H. Battin, *An Introduction to the Mathematics and Methods of Astrodynamics*, revised edition (AIAA,
    1999), section on the hyperbolic locus of velocity vectors.
    """
    distance = np.linalg.norm(r, axis=-1, keepdims=True)
    speed = np.linalg.norm(excess, axis=-1, keepdims=True)
    outward = r / distance
    along = excess / np.maximum(speed, 1e-9)
    cosine = np.sum(along * outward, axis=-1, keepdims=True)
    d = np.sqrt(EARTH_GM / (distance * np.maximum(1.0 + cosine, 1e-12)) + 0.25 * speed**2)
    velocity = (d + 0.5 * speed) * along + (d - 0.5 * speed) * outward
    return np.where(clears_earth(r, velocity)[..., None], velocity, np.nan)


def speed_to_perigee(distance: Array, radial: Array, perigee: float) -> Array:
    """Transverse speed that gives an orbit its perigee: ``vt^2 ((r/rp)^2 - 1) = vr^2 + 2 gm (1/rp - 1/r)`` [m/s].

    Parameters
    ----------
    distance
        Distance from the Earth [m].
    radial
        Radial speed there, either sign [m/s].
    perigee
        Perigee radius, below `distance` [m].
    """
    square = (radial**2 + 2.0 * EARTH_GM * (1.0 / perigee - 1.0 / distance)) / ((distance / perigee) ** 2 - 1.0)
    return np.asarray(np.sqrt(square))


def time_to_perigee(distance: Array, radial: Array, perigee: float) -> Array:
    """Time from a point with inward (or zero) radial speed to the following perigee on an ellipse [s].

    Parameters
    ----------
    distance, radial, perigee
        As in `speed_to_perigee`; `radial` is zero or negative.

    Returns
    -------
    numpy.ndarray
        Time [s]; NaN where the motion is not bound.
    """
    vt = speed_to_perigee(distance, radial, perigee)
    energy = 0.5 * (radial**2 + vt**2) - EARTH_GM / distance
    a = -0.5 * EARTH_GM / np.where(energy < 0.0, energy, np.nan)
    ecc = 1.0 - perigee / a
    anomaly = np.arccos(np.clip((1.0 - distance / a) / ecc, -1.0, 1.0))
    return np.asarray(np.sqrt(a**3 / EARTH_GM) * (anomaly - ecc * np.sin(anomaly)))


def perigee(r: Array, v: Array) -> tuple[Array, Array]:
    """Give perigee radius [m] and the speed there [m/s] of geocentric states of shape (n, 3), each of shape (n,)."""
    momentum = np.linalg.norm(np.cross(r, v), axis=1)
    energy = 0.5 * np.sum(v * v, axis=1) - EARTH_GM / np.linalg.norm(r, axis=1)
    p = momentum**2 / EARTH_GM
    radius = p / (1.0 + np.sqrt(np.maximum(1.0 + 2.0 * energy * p / EARTH_GM, 0.0)))
    return radius, momentum / radius
