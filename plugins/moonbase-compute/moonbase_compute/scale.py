"""Arithmetic of scale: what a gigawatt, a terawatt a year or a share of the Sun asks for."""

from __future__ import annotations

from moonbase.api import constants

__all__ = ["MOON_MASS", "flights_per_day", "packages_on", "ships_in_rotation", "swarm_mass"]

MOON_MASS = 7.342e22
"""Mass of the Moon [kg], from its GM and the CODATA constant of gravitation."""


def packages_on(
    plant: float, rack_power: float, *, per_rack: int = 72, cooling: float = 1.4, reserve: float = 1.2
) -> float:
    """Accelerator packages that a power plant can serve [1].

    Parameters
    ----------
    plant
        Power at the generator [W].
    rack_power
        IT power of one rack [W].
    per_rack
        Packages in a rack.
    cooling
        Peak power per IT power, with cooling [1].
    reserve
        Generating capacity per peak power, for maintenance [1].

    Examples
    --------
    >>> round(packages_on(1e9, 132e3) / 1e3, 1)
    324.7
    """
    return plant / (rack_power / per_rack * cooling * reserve)


def flights_per_day(mass_per_year: float, payload: float) -> float:
    """Count the launches per day that carry a yearly mass [1/d].

    Examples
    --------
    >>> round(flights_per_day(1e9, 200e3), 2)
    13.69
    """
    return mass_per_year / payload / (constants.YEAR / 86_400.0)


def ships_in_rotation(flights_per_year: float, turnaround: float) -> float:
    """Vehicles needed for a number of flights a year when each flies again after a time [s].

    Examples
    --------
    >>> round(ships_in_rotation(10_000.0, 30 * 3600.0), 1)
    34.2
    """
    return flights_per_year * turnaround / constants.YEAR


def swarm_mass(power: float, specific_power: float) -> float:
    """Mass of satellites of a total electric power [kg].

    Parameters
    ----------
    power
        [W]
    specific_power
        [W/kg]

    Examples
    --------
    >>> round(swarm_mass(3.828e24, 100.0) / MOON_MASS, 2)
    0.52
    """
    return power / specific_power
