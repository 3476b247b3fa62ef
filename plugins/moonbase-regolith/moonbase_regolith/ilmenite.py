"""Ilmenite and hydrogen: stoichiometry, equilibrium, bed kinetics, and the feed it comes from.

``FeTiO3 + H2 = Fe + TiO2 + H2O``, then the water is split and the hydrogen goes round again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from moonbase_regolith.minerals import mineral
from moonbase_regolith.oxides import atomic_mass, elements_of, molar_mass, normalised
from moonbase_regolith.species import GAS_CONSTANT, species, stable

__all__ = [
    "Concentrate",
    "concentrate",
    "equilibrium_constant",
    "hydrogen_conversion",
    "reaction_enthalpy",
    "soil_per_oxygen",
    "stoichiometry",
]


def stoichiometry() -> dict[str, float]:
    """Give the masses per kilogram of ilmenite [kg/kg]: O2, Fe, TiO2, H2 (circulated) and H2O (between)."""
    whole = molar_mass("FeTiO3")
    return {
        "O2": atomic_mass("O") / whole,
        "Fe": atomic_mass("Fe") / whole,
        "TiO2": molar_mass("TiO2") / whole,
        "H2": 2.0 * atomic_mass("H") / whole,
        "H2O": molar_mass("H2O") / whole,
    }


def reaction_enthalpy(temperature: float) -> float:
    """Give the heat of ``FeTiO3 + H2 = Fe + TiO2 + H2O`` [J/mol] at a temperature [K]."""
    return _change("enthalpy", temperature)


def equilibrium_constant(temperature: float) -> float:
    """Give ``p(H2O)/p(H2)`` at equilibrium [1] at a temperature [K]."""
    return math.exp(-_change("gibbs", temperature) / (GAS_CONSTANT * temperature))


def _change(name: str, temperature: float) -> float:
    iron = stable((("Fe", 1),), temperature, gas=False)
    parts = (
        (1.0, iron),
        (1.0, mineral("rutile")),
        (1.0, species("H2O(g)")),
        (-1.0, mineral("ilmenite")),
        (-1.0, species("H2(g)")),
    )
    return float(sum(count * getattr(item, name)(temperature) for count, item in parts))


def hydrogen_conversion(temperature: float) -> float:
    """Give the share of hydrogen turned to water per pass at equilibrium, ``K/(1 + K)`` [1]."""
    constant = equilibrium_constant(temperature)
    return constant / (1.0 + constant)


@dataclass(frozen=True)
class Concentrate:
    """What magnetic beneficiation makes of one kilogram of soil.

    Attributes
    ----------
    mass
        Concentrate [kg].
    grade
        Mass fraction of ilmenite in it [1].
    composition, tailings_composition
        Mass fraction by element of the concentrate and of what is left; the latter empty if nothing is.
    """

    mass: float
    grade: float
    composition: dict[str, float]
    tailings_composition: dict[str, float]


def concentrate(soil: Mapping[str, float], share: float, enrichment: float, recovery: float) -> Concentrate:
    """Enrich a soil in ilmenite: ``m_c = g R / min(1, EF g)``.

    Parameters
    ----------
    soil
        Mass fraction by oxide, summing to 1.
    share
        Share of the soil's titanium that sits in free ilmenite grains [1].
    enrichment
        Grade of the concentrate over grade of the soil [1].
    recovery
        Share of the ilmenite that goes into the concentrate [1].
    """
    whole = molar_mass("FeTiO3")
    ilmenite = min(
        soil.get("TiO2", 0.0) * share * whole / molar_mass("TiO2"), soil.get("FeO", 0.0) * whole / molar_mass("FeO")
    )
    grade = min(1.0, enrichment * ilmenite)
    mass = ilmenite * recovery / grade if grade > 0.0 else 0.0
    taken = {"TiO2": ilmenite * molar_mass("TiO2") / whole, "FeO": ilmenite * molar_mass("FeO") / whole}
    gangue = {oxide: part - taken.get(oxide, 0.0) for oxide, part in soil.items()}
    per_gangue = mass * (1.0 - grade) / (1.0 - ilmenite)
    content = {oxide: gangue[oxide] * per_gangue + taken.get(oxide, 0.0) * recovery for oxide in soil}
    left = {oxide: soil[oxide] - content[oxide] for oxide in soil}
    return Concentrate(
        mass=mass,
        grade=grade,
        composition=normalised(elements_of(content)),
        tailings_composition=normalised(elements_of(left)) if mass < 1.0 else {},
    )


def soil_per_oxygen(ilmenite: float, size_window: float, recovery: float, conversion: float) -> float:
    """Give the soil dug per mass of oxygen, ``1/(f_ilm f_size R X 0.10546)`` [kg/kg].

    Parameters
    ----------
    ilmenite
        Mass fraction of ilmenite in the soil [1].
    size_window
        Share of the soil that the reactor's grain sizes take [1].
    recovery, conversion
        Of the ilmenite in beneficiation and in the reactor [1].

    Examples
    --------
    The design of Eagle Engineering (1988):

    >>> round(soil_per_oxygen(0.075, 0.438, 0.98, 0.9), 1)
    327.3
    """
    return 1.0 / (ilmenite * size_window * recovery * conversion * stoichiometry()["O2"])
