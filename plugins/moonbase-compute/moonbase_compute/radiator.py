"""Two-sided radiators: net flux per planform, its inverse, and the chain from chip to surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moonbase.api import constants

__all__ = ["Surroundings", "net_flux", "surface_temperature"]

_SIGMA = constants.STEFAN_BOLTZMANN


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What the two sides of a radiator absorb, as flux times view factor.

    Attributes
    ----------
    infrared
        Thermal flux of a planet times view factor, of one side [W/m2]; absorbed with the emissivity (Kirchhoff).
    sunlight
        Sunlight, direct and reflected, on both sides together [W/m2]; absorbed with the solar absorptance.
    """

    infrared: float = 0.0
    sunlight: float = 0.0


def net_flux(
    temperature: Any,
    surroundings: Surroundings,
    *,
    emissivity: Any = 0.9,
    absorptance: Any = 0.1,
    sides: int = 2,
    fin_efficiency: Any = 1.0,
) -> Any:
    """Heat given off per planform area [W/m2].

    ``q = eta_fin { n eps (sigma T^4 - infrared) - alpha sunlight }``

    Parameters
    ----------
    temperature
        Of the surface at the root of the fins [K].
    surroundings
        What it absorbs.
    emissivity, absorptance
        Thermal and solar [1].
    sides
        One or two.
    fin_efficiency
        [1]

    Examples
    --------
    >>> round(net_flux(348.15, Surroundings()))
    1500
    """
    emitted = sides * emissivity * (_SIGMA * temperature**4 - surroundings.infrared)
    return fin_efficiency * (emitted - absorptance * surroundings.sunlight)


def surface_temperature(
    flux: Any,
    surroundings: Surroundings,
    *,
    emissivity: Any = 0.9,
    absorptance: Any = 0.1,
    sides: int = 2,
    fin_efficiency: Any = 1.0,
) -> Any:
    """Temperature at which a radiator gives off a flux; the inverse of `net_flux` [K].

    Examples
    --------
    >>> round(surface_temperature(net_flux(300.0, Surroundings(infrared=50.0)), Surroundings(infrared=50.0)), 9)
    300.0
    """
    absorbed = sides * emissivity * surroundings.infrared + absorptance * surroundings.sunlight
    return ((flux / fin_efficiency + absorbed) / (sides * emissivity * _SIGMA)) ** 0.25
