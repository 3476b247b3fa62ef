"""Battery line: imported cells' chemistry in lunar cases."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["BatteryLine"]


class BatteryLine(CooledPlant):
    """Winds cells from imported electrode materials, puts them into aluminium cases with their management.

    Lithium, graphite, electrolyte and separator have no lunar source: two thirds of a battery stay imported.
    """

    chemicals_part: float = param(
        default=0.65,
        doc="Electrode materials, electrolyte and separator per mass of battery: imported.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        hi=0.95,
        distribution=(0.5, 0.65, 0.8),
    )
    electronics_part: float = param(
        default=0.03, doc="Management per mass of battery.", source="assumed", grade="estimated", lo=0.0, hi=0.5
    )
    foil_part: float = param(
        default=0.12, doc="Foils and busbars per mass of battery.", source="assumed", grade="estimated", lo=0.0, hi=0.5
    )
    loss: float = param(default=0.05, doc="Scrap per mass of battery.", source="assumed", lo=0.0, hi=0.5)
    energy: float = param(
        default="8 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram: 40 to 60 kWh per kWh of capacity at 0.2 kWh/kg.",
        source="battery-lines",
        grade="recalled",
        lo=0.0,
        distribution=("5 kWh/kg", "8 kWh/kg", "15 kWh/kg"),
    )
    plant_mass: float = param(
        default="1000 h",
        unit="s",
        doc="Mass of the line per rate [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("300 h", "1000 h", "3000 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of battery."""
        parts = {
            "fab-chemicals": self.chemicals_part,
            "electronics": self.electronics_part,
            "conductor": self.foil_part,
        }
        parts["structure"] = self.rest(1.0, parts)
        return self.make(
            Making(
                product="battery",
                inputs={name: part * (1.0 + self.loss) for name, part in parts.items()},
                energy=self.energy,
                plant=self.plant_mass,
                notes=("Pays only where a dry room and a coater are cheaper to land than finished cells.",),
            )
        )
