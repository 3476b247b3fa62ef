"""Sunlight where a plant stands."""

from __future__ import annotations

from moonbase.api import Site, constants

__all__ = ["sunlight"]


def sunlight(site: Site) -> float:
    """Give the flux on a surface that faces the Sun while it shines, ``S0 (au/d)**2`` [W/m2].

    Examples
    --------
    >>> from moonbase.api import Site
    >>> sunlight(Site(name="near", kind="moon"))
    1361.0
    """
    flux: float = constants.SOLAR_CONSTANT * (constants.ASTRONOMICAL_UNIT / site.sun_distance) ** 2
    return flux
