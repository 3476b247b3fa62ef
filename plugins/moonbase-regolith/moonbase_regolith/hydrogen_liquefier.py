"""Hydrogen liquefier."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_regolith.liquid_storage import Liquefier

__all__ = ["HydrogenLiquefier"]

_FLOOR = 3.9 * 3.6e6  # J/kg: reversible work from 300 K gas at 1 bar to para-hydrogen at 20 K, textbooks, recalled


class HydrogenLiquefier(Liquefier):
    """Liquefies hydrogen with cryocoolers and turns ortho- into para-hydrogen on the way."""

    validity = "kilograms a day at the default; large terrestrial plants take 10 to 12 kWh/kg"

    energy: float = param(
        default="54 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of liquid, at 7.5 kg a day.",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo="3.9 kWh/kg",
        distribution=("12 kWh/kg", "54 kWh/kg", "60 kWh/kg"),
    )
    plant_mass: float = param(
        default="233 d",
        unit="s",
        doc="Plant mass per rate of liquid [kg per kg/day].",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo=0.0,
        distribution=("50 d", "233 d", "300 d"),
    )
    tank_mass: float = param(
        default=2.0,
        doc="Mass of tank per mass of liquid; liquid hydrogen weighs a sixteenth of liquid oxygen per volume.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=(0.5, 2.0, 6.0),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of liquid hydrogen."""
        return self.liquefied("hydrogen", "liquid-hydrogen", self.energy, self.plant_mass, _FLOOR)
