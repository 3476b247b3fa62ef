"""Density and heat capacity of lunar soil."""

from __future__ import annotations

import math

__all__ = ["bulk_density", "heat_capacity", "mean_density", "overburden_ratio", "sensible_heat", "vapour_energy"]

_CP = (-3.6125, 2.7431, 2.3616e-3, -1.2340e-5, 8.9093e-9)  # J/kg/K, Hayne et al. 2017, doi 10.1002/2017JE005387


def bulk_density(depth: float) -> float:
    """Give the density at a depth, ``1920 (z + 0.122)/(z + 0.18)`` [kg/m3].

    Parameters
    ----------
    depth
        z below the surface [m]; fitted to about 3 m.

    References
    ----------
    Lunar Sourcebook (1991), chapter 9.
    """
    return 1920.0 * (depth + 0.122) / (depth + 0.18)


def mean_density(top: float, bottom: float) -> float:
    """Give the mean density of a layer [kg/m3], the exact integral of `bulk_density`.

    Parameters
    ----------
    top, bottom
        Depths [m].
    """
    span = bottom - top
    return 1920.0 * (1.0 - 0.058 * math.log((bottom + 0.18) / (top + 0.18)) / span)


def overburden_ratio(overburden: float, layer: float) -> float:
    """Give the mass moved aside per mass won of a layer under dry soil [kg/kg].

    Parameters
    ----------
    overburden
        Thickness of the dry soil [m].
    layer
        Thickness of what is won [m].

    Examples
    --------
    Twenty centimetres over thirty; the study counts 0.667 with one density for both:

    >>> round(overburden_ratio(0.20, 0.30), 2)
    0.58
    """
    if overburden <= 0.0:
        return 0.0
    moved = mean_density(0.0, overburden) * overburden
    return moved / (mean_density(overburden, overburden + layer) * layer)


def heat_capacity(temperature: float) -> float:
    """Give the specific heat of soil [J/kg/K].

    Parameters
    ----------
    temperature
        [K]; fitted from about 20 to 400 K.

    References
    ----------
    Hayne et al. (2017), doi 10.1002/2017JE005387.
    """
    return sum(coefficient * temperature**power for power, coefficient in enumerate(_CP))


def sensible_heat(start: float, end: float) -> float:
    """Give the heat between two temperatures [K], the integral of `heat_capacity` [J/kg].

    A constant 800 J/kg/K would double the heat that soil of a cold trap needs.
    """
    return sum(
        coefficient * (end ** (power + 1) - start ** (power + 1)) / (power + 1) for power, coefficient in enumerate(_CP)
    )


def vapour_energy(
    ice: float, start: float, end: float, sublimation: float = 2.83e6, *, capacity_factor: float = 1.0
) -> float:
    """Give the least heat to drive the water out of icy soil, per mass of water [J/kg].

    ``((1 - x) int cp dT + x dH_sub) / x``

    Parameters
    ----------
    ice
        Mass fraction x of water in the soil [1].
    start, end
        Temperature in the ground and in the extractor [K].
    sublimation
        Heat of sublimation [J/kg].
    capacity_factor
        Heat capacity of the soil over `heat_capacity` [1].
    """
    return (1.0 - ice) / ice * capacity_factor * sensible_heat(start, end) + sublimation
