"""Silicon monoxide that leaves a carbothermal melt with the gas: silicon lost, and what fouls windows and mirrors."""

from __future__ import annotations

from functools import lru_cache

from moonbase_regolith.oxides import atomic_mass, molar_mass

__all__ = ["carried_over"]

_MIXTURE = {"Si": 1.0, "O": 2.0, "C": 2.0, "H": 8.0}  # SiO2 + 2 CH4
_CANDIDATES = ("SiO2(L)", "Si(L)", "SiC(b)", "C(gr)", "CO(g)", "CO2(g)", "SiO(g)", "H2(g)", "H2O(g)", "CH4(g)", "Si(g)")


@lru_cache(maxsize=64)
def carried_over(temperature: float, pressure: float = 1e5) -> float:
    """Give the silicon monoxide per oxygen won from silica under methane at equilibrium [kg/kg].

    Silica with two methane for each gives carbide, both monoxides and silica left over; the plant wins
    the oxygen of the carbon oxides and of steam.

    Parameters
    ----------
    temperature
        Of the melt [K].
    pressure
        [Pa]

    Raises
    ------
    ModelError
        Outside the range of the species' tables.
    """
    from moonbase_regolith.equilibrium import equilibrium

    moles = equilibrium(_MIXTURE, _CANDIDATES, temperature, pressure).moles
    won = moles.get("CO(g)", 0.0) + 2.0 * moles.get("CO2(g)", 0.0) + moles.get("H2O(g)", 0.0)
    return moles.get("SiO(g)", 0.0) * molar_mass("SiO") / (won * atomic_mass("O"))
