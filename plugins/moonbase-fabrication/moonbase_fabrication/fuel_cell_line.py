"""Fuel-cell line: metal, water and imported membranes into regenerative fuel cells."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["FuelCellLine"]


class FuelCellLine(CooledPlant):
    """Spins tanks, stacks cells, fills in the reactants.

    Tanks, stacks and water of a store for days: at 600 Wh/kg delivered and 55 % of water's 3.66 kWh/kg out of the
    cell, three tenths of the mass is water. Membranes and catalysts are imported; machinery is the rest.
    """

    water_part: float = param(
        default=0.30,
        doc="Water, the reactant, per mass of fuel cell: 600 Wh/kg over 55 % of 3.66 kWh/kg.",
        source="assumed",
        grade="computed",
        lo=0.0,
        hi=0.8,
        distribution=(0.2, 0.30, 0.45),
    )
    tank_part: float = param(
        default=0.45, doc="Tanks and frames per mass of fuel cell.", source="assumed", grade="estimated", lo=0.0, hi=0.9
    )
    conductor_part: float = param(
        default=0.04,
        doc="Current collectors per mass of fuel cell.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=0.5,
    )
    electronics_part: float = param(
        default=0.06,
        doc="Membranes, catalysts, sensors per mass of fuel cell: imported unless made.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=0.5,
        distribution=(0.02, 0.06, 0.15),
    )
    loss: float = param(default=0.03, doc="Scrap per mass of fuel cell.", source="assumed", lo=0.0, hi=0.5)
    energy: float = param(
        default="10 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram, between structure and motors.",
        source="closure-references",
        grade="estimated",
        lo=0.0,
        distribution=("5 kWh/kg", "10 kWh/kg", "25 kWh/kg"),
    )
    plant_mass: float = param(
        default="600 h",
        unit="s",
        doc="Mass of the line per rate [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("200 h", "600 h", "2000 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of fuel cell."""
        parts = {
            "water": self.water_part,
            "structure": self.tank_part,
            "conductor": self.conductor_part,
            "electronics": self.electronics_part,
        }
        parts["machinery"] = self.rest(1.0, parts)
        return self.make(
            Making(
                product="fuel-cell",
                inputs={name: part * (1.0 + self.loss) for name, part in parts.items()},
                energy=self.energy,
                plant=self.plant_mass,
                notes=("Membranes and catalysts have no lunar source; they come as electronics.",),
            )
        )
