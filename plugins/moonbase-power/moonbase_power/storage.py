"""Mass of what carries a load through the night."""

from __future__ import annotations

__all__ = ["battery_mass", "fuel_cell_mass", "lightest", "storage_mass"]


def storage_mass(energy: float, specific_energy: float, depth: float, efficiency: float) -> float:
    """Give the mass of a store, ``E/(e DoD eta)``.

    Parameters
    ----------
    energy
        Delivered in one discharge [J].
    specific_energy
        Of the full store [J/kg].
    depth
        Usable share of it [1].
    efficiency
        Delivered per energy drawn from the store [1].

    Returns
    -------
    float
        [kg]

    Examples
    --------
    One kilowatt through 354 h at 600 Wh/kg:

    >>> round(storage_mass(354 * 3.6e6, 600 * 3600.0, 0.8, 0.95))
    776
    """
    return energy / (specific_energy * depth * efficiency)


def battery_mass(power: float, duration: float) -> float:
    """Give the mass of lithium-ion cells, 200 Wh/kg to a depth of 80 % (Colozza 2020) [kg].

    Parameters
    ----------
    power
        Load [W].
    duration
        Time without supply [s].
    """
    return storage_mass(power * duration, 200.0 * 3600.0, 0.8, 1.0)


def fuel_cell_mass(power: float, duration: float, specific_energy: float) -> float:
    """Give the mass of a regenerative fuel cell with its reactants [kg].

    Stacks weigh 5.46 kg/kW (electrolyser) and 5.90 kg/kW (fuel cell) above 500 W; tanks and reactants are in
    the specific energy (Colozza 2020).

    Parameters
    ----------
    power
        Load [W].
    duration
        Time without supply [s].
    specific_energy
        Delivered energy per mass of tanks and reactants [J/kg].
    """
    return power * (5.46 + 5.90) / 1000.0 + power * duration / specific_energy


def lightest(power: float, duration: float, specific_energy: float) -> str:
    """Name the lighter store for a duration: batteries for hours, fuel cells for days.

    Parameters
    ----------
    power
        Load [W].
    duration
        Time without supply [s].
    specific_energy
        Of the fuel cell's tanks and reactants [J/kg].

    Examples
    --------
    >>> [lightest(1e3, hours * 3600.0, 600 * 3600.0) for hours in (1.0, 100.0)]
    ['battery', 'regenerative-fuel-cell']
    """
    heavier = battery_mass(power, duration) > fuel_cell_mass(power, duration, specific_energy)
    return "regenerative-fuel-cell" if heavier else "battery"
