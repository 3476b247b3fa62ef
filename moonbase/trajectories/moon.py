"""The Moon as a turning platform: its orientation, and what a launcher fixed to it throws.

Vectors in the *Moon-fixed* frame use mean-Earth axes: x towards the mean Earth, z along the spin axis.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_GM, MOON_RADIUS, MOON_SPIN_RATE
from moonbase.trajectories.ephemeris import to_ecliptic

__all__ = ["ESCAPE_SPEED", "SiteAxes", "asymptote", "orientation", "site_axes", "spin_velocity"]

Array = NDArray[np.float64]

ESCAPE_SPEED = math.sqrt(2.0 * MOON_GM / MOON_RADIUS)
"""Escape speed at the mean radius, relative to axes that do not turn [m/s]."""


@lru_cache(maxsize=1)
def _series() -> Array:
    text = (resources.files("moonbase.trajectories") / "data" / "moon_orientation.csv").read_text(encoding="utf-8")
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    next(rows)
    return np.array([[math.radians(float(cell)) for cell in row] for row in rows])


def orientation(t: Array) -> Array:
    """Give the Moon-fixed axes in the ecliptic frame.

    Series of the IAU working group on cartographic coordinates: right ascension and declination of the pole
    and the angle W of the prime meridian. Within 70 m rms (120 m at most) of integrated librations at the
    surface, 2026-2030.

    Parameters
    ----------
    t
        Times, shape (n,) [s, TDB after J2000].

    Returns
    -------
    numpy.ndarray
        Rotation matrices, shape (n, 3, 3): ``ecliptic = matrix @ moon_fixed``.

    Notes
    -----
    Archinal et al., Celest. Mech. Dyn. Astr. 109 (2011) 101, doi 10.1007/s10569-010-9320-4.
    """
    day = t / 86400.0
    angle0, rate, ra_terms, dec_terms, w_terms = _series().T
    angles = angle0[:, None] + rate[:, None] * day
    sines, cosines = np.sin(angles), np.cos(angles)
    century = day / 36525.0
    ra = np.radians(269.9949 + 0.0031 * century) + ra_terms @ sines
    dec = np.radians(66.5392 + 0.0130 * century) + dec_terms @ cosines
    w = np.radians(38.3213 + 13.17635815 * day - 1.4e-12 * day**2) + w_terms @ sines
    zero = np.zeros_like(day)
    node = np.stack([-np.sin(ra), np.cos(ra), zero], axis=-1)
    pole = np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], axis=-1)
    across = np.cross(pole, node)
    cw, sw = np.cos(w)[:, None], np.sin(w)[:, None]
    columns = [to_ecliptic(axis) for axis in (cw * node + sw * across, cw * across - sw * node, pole)]
    return np.stack(columns, axis=-1)


@dataclass(frozen=True)
class SiteAxes:
    """Local directions of a place on the Moon, Moon-fixed unit vectors of shape (3,)."""

    up: Array
    east: Array
    north: Array

    def direction(self, azimuth: float, elevation: float) -> Array:
        """Give the unit vector of a muzzle: azimuth from north through east, elevation above the horizon [rad]."""
        level = math.sin(azimuth) * self.east + math.cos(azimuth) * self.north
        return np.asarray(math.cos(elevation) * level + math.sin(elevation) * self.up)


def site_axes(latitude: float, longitude: float) -> SiteAxes:
    """Give up, east and north at a latitude and longitude [rad]."""
    cp, sp, cl, sl = math.cos(latitude), math.sin(latitude), math.cos(longitude), math.sin(longitude)
    return SiteAxes(
        up=np.array([cp * cl, cp * sl, sp]),
        east=np.array([-sl, cl, 0.0]),
        north=np.array([-sp * cl, -sp * sl, cp]),
    )


def spin_velocity(latitude: float, longitude: float) -> Array:
    """Velocity of the ground due to the Moon's rotation, Moon-fixed components, shape (3,) [m/s]."""
    return site_axes(latitude, longitude).east * (MOON_SPIN_RATE * MOON_RADIUS * math.cos(latitude))


def asymptote(r: Array, v: Array, gm: float = MOON_GM) -> Array:
    """Give the hyperbolic excess velocity with which a body finally leaves.

    ``v_inf = |v_inf| (-e + (|v_inf|/gm) h x e) / |e|^2`` with e the eccentricity vector and h the angular
    momentum; the form holds for vertical throws too, where h = 0.

    Parameters
    ----------
    r, v
        Position [m] and velocity [m/s] relative to the body, shape (..., 3), axes that do not turn.
    gm
        Gravitational parameter of the body [m3/s2].

    Returns
    -------
    numpy.ndarray
        Excess velocity [m/s], shape (..., 3); NaN where the motion is bound.
    """
    distance = np.linalg.norm(r, axis=-1, keepdims=True)
    squared = np.sum(v * v, axis=-1, keepdims=True) - 2.0 * gm / distance
    speed = np.sqrt(np.where(squared >= 0.0, squared, np.nan))
    h = np.cross(r, v)
    ecc = np.cross(v, h) / gm - r / distance
    towards = (-ecc + (speed / gm) * np.cross(h, ecc)) / np.sum(ecc * ecc, axis=-1, keepdims=True)
    return np.asarray(speed * towards)
