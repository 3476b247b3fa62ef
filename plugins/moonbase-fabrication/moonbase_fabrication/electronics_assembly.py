"""Electronics assembly: boards, drives and sensors made from local wafers."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["ElectronicsAssembly"]


class ElectronicsAssembly(CooledPlant):
    """Cuts wafers into power and control chips, mounts them on glass boards, houses and tests them."""

    wafers: float = param(
        default="0.25 1/kg",
        unit="1/kg",
        doc="Logic wafers per kilogram of electronics: chips are about 1.5 % of the mass, half of the wafers yield.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("0.05 1/kg", "0.25 1/kg", "1 1/kg"),
    )
    conductor_part: float = param(
        default=0.30, doc="Conductor per mass of electronics.", source="assumed", lo=0.0, hi=0.9
    )
    chemicals_part: float = param(
        default=0.10, doc="Resins, solder, pastes per mass of electronics: imported.", source="assumed", lo=0.0, hi=0.9
    )
    structure_part: float = param(
        default=0.30, doc="Housings per mass of electronics.", source="assumed", lo=0.0, hi=0.9
    )
    energy: float = param(
        default="100 kWh/kg",
        unit="J/kg",
        doc="Electricity of assembly and test, without the wafers'.",
        source="assumed",
        grade="estimated",
        lo="1 kWh/kg",
        distribution=("20 kWh/kg", "100 kWh/kg", "300 kWh/kg"),
    )
    plant_mass: float = param(
        default="2000 h",
        unit="s",
        doc="Mass of the line per rate [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("500 h", "2000 h", "8000 h"),
    )
    electronics_share: float = param(
        default=0.30, doc="Share of the line's mass that is precision parts.", source="assumed", lo=0.0, hi=0.9
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of electronics."""
        parts = {
            "conductor": self.conductor_part,
            "fab-chemicals": self.chemicals_part,
            "structure": self.structure_part,
        }
        glass = self.rest(1.0, parts)
        return self.make(
            Making(
                product="electronics",
                inputs={**parts, "glass": glass, "wafer-logic": self.wafers},
                energy=self.energy,
                plant=self.plant_mass,
                notes=("Stands for controllers and power electronics of modest density; optics are not covered.",),
            )
        )
