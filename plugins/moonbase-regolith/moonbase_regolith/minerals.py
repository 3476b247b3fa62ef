"""Thermodynamic functions of minerals that the NASA polynomials lack, ilmenite first of all.

``cp = a + b T + c/T^2 + d/sqrt(T) + e T^2``; a Landau term stands for ordering below its critical temperature
(Holland & Powell 2011, 1 bar; chromite from Robie & Hemingway 1995); the slow ordering of aluminium and silicon in
feldspars is left out. Each mineral is good from 298.15 K to about where it melts or changes (recalled), and refuses to
answer beyond. Enthalpies count from the elements at 298.15 K, as in `moonbase_regolith.species`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from moonbase.api import ModelError
from moonbase_regolith.species import STANDARD_TEMPERATURE
from moonbase_regolith.tables import DATA

__all__ = ["Mineral", "mineral"]


@dataclass(frozen=True)
class Mineral:
    """A pure mineral.

    Attributes
    ----------
    name, formula
        Such as ``"ilmenite"`` and ``"FeTiO3"``.
    enthalpy_0, entropy_0
        Of formation [J/mol] and third-law entropy [J/mol/K] at 298.15 K.
    cp
        Coefficients a, b, c, d, e of the heat capacity [J/mol/K and so on].
    landau
        Critical temperature [K] and entropy of disorder [J/mol/K]; None for none.
    t_low, t_high
        Range of temperature [K].
    """

    name: str
    formula: str
    enthalpy_0: float
    entropy_0: float
    cp: tuple[float, float, float, float, float]
    landau: tuple[float, float] | None
    t_low: float
    t_high: float

    def _check(self, temperature: float) -> None:
        if not self.t_low <= temperature <= self.t_high:
            raise ModelError(
                f"{self.name} at {temperature:g} K is outside its table ({self.t_low:g} to {self.t_high:g} K)"
            )

    def gibbs(self, temperature: float) -> float:
        """Give the molar Gibbs energy at 1 bar [J/mol]."""
        return self.enthalpy(temperature) - temperature * self.entropy(temperature)

    def heat_capacity(self, temperature: float) -> float:
        """Give the molar heat capacity [J/mol/K]; raises as `enthalpy` does."""
        self._check(temperature)
        a, b, c, d, e = self.cp
        t = temperature
        return a + b * t + c / t**2 + d / math.sqrt(t) + e * t**2 + self._landau_heat_capacity(t)

    def enthalpy(self, temperature: float) -> float:
        """Give the molar enthalpy [J/mol].

        Raises
        ------
        ModelError
            Outside the range of temperature.
        """
        self._check(temperature)
        a, b, c, d, e = self.cp
        t, t0 = temperature, STANDARD_TEMPERATURE
        heat = a * (t - t0) + b * (t**2 - t0**2) / 2.0 - c * (1.0 / t - 1.0 / t0) + e * (t**3 - t0**3) / 3.0
        return self.enthalpy_0 + heat + 2.0 * d * (math.sqrt(t) - math.sqrt(t0)) + self._landau_enthalpy(t)

    def entropy(self, temperature: float) -> float:
        """Give the molar entropy [J/mol/K]; raises as `enthalpy` does."""
        self._check(temperature)
        a, b, c, d, e = self.cp
        t, t0 = temperature, STANDARD_TEMPERATURE
        rise = a * math.log(t / t0) + b * (t - t0) - c * (1.0 / t**2 - 1.0 / t0**2) / 2.0 + e * (t**2 - t0**2) / 2.0
        return self.entropy_0 + rise - 2.0 * d * (1.0 / math.sqrt(t) - 1.0 / math.sqrt(t0)) + self._landau_entropy(t)

    def _order(self, temperature: float) -> float:
        """Square of the order parameter, ``sqrt(1 - T/Tc)``; 0 above the critical temperature."""
        assert self.landau is not None
        return math.sqrt(max(0.0, 1.0 - temperature / self.landau[0]))

    def _landau_heat_capacity(self, temperature: float) -> float:
        if self.landau is None or temperature >= self.landau[0]:
            return 0.0
        critical, disorder = self.landau
        return disorder * temperature / (2.0 * critical * self._order(temperature))

    def _landau_entropy(self, temperature: float) -> float:
        if self.landau is None:
            return 0.0
        return self.landau[1] * (self._order(STANDARD_TEMPERATURE) - self._order(temperature))

    def _landau_enthalpy(self, temperature: float) -> float:
        if self.landau is None:
            return 0.0
        critical, disorder = self.landau
        before, after = self._order(STANDARD_TEMPERATURE), self._order(temperature)
        return disorder * critical * (before - before**3 / 3.0 - after + after**3 / 3.0)


@lru_cache(maxsize=1)
def _table() -> dict[str, Mineral]:
    return {
        row["mineral"]: Mineral(
            row["mineral"],
            row["formula"],
            float(row["enthalpy_kJ_mol"]) * 1000.0,
            float(row["entropy_J_mol_K"]),
            (
                float(row["cp_a_J_mol_K"]),
                float(row["cp_b_J_mol_K2"]),
                float(row["cp_c_J_K_mol"]),
                float(row["cp_d_J_mol_K05"]),
                float(row["cp_e_J_mol_K3"] or 0.0),
            ),
            (float(row["landau_T_K"]), float(row["landau_S_J_mol_K"])) if row["landau_T_K"] else None,
            float(row["t_low_K"]),
            float(row["t_high_K"]),
        )
        for row in DATA.rows("minerals.csv")
    }


def mineral(name: str) -> Mineral:
    """Find a mineral by name.

    Raises
    ------
    ModelError
        If the data file has no such mineral.
    """
    table = _table()
    if name not in table:
        raise ModelError(f'no thermodynamic data for the mineral "{name}"', help=f"known: {', '.join(sorted(table))}")
    return table[name]
