"""Heat that brings oxides to a temperature.

Major oxides have tables up to 3000 K and more. Manganese, potassium and phosphorus, 0.4 to 1.2 % of the soils,
have tables that end below some furnaces: ``data/heats.csv`` names what stands for each and declares how far its heat
capacity is carried on beyond its table. Every other oxide without data, and every temperature beyond what is declared,
is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from moonbase.api import ModelError, samples
from moonbase_regolith.minerals import Mineral, mineral
from moonbase_regolith.oxides import formula, molar_mass
from moonbase_regolith.species import STANDARD_TEMPERATURE, Species, species, stable
from moonbase_regolith.tables import DATA

__all__ = ["heating", "heating_notes"]


@dataclass(frozen=True)
class _Declared:
    """What stands for an oxide, and how far beyond its table."""

    substance: Species | Mineral
    moles: float
    beyond_to: float
    note: str

    def enthalpy(self, oxide: str, temperature: float) -> float:
        """Enthalpy per mole of the oxide [J/mol], carried on beyond the table at the heat capacity of its end."""
        if temperature > self.beyond_to:
            raise ModelError(
                f"the heat of {oxide} at {temperature:g} K is not known: {self.substance.name} has a table to "
                f"{self.substance.t_high:g} K, carried on to {self.beyond_to:g} K"
            )
        held = min(temperature, self.substance.t_high)
        rise = (temperature - held) * self.substance.heat_capacity(held) if temperature > held else 0.0
        return self.moles * (self.substance.enthalpy(held) + rise)


@lru_cache(maxsize=1)
def _declared() -> dict[str, _Declared]:
    return {
        row["oxide"]: _Declared(
            mineral(row["substance"]) if row["table"] == "minerals.csv" else species(row["substance"]),
            float(row["moles_per_oxide"]),
            float(row["beyond_to_K"]),
            row["note"],
        )
        for row in DATA.rows("heats.csv")
    }


def heating(masses: Mapping[str, float], temperature: float, start: float = STANDARD_TEMPERATURE) -> float:
    """Give the heat that brings oxides to a temperature.

    Parameters
    ----------
    masses
        Mass by oxide [kg].
    temperature, start
        [K]

    Returns
    -------
    float
        [J], each oxide in its stable phase; without the heat of mixing of silicates (about -0.1 to -0.2 MJ/kg).

    Raises
    ------
    ModelError
        If an oxide has no data at these temperatures.
    """
    return sum(mass * _specific_heating(oxide, temperature, start) for oxide, mass in masses.items())


def heating_notes(masses: Mapping[str, float], temperature: float) -> tuple[str, ...]:
    """Name the oxides whose heat is carried on beyond their tables, for the notes of a recipe."""
    total = max(sum(samples.middle(mass) for mass in masses.values()), 1e-300)
    beyond = {
        oxide: samples.middle(masses[oxide]) / total
        for oxide, row in _declared().items()
        if oxide in masses and temperature > row.substance.t_high
    }
    named = ", ".join(
        f"{oxide} beyond {_declared()[oxide].substance.t_high:g} K" for oxide, share in beyond.items() if share > 0.0
    )
    if not named:
        return ()
    return (f"{sum(beyond.values()):.2%} of what is heated is extrapolated beyond its tables: {named}.",)


@lru_cache(maxsize=4096)
def _specific_heating(oxide: str, temperature: float, start: float) -> float:
    """Heat from one temperature to another per mass of an oxide in its stable phases [J/kg]."""
    row = _declared().get(oxide)
    if row is not None:
        return (row.enthalpy(oxide, temperature) - row.enthalpy(oxide, start)) / molar_mass(oxide)
    atoms = tuple(sorted(formula(oxide).items()))
    cold, hot = stable(atoms, start, gas=False), stable(atoms, temperature, gas=False)
    return (hot.enthalpy(temperature) - cold.enthalpy(start)) / molar_mass(oxide)
