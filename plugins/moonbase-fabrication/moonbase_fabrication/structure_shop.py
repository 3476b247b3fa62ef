"""Structure shop: iron or aluminium into structural parts."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.line import Line, Making

__all__ = ["StructureShop"]


class StructureShop(Line):
    """Casts, rolls, extrudes and welds; offcuts are remelted, a small part is lost."""

    metal: str = param(default="iron", unit="", doc="What is worked.", source="assumed", choices=("iron", "aluminium"))
    metal_loss: float = param(
        default=0.03, doc="Metal lost as dross and swarf per mass of parts.", source="assumed", lo=0.0, hi=1.0
    )
    energy: float = param(
        default="5 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of parts.",
        source="closure-references",
        grade="secondary",
        lo="0.4 kWh/kg",
        distribution=("1.7 kWh/kg", "5 kWh/kg", "9.7 kWh/kg"),
    )
    plant_mass: float = param(
        default="200 h",
        unit="s",
        doc="Mass of the shop per rate [kg per kg/h]; metal printers are at 610.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("60 h", "200 h", "610 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of structural parts."""
        return self.make(
            Making(
                product="structure",
                inputs={self.metal: 1.0 + self.metal_loss},
                energy=self.energy,
                plant=self.plant_mass,
                composition={"Fe" if self.metal == "iron" else "Al": 1.0},
                notes=("Alloying elements are left out: the parts are plain iron or aluminium.",),
            )
        )
