"""Thermodynamic functions of pure species from NASA polynomials.

``cp/R = a1/T^2 + a2/T + a3 + a4 T + a5 T^2 + a6 T^3 + a7 T^4`` with integration constants ``b1`` (enthalpy) and
``b2`` (entropy); the coefficients and their source stand in ``data/species.csv``. Enthalpies count from the
elements in their standard states at 298.15 K; the standard pressure is 1 bar.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from moonbase.api import ModelError
from moonbase_regolith.tables import DATA

__all__ = ["GAS_CONSTANT", "STANDARD_TEMPERATURE", "Species", "species", "stable"]

GAS_CONSTANT = 8.31446261815324  # J/mol/K, CODATA 2018
STANDARD_TEMPERATURE = 298.15  # K
_COEFFICIENTS = ("a1", "a2", "a3", "a4", "a5", "a6", "a7", "b1", "b2")
_SLACK = 5.0  # K: tables that start at 300 K also serve 298.15 K


@dataclass(frozen=True)
class _Region:
    low: float
    high: float
    a: tuple[float, ...]


@dataclass(frozen=True)
class Species:
    """A pure substance in one phase.

    Attributes
    ----------
    name
        Such as ``"SiO2(L)"``.
    elements
        Atoms per formula unit.
    phase
        ``"solid"``, ``"liquid"`` or ``"gas"``.
    regions
        Temperature ranges with their coefficients.
    """

    name: str
    elements: tuple[tuple[str, int], ...]
    phase: str
    regions: tuple[_Region, ...]

    @property
    def t_high(self) -> float:
        """Upper end of the tables [K]."""
        return self.regions[-1].high

    def covers(self, temperature: float) -> bool:
        """Tell whether the tables reach a temperature [K]."""
        return self.regions[0].low - _SLACK <= temperature <= self.regions[-1].high

    def _coefficients(self, temperature: float) -> tuple[float, ...]:
        if not self.covers(temperature):
            low, high = self.regions[0].low, self.regions[-1].high
            raise ModelError(f"{self.name} at {temperature:g} K is outside its table ({low:g} to {high:g} K)")
        return next((region.a for region in self.regions if temperature <= region.high), self.regions[-1].a)

    def heat_capacity(self, temperature: float) -> float:
        """Give the molar heat capacity [J/mol/K]."""
        a = self._coefficients(temperature)
        return GAS_CONSTANT * sum(a[k] * temperature ** (k - 2) for k in range(7))

    def enthalpy(self, temperature: float) -> float:
        """Give the molar enthalpy [J/mol], counted from the elements at 298.15 K."""
        t, a = temperature, self._coefficients(temperature)
        powers = sum(a[k] * t ** (k - 1) / (k - 1) for k in range(2, 7))
        return GAS_CONSTANT * (-a[0] / t + a[1] * math.log(t) + powers + a[7])

    def entropy(self, temperature: float) -> float:
        """Give the molar entropy at 1 bar [J/mol/K]."""
        t, a = temperature, self._coefficients(temperature)
        powers = sum(a[k] * t ** (k - 2) / (k - 2) for k in range(3, 7))
        return GAS_CONSTANT * (-a[0] / (2.0 * t * t) - a[1] / t + a[2] * math.log(t) + powers + a[8])

    def gibbs(self, temperature: float) -> float:
        """Give the molar Gibbs energy at 1 bar [J/mol]."""
        return self.enthalpy(temperature) - temperature * self.entropy(temperature)


@lru_cache(maxsize=1)
def _table() -> dict[str, Species]:
    regions: dict[str, list[_Region]] = {}
    facts: dict[str, dict[str, str]] = {}
    for row in DATA.rows("species.csv"):
        a = tuple(float(row[key]) for key in _COEFFICIENTS)
        regions.setdefault(row["name"], []).append(_Region(float(row["t_low"]), float(row["t_high"]), a))
        facts[row["name"]] = row
    return {
        name: Species(name, _atoms(row["elements"]), row["phase"], tuple(regions[name])) for name, row in facts.items()
    }


def _atoms(text: str) -> tuple[tuple[str, int], ...]:
    atoms = []
    for word in text.split():
        symbol = word.rstrip("0123456789")
        atoms.append((symbol, int(word[len(symbol) :] or 1)))
    return tuple(sorted(atoms))


def species(name: str) -> Species:
    """Find a species by name.

    Raises
    ------
    ModelError
        If the data file has no such species.
    """
    table = _table()
    if name not in table:
        raise ModelError(f'no thermodynamic data for "{name}"', help=f"known: {', '.join(sorted(table))}")
    return table[name]


@lru_cache(maxsize=4096)
def stable(atoms: tuple[tuple[str, int], ...], temperature: float, *, gas: bool = True) -> Species:
    """Find the phase of lowest Gibbs energy at 1 bar.

    Leaving out the gas phase is the classic error for magnesium and calcium, which boil below 1800 K.

    Parameters
    ----------
    atoms
        Atoms per formula unit, sorted by symbol.
    temperature
        [K]
    gas
        Whether the vapour counts.

    Raises
    ------
    ModelError
        If no phase has data there.
    """
    found = [
        item
        for item in _table().values()
        if item.elements == atoms and item.covers(temperature) and (gas or item.phase != "gas")
    ]
    if not found:
        text = "".join(f"{symbol}{count if count > 1 else ''}" for symbol, count in atoms)
        oxides = sorted(
            {item.elements for item in _table().values() if len(item.elements) == 2 and item.phase == "solid"}
        )
        metals = [dict(elements) for elements in oxides]
        held = ", ".join(sorted({symbol for pair in metals if "O" in pair for symbol in pair} - {"O", "H"}))
        raise ModelError(
            f"no thermodynamic data for {text} at {temperature:g} K",
            help=f"the tables hold the elements and oxides of {held}; take the rest out of the soil",
        )
    return min(found, key=lambda item: item.gibbs(temperature))
