"""Oxygen liquefier."""

from __future__ import annotations

import math

from moonbase.api import Recipe, Site, param
from moonbase_regolith.liquid_storage import Liquefier

__all__ = ["OxygenLiquefier"]

_BOILING_POINT = 90.19  # K at 1 atm, NIST
_HEAT_OF_VAPORISATION = 213.1e3  # J/kg, NIST
_GAS_HEAT_CAPACITY = 918.0  # J/kg/K, NIST, near ambient


class OxygenLiquefier(Liquefier):
    """Liquefies gaseous oxygen with cryocoolers.

    The floor is the reversible work ``T0 ds - dh`` from ambient gas to saturated liquid, with constant heat
    capacity: 0.18 kWh/kg at 300 K.
    """

    energy: float = param(
        default="1.32 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of liquid.",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo="0.18 kWh/kg",
        distribution=("0.9 kWh/kg", "1.32 kWh/kg", "2.2 kWh/kg"),
    )
    plant_mass: float = param(
        default="2.5 d",
        unit="s",
        doc="Plant mass per rate of liquid [kg per kg/day].",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo=0.0,
    )
    ambient: float = param(
        default="300 K",
        unit="K",
        doc="Temperature of the gas and of heat rejection.",
        source="assumed",
        lo="100 K",
        hi="400 K",
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of liquid oxygen."""
        floor = liquefaction_work(self.ambient)
        return self.liquefied("oxygen", "liquid-oxygen", self.energy, self.plant_mass, floor)


def liquefaction_work(ambient: float) -> float:
    """Give the least work to liquefy oxygen from gas at `ambient` [K] and 1 atm [J/kg]."""
    heat = _HEAT_OF_VAPORISATION + _GAS_HEAT_CAPACITY * (ambient - _BOILING_POINT)
    entropy = _HEAT_OF_VAPORISATION / _BOILING_POINT + _GAS_HEAT_CAPACITY * math.log(ambient / _BOILING_POINT)
    return ambient * entropy - heat
