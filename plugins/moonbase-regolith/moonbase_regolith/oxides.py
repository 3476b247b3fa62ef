"""Arithmetic of oxides: molar masses, elements in a soil, what reduction gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from moonbase.api import ModelError, Site, samples
from moonbase_regolith.tables import DATA

__all__ = [
    "atomic_mass",
    "elements_of",
    "formula",
    "molar_mass",
    "normalised",
    "oxygen_share",
    "reduce_soil",
    "soil_of",
]

_ATOM = re.compile(r"([A-Z][a-z]?)(\d*)")


@lru_cache(maxsize=1)
def _atomic_masses() -> dict[str, float]:
    return {row["element"]: float(row["molar_mass_g_mol"]) / 1000.0 for row in DATA.rows("atomic_masses.csv")}


def atomic_mass(element: str) -> float:
    """Give the molar mass of an element [kg/mol] (CIAAW 2021, abridged).

    Raises
    ------
    ModelError
        If the table does not hold it.
    """
    known = _atomic_masses()
    if element not in known:
        raise ModelError(f'no atomic mass is known for "{element}"', help=f"known: {', '.join(known)}")
    return known[element]


@lru_cache(maxsize=256)
def _atoms(text: str) -> tuple[tuple[str, int], ...]:
    found = _ATOM.findall(text)
    if "".join(symbol + count for symbol, count in found) != text or not found:
        raise ModelError(f'"{text}" is not a chemical formula', help='write it like "Al2O3"')
    return tuple((symbol, int(count or 1)) for symbol, count in found)


def formula(text: str) -> dict[str, int]:
    """Count the atoms in a formula.

    Examples
    --------
    >>> formula("Al2O3")
    {'Al': 2, 'O': 3}
    """
    return dict(_atoms(text))


def molar_mass(text: str) -> float:
    """Give the molar mass of a formula [kg/mol].

    Examples
    --------
    >>> round(molar_mass("FeTiO3"), 5)
    0.15171
    """
    return sum(count * atomic_mass(symbol) for symbol, count in _atoms(text))


def oxygen_share(oxide: str) -> float:
    """Give the mass fraction of oxygen in an oxide [1]."""
    return formula(oxide).get("O", 0) * atomic_mass("O") / molar_mass(oxide)


def elements_of(oxides: Mapping[str, float]) -> dict[str, float]:
    """Turn masses by oxide into masses by element.

    Parameters
    ----------
    oxides
        Mass by oxide formula [any mass unit].

    Returns
    -------
    dict[str, float]
        Mass by element [same unit].

    Examples
    --------
    >>> {key: round(value, 4) for key, value in elements_of({"SiO2": 1.0}).items()}
    {'Si': 0.4674, 'O': 0.5326}
    """
    result: dict[str, float] = {}
    for oxide, mass in oxides.items():
        total = molar_mass(oxide)
        for symbol, count in _atoms(oxide):
            result[symbol] = result.get(symbol, 0.0) + mass * count * atomic_mass(symbol) / total
    return result


def normalised(masses: Mapping[str, float]) -> dict[str, float]:
    """Scale masses to sum to 1; empty if there is nothing."""
    total = sum(masses.values())
    return {} if samples.nothing(total) else {name: mass / total for name, mass in masses.items()}


def soil_of(site: Site) -> dict[str, float]:
    """Give the soil of a site as mass fraction by oxide, summing to 1.

    Raises
    ------
    ModelError
        If the site has no soil.
    """
    if not site.soil:
        raise ModelError(
            f'the site "{site.name}" has no soil',
            help='base it on a site that has one, as in like = "apollo-16", or give it a soil table',
        )
    return normalised(site.soil)


def reduce_soil(
    soil: Mapping[str, float], conversions: Mapping[str, float]
) -> tuple[float, dict[str, float], dict[str, float]]:
    """Take the oxygen out of a share of some oxides.

    Parameters
    ----------
    soil
        Mass by oxide [kg].
    conversions
        Share of each oxide that is reduced to its element [1]; oxides left out stay whole.

    Returns
    -------
    tuple[float, dict[str, float], dict[str, float]]
        Mass of oxygen [kg], mass of each element set free [kg], mass of each oxide left [kg]. They sum to the
        mass of the soil.
    """
    oxygen = 0.0
    metals: dict[str, float] = {}
    left: dict[str, float] = {}
    for oxide, mass in soil.items():
        reduced = mass * conversions.get(oxide, 0.0)
        left[oxide] = mass - reduced
        if samples.nothing(reduced):
            continue
        for element, part in elements_of({oxide: reduced}).items():
            if element == "O":
                oxygen += part
            else:
                metals[element] = metals.get(element, 0.0) + part
    return oxygen, metals, left
