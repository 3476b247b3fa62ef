"""How far it is from a satellite to its users on the ground."""

from __future__ import annotations

import math

from moonbase.api import Site, constants

__all__ = ["mean_distance", "to_the_ground"]

_ELEVATION = math.radians(30.0)  # at which a satellite in low orbit is seen on average
_PHASES = 180
_LIBRATION = {
    "EML1": 326_000e3,
    "EML2": 448_900e3,
    "EML3": 381_700e3,
    "EML4": constants.MOON_DISTANCE,
    "EML5": constants.MOON_DISTANCE,
    "SEL1": 1_491_600e3,
    "SEL2": 1_501_500e3,
    "SEL3": 2.0 * constants.ASTRONOMICAL_UNIT,
    "SEL4": constants.ASTRONOMICAL_UNIT,
    "SEL5": constants.ASTRONOMICAL_UNIT,
}
"""Mean distance from the Earth of libration points of Earth and Moon, and of Sun and Earth [m] (computed)."""


def mean_distance(sun_distance: float) -> float:
    """Distance between the Earth and a body on a circle about the Sun, averaged over all phases [m].

    Parameters
    ----------
    sun_distance
        Radius of the circle [m].

    Examples
    --------
    >>> round(mean_distance(1.524 * constants.ASTRONOMICAL_UNIT) / constants.ASTRONOMICAL_UNIT, 2)
    1.69
    """
    ratio = sun_distance / constants.ASTRONOMICAL_UNIT
    angles = ((index + 0.5) * math.pi / _PHASES for index in range(_PHASES))
    total = math.fsum(math.sqrt(max(1.0 + ratio * ratio - 2.0 * ratio * math.cos(angle), 0.0)) for angle in angles)
    return constants.ASTRONOMICAL_UNIT * total / _PHASES


def to_the_ground(site: Site) -> float:
    """Distance from a place in space to users on Earth [m].

    In Earth orbit the slant range at 30 degrees of elevation, elsewhere a mean.

    Parameters
    ----------
    site
        In space.

    Examples
    --------
    >>> shell = Site(name="shell", kind="earth-orbit", radius=6_928_137.0)
    >>> round(to_the_ground(shell) / 1e3)
    993
    """
    if site.kind == "earth-orbit":
        down = constants.EARTH_RADIUS * math.sin(_ELEVATION)
        height = site.radius - constants.EARTH_RADIUS
        return math.sqrt(down * down + 2.0 * constants.EARTH_RADIUS * height + height * height) - down
    if site.kind == "lunar-orbit":
        return constants.MOON_DISTANCE
    if site.kind == "libration-point":
        return _LIBRATION.get(site.body, constants.MOON_DISTANCE)
    return mean_distance(site.sun_distance)
