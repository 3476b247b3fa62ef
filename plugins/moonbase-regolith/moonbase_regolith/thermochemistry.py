"""Decomposition of oxides: heats, Gibbs energies, voltages, and the floor of an electrolysis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from moonbase.api import constants as const
from moonbase.api import samples
from moonbase_regolith.oxide_heat import heating
from moonbase_regolith.oxides import atomic_mass, formula, molar_mass
from moonbase_regolith.species import species, stable

__all__ = [
    "Decomposition",
    "charge_per_oxygen",
    "decomposition",
    "electrolysis_floor",
    "floor_notes",
    "reduction_work",
]


@dataclass(frozen=True)
class Decomposition:
    """``MOx -> M + x/2 O2`` at one temperature and 1 bar, every substance in its stable phase.

    Attributes
    ----------
    oxide
        Formula.
    temperature
        [K]
    metal
        Species that the metal is, such as ``"Mg(g)"``.
    enthalpy, gibbs
        Change per mole of oxide [J/mol].
    oxygen_moles
        O2 set free per mole of oxide [1].
    """

    oxide: str
    temperature: float
    metal: str
    enthalpy: float
    gibbs: float
    oxygen_moles: float

    @property
    def voltage(self) -> float:
        """Reversible cell voltage ``dG/(4 F n_O2)`` [V]."""
        return self.gibbs / (4.0 * const.FARADAY * self.oxygen_moles)

    @property
    def thermoneutral_voltage(self) -> float:
        """Voltage at which the cell heats itself, ``dH/(4 F n_O2)`` [V]."""
        return self.enthalpy / (4.0 * const.FARADAY * self.oxygen_moles)

    @property
    def oxygen_mass(self) -> float:
        """Mass of oxygen per mole of oxide [kg/mol]."""
        return 2.0 * atomic_mass("O") * self.oxygen_moles


@lru_cache(maxsize=4096)
def decomposition(oxide: str, temperature: float, *, gas: bool = True) -> Decomposition:
    """Give the thermodynamics of an oxide's decomposition.

    Parameters
    ----------
    oxide
        Formula of an oxide of one metal.
    temperature
        [K]
    gas
        Whether the metal may leave as vapour.

    Raises
    ------
    ModelError
        If the tables do not cover it.

    Notes
    -----
    Pure substances: in a melt an activity ``a`` raises the voltage by ``R T ln(1/a)/(n F)`` with n electrons per
    formula unit.

    Examples
    --------
    >>> round(decomposition("SiO2", 1873.15).voltage, 3)
    1.49
    """
    atoms = formula(oxide)
    (metal,) = (symbol for symbol in atoms if symbol != "O")
    whole = stable(tuple(sorted(atoms.items())), temperature, gas=False)
    product = stable(((metal, 1),), temperature, gas=gas)
    oxygen, moles = species("O2(g)"), atoms["O"] / 2.0

    def change(name: str) -> float:
        parts = (atoms[metal], product), (moles, oxygen), (-1.0, whole)
        return float(sum(count * getattr(item, name)(temperature) for count, item in parts))

    return Decomposition(oxide, temperature, product.name, change("enthalpy"), change("gibbs"), moles)


def charge_per_oxygen() -> float:
    """Give the charge that sets one kilogram of oxygen free, ``4 F / M(O2)`` [C/kg] (Faraday)."""
    return 4.0 * const.FARADAY / (2.0 * atomic_mass("O"))


def floor_notes(asked: float, floor: float) -> tuple[str, ...]:
    """Say, for the notes of a recipe, that an energy asked for is under the floor, which counts instead [J]."""
    wanted, least = samples.middle(asked), samples.middle(floor)
    if wanted >= least:
        return ()
    return (
        f"{wanted / 3.6e6:.3g} kWh per unit are asked for; the floor is {least / 3.6e6:.3g} kWh and counts instead.",
    )


def reduction_work(
    soil: Mapping[str, float], conversions: Mapping[str, float], temperature: float
) -> tuple[float, float, float]:
    """Sum the decompositions of a soil's oxides.

    Parameters
    ----------
    soil
        Mass by oxide [kg].
    conversions
        Share of each oxide reduced [1].
    temperature
        [K]

    Returns
    -------
    tuple[float, float, float]
        Oxygen [kg], Gibbs energy [J], heat of reaction [J].
    """
    oxygen = gibbs = enthalpy = 0.0
    for oxide, share in conversions.items():
        moles = soil.get(oxide, 0.0) * share / molar_mass(oxide)
        if not samples.nothing(moles):
            reaction = decomposition(oxide, temperature)
            oxygen += moles * reaction.oxygen_mass
            gibbs += moles * reaction.gibbs
            enthalpy += moles * reaction.enthalpy
    return oxygen, gibbs, enthalpy


def electrolysis_floor(soil: Mapping[str, float], conversions: Mapping[str, float], temperature: float) -> float:
    """Give the least energy of a melt electrolysis without heat recovery [J].

    Heat of reaction at temperature plus the heat that brings the soil there from 298.15 K, each oxide in its
    stable phase: what leaves (oxygen, metal, slag) leaves hot.

    Parameters
    ----------
    soil
        Mass by oxide [kg].
    conversions
        Share of each oxide reduced [1].
    temperature
        [K]
    """
    _, _, enthalpy = reduction_work(soil, conversions, temperature)
    return enthalpy + heating(soil, temperature)
