"""How long an array takes to give back the energy that went into it: the cap on solar-powered growth."""

from __future__ import annotations

from moonbase.api import constants as const

__all__ = ["embodied_energy", "energy_payback", "yearly_yield"]


def yearly_yield(efficiency: float, lit: float) -> float:
    """Give the energy of a Sun-tracking array in a year, ``S eta f t`` [J/m2].

    Parameters
    ----------
    efficiency
        Electricity per sunlight on the array [1].
    lit
        Share of the time that the Sun shines [1].

    Examples
    --------
    Cells of 12 % at a pole that is lit nine tenths of the time, in kWh per square metre:

    >>> round(yearly_yield(0.12, 0.90) / 3.6e6)
    1288
    """
    return const.SOLAR_CONSTANT * efficiency * lit * const.YEAR


def energy_payback(embodied: float, efficiency: float, lit: float) -> float:
    """Give the time in which an array makes the energy that it took to make [s].

    Parameters
    ----------
    embodied
        Energy that went into the array, with its silicon, glass and metal [J/m2].
    efficiency, lit
        As for `yearly_yield`.
    """
    return embodied / yearly_yield(efficiency, lit) * const.YEAR


def embodied_energy() -> tuple[float, float, float]:
    """Give low, default and high energy in a square metre of ground array [J/m2].

    The line's own, silicon at 49, 70 and 150 kWh/kg, glass at 0.8, 1.5 and 4 kWh/kg, frame and wiring at 7, 10 and
    20 kWh/kg with their metal; the ends take every part at its end at once.
    """
    from moonbase.api import Site
    from moonbase_fabrication.solar_array_line import SolarArrayLine

    totals = []
    for line, silicon, glass, metal in ((200.0, 49.0, 0.8, 7.0), (330.0, 70.0, 1.5, 10.0), (850.0, 150.0, 4.0, 20.0)):
        recipe = SolarArrayLine(energy=3.6e6 * line).recipe(Site(name="anywhere"))
        used = {flow.commodity: -flow.amount for flow in recipe.flows}
        parts = silicon * used["silicon"] + glass * used["glass"] + metal * (used["structure"] + used["conductor"])
        totals.append(used["electricity"] + 3.6e6 * parts)
    return totals[0], totals[1], totals[2]
