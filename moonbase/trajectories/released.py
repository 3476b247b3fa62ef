"""The state in which a launcher on the turning Moon lets go of a payload, in axes that do not turn."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_RADIUS
from moonbase.trajectories.ephemeris import to_equatorial
from moonbase.trajectories.moon import orientation, site_axes, spin_velocity
from moonbase.trajectories.opportunities import LaunchSite

__all__ = ["muzzle_direction", "released"]

Array = NDArray[np.float64]


def muzzle_direction(site: LaunchSite) -> Array:
    """Give the unit vector along the muzzle, Moon-fixed, shape (3,); a launcher that turns throws to the east."""
    axes = site_axes(site.latitude, site.longitude)
    return axes.direction(math.pi / 2 if site.azimuth is None else site.azimuth, site.elevation)


def released(site: LaunchSite, t: float, muzzle: Array) -> Array:
    """Give states at release relative to the Moon, axes of the ICRF.

    Parameters
    ----------
    site
        Launcher, on the mean sphere.
    t
        Release [s, TDB after J2000].
    muzzle
        Velocities relative to the track, Moon-fixed, shape (n, 3) [m/s].

    Returns
    -------
    numpy.ndarray
        Shape (n, 6) [m, m/s].
    """
    up, turn = site_axes(site.latitude, site.longitude).up, orientation(np.array([t]))[0]
    velocity = to_equatorial((muzzle + spin_velocity(site.latitude, site.longitude)) @ turn.T)
    place = to_equatorial(turn @ up * MOON_RADIUS)
    return np.column_stack([np.broadcast_to(place, velocity.shape), velocity])
